"""All checks of the five libraries (三、（二）) and of the systems of rules (三、（四）)."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.resource import form, libraries, systems, usage
from studio_domain.audit.resource.form import Form
from studio_domain.audit.resource.libraries import Libraries
from studio_domain.audit.resource.systems import Systems
from studio_domain.audit.resource.usage import Cited, Listing

PREDICATE_MODULES: Final = (form, libraries, systems, usage)


def resource_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history."""
    return Form(grounds), Libraries(grounds), Systems(grounds), Listing(), Cited()
