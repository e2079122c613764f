"""How each appointment went (预约经过), as the pass has seen it: no check, grounds for several.

It comes before the checks that ask it, so that what they see is the course with the fact at hand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.legal_days import day_of
from studio_domain.values import PersonId

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
MINUTE: Final = 60_000_000
DAY: Final = 24 * 60 * MINUTE
MOST_DAYS: Final = 40
"""Of a slot longer than that, which only an import can claim, no more days are looked at."""
LAST_COUNTED: Final = date.max - timedelta(400)
"""Periods that begin later have no end among dates; only an import can claim such a day."""

Over = appointment.AppointmentCompleted | appointment.NoShowRecorded | appointment.AppointmentCancelled


def ticks(moment: datetime) -> int:
    """Microseconds since 1970, wherever the clock stood; never beyond the first or last day of all dates."""
    return (moment - _EPOCH) // _MICROSECOND


def whole_minutes(number: int) -> int:
    """Ticks as whole minutes, those begun counted."""
    return -(-number // MINUTE)


@define
class Course:
    """An appointment as known so far: what was asked for, what was agreed last and by which facts, what came of it."""

    asked: Recorded[appointment.AppointmentRequested] | None = None
    mentor: PersonId | None = None
    mentor_by: Recorded[Any] | None = None
    room: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    slot_by: Recorded[Any] | None = None
    answered: Recorded[Any] | None = None
    over: Recorded[Over] | None = None
    checked_in: bool = False

    @property
    def mode(self) -> appointment.Mode | None:
        """Where mentor and client meet; None of what nobody asked for."""
        return self.asked.fact.mode if self.asked else None

    @property
    def begins(self) -> datetime | None:
        """When it begins, as agreed or else as asked for."""
        return self.start or (self.asked.fact.start if self.asked else None)

    @property
    def held(self) -> bool:
        """Whether mentor and client are to meet, or have met."""
        gone = self.over is not None and not isinstance(self.over.fact, appointment.AppointmentCompleted)
        return self.slot_by is not None and not gone

    @property
    def days(self) -> list[date]:
        """The legal days of the agreed slot; a slot that ends as a day begins does not touch that day."""
        if self.start is None or self.end is None:
            return []
        first = day_of(self.start)
        length = max(1, ticks(self.end) - ticks(self.start))
        into = (ticks(self.start) + 8 * 60 * MINUTE) % DAY
        number = min(MOST_DAYS, (into + length - 1) // DAY + 1)
        return [first + timedelta(n) for n in range(number) if first <= date.max - timedelta(n)]

    @property
    def evidence(self) -> tuple[Place, ...]:
        """The facts of the agreement, each once."""
        events = (self.mentor_by, self.slot_by)
        return tuple(dict.fromkeys(event.place for event in events if event is not None))


@define
class Courses:
    """Every appointment by its stream."""

    all: dict[str, Course] = field(factory=dict)

    def of(self, stream: str) -> Course:
        """The course of an appointment, empty where nothing is known of it."""
        return self.all.get(stream) or Course()

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentRequested, self._requested)
        yield on(appointment.AppointmentConfirmed, self._confirmed)
        yield on(appointment.AppointmentRescheduled, self._rescheduled)
        yield on(appointment.MentorReassigned, self._reassigned)
        yield on(appointment.AppointmentDeclined, self._declined)
        yield on(appointment.AppointmentCancelled, self._cancelled)
        yield on(appointment.CheckedIn, self._checked_in)
        yield on(appointment.AppointmentCompleted, self._over)
        yield on(appointment.NoShowRecorded, self._over)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def _course(self, event: Recorded[Any]) -> Course:
        return self.all.setdefault(event.stream, Course())

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> None:
        course = self._course(event)
        course.asked = course.asked or event

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        course, fact = self._course(event), event.fact
        course.mentor, course.mentor_by, course.room = fact.mentor, event, fact.room
        course.start, course.end, course.slot_by = fact.start, fact.end, event
        course.answered = course.answered or event

    def _rescheduled(self, event: Recorded[appointment.AppointmentRescheduled]) -> None:
        course, fact = self._course(event), event.fact
        course.start, course.end, course.slot_by, course.room = fact.start, fact.end, event, fact.room

    def _reassigned(self, event: Recorded[appointment.MentorReassigned]) -> None:
        course = self._course(event)
        course.mentor, course.mentor_by = event.fact.mentor, event

    def _declined(self, event: Recorded[appointment.AppointmentDeclined]) -> None:
        course = self._course(event)
        course.answered = course.answered or event

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> None:
        self._over(event)
        course = self._course(event)
        course.answered = course.answered or event

    def _checked_in(self, event: Recorded[appointment.CheckedIn]) -> None:
        self._course(event).checked_in = True

    def _over(self, event: Recorded[Over]) -> None:
        course = self._course(event)
        course.over = course.over or event
