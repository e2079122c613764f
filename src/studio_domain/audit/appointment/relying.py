"""Appointments that rely on an external expert's contract, and what the contract has of them (3.4.1.b, 3.4.8.d).

Who ends a contract is told of what its stream has booked. So what is agreed is booked there, and nothing else is. Older
histories have no bookings: a studio is held to them from the first on, and an import only where it brings its own.
What differs is advice: the guideline knows no bookings, and who serves without a contract is found on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import Courses
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind

NOT_BOOKED: Final = Predicate(
    "appointment.not-booked",
    Clause.AGREED_MENTOR,
    Kind.R,
    zh="预约 {subject} 依据 {expected}，该合同没有它在 {actual} 的占用",
    en="appointment {subject} relies on {expected}, which has no booking of it for {actual}",
)
BOOKING_LEFT: Final = Predicate(
    "appointment.booking-left",
    Clause.AGREED_MENTOR,
    Kind.R,
    zh="{stream} 仍有预约 {subject} 的占用，而该预约并不（或不再）依据这份合同",
    en="{stream} still has a booking of {subject}, which does not rely on it, or no longer",
)


@define
class Relying:
    """As the history ends: every agreement under a contract is booked there, and every booking is of one."""

    courses: Courses
    _named: dict[str, str | None] = field(factory=dict)
    """The contract (its stream) that an appointment relies on, as agreed last."""
    _agreed: dict[str, Recorded[Any]] = field(factory=dict)
    _booked: dict[tuple[str, str], Recorded[expert.BookingMade]] = field(factory=dict)
    """What stands, by contract and appointment."""
    _since: datetime | None = None
    """When the first booking was recorded."""

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentConfirmed, self._names)
        yield on(appointment.MentorReassigned, self._names)
        yield on(appointment.AppointmentRescheduled, self._moved)
        yield on(expert.BookingMade, self._made)
        yield on(expert.BookingReleased, self._released)

    def findings(self, as_of: date) -> Iterator[Finding]:
        if self._since is None:
            return
        for stream, event in self._agreed.items():
            yield from self._unbooked(stream, event)
        for (contract, stream), made in self._booked.items():
            over = self.courses.of(stream).over
            if over is not None or self._named.get(stream) != contract:
                last = over or self._agreed.get(stream)
                yield finding(
                    BOOKING_LEFT, made, _name(stream), contract,
                    expected=count(0), actual=count(1), delta=count(1), also=() if last is None else (last.place,),
                )  # fmt: skip

    def _unbooked(self, stream: str, event: Recorded[Any]) -> Iterator[Finding]:
        """Only of what a desk agreed on since there are bookings, and has no outcome yet."""
        contract, course = self._named.get(stream), self.courses.of(stream)
        older = self._since is None or event.recorded_at < self._since or event.context.batch is not None
        if contract is None or older or course.over is not None or not course.days:
            return
        made, slot = self._booked.get((contract, stream)), course.days
        if made is None or made.fact.first > slot[0] or made.fact.last < slot[-1]:
            unbooked = (day for day in slot if made is None or not made.fact.first <= day <= made.fact.last)
            also: tuple[Place, ...] = () if made is None else (made.place,)
            yield finding(
                NOT_BOOKED, event, _name(stream), contract,
                expected=text(contract), actual=text(", ".join(map(str, unbooked))), delta=count(1), also=also,
            )  # fmt: skip

    def _names(self, event: Recorded[appointment.AppointmentConfirmed | appointment.MentorReassigned]) -> None:
        contract = event.fact.contract
        self._named[event.stream] = None if contract is None else f"{event.studio}/expert/{contract}"
        self._agreed[event.stream] = event

    def _moved(self, event: Recorded[appointment.AppointmentRescheduled]) -> None:
        self._agreed[event.stream] = event

    def _made(self, event: Recorded[expert.BookingMade]) -> None:
        self._since = self._since or event.recorded_at
        self._booked[event.stream, event.fact.appointment] = event

    def _released(self, event: Recorded[expert.BookingReleased]) -> None:
        self._booked.pop((event.stream, event.fact.appointment), None)


def _name(stream: str) -> str:
    return stream.rpartition("/")[2]
