"""What the rules of a library's entry need to know of its past, and how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.resource_entry.facts import (
    CoursePublished,
    EntryRetired,
    EntryReviewed,
    Event,
    ExpertListed,
    InformationAdded,
    LibraryOpened,
    ToolPublished,
)
from studio_domain.values import PersonId


@frozen
class Version:
    """A version of an entry: from when, up to and including when, for whom, and by whose hands."""

    first: date
    last: date | None = None
    audiences: tuple[str, ...] = ()
    hands: tuple[PersonId, ...] = ()


@frozen
class ResourceEntry:
    """An entry of a library, or the library itself (`library-<kind>`), with all its versions.

    `library` is the kind of library; `category` the kind of information; `person` and `contract` are an expert's.
    """

    library: str
    versions: Mapping[int, Version] = field(factory=dict)
    category: str | None = None
    person: PersonId | None = None
    contract: str | None = None
    last_day: date | None = None

    def version_on(self, day: date) -> int | None:
        """The version in use on *day*: the last to begin, while neither it nor the entry has ended."""
        if self.last_day is not None and day > self.last_day:
            return None
        begun = [(known.first, number) for number, known in self.versions.items() if known.first <= day]
        _, number = max(begun, default=(date.min, 0))
        known = self.versions.get(number)
        return number if known and (known.last is None or day <= known.last) else None

    def active_on(self, day: date) -> bool:
        """Whether the entry may be used on *day*."""
        return self.version_on(day) is not None

    def audiences(self, version: int) -> tuple[str, ...]:
        """For whom a version is; nobody in particular where it is unknown."""
        known = self.versions.get(version)
        return known.audiences if known else ()

    @property
    def latest(self) -> int:
        """The number of the last version; 0 before the first."""
        return max(self.versions, default=0)


def evolve(entry: ResourceEntry | None, event: Event) -> ResourceEntry:
    """The entry after *event*; `LookupError` for the review or end of what was never there."""
    match event:
        case LibraryOpened(kind, keeper, on):
            return ResourceEntry(kind, {1: Version(on, hands=(keeper,))})
        case InformationAdded(version, category):
            first = max(event.on, event.first or event.on)
            after = _with(entry, "information", version, Version(first, event.last, hands=(event.author,)))
            return attrs.evolve(after, category=category)
        case ToolPublished(version):
            made = Version(event.first, None, event.audiences, (event.author, event.reviewer))
            return _with(entry, "tool", version, made)
        case CoursePublished(version):
            made = Version(event.first, None, event.audiences, (event.author, event.reviewer))
            return _with(entry, "course", version, made)
        case ExpertListed(person, _, _, contract, first):
            number = entry.latest + 1 if entry else 1
            after = _with(entry, "expert", number, Version(first))
            return attrs.evolve(after, person=person, contract=contract, last_day=None)
        case EntryReviewed(version):
            known = _known(entry)
            if version not in known.versions:
                raise LookupError(version)
            return known
        case EntryRetired(last_day):
            return attrs.evolve(_known(entry), last_day=last_day)
        case _ as unreachable:
            assert_never(unreachable)


def _with(entry: ResourceEntry | None, library: str, number: int, version: Version) -> ResourceEntry:
    if entry is None:
        return ResourceEntry(library, {number: version})
    return attrs.evolve(entry, versions={**entry.versions, number: version})


def _known(entry: ResourceEntry | None) -> ResourceEntry:
    if entry is None:
        raise LookupError("reviewed or retired before it was there")
    return entry
