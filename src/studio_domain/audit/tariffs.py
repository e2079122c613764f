"""Tariffs (收费标准, 3.3.d; 明码标价): approved by another hand, published, and only then in force.

`Schedule` says what might lawfully be charged on a day; the checks of fees ask it as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from attrs import define, field, frozen

from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, fen, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.guideline import Clause, Kind, hands

RETROACTIVE: Final = Predicate(
    "fee.tariff-retroactive",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准 {published} 公示，却自 {effective} 起执行，早 {delta} 天",
    en="tariff version {subject} was published on {published} and put in force from {effective}, {delta} days before",
)
NOT_APPROVED_FIRST: Final = Predicate(
    "fee.not-approved-first",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准未经批准即公示",
    en="tariff version {subject} was published before anybody approved it",
)
DRAFTER_APPROVES: Final = Predicate(
    "fee.drafter-approves",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准由拟订人 {hand} 自己批准",
    en="tariff version {subject} was approved by {hand}, who drafted it",
)
BASIC_PRICED: Final = Predicate(
    "fee.basic-priced",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="基本服务 {item} 公示单价 {actual:yuan} 元，高于 {expected:yuan} 元",
    en="basic service {item} is published at {actual:yuan}, above {expected:yuan}",
    policy="fee.basic_price",
)

_BASIC: Final = "basic"


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

    def watches(self) -> Iterator[Watch]:
        yield on(tariff.TariffDrafted, self._drafted)
        yield on(tariff.TariffApproved, self._approved)
        yield on(tariff.TariffPublished, self._published)
        yield on(tariff.TariffWithdrawn, self._withdrawn)

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


@define
class Tariffs:
    """Every version: drafted by one, approved by another, published, in force no earlier than that (SD-12)."""

    _grounds: Grounds
    _schedule: Schedule = field(factory=Schedule)

    def watches(self) -> Iterator[Watch]:
        yield from self._schedule.watches()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for number, version in self._schedule.versions.items():
            yield from _approvals(str(number), version)
            for published in version.published:
                yield from self._publication(str(number), published)
            for published in version.published[:1]:
                yield from self._basic(str(number), version, published)

    def _publication(self, number: str, published: Recorded[tariff.TariffPublished]) -> Iterator[Finding]:
        said = published.fact
        if published.place in self._schedule.unapproved:
            yield finding(
                NOT_APPROVED_FIRST, published, number, expected=text("approved"), actual=text("drafted"), delta=count(1)
            )
        early = (said.published - said.effective).days
        if early > 0:
            yield finding(
                RETROACTIVE, published, number,
                expected=days(0), actual=days(early), delta=days(early),
                published=said.published, effective=said.effective,
            )  # fmt: skip

    def _basic(self, number: str, version: Version, published: Recorded[tariff.TariffPublished]) -> Iterator[Finding]:
        terms = self._grounds.policy.on(published.fact.published)
        most = terms.fee.basic_price
        for listed in version.items:
            if listed.level == _BASIC and listed.unit_fen > most:
                yield finding(
                    BASIC_PRICED, published, number, listed.item,
                    expected=fen(most), actual=fen(listed.unit_fen), delta=fen(listed.unit_fen - most),
                    binding=terms.binds("fee.basic_price"), policy=terms.cite("fee.basic_price"), item=listed.item,
                )  # fmt: skip


def _approvals(number: str, version: Version) -> Iterator[Finding]:
    for approved in version.approved:
        for drafted in version.drafted[:1]:
            if drafted.fact.drafter in hands(approved.fact.approver, approved.context.on_behalf_of):
                yield finding(
                    DRAFTER_APPROVES, approved, number,
                    expected=count(2), actual=count(1), delta=count(1), also=(drafted.place,),
                    hand=drafted.fact.drafter,
                )  # fmt: skip
