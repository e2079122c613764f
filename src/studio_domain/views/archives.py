"""Registers of the archives (档案台账、借阅登记、销毁清册、月度台账): what there is, how long, who has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Verdict
from studio_domain.archive_record.retention import free_from
from studio_domain.destruction_batch import facts as batch
from studio_domain.month_ledger import LedgerFrozen
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads

RECORDS: Final = Table(
    "archive_records", "档案台账", "records in the archives", 1,
    (
        Column("record", "档号", "archive code"),
        Column("documents", "所记", "documents"),
        Column("department", "归口部门", "department"),
        Column("year", "年度", "year"),
        Column("category", "类别", "category"),
        Column("importance", "重要程度", "importance"),
        Column("retention", "保管期限", "retention"),
        Column("secrecy", "密级", "secrecy"),
        Column("medium", "介质", "medium"),
        Column("location", "存放位置", "location"),
        Column("filed", "归档日期", "filed", "day"),
        Column("stage", "状态", "stage"),
        Column("free_from", "最早可销毁日", "may be destroyed from", "day"),
        Column("verdict", "鉴定意见", "appraisal"),
        Column("holds", "冻结处置", "legal holds"),
        Column("out_on", "在借", "out on loan"),
    ),
)  # fmt: skip
LOANS: Final = Table(
    "archive_loans", "借阅登记", "loans", 2,
    (
        Column("record", "档号", "archive code"),
        Column("loan", "借阅编号", "loan"),
        Column("borrower", "借阅人", "borrower"),
        Column("reading", "借阅方式", "reading"),
        Column("lent", "借出日期", "lent", "day"),
        Column("due", "应还日期", "due", "day"),
        Column("returned", "归还日期", "returned", "day"),
        Column("condition", "归还状况", "condition"),
    ),
)  # fmt: skip
BATCHES: Final = Table(
    "destruction_batches", "销毁清册台账", "lists for destruction", 1,
    (
        Column("batch", "清册", "list"),
        Column("records", "所列档案", "records"),
        Column("stage", "状态", "stage"),
        Column("signed", "已签署", "signed by"),
        Column("approved", "批准日期", "approved", "day"),
        Column("document", "批准文号", "document"),
        Column("supervisors", "监销人", "supervisors"),
        Column("executed", "销毁日期", "executed", "day"),
        Column("reported", "报告日期", "reported", "day"),
    ),
)  # fmt: skip
FROZEN: Final = Table(
    "frozen_ledgers", "已固定的月度台账", "ledgers frozen", 2,
    (
        Column("ledger", "台账", "ledger"),
        Column("month", "月份", "month"),
        Column("lines", "条数", "lines"),
        Column("digest", "摘要值", "digest"),
        Column("frozen", "固定日期", "frozen", "day"),
    ),
)  # fmt: skip


@define
class _Clock:
    """What the clock of a record's retention needs."""

    year: int | None = None
    retention: str = ""
    extended: list[int] = field(factory=list)
    permanent: bool = False
    holds: dict[str, None] = field(factory=dict)
    out: dict[str, None] = field(factory=dict)

    @property
    def free_from(self) -> date | None:
        if self.permanent or self.year is None:
            return None
        return free_from(self.year, self.retention, self.extended)


