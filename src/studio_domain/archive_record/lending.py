"""On loan (借阅): asked for, approved by another hand, lent until a day, renewed, returned (三、（四）4; SD-6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from studio_domain.archive_record.facts import (
    Condition,
    Lent,
    LoanApproved,
    LoanRenewed,
    LoanRequested,
    Reading,
    RecordReturned,
)
from studio_domain.archive_record.keeping import LOAN_OPEN
from studio_domain.archive_record.retention import is_closed
from studio_domain.archive_record.standing import in_store, no_earlier, reasoned
from studio_domain.archive_record.state import ArchiveRecord, Loan
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

_LEND: Final = Clause.LENDING

LOAN_ONCE: Final = Rule(_LEND, zh="借阅编号 {loan} 已用", en="the number {loan} of a loan is in use")
READ_ON_SITE: Final = Rule(
    _LEND, zh="会计档案（{category}）不得借出，只能现场查阅", en="accounting records ({category}) are read on site only"
)
LOAN_PENDING: Final = Rule(_LEND, zh="借阅 {loan} 不在待借状态", en="loan {loan} does not wait to be lent")
NOT_BORROWER: Final = Rule(_LEND, zh="{borrower} 不得批准自己的借阅", en="{borrower} may not approve his own loan")
APPROVERS_DIFFER: Final = Rule(_LEND, zh="{approver} 已批准该借阅", en="{approver} has approved this loan already")
LEAD_APPROVES_ARCHIVIST: Final = Rule(
    _LEND,
    zh="{borrower} 是档案专人，其借阅由领办人批准",
    en="{borrower} keeps the archives: a lead approves his loans",
)
APPROVED_ENOUGH: Final = Rule(
    _LEND, zh="借阅须 {asked} 人批准，现有 {approved} 人", en="a loan takes {asked} approvals, there are {approved}"
)
ONE_AT_A_TIME: Final = Rule(
    _LEND, zh="{record} 已借出（{other}），尚未归还", en="{record} is out on loan {other}, and not back yet"
)
WITHIN_LOAN: Final = Rule(
    _LEND,
    zh="借阅至 {due}，应在 {earliest} 至 {latest} 之间",
    en="it is lent until {due}; that lies between {earliest} and {latest}",
)
RENEWED_BEFORE_DUE: Final = Rule(
    _LEND, zh="借阅已于 {due} 到期，不能续借", en="the loan was due on {due}: renew before"
)
FEW_RENEWALS: Final = Rule(
    _LEND, zh="已续借 {renewals} 次，最多 {most} 次", en="renewed {renewals} times, of at most {most}"
)

# -- decisions


def request_loan(
    record: ArchiveRecord, *, loan: str, borrower: PersonId, purpose: str, reading: Reading, on: date, terms: Terms
) -> LoanRequested:
    """借阅申请 (借阅 三、（四）4): of what is in store, for a stated purpose; accounting records are read on site."""
    in_store(record)
    require(loan not in record.loan_ids, LOAN_ONCE, loan=loan)
    reasoned(purpose)
    outside = reading is Reading.OUTSIDE and record.category in terms.holdings.accounting_categories
    require(not outside, READ_ON_SITE, category=record.category)
    return LoanRequested(loan, borrower, purpose, reading, on)


def approve_loan(
    record: ArchiveRecord,
    *,
    loan: str,
    approver: PersonId,
    on: date,
    studio: Studio,
    principal: PersonId | None = None,
) -> LoanApproved:
    """借阅审批 (借阅 三、（四）4; SD-6): neither by the borrower nor for him (*principal*: whom the approver acts for),
    nor twice by one person; the archivist's own loan by a lead."""
    in_store(record)
    pending = _pending(record, loan)
    _another(pending, approver, principal)
    require(approver not in pending.approvers, APPROVERS_DIFFER, approver=approver)
    if studio.archivist_on(on) == pending.borrower:
        led = any(studio.is_lead_on(hand, on) for hand in hands(approver, principal))
        require(led, LEAD_APPROVES_ARCHIVIST, borrower=pending.borrower)
    return LoanApproved(loan, approver, on)


def lend_record(record: ArchiveRecord, *, loan: str, due: date, lender: PersonId, on: date, terms: Terms) -> Lent:
    """借出 (借阅 三、（四）4): once it is approved, by two where it is closed; a paper record to one at a time; until
    the end of the term at the latest, and for reading on site until the end of the day."""
    in_store(record)
    pending = _pending(record, loan)
    asked = 2 if is_closed(record.secrecy) else 1
    require(len(pending.approvers) >= asked, APPROVED_ENOUGH, asked=asked, approved=len(pending.approvers))
    free = record.electronic or not record.out
    require(free, ONE_AT_A_TIME, record=record.record, other=next(iter(record.out), ""))
    latest = on if pending.reading is Reading.ON_SITE else on + timedelta(terms.archive.loan_days)
    require(on <= due <= latest, WITHIN_LOAN, due=due, earliest=on, latest=latest)
    return Lent(loan, due, lender, on)


def renew_loan(
    record: ArchiveRecord,
    *,
    loan: str,
    due: date,
    approver: PersonId,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> LoanRenewed:
    """续借 (借阅 三、（四）4): before it is due, so many times, by somebody else than the borrower."""
    known, until = _lent(record, loan)
    _another(known, approver, principal)
    require(on <= until, RENEWED_BEFORE_DUE, due=until)
    most = terms.archive.renewals
    require(known.renewals < most, FEW_RENEWALS, renewals=known.renewals, most=most)
    latest = until + timedelta(terms.archive.loan_days if known.reading is Reading.OUTSIDE else 0)
    require(until < due <= latest, WITHIN_LOAN, due=due, earliest=until + timedelta(1), latest=latest)
    return LoanRenewed(loan, due, approver, on)


def record_return(
    record: ArchiveRecord,
    *,
    loan: str,
    condition: Condition,
    receiver: PersonId,
    on: date,
    digest: str | None = None,
) -> RecordReturned:
    """归还 (借阅 三、（四）4): however late and in whatever condition; refused only for what is not out."""
    known, _ = _lent(record, loan)
    if known.lent is not None:
        no_earlier(on, known.lent)
    return RecordReturned(loan, condition, digest, receiver, on)


# -- what they ask


def _pending(record: ArchiveRecord, loan: str) -> Loan:
    known = record.loans.get(loan)
    if known is None or known.lent is not None:
        raise Breach(LOAN_PENDING, loan=loan)
    return known


def _lent(record: ArchiveRecord, loan: str) -> tuple[Loan, date]:
    known = record.loans.get(loan)
    if known is None or known.due is None:
        raise Breach(LOAN_OPEN, record=record.record, loan=loan)
    return known, known.due


def _another(loan: Loan, approver: PersonId, principal: PersonId | None) -> None:
    require(loan.borrower not in hands(approver, principal), NOT_BORROWER, borrower=loan.borrower)


# -- who may decide

_READERS: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT}
_APPROVERS: Final = frozenset({Role.LEAD, Role.ARCHIVIST, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    request_loan: _READERS,
    approve_loan: _APPROVERS,
    lend_record: frozenset({Role.ARCHIVIST}),
    renew_loan: _APPROVERS,
    record_return: frozenset({Role.ARCHIVIST}),
}
