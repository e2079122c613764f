"""What a case rests on: the client's record, the entries of the libraries, the tariff, interests of mentors.

As known now; no check, grounds for several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain import person_record
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.shared import latest
from studio_domain.client_record import facts as client
from studio_domain.resource_entry import facts as resource
from studio_domain.values import PersonId

_Client = tuple[str, str]
"""A studio, and a client of it."""


@define
class ClientsKnown:
    """Needs, classes and enterprises of the clients. It comes before the checks that ask it."""

    _needs: dict[tuple[str, str, str], date] = field(factory=dict)
    _classes: defaultdict[_Client, list[tuple[date, str]]] = field(factory=lambda: defaultdict(list))
    _sizes: defaultdict[_Client, list[tuple[date, client.EnterpriseSize]]] = field(factory=lambda: defaultdict(list))

    def watches(self) -> Iterator[Watch]:
        yield on(client.NeedRecorded, self._need)
        yield on(client.ClientClassified, self._class)
        yield on(client.EnterpriseUpdated, self._size)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def needed(self, studio: str, of: str, need: str) -> date | None:
        """Since when a need of the client is on record."""
        return self._needs.get((studio, of, need))

    def segment(self, studio: str, of: str, day: date) -> str | None:
        """In which segment the client was by *day*."""
        return latest(self._classes.get((studio, of), ()), day)

    def size(self, studio: str, of: str, day: date) -> client.EnterpriseSize | None:
        """How large the client's enterprise was on *day*."""
        return latest(self._sizes.get((studio, of), ()), day)

    def _need(self, event: Recorded[client.NeedRecorded]) -> None:
        studio, _, of = event.stream.split("/")[:3]
        self._needs.setdefault((studio, of, event.fact.need), event.fact.on)

    def _class(self, event: Recorded[client.ClientClassified]) -> None:
        studio, _, of = event.stream.split("/")[:3]
        self._classes[studio, of].append((event.fact.on, event.fact.segment))

    def _size(self, event: Recorded[client.EnterpriseUpdated]) -> None:
        studio, _, of = event.stream.split("/")[:3]
        self._sizes[studio, of].append((event.fact.first, event.fact.size))


@define
class _Version:
    first: date
    last: date | None
    audiences: tuple[str, ...] = ()


@define
class _Entry:
    tool: bool = False
    person: PersonId | None = None
    versions: dict[int, _Version] = field(factory=dict)
    last: date | None = None


@define
class EntriesKnown:
    """The entries of the libraries. It comes before the checks that ask it."""

    _entries: defaultdict[_Client, _Entry] = field(factory=lambda: defaultdict(_Entry))

    def watches(self) -> Iterator[Watch]:
        yield on(resource.InformationAdded, self._information)
        yield on(resource.ToolPublished, self._tool)
        yield on(resource.CoursePublished, self._course)
        yield on(resource.ExpertListed, self._expert)
        yield on(resource.EntryRetired, self._retired)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def in_use(self, studio: str, name: str, day: date) -> int | None:
        """The version of an entry that is in use on *day*: the last to begin, unless it or the entry has ended."""
        entry = self._entries.get((studio, name))
        if entry is None or (entry.last is not None and day > entry.last):
            return None
        number = latest(sorted((one.first, number) for number, one in entry.versions.items()), day)
        last = None if number is None else entry.versions[number].last
        return number if last is None or day <= last else None

    def tool(self, studio: str, name: str, day: date) -> int | None:
        """The version of a tool that is in use on *day*; None of what is no tool."""
        entry = self._entries.get((studio, name))
        return self.in_use(studio, name, day) if entry is not None and entry.tool else None

    def audiences(self, studio: str, name: str, version: int) -> tuple[str, ...]:
        """For which segments a version of a tool is."""
        entry = self._entries.get((studio, name))
        known = entry.versions.get(version) if entry else None
        return known.audiences if known else ()

    def person(self, studio: str, name: str) -> PersonId | None:
        """Who an entry is about, where it is an expert's."""
        entry = self._entries.get((studio, name))
        return entry.person if entry else None

    # -- the facts

    def _at(self, stream: str) -> _Entry:
        studio, _, name = stream.split("/")[:3]
        return self._entries[studio, name]

    def _information(self, event: Recorded[resource.InformationAdded]) -> None:
        fact = event.fact
        first = fact.on if fact.first is None else max(fact.on, fact.first)
        self._at(event.stream).versions[fact.version] = _Version(first, fact.last)

    def _tool(self, event: Recorded[resource.ToolPublished]) -> None:
        fact, entry = event.fact, self._at(event.stream)
        entry.tool = True
        entry.versions[fact.version] = _Version(fact.first, None, fact.audiences)

    def _course(self, event: Recorded[resource.CoursePublished]) -> None:
        self._at(event.stream).versions[event.fact.version] = _Version(event.fact.first, None)

    def _expert(self, event: Recorded[resource.ExpertListed]) -> None:
        entry = self._at(event.stream)
        entry.person, entry.last = event.fact.person, None
        entry.versions[len(entry.versions) + 1] = _Version(event.fact.first, None)

    def _retired(self, event: Recorded[resource.EntryRetired]) -> None:
        self._at(event.stream).last = event.fact.last_day


@define
class _Interest:
    party: str
    first: date
    last: date | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@define
class TiesKnown:
    """What ties persons to others: declared interests, employers, relatives. It comes before the checks that ask it."""

    _interests: defaultdict[PersonId, dict[str, _Interest]] = field(factory=lambda: defaultdict(dict))
    _employers: defaultdict[PersonId, list[tuple[date, str | None]]] = field(factory=lambda: defaultdict(list))
    _relatives: defaultdict[PersonId, set[str]] = field(factory=lambda: defaultdict(set))

    def watches(self) -> Iterator[Watch]:
        yield on(person_record.PersonRegistered, self._registered)
        yield on(person_record.EmploymentChanged, self._employed)
        yield on(person_record.InterestDeclared, self._declared)
        yield on(person_record.InterestEnded, self._ended)
        yield on(person_record.RelationDeclared, self._related)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def tied(self, person: PersonId, parties: tuple[str, ...], day: date) -> bool:
        """Whether anything ties *person* to one of the *parties* on *day*."""
        interests = any(one.party in parties and one.on(day) for one in self._interests[person].values())
        employer = latest(self._employers[person], day)
        return interests or employer in parties or bool(self._relatives[person] & set(parties))

    def declared(self, person: PersonId, interest: str | None, parties: tuple[str, ...], day: date) -> bool:
        """Whether *interest* is one that *person* declared towards one of the *parties*, and holds on *day*."""
        known = self._interests[person].get(interest or "")
        return known is not None and known.party in parties and known.on(day)

    # -- the facts

    def _registered(self, event: Recorded[person_record.PersonRegistered]) -> None:
        self._employers[_person(event)].append((date.min, event.fact.employer))

    def _employed(self, event: Recorded[person_record.EmploymentChanged]) -> None:
        self._employers[_person(event)].append((event.fact.on, event.fact.employer))

    def _declared(self, event: Recorded[person_record.InterestDeclared]) -> None:
        fact = event.fact
        self._interests[_person(event)][fact.interest] = _Interest(fact.party, fact.first)

    def _ended(self, event: Recorded[person_record.InterestEnded]) -> None:
        if known := self._interests[_person(event)].get(event.fact.interest):
            known.last = event.fact.last_day

    def _related(self, event: Recorded[person_record.RelationDeclared]) -> None:
        self._relatives[_person(event)].add(event.fact.other)


def _person(event: Recorded[object]) -> PersonId:
    return PersonId(event.stream.rpartition("/")[2])
