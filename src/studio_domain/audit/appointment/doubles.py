"""Nobody and no room is taken twice at a time (3.4.1.b): half-open, compared as instants wherever the clocks stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain import room_diary
from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import DAY, MINUTE, MOST_DAYS, Courses, ticks, whole_minutes
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause, Kind

_TRAVEL: Final = "appt.travel_buffer"

MENTOR_TWICE: Final = Predicate(
    "appointment.mentor-twice",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="指导师 {subject} 在 {ours} 与 {other} 的预约时段重叠 {actual} 分钟",
    en="mentor {subject} is taken by {ours} and by {other} for the same {actual} min",
)
ROOM_TWICE: Final = Predicate(
    "appointment.room-twice",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="场地 {subject} 在 {ours} 与 {other} 的占用时段重叠 {actual} 分钟",
    en="the room {subject} is taken by {ours} and by {other} for the same {actual} min",
)
NO_TIME_TO_TRAVEL: Final = Predicate(
    "appointment.no-time-to-travel",
    Clause.VISIT_OR_ON_SITE,
    Kind.G,
    zh="指导师 {subject} 在 {stream} 与 {other} 之间的路途时间少 {delta} 分钟",
    en="mentor {subject} lacks {delta} min of travel between {stream} and {other}",
    policy=_TRAVEL,
)
ACROSS_STUDIOS: Final = Predicate(
    "regional.mentor-twice",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="指导师 {subject} 在两个工作室的预约时段重叠 {actual} 分钟：{ours} 与 {other}",
    en="mentor {subject} is taken in two studios for the same {actual} min, by {ours} and by {other}",
)


@define
class _Taken:
    """Who or what is taken, by which occasion, from when to when, the way on either side, and what said so."""

    key: str
    name: str
    start: int
    end: int
    way: int
    place: Place

    def shares(self, other: _Taken, way: int = 0) -> int:
        """How many ticks both take, with a *way* between them counted too."""
        return min(self.end, other.end) - max(self.start, other.start) + way

    @property
    def days(self) -> range:
        """The days, counted in UTC, of which it has an instant."""
        first, last = (self.start - self.way) // DAY, (self.end + self.way - 1) // DAY
        return range(first, min(last, first + MOST_DAYS) + 1)


@define
class _Clash:
    finding: Finding
    names: tuple[str, str]
    remedy: Place | None = None


@define
class _Slots:
    """What is taken now, by day; and the clashes there were, with what undid each."""

    _days: defaultdict[tuple[str, int], list[_Taken]] = field(factory=lambda: defaultdict(list))
    _taken: dict[str, _Taken] = field(factory=dict)
    _clashes: list[_Clash] = field(factory=list)

    def take(self, taken: _Taken) -> list[_Taken]:
        """Take it, and answer what else lies near: all that has the same key and a day in common."""
        near: dict[str, _Taken] = {}
        for day in taken.days:
            near |= {other.name: other for other in self._days[taken.key, day]}
            self._days[taken.key, day].append(taken)
        self._taken[taken.name] = taken
        return list(near.values())

    def give(self, name: str, by: Place | None = None) -> None:
        """It is free again, whereby its clashes are remedied if a fact *by* moved it away."""
        taken = self._taken.pop(name, None)
        if taken is None:
            return
        for day in taken.days:
            self._days[taken.key, day].remove(taken)
        for clash in self._clashes if by is not None else ():
            if name in clash.names and clash.remedy is None:
                clash.remedy = by

    def clash(self, found: Finding, one: _Taken, other: _Taken) -> None:
        self._clashes.append(_Clash(found, (one.name, other.name)))

    def findings(self) -> Iterator[Finding]:
        for clash in self._clashes:
            yield clash.finding if clash.remedy is None else clash.finding.with_remedy(clash.remedy)


@define
class MentorsTaken:
    """A mentor is in one appointment at a time: with *across* of two studios, else of one, where he needs time to
    travel as well."""

    courses: Courses
    grounds: Grounds
    across: bool
    _slots: _Slots = field(factory=_Slots)

    def watches(self) -> Iterator[Watch]:
        if self.across:
            yield from self.courses.watches()
        yield on(appointment.AppointmentConfirmed, self._agreed)
        yield on(appointment.AppointmentRescheduled, self._agreed)
        yield on(appointment.MentorReassigned, self._agreed)
        yield on(appointment.AppointmentCancelled, self._cancelled)
        yield on(appointment.NoShowRecorded, self._missed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._slots.findings()

    def _agreed(self, event: Recorded[Any]) -> None:
        course = self.courses.of(event.stream)
        self._slots.give(event.stream, event.place)
        if not course.held or course.start is None or course.end is None or course.mentor is None:
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        way = terms.appt.travel_buffer * MINUTE if course.mode is appointment.Mode.ON_SITE else 0
        ours = _Taken(
            course.mentor, event.stream, ticks(course.start), ticks(course.end), 0 if self.across else way, event.place
        )
        for other in self._slots.take(ours):
            if self.across == (_studio(other.name) == _studio(ours.name)):
                continue
            shared, short = ours.shares(other), ours.shares(other, ours.way + other.way)
            if shared > 0:
                predicate = ACROSS_STUDIOS if self.across else MENTOR_TWICE
                self._slots.clash(_twice(predicate, event, ours, other), ours, other)
            elif short > 0:
                least, there = ours.way + other.way, -shared
                found = finding(
                    NO_TIME_TO_TRAVEL,
                    event,
                    ours.key,
                    expected=count(whole_minutes(least)),
                    actual=count(there // MINUTE),
                    delta=count(whole_minutes(short)),
                    also=(other.place,),
                    binding=terms.binds(_TRAVEL),
                    policy=terms.cite(_TRAVEL),
                    other=other.name,
                )
                self._slots.clash(found, ours, other)

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> None:
        self._slots.give(event.stream, event.place)

    def _missed(self, event: Recorded[appointment.NoShowRecorded]) -> None:
        self._slots.give(event.stream)


@define
class RoomsTaken:
    """A room is used for one occasion at a time; what is no appointment is read from the room's diary."""

    courses: Courses
    _slots: _Slots = field(factory=_Slots)

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentConfirmed, self._agreed)
        yield on(appointment.AppointmentRescheduled, self._agreed)
        yield on(appointment.AppointmentCancelled, self._cancelled)
        yield on(appointment.NoShowRecorded, self._missed)
        yield on(room_diary.RoomReserved, self._reserved)
        yield on(room_diary.RoomReleased, self._released)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._slots.findings()

    def _agreed(self, event: Recorded[Any]) -> None:
        course = self.courses.of(event.stream)
        self._slots.give(event.stream, event.place)
        if course.held and course.room is not None and course.start is not None and course.end is not None:
            key = f"{event.studio}/{course.room}"
            self._take(event, _Taken(key, event.stream, ticks(course.start), ticks(course.end), 0, event.place))

    def _reserved(self, event: Recorded[room_diary.RoomReserved]) -> None:
        """The diary of each day has the whole slot; one of them is enough."""
        fact = event.fact
        if not _is_appointment(fact.occasion):
            key = "/".join((event.studio, *event.stream.split("/")[2:3]))
            self._slots.give(fact.occasion)
            self._take(event, _Taken(key, fact.occasion, ticks(fact.start), ticks(fact.end), 0, event.place))

    def _take(self, event: Recorded[Any], ours: _Taken) -> None:
        for other in self._slots.take(ours):
            if ours.shares(other) > 0:
                self._slots.clash(_twice(ROOM_TWICE, event, ours, other), ours, other)

    def _released(self, event: Recorded[room_diary.RoomReleased]) -> None:
        if not _is_appointment(event.fact.occasion):
            self._slots.give(event.fact.occasion, event.place)

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> None:
        self._slots.give(event.stream, event.place)

    def _missed(self, event: Recorded[appointment.NoShowRecorded]) -> None:
        self._slots.give(event.stream)


def _twice(predicate: Predicate, event: Recorded[Any], ours: _Taken, other: _Taken) -> Finding:
    shared = count(whole_minutes(ours.shares(other)))
    return finding(
        predicate,
        event,
        ours.key.rpartition("/")[2],
        expected=count(0),
        actual=shared,
        delta=shared,
        also=(other.place,),
        ours=ours.name,
        other=other.name,
    )


def _studio(stream: str) -> str:
    return stream.partition("/")[0]


def _is_appointment(occasion: str) -> bool:
    return occasion.split("/")[1:2] == ["appointment"]
