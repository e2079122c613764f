"""Who may serve clients in a studio's name (一、（一）; 三、（四）8): its own people, and its experts."""

from __future__ import annotations

from datetime import date

from studio_domain.expert_contract.state import ExpertContract
from studio_domain.studio import Studio
from studio_domain.values import PersonId


def may_serve(studio: Studio, contract: ExpertContract | None, person: PersonId, day: date) -> bool:
    """Whether *person* may serve in the studio's name on *day*: a member of its staff, or an expert whose own contract
    is active. *contract* is the one that is relied on, if any."""
    if studio.is_member_on(person, day):
        return True
    return contract is not None and contract.person == person and contract.active_on(day)