class ArchiveRegister:
    """档案台账 and 借阅登记: a row a record with its retention clock, and a row a loan."""

    tables = (RECORDS, LOANS)

    def __init__(self) -> None:
        self._records: dict[str, dict[str, str | int | None]] = {}
        self._clocks: dict[str, _Clock] = {}
        self._loans: dict[tuple[str, str], dict[str, str | int | None]] = {}
        self.see = folding(
            reads(archive.RecordCollected, self._collected),
            reads(archive.RecordClassified, self._classified),
            reads(archive.RecordFiled, self._filed),
            reads(archive.RecordMoved, self._moved),
            reads(archive.RecordMigrated, self._migrated),
            reads(archive.SecrecySet, self._secrecy),
            reads(archive.LegalHoldPlaced, self._held),
            reads(archive.LegalHoldLifted, self._released),
            reads(archive.Appraised, self._appraised),
            reads(archive.RecordTransferred, self._gone),
            reads(archive.RecordDestroyed, self._gone),
            reads(archive.RecordLost, self._gone),
            reads(archive.UnauthorisedDestructionReported, self._gone),
            reads(archive.LoanRequested, self._requested),
            reads(archive.Lent, self._lent),
            reads(archive.LoanRenewed, self._renewed),
            reads(archive.RecordReturned, self._returned),
        )

    # -- records

    def _collected(self, event: Recorded[archive.RecordCollected]) -> Iterable[RowChange]:
        fact = event.fact
        yield self._row(
            event, documents=fact.of or "", department=fact.department, medium=fact.holding.medium.value,
            location=fact.holding.location, stage="collected",
        )  # fmt: skip

    def _classified(self, event: Recorded[archive.RecordClassified]) -> Iterable[RowChange]:
        fact, clock = event.fact, self._clock(event)
        clock.year, clock.retention = fact.year, fact.retention
        yield self._row(
            event, year=str(fact.year), category=fact.category, importance=fact.importance, retention=fact.retention,
            secrecy=fact.secrecy.value,
        )  # fmt: skip

    def _filed(self, event: Recorded[archive.RecordFiled]) -> Iterable[RowChange]:
        yield self._row(event, filed=event.fact.on.isoformat(), stage="in-store")

    def _moved(self, event: Recorded[archive.RecordMoved]) -> Iterable[RowChange]:
        yield self._row(event, location=event.fact.location)

    def _migrated(self, event: Recorded[archive.RecordMigrated]) -> Iterable[RowChange]:
        yield self._row(event, location=event.fact.holding.location, medium=event.fact.holding.medium.value)

    def _secrecy(self, event: Recorded[archive.SecrecySet]) -> Iterable[RowChange]:
        yield self._row(event, secrecy=event.fact.secrecy.value)

    def _held(self, event: Recorded[archive.LegalHoldPlaced]) -> Iterable[RowChange]:
        self._clock(event).holds[event.fact.hold] = None
        yield self._row(event)

    def _released(self, event: Recorded[archive.LegalHoldLifted]) -> Iterable[RowChange]:
        self._clock(event).holds.pop(event.fact.hold, None)
        yield self._row(event)

    def _appraised(self, event: Recorded[archive.Appraised]) -> Iterable[RowChange]:
        fact, clock = event.fact, self._clock(event)
        if fact.verdict is Verdict.KEEP:
            clock.extended.append(fact.years or 0)
        clock.permanent = clock.permanent or fact.verdict is Verdict.PERMANENT
        yield self._row(event, verdict=fact.verdict.value)

    def _gone(
        self,
        event: Recorded[
            archive.RecordTransferred
            | archive.RecordDestroyed
            | archive.RecordLost
            | archive.UnauthorisedDestructionReported
        ],
    ) -> Iterable[RowChange]:
        stages: dict[type[Any], str] = {
            archive.RecordTransferred: "transferred", archive.RecordDestroyed: "destroyed",
        }  # fmt: skip
        self._clock(event).out.clear()
        yield self._row(event, stage=stages.get(type(event.fact), "lost"))

    # -- loans

    def _requested(self, event: Recorded[archive.LoanRequested]) -> Iterable[RowChange]:
        fact = event.fact
        yield self._loan(event, fact.loan, borrower=fact.borrower, reading=fact.reading.value)

    def _lent(self, event: Recorded[archive.Lent]) -> Iterable[RowChange]:
        fact = event.fact
        self._clock(event).out[fact.loan] = None
        yield self._loan(event, fact.loan, lent=fact.on.isoformat(), due=fact.due.isoformat())
        yield self._row(event)

    def _renewed(self, event: Recorded[archive.LoanRenewed]) -> Iterable[RowChange]:
        yield self._loan(event, event.fact.loan, due=event.fact.due.isoformat())

    def _returned(self, event: Recorded[archive.RecordReturned]) -> Iterable[RowChange]:
        fact = event.fact
        self._clock(event).out.pop(fact.loan, None)
        yield self._loan(event, fact.loan, returned=fact.on.isoformat(), condition=fact.condition.value)
        yield self._row(event)

    # -- rows

    def _clock(self, event: Recorded[Any]) -> _Clock:
        return self._clocks.setdefault(_name(event), _Clock())

    def _row(self, event: Recorded[Any], **said: str | int | None) -> RowChange:
        name, clock = _name(event), self._clock(event)
        before = self._records.get(name) or dict.fromkeys(column.name for column in RECORDS.columns)
        free = clock.free_from
        derived = {
            "record": name, "free_from": free.isoformat() if free else None, "holds": ", ".join(clock.holds),
            "out_on": ", ".join(clock.out),
        }  # fmt: skip
        self._records[name] = {**before, **said, **derived}
        return RECORDS.name, (name,), self._records[name]

    def _loan(self, event: Recorded[Any], loan: str, **said: str | int | None) -> RowChange:
        key = _name(event), loan
        before = self._loans.get(key) or dict.fromkeys(column.name for column in LOANS.columns)
        self._loans[key] = {**before, "record": key[0], "loan": loan, **said}
        return LOANS.name, key, self._loans[key]


