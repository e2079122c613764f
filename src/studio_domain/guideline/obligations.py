"""What must follow what, by when: the catalogue of obligations (义务目录), one form for all of them.

The numbers are policy; here stand the counting rules. The day of the event is never counted
(Civil Code 201). Statutory and filing periods roll over to the next working day, where
`deadline.rollover` says so; internal grace and agreed terms do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import frozen

from studio_domain.guideline.clauses import Clause
from studio_domain.guideline.rules import Source


class Counting(Enum):
    """How the last day is found."""

    SAME_DAY = "same-day"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    DATE_THIS_YEAR = "date-this-year"  # MM-DD of the year that opens it
    DATE_NEXT_YEAR = "date-next-year"  # MM-DD of the year after the one that it is about
    AGREED = "agreed"  # the day that the opening fact, or a later extension, names


class Moment(Enum):
    """What opens an obligation where no fact does: the calendar, or a day that an earlier fact named."""

    YEAR_START = "year-start"
    YEAR_END = "year-end"
    MONTH_END = "month-end"
    LEASE_END = "lease-end"
    APPOINTMENT_END = "appointment-end"
    TERM_NEARS_ITS_END = "term-nears-its-end"
    CLOSURE_POSSIBLE = "closure-possible"


@frozen
class Due:
    """When an obligation is due: *keys* hold the number, first the one that rules, then those that extend it."""

    counting: Counting
    keys: tuple[str, ...] = ()
    rolls_over: bool = False


@frozen
class Obligation:
    """What is owed, under which clause; the facts (or moments) that open it, the facts that discharge it."""

    key: str
    clause: Clause
    zh: str
    en: str
    opened_by: tuple[str | Moment, ...]
    discharged_by: tuple[str, ...]
    due: Due
    source: Source = Source.GUIDELINE


_CATALOGUE: Final = (
    # the studio
    Obligation(
        "lead_vacancy", Clause.ONE_LEAD, "补任领办人", "Appointing a lead",
        ("LeadDeparted",), ("LeadAppointed", "StudioClosed"), Due(Counting.DAYS, ("vacancy.grace_days",)),
    ),
    Obligation(
        "staff_shortage", Clause.THREE_STAFF, "补足工作人员", "Bringing the staff back to number",
        ("StaffDeparted", "LeadAppointed"), ("StaffJoined",), Due(Counting.DAYS, ("shortage.grace_days",)),
    ),
    Obligation(
        "rename", Clause.NAME_FORM, "更改工作室名称", "Renaming the studio",
        ("LeadAppointed",), ("StudioRenamed",), Due(Counting.DAYS, ("naming.rename_days",)),
    ),
    Obligation(
        "change_filing", Clause.TIMELY_FILING, "变更报备", "Filing of a change",
        ("StudioRenamed", "LeadAppointed", "OperatorChanged", "VenueRelocated", "StaffDeparted", "SanctionDecided"),
        ("FilingSubmitted",), Due(Counting.WORKING_DAYS, ("filing.change_days",), rolls_over=True),
    ),
    Obligation(
        "venue_lapse", Clause.FIXED_PREMISES, "续签或另定场地", "Premises after the lease has ended",
        (Moment.LEASE_END,), ("VenueRegistered",), Due(Counting.DAYS, ("venue.lapse_days",)),
    ),
    Obligation(
        "annual_plan", Clause.ANNUAL_PLAN, "批准并报备年度计划", "The annual plan, approved and filed",
        (Moment.YEAR_START, "StudioRecognised"), ("PlanApproved", "FilingSubmitted"),
        Due(Counting.DATE_THIS_YEAR, ("plan.due", "plan.first_year_days"), rolls_over=True),
    ),
    Obligation(
        "annual_report", Clause.TRUTHFUL_REPORTS, "提交并报备年度总结", "The annual report, submitted and filed",
        (Moment.YEAR_END,), ("ReportSubmitted", "FilingSubmitted"),
        Due(Counting.DATE_NEXT_YEAR, ("report.due",), rolls_over=True),
    ),
    # service
    Obligation(
        "appointment_answer", Clause.APPOINTMENT_SYSTEM, "答复预约申请", "An answer to a request for an appointment",
        ("AppointmentRequested",), ("AppointmentConfirmed", "AppointmentDeclined", "AppointmentCancelled"),
        Due(Counting.WORKING_DAYS, ("appt.answer_days",)),
    ),
    Obligation(
        "appointment_outcome", Clause.APPOINTMENT_SYSTEM, "登记预约结果", "The outcome of an appointment",
        (Moment.APPOINTMENT_END,), ("AppointmentCompleted", "NoShowRecorded", "AppointmentCancelled"),
        Due(Counting.WORKING_DAYS, ("appt.outcome_days",)),
    ),
    Obligation(
        "case_due", Clause.CASE_TERM, "按期结案", "Closing the case within its term",
        ("CaseOpened", "CaseReopened"), ("CaseClosed", "CaseTransferred"),
        Due(Counting.AGREED, ("case.term_days", "case.max_ext", "case.ext_days")),
    ),
    Obligation(
        "close_ready", Clause.CASE_CLOSURE, "具备条件后结案", "Closing the case once it can be closed",
        (Moment.CLOSURE_POSSIBLE,), ("CaseClosed", "CaseTransferred"),
        Due(Counting.WORKING_DAYS, ("case.close_lag_wd",)),
    ),
    Obligation(
        "takedown", Clause.PUBLICITY, "撤下未经同意的宣传", "Taking down what was published without consent",
        ("AchievementPublished", "AnnouncementPublished", "ConsentWithdrawn"), ("PublicationTakenDown",),
        Due(Counting.WORKING_DAYS, ("pii.erasure_wd",), rolls_over=True), Source.LAW,
    ),
    # archives
    Obligation(
        "archive_case", Clause.TIMELY_SORTING, "结案材料归档", "Filing the closed case in the archives",
        ("CaseClosed",), ("CaseArchived", "CaseReopened"), Due(Counting.DAYS, ("archive.case_days",)),
    ),
    Obligation(
        "archive_annual", Clause.TIMELY_SORTING, "年度材料归档", "Filing the year's records in the archives",
        (Moment.YEAR_END,), ("RecordFiled",), Due(Counting.DATE_NEXT_YEAR, ("archive.annual_due",)),
    ),
    Obligation(
        "ledger_freeze", Clause.TIMELY_SORTING, "固定月度台账", "Freezing the month's ledger",
        (Moment.MONTH_END,), ("LedgerFrozen",), Due(Counting.WORKING_DAYS, ("archive.ledger_freeze_days",)),
    ),
    Obligation(
        "loan_return", Clause.LENDING, "归还借阅档案", "Returning a record on loan",
        ("Lent",), ("RecordReturned", "RecordLost"), Due(Counting.AGREED, ("archive.loan_days", "archive.renewals")),
    ),
    Obligation(
        "departure_clearance", Clause.LENDING, "离岗清退与交接", "Clearance on departure",
        ("StaffDeparted", "LeadDeparted"), ("LoansCleared", "HandoverSigned", "AccessRevoked"), Due(Counting.SAME_DAY),
    ),
    Obligation(
        "integrity_check", Clause.STORAGE, "检查档案完整性", "The next check of integrity",
        ("RecordFiled", "IntegrityVerified"), ("IntegrityVerified",), Due(Counting.DAYS, ("archive.integrity_days",)),
    ),
    Obligation(
        "integrity_restore", Clause.STORAGE, "修复不合格档案", "Restoring a record that failed a check",
        ("IntegrityFailed",), ("IntegrityVerified", "RecordMigrated"), Due(Counting.DAYS, ("holdings.restore_days",)),
    ),
    # money
    Obligation(
        "voucher", Clause.VOUCHERS, "核销借款并交回票据", "Settling an advance with its vouchers",
        ("ClaimPaid",), ("AdvanceSettled", "PaymentReversed"), Due(Counting.DAYS, ("claim.voucher_days",)),
    ),
    Obligation(
        "reconcile", Clause.FUND_SAFETY, "月度对账", "Reconciling the month",
        (Moment.MONTH_END,), ("Reconciled",), Due(Counting.DAYS, ("claim.reconcile_days",)),
    ),
    Obligation(
        "final_accounts", Clause.BUDGET, "批准年度决算", "The final accounts, approved",
        (Moment.YEAR_END,), ("FinalAccountsApproved",),
        Due(Counting.DATE_NEXT_YEAR, ("fund.final_accounts_due",), rolls_over=True),
    ),
    # people
    Obligation(
        "evaluation", Clause.EVALUATION_OF_ALL, "完成年度考核", "The year's evaluation",
        (Moment.YEAR_END,), ("CycleClosed",), Due(Counting.DATE_NEXT_YEAR, ("evaluation.due",)),
    ),
    Obligation(
        "gift_register", Clause.PROHIBITED_ACTS, "登记礼品", "Registering a gift",
        ("GiftReported",), ("GiftReported",), Due(Counting.MONTHS, ("discipline.gift_months",), rolls_over=True),
    ),
    Obligation(
        "gift_handover", Clause.PROHIBITED_ACTS, "上交或退还礼品", "Handing over or returning a gift",
        ("GiftReported",), ("GiftDisposed",),
        Due(Counting.MONTHS, ("discipline.gift_months",), rolls_over=True),
    ),
    Obligation(
        "discipline_open", Clause.PROHIBITED_ACTS, "处置线索", "Opening a case on what was reported, or not",
        ("ConductReported", "GiftReported"), ("DisciplineOpened", "NoCaseDecided"),
        Due(Counting.WORKING_DAYS, ("discipline.open_wd",)),
    ),
    Obligation(
        "pledge_renewal", Clause.LAW_AND_ETHICS, "续签廉洁承诺", "Renewing the pledge",
        ("PledgeSigned",), ("PledgeSigned",), Due(Counting.MONTHS, ("discipline.pledge_months",)),
    ),
    Obligation(
        "expert_renewal", Clause.EXPERT_RENEWAL, "续聘或到期确认", "Renewal, or acknowledging the end of a contract",
        (Moment.TERM_NEARS_ITS_END,), ("ContractRenewed", "ExpiryAcknowledged"),
        Due(Counting.AGREED, ("expert.renewal_days",)),
    ),
    Obligation(
        "pii_erasure", Clause.CLIENT_LIBRARY, "删除或限制处理个人信息", "Erasing or restricting personal data",
        ("ErasureRequested",), ("ClientDataErased", "ProcessingRestricted"),
        Due(Counting.WORKING_DAYS, ("pii.erasure_wd",), rolls_over=True), Source.LAW,
    ),
)  # fmt: skip

OBLIGATIONS: Final[Mapping[str, Obligation]] = MappingProxyType({one.key: one for one in _CATALOGUE})
"""The catalogue, by key."""


def obligation(key: str) -> Obligation:
    """The obligation of that key."""
    return OBLIGATIONS[key]
