"""What came of an appointment: 取消, 签到, 完成, 未到场 (三、（四）1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from studio_domain.appointment.facts import (
    AppointmentCancelled,
    AppointmentCompleted,
    CheckedIn,
    NoShowRecorded,
    Party,
)
from studio_domain.appointment.standing import agreed_slot, at_stage, not_begun, reasoned
from studio_domain.appointment.state import Appointment, Stage
from studio_domain.client_case import ClientCase
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import SHANGHAI, PersonId, Span

# -- rules

SERVED_AS_AGREED: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="约定的指导师是 {agreed}，不是 {mentor}",
    en="the mentor agreed on is {agreed}, not {mentor}",
)
SLOT_BEGAN: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约时段 {start} 才开始", en="the slot of the appointment begins only at {start}"
)
SERVICE_ON_RECORD: Final = Rule(
    Clause.VISIT_OR_ON_SITE, zh="项目中没有服务记录 {service}", en="the case has no record of a service {service}"
)
OF_THE_CLIENT: Final = Rule(
    Clause.VISIT_OR_ON_SITE,
    zh="项目 {case} 不是该预约的项目",
    en="case {case} is not the one that the appointment is about",
)
IN_THE_SLOT: Final = Rule(
    Clause.VISIT_OR_ON_SITE,
    zh="服务 {service} 不在预约时段之内",
    en="the service {service} was not given in the slot of the appointment",
)

# -- decisions


def cancel(appointment: Appointment, *, party: Party, reason: str, at: datetime, terms: Terms) -> AppointmentCancelled:
    """取消预约 (三、（四）1): refuses what is neither asked for nor confirmed, has begun, and no reason. `late` is what
    was confirmed and is cancelled at shorter notice than it takes to ask for one."""
    at_stage(appointment, Stage.REQUESTED, Stage.CONFIRMED)
    slot = appointment.slot or appointment.wanted
    not_begun(slot, at)
    reasoned(reason)
    short = slot.start - at < timedelta(minutes=terms.appt.lead_time)
    late = appointment.stage is Stage.CONFIRMED and short
    return AppointmentCancelled(party, reason, late, at.astimezone(UTC))


def complete(
    appointment: Appointment, *, mentor: PersonId, service: str, case: ClientCase, at: datetime
) -> AppointmentCompleted:
    """完成预约 (安排约定的创业指导师 三、（四）1): refuses what nobody has checked in to or is still to begin, another
    mentor than the one agreed on, a case of another client, and a service that is not on record there, by that mentor
    and in that slot."""
    agreed, slot = agreed_slot(appointment, Stage.CHECKED_IN)
    require(at >= slot.start, SLOT_BEGAN, start=slot.start.astimezone(SHANGHAI))
    require(mentor == agreed, SERVED_AS_AGREED, agreed=agreed, mentor=mentor)
    ours = case.client == appointment.client and appointment.case in (None, case.case)
    require(ours, OF_THE_CLIENT, case=case.case)
    given = case.services.get(service)
    if given is None:
        raise Breach(SERVICE_ON_RECORD, service=service)
    require(given.mentor == agreed, SERVED_AS_AGREED, agreed=agreed, mentor=given.mentor)
    require(Span(given.start, given.end).overlaps(slot), IN_THE_SLOT, service=service)
    return AppointmentCompleted(mentor, service, case.case, at.astimezone(UTC))


# -- reports: never refused for a rule


def record_check_in(appointment: Appointment, *, party: Party, at: datetime) -> CheckedIn:
    """签到 (三、（四）1): which side came, and when."""
    return CheckedIn(party, at.astimezone(UTC))


def record_no_show(appointment: Appointment, *, party: Party, at: datetime) -> NoShowRecorded:
    """未到场 (三、（四）1): which side did not come, as of when."""
    return NoShowRecorded(party, at.astimezone(UTC))


# -- who may decide

_WHO_SERVES: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.EXPERT})

MAY_DECIDE: Final[MayDecide] = {
    cancel: _WHO_SERVES | {Role.CLIENT},
    complete: _WHO_SERVES,
    record_check_in: _WHO_SERVES,
    record_no_show: _WHO_SERVES,
}
