"""Mentor diary (指导师日程): what is kept of a mentor on a day, across the studios of a city (三、（四）1、8).

Stream `region-<city>/diary/<person>/<date>`: the city (six digits, the last two 00) holds counties whose studios share
mentors. The day is a legal day, and a slot stands in the diary of each day that it touches. A slot ends before its
`end`, so slots that touch do not collide. Of an external expert it has the services, too, that were verified under any
contract: the same hour counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId, Span, aware, region_stream

# -- rules

MENTOR_FREE: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="该时段指导师已有预约 {other}",
    en="the mentor is taken by {other} at that time",
)
MENTOR_KEPT: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="指导师日程中没有预约 {appointment}",
    en="the mentor's diary has no appointment {appointment}",
)
HOUR_COUNTS_ONCE: Final = Rule(
    Clause.EXPERT_MANAGEMENT,
    zh="该时段已核实 {contract} 的服务 {entry}",
    en="service {entry} of {contract} counts at that time already",
)

# -- facts


@frozen
class SlotReserved:
    """占用时段: for an appointment (its stream), `[start, end)`; travel on site is in it."""

    appointment: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


@frozen
class SlotReleased:
    """释放时段."""

    appointment: str


@frozen
class ServiceCounted:
    """服务计入: the entry of a contract (its stream) was verified, `[start, end)`; an entry is verified once."""

    contract: str
    entry: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


Event = SlotReserved | SlotReleased | ServiceCounted

# -- state


@frozen
class MentorDiary:
    """A mentor's day: what is kept, by appointment; what counts as served, by contract and entry."""

    kept: Mapping[str, Span] = field(factory=dict)
    counted: Mapping[tuple[str, str], Span] = field(factory=dict)

    def taken_by(self, span: Span, but: str | None = None) -> str | None:
        """An appointment, other than *but*, that has an instant of *span*; None if there is none."""
        return next((other for other, kept in self.kept.items() if other != but and kept.overlaps(span)), None)

    def free(self, span: Span, but: str | None = None) -> bool:
        """Whether nothing but the appointment *but* has an instant of *span*."""
        return self.taken_by(span, but) is None


def evolve(diary: MentorDiary | None, event: Event) -> MentorDiary:
    """The diary after *event*; what was not there is released without effect."""
    diary = diary or MentorDiary()
    match event:
        case SlotReserved(appointment, start, end):
            return attrs.evolve(diary, kept={**diary.kept, appointment: Span(start, end)})
        case SlotReleased(appointment):
            others = {other: span for other, span in diary.kept.items() if other != appointment}
            return attrs.evolve(diary, kept=others)
        case ServiceCounted(contract, entry, start, end):
            return attrs.evolve(diary, counted={**diary.counted, (contract, entry): Span(start, end)})
        case _ as unreachable:
            assert_never(unreachable)


def diary_stream(region: str, mentor: PersonId, day: date) -> str:
    """Where a mentor's day is kept for all studios of the city of *region* (six digits)."""
    return region_stream(f"{region[:4]}00", "diary", mentor, day.isoformat())


# -- decisions


def reserve(diary: MentorDiary | None, *, appointment: str, span: Span) -> SlotReserved:
    """占用时段 (安排约定的创业指导师 三、（四）1): refuses a time that another appointment of the city has."""
    other = diary.taken_by(span, appointment) if diary else None
    require(other is None, MENTOR_FREE, other=other)
    return SlotReserved(appointment, span.start, span.end)


def release(diary: MentorDiary, *, appointment: str) -> SlotReleased:
    """释放时段 (三、（四）1): refuses an appointment that the diary does not have."""
    require(appointment in diary.kept, MENTOR_KEPT, appointment=appointment)
    return SlotReleased(appointment)


def count_service(diary: MentorDiary | None, *, contract: str, entry: str, span: Span) -> ServiceCounted:
    """服务计入 (日常工作管理 三、（四）8): refuses a time at which a service counts already, whatever the contract."""
    for (under, other), counted in diary.counted.items() if diary else ():
        require(not counted.overlaps(span), HOUR_COUNTS_ONCE, contract=under, entry=other)
    return ServiceCounted(contract, entry, span.start, span.end)


# -- who may decide: whoever may confirm, move or cancel the appointment, or verify the log, at the desk

MAY_DECIDE: Final[MayDecide] = {
    reserve: frozenset({Role.LEAD, Role.STAFF}),
    release: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.EXPERT, Role.CLIENT}),
    count_service: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR}),
}
