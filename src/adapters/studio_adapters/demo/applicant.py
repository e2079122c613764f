"""工作室 until its recognition: 申报, 评审, 公示, 认定, at every boundary and on the days of S1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Final

from studio_adapters.app.studios import StudioHandle
from studio_adapters.demo.house import House
from studio_adapters.demo.office import Office
from studio_adapters.demo.people import Carrier, Person, Place
from studio_domain.guideline import Role
from studio_domain.policy import KEYS, Terms
from studio_domain.studio import EvidenceKind, ReviewOpinion, TenureRight, ZoneKind
from studio_domain.values import PersonId

RULED: Final = date(2024, 5, 15)
STAFFED: Final = date(2024, 5, 16)
HOUSED: Final = date(2024, 5, 17)
APPLIED: Final = date(2024, 5, 20)
ACCEPTED: Final = date(2024, 5, 22)
REVIEWED: Final = date(2024, 6, 14)
NOTICED: Final = date(2024, 6, 17), date(2024, 6, 21)
RECOGNISED: Final = date(2024, 7, 1)
UNTIL: Final = date(2027, 6, 30)

SCORE: Final = "79"
SEATS: Final = 30

ADOPTED: Final = (
    "vacancy.grace_days", "shortage.grace_days", "naming.rename_days", "venue.lapse_days", "venue.room_ref_max",
    "venue.inspection_months", "filing.change_days", "plan.due", "plan.first_year_days", "report.due",
    "recognition.reviewers_min", "recognition.public_notice_days", "library.grace_days", "library.info_review_days",
    "studio.tenure_as_of", "studio.lead_min_hours", "backdate.service_days",
    *(key for key in KEYS if key.startswith(("case.", "archive.case_", "record."))),
)  # fmt: skip
"""What a studio adopts on its first day, beside what its county did: the defaults, so that a day missed counts."""


class Applicant(House):
    """工作室 that applies; whoever keeps its archives is `keeper`."""

    def __init__(
        self, office: Office, studio: str, place: Place, carrier: Carrier, number: int, *, lead_name: str, region: str
    ) -> None:
        super().__init__(office, studio, place, carrier, number)
        self.lead_name = lead_name
        self.region = region
        self.newcomer = Person(f"p-{number}10", Role.STAFF, carrier.code)
        self._experiences = 0

    @property
    def profile(self) -> StudioHandle:
        """工作室 itself."""
        return self.office.app.studio(self.studio)

    def does(self, day: date, person: Person, *decisions: Callable[[], object]) -> None:
        """*person* takes these decisions one after the other."""
        for decide in decisions:
            self.office.acts(day, person, decide)

    # -- recognition

    def admitted(self, since: Mapping[str, tuple[str, date]], *, document: str) -> None:
        """申报, 评审, 公示, 认定 on the days of S1; *since* is each person's work, its kind and its first day."""
        self.found(RULED)
        for key in ADOPTED:
            self.does(RULED, self.head, partial(self._adopt, key))
        for person in (self.lead, self.staff, self.desk, self.keeper):
            self.experienced(STAFFED, person, *since[person.id])
        self.excellent(STAFFED, self.lead)
        self._staffed()
        self._housed()
        for kind in Terms().library.kinds:
            self.does(HOUSED, self.lead, self.office.app.library(self.studio, kind).open_library)
        self._applied(document)

    def _adopt(self, key: str) -> None:
        book = self.office.app.policy_book(self.studio)
        document = f"规〔{RULED.year}〕1号"
        book.set_value(key=key, value=KEYS[key].default, effective=RULED, document=document)

    def experienced(self, day: date, person: Person, kind: str, first: date) -> None:
        """从业经历, declared by the carrier and verified by the authority."""
        self._experiences += 1
        number = f"jl-{self._experiences}"
        self.does(
            day,
            self.head,
            lambda: self.profile.declare_experience(
                experience=number, person=PersonId(person.id), kind=kind, first=first, proof=digest(number)
            ),
        )
        self.does(day, self.officer, lambda: self.profile.verify_experience(experience=number))

    def excellent(self, day: date, person: Person) -> None:
        """What shows the standing of a lead, accepted by the authority."""
        for kind in EvidenceKind:
            number = f"zm-{person.id[2:]}-{kind.value}"
            attach = partial(
                self.profile.attach_evidence, evidence=number, person=PersonId(person.id), kind=kind,
                region=self.place.region.code, title="表彰决定", digest=digest(number),
            )  # fmt: skip
            self.does(day, self.head, attach)
            self.does(day, self.officer, partial(self.profile.review_evidence, evidence=number, accepted=True))

    def joins(self, day: date, person: Person, category: str = "mentor") -> None:
        """A member of the staff from that day on."""
        self.does(
            day,
            self.head,
            lambda: self.profile.join_staff(
                person=PersonId(person.id), category=category, duties=("接待", "活动组织"), first=day
            ),
        )

    def _staffed(self) -> None:
        lead, keeper = PersonId(self.lead.id), PersonId(self.keeper.id)
        self.does(
            STAFFED,
            self.head,
            lambda: self.profile.appoint_lead(person=lead, category="mentor", principal=True, first=STAFFED),
        )
        self.joins(STAFFED, self.staff, "trainer")
        self.joins(STAFFED, self.desk)
        self.joins(STAFFED, self.keeper)
        self.does(
            STAFFED,
            self.head,
            lambda: self.profile.assign_archivist(person=keeper, first=STAFFED),
            lambda: self.office.app.mandates(self.studio, keeper).record_mandate(
                mandate_id="m-2", role=Role.ARCHIVIST, org=self.carrier.code, first=STAFFED, document="任〔2024〕4号"
            ),
        )

    def _housed(self) -> None:
        place = self.profile
        self.does(
            HOUSED,
            self.head,
            lambda: place.register_venue(
                venue="cd-1", address="创业大街 1 号", right=TenureRight.OWNED, first=HOUSED, document="权〔2024〕1号"
            ),
            *(partial(place.define_zone, venue="cd-1", zone=zone) for zone in ZoneKind),
            *(
                partial(
                    place.define_area, area=kind, venue="cd-1", kind=kind,
                    capacity=SEATS if kind == "activity-room" else 6, first=HOUSED,
                )
                for kind in Terms().venue.area_kinds
            ),
            lambda: place.register_equipment(equipment="sb-1", area="activity-room", name="投影仪", quantity=1),
            lambda: place.attest_isolation(venue="cd-1", evidence=digest("isolation")),
            lambda: place.inspect_area(area="counselling-room", failed=()),
            lambda: place.update_display(
                area="display-area", items=("sign", "slogan", "policy", "services", "results", "tariff")
            ),
        )  # fmt: skip

    def _applied(self, document: str) -> None:
        place, authority = self.profile, self.place.authority
        lead, head = PersonId(self.lead.id), PersonId(self.head.id)
        opinions = tuple(ReviewOpinion(PersonId(one.id), authority, SCORE, "符合条件") for one in self.place.reviewers)
        first, last = NOTICED
        self.does(
            APPLIED,
            self.lead,
            lambda: place.draft_application(lead=lead),
            lambda: place.submit_application(
                lead_signed=APPLIED, carrier_signer=head, carrier_signed=APPLIED, document="申〔2024〕1号"
            ),
        )
        self.does(ACCEPTED, self.officer, place.accept_application)
        self.does(REVIEWED, self.place.reviewers[0], lambda: place.complete_review(opinions=opinions, score=SCORE))
        self.does(first, self.officer, lambda: place.post_notice(first=first, last=last, place="人社局公示栏"))
        self.does(
            RECOGNISED,
            self.officer,
            lambda: place.recognise(
                lead_name=self.lead_name, region_name=self.region, document=document, first=RECOGNISED, last=UNTIL
            ),
        )


def digest(text: str) -> str:
    """The SHA-256 of a document of that name."""
    return sha256(text.encode()).hexdigest()
