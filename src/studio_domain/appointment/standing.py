"""What decisions about an appointment ask: its stage, its slot, who may serve, where one meets (三、（四）1)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from studio_domain.appointment.facts import Mode
from studio_domain.appointment.state import Appointment, Stage
from studio_domain.client_record import ClientRecord
from studio_domain.expert_contract import ExpertContract, may_serve
from studio_domain.guideline import Breach, Clause, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import SHANGHAI, PersonId, Span, legal_day

# -- rules

IN_ORDER: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约现为 {stage}，应为 {needed}", en="the appointment is {stage}, not {needed}"
)
NOT_BEGUN: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="预约时段已于 {start} 开始", en="the slot of the appointment began at {start}"
)
ENDS_AFTER_START: Final = Rule(Clause.APPOINTMENT_SYSTEM, zh="预约须有起止时间", en="a slot ends after it begins")
WITHIN_A_DAY: Final = Rule(
    Clause.APPOINTMENT_SYSTEM, zh="一次预约不超过 24 小时", en="an appointment takes no longer than 24 hours"
)
OPENING_HOURS: Final = Rule(
    Clause.APPOINTMENT_SYSTEM,
    zh="预约时段不在开放时间 {opens}–{closes} 之内，须说明原因",
    en="the slot does not lie within the opening hours {opens} to {closes}: say why",
)
TAKES_NEW: Final = Rule(
    Clause.RECOGNITION,
    zh="{day} 工作室不在认定有效期内、已暂停或已关闭，不接受预约",
    en="on {day} the studio is not recognised, suspended or closed, and takes no appointment",
)
STUDIO_SERVES: Final = Rule(
    Clause.RECOGNITION, zh="{day} 工作室不在认定有效期内", en="the studio is not recognised on {day}"
)
CLIENT_SERVED: Final = Rule(
    Clause.CLIENT_LIBRARY,
    zh="服务对象 {client} 在 {day} 未登记、未同意接受指导，或其信息已删除、限制处理",
    en="on {day} client {client} is not registered with consent to guidance, or the data is erased or restricted",
)
MENTOR_MAY_SERVE: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="{mentor} 在 {day} 既非工作室人员，也无执行中的聘用合同",
    en="on {day} {mentor} is neither of the studio's staff nor under an active contract",
)
ROOM_FOR_VISITS: Final = Rule(
    Clause.VISIT_OR_ON_SITE,
    zh="来访须安排场地，到企业现场不占用场地",
    en="a visit takes a room, and a meeting on site takes none",
)
ROOM_IN_USE: Final = Rule(
    Clause.FOUR_AREAS, zh="场地 {room} 在 {day} 未启用", en="the room {room} is not in use on {day}"
)
ROOM_KIND: Final = Rule(
    Clause.FOUR_AREAS, zh="场地 {room}（{kind}）不用于指导", en="the room {room}, a {kind}, is none for guidance"
)
CONFIDENTIAL_PLACE: Final = Rule(
    Clause.COUNSELLING_ROOM,
    zh="须保密的指导在个体咨询室或线上进行",
    en="guidance in confidence takes place in the counselling room or online",
)
CLIENT_CONSENTS: Final = Rule(Clause.AGREED_MENTOR, zh="须经服务对象同意", en="this takes the client's consent")
REASON_STATED: Final = Rule(Clause.APPOINTMENT_SYSTEM, zh="须说明原因", en="this states its reason")

COUNSELLING: Final = "counselling-room"
FOR_GUIDANCE: Final = (COUNSELLING, "activity-room", "meeting-room")
"""The kinds of areas in which mentors meet clients; the others are for display and self-service."""

LONGEST: Final = timedelta(hours=24)

# -- the slot


def at_stage(appointment: Appointment, *needed: Stage) -> None:
    """The appointment has come to one of the stages *needed*."""
    stages = " / ".join(stage.value for stage in Stage if stage in needed)
    require(appointment.stage in needed, IN_ORDER, stage=appointment.stage, needed=stages)


def agreed_slot(appointment: Appointment, *needed: Stage) -> tuple[PersonId, Span]:
    """The mentor and the slot of an appointment that has come to a stage *needed*, all of which have both."""
    at_stage(appointment, *needed)
    if appointment.mentor is None or appointment.slot is None:
        raise LookupError("confirmed without a mentor")
    return appointment.mentor, appointment.slot


def not_begun(slot: Span, at: datetime) -> None:
    """The slot is still to come."""
    require(at < slot.start, NOT_BEGUN, start=slot.start.astimezone(SHANGHAI))


def slot_of(start: datetime, end: datetime, override: str | None, terms: Terms) -> Span:
    """The slot, in UTC: it ends after it begins, lasts a day at most, and lies in opening hours unless *override*
    says why not."""
    slot = Span(start.astimezone(UTC), end.astimezone(UTC))
    require(slot.start < slot.end, ENDS_AFTER_START)
    require(slot.end - slot.start <= LONGEST, WITHIN_A_DAY)
    opens, closes = terms.hours.opens, terms.hours.closes
    day = legal_day(slot.start)
    first, last = (datetime.combine(day, time(), SHANGHAI).astimezone(UTC) + _after(text) for text in (opens, closes))
    within = first <= slot.start and slot.end <= last
    require(within or stated(override), OPENING_HOURS, opens=opens, closes=closes)
    return slot


def _after(clock: str) -> timedelta:
    """`08:30` as what has passed since midnight."""
    hours, _, minutes = clock.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


# -- who serves whom, and where


def takes_new(studio: Studio, at: datetime) -> None:
    """The studio takes appointments on that day."""
    require(studio.takes_new_on(legal_day(at)), TAKES_NEW, day=legal_day(at))


def served(client: ClientRecord | None, name: str, at: datetime) -> None:
    """The client is registered and consents to guidance on that day."""
    day = legal_day(at)
    require(client is not None and client.served_on(day), CLIENT_SERVED, client=name, day=day)


def may_serve_in(slot: Span, studio: Studio, contract: ExpertContract | None, mentor: PersonId) -> None:
    """On every day that the slot touches the studio serves, and the mentor may serve in its name."""
    for day in slot.legal_days:
        require(studio.serves_on(day), STUDIO_SERVES, day=day)
        require(may_serve(studio, contract, mentor, day), MENTOR_MAY_SERVE, mentor=mentor, day=day)


def meets_in(studio: Studio, room: str | None, mode: Mode, slot: Span, *, confidential: bool) -> None:
    """A visit has a room for guidance that is in use on every day of the slot; in confidence the counselling room."""
    fits = {Mode.VISIT: room is not None, Mode.ON_SITE: room is None, Mode.ONLINE: True}
    require(fits[mode], ROOM_FOR_VISITS)
    if room is None:
        return
    area = studio.area(room)
    for day in slot.legal_days:
        if area is None or not area.in_use_on(day):
            raise Breach(ROOM_IN_USE, room=room, day=day)
        require(area.kind in FOR_GUIDANCE, ROOM_KIND, room=room, kind=area.kind)
        in_confidence = mode is Mode.ONLINE or area.kind == COUNSELLING
        require(in_confidence or not confidential, CONFIDENTIAL_PLACE)


# -- words


def stated(text: str | None) -> bool:
    """Whether *text* says anything."""
    return text is not None and bool(text.strip())


def reasoned(reason: str) -> None:
    """A reason is stated."""
    require(stated(reason), REASON_STATED)
