"""How facts change a record. No rule is known here; only one that was never collected, or twice, makes no sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import attrs

from studio_domain.archive_record.facts import (
    AccessGranted,
    AccessRecorded,
    Appraised,
    Event,
    IntegrityFailed,
    IntegrityVerified,
    LegalHoldLifted,
    LegalHoldPlaced,
    Lent,
    LoanApproved,
    LoanRenewed,
    LoanRequested,
    RecordClassified,
    RecordCollected,
    RecordDamaged,
    RecordDestroyed,
    RecordFiled,
    RecordLost,
    RecordMigrated,
    RecordMoved,
    RecordReturned,
    RecordTransferred,
    SecrecySet,
    UnauthorisedDestructionReported,
    Verdict,
)
from studio_domain.archive_record.state import ArchiveRecord, Classification, Gone, Grant, Loan
from studio_domain.values import Days, PersonId

_Lending = LoanRequested | LoanApproved | Lent | LoanRenewed | RecordReturned


def evolve(record: ArchiveRecord | None, event: Event) -> ArchiveRecord:
    """The record after *event*."""
    if record is None:
        if isinstance(event, RecordCollected):
            return ArchiveRecord(event.record, event.of, event.department, event.holding, event.on)
        raise LookupError("the record was not collected")
    match event:
        case RecordCollected():
            raise LookupError("the record was collected before")
        case RecordClassified():
            known = Classification(event.year, event.category, event.importance, event.retention)
            return attrs.evolve(record, classification=known, secrecy=event.secrecy)
        case RecordFiled():
            return attrs.evolve(record, filed=event.on)
        case RecordMoved():
            return attrs.evolve(record, holding=attrs.evolve(record.holding, location=event.location))
        case RecordMigrated():
            return attrs.evolve(record, holding=event.holding)
        case LoanRequested() | LoanApproved() | Lent() | LoanRenewed() | RecordReturned():
            loans = _loans(record.loans, event)
            return attrs.evolve(record, loans=loans, loan_ids=record.loan_ids | {event.loan})
        case SecrecySet():
            return attrs.evolve(record, secrecy=event.secrecy)
        case AccessGranted():
            granted = Grant(event.person, Days.through(event.first, event.last))
            return attrs.evolve(record, grants={**record.grants, event.grant: granted})
        case LegalHoldPlaced():
            holds = {**record.holds, event.hold: event.placer}
            return attrs.evolve(record, holds=holds, hold_ids=record.hold_ids | {event.hold})
        case LegalHoldLifted():
            return attrs.evolve(record, holds=_without(record.holds, event.hold))
        case Appraised():
            return _appraised(record, event)
        case RecordTransferred():
            return attrs.evolve(record, gone=Gone.TRANSFERRED)
        case RecordDestroyed():
            return attrs.evolve(record, gone=Gone.DESTROYED)
        case RecordLost() | UnauthorisedDestructionReported():
            return attrs.evolve(record, gone=Gone.LOST, loans={})
        case IntegrityVerified() | IntegrityFailed() | RecordDamaged() | AccessRecorded():
            return record
        case _ as unreachable:
            assert_never(unreachable)


def _loans(loans: Mapping[str, Loan], event: _Lending) -> Mapping[str, Loan]:
    """The loans that are not over; LookupError for a step of one that is not among them."""
    if isinstance(event, LoanRequested):
        return {**loans, event.loan: Loan(event.borrower, event.reading)}
    loan = loans[event.loan]
    match event:
        case LoanApproved():
            loan = attrs.evolve(loan, approvers=(*loan.approvers, event.approver))
        case Lent():
            loan = attrs.evolve(loan, lent=event.on, due=event.due)
        case LoanRenewed():
            loan = attrs.evolve(loan, due=event.due, renewals=loan.renewals + 1)
        case RecordReturned():
            return {name: known for name, known in loans.items() if name != event.loan}
        case _ as unreachable:
            assert_never(unreachable)
    return {**loans, event.loan: loan}


def _without(holds: Mapping[str, PersonId], hold: str) -> Mapping[str, PersonId]:
    return {name: placer for name, placer in holds.items() if name != hold}


def _appraised(record: ArchiveRecord, event: Appraised) -> ArchiveRecord:
    extended = (*record.extended, event.years or 0) if event.verdict is Verdict.KEEP else record.extended
    permanent = record.permanent or event.verdict is Verdict.PERMANENT
    return attrs.evolve(record, verdict=event.verdict, extended=extended, permanent=permanent)
