"""Expert's contract (外聘专家聘用合同): selection, daily work, fees, renewal and end (三、（四）8).

Stream `<studio>/expert/<contract>`. The package serves as the aggregate's module. `facts` are what is stored, `state`
and `transitions` what becomes of them, `hours` how verified service counts towards a fee.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a contract's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.expert_contract.facts import (
    Title, TerminationCause, FeeKind, ExpertNominated, QualificationVerified, EngagementApproved, EngagementDeclined,
    ContractSigned, TaskAssigned, ServiceLogged, LogVerified, AbsenceRecorded, FeeClaimed, FeePaid, FeeWithdrawn,
    ExpertEvaluated, ContractRenewed, ExpiryAcknowledged, ContractSuspended, ContractResumed, ContractTerminated,
    ContractSettled, Event,
)
from studio_domain.expert_contract.hours import (
    Hours, HalfDay, half_days, minutes_by_half_day, half_day_limit, payable_units, unit_cap, for_units, score_of,
    grade_of,
)
from studio_domain.expert_contract.state import (
    Entry, Fee, Ending, ExpertContract,
)
from studio_domain.expert_contract.transitions import (
    evolve,
)
from studio_domain.expert_contract.serving import (
    Roster, may_serve,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {}

__all__ = [
    "MAY_DECIDE",
    "Title", "TerminationCause", "FeeKind", "ExpertNominated", "QualificationVerified", "EngagementApproved",
    "EngagementDeclined", "ContractSigned", "TaskAssigned", "ServiceLogged", "LogVerified", "AbsenceRecorded",
    "FeeClaimed", "FeePaid", "FeeWithdrawn", "ExpertEvaluated", "ContractRenewed", "ExpiryAcknowledged",
    "ContractSuspended", "ContractResumed", "ContractTerminated", "ContractSettled", "Event",
    "Hours", "HalfDay", "half_days", "minutes_by_half_day", "half_day_limit", "payable_units", "unit_cap", "for_units",
    "score_of", "grade_of",
    "Entry", "Fee", "Ending", "ExpertContract",
    "evolve",
    "Roster", "may_serve",
]
