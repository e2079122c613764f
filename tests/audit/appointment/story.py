"""Some weeks of appointments at a studio, fact by fact, all of them lawful; no decision is asked.

`a-1` a visit kept, `a-2` on site kept by an external expert, `a-3` online moved and then kept, `a-4` in confidence,
reassigned, the client did not come, `a-5` cancelled, `a-6` declined. In 2026 `a-7` waits for its day.
"""
# ruff: noqa: E501 -- one fact a line

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from audit.changing import History, Told
from audit.histories import grounds
from studio_domain import room_diary
from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appt
from studio_domain.appointment.facts import Mode, Party
from studio_domain.audit import Finding, Grounds
from studio_domain.audit.appointment import appointment_checks, regional_appointment_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import facts as case
from studio_domain.client_record import facts as client
from studio_domain.expert_contract import facts as expert
from studio_domain.regulation_book import RegulationApproved
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import SHANGHAI, PersonId
from telling import Studio

STUDIO: Final = "hz-xihu-001"
ZHOU, LU, HE, FAN, GU = (PersonId(f"p-{name}") for name in ("zhou", "lu", "he", "fan", "gu"))
ROOM, ACTIVITY, DISPLAY = "counselling-1", "activity", "display"
CASE, FILE = "case/2025-0017", "2025-0017"
AS_OF: Final = date(2026, 1, 31)
EARLY: Final = date(2025, 3, 31)


