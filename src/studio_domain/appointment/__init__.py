"""Appointment (预约服务): a client, a mentor, a slot, and what came of it (三、（四）1; 三、（一）1).

Stream `<studio>/appointment/<id>`. The package serves as the aggregate's module. `facts` are what is stored, `state`
what becomes of them; every other module has rules, the decisions that keep to them, and who may take these:
`requests`, `agreement`, `outcome`; what several of them ask stands in `standing`. What is agreed also takes the time of
a mentor and of a room: see `desk.appointments`.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of an appointment's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.appointment import requests, agreement, outcome
from studio_domain.appointment.facts import (
    Mode, Party, AppointmentRequested, AppointmentConfirmed, AppointmentRescheduled, MentorReassigned,
    AppointmentDeclined, AppointmentCancelled, CheckedIn, AppointmentCompleted, NoShowRecorded, Event,
)
from studio_domain.appointment.state import (
    Stage, AGREED, Appointment, with_travel, evolve,
)
from studio_domain.appointment.standing import (
    IN_ORDER, NOT_BEGUN, ENDS_AFTER_START, WITHIN_A_DAY, OPENING_HOURS, TAKES_NEW, STUDIO_SERVES, CLIENT_SERVED,
    MENTOR_MAY_SERVE, ROOM_FOR_VISITS, ROOM_IN_USE, ROOM_KIND, CONFIDENTIAL_PLACE, CLIENT_CONSENTS, REASON_STATED,
    COUNSELLING, FOR_GUIDANCE,
)
from studio_domain.appointment.requests import (
    REQUESTED_ONCE, IN_TIME, ADDRESS_STATED, request, decline,
)
from studio_domain.appointment.agreement import (
    NOT_LAPSED, ANOTHER_SLOT, ANOTHER_MENTOR, NOT_OVER, confirm, reschedule, reassign, travel_of,
)
from studio_domain.appointment.outcome import (
    SERVED_AS_AGREED, SLOT_BEGAN, SERVICE_ON_RECORD, OF_THE_CLIENT, IN_THE_SLOT, cancel, complete, record_check_in,
    record_no_show,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {**requests.MAY_DECIDE, **agreement.MAY_DECIDE, **outcome.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE",
    "Mode", "Party", "AppointmentRequested", "AppointmentConfirmed", "AppointmentRescheduled", "MentorReassigned",
    "AppointmentDeclined", "AppointmentCancelled", "CheckedIn", "AppointmentCompleted", "NoShowRecorded", "Event",
    "Stage", "AGREED", "Appointment", "with_travel", "evolve",
    "IN_ORDER", "NOT_BEGUN", "ENDS_AFTER_START", "WITHIN_A_DAY", "OPENING_HOURS", "TAKES_NEW", "STUDIO_SERVES",
    "CLIENT_SERVED", "MENTOR_MAY_SERVE", "ROOM_FOR_VISITS", "ROOM_IN_USE", "ROOM_KIND", "CONFIDENTIAL_PLACE",
    "CLIENT_CONSENTS", "REASON_STATED", "COUNSELLING", "FOR_GUIDANCE",
    "REQUESTED_ONCE", "IN_TIME", "ADDRESS_STATED", "request", "decline",
    "NOT_LAPSED", "ANOTHER_SLOT", "ANOTHER_MENTOR", "NOT_OVER", "confirm", "reschedule", "reassign", "travel_of",
    "SERVED_AS_AGREED", "SLOT_BEGAN", "SERVICE_ON_RECORD", "OF_THE_CLIENT", "IN_THE_SLOT", "cancel", "complete",
    "record_check_in", "record_no_show",
]
