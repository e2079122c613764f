"""A recognised studio of the story: what it keeps up in each year of its recognition.

Personal data: a cell is sealed by a random key under a random salt, and a demo is the same bytes for the same seed. So
the one client of each studio has, for a name, a cell whose bytes the seed draws: no text lies in it, and nobody has the
key that the record says was issued. It reads as the record of any client does without the key store. Words, telephone
numbers and numbers of documents are left out.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Final

from studio_adapters.app.cases import ClientCaseHandle
from studio_adapters.app.clients import ClientHandle
from studio_adapters.app.resources import ResourceHandle
from studio_adapters.demo import shelves
from studio_adapters.demo.applicant import RECOGNISED, Applicant, digest
from studio_adapters.demo.evaluated import PLEDGED, evaluate, inspect, pledge
from studio_adapters.demo.office import YEARS, Office
from studio_adapters.demo.people import Carrier, Person, Place
from studio_adapters.sealing.cells import KEY_BYTES, SALT_BYTES, SUITE, commitment_of
from studio_domain.annual_plan import Figure, Goal
from studio_domain.appointment import Mode, Party
from studio_domain.client_case import Channel, ClosureKind, Evidence
from studio_domain.filing import Matter
from studio_domain.guideline import Role
from studio_domain.policy import Terms
from studio_domain.subject_key import KeyPurpose, SubjectKeyIssued
from studio_domain.values import SHANGHAI, PersonId, Sealed

STOCKED: Final = date(2024, 7, 8)
INFORMATION_REVIEWED: Final = (
    date(2024, 12, 20), date(2025, 6, 3), date(2025, 11, 18), date(2026, 5, 6), date(2026, 10, 20),
)  # fmt: skip
"""信息复核: never more than 180 days after the time before."""
INSPECTED: Final = (date(2025, 6, 10), date(2026, 6, 1))

BANK: Final = "info-financing"

_TEXT_BYTES: Final = 25
"""A name of three characters in UTF-8, and the tag of the cipher."""

Figures = tuple[Figure, ...]


class RecognisedHouse(Applicant):
    """工作室 from its recognition on; its client is always the same."""

    def __init__(
        self, office: Office, studio: str, place: Place, carrier: Carrier, number: int, *, lead_name: str, region: str
    ) -> None:
        super().__init__(office, studio, place, carrier, number, lead_name=lead_name, region=region)
        self.archivist = Person(self.keeper.id, Role.ARCHIVIST, carrier.code)
        self.customer = f"k-{office.chance.getrandbits(48):012x}"

    @property
    def client(self) -> ClientHandle:
        """The client of this studio."""
        return self.office.app.client(self.studio, self.customer)

    def case(self, number: str) -> ClientCaseHandle:
        """服务项目."""
        return self.office.app.case(self.studio, number)

    def entry(self, name: str) -> ResourceHandle:
        """An entry of a library."""
        return self.office.app.resource(self.studio, name)

    def recognised(
        self, since: Mapping[str, tuple[str, date]], *, document: str, leaving: Mapping[str, date] | None = None
    ) -> None:
        """申报 to 认定, then the libraries filled and kept up; *since* is as for `admitted`, *leaving* is who has gone
        by which day."""
        self.admitted(since, document=document)
        self._stocked()
        for person in (self.lead, self.staff, self.desk, self.keeper):
            gone = (leaving or {}).get(person.id, date.max)
            pledge(self, person, [day for day in PLEDGED if day <= gone])
        for year in YEARS:
            if year > RECOGNISED.year:
                inspect(self, year)
        shelves.freeze_ledgers(self, self.archivist, RECOGNISED, date(YEARS[-1], 11, 30))

    # -- libraries

    def _stocked(self) -> None:
        """五库: a tool in two versions, a course, information of each category, who serves; the client."""
        lead = PersonId(self.lead.id)

        def tool() -> None:
            self.entry("T-03").publish_tool(
                title="创业胜任力测评", audiences=("graduate",), template=digest("T-03"), reviewer=lead
            )

        self.does(
            STOCKED,
            self.staff,
            tool,
            lambda: self.entry("c-01").publish_course(
                title="开业十讲", resources_of=("teacher", "tutorial"), audiences=("graduate",), reviewer=lead
            ),
            *(partial(self._inform, category) for category in sorted(Terms().library.info_categories)),
            *(partial(self.lists, person) for person in (self.lead, self.staff, self.desk)),
        )
        self.does(date(2024, 7, 15), self.staff, tool)
        for day in INFORMATION_REVIEWED:
            for category in sorted(Terms().library.info_categories):
                self.does(day, self.keeper, partial(self.entry(f"info-{category}").review_entry, version=1))
        for day in INSPECTED:
            self.does(day, self.head, partial(self.profile.inspect_area, area="counselling-room", failed=()))

    def _inform(self, category: str) -> None:
        entry = self.entry(f"info-{category}")
        if category == "policies":
            entry.add_information(
                category=category, title="创业扶持政策", source="官网", document="人社发〔2024〕9号",
                issuer=self.place.authority, first=date(2024, 1, 1), last=date(2026, 12, 31),
            )  # fmt: skip
        else:
            entry.add_information(category=category, title=category, source="官网")

    def lists(self, person: Person) -> None:
        """专家库: a member of the studio is listed."""
        self.entry(f"x-{person.id[2:]}").list_expert(
            person=PersonId(person.id), engagement="full-time", fields=("开业",)
        )

    # -- the client

    def registered(self, day: date, *further: Callable[[], object]) -> None:
        """登记服务对象 with one need, classified; *further* is what is put on record besides."""
        stream = f"{self.studio}/client/{self.customer}"
        chance = self.office.chance
        key, secret = f"{chance.getrandbits(128):032x}", chance.randbytes(KEY_BYTES)
        ciphertext, commitment, salt = (
            b64encode(chance.randbytes(size)).decode() for size in (_TEXT_BYTES, KEY_BYTES, SALT_BYTES)
        )
        cell = Sealed(ciphertext, commitment, salt, key, SUITE)
        issued = SubjectKeyIssued(key, stream, KeyPurpose.SERVICE, commitment_of(secret))
        self.office.brought_in(f"key-{self.studio}", day, self.desk, f"{self.studio}/key/{key}", issued)
        self.does(
            day,
            self.desk,
            lambda: self.client.register_client(
                notice="告知书/1", name=cell, adult=True, text_version="同意书/1", evidence="签字件"
            ),
            lambda: self.client.add_need(need="n-1", kind="opening"),
            *further,
            lambda: self.client.classify_client(
                segment="graduate", stage="founding", basis=("n-1",), reason="毕业一年内"
            ),
        )

    def guides(self, year: int, lead: Person) -> None:
        """The lead serves in person: a case in spring, one service of two hours by appointment, closed and archived."""
        number, who = f"{year}-0301", PersonId(lead.id)
        case = self.case(number)
        days = [self.office.working(date(year, 3, 3), later) for later in (0, 2, 3, 5, 8, 10, 12, 20)]
        opened, diagnosed, planned, served, shown, proposed, closed, archived = days
        due = date(year, 6, 30)
        start, end = (datetime.combine(served, time(hour), SHANGHAI) for hour in (9, 11))
        appointment = self.office.app.appointment(self.studio, f"yy-{number}")
        self.does(
            opened,
            lead,
            lambda: case.open_case(
                client=self.customer, needs=("n-1",), mentor=who, listing=f"x-{lead.id[2:]}", due=due
            ),
            lambda: case.set_level(level="basic", basis=("n-1",)),
        )
        self.does(
            diagnosed,
            lead,
            lambda: case.diagnose(diagnosis="d-1", needs=("n-1",), document=paper("诊断报告", number)),
        )
        self.does(
            planned,
            lead,
            lambda: case.plan_solution(steps=("梳理经营计划",), client_agreed=True, document=paper("服务方案", number)),
        )
        self.does(
            planned,
            self.staff,
            lambda: appointment.request(
                client=self.customer, mode=Mode.VISIT, start=start, end=end, case=number, wish=who
            ),
            lambda: appointment.confirm(mentor=who, room="counselling-room"),
        )
        self.does(served, lead, lambda: appointment.record_check_in(party=Party.CLIENT))
        self.serves_until(end)
        self.does(
            served,
            lead,
            lambda: case.record_service(
                service="s-1", kind="2.2", sub_kind="opening", channel=Channel.VISIT, mentor=who, start=start, end=end,
                place="counselling-room", record=paper("服务记录", number), appointment=f"yy-{number}",
            ),
            lambda: appointment.complete(mentor=who, case=number, service="s-1"),
            lambda: case.execute_step(step="梳理经营计划", evidence=paper("经营计划", number)),
        )  # fmt: skip
        self.does(
            shown,
            lead,
            lambda: case.prove_result(result="r-1", what="经营计划已执行", evidence=(paper("经营计划", number),)),
        )
        self.does(
            proposed,
            lead,
            lambda: case.propose_closure(kind=ClosureKind.COMPLETED),
            lambda: case.record_client_word(confirms=True, document=paper("结案确认单", number)),
        )
        self.does(closed, self.head, case.close_case)
        self.does(closed, lead, lambda: case.record_satisfaction(score=9))
        code = f"{year}-FW-D30-0301"
        filed = shelves.files(self, f"case/{number}", year, code)
        self.does(archived, self.archivist, *filed, lambda: case.archive_case(archive_code=code))

    def evaluates(self, year: int) -> None:
        """年度评价考核 of everybody who belongs to the studio, whether or not he served in the year."""
        evaluate(self, year, self.lead, self.staff, self.desk, self.keeper)

    def serves_until(self, end: datetime) -> None:
        """What comes next on that day comes after *end*."""
        self.office.plan.on(end.date(), lambda: self.office.clock.wait(end))

    # -- plans, reports, filings

    def files(self, filing: str, day: date, *covers: Matter | Callable[[], Matter]) -> None:
        """报备: prepared and submitted; a matter that is only then on record is asked for then."""
        handle = self.office.app.filing(self.studio, filing)

        def prepare() -> None:
            named: Iterable[Matter] = (one if isinstance(one, Matter) else one() for one in covers)
            handle.prepare_filing(covers=tuple(named), digest=digest(filing), authority=self.place.authority)

        self.does(day, self.staff, prepare, handle.submit_filing)

    def last(self, kind: type[object], matter: str) -> Callable[[], Matter]:
        """The latest fact of that class, as a matter to be filed."""

        def find() -> Matter:
            events = list(self.office.app.journal.read(f"{self.studio}/studio/profile"))
            event = next(event for event in reversed(events) if isinstance(event.fact, kind))
            return Matter(matter, f"{event.stream}@{event.version}")

        return find

    def plans(self, reports: Mapping[int, Figures]) -> None:
        """年度计划 of each year, and in January the report of the year before, filed together."""
        for year in YEARS:
            drafted, approved, reported, filed = (
                (date(2024, 7, 15), date(2024, 7, 17), None, date(2024, 7, 18))
                if year == RECOGNISED.year
                else (date(year, 1, 6), date(year, 1, 8), date(year, 1, 15), date(year, 1, 16))
            )
            plan = self.office.app.annual_plan(self.studio, year)
            self.does(
                drafted,
                self.lead,
                partial(plan.draft_plan, direction="做实一对一指导", goals=(Goal("services", 1),)),
            )
            self.does(approved, self.head, partial(plan.approve_plan, version=1, document=f"计〔{year}〕1号"))
            covers = [Matter("plan", str(year))]
            if reported is not None:
                before = self.office.app.annual_plan(self.studio, year - 1)
                submit = partial(before.submit_report, figures=reports[year - 1], digest=digest(f"report {year - 1}"))
                self.does(reported, self.lead, submit)
                covers.append(Matter("report", str(year - 1)))
            self.files(f"bb-{year}-01", filed, *covers)

    # -- who leaves

    def clears(self, day: date, person: Person, receiver: Person) -> None:
        """离任清退: loans, access, and what is handed over."""
        who = PersonId(person.id)
        self.does(
            day,
            self.head,
            lambda: self.profile.clear_loans(person=who),
            lambda: self.profile.revoke_access(person=who),
        )
        self.does(
            day,
            receiver,
            lambda: self.profile.sign_handover(person=who, receiver=PersonId(receiver.id), digest=digest(person.id)),
        )


def paper(title: str, number: str = "") -> Evidence:
    """A document of a case."""
    return Evidence(title, digest(f"{number} {title}"))


def figures(services: int, jobs: int, staff: int) -> Figures:
    """What a report says of a year."""
    return Figure("services", services), Figure("jobs", jobs), Figure("staff-minimum", staff)
