"""Room diary (场地日程): what is kept of a studio's area on a day (三、（一）1; 三、（四）1).

Stream `<studio>/room/<area>/<date>`; the day is a legal day, and a slot stands in the diary of each day that it
touches. A slot ends before its `end`, so slots that touch do not collide.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, assert_never

from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Span, aware

# -- rules

ROOM_FREE: Final = Rule(
    Clause.AGREED_MENTOR, zh="该时段场地已由 {other} 占用", en="the room is taken by {other} at that time"
)
ROOM_KEPT: Final = Rule(
    Clause.AGREED_MENTOR, zh="场地日程中没有 {occasion}", en="the room's diary does not have {occasion}"
)

# -- facts


@frozen
class RoomReserved:
    """占用场地: for an appointment or activity (its stream), `[start, end)`."""

    occasion: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


@frozen
class RoomReleased:
    """释放场地."""

    occasion: str


Event = RoomReserved | RoomReleased

# -- state


@frozen
class RoomDiary:
    """A room's day: what is kept, by occasion."""

    kept: Mapping[str, Span] = field(factory=dict)

    def taken_by(self, span: Span, but: str | None = None) -> str | None:
        """An occasion, other than *but*, that has an instant of *span*; None if there is none."""
        return next((other for other, kept in self.kept.items() if other != but and kept.overlaps(span)), None)

    def free(self, span: Span, but: str | None = None) -> bool:
        """Whether nothing but the occasion *but* has an instant of *span*."""
        return self.taken_by(span, but) is None


def evolve(diary: RoomDiary | None, event: Event) -> RoomDiary:
    """The diary after *event*; what was not there is released without effect."""
    kept = diary.kept if diary else {}
    match event:
        case RoomReserved(occasion, start, end):
            return RoomDiary({**kept, occasion: Span(start, end)})
        case RoomReleased(occasion):
            return RoomDiary({other: span for other, span in kept.items() if other != occasion})
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions


def reserve(diary: RoomDiary | None, *, occasion: str, span: Span) -> RoomReserved:
    """占用场地 (一对一或小范围 三、（一）1): refuses a time that another occasion has."""
    other = diary.taken_by(span, occasion) if diary else None
    require(other is None, ROOM_FREE, other=other)
    return RoomReserved(occasion, span.start, span.end)


def release(diary: RoomDiary, *, occasion: str) -> RoomReleased:
    """释放场地 (三、（一）1): refuses an occasion that the diary does not have."""
    require(occasion in diary.kept, ROOM_KEPT, occasion=occasion)
    return RoomReleased(occasion)


# -- who may decide: whoever may confirm, move or cancel the appointment, at the desk

MAY_DECIDE: Final[MayDecide] = {
    reserve: frozenset({Role.LEAD, Role.STAFF}),
    release: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.EXPERT, Role.CLIENT}),
}
