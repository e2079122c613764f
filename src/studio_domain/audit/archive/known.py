"""What is known of each record and batch, of who keeps the archives, and under which rules. No check, grounds for all.

A decision is judged by what was recorded before it; what a report tells of, by what is known now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar, get_args

from attrs import define, field

from studio_domain import regulation_book as regulation
from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Holding, Secrecy
from studio_domain.archive_record.retention import ARCHIVES, free_from, years_kept
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.shared import latest
from studio_domain.destruction_batch import facts as batch
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

F = TypeVar("F")

Gone = (
    archive.RecordDestroyed | archive.RecordLost | archive.RecordTransferred | archive.UnauthorisedDestructionReported
)
GONE = get_args(Gone)


@define
class Kept:
    """A stream by its facts, in the order of recording; a fact that corrects another takes its place."""

    stream: str
    events: list[Recorded[Any]] = field(factory=list)

    def add(self, event: Recorded[Any]) -> None:
        """Take up a fact."""
        corrected = event.context.corrects
        if corrected is not None:
            self.events[:] = [one for one in self.events if (one.stream, one.version) != corrected]
        self.events.append(event)

    @property
    def name(self) -> str:
        """Its archive code, or the number of the batch."""
        return self.stream.rpartition("/")[2]

    @property
    def studio(self) -> str:
        """Whose it is."""
        return self.stream.partition("/")[0]

    def all(self, fact: type[F], by: Recorded[Any] | None = None) -> list[Recorded[F]]:
        """Its facts of a class: those recorded before *by*, or all that are known now."""
        return [one for one in self.events if type(one.fact) is fact and (by is None or one.position < by.position)]

    def last(self, fact: type[F], by: Recorded[Any] | None = None) -> Recorded[F] | None:
        """The last of them."""
        found = self.all(fact, by)
        return found[-1] if found else None


@define
class RecordKnown(Kept):
    """A record (件)."""

    def collected(self) -> archive.RecordCollected | None:
        """How it came in; None where nobody recorded that."""
        found = self.last(archive.RecordCollected)
        return found.fact if found else None

    def classified(self, by: Recorded[Any] | None = None) -> archive.RecordClassified | None:
        """How it was classified, as known when *by* was recorded, or now."""
        found = self.last(archive.RecordClassified, by)
        return found.fact if found else None

    def category(self, by: Recorded[Any] | None = None) -> str:
        """Its category; blank where it was not classified."""
        known = self.classified(by)
        return known.category if known else ""

    def secrecy(self, by: Recorded[Any]) -> Secrecy:
        """Its level when *by* was recorded."""
        level = Secrecy.INTERNAL
        for one in self.events:
            if one.position < by.position and isinstance(one.fact, archive.RecordClassified | archive.SecrecySet):
                level = one.fact.secrecy
        return level

    def holding(self, by: Recorded[Any] | None = None) -> Holding | None:
        """What was kept when *by* was recorded, or is now."""
        held = None
        for one in self.events:
            kinds = archive.RecordCollected | archive.RecordMigrated
            if isinstance(one.fact, kinds) and (by is None or one.position < by.position):
                held = one.fact.holding
        return held

    def filed(self) -> Recorded[archive.RecordFiled] | None:
        """When it was filed first."""
        found = self.all(archive.RecordFiled)
        return found[0] if found else None

    def gone(self) -> Recorded[Gone] | None:
        """By what it left the archives first."""
        return next((one for one in self.events if isinstance(one.fact, GONE)), None)

    def verdict(self, by: Recorded[Any]) -> archive.Verdict | None:
        """What the last appraisal said that was recorded before *by*."""
        found = self.last(archive.Appraised, by)
        return found.fact.verdict if found else None

    def permanent(self, by: Recorded[Any]) -> bool:
        """Whether it was to be kept for good, as known when *by* was recorded."""
        known = self.classified(by)
        raised = any(one.fact.verdict is archive.Verdict.PERMANENT for one in self.all(archive.Appraised, by))
        return raised or (known is not None and years_kept(known.retention) is None)

    def free_from(self, by: Recorded[Any]) -> date | None:
        """The first day on which it may be destroyed, as known when *by* was recorded; None while never."""
        known = self.classified(by)
        if known is None or self.permanent(by):
            return None
        kept = (one.fact for one in self.all(archive.Appraised, by) if one.fact.verdict is archive.Verdict.KEEP)
        return free_from(known.year, known.retention, (one.years or 0 for one in kept))


@define
class BatchKnown(Kept):
    """A destruction batch (销毁清册)."""

    def items(self, by: Recorded[Any] | None = None) -> dict[str, batch.BatchItem]:
        """What is on the list, as known when *by* was recorded, or now."""
        items: dict[str, batch.BatchItem] = {}
        for one in self.events:
            if by is not None and one.position >= by.position:
                break
            if isinstance(one.fact, batch.BatchProposed):
                items |= {item.record: item for item in one.fact.items}
            elif isinstance(one.fact, batch.ItemWithdrawn):
                items.pop(one.fact.record, None)
        return items


@define
class ArchivesKnown:
    """Records and batches by their streams. It comes before the checks that ask it, and has no findings of its own."""

    records: dict[str, RecordKnown] = field(factory=dict)
    batches: dict[str, BatchKnown] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        for fact in get_args(archive.Event):
            yield on(fact, self._record)
        for fact in get_args(batch.Event):
            yield on(fact, self._batch)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def record(self, studio: str, code: str) -> RecordKnown | None:
        """The record of that archive code."""
        return self.records.get(f"{studio}/archive/{code}")

    def batch(self, studio: str, number: str) -> BatchKnown | None:
        """The batch of that number."""
        return self.batches.get(f"{studio}/destruction/{number}")

    def _record(self, event: Recorded[Any]) -> None:
        known = self.records.get(event.stream)
        if known is None:
            known = self.records[event.stream] = RecordKnown(event.stream)
        known.add(event)

    def _batch(self, event: Recorded[Any]) -> None:
        known = self.batches.get(event.stream)
        if known is None:
            known = self.batches[event.stream] = BatchKnown(event.stream)
        known.add(event)


@define
class HouseKnown:
    """Who keeps the archives, who leads, who left, and which rules of the archives hold. No findings of its own."""

    _archivists: list[Recorded[roster.ArchivistAssigned]] = field(factory=list)
    _leads: list[Recorded[roster.LeadAppointed]] = field(factory=list)
    _leads_left: list[Recorded[roster.LeadDeparted]] = field(factory=list)
    _approved: list[Recorded[regulation.RegulationApproved]] = field(factory=list)
    _repealed: list[Recorded[regulation.RegulationRepealed]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(roster.ArchivistAssigned, self._archivists.append)
        yield on(roster.LeadAppointed, self._leads.append)
        yield on(roster.LeadDeparted, self._leads_left.append)
        yield on(regulation.RegulationApproved, self._rules)
        yield on(regulation.RegulationRepealed, self._no_rules)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def archivist(self, day: date, by: Recorded[Any]) -> PersonId | None:
        """Who kept the archives on *day*, as known when *by* was recorded."""
        known = (one.fact for one in self._archivists if one.position < by.position)
        return latest(((fact.first, fact.person) for fact in known), day)

    def leads(self, person: PersonId, day: date, by: Recorded[Any]) -> bool:
        """Whether *person* was a lead on *day*, as known when *by* was recorded."""
        begun = [one.fact.first for one in self._leads if one.position < by.position and one.fact.person == person]
        since = max((first for first in begun if first <= day), default=None)
        left = (one.fact for one in self._leads_left if one.position < by.position and one.fact.person == person)
        return since is not None and not any(since <= fact.last_day < day for fact in left)

    def has_rules(self, day: date, by: Recorded[Any]) -> bool:
        """Whether rules of the archives held on *day*, as known when *by* was recorded."""
        known = [one.fact for one in self._approved if one.position < by.position]
        version = latest(((fact.effective, fact.version) for fact in known), day)
        over = (one.fact for one in self._repealed if one.position < by.position)
        return version is not None and not any(fact.version == version and fact.last_day < day for fact in over)

    def _rules(self, event: Recorded[regulation.RegulationApproved]) -> None:
        if event.stream.endswith(f"/regulation/{ARCHIVES}"):
            self._approved.append(event)

    def _no_rules(self, event: Recorded[regulation.RegulationRepealed]) -> None:
        if event.stream.endswith(f"/regulation/{ARCHIVES}"):
            self._repealed.append(event)
