"""The tariff as known so far (收费标准), and what might lawfully be charged by it: no check, grounds for some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from attrs import define, field, frozen

from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on

E = TypeVar("E")


@define
class Version:
    """A version of the tariff, by the facts about it that nobody has corrected; of two drafts the first counts."""

    drafted: list[Recorded[tariff.TariffDrafted]] = field(factory=list)
    approved: list[Recorded[tariff.TariffApproved]] = field(factory=list)
    published: list[Recorded[tariff.TariffPublished]] = field(factory=list)
    withdrawn: list[Recorded[tariff.TariffWithdrawn]] = field(factory=list)

    @property
    def items(self) -> tuple[tariff.TariffItem, ...]:
        """What it lists."""
        return self.drafted[0].fact.items if self.drafted else ()

    @property
    def lawful_from(self) -> date | None:
        """The day from which it may be charged: when it is in force, and published, and approved."""
        if not self.published or not self.approved:
            return None
        approved = min(event.fact.on for event in self.approved)
        public = min(max(event.fact.effective, event.fact.published) for event in self.published)
        return max(approved, public)

    @property
    def announced(self) -> date:
        """The day from which anybody could read it."""
        return min(event.fact.published for event in self.published)

    def holds(self, day: date) -> bool:
        """Whether it was not withdrawn before *day*."""
        return all(day <= event.fact.last_day for event in self.withdrawn)

    def price(self, item: str) -> int | None:
        """Its price for *item*, or None if it does not list it."""
        return next((listed.unit_fen for listed in self.items if listed.item == item), None)


@frozen
class Lawful:
    """The versions that might be charged, in the order in which they came in force."""

    versions: Sequence[tuple[date, int, Version]]

    def on(self, day: date) -> tuple[Version, ...]:
        """The latest to come in force by *day*, unless it was withdrawn.

        What is published and in force on one day leaves the hours before to the version before it: then both.
        """
        begun = [(since, version) for since, _, version in self.versions if since <= day]
        found: list[Version] = []
        for since, version in reversed(begun):
            if version.holds(day):
                found.append(version)
            if since < day or version.announced < day:
                break
        return tuple(found)


@define
class Schedule:
    """The tariff of a studio as it is known."""

    versions: dict[int, Version] = field(factory=dict)
    unapproved: set[Place] = field(factory=set)
    """Publications of what nobody had approved by then."""
    _told: dict[Place, date] = field(factory=dict)
    """The day of each publication; one that was corrected keeps the day of the first."""

    def watches(self) -> Iterator[Watch]:
        yield on(tariff.TariffDrafted, self._drafted)
        yield on(tariff.TariffApproved, self._approved)
        yield on(tariff.TariffPublished, self._published)
        yield on(tariff.TariffWithdrawn, self._withdrawn)

    def first_told(self, published: Recorded[tariff.TariffPublished]) -> date:
        """The day on which a publication happened, as its envelope has it, or that of the one it corrects."""
        return self._told[published.place]

    def lawful(self) -> Lawful:
        """What might be charged by it, all of it being known; a version withdrawn before it began never was."""
        since = ((version.lawful_from, number, version) for number, version in self.versions.items())
        began = [(first, number, each) for first, number, each in since if first is not None and each.holds(first)]
        return Lawful(sorted(began, key=lambda one: one[:2]))

    def _version(self, number: int) -> Version:
        return self.versions.setdefault(number, Version())

    def _drafted(self, event: Recorded[tariff.TariffDrafted]) -> None:
        _lay(self._version(event.fact.version).drafted, event)

    def _approved(self, event: Recorded[tariff.TariffApproved]) -> None:
        _lay(self._version(event.fact.version).approved, event)

    def _published(self, event: Recorded[tariff.TariffPublished]) -> None:
        corrected = event.context.corrects
        day = event.context.day
        self._told[event.place] = day if corrected is None else self._told.get(Place(*corrected), day)
        version = self._version(event.fact.version)
        _lay(version.published, event)
        if not version.approved:
            self.unapproved.add(event.place)

    def _withdrawn(self, event: Recorded[tariff.TariffWithdrawn]) -> None:
        _lay(self._version(event.fact.version).withdrawn, event)


def _lay(kept: list[Recorded[E]], event: Recorded[E]) -> None:
    """*event* beside what is kept, or in place of what it corrects: what is true of a day is what is known now."""
    corrected = event.context.corrects
    if corrected is not None:
        kept[:] = [earlier for earlier in kept if (earlier.stream, earlier.version) != corrected]
    kept.append(event)
