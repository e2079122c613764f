"""One thing bent in lawful weeks of appointments, and the one check that must say so; what comes close beside it."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from datetime import UTC, date
from typing import Any, Final

from attrs import field, frozen

from audit.appointment.story import (
    ACTIVITY,
    AS_OF,
    DISPLAY,
    FAN,
    GU,
    HE,
    LU,
    ROOM,
    STUDIO,
    ZHOU,
    agreed,
    asked,
    at,
    cancelled,
    day,
    declined,
    done,
    here,
    moved,
    reassigned,
    room_reserved,
    served,
    told,
)
from audit.changing import Apply, History, Told, Which, change, drop, redate, restream, then
from audit.changing import one as one_of
from audit.histories import grounds
from studio_domain import room_diary
from studio_domain.appointment import facts as appt
from studio_domain.appointment.facts import Mode
from studio_domain.audit import Grounds
from studio_domain.client_case import facts as case
from studio_domain.client_record import facts as client
from studio_domain.expert_contract import facts as expert
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId, Sealed

FAN_S: Final = f"{STUDIO}/expert/x-fan"
SUN: Final = PersonId("p-sun")
SEALED: Final = Sealed("Y2lwaGVydGV4dA==", "Yw==", "cw==", "0" * 32, "aes-256-gcm/1")
TRAVELLING: Final = grounds(**{"appt.travel_buffer": 30})


def of(name: str, fact: type[Any]) -> Which:
    """The fact of that class about an appointment."""
    return one_of(fact, account=f"appointment/{name}")


def add(*more: Told) -> Apply:
    """With more facts, wherever they belong in time."""
    return lambda history: (*history, *more)


def kept(
    name: str, start: str, end: str, mentor: PersonId = LU, room: str | None = ROOM, mode: Mode = Mode.VISIT
) -> History:
    """An appointment from its request to its end, but for the record of service."""
    on = start[:10]
    asked_on = "2025-03-05" if on < "2025-12" else "2026-01-26"
    return (
        asked(name, f"{asked_on} 08:00", start, end, mode, site="file-8" if mode is Mode.ON_SITE else None),
        agreed(name, f"{asked_on} 08:30", start, end, mentor, room, "x-fan" if mentor == FAN else None),
        here(name, start),
        served(f"s-{name}", start, end, name, mentor),
        done(name, end, f"s-{name}", mentor),
    )


def suspended(first: str, when: str) -> Apply:
    """To the end of May."""
    begun = recognition.StudioSuspended(day(first), "整改不力", SUN, "停〔2025〕1号")
    lifted = recognition.SuspensionLifted(day("2025-06-01"), SUN, "复〔2025〕1号")
    return add(told(when, "studio/profile", begun), told("2025-05-30", "studio/profile", lifted))


def withdrawn(first: str) -> Told:
    fact = recognition.RecognitionWithdrawn(
        "w-1", recognition.WithdrawalKind.REVOKED, day(first), SUN, "撤〔2026〕1号", 0
    )
    return told("2026-01-30", "studio/profile", fact)


def terminated(last: str) -> Told:
    fact = expert.ContractTerminated(expert.TerminationCause.MUTUAL, day(last), SUN, None, None, "解〔2025〕1号")
    return told("2025-03-05 18:00", "expert/x-fan", fact)


def booked(name: str, when: str, *days: str) -> Told:
    """In the stream of Fan's contract, for these days."""
    made = expert.BookingMade(f"{STUDIO}/appointment/{name}", day(days[0]), day(days[-1]))
    return told(when, "expert/x-fan", made)


def released(name: str, when: str) -> Told:
    return told(when, "expert/x-fan", expert.BookingReleased(f"{STUDIO}/appointment/{name}"))


def with_fan(name: str, when: str, on: str) -> History:
    """Agreed with Fan for a morning, and nothing after that."""
    start, end = f"{on} 09:00", f"{on} 10:00"
    return (
        asked(name, f"{when} 13:00", start, end),
        agreed(name, f"{when} 14:00", start, end, FAN, ROOM, "x-fan"),
    )


BOOKED: Final = (booked("a-2", "2025-03-05 11:00", "2025-03-06"), released("a-2", "2025-03-06 12:05"))
"""What a desk that books writes of the appointment with Fan."""
SOON: Final = date(2025, 3, 12)


