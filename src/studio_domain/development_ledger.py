"""The ledger of development (成长与研发台账): how mentors grow, and what is researched, a stream a year.

Stream `<studio>/development/<year>` (一、（二）; 二、（八）). Everything here is a report.
"""

from __future__ import annotations

from datetime import date
from typing import Final, assert_never

import attrs
from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

IN_ITS_YEAR: Final = Rule(
    Clause.MENTOR_GROWTH, zh="{day} 不属于 {year} 年度台账", en="{day} does not belong into the ledger of {year}"
)
ENTRY_ONCE: Final = Rule(Clause.MENTOR_GROWTH, zh="编号 {entry} 已登记", en="number {entry} is recorded already")
MINUTES_POSITIVE: Final = Rule(Clause.MENTOR_GROWTH, zh="研修时长须大于零", en="development takes some minutes")

# -- facts


@frozen
class MentorDevelopmentRecorded:
    """登记指导师研修 (report): who spent so many minutes on what; the proof by its SHA-256 (hex)."""

    entry: str
    person: PersonId
    subject: str
    minutes: int
    digest: str
    on: date


@frozen
class ResearchRecorded:
    """登记服务模式研发 (report): on which subject, by whom, whether online and offline meet; the result's SHA-256."""

    entry: str
    subject: str
    blended: bool
    participants: tuple[PersonId, ...]
    digest: str
    on: date


Event = MentorDevelopmentRecorded | ResearchRecorded

# -- state


@frozen
class DevelopmentLedger:
    """A year's ledger, as far as rules ask: the numbers that were used."""

    used: frozenset[str] = frozenset()


def evolve(ledger: DevelopmentLedger | None, event: Event) -> DevelopmentLedger:
    """The ledger after *event*."""
    known = ledger or DevelopmentLedger()
    match event:
        case MentorDevelopmentRecorded(entry) | ResearchRecorded(entry):
            return attrs.evolve(known, used=known.used | {entry})
        case _ as unreachable:
            assert_never(unreachable)


# -- reports


def record_development(
    ledger: DevelopmentLedger | None,
    *,
    year: int,
    entry: str,
    person: PersonId,
    subject: str,
    minutes: int,
    digest: str,
    on: date,
) -> MentorDevelopmentRecorded:
    """登记指导师能力成长 (报告 一、（二）): refuses only a number used before, another year, and no time at all."""
    _new(ledger, year, entry, on)
    require(minutes > 0, MINUTES_POSITIVE)
    return MentorDevelopmentRecorded(entry, person, subject, minutes, digest, on)


def record_research(
    ledger: DevelopmentLedger | None,
    *,
    year: int,
    entry: str,
    subject: str,
    blended: bool,
    participants: tuple[PersonId, ...],
    digest: str,
    on: date,
) -> ResearchRecorded:
    """登记服务模式研究、开发 (报告 二、（八）): refuses only a number used before, and another year."""
    _new(ledger, year, entry, on)
    return ResearchRecorded(entry, subject, blended, participants, digest, on)


def _new(ledger: DevelopmentLedger | None, year: int, entry: str, on: date) -> None:
    require(on.year == year, IN_ITS_YEAR, day=on, year=year)
    require(ledger is None or entry not in ledger.used, ENTRY_ONCE, entry=entry)


# -- who may report

_DESK: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

MAY_DECIDE: Final[MayDecide] = {
    record_development: _DESK,
    record_research: _DESK,
}
