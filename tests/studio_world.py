"""A studio in Hangzhou through its decisions: S1, its recognition at every boundary, and S13, the lead's succession.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, Final, Self

from machines.office import Clock
from machines.pure import PureApp
from studio_adapters.app import StudioApp
from studio_adapters.app.studios import StudioHandle
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Reason, Recorded
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.guideline import Role
from studio_domain.policy import Terms
from studio_domain.policy.terms import KEYS
from studio_domain.studio import EvidenceKind, ReviewOpinion, TenureRight, ZoneKind
from studio_domain.values import PersonId, Region

STUDIO: Final = "hz-xihu-001"
PROFILE: Final = f"{STUDIO}/studio/profile"
REGION: Final = Region("330106", "浙江省杭州市西湖区")
PARK: Final = "91000000MA00000157"
BUREAU: Final = "1100000000000006XU"
MINISTRY: Final = "MOHRSS"

ZHOU, SHEN, LU, HE = (PersonId(f"p-{name}") for name in ("zhou", "shen", "lu", "he"))
XU, FANG = PersonId("p-xu"), PersonId("p-fang")
WANG, ZHAO, QIAN, SUN = (PersonId(f"p-{name}") for name in ("wang", "zhao", "qian", "sun"))
"""Of the authority: who takes applications, who review, who decides."""
SCRIBE: Final = PersonId("p-ministry")

DIGEST: Final = "0123456789abcdef" * 4
NAME: Final = "杭州市西湖区周明远创业指导师工作室"
RECOGNISED: Final = date(2024, 7, 1)
ADOPTED: Final = (
    "vacancy.grace_days", "shortage.grace_days", "naming.rename_days", "venue.lapse_days", "venue.room_ref_max",
    "filing.change_days", "recognition.reviewers_min", "recognition.public_notice_days", "library.grace_days",
    "library.info_review_days", "studio.tenure_as_of",
)  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


class World:
    """The app with everybody in his post; what is done, on which day and by whom, stands in the methods."""

    ID: ClassVar[str] = STUDIO
    PLACE: ClassVar[Region] = REGION
    CARRIER: ClassVar[str] = PARK
    LEAD_NAME: ClassVar[str] = "周明远"
    REGION_NAME: ClassVar[str] = "杭州市西湖区"

    def __init__(self) -> None:
        self.clock = Clock(day("2024-05-06"))
        self.app: StudioApp = PureApp(self.clock)

    # -- acting

    def acts(self, on: str, who: PersonId, role: Role, *decide: Callable[[], object], org: str = "") -> None:
        """*who* decides on a day; the clock stands there, or has gone further already."""
        self.clock.jump(day(on))
        reason = Reason.LATE_ENTRY if self.clock.day > day(on) else None
        with self.app.acting(who, role=role, org=org or self.CARRIER, on=day(on) if reason else None, reason=reason):
            for one in decide:
                one()

    def lead(self, on: str, *decide: Callable[[], object], who: PersonId = ZHOU) -> None:
        self.acts(on, who, Role.LEAD, *decide)

    def head(self, on: str, *decide: Callable[[], object]) -> None:
        self.acts(on, XU, Role.CARRIER_HEAD, *decide)

    def authority(self, on: str, who: PersonId, *decide: Callable[[], object]) -> None:
        self.acts(on, who, Role.AUTHORITY, *decide, org=BUREAU)

    @property
    def studio(self) -> StudioHandle:
        return self.app.studio(self.ID)

    # -- the first days

    def founded(self, **adopted: Any) -> Self:
        """Posts, persons, calendars, the carrier, and the deadlines that the carrier adopted."""
        mandates, first = self.app.mandates, day("2024-01-01")

        def mandate(owner: str, person: PersonId, role: Role, org: str) -> Callable[[], object]:
            return lambda: mandates(owner, person).record_mandate(
                mandate_id="m-1", role=role, org=org, first=first, document="任〔2024〕1号"
            )

        of_region = [
            mandate(f"region-{self.PLACE.code}", one, Role.AUTHORITY, BUREAU) for one in (WANG, ZHAO, QIAN, SUN)
        ]
        self.acts("2024-05-06", WANG, Role.AUTHORITY, *of_region, org=BUREAU)
        scribe = mandate("region-000000", SCRIBE, Role.AUTHORITY, MINISTRY)
        self.acts("2024-05-06", SCRIBE, Role.AUTHORITY, scribe, *map(self._calendar, (2024, 2025, 2026)), org=MINISTRY)
        posts = ((XU, Role.CARRIER_HEAD), (ZHOU, Role.LEAD), (SHEN, Role.STAFF), (LU, Role.STAFF), (HE, Role.STAFF))
        self.head("2024-05-06", *(mandate(self.ID, person, role, self.CARRIER) for person, role in posts))
        self.head("2024-05-06", self._register)
        persons = ((XU, self.CARRIER), (ZHOU, self.CARRIER), (ZHAO, BUREAU), (QIAN, BUREAU), (SUN, BUREAU))
        self.head("2024-05-06", *(self._person(person, employer) for person, employer in persons))
        values = {**{key: KEYS[key].default for key in ADOPTED}, **adopted}
        self.head("2024-05-06", *(self._adopt(key, value) for key, value in values.items()))
        return self

    def _calendar(self, year: int) -> Callable[[], object]:
        known = calendar_of(year)
        return lambda: self.app.calendar(year).adopt_calendar(
            days_off=known.days_off, days_worked=known.days_worked, document=known.document
        )

    def _register(self) -> None:
        self.studio.register_carrier(region=self.PLACE, carrier=self.CARRIER, name="运营有限公司", kind="park")

    def _person(self, person: PersonId, employer: str) -> Callable[[], object]:
        return lambda: self.app.person(self.PLACE.code, person).record_person(employer=employer)

    def _adopt(self, key: str, value: Any) -> Callable[[], object]:
        book = self.app.policy_book(self.ID)
        return lambda: book.set_value(key=key, value=value, effective=day("2024-05-06"), document="规〔2024〕1号")

    # -- people

    def experienced(self, on: str, person: PersonId, kind: str, first: str, last: str | None = None) -> None:
        """Declared by the carrier, verified by the authority."""
        number = f"x-{len(self.studio.state.roster.experiences) + 1}"
        self.head(
            on,
            lambda: self.studio.declare_experience(
                experience=number, person=person, kind=kind, first=day(first), last=day(last) if last else None,
                proof=DIGEST,
            ),
        )  # fmt: skip
        self.authority(on, WANG, lambda: self.studio.verify_experience(experience=number))

    def excellent(self, on: str, person: PersonId, *kinds: EvidenceKind, region: str = "") -> None:
        """Evidence about a lead, of the studio's region or another, accepted by the authority."""
        region = region or self.PLACE.code
        for kind in kinds or tuple(EvidenceKind):
            number = f"z-{person}-{kind.value}"
            self.head(
                on,
                lambda number=number, kind=kind: self.studio.attach_evidence(  # type: ignore[misc]
                    evidence=number,
                    person=person,
                    kind=kind,
                    region=region or self.PLACE.code,
                    title="表彰",
                    digest=DIGEST,
                ),
            )
            review = lambda number=number: self.studio.review_evidence(evidence=number, accepted=True)  # noqa: E731
            self.authority(on, WANG, review)

    def join(self, on: str, person: PersonId, category: str = "mentor", first: str | None = None) -> None:
        """A member of the staff, from that day on."""
        self.head(
            on,
            lambda: self.studio.join_staff(
                person=person, category=category, duties=("接待", "活动组织"), first=day(first or on)
            ),
        )

    def staffed(self, *, he_since: str = "2022-05-20") -> Self:
        """S1: lead 周明远; staff 沈嘉宁, 陆文博, and 何雨晴, who reaches two years on the day of the application."""
        self.experienced("2024-05-08", ZHOU, "mentoring", "2018-03-12")
        self.experienced("2024-05-08", SHEN, "training", "2019-09-01")
        self.experienced("2024-05-08", LU, "mentoring", "2021-04-15")
        self.experienced("2024-05-08", HE, "mentoring", he_since)
        self.excellent("2024-05-09", ZHOU)
        self.head(
            "2024-05-10",
            lambda: self.studio.appoint_lead(person=ZHOU, category="mentor", principal=True, first=day("2024-05-10")),
        )
        for person, category in ((SHEN, "trainer"), (LU, "mentor"), (HE, "mentor")):
            self.join("2024-05-10", person, category)
        self.head("2024-05-10", lambda: self.studio.assign_archivist(person=HE, first=day("2024-05-10")))
        return self

    # -- premises, libraries, rules

    def housed(self, *, seats: int = 30, areas: Iterable[str] = Terms().venue.area_kinds) -> Self:
        """An own venue with two zones and its areas, equipped, set apart, inspected, everything on display."""
        place = self.studio
        self.head(
            "2024-05-13",
            lambda: place.register_venue(
                venue="v-1",
                address="文三路 1 号",
                right=TenureRight.OWNED,
                first=day("2024-05-13"),
                document="权〔2024〕1号",
            ),
            *(lambda zone=zone: place.define_zone(venue="v-1", zone=zone) for zone in ZoneKind),
            *(self._area(kind, seats) for kind in areas),
            lambda: place.register_equipment(equipment="e-1", area="activity-room", name="投影仪", quantity=1),
            lambda: place.attest_isolation(venue="v-1", evidence=DIGEST),
            lambda: place.inspect_area(area="counselling-room", failed=()),
            lambda: place.update_display(
                area="display-area", items=("sign", "slogan", "policy", "services", "results", "tariff")
            ),
        )
        return self

    def _area(self, kind: str, seats: int) -> Callable[[], object]:
        capacity = seats if kind == "activity-room" else 6
        return lambda: self.studio.define_area(
            area=kind, venue="v-1", kind=kind, capacity=capacity, first=day("2024-05-13")
        )

    def ruled(self, *, without: str = "", libraries: Iterable[str] = Terms().library.kinds) -> Self:
        """Eight systems of rules in force from 2024-05-15, five libraries open."""
        for kind in Terms().regulation.kinds:
            if kind != without:
                book = self.app.regulation(self.ID, kind)
                self.lead("2024-05-14", lambda book=book: book.draft_regulation(title="制度"))  # type: ignore[misc]
                self.head(
                    "2024-05-14",
                    lambda book=book: book.approve_regulation(  # type: ignore[misc]
                        version=1, effective=day("2024-05-15"), document="制〔2024〕1号"
                    ),
                )
        for kind in libraries:
            self.lead("2024-05-14", lambda kind=kind: self.app.library(self.ID, kind).open_library())  # type: ignore[misc]
        return self

    # -- recognition

    def applied(self, *, signer: PersonId = XU) -> Self:
        """Drafted and submitted on 2024-05-20."""
        on = day("2024-05-20")
        self.lead(
            "2024-05-20",
            lambda: self.studio.draft_application(lead=ZHOU),
            lambda: self.studio.submit_application(
                lead_signed=on, carrier_signer=signer, carrier_signed=on, document="西数申〔2024〕1号"
            ),
        )
        return self

    def reviewed(self, *reviewers: PersonId) -> Self:
        """Accepted on 05-22, reviewed on 06-14 with 79, on public notice from 06-17 to 06-21."""
        hands = reviewers or (ZHAO, QIAN)
        self.authority("2024-05-22", WANG, lambda: self.studio.accept_application())
        opinions = tuple(ReviewOpinion(one, BUREAU, "79", "符合条件") for one in hands)
        self.authority("2024-06-14", ZHAO, lambda: self.studio.complete_review(opinions=opinions, score="79"))
        return self

    def noticed(self, first: str = "2024-06-17", last: str = "2024-06-21") -> Self:
        self.authority(
            first,
            WANG,
            lambda: self.studio.post_notice(first=day(first), last=day(last), place="西湖区人社局公示栏"),
        )
        return self

    def recognise(self, on: str = "2024-07-01", who: PersonId = SUN, **said: Any) -> None:
        """From that day to 2027-06-30 under the name of region and lead."""
        words: dict[str, Any] = {
            "lead_name": self.LEAD_NAME, "region_name": self.REGION_NAME, "document": "西人社发〔2024〕37号",
            "first": day("2024-07-01"), "last": day("2027-06-30"),
        } | said  # fmt: skip
        self.authority(on, who, lambda: self.studio.recognise(**words))

    def submitted(self) -> Self:
        return self.founded().staffed().housed().ruled().applied()

    def recognised(self) -> Self:
        """S1, all of it."""
        self.submitted().reviewed().noticed().recognise()
        return self

    # -- S13

    def succeeded(self, *, shen_since: str = "2021-03-01", joined: str | None = "2026-05-18") -> Self:
        """周明远 retires on 2026-03-31; 沈嘉宁 leads from the next day, 方子墨 joins, the studio is renamed."""
        place = self.studio
        self.head("2025-06-10", lambda: place.inspect_area(area="counselling-room", failed=()))
        self.experienced("2026-03-02", SHEN, "mentoring", shen_since)
        self.excellent("2026-03-03", SHEN)
        self.head(
            "2026-03-20",
            lambda: place.record_lead_departure(person=ZHOU, last_day=day("2026-03-31"), reason="退休"),
            lambda: place.appoint_lead(person=SHEN, category="trainer", principal=True, first=day("2026-04-01")),
        )
        self.head("2026-03-31", lambda: place.clear_loans(person=ZHOU), lambda: place.revoke_access(person=ZHOU))
        self.acts(
            "2026-03-31", SHEN, Role.STAFF,
            lambda: place.sign_handover(person=ZHOU, receiver=SHEN, digest=DIGEST),
        )  # fmt: skip
        self.authority(
            "2026-04-20",
            SUN,
            lambda: place.rename(
                lead_name="沈嘉宁", region_name="杭州市西湖区", first=day("2026-04-20"), document="西人社发〔2026〕12号"
            ),
        )
        if joined:
            self.experienced(joined, FANG, "mentoring", "2023-11-06")
            self.join(joined, FANG)
            self.head("2026-06-01", lambda: place.inspect_area(area="counselling-room", failed=()))
        return self

    # -- what there is

    @property
    def history(self) -> list[Recorded[Any]]:
        return list(self.app.journal.follow())

    def findings(self, as_of: str) -> list[Finding]:
        return findings(self.history, as_of, self.ID, self.PLACE)


class Hongshan(World):
    """S3's studio in Wuhan: 陈思齐 leads (as ZHOU), 高远 (LU), 蒋悦 (SHEN) and 汪晨 (HE) are its staff."""

    ID = "wh-hongshan-001"
    PLACE = Region("420111", "湖北省武汉市洪山区")
    CARRIER = "52000000MJ0000034P"
    LEAD_NAME = "陈思齐"
    REGION_NAME = "武汉市洪山区"

    def short(self, *, since: str = "2023-10-15", joined: str = "2025-06-20") -> Hongshan:
        """高远 leaves with 2025-03-31; 邓一帆 (FANG) joins, a mentor *since* that day."""
        place = self.studio
        self.head(
            "2025-03-31",
            lambda: place.record_staff_departure(person=LU, last_day=day("2025-03-31"), reason="离职"),
            lambda: place.clear_loans(person=LU),
            lambda: place.sign_handover(person=LU, receiver=SHEN, digest=DIGEST),
            lambda: place.revoke_access(person=LU),
        )
        self.experienced(joined, FANG, "mentoring", since)
        self.join(joined, FANG)
        return self


def findings(
    history: Iterable[Recorded[Any]], as_of: str, studio: str = STUDIO, region: Region = REGION
) -> list[Finding]:
    """What a whole audit of the studio finds."""
    facts = list(history)
    grounds = Grounds.of(facts, studio=studio, region=region.code)
    return audit_studio(facts, grounds=grounds, studio=studio, as_of=day(as_of))
