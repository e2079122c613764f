"""What an appointment takes of diaries: of a mentor slot and way, of a room the slot (三、（四）1; 三、（一）1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from studio_domain import appointment as appointments
from studio_domain import mentor_diary, room_diary
from studio_domain.aggregate import At, Change
from studio_domain.appointment import Appointment, Mode, with_travel
from studio_domain.appointment.standing import LONGEST
from studio_domain.desk.diaries import MentorDays, exactly
from studio_domain.policy import Terms
from studio_domain.room_diary import RoomDiary
from studio_domain.studio import Studio
from studio_domain.values import PersonId, Span, stream_name, stream_owner

RoomDays = Sequence[At[RoomDiary | None]]
"""The diaries of its rooms: `<studio>/room/<area>/<date>`."""


@frozen
class Booking:
    """What an appointment takes: of a mentor `kept` (the slot and the way), of a room, where it has one, the `slot`."""

    mentor: PersonId
    kept: Span
    room: str | None
    slot: Span

    def mentor_days(self, region: str) -> tuple[str, ...]:
        """The streams of the mentor's diary that have it; *region* is the studio's code."""
        return tuple(mentor_diary.diary_stream(region, self.mentor, day) for day in self.kept.legal_days)

    def room_days(self, studio: str) -> tuple[str, ...]:
        """The streams of the room's diary that have it."""
        if self.room is None:
            return ()
        return tuple(stream_name(studio, "room", self.room, day.isoformat()) for day in self.slot.legal_days)


def booked(appointment: Appointment) -> Booking | None:
    """What the appointment takes as agreed; None before that."""
    if appointment.mentor is None or appointment.slot is None or appointment.kept is None:
        return None
    return Booking(appointment.mentor, appointment.kept, appointment.room, appointment.slot)


def booking(mode: Mode, mentor: PersonId, room: str | None, slot: Span, terms: Terms) -> Booking | None:
    """What an appointment would take in that slot; None of a slot that no decision would accept."""
    if not slot.start < slot.end <= slot.start + LONGEST:
        return None
    return Booking(mentor, with_travel(slot, appointments.travel_of(mode, terms)), room, slot)


def mentor_days(
    appointment: At[Appointment], studio: At[Studio], diaries: MentorDays, taken: Booking | None
) -> Iterator[Change]:
    """The mentors' diaries with what the appointment had given back, and what it takes now."""
    before, region, name = booked(appointment.state), studio.state.region.code, appointment.stream
    old, new = (() if one is None else one.mentor_days(region) for one in (before, taken))
    for diary in exactly(diaries, {*old, *new}):
        kept = diary.state is not None and name in diary.state.kept
        released = [mentor_diary.release(diary.state, appointment=name)] if kept and diary.state else []
        reserved = (
            [mentor_diary.reserve(diary.state, appointment=name, span=taken.kept)]
            if taken is not None and diary.stream in new
            else []
        )
        yield diary.then(*released, *reserved)


def room_days(appointment: At[Appointment], diaries: RoomDays, taken: Booking | None) -> Iterator[Change]:
    """The rooms' diaries with what the appointment had given back, and what it takes now."""
    before, owner, name = booked(appointment.state), stream_owner(appointment.stream), appointment.stream
    old, new = (() if one is None else one.room_days(owner) for one in (before, taken))
    for diary in exactly(diaries, {*old, *new}):
        kept = diary.state is not None and name in diary.state.kept
        released = [room_diary.release(diary.state, occasion=name)] if kept and diary.state else []
        reserved = (
            [room_diary.reserve(diary.state, occasion=name, span=taken.slot)]
            if taken is not None and diary.stream in new
            else []
        )
        yield diary.then(*released, *reserved)
