"""Expert's contract (外聘专家聘用合同): selection, daily work, fees, renewal and end (三、（四）8).

Stream `<studio>/expert/<contract>`. The package serves as the aggregate's module. `facts` are what is stored, `state`
and `transitions` what becomes of them, `hours` how verified service counts towards a fee, `serving` who may serve.
Every other module has rules, the decisions that keep to them, and who may take these, in the order of a contract's
life: `selection`, `service`, `bookings`, `fees`, `ending`.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a contract's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.expert_contract import selection, service, bookings, fees, ending
from studio_domain.expert_contract.facts import (
    Title, TerminationCause, FeeKind, ExpertNominated, QualificationVerified, EngagementApproved, EngagementDeclined,
    ContractSigned, TaskAssigned, ServiceLogged, LogVerified, AbsenceRecorded, FeeClaimed, FeePaid, FeeWithdrawn,
    BookingMade, BookingReleased, ExpertEvaluated, ContractRenewed, ExpiryAcknowledged, ContractSuspended,
    ContractResumed, ContractTerminated, ContractSettled, Event,
)
from studio_domain.expert_contract.hours import (
    Hours, HalfDay, half_days, minutes_by_half_day, half_day_limit, payable_units, unit_cap, for_units,
)
from studio_domain.expert_contract.state import (
    Stage, Entry, Fee, Booking, Ending, ExpertContract,
)
from studio_domain.expert_contract.transitions import (
    evolve,
)
from studio_domain.expert_contract.serving import (
    may_serve,
)
from studio_domain.expert_contract.selection import (
    NOMINATED_ONCE, REASON_STATED, DOCUMENTED, IN_ORDER, OTHER_HANDS, CONFLICTS_DECLARED, OFFICIAL_ON_RECORD,
    TWO_SIGN, APPROVED_BEFORE, SIGNED_BY_NOW, NOT_BACKDATED, FIRST_TO_LAST, WITHIN_TERM, PARTY_OPERATES,
    REGULATION_HOLDS, UNIT_NOT_NEGATIVE, PERMITTED, NOT_OF_STAFF, REGULATION, nominate_expert, verify_qualification,
    approve_engagement, decline_engagement, sign_contract,
)
from studio_domain.expert_contract.service import (
    ACTIVE, NEW_TASK, TASK_DESCRIBED, DUE_IN_TERM, NEW_ENTRY, START_TO_END, ENTRY_EXISTS, VERIFIED_ONCE, FOR_A_TASK,
    NOT_ONES_OWN_LOG, WITNESSED, AFTER_SERVICE, MINUTES_POSITIVE, WITHIN_SPAN, HOURS_APART, WITHIN_HALF_DAY,
    WITHIN_A_MONTH, assign_task, record_service, verify_log, record_absence,
)
from studio_domain.expert_contract.bookings import (
    BOOKED_FOR_ITS_EXPERT, BOOKING_KEPT, book, release_booking,
)
from studio_domain.expert_contract.fees import (
    PAID_ENGAGEMENT, UNSETTLED, NEW_FEE, FOR_ENTRIES, VERIFIED_FIRST, CLAIMED_ONCE, UNITS_POSITIVE, WITHIN_HOURS,
    AS_AGREED, TAX_WITHHELD, NET_IS_THE_REST, WITHIN_CAP, FEE_EXISTS, FEE_PAID_ONCE, CLAIM_AS_SAID, claim_fee,
    pay_fee, withdraw_fee,
)
from studio_domain.expert_contract.ending import (
    NOT_ENDED, PUT_IN_WRITING, SAY_WHY, NEW_EVALUATION, NOT_BY_ONESELF, SCORED, GRADED_BY_SCORE,
    OF_A_CYCLE, CYCLES, RENEWED_IN_TIME,
    RENEWED_BEYOND, EVALUATED, PASSED, NOT_THE_NOMINATOR, NEAR_ITS_END, FROM_NOW_ON, HOLDS_ON, SUSPENDED_ONCE,
    SUSPENDED_FIRST, CAUSE_SHOWN, NOTIFIED, BOOKINGS_RELEASED, ENDED_FIRST, SETTLED_ONCE, FEES_PAID, HOURS_PAID,
    MATERIALS_BACK, evaluate_expert, renew_contract, acknowledge_expiry, suspend_contract, resume_contract,
    terminate_contract, settle_contract,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {
    **selection.MAY_DECIDE,
    **service.MAY_DECIDE,
    **bookings.MAY_DECIDE,
    **fees.MAY_DECIDE,
    **ending.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE",
    "Title", "TerminationCause", "FeeKind", "ExpertNominated", "QualificationVerified", "EngagementApproved",
    "EngagementDeclined", "ContractSigned", "TaskAssigned", "ServiceLogged", "LogVerified", "AbsenceRecorded",
    "FeeClaimed", "FeePaid", "FeeWithdrawn", "BookingMade", "BookingReleased", "ExpertEvaluated", "ContractRenewed",
    "ExpiryAcknowledged", "ContractSuspended", "ContractResumed", "ContractTerminated", "ContractSettled", "Event",
    "Hours", "HalfDay", "half_days", "minutes_by_half_day", "half_day_limit", "payable_units", "unit_cap", "for_units",
    "Stage", "Entry", "Fee", "Booking", "Ending", "ExpertContract",
    "evolve",
    "may_serve",
    "NOMINATED_ONCE", "REASON_STATED", "DOCUMENTED", "IN_ORDER", "OTHER_HANDS", "CONFLICTS_DECLARED",
    "OFFICIAL_ON_RECORD", "TWO_SIGN", "APPROVED_BEFORE", "SIGNED_BY_NOW", "NOT_BACKDATED", "FIRST_TO_LAST",
    "WITHIN_TERM", "PARTY_OPERATES", "REGULATION_HOLDS", "UNIT_NOT_NEGATIVE", "PERMITTED", "NOT_OF_STAFF",
    "REGULATION", "nominate_expert", "verify_qualification", "approve_engagement", "decline_engagement",
    "sign_contract",
    "ACTIVE", "NEW_TASK", "TASK_DESCRIBED", "DUE_IN_TERM", "NEW_ENTRY", "START_TO_END", "ENTRY_EXISTS",
    "VERIFIED_ONCE", "FOR_A_TASK", "NOT_ONES_OWN_LOG", "WITNESSED", "AFTER_SERVICE", "MINUTES_POSITIVE",
    "WITHIN_SPAN", "HOURS_APART", "WITHIN_HALF_DAY", "WITHIN_A_MONTH", "assign_task", "record_service",
    "verify_log", "record_absence",
    "BOOKED_FOR_ITS_EXPERT", "BOOKING_KEPT", "book", "release_booking",
    "PAID_ENGAGEMENT", "UNSETTLED", "NEW_FEE", "FOR_ENTRIES", "VERIFIED_FIRST", "CLAIMED_ONCE", "UNITS_POSITIVE",
    "WITHIN_HOURS", "AS_AGREED", "TAX_WITHHELD", "NET_IS_THE_REST", "WITHIN_CAP", "FEE_EXISTS", "FEE_PAID_ONCE",
    "CLAIM_AS_SAID", "claim_fee", "pay_fee", "withdraw_fee",
    "NOT_ENDED", "PUT_IN_WRITING", "SAY_WHY", "NEW_EVALUATION", "NOT_BY_ONESELF", "SCORED", "GRADED_BY_SCORE",
    "OF_A_CYCLE", "CYCLES",
    "RENEWED_IN_TIME", "RENEWED_BEYOND", "EVALUATED", "PASSED", "NOT_THE_NOMINATOR", "NEAR_ITS_END", "FROM_NOW_ON",
    "HOLDS_ON", "SUSPENDED_ONCE", "SUSPENDED_FIRST", "CAUSE_SHOWN", "NOTIFIED", "BOOKINGS_RELEASED", "ENDED_FIRST",
    "SETTLED_ONCE", "FEES_PAID", "HOURS_PAID", "MATERIALS_BACK", "evaluate_expert", "renew_contract",
    "acknowledge_expiry", "suspend_contract", "resume_contract", "terminate_contract", "settle_contract",
]
