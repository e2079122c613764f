"""A list for destruction, and a ledger of a month, for the acting person (三、（四）4)."""

from __future__ import annotations

from collections.abc import Iterable

from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import archive_record, destruction_batch, month_ledger, studio
from studio_domain.aggregate import At, Changes
from studio_domain.archive_record import (
    ArchiveRecord,
)
from studio_domain.desk import archives
from studio_domain.destruction_batch import DestructionBatch, Signer, Supervisor
from studio_domain.month_ledger import LEDGERS, Content, MonthLedger
from studio_domain.values import PersonId, stream_name


class DestructionHandle(Handle[DestructionBatch]):
    """A list of records to be destroyed: `app.destruction("hz-xihu-001", "DB-2025-02")`."""

    KIND = "destruction-batch"
    IDS = frozenset({"record", "list_code"})

    def __init__(self, desk: Desk, owner: str, batch: str) -> None:
        stream = stream_name(owner, "destruction", batch)
        super().__init__(desk, destruction_batch, destruction_batch.MAY_DECIDE, stream)

    def _record(self, code: str) -> At[ArchiveRecord | None]:
        return self._desk.at(archive_record, stream_name(self.owner, "archive", code))

    def propose_batch(self, *, records: Iterable[str]) -> Receipt:
        """提出销毁清册, of records by their archive codes."""
        codes = tuple(dict.fromkeys(records))
        return self._decide(
            destruction_batch.propose_batch,
            {"records": codes},
            lambda hand: archives.propose_batch(
                self._at(), {code: self._record(code) for code in codes}, proposer=hand.by, on=hand.day
            ),
        )

    def withdraw_item(self, *, record: str, reason: str) -> Receipt:
        """撤出清册."""
        asked = locals()
        return self._decide_alone(
            destruction_batch.withdraw_item,
            asked,
            lambda batch, hand: destruction_batch.withdraw_item(
                batch, record=record, reason=reason, by=hand.by, on=hand.day
            ),
        )

    def sign_batch(self, *, capacity: Signer) -> Receipt:
        """签署清册, in a capacity."""
        asked = locals()
        return self._decide_alone(
            destruction_batch.sign_batch,
            asked,
            lambda batch, hand: destruction_batch.sign_batch(
                batch, capacity=capacity, signer=hand.by, on=hand.day, terms=hand.terms
            ),
        )

    def approve_batch(self, *, document: str) -> Receipt:
        """批准销毁."""
        asked = locals()
        return self._decide_alone(
            destruction_batch.approve_batch,
            asked,
            lambda batch, hand: destruction_batch.approve_batch(
                batch,
                approver=hand.by,
                document=document,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def reject_batch(self, *, reason: str) -> Receipt:
        """不予销毁."""
        asked = locals()
        return self._decide_alone(
            destruction_batch.reject_batch,
            asked,
            lambda batch, hand: destruction_batch.reject_batch(batch, reason=reason, by=hand.by, on=hand.day),
        )

    def count_items(self, *, supervisors: Iterable[Supervisor], counted: int) -> Receipt:
        """销毁前清点: `supervisors=[Supervisor("p-021", "archives"), …]`."""
        group = tuple(supervisors)
        return self._decide_alone(
            destruction_batch.count_items,
            {"supervisors": group, "counted": counted},
            lambda batch, hand: destruction_batch.count_items(
                batch, supervisors=group, counted=counted, on=hand.day, terms=hand.terms
            ),
        )

    def execute_batch(self) -> Receipt:
        """销毁: the batch and each of its records, in one step."""

        def execute(hand: Hand) -> Changes:
            batch = self._existing()
            records = {
                code: self._desk.existing(archive_record, f"{self.owner}/archive/{code}") for code in batch.state.items
            }
            return archives.execute_batch(batch, records, executor=hand.by, on=hand.day, principal=hand.on_behalf_of)

        return self._decide(destruction_batch.execute_batch, {}, execute)

    def report_batch(self, *, signatures: Iterable[PersonId], list_digest: str, list_code: str) -> Receipt:
        """销毁报告: who signed, and the list as a record of the archives."""
        signed = tuple(signatures)
        return self._decide(
            destruction_batch.report_batch,
            {"signatures": signed, "list_digest": list_digest, "list_code": list_code},
            lambda hand: archives.report_batch(
                self._existing(),
                self._record(list_code),
                signatures=signed,
                list_digest=list_digest,
                list_code=list_code,
                archivist=hand.by,
                on=hand.day,
            ),
        )


class LedgerHandle(Handle[MonthLedger]):
    """A ledger of a month: `app.ledger("hz-xihu-001", "services", "2025-03")`."""

    KIND = "month-ledger"

    def __init__(self, desk: Desk, owner: str, ledger: str, month: str) -> None:
        month_ledger.last_day_of(month)
        stream = stream_name(owner, "ledger", f"{ledger}-{month}")
        super().__init__(desk, month_ledger, month_ledger.MAY_DECIDE, stream)
        self.ledger, self.month = ledger, month

    def content(self) -> Content:
        """What stands in it by now, as lines, hash and the instant up to which it is known."""
        classes = LEDGERS.get(self.ledger, {})
        lines, known = [], None
        for event in self._desk.journal.history(self.owner):
            known = event.recorded_at
            if type(event.fact) in classes and month_ledger.month_of(event.context.day) == self.month:
                lines.append(month_ledger.line_of(self.ledger, event))
        return month_ledger.content_of(lines, known or self._desk.journal.clock())

    def freeze_ledger(self) -> Receipt:
        """固定台账, as it stands now."""
        return self._decide(
            month_ledger.freeze_ledger,
            {},
            lambda hand: archives.freeze_ledger(
                self._at(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                ledger=self.ledger,
                month=self.month,
                content=self.content(),
                archivist=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )
