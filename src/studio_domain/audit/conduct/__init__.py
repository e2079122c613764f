"""All checks of pledges, declarations and inspections (廉洁自律、监督检查, 3.4.7.a, b, d)."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from studio_domain.audit.conduct import inspections, pledges
from studio_domain.audit.conduct.inspections import TooFewInspections
from studio_domain.audit.conduct.pledges import Pledges
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final[tuple[ModuleType, ...]] = (pledges, inspections)
"""Where the predicates stand."""


def conduct_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history."""
    return Pledges(grounds), TooFewInspections(grounds)
