"""Who does what about an appointment (3.4.0.a2): for `audit.actors`, written from the duties of each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import mentor_diary, room_diary
from studio_domain.appointment import facts as appointment
from studio_domain.guideline import Role

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    appointment.AppointmentConfirmed: ("by",),
    appointment.AppointmentRescheduled: ("by",),
    appointment.MentorReassigned: ("by",),
    appointment.AppointmentDeclined: ("by",),
}
"""A fact that somebody does himself → the field that names him."""

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_THERE: Final = _OFFICE | {Role.MENTOR, Role.EXPERT}
_BOTH_SIDES: Final = _THERE | {Role.CLIENT}

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    appointment.AppointmentRequested: _OFFICE | {Role.CLIENT},
    appointment.AppointmentConfirmed: _OFFICE,
    appointment.AppointmentRescheduled: _OFFICE,
    appointment.MentorReassigned: _OFFICE,
    appointment.AppointmentDeclined: _OFFICE,
    appointment.AppointmentCancelled: _BOTH_SIDES,
    appointment.CheckedIn: _THERE,
    appointment.AppointmentCompleted: _THERE,
    appointment.NoShowRecorded: _THERE,
    mentor_diary.SlotReserved: _OFFICE,
    mentor_diary.SlotReleased: _BOTH_SIDES,
    mentor_diary.ServiceCounted: _OFFICE | {Role.MENTOR},
    room_diary.RoomReserved: _OFFICE,
    room_diary.RoomReleased: _BOTH_SIDES,
}
"""A fact → the roles whose business it is."""
