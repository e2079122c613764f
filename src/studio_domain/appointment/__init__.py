"""Appointment (预约服务): a client, a mentor, a slot, and what came of it (三、（四）1; 三、（一）1).

Stream `<studio>/appointment/<id>`. The package serves as the aggregate's module. `facts` are what is stored, `state`
what becomes of them. Confirming one also takes the mentor's and the room's time: see `desk.appointments`.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of an appointment's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.appointment.facts import (
    Mode, Party, AppointmentRequested, AppointmentConfirmed, AppointmentRescheduled, MentorReassigned,
    AppointmentDeclined, AppointmentCancelled, CheckedIn, AppointmentCompleted, NoShowRecorded, Event,
)
from studio_domain.appointment.state import (
    Stage, AGREED, Appointment, with_travel, evolve,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {}

__all__ = [
    "MAY_DECIDE",
    "Mode", "Party", "AppointmentRequested", "AppointmentConfirmed", "AppointmentRescheduled", "MentorReassigned",
    "AppointmentDeclined", "AppointmentCancelled", "CheckedIn", "AppointmentCompleted", "NoShowRecorded", "Event",
    "Stage", "AGREED", "Appointment", "with_travel", "evolve",
]