class DestructionRegister:
    """销毁清册台账: a row a list, as it stands."""

    tables = (BATCHES,)

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str | int | None]] = {}
        self._items: dict[str, dict[str, None]] = {}
        self.see = folding(
            reads(batch.BatchProposed, self._proposed),
            reads(batch.ItemWithdrawn, self._withdrawn),
            reads(batch.BatchSigned, self._signed),
            reads(batch.BatchApproved, self._approved),
            reads(batch.BatchRejected, self._rejected),
            reads(batch.ItemsCounted, self._counted),
            reads(batch.BatchExecuted, self._executed),
            reads(batch.BatchReported, self._reported),
        )

    def _proposed(self, event: Recorded[batch.BatchProposed]) -> Iterator[RowChange]:
        self._items[_name(event)] = {item.record: None for item in event.fact.items}
        yield self._row(event, stage="proposed")

    def _withdrawn(self, event: Recorded[batch.ItemWithdrawn]) -> Iterator[RowChange]:
        self._items.get(_name(event), {}).pop(event.fact.record, None)
        yield self._row(event)

    def _signed(self, event: Recorded[batch.BatchSigned]) -> Iterator[RowChange]:
        before = self._known.get(_name(event), {}).get("signed")
        signed = f"{before}, {event.fact.capacity.value}" if before else event.fact.capacity.value
        yield self._row(event, signed=signed)

    def _approved(self, event: Recorded[batch.BatchApproved]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, stage="approved", approved=fact.on.isoformat(), document=fact.document)

    def _rejected(self, event: Recorded[batch.BatchRejected]) -> Iterator[RowChange]:
        yield self._row(event, stage="rejected")

    def _counted(self, event: Recorded[batch.ItemsCounted]) -> Iterator[RowChange]:
        supervisors = ", ".join(f"{one.person} ({one.department})" for one in event.fact.supervisors)
        yield self._row(event, stage="counted", supervisors=supervisors)

    def _executed(self, event: Recorded[batch.BatchExecuted]) -> Iterator[RowChange]:
        yield self._row(event, stage="executed", executed=event.fact.on.isoformat())

    def _reported(self, event: Recorded[batch.BatchReported]) -> Iterator[RowChange]:
        yield self._row(event, stage="reported", reported=event.fact.on.isoformat())

    def _row(self, event: Recorded[Any], **said: str | int | None) -> RowChange:
        name = _name(event)
        before = self._known.get(name) or dict.fromkeys(column.name for column in BATCHES.columns)
        records = ", ".join(self._items.get(name, ()))
        self._known[name] = {**before, **said, "batch": name, "records": records}
        return BATCHES.name, (name,), self._known[name]


class FrozenLedgers:
    """已固定的月度台账: a row a ledger and month, as it was frozen last."""

    tables = (FROZEN,)

    def __init__(self) -> None:
        self.see = folding(reads(LedgerFrozen, self._frozen))

    def _frozen(self, event: Recorded[LedgerFrozen]) -> Iterator[RowChange]:
        fact = event.fact
        row: Row = {
            "ledger": fact.ledger, "month": fact.month, "lines": str(fact.lines), "digest": fact.digest,
            "frozen": fact.on.isoformat(),
        }  # fmt: skip
        yield FROZEN.name, (fact.ledger, fact.month), row


def _name(event: Recorded[Any]) -> str:
    return event.stream.rpartition("/")[2]
