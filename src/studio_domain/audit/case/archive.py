"""Checks of a closed case's file (3.4.4.a, b, e): archived when over, under a code, by the archivist in charge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.audit.archive.known import ArchivesKnown
from studio_domain.audit.case.known import CaseKnown, CasesKnown
from studio_domain.audit.case.people import People
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, on_day, text
from studio_domain.audit.shared import simply, stated
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind

NOT_OVER: Final = Predicate(
    "case.archived-open",
    Clause.TIMELY_SORTING,
    Kind.A,
    zh="{stream} 于 {actual} 归档，当时尚未结束或已归档",
    en="{stream} was archived on {actual}, when it was not over or archived already",
)
NO_CODE: Final = Predicate(
    "case.archive-code",
    Clause.FOUR_DIMENSIONS,
    Kind.G,
    zh="{stream} 归档没有档号",
    en="{stream} was archived under no archive code",
)
UNFILED: Final = Predicate(
    "case.archive-unfiled",
    Clause.TIMELY_SORTING,
    Kind.X,
    zh="{stream} 以档号 {actual} 归档，档案中没有已归档的该项目案卷",
    en="{stream} was archived under {actual}; no file of the case had been filed in the archives under that code",
)
NOT_ARCHIVIST: Final = Predicate(
    "case.archivist",
    Clause.ARCHIVIST,
    Kind.X,
    zh="{stream} 由 {actual} 归档，当日档案专人是 {expected}",
    en="{stream} was archived by {actual}, the archivist in charge was {expected}",
)


@frozen
class Archivists:
    """A case is archived once, when it is over, under the code of its file, by the archivist in charge."""

    known: CasesKnown
    people: People
    archives: ArchivesKnown

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            for event in of.all(case.CaseArchived):
                yield from self._archived(of, event)

    def _archived(self, of: CaseKnown, event: Recorded[case.CaseArchived]) -> Iterator[Finding]:
        fact = event.fact
        if not _over(of, event):
            yield simply(NOT_OVER, event, of.name, actual=on_day(fact.on))
        if not stated(fact.archive_code):
            yield simply(NO_CODE, event, of.name)
        elif not self._lies(of, event):
            yield simply(UNFILED, event, of.name, actual=text(fact.archive_code))
        keeper = self.people.archivist(fact.on)
        if keeper != fact.archivist:
            yield simply(NOT_ARCHIVIST, event, of.name, expected=text(keeper or "none"), actual=text(fact.archivist))

    def _lies(self, of: CaseKnown, event: Recorded[case.CaseArchived]) -> bool:
        """Whether a file of this case lay in the archives under the code, as known when it was archived."""
        record = self.archives.record(event.studio, event.fact.archive_code)
        if record is None:
            return False
        documents = any(one.fact.of == of.stream for one in record.all(archive.RecordCollected, event))
        gone = record.gone()
        there = gone is None or gone.position > event.position
        return documents and there and bool(record.all(archive.RecordFiled, event))


def _over(of: CaseKnown, event: Recorded[case.CaseArchived]) -> bool:
    """Whether the case had ended when it was archived, and was not archived since."""
    spell = of.spell_of(event)
    if spell is None or spell.ended is None or spell.ended.version > event.version:
        return False
    again = any(one.version > spell.ended.version for one in of.before(event, case.CaseArchived))
    return not again and event.fact.on >= spell.ended.fact.on
