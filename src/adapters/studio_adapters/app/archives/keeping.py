"""A record in the archives, for the acting person: collected, filed, kept, handed over (三、（四）4)."""

from __future__ import annotations

from collections.abc import Iterable

from studio_adapters.aggregates import aggregate_of
from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import archive_record, regulation_book, studio
from studio_domain.aggregate import At, Changes
from studio_domain.archive_record import (
    ArchiveRecord,
    Aspect,
    Holding,
    Secrecy,
)
from studio_domain.archive_record.retention import ARCHIVES
from studio_domain.desk import archives
from studio_domain.studio import Studio
from studio_domain.values import stream_name


class Keeping(Handle[ArchiveRecord]):
    """归档, 存储: the stream `<studio>/archive/<archive code>`."""

    KIND = "archive-record"
    IDS = frozenset({"loan", "grant"})
    PERSONS = frozenset({"borrower", "requester"})

    def __init__(self, desk: Desk, owner: str, code: str) -> None:
        super().__init__(desk, archive_record, archive_record.MAY_DECIDE, stream_name(owner, "archive", code))

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, f"{self.owner}/studio/profile")

    def _source(self, of: str | None) -> At[object] | None:
        """The stream that the record documents; None where there is none of a known kind."""
        stream = (of or "").partition("@")[0]
        aggregate = aggregate_of(stream) if stream.isascii() else None
        return None if aggregate is None else self._desk.at(aggregate, stream_name(*stream.split("/")))

    def collect_record(self, *, of: str | None, what: str, department: str, holding: Holding) -> Receipt:
        """收集: what it documents (a stream, or `stream@version`), what it is in words without personal data, which
        department owns it, and what is kept."""
        asked = locals()
        return self._decide(
            archive_record.collect_record,
            asked,
            lambda hand: archives.collect_record(
                self._at(),
                self._source(of),
                of=of,
                what=what,
                department=department,
                holding=holding,
                collector=hand.by,
                on=hand.day,
            ),
        )

    def classify_record(
        self, *, year: int, category: str, importance: str, retention: str, secrecy: Secrecy = Secrecy.INTERNAL
    ) -> Receipt:
        """分类: by year, category and importance, with the retention that follows."""
        asked = locals()
        return self._decide_alone(
            archive_record.classify_record,
            asked,
            lambda record, hand: archive_record.classify_record(
                record,
                year=year,
                category=category,
                importance=importance,
                retention=retention,
                secrecy=secrecy,
                classifier=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def file_record(self) -> Receipt:
        """归档, by the archivist in charge."""
        return self._decide(
            archive_record.file_record,
            {},
            lambda hand: archives.file_record(
                self._existing(),
                self._studio(),
                self._desk.at(regulation_book, f"{self.owner}/regulation/{ARCHIVES}"),
                archivist=hand.by,
                on=hand.day,
            ),
        )

    def transfer_record(self, *, receiver: str, list_digest: str) -> Receipt:
        """移交 of this record alone."""
        return self.transfer_with((), receiver_unit=receiver, list_digest=list_digest)

    def transfer_with(self, others: Iterable[str], *, receiver_unit: str, list_digest: str) -> Receipt:
        """整体移交: this record and *others* (archive codes) in one step, to whom, by which list (SHA-256, hex)."""
        codes = tuple(others)
        asked = {"others": codes, "receiver_unit": receiver_unit, "list_digest": list_digest}

        def transfer(hand: Hand) -> Changes:
            rest = (self._desk.existing(archive_record, f"{self.owner}/archive/{code}") for code in codes)
            return archives.transfer_archives(
                (self._existing(), *rest),
                receiver=receiver_unit,
                list_digest=list_digest,
                by=hand.by,
                on=hand.day,
            )

        return self._decide(archive_record.transfer_record, asked, transfer)

    # -- in store

    def move_record(self, *, location: str) -> Receipt:
        """移库."""
        asked = locals()
        return self._decide_alone(
            archive_record.move_record,
            asked,
            lambda record, hand: archive_record.move_record(record, location=location, by=hand.by, on=hand.day),
        )

    def migrate_record(self, *, holding: Holding) -> Receipt:
        """迁移 of an electronic record; its former digest stays on record."""
        asked = locals()
        return self._decide_alone(
            archive_record.migrate_record,
            asked,
            lambda record, hand: archive_record.migrate_record(record, holding=holding, by=hand.by, on=hand.day),
        )

    def verify_integrity(self, *, digest: str | None = None) -> Receipt:
        """四性检测合格; of an electronic record with the digest that was computed."""
        asked = locals()
        return self._decide_alone(
            archive_record.verify_integrity,
            asked,
            lambda record, hand: archive_record.verify_integrity(record, digest=digest, verifier=hand.by, on=hand.day),
        )

    def record_integrity_failure(self, *, failed: Iterable[Aspect], digest: str | None = None) -> Receipt:
        """四性检测不合格."""
        aspects = tuple(failed)
        asked = {"failed": aspects, "digest": digest}
        return self._decide_alone(
            archive_record.record_integrity_failure,
            asked,
            lambda record, hand: archive_record.record_integrity_failure(
                record, digest=digest, failed=aspects, verifier=hand.by, on=hand.day
            ),
        )

    def record_damage(self, *, what: str) -> Receipt:
        """损坏."""
        asked = locals()
        return self._decide_alone(
            archive_record.record_damage,
            asked,
            lambda record, hand: archive_record.record_damage(record, what=what, reporter=hand.by, on=hand.day),
        )

    def record_loss(self, *, what: str, on_loan: str | None = None) -> Receipt:
        """丢失; `on_loan` is the loan that it was out on."""
        asked = locals()
        return self._decide_alone(
            archive_record.record_loss,
            asked,
            lambda record, hand: archive_record.record_loss(
                record, loan=on_loan, what=what, reporter=hand.by, on=hand.day
            ),
        )

    def report_unauthorised_destruction(self, *, what: str) -> Receipt:
        """报告擅自销毁."""
        asked = locals()
        return self._decide_alone(
            archive_record.report_unauthorised_destruction,
            asked,
            lambda record, hand: archive_record.report_unauthorised_destruction(
                record, what=what, reporter=hand.by, on=hand.day
            ),
        )