def paused(first: str, until: str | None = None) -> tuple[Told, ...]:
    began = told("2025-03-05 18:00", "expert/x-fan", expert.ContractSuspended(day(first), "核查", ZHOU))
    return (began,) if until is None else (began, told(until, "expert/x-fan", expert.ContractResumed(day(until), ZHOU)))


def renewed(last: str) -> Told:
    return told(
        "2025-03-05 17:00",
        "expert/x-fan",
        expert.ContractRenewed(day(last), "e-1", SUN, "续〔2025〕1号", day("2025-03-05")),
    )


def left(person: PersonId, first: str) -> Told:
    return told(f"{first} 07:00", "studio/profile", roster.LeaveStarted(person, day(first), None, "病假"))


def departed(person: PersonId, last: str) -> Told:
    return told("2026-01-31", "studio/profile", roster.LeadDeparted(person, day(last), "退休"))


def silent(when: str) -> Told:
    """The client of `a-4` withdraws the consent to guidance."""
    return told(when, "client/k-li", client.ConsentWithdrawn(client.Purpose.GUIDANCE, None, day(when[:10])))


def restricted(until: str) -> Told:
    fact = client.ProcessingRestricted("会计法", client.LegalRank.LAW, day(until), SUN, day("2025-03-05"))
    return told("2025-03-05", "client/k-li", fact)


def erased(when: str) -> Told:
    return told(when, "client/k-li", client.ClientDataErased("r-1", (), SUN, ("store",), day(when)))


def closed(room: str, last: str) -> Told:
    return told("2025-03-04 10:30", "studio/profile", premises.AreaClosed(room, day(last)))


def elsewhere(client: str) -> Apply:
    """The record of `a-1` lies in another case, of that client."""
    opened = case.CaseOpened("2025-0099", client, (), LU, day("2025-03-03"), day("2025-08-30"))
    return then(
        add(told("2025-03-03", "case/2025-0099", opened)),
        restream(one_of(case.ServiceDelivered, service="s-1"), "case/2025-0099"),
        change(of("a-1", appt.AppointmentCompleted), case="2025-0099"),
    )


@frozen
class Mutation:
    """What is bent, the check that finds it and no other, about whom, and by how much."""

    name: str
    check: str
    apply: Apply
    subjects: tuple[str, ...]
    delta: int = 1
    as_of: date = AS_OF
    known: Grounds = field(factory=grounds)


@frozen
class Twin:
    """What comes close, and is lawful."""

    name: str
    check: str
    apply: Apply
    as_of: date = AS_OF
    known: Grounds = field(factory=grounds)


A1, A2, A3, A4, A5, A6, A7 = (f"a-{number}" for number in range(1, 8))
S1: Final = one_of(case.ServiceDelivered, service="s-1")
_ALL: Final = [one_of(case.ServiceDelivered, service=f"s-{number}") for number in (1, 2, 3)]

