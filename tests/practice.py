"""Two studios, in two districts of a city, that take appointments: what stands on record, and who acts.

What belongs to other aggregates is laid into the store as facts; appointments go through the app.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final

from attrs import frozen

from studio_adapters.app import StudioApp
from studio_adapters.app.acting import Acting
from studio_adapters.app.appointments import AppointmentHandle
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Change, Context, Reason
from studio_domain.client_case import facts as case
from studio_domain.client_record import facts as client
from studio_domain.client_record.facts import Purpose
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Role
from studio_domain.mandate import MandateGranted
from studio_domain.policy import KEYS, PolicyValueSet
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import SHANGHAI, PersonId, Region

A, B = "hz-a-001", "hz-b-001"
CITY: Final = "330100"
PARK, PARK_B, BUREAU = "91000000MA00000157", "91000000MA00000900", "1100000000000006XU"
CARRIERS: Final = {A: PARK, B: PARK_B}
DISTRICTS: Final = {A: Region("330106", "浙江省杭州市西湖区"), B: Region("330105", "浙江省杭州市拱墅区")}
FOUNDED, LAST = date(2024, 7, 1), date(2027, 6, 30)

ROOM, ACTIVITY, DISPLAY = "counselling-1", "activity", "display"
CLIENTS: Final = ("k-wang", "k-li", "k-zhao")
CASES: Final = {one: f"2025-000{number}" for number, one in enumerate(CLIENTS, start=1)}
CONTRACT: Final = "x-fan"
ADOPTED: Final = (
    "appt.lead_time", "hours.opens", "hours.closes", "appt.no_show_min", "appt.answer_days", "appt.outcome_days",
    "record.lag_days", "backdate.max_days", "backdate.service_days",
)  # fmt: skip


@frozen
class Who:
    """Somebody in one of his roles."""

    id: PersonId
    role: Role


OFFICER = Who(PersonId("p-officer"), Role.AUTHORITY)
HEAD = Who(PersonId("p-head"), Role.CARRIER_HEAD)
LEAD = Who(PersonId("p-zhou"), Role.LEAD)
DESK = Who(PersonId("p-desk"), Role.STAFF)
LU, HE = (Who(PersonId(f"p-{name}"), Role.MENTOR) for name in ("lu", "he"))
"""Mentors of both studios' staff."""
FAN = Who(PersonId("p-fan"), Role.EXPERT)
"""An external expert with a contract in each studio."""
GU = Who(PersonId("p-gu"), Role.MENTOR)
"""A stranger."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a legal day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


class Time:
    """Stands where it was put; a millisecond passes each time it is asked."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


