"""All checks of clients and of personal data (三、（二）1; 三、（四）4, 保密; 个人信息保护法)."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.client import access, consents, erasure, hands, registration, secrecy, serving
from studio_domain.audit.client.access import Access
from studio_domain.audit.client.consents import Consents
from studio_domain.audit.client.erasure import Erasures
from studio_domain.audit.client.hands import Hands
from studio_domain.audit.client.known import Clients
from studio_domain.audit.client.registration import Registrations
from studio_domain.audit.client.secrecy import Secrecy
from studio_domain.audit.client.serving import Serving
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final = (registration, consents, serving, access, erasure, hands, secrecy)


def client_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of clients comes before those who ask."""
    clients = Clients()
    return (
        clients,
        Registrations(),
        Consents(clients),
        Serving(clients),
        Access(),
        Erasures(grounds),
        Hands(),
        Secrecy(),
    )
