"""All checks of external experts (外聘专家, 3.4.8)."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from studio_domain.audit.engine import Check
from studio_domain.audit.expert import (
    booked,
    ending,
    fees,
    hands,
    months,
    overlaps,
    parties,
    renewal,
    selection,
    service,
)
from studio_domain.audit.expert.booked import EndedWhileBooked
from studio_domain.audit.expert.ending import Ending
from studio_domain.audit.expert.fees import Fees
from studio_domain.audit.expert.hands import ExpertHands
from studio_domain.audit.expert.known import ContractsKnown
from studio_domain.audit.expert.months import MonthsTaxed
from studio_domain.audit.expert.obligations import ExpertObligations
from studio_domain.audit.expert.overlaps import HoursTwice
from studio_domain.audit.expert.parties import Parties
from studio_domain.audit.expert.renewal import Renewal
from studio_domain.audit.expert.selection import Selection
from studio_domain.audit.expert.service import Service
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final[tuple[ModuleType, ...]] = (
    selection, parties, hands, service, overlaps, fees, renewal, ending, booked, months,
)  # fmt: skip
"""Where the predicates stand."""


def expert_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of contracts comes first, fees before settlement."""
    known = ContractsKnown()
    money = Fees(grounds, known)
    return (
        known,
        Selection(grounds, known),
        Parties(known),
        ExpertHands(known),
        Service(grounds, known),
        HoursTwice(across=False),
        money,
        Renewal(grounds, known),
        Ending(grounds, known, money),
        EndedWhileBooked(),
        MonthsTaxed(),
        ExpertObligations(grounds),
    )


def regional_expert_checks() -> tuple[Check, ...]:
    """What only a region sees: one person in two studios."""
    return (HoursTwice(across=True),)