class Practice:
    """The studios, and the ways to act in them."""

    def __init__(self, app: StudioApp, time: Time, **policy: Any) -> None:
        self.app = app
        self.time = time
        self._numbers = count(1)
        self._lay_down(policy)

    # -- what stands on record

    def lay(self, day: date, who: Who, stream: str, *facts: Any, org: str = PARK, reason: Reason | None = None) -> None:
        """Facts of a stream, past every guard."""
        context = Context(
            occurred=day, by=who.id, role=who.role.value, org=org, rules="trial", command=f"lay-{next(self._numbers)}",
            reason=reason,
        )  # fmt: skip
        version = sum(1 for _ in self.app.journal.read(stream))
        self.app.journal.append([Change(stream, version, facts)], context)

    def _lay_down(self, policy: dict[str, Any]) -> None:
        day, region = FOUNDED, f"region-{CITY}"
        mandate = MandateGranted("m-1", Role.AUTHORITY, BUREAU, day, None, None, "任〔2024〕1号")
        self.lay(day, OFFICER, f"{region}/mandate/{OFFICER.id}", mandate, org=BUREAU)
        self.lay(day, OFFICER, f"region-000000/mandate/{OFFICER.id}", mandate, org=BUREAU)
        for year in (2025, 2026):
            self.lay(day, OFFICER, f"region-000000/calendar/{year}", calendar_of(year), org=BUREAU)
        values = {**{key: KEYS[key].default for key in ADOPTED}, **policy}
        settings = [PolicyValueSet(key, value, day, "规〔2024〕1号", OFFICER.id) for key, value in values.items()]
        self.lay(day, OFFICER, f"{region}/policy/values", *settings, org=BUREAU)
        for studio in (A, B):
            self._found(studio)

    def _found(self, studio: str) -> None:
        day, org = FOUNDED, CARRIERS[studio]
        for who in (HEAD, LEAD, DESK, LU, HE, FAN):
            mandate = MandateGranted("m-1", who.role, org, day, None, None, "任〔2024〕2号")
            self.lay(day, HEAD, f"{studio}/mandate/{who.id}", mandate, org=org)
        people = (roster.StaffJoined(one.id, "mentor", (), day) for one in (DESK, LU, HE))
        rooms = ((ROOM, "counselling-room", 4), (ACTIVITY, "activity-room", 40), (DISPLAY, "display-area", 9))
        self.lay(
            day, HEAD, f"{studio}/studio/profile",
            recognition.CarrierRegistered(DISTRICTS[studio], org, "数智创业园运营有限公司", "park"),
            recognition.ApplicationDrafted(1, LEAD.id, LEAD.id),
            recognition.StudioRecognised(
                "西湖区周明远创业指导师工作室", "西湖区", LEAD.id, (), "文〔2024〕7号", day, LAST, OFFICER.id, BUREAU
            ),
            roster.LeadAppointed(LEAD.id, "mentor", True, day, HEAD.id),
            *people,
            premises.VenueRegistered("v-1", "文三路 1 号", premises.TenureRight.OWNED, day, None, "证-1"),
            *(premises.AreaDefined(name, "v-1", kind, seats, day) for name, kind, seats in rooms),
            org=org,
        )  # fmt: skip
        self.lay(
            day, HEAD, f"{studio}/regulation/appointment",
            RegulationDrafted("appointment", 1, "预约服务制度", HEAD.id),
            RegulationApproved(1, day, HEAD.id, "制〔2024〕1号"),
            org=org,
        )  # fmt: skip
        self.engaged(studio, CONTRACT)
        for name, number in CASES.items():
            known = client.ClientRegistered(name, "v1", None, client.DocumentKind.CITIZEN_ID, None, None, True, day)
            consent = client.ConsentGranted(Purpose.GUIDANCE, "v1", None, None, "同-1", day)
            self.lay(day, DESK, f"{studio}/client/{name}", known, consent, org=org)
            opened = case.CaseOpened(number, name, (), LU.id, day, date(2026, 12, 31))
            self.lay(day, DESK, f"{studio}/case/{number}", opened, org=org)

    def engaged(self, studio: str, contract: str) -> str:
        """A contract with the external expert; answers its stream."""
        stream, org, day = f"{studio}/expert/{contract}", CARRIERS[studio], FOUNDED
        signed = expert.ContractSigned(HEAD.id, org, day, day, day, LAST, expert.FeeKind.CONSULTING, 0, "合〔2024〕1号")
        self.lay(day, HEAD, stream, expert.ExpertNominated(FAN.id, LEAD.id, "财税", "经验", day), signed, org=org)
        return stream

    def serve(self, studio: str, one: AppointmentHandle, mentor: PersonId, service: str) -> str:
        """A record of service of the agreed slot; answers its case."""
        state = one.state
        assert state.slot is not None
        number = CASES[state.client]
        record = case.Evidence("服务记录", "a" * 64)
        given = case.ServiceDelivered(
            service, "2.2", "opening", case.Channel.VISIT, mentor, state.slot.start, state.slot.end, "咨询室",
            one.appointment, (), record,
        )  # fmt: skip
        self.lay(self.time.now.date(), DESK, f"{studio}/case/{number}", given, org=CARRIERS[studio])
        return number

    # -- who acts

    def acting(self, who: Who, studio: str = A, **rest: Any) -> AbstractContextManager[Acting]:
        """*who* acts in a studio."""
        org = BUREAU if who.role is Role.AUTHORITY else CARRIERS[studio]
        return self.app.acting(who.id, role=who.role, org=org, **rest)

    def appointment(self, name: str, studio: str = A) -> AppointmentHandle:
        return self.app.appointment(studio, name)

    def asked(self, name: str, start: datetime, end: datetime, *, studio: str = A, **rest: Any) -> AppointmentHandle:
        """A visit that somebody asks for, by the desk."""
        said: dict[str, Any] = {"client": CLIENTS[0], "mode": "visit"} | rest
        one = self.appointment(name, studio)
        with self.acting(DESK, studio):
            one.request(start=start, end=end, **said)
        return one
