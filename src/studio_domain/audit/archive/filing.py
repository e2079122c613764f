"""How a record came into the archives (3.4.4.a–c, d1, e): what it documents, four dimensions, its code, whose hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Holding, Medium
from studio_domain.archive_record.retention import tabled
from studio_domain.audit.archive.known import ArchivesKnown, HouseKnown, RecordKnown
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply, stated
from studio_domain.guideline import Clause, Kind
from studio_domain.month_ledger import LedgerFrozen
from studio_domain.policy.bounds import retention_years
from studio_domain.values import PersonId

UNRESOLVED: Final = Predicate(
    "archive.reference",
    Clause.TIMELY_SORTING,
    Kind.X,
    zh="档案 {subject} 所指 {actual} 在收集时没有记录",
    en="record {subject} documents {actual}, which was not on record when it was collected",
)
UNDESCRIBED: Final = Predicate(
    "archive.undescribed",
    Clause.PAPER_OR_ELECTRONIC,
    Kind.G,
    zh="档案 {subject} 缺 {actual}",
    en="record {subject} lacks {actual}",
)
UNCLASSIFIED: Final = Predicate(
    "archive.unclassified",
    Clause.FOUR_DIMENSIONS,
    Kind.G,
    zh="档案 {subject} 归档时未按年度、类别、重要程度分类",
    en="record {subject} was filed without year, category and importance",
)
RETENTION: Final = Predicate(
    "archive.retention",
    Clause.FOUR_DIMENSIONS,
    Kind.G,
    zh="档案 {subject} 的类别和重要程度对应保管期限 {expected}，定为 {actual}",
    en="record {subject} is to be kept {expected} by its category and importance; it was classified {actual}",
    policy="archive.retention_table",
)
CODE: Final = Predicate(
    "archive.code",
    Clause.FOUR_DIMENSIONS,
    Kind.G,
    zh="档案 {subject} 以档号 {actual} 归档：档号须即本件档号，写明年度和保管期限，且只给一次",
    en="record {subject} was filed under {actual}: a code is the record's own, says year and retention, is given once",
)
RECLASSIFIED: Final = Predicate(
    "archive.reclassified",
    Clause.FOUR_DIMENSIONS,
    Kind.G,
    zh="档案 {subject} 归档后又改分类",
    en="record {subject} was classified anew after it was filed",
)
NOT_ARCHIVIST: Final = Predicate(
    "archive.not-archivist",
    Clause.ARCHIVIST,
    Kind.X,
    zh="{stream} 由 {actual} 办理，当日档案专人是 {expected}",
    en="{stream}: {actual} did it, the archivist in charge was {expected}",
)
NO_RULES: Final = Predicate(
    "archive.no-rules",
    Clause.FILING_RULES,
    Kind.A,
    zh="档案 {subject} 归档时没有有效的档案管理制度",
    en="record {subject} was filed while no rules of the archives held",
)

_LONGEST: Final = 12


@define
class Filing:
    """A record documents what there is, is described, classified, and filed once under its code by the archivist."""

    known: ArchivesKnown
    house: HouseKnown
    grounds: Grounds
    _seen: dict[str, int] = field(factory=dict)
    _found: list[Finding] = field(factory=list)
    _frozen: list[Recorded[LedgerFrozen]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(archive.RecordCollected, self._collected)
        yield on(object, self._any)
        yield on(LedgerFrozen, self._frozen.append)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for of in self.known.records.values():
            yield from self._described(of)
            for classified in of.all(archive.RecordClassified):
                yield from self._classified(of, classified)
            filings = of.all(archive.RecordFiled)
            for filed in filings:
                yield from self._filed(of, filed, again=filed is not filings[0])
        for frozen in self._frozen:
            yield from self._by_archivist(frozen, frozen.fact.archivist, frozen.fact.on)

    def _any(self, event: Recorded[Any]) -> None:
        self._seen[event.stream] = event.version

    def _collected(self, event: Recorded[archive.RecordCollected]) -> None:
        """What it documents was there before; seen while passing, so that it is known then."""
        of = event.fact.of
        if of is None:
            return
        stream, _, version = of.partition("@")
        asked = version_of(version)
        if not 1 <= asked <= self._seen.get(stream, 0):
            self._found.append(simply(UNRESOLVED, event, event.stream.rpartition("/")[2], actual=text(of)))

    def _described(self, of: RecordKnown) -> Iterator[Finding]:
        for event in of.events:
            fact = event.fact
            if isinstance(fact, archive.RecordCollected | archive.RecordMigrated):
                lacking = list(_lacking(fact.holding))
                if isinstance(fact, archive.RecordCollected):
                    lacking += [name for name in ("what", "department") if not stated(getattr(fact, name))]
                if lacking:
                    said = text(", ".join(lacking))
                    yield simply(UNDESCRIBED, event, of.name, expected=count(0), actual=said, delta=count(len(lacking)))

    def _classified(self, of: RecordKnown, event: Recorded[archive.RecordClassified]) -> Iterator[Finding]:
        fact = event.fact
        filed = of.filed()
        if filed is not None and filed.position < event.position:
            yield simply(RECLASSIFIED, event, of.name)
        terms = self.grounds.policy.on(fact.on)
        table, ranks = retention_years(terms.archive.retention_table), retention_years(terms.holdings.importance)
        known = fact.category in table and fact.importance in ranks
        asked = tabled(fact.category, fact.importance, table, ranks) if known else "-"
        if asked != fact.retention or fact.year > fact.on.year:
            yield simply(
                RETENTION, event, of.name, expected=text(asked),
                actual=text(f"{fact.category} {fact.importance} {fact.year} {fact.retention}"),
                policy=terms.cite("archive.retention_table"),
            )  # fmt: skip

    def _filed(self, of: RecordKnown, event: Recorded[archive.RecordFiled], *, again: bool) -> Iterator[Finding]:
        fact = event.fact
        known = of.classified(event)
        if known is None:
            yield simply(UNCLASSIFIED, event, of.name)
        parts = fact.archive_code.split("-")
        says = known is None or (str(known.year) in parts and known.retention in parts)
        if again or fact.archive_code != of.name or not says:
            yield simply(CODE, event, of.name, expected=text(of.name), actual=text(fact.archive_code))
        yield from self._by_archivist(event, fact.archivist, fact.on)
        if not self.house.has_rules(fact.on, event):
            yield simply(NO_RULES, event, of.name)

    def _by_archivist(self, event: Recorded[Any], person: PersonId, day: date) -> Iterator[Finding]:
        keeper = self.house.archivist(day, event)
        if keeper != person:
            name = event.stream.rpartition("/")[2]
            yield simply(NOT_ARCHIVIST, event, name, expected=text(keeper or "none"), actual=text(person))


def version_of(said: str) -> int:
    """The version that a reference names; the first where it names none, 0 where it names nonsense."""
    if not said:
        return 1
    return int(said) if said.isascii() and said.isdigit() and len(said) < _LONGEST else 0


def _lacking(holding: Holding) -> Iterator[str]:
    """What a holding does not say."""
    if not stated(holding.location):
        yield "location"
    if holding.medium is Medium.ELECTRONIC:
        digest = holding.digest or ""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            yield "digest"
        yield from (name for name in ("format", "metadata") if not stated(getattr(holding, name) or ""))