MUTATIONS: Final = (
    # 步骤
    Mutation("completed although nobody came", "appointment.out-of-order", drop(of(A1, appt.CheckedIn)), (A1,)),
    Mutation(
        "confirmed twice",
        "appointment.out-of-order",
        add(agreed(A1, "2025-03-04 12:00", "2025-03-06 09:00", "2025-03-06 10:00")),
        (A1,),
    ),
    Mutation(
        "declined once it was confirmed", "appointment.out-of-order", add(declined(A7, "2026-01-30 09:00")), (A7,)
    ),
    Mutation(
        "asked for twice under a number",
        "appointment.out-of-order",
        add(asked(A1, "2025-03-04 10:30", "2025-03-06 09:00", "2025-03-06 10:00")),
        (A1,),
    ),
    Mutation(
        "checked in to what is not confirmed", "appointment.out-of-order", add(here(A6, "2025-03-10 10:30")), (A6,)
    ),
    Mutation(
        "moved after it was called off",
        "appointment.out-of-order",
        add(moved(A5, "2025-03-11 08:01", "2025-03-12 09:00", "2025-03-12 10:00")),
        (A5,),
    ),
    Mutation(
        "moved without consent",
        "appointment.without-consent",
        change(of(A3, appt.AppointmentRescheduled), client_consented=False),
        (A3,),
    ),
    Mutation(
        "reassigned without consent",
        "appointment.without-consent",
        change(of(A4, appt.MentorReassigned), client_consented=False),
        (A4,),
    ),
    Mutation(
        "confirmed for a minute more",
        "appointment.slot-differs",
        change(of(A1, appt.AppointmentConfirmed), end=at("2025-03-06 10:01")),
        (A1,),
    ),
    # 时间
    Mutation(
        "asked for 59 minutes ahead",
        "appointment.short-notice",
        change(of(A1, appt.AppointmentRequested), requested=at("2025-03-06 08:01")),
        (A1,),
    ),
    Mutation(
        "a minute after closing",
        "appointment.outside-hours",
        change(of(A6, appt.AppointmentRequested), start=at("2025-03-11 17:00"), end=at("2025-03-11 17:31")),
        (A6,),
    ),
    Mutation(
        "a minute before opening",
        "appointment.outside-hours",
        change(of(A6, appt.AppointmentRequested), start=at("2025-03-11 08:29"), override=" "),
        (A6,),
    ),
    Mutation(
        "over night",
        "appointment.outside-hours",
        change(of(A6, appt.AppointmentRequested), end=at("2025-03-12 09:00")),
        (A6,),
    ),
    Mutation(
        "an end that is the start",
        "appointment.ends-before-start",
        change(of(A6, appt.AppointmentRequested), end=at("2025-03-11 09:00")),
        (A6,),
    ),
    Mutation(
        "cancelled as it began",
        "appointment.cancelled-after-start",
        change(of(A5, appt.AppointmentCancelled), at=at("2025-03-11 09:00")),
        (A5,),
        0,
    ),
    Mutation(
        "cancelled a minute later",
        "appointment.cancelled-after-start",
        change(of(A5, appt.AppointmentCancelled), at=at("2025-03-11 09:01")),
        (A5,),
    ),
    Mutation(
        "late and not said to be",
        "appointment.late-not-said",
        change(of(A5, appt.AppointmentCancelled), at=at("2025-03-11 08:01")),
        (A5,),
    ),
    Mutation(
        "said to be late, an hour ahead",
        "appointment.late-not-said",
        change(of(A5, appt.AppointmentCancelled), late=True),
        (A5,),
        0,
    ),
    Mutation(
        "a no-show after 14 minutes",
        "appointment.no-show-early",
        change(of(A4, appt.NoShowRecorded), at=at("2025-03-10 10:14")),
        (A4,),
    ),
    # 重复占用
    Mutation(
        "a mentor twice for a minute",
        "appointment.mentor-twice",
        add(*kept("a-8", "2025-03-06 09:59", "2025-03-06 10:20", LU, ACTIVITY)),
        (LU,),
    ),
    Mutation(
        "a mentor twice by reassignment",
        "appointment.mentor-twice",
        change(of(A4, appt.MentorReassigned), mentor=LU),
        (LU,),
        60,
    ),
    Mutation(
        "a room twice for a minute",
        "appointment.room-twice",
        add(*kept("a-8", "2025-03-06 09:59", "2025-03-06 10:20", HE)),
        (ROOM,),
    ),
    Mutation(
        "a room taken by a salon",
        "appointment.room-twice",
        add(room_reserved(f"{STUDIO}/activity/salon-1", ROOM, "2025-03-06 08:00", "2025-03-06 09:01")),
        (ROOM,),
    ),
    Mutation(
        "29 minutes to travel",
        "appointment.no-time-to-travel",
        add(*kept("a-8", "2025-03-06 12:29", "2025-03-06 13:00", FAN)),
        (FAN,),
        known=TRAVELLING,
    ),
    Mutation(
        "59 minutes from site to site",
        "appointment.no-time-to-travel",
        add(*kept("a-8", "2025-03-06 12:59", "2025-03-06 13:30", FAN, None, Mode.ON_SITE)),
        (FAN,),
        known=TRAVELLING,
    ),
    # 资格与场地
    Mutation(
        "a contract that ended the day before",
        "appointment.mentor-not-eligible",
        add(terminated("2025-03-05")),
        (A2, FAN),
    ),
    Mutation("a contract suspended that day", "appointment.mentor-not-eligible", add(*paused("2025-03-06")), (A2, FAN)),
    Mutation("a mentor on leave", "appointment.mentor-not-eligible", add(left(LU, "2025-03-10")), (A3, LU)),
    Mutation(
        "a stranger",
        "appointment.mentor-not-eligible",
        change(of(A7, appt.AppointmentConfirmed), mentor=GU),
        (A7, GU),
        as_of=date(2026, 2, 3),
    ),
    Mutation(
        "a lead who left the day before",
        "appointment.mentor-not-eligible",
        add(departed(ZHOU, "2026-02-02")),
        (A7, ZHOU),
        as_of=date(2026, 2, 3),
    ),
    Mutation(
        "on the first day without recognition",
        "appointment.studio-not-serving",
        add(withdrawn("2026-02-03")),
        (A7,),
        as_of=date(2026, 2, 3),
    ),
    Mutation(
        "taken on the first day of a suspension",
        "appointment.taken-while-suspended",
        suspended("2025-03-10", "2025-03-10 08:00"),
        (A6,),
    ),
    Mutation(
        "in confidence in the activity room",
        "appointment.confidential-place",
        change(of(A4, appt.AppointmentConfirmed), room=ACTIVITY),
        (A4,),
    ),
    Mutation(
        "in confidence on site",
        "appointment.confidential-place",
        change(of(A2, appt.AppointmentRequested), confidential=True),
        (A2,),
    ),
    Mutation(
        "a visit among the displays",
        "appointment.no-proper-room",
        change(of(A1, appt.AppointmentConfirmed), room=DISPLAY),
        (A1,),
    ),
    Mutation(
        "a visit without a room",
        "appointment.no-proper-room",
        change(of(A1, appt.AppointmentConfirmed), room=None),
        (A1,),
    ),
    Mutation(
        "a visit in a room that there is not",
        "appointment.no-proper-room",
        change(of(A1, appt.AppointmentConfirmed), room="attic"),
        (A1,),
    ),
    Mutation(
        "a visit in a room closed the day before",
        "appointment.no-proper-room",
        then(change(of(A1, appt.AppointmentConfirmed), room=ACTIVITY), add(closed(ACTIVITY, "2025-03-05"))),
        (A1,),
    ),
    Mutation(
        "on site, and nobody says where",
        "appointment.no-address",
        change(of(A2, appt.AppointmentRequested), site=None),
        (A2,),
    ),
    # 合同占用
    Mutation(
        "agreed with an expert, and not booked",
        "appointment.not-booked",
        add(*BOOKED, *with_fan("a-8", "2025-03-06", "2025-03-20")),
        ("a-8", FAN_S),
        as_of=SOON,
    ),
    Mutation(
        "moved by a day, and still booked for the day before",
        "appointment.not-booked",
        add(
            *BOOKED,
            *with_fan("a-8", "2025-03-06", "2025-03-20"),
            booked("a-8", "2025-03-06 14:00", "2025-03-20"),
            moved("a-8", "2025-03-07 09:00", "2025-03-21 09:00", "2025-03-21 10:00"),
        ),
        ("a-8", FAN_S),
        as_of=SOON,
    ),
    Mutation("kept, and booked still", "appointment.booking-left", add(BOOKED[0]), (A2, FAN_S)),
    Mutation(
        "reassigned, and booked still",
        "appointment.booking-left",
        add(
            *with_fan("a-8", "2025-03-06", "2025-03-20"),
            booked("a-8", "2025-03-06 14:00", "2025-03-20"),
            reassigned("a-8", "2025-03-07 09:00", LU),
        ),
        ("a-8", FAN_S),
        as_of=SOON,
    ),
    Mutation(
        "booked for an appointment that there is not",
        "appointment.booking-left",
        add(booked("a-99", "2025-03-06 14:00", "2025-03-20")),
        ("a-99", FAN_S),
    ),
    # 履约与服务记录
    Mutation(
        "completed by another mentor",
        "appointment.other-mentor",
        change(of(A1, appt.AppointmentCompleted), mentor=ZHOU),
        (A1,),
    ),
    Mutation("served by another mentor", "appointment.other-mentor", change(S1, mentor=ZHOU), (A1,)),
    Mutation(
        "served and completed by another mentor",
        "appointment.other-mentor",
        then(change(S1, mentor=ZHOU), change(of(A1, appt.AppointmentCompleted), mentor=ZHOU)),
        (A1,),
    ),
    Mutation(
        "reassigned only once it was served",
        "appointment.other-mentor",
        then(
            change(S1, mentor=ZHOU),
            change(of(A1, appt.AppointmentCompleted), mentor=ZHOU),
            add(reassigned(A1, "2025-03-06 10:02", ZHOU)),
        ),
        (A1,),
    ),
    Mutation("no record of service", "appointment.no-service-record", drop(S1), (A1,), as_of=date(2025, 3, 12)),
    Mutation("a record of service a day late", "appointment.no-service-record", redate(S1, "2025-03-12 09:00"), (A1,)),
    Mutation(
        "no case to find the record in",
        "appointment.no-service-record",
        change(of(A1, appt.AppointmentCompleted), case=None),
        (A1,),
        as_of=date(2025, 3, 12),
    ),
    Mutation("a record in another client's case", "appointment.other-client", elsewhere("k-li"), (A1,)),
    Mutation(
        "a record of the hour after",
        "appointment.other-time",
        change(S1, start=at("2025-03-06 10:00"), end=at("2025-03-06 11:00")),
        (A1,),
    ),
    Mutation(
        "a record of the hour before",
        "appointment.other-time",
        change(S1, start=at("2025-03-06 08:00"), end=at("2025-03-06 09:00")),
        (A1,),
    ),
    Mutation(
        "completed a minute before it began",
        "appointment.completed-too-soon",
        change(of(A1, appt.AppointmentCompleted), at=at("2025-03-06 08:59")),
        (A1,),
    ),
    Mutation(
        "a year without a service by appointment",
        "appointment.share",
        then(*(change(which, appointment=None) for which in _ALL)),
        ("2025",),
        3,
    ),
    # 义务
    Mutation(
        "no outcome noted",
        "obligation.appointment_outcome",
        drop(of(A4, appt.NoShowRecorded)),
        (A4,),
        as_of=date(2025, 3, 14),
    ),
    Mutation(
        "an outcome noted a day late",
        "obligation.appointment_outcome",
        redate(of(A4, appt.NoShowRecorded), "2025-03-14 09:00"),
        (A4,),
    ),
    Mutation(
        "no answer by the day itself",
        "obligation.appointment_answer",
        drop(of(A6, appt.AppointmentDeclined)),
        (A6,),
        as_of=date(2025, 3, 12),
    ),
    Mutation(
        "an answer after three working days",
        "obligation.appointment_answer",
        add(
            asked("a-8", "2025-03-10 09:00", "2025-03-20 09:00", "2025-03-20 10:00"),
            declined("a-8", "2025-03-14 09:00"),
        ),
        ("a-8",),
    ),
    # 服务对象的登记与同意
    Mutation(
        "for somebody who is not on record",
        "appointment.client-unregistered",
        drop(one_of(client.ClientRegistered, client="k-li")),
        ("k-li", A4),
    ),
    Mutation(
        "for somebody who is registered the day after",
        "appointment.client-unregistered",
        redate(one_of(client.ClientRegistered, client="k-li"), "2025-03-07", on=day("2025-03-07")),
        ("k-li", A4),
    ),
    Mutation(
        "the day after consent was withdrawn",
        "appointment.client-not-consenting",
        add(silent("2025-03-05")),
        ("k-li", A4),
    ),
    Mutation(
        "confirmed once consent was withdrawn",
        "appointment.client-not-consenting",
        add(silent("2025-03-06 16:15")),
        ("k-li", A4),
    ),
    Mutation(
        "on the last day of a restriction",
        "appointment.client-not-consenting",
        add(restricted("2025-03-06")),
        ("k-li", A4),
    ),
    Mutation("after erasure", "appointment.client-not-consenting", add(erased("2025-03-05")), ("k-li", A4)),
)

