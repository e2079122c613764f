"""Asking for an appointment, and being turned down: 申请预约, 婉拒 (三、（四）1; 三、（一）1; 三、（二）1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from studio_domain.appointment.facts import AppointmentDeclined, AppointmentRequested, Mode
from studio_domain.appointment.standing import (
    CONFIDENTIAL_PLACE,
    at_stage,
    reasoned,
    served,
    slot_of,
    stated,
    takes_new,
)
from studio_domain.appointment.state import Appointment, Stage
from studio_domain.client_record import ClientRecord
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import Personal, PersonId, Sealed

# -- rules

REQUESTED_ONCE: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约 {appointment} 已存在", en="appointment {appointment} exists"
)
IN_TIME: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约须至少提前 {minutes} 分钟", en="an appointment is asked for {minutes} min ahead"
)
ADDRESS_STATED: Final = Rule(
    Clause.VISIT_OR_ON_SITE,
    zh="到企业现场的预约须写明地址或其存档编号，其他预约不写",
    en="a meeting on site, and no other, has an address or says where it is on file",
)

# -- decisions


def request(
    known: Appointment | None,
    *,
    appointment: str,
    client: str,
    case: str | None,
    mode: Mode,
    start: datetime,
    end: datetime,
    wish: PersonId | None,
    confidential: bool,
    address: Personal[str] | None,
    site: str | None,
    override: str | None,
    at: datetime,
    studio: Studio,
    record: ClientRecord | None,
    terms: Terms,
) -> AppointmentRequested:
    """申请预约 (三、（四）1; 三、（一）1; 三、（二）1): refuses a second one of that number, a studio that takes none,
    a client not registered with consent, a slot at too short notice or outside opening hours without a reason, a
    meeting on site of which nobody says where, and one on site in confidence. *record* is the client's."""
    require(known is None, REQUESTED_ONCE, appointment=appointment)
    takes_new(studio, at)
    served(record, client, at)
    slot = slot_of(start, end, override, terms)
    notice = terms.appt.lead_time
    require(slot.start - at >= timedelta(minutes=notice), IN_TIME, minutes=notice)
    somewhere = isinstance(address, Sealed) or stated(address) or stated(site)
    nothing = address is None and site is None
    require(somewhere if mode is Mode.ON_SITE else nothing, ADDRESS_STATED)
    require(mode is not Mode.ON_SITE or not confidential, CONFIDENTIAL_PLACE)
    return AppointmentRequested(
        appointment, client, case, mode, slot.start, slot.end, wish, confidential, address, site, override,
        at.astimezone(UTC),
    )  # fmt: skip


def decline(appointment: Appointment, *, reason: str, by: PersonId, at: datetime) -> AppointmentDeclined:
    """婉拒预约 (三、（四）1): late too; refuses what is no open request, and no reason."""
    at_stage(appointment, Stage.REQUESTED)
    reasoned(reason)
    return AppointmentDeclined(reason, by, at.astimezone(UTC))


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    request: frozenset({Role.CLIENT, Role.LEAD, Role.STAFF}),
    decline: frozenset({Role.LEAD, Role.STAFF}),
}
