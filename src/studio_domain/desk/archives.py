"""The desk of the archives: what a decision rests on stays as it is; a batch is destroyed in one step (三、（四）4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from studio_domain import archive_record, destruction_batch, month_ledger, studio
from studio_domain.aggregate import At, Changes
from studio_domain.archive_record import ArchiveRecord, Holding
from studio_domain.destruction_batch import DestructionBatch
from studio_domain.month_ledger import Content, MonthLedger
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.values import PersonId

Records = Mapping[str, At[ArchiveRecord | None]]
"""Records by their archive codes."""


def collect_record(
    record: At[ArchiveRecord | None],
    source: At[object] | None,
    *,
    of: str | None,
    what: str,
    department: str,
    holding: Holding,
    collector: PersonId,
    on: date,
) -> Changes:
    """收集 (三、（四）4): what it documents is on record; more may be recorded of it meanwhile."""
    collected = archive_record.collect_record(
        record.state,
        record=_code(record),
        of=of,
        what=what,
        department=department,
        holding=holding,
        collector=collector,
        on=on,
        source=source,
    )
    return (record.then(collected),)


def file_record(
    record: At[ArchiveRecord], profile: At[Studio], rules: At[RegulationBook | None], *, archivist: PersonId, on: date
) -> Changes:
    """归档 (三、（四）4): while the archivist in charge and the rules of the archives stay the same."""
    filed = archive_record.file_record(
        record.state, archivist=archivist, on=on, studio=profile.state, rules=rules.state
    )
    return record.then(filed), profile.then(), rules.then()


def approve_loan(
    record: At[ArchiveRecord],
    profile: At[Studio],
    *,
    loan: str,
    approver: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """借阅审批 (三、（四）4): while it stays the same who leads, and who keeps the archives."""
    approved = archive_record.approve_loan(
        record.state, loan=loan, approver=approver, on=on, studio=profile.state, principal=principal
    )
    return record.then(approved), profile.then()


def propose_batch(batch: At[DestructionBatch | None], records: Records, *, proposer: PersonId, on: date) -> Changes:
    """提出销毁清册 (三、（四）4): while each record stays as it is."""
    proposed = destruction_batch.propose_batch(
        batch.state,
        batch=batch.stream.rpartition("/")[2],
        records={code: record.state for code, record in records.items()},
        proposer=proposer,
        on=on,
    )
    return batch.then(proposed), *(record.then() for record in records.values())


def execute_batch(
    batch: At[DestructionBatch],
    records: Mapping[str, At[ArchiveRecord]],
    *,
    executor: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """销毁 (三、（四）4): the batch and each of its records in one step; every guard of each is asked again.

    `KeyError` if one of its records is not among *records*.
    """
    executed = destruction_batch.execute_batch(batch.state, executor=executor, on=on, principal=principal)
    destroyed = (
        records[code].then(archive_record.destroy_record(records[code].state, batch=batch.state.batch, on=on))
        for code in executed.records
    )
    return batch.then(executed), *destroyed


def report_batch(
    batch: At[DestructionBatch],
    listed: At[ArchiveRecord | None],
    *,
    signatures: tuple[PersonId, ...],
    list_digest: str,
    list_code: str,
    archivist: PersonId,
    on: date,
) -> Changes:
    """销毁报告 (三、（四）4): while the list stays in the archives."""
    reported = destruction_batch.report_batch(
        batch.state,
        signatures=signatures,
        list_digest=list_digest,
        list_code=list_code,
        listed=listed.state,
        archivist=archivist,
        on=on,
    )
    return batch.then(reported), listed.then()


def hand_over_archives(
    profile: At[Studio], *, person: PersonId, first: date, former: PersonId, digest: str, on: date
) -> Changes:
    """档案专人离任交接 (明确专人负责 三、（四）4): the next archivist, and the list that both sign, in one step."""
    assigned = studio.assign_archivist(profile.state, person=person, first=first, handover=digest)
    signed = studio.sign_handover(profile.state, person=former, receiver=person, on=on, digest=digest)
    return (profile.then(assigned, signed),)


def transfer_archives(
    records: Sequence[At[ArchiveRecord]], *, receiver: str, list_digest: str, by: PersonId, on: date
) -> Changes:
    """整体移交 (三、（四）4): all records of a list in one step, as when a studio closes (Q14: to its carrier)."""
    return tuple(
        record.then(
            archive_record.transfer_record(record.state, receiver=receiver, list_digest=list_digest, by=by, on=on)
        )
        for record in records
    )


def freeze_ledger(
    frozen: At[MonthLedger | None],
    profile: At[Studio],
    *,
    ledger: str,
    month: str,
    content: Content,
    archivist: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """固定台账 (三、（四）4): while the archivist in charge stays the same; the fact says up to when it knew."""
    fact = month_ledger.freeze_ledger(
        frozen.state,
        ledger=ledger,
        month=month,
        content=content,
        archivist=archivist,
        on=on,
        studio=profile.state,
        terms=terms,
    )
    return frozen.then(fact), profile.then()


def _code(record: At[ArchiveRecord | None]) -> str:
    return record.stream.rpartition("/")[2]
