"""What the rules of an appointment need to know of its past, and how facts change it. No rule is known here.

Nothing happens because time passes: a request that nobody answered has lapsed (`lapsed_on`), and no fact says so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.appointment.facts import (
    AppointmentCancelled,
    AppointmentCompleted,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentRequested,
    AppointmentRescheduled,
    CheckedIn,
    Event,
    MentorReassigned,
    Mode,
    NoShowRecorded,
    Party,
)
from studio_domain.values import PersonId, Span, legal_day
from studio_domain.working_calendar import Due, WorkingDays

# -- state


class Stage(Enum):
    """How far an appointment has come."""

    REQUESTED = "requested"  # 待答复
    CONFIRMED = "confirmed"  # 已确认
    CHECKED_IN = "checked-in"  # 已签到
    COMPLETED = "completed"  # 已完成
    NO_SHOW = "no-show"  # 未到场
    CANCELLED = "cancelled"  # 已取消
    DECLINED = "declined"  # 已婉拒


AGREED: Final = frozenset({Stage.CONFIRMED, Stage.CHECKED_IN})
"""The stages at which mentor and room are kept for it, and its outcome is still to come."""


@frozen
class Appointment:
    """An appointment (预约): who asked for which slot, and what was agreed since.

    `wanted` is the slot asked for, `slot` the one agreed (None before it is confirmed); `travel` the minutes kept free
    on either side of it, `arrived` who has checked in.
    """

    appointment: str
    client: str
    case: str | None
    mode: Mode
    confidential: bool
    wanted: Span
    requested: datetime
    stage: Stage = Stage.REQUESTED
    mentor: PersonId | None = None
    contract: str | None = None
    room: str | None = None
    slot: Span | None = None
    travel: int = 0
    arrived: frozenset[Party] = field(default=frozenset())

    @property
    def kept(self) -> Span | None:
        """What the mentor's diary keeps for it: the slot, and the way there and back."""
        return None if self.slot is None else with_travel(self.slot, self.travel)

    def answer_due(self, calendar: WorkingDays, days: int) -> Due:
        """The last day for an answer, *days* working days after the request; never after the day that it is about."""
        due, begins = calendar.add_working_days(legal_day(self.requested), days), legal_day(self.wanted.start)
        return due if due.day <= begins else Due(begins)

    def lapsed_on(self, day: date, calendar: WorkingDays, days: int) -> bool:
        """Whether on *day* the request had gone unanswered for too long (失效); never by a provisional calendar."""
        due = self.answer_due(calendar, days)
        return self.stage is Stage.REQUESTED and not due.provisional and due.day < day


def with_travel(slot: Span, minutes: int) -> Span:
    """The *slot*, and so many minutes before and after it."""
    way = timedelta(minutes=minutes)
    return Span(slot.start - way, slot.end + way)


# -- transitions


def evolve(appointment: Appointment | None, event: Event) -> Appointment:
    """The appointment after *event*. LookupError for anything but a request as the first."""
    if isinstance(event, AppointmentRequested):
        wanted = Span(event.start, event.end)
        return Appointment(
            event.appointment, event.client, event.case, event.mode, event.confidential, wanted, event.requested
        )
    if appointment is None:
        raise LookupError("nobody asked for it")
    match event:
        case AppointmentConfirmed() | AppointmentRescheduled() | MentorReassigned():
            return _agreed(appointment, event)
        case AppointmentDeclined():
            return attrs.evolve(appointment, stage=Stage.DECLINED)
        case AppointmentCancelled():
            return attrs.evolve(appointment, stage=Stage.CANCELLED)
        case CheckedIn(party):
            come = Stage.CHECKED_IN if appointment.stage is Stage.CONFIRMED else appointment.stage
            return attrs.evolve(appointment, stage=come, arrived=appointment.arrived | {party})
        case AppointmentCompleted():
            return attrs.evolve(appointment, stage=Stage.COMPLETED)
        case NoShowRecorded():
            missed = Stage.NO_SHOW if appointment.stage in AGREED else appointment.stage
            return attrs.evolve(appointment, stage=missed)
        case _ as unreachable:
            assert_never(unreachable)


def _agreed(
    appointment: Appointment, event: AppointmentConfirmed | AppointmentRescheduled | MentorReassigned
) -> Appointment:
    match event:
        case AppointmentConfirmed(mentor, contract, room, start, end, travel):
            return attrs.evolve(
                appointment,
                stage=Stage.CONFIRMED,
                mentor=mentor,
                contract=contract,
                room=room,
                slot=Span(start, end),
                travel=travel,
            )
        case AppointmentRescheduled(start, end, room, travel):
            return attrs.evolve(appointment, room=room, slot=Span(start, end), travel=travel)
        case MentorReassigned(mentor, contract):
            return attrs.evolve(appointment, mentor=mentor, contract=contract)
        case _ as unreachable:
            assert_never(unreachable)