def at(text: str) -> datetime:
    """`2025-03-06 09:00` in Hangzhou."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day(text: str) -> date:
    return date.fromisoformat(text)


def told(moment: str, kind: str, fact: Any) -> Told:
    """A fact that occurs at that moment (`2025-03-04 10:00`), or on that day."""
    return Told(moment, kind, fact)


def asked(
    name: str, when: str, start: str, end: str, mode: Mode = Mode.VISIT, *, client: str = "k-wang", **rest: Any
) -> Told:
    said: dict[str, Any] = {
        "case": FILE, "wish": None, "confidential": False, "address": None, "site": None, "override": None,
    } | rest  # fmt: skip
    fact = appt.AppointmentRequested(
        name, client, said["case"], mode, at(start), at(end), said["wish"], said["confidential"], said["address"],
        said["site"], said["override"], at(when),
    )  # fmt: skip
    return told(when, f"appointment/{name}", fact)


def agreed(
    name: str,
    when: str,
    start: str,
    end: str,
    mentor: PersonId = LU,
    room: str | None = ROOM,
    contract: str | None = None,
) -> Told:
    fact = appt.AppointmentConfirmed(mentor, contract, room, at(start), at(end), 0, HE, at(when))
    return told(when, f"appointment/{name}", fact)


def moved(name: str, when: str, start: str, end: str, room: str | None = ROOM, **rest: Any) -> Told:
    said: dict[str, Any] = {"override": None, "reason": "客户临时有事", "client_consented": True} | rest
    fact = appt.AppointmentRescheduled(
        at(start), at(end), room, 0, said["override"], said["reason"], said["client_consented"], HE, at(when)
    )
    return told(when, f"appointment/{name}", fact)


def reassigned(name: str, when: str, mentor: PersonId, contract: str | None = None, **rest: Any) -> Told:
    said: dict[str, Any] = {"reason": "指导师请假", "client_consented": True} | rest
    fact = appt.MentorReassigned(mentor, contract, said["reason"], said["client_consented"], HE, at(when))
    return told(when, f"appointment/{name}", fact)


def declined(name: str, when: str) -> Told:
    return told(when, f"appointment/{name}", appt.AppointmentDeclined("当日无指导师", HE, at(when)))


def cancelled(name: str, when: str, *, late: bool = False) -> Told:
    fact = appt.AppointmentCancelled(Party.CLIENT, "行程有变", late, at(when))
    return told(when, f"appointment/{name}", fact)


def here(name: str, when: str, party: Party = Party.CLIENT) -> Told:
    return told(when, f"appointment/{name}", appt.CheckedIn(party, at(when)))


def done(name: str, when: str, service: str, mentor: PersonId = LU, in_case: str | None = FILE) -> Told:
    return told(when, f"appointment/{name}", appt.AppointmentCompleted(mentor, service, in_case, at(when)))


def missed(name: str, when: str, party: Party = Party.CLIENT) -> Told:
    return told(when, f"appointment/{name}", appt.NoShowRecorded(party, at(when)))


def served(
    service: str, start: str, end: str, name: str | None, mentor: PersonId = LU, when: str | None = None
) -> Told:
    record = case.Evidence("服务记录", "a" * 64)
    fact = case.ServiceDelivered(
        service, "2.2", "opening", case.Channel.VISIT, mentor, at(start), at(end), "个体咨询室", name, (), record
    )
    return told(when or end, CASE, fact)


CLIENTS: Final = ("k-wang", "k-li")


def registered(name: str, when: str = "2025-03-01") -> Told:
    known = client.ClientRegistered(name, "v1", None, client.DocumentKind.CITIZEN_ID, None, None, True, day(when))
    return told(when, f"client/{name}", known)


def consented(name: str, when: str = "2025-03-01") -> Told:
    given = client.ConsentGranted(client.Purpose.GUIDANCE, "v1", None, None, "同-1", day(when))
    return told(when, f"client/{name}", given)


SET_UP: Final[History] = (
    told("2024-07-01", "studio/profile", recognition.StudioRecognised(
        "杭州市西湖区周明远创业指导师工作室", "杭州市西湖区", ZHOU, (), "西人社〔2024〕7号", day("2024-07-01"), day("2027-06-30"), PersonId("p-sun"), "1100000000000006XU",
    )),
    told("2024-07-01", "studio/profile", roster.LeadAppointed(ZHOU, "mentor", True, day("2024-07-01"), ZHOU)),
    told("2024-07-01", "studio/profile", roster.StaffJoined(LU, "mentor", (), day("2024-07-01"))),
    told("2024-07-01", "studio/profile", roster.StaffJoined(HE, "mentor", (), day("2024-07-01"))),
    told("2024-07-01", "studio/profile", premises.AreaDefined(ROOM, "v-1", "counselling-room", 4, day("2024-07-01"))),
    told("2024-07-01", "studio/profile", premises.AreaDefined(ACTIVITY, "v-1", "activity-room", 40, day("2024-07-01"))),
    told("2024-07-01", "studio/profile", premises.AreaDefined(DISPLAY, "v-1", "display-area", 9, day("2024-07-01"))),
    told("2024-07-01", "regulation/appointment", RegulationApproved(1, day("2024-07-01"), PersonId("p-xu"), "制〔2024〕1号")),
    told("2024-07-02", "expert/x-fan", expert.ExpertNominated(FAN, ZHOU, "财税", "经验", day("2024-07-02"))),
    told("2024-07-03", "expert/x-fan", expert.ContractSigned(
        PersonId("p-xu"), "91000000MA00000157", day("2024-07-03"), day("2024-07-03"), day("2024-07-03"), day("2025-12-31"),
        expert.FeeKind.CONSULTING, 0, "合〔2024〕1号",
    )),
    *(on_record(name) for name in CLIENTS for on_record in (registered, consented)),
    told("2025-03-03", CASE, case.CaseOpened(FILE, "k-wang", (), LU, day("2025-03-03"), day("2025-08-30"))),
)  # fmt: skip

VISIT: Final[History] = (
    asked("a-1", "2025-03-04 10:00", "2025-03-06 09:00", "2025-03-06 10:00"),
    agreed("a-1", "2025-03-04 11:00", "2025-03-06 09:00", "2025-03-06 10:00"),
    here("a-1", "2025-03-06 08:55"),
    served("s-1", "2025-03-06 09:00", "2025-03-06 10:00", "a-1"),
    done("a-1", "2025-03-06 10:05", "s-1"),
)
ON_SITE: Final[History] = (
    asked("a-2", "2025-03-05 10:00", "2025-03-06 10:30", "2025-03-06 12:00", Mode.ON_SITE, site="file-7"),
    agreed("a-2", "2025-03-05 11:00", "2025-03-06 10:30", "2025-03-06 12:00", FAN, None, "x-fan"),
    here("a-2", "2025-03-06 10:30", Party.MENTOR),
    served("s-2", "2025-03-06 10:30", "2025-03-06 12:00", "a-2", FAN),
    done("a-2", "2025-03-06 12:05", "s-2", FAN),
)
ONLINE: Final[History] = (
    asked("a-3", "2025-03-05 14:00", "2025-03-07 09:00", "2025-03-07 10:00", Mode.ONLINE),
    agreed("a-3", "2025-03-05 15:00", "2025-03-07 09:00", "2025-03-07 10:00", LU, None),
    moved("a-3", "2025-03-06 15:00", "2025-03-10 10:00", "2025-03-10 11:00", None),
    here("a-3", "2025-03-10 10:00"),
    served("s-3", "2025-03-10 10:00", "2025-03-10 11:00", "a-3"),
    done("a-3", "2025-03-10 11:05", "s-3"),
)
SECRET: Final[History] = (
    asked(
        "a-4", "2025-03-06 16:00", "2025-03-10 10:00", "2025-03-10 11:00", confidential=True, client="k-li", case=None
    ),
    agreed("a-4", "2025-03-06 16:30", "2025-03-10 10:00", "2025-03-10 11:00", ZHOU),
    reassigned("a-4", "2025-03-07 09:00", HE),
    missed("a-4", "2025-03-10 10:15"),
)
CALLED_OFF: Final[History] = (
    asked("a-5", "2025-03-07 10:00", "2025-03-11 09:00", "2025-03-11 10:00"),
    agreed("a-5", "2025-03-07 11:00", "2025-03-11 09:00", "2025-03-11 10:00"),
    cancelled("a-5", "2025-03-11 08:00"),
    asked("a-6", "2025-03-10 10:00", "2025-03-11 09:00", "2025-03-11 10:00"),
    declined("a-6", "2025-03-10 11:00"),
    asked("a-7", "2026-01-29 10:00", "2026-02-03 09:00", "2026-02-03 10:00"),
    agreed("a-7", "2026-01-29 11:00", "2026-02-03 09:00", "2026-02-03 10:00", ZHOU),
)
LAWFUL: Final[History] = (*SET_UP, *VISIT, *ON_SITE, *ONLINE, *SECRET, *CALLED_OFF)


def moment_of(one: Told) -> str:
    """When it happened, with the hour: what has none comes first of its day."""
    return one.day if " " in one.day else f"{one.day} 00:00"


def recorded(history: Iterable[Told], name: str = STUDIO) -> list[Recorded[Any]]:
    """The history as a journal gives it, in the order of what happened; what happened at one moment as it was told."""
    studio = Studio(name)
    for one in sorted(history, key=moment_of):
        when = at(one.day) if " " in one.day else day(one.day)
        studio.tell(one.day[:10], one.kind, one.fact, occurred=when)
    return studio.history


def as_told(history: Iterable[Told], name: str = STUDIO) -> list[Recorded[Any]]:
    """The history as an import gives it: in the order in which it is told."""
    studio = Studio(name)
    for one in history:
        when = at(one.day) if " " in one.day else day(one.day)
        studio.tell(one.day[:10], one.kind, one.fact, occurred=when)
    return studio.history


def found(history: Iterable[Told], as_of: date = AS_OF, known: Grounds | None = None) -> list[Finding]:
    """What the checks of appointments find."""
    return audit(recorded(history), appointment_checks(known or grounds()), as_of=as_of)


def found_across(*histories: list[Recorded[Any]]) -> list[Finding]:
    """What the regional checks of appointments find in several studios together."""
    events = [event for history in histories for event in history]
    return audit(events, regional_appointment_checks(grounds()), as_of=AS_OF)


def room_reserved(occasion: str, room: str, start: str, end: str) -> Told:
    fact = room_diary.RoomReserved(occasion, at(start), at(end))
    return told(start, f"room/{room}/{start[:10]}", fact)