TWINS: Final = (
    Twin("both sides check in", "appointment.out-of-order", add(here(A1, "2025-03-06 09:01", appt.Party.MENTOR))),
    Twin("a request called off", "appointment.out-of-order", then(drop(of(A6, appt.AppointmentDeclined)), add(cancelled(A6, "2025-03-10 12:00")))),
    Twin("reassigned while the client waits", "appointment.out-of-order", then(add(reassigned(A1, "2025-03-06 08:59", ZHOU)), change(S1, mentor=ZHOU), change(of(A1, appt.AppointmentCompleted), mentor=ZHOU))),
    Twin("confirmed for the same slot by another clock", "appointment.slot-differs", change(of(A1, appt.AppointmentConfirmed), start=at("2025-03-06 09:00").astimezone(UTC))),
    Twin("an hour ahead", "appointment.short-notice", change(of(A1, appt.AppointmentRequested), requested=at("2025-03-06 08:00"))),
    Twin("all opening hours", "appointment.outside-hours", change(of(A6, appt.AppointmentRequested), start=at("2025-03-11 08:30"), end=at("2025-03-11 17:30"))),
    Twin("at night, for a reason", "appointment.outside-hours", change(of(A6, appt.AppointmentRequested), start=at("2025-03-11 22:00"), end=at("2025-03-12 01:00"), override="夜市摊主")),
    Twin("cancelled a minute before, and late", "appointment.cancelled-after-start", change(of(A5, appt.AppointmentCancelled), at=at("2025-03-11 08:59"), late=True)),
    Twin("a no-show of the mentor", "appointment.no-show-early", change(of(A4, appt.NoShowRecorded), party=appt.Party.MENTOR)),
    Twin("a slot that touches", "appointment.mentor-twice", add(*kept("a-8", "2025-03-06 10:00", "2025-03-06 10:20"))),
    Twin("the slot of what was called off", "appointment.mentor-twice", then(add(*kept("a-8", "2025-03-11 09:00", "2025-03-11 10:00")), redate(of(A5, appt.AppointmentCancelled), "2025-03-07 11:30", at=at("2025-03-07 11:30")), redate(of("a-8", appt.AppointmentConfirmed), "2025-03-07 12:00"))),
    Twin("the slot that was moved away", "appointment.mentor-twice", then(add(*kept("a-8", "2025-03-07 09:00", "2025-03-07 10:00"), moved("a-8", "2025-03-05 09:00", "2025-03-07 10:00", "2025-03-07 11:00")), change(one_of(case.ServiceDelivered, service="s-a-8"), start=at("2025-03-07 10:00"), end=at("2025-03-07 11:00")))),
    Twin("a salon to the minute before", "appointment.room-twice", add(room_reserved(f"{STUDIO}/activity/salon-1", ROOM, "2025-03-06 08:00", "2025-03-06 09:00"))),
    Twin("a salon that gave its room back", "appointment.room-twice", add(room_reserved(f"{STUDIO}/activity/salon-1", ROOM, "2025-03-04 08:00", "2025-03-06 09:30"), told("2025-03-04 09:00", f"room/{ROOM}/2025-03-04", room_diary.RoomReleased(f"{STUDIO}/activity/salon-1")))),
    Twin("its own reservation in the room's diary", "appointment.room-twice", add(room_reserved(f"{STUDIO}/appointment/a-1", ROOM, "2025-03-06 09:00", "2025-03-06 10:00"))),
    Twin("half an hour to travel", "appointment.no-time-to-travel", add(*kept("a-8", "2025-03-06 12:30", "2025-03-06 13:00", FAN)), known=TRAVELLING),
    Twin("an hour from site to site", "appointment.no-time-to-travel", add(*kept("a-8", "2025-03-06 13:00", "2025-03-06 13:30", FAN, None, Mode.ON_SITE)), known=TRAVELLING),
    Twin("a contract to that day", "appointment.mentor-not-eligible", add(terminated("2025-03-06"))),
    Twin("a contract suspended the day after", "appointment.mentor-not-eligible", add(*paused("2025-03-07"))),
    Twin("a contract resumed that day", "appointment.mentor-not-eligible", add(*paused("2025-03-05", "2025-03-06"))),
    Twin("a contract renewed in time", "appointment.mentor-not-eligible", then(change(one_of(expert.ContractSigned), last=day("2025-03-05")), add(renewed("2025-12-31")))),
    Twin("a mentor on leave from the day after", "appointment.mentor-not-eligible", add(left(LU, "2025-03-11"))),
    Twin("a mentor back from leave", "appointment.mentor-not-eligible", add(told("2025-03-07", "studio/profile", roster.LeaveStarted(LU, day("2025-03-07"), None, "事假")), told("2025-03-09", "studio/profile", roster.LeaveEnded(LU, day("2025-03-09"))))),
    Twin("a lead who is to leave, before that day", "appointment.mentor-not-eligible", add(departed(ZHOU, "2026-02-02")), as_of=date(2026, 2, 2)),
    Twin("to the last day of recognition", "appointment.studio-not-serving", add(withdrawn("2026-02-04")), as_of=date(2026, 2, 3)),
    Twin("suspended from the next day on", "appointment.taken-while-suspended", suspended("2025-03-11", "2025-03-10 08:00")),
    Twin("in confidence online", "appointment.confidential-place", change(of(A3, appt.AppointmentRequested), confidential=True)),
    Twin("a visit in the activity room", "appointment.no-proper-room", change(of(A1, appt.AppointmentConfirmed), room=ACTIVITY)),
    Twin("a visit on a room's last day", "appointment.no-proper-room", then(change(of(A1, appt.AppointmentConfirmed), room=ACTIVITY), add(closed(ACTIVITY, "2025-03-06")))),
    Twin("on site, with a sealed address", "appointment.no-address", change(of(A2, appt.AppointmentRequested), site=None, address=SEALED)),
    Twin("agreed with an expert, and booked", "appointment.not-booked", add(*BOOKED, *with_fan("a-8", "2025-03-06", "2025-03-20"), booked("a-8", "2025-03-06 14:00", "2025-03-20")), as_of=SOON),
    Twin("agreed before anything was booked", "appointment.not-booked", add(*BOOKED, *with_fan("a-8", "2025-03-04", "2025-03-20")), as_of=SOON),
    Twin("agreed where nothing ever is booked", "appointment.not-booked", add(*with_fan("a-8", "2025-03-06", "2025-03-20")), as_of=SOON),
    Twin("agreed with a mentor of the staff", "appointment.not-booked", add(*BOOKED, *with_fan("a-8", "2025-03-06", "2025-03-20"), booked("a-8", "2025-03-06 14:00", "2025-03-20"), reassigned("a-8", "2025-03-07 09:00", LU), released("a-8", "2025-03-07 09:00")), as_of=SOON),
    Twin("kept, and given back", "appointment.booking-left", add(*BOOKED)),
    Twin("given back, though it was never booked", "appointment.booking-left", add(BOOKED[1])),
    Twin("reassigned before it was served", "appointment.other-mentor", then(change(S1, mentor=ZHOU), change(of(A1, appt.AppointmentCompleted), mentor=ZHOU), add(reassigned(A1, "2025-03-06 08:00", ZHOU)))),
    Twin("a service that nobody asked for", "appointment.other-mentor", add(served("s-9", "2025-03-12 09:00", "2025-03-12 10:00", "a-99", GU))),
    Twin("a record on the last day", "appointment.no-service-record", drop(S1), as_of=date(2025, 3, 11)),
    Twin("a record in another case of the client", "appointment.other-client", elsewhere("k-wang")),
    Twin("a record of the last minute", "appointment.other-time", change(S1, start=at("2025-03-06 09:59"), end=at("2025-03-06 11:00"))),
    Twin("completed as it began", "appointment.completed-too-soon", change(of(A1, appt.AppointmentCompleted), at=at("2025-03-06 09:00"))),
    Twin("one service by appointment", "appointment.share", then(*(change(which, appointment=None) for which in _ALL[1:]))),
    Twin("no service by appointment, before the year is over", "appointment.share", then(*(change(which, appointment=None) for which in _ALL)), as_of=date(2025, 12, 31)),
    Twin("an outcome still to come", "obligation.appointment_outcome", drop(of(A4, appt.NoShowRecorded)), as_of=date(2025, 3, 13)),
    Twin("an answer still to come", "obligation.appointment_answer", drop(of(A6, appt.AppointmentDeclined)), as_of=date(2025, 3, 11)),
    Twin(
        "registered that day",
        "appointment.client-unregistered",
        redate(one_of(client.ClientRegistered, client="k-li"), "2025-03-06", on=day("2025-03-06")),
    ),
    Twin("consent withdrawn the day after", "appointment.client-not-consenting", add(silent("2025-03-07"))),
    Twin("a restriction to the day before", "appointment.client-not-consenting", add(restricted("2025-03-05"))),
    Twin("erased the day after", "appointment.client-not-consenting", add(erased("2025-03-07"))),
)  # fmt: skip
