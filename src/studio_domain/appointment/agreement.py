"""What is agreed, and agreed anew: 确认预约, 改期, 改派指导师 (三、（四）1; 三、（一）1).

Each takes time of a mentor and of a room; `desk.appointments` writes it into their diaries in the same append.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from studio_domain.appointment.facts import AppointmentConfirmed, AppointmentRescheduled, MentorReassigned, Mode
from studio_domain.appointment.standing import (
    CLIENT_CONSENTS,
    agreed_slot,
    at_stage,
    may_serve_in,
    meets_in,
    not_begun,
    reasoned,
    served,
    slot_of,
    takes_new,
)
from studio_domain.appointment.state import AGREED, Appointment, Stage
from studio_domain.client_record import ClientRecord
from studio_domain.expert_contract import ExpertContract
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import SHANGHAI, PersonId, legal_day
from studio_domain.working_calendar import WorkingDays

# -- rules

NOT_LAPSED: Final = Rule(
    Clause.APPOINTMENT_SYSTEM,
    zh="预约申请至 {due} 未答复，已失效",
    en="the request had no answer by {due} and has lapsed",
)
ANOTHER_SLOT: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="时段与场地均未改变", en="neither the slot nor the room is another one"
)
ANOTHER_MENTOR: Final = Rule(
    Clause.AGREED_MENTOR, zh="约定的指导师已是 {mentor}", en="the mentor agreed on is {mentor} already"
)
NOT_OVER: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约时段已于 {end} 结束", en="the slot of the appointment ended at {end}"
)

# -- decisions


def confirm(
    appointment: Appointment,
    *,
    mentor: PersonId,
    contract_id: str | None,
    room: str | None,
    by: PersonId,
    at: datetime,
    studio: Studio,
    record: ClientRecord | None,
    contract: ExpertContract | None,
    calendar: WorkingDays,
    terms: Terms,
) -> AppointmentConfirmed:
    """确认预约 (安排约定的创业指导师 三、（四）1; 三、（一）1): refuses what is no open request, has lapsed or begun, a
    studio that takes none, a client not registered with consent, a mentor who may not serve on each day of the slot,
    and a room that is not in use, not for guidance, or not the counselling room where it is in confidence.

    *contract* is the external expert's that is relied on, *record* the client's.
    """
    at_stage(appointment, Stage.REQUESTED)
    slot = appointment.wanted
    not_begun(slot, at)
    days = terms.appt.answer_days
    lapsed = appointment.lapsed_on(legal_day(at), calendar, days)
    require(not lapsed, NOT_LAPSED, due=appointment.answer_due(calendar, days).day)
    takes_new(studio, at)
    served(record, appointment.client, at)
    may_serve_in(slot, studio, contract, mentor)
    meets_in(studio, room, appointment.mode, slot, confidential=appointment.confidential)
    travel = travel_of(appointment.mode, terms)
    return AppointmentConfirmed(
        mentor, contract_id, room, slot.start, slot.end, travel, by, at.astimezone(UTC)
    )  # fmt: skip


def reschedule(
    appointment: Appointment,
    *,
    start: datetime,
    end: datetime,
    room: str | None,
    override: str | None,
    reason: str,
    client_consented: bool,
    by: PersonId,
    at: datetime,
    studio: Studio,
    contract: ExpertContract | None,
    terms: Terms,
) -> AppointmentRescheduled:
    """改期 (三、（四）1; 三、（一）1): refuses what is not confirmed or has begun, the same slot and room, a new
    slot that has begun, lies outside opening hours without a reason, or on a day on which the mentor may not serve, a
    room that `confirm` would not take, and a change without the client's consent or without a reason."""
    mentor, before = agreed_slot(appointment, Stage.CONFIRMED)
    not_begun(before, at)
    slot = slot_of(start, end, override, terms)
    not_begun(slot, at)
    require(slot != before or room != appointment.room, ANOTHER_SLOT)
    require(client_consented, CLIENT_CONSENTS)
    reasoned(reason)
    may_serve_in(slot, studio, contract, mentor)
    meets_in(studio, room, appointment.mode, slot, confidential=appointment.confidential)
    travel = travel_of(appointment.mode, terms)
    return AppointmentRescheduled(
        slot.start, slot.end, room, travel, override, reason, client_consented, by, at.astimezone(UTC)
    )


def reassign(
    appointment: Appointment,
    *,
    mentor: PersonId,
    contract_id: str | None,
    reason: str,
    client_consented: bool,
    by: PersonId,
    at: datetime,
    studio: Studio,
    contract: ExpertContract | None,
) -> MentorReassigned:
    """改派指导师 (三、（四）1): until the slot is over; refuses what is not confirmed, the mentor who has it already,
    one who may not serve on each day of the slot, and a change without the client's consent or without a reason."""
    before, slot = agreed_slot(appointment, *AGREED)
    require(at < slot.end, NOT_OVER, end=slot.end.astimezone(SHANGHAI))
    require(mentor != before, ANOTHER_MENTOR, mentor=mentor)
    require(client_consented, CLIENT_CONSENTS)
    reasoned(reason)
    may_serve_in(slot, studio, contract, mentor)
    return MentorReassigned(mentor, contract_id, reason, client_consented, by, at.astimezone(UTC))


# -- what they ask


def travel_of(mode: Mode, terms: Terms) -> int:
    """The minutes that a mentor travels either way: on site those of policy, else none."""
    return terms.appt.travel_buffer if mode is Mode.ON_SITE else 0


# -- who may decide

_STAFF: Final = frozenset({Role.LEAD, Role.STAFF})

MAY_DECIDE: Final[MayDecide] = {confirm: _STAFF, reschedule: _STAFF, reassign: _STAFF}
