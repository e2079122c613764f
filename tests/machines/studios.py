"""The machine of a studio's life: everybody tries everything, and whatever is accepted, the audit has nothing to say.

But for what follows from a report, which nobody may refuse, and from time: staff that is short, a name that is old.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from studio_domain import studio
from studio_domain.aggregate import replay
from studio_domain.audit.finding import Severity
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.policy import Terms
from studio_domain.studio import ReviewOpinion, Stage, Studio, TenureRight, WithdrawalKind, ZoneKind
from studio_domain.values import PersonId, add_years
from studio_domain.views.rosters import StudioRoster, holding_on
from studio_world import BUREAU, DIGEST, HE, LU, PARK, QIAN, SHEN, SUN, WANG, XU, ZHAO, ZHOU, World

NEWCOMERS: Final = tuple(PersonId(f"p-n{number}") for number in range(1, 7))
KINDS: Final = ("counselling-room", "activity-room", "display-area", "self-service-area")
OTHER: Final = "12000000MB0000027M"
TERMS: Final = Terms()

OF_REPORTS: Final = {
    studio.StaffDeparted: {"studio.staff-shortage", "studio.no-archivist", "obligation.departure_clearance"},
    studio.LeadDeparted: {"studio.lead-vacancy", "studio.no-archivist", "obligation.departure_clearance"},
    studio.LeadAppointed: {"studio.staff-shortage", "obligation.rename", "obligation.change_filing"},
    studio.StudioRenamed: {"obligation.change_filing"},
    studio.OperatorChanged: {"obligation.change_filing"},
    studio.VenueVacated: {"studio.no-premises"},
    studio.VenueRelocated: {"obligation.change_filing"},
    studio.AreaClosed: {"studio.area-missing"},
    studio.Remodelled: {"studio.not-set-apart"},
}
"""A fact → what an audit may find because of it later, though it was accepted."""
OF_REPORTS[studio.StaffDeparted] |= {"obligation.change_filing"}

TRANSITIONS: Final = frozenset(
    [
        *(fact.__name__ for fact in studio.Event.__args__ if fact is not studio.CarrierRegistered),
        "drafted → submitted", "submitted → drafted", "submitted → under-review", "under-review → reviewed",
        "reviewed → on-notice", "on-notice → recognised", "submitted → rejected", "under-review → rejected",
        "reviewed → rejected", "on-notice → rejected", "rejected → drafted", "recognised → drafted",
    ]
)  # fmt: skip

few = st.sampled_from
edges = st.integers(-1, 1)
staff = few([SHEN, LU, HE, *NEWCOMERS])


class StudioMachine(RuleBasedStateMachine):
    """One studio in Hangzhou, from the day before its application on."""

    RECOGNISED: ClassVar[bool] = False
    transitions: ClassVar[Counter[str]] = Counter()
    refusals: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.number = 0
        self.org = PARK
        self.may_find: set[str] = set()

    @initialize()
    def begins(self) -> None:
        self.world.founded(**{"recognition.valid_years": 3}).staffed().housed().ruled()
        if self.RECOGNISED:
            self.world.applied().reviewed().noticed().recognise()
        self.world.clock.jump(date(2024, 5, 20))
        self.seen = len(self.world.history)

    # -- acting

    @property
    def known(self) -> Studio:
        return self.world.studio.state

    @property
    def today(self) -> date:
        return self.world.clock.day

    def tried(self, who: PersonId, role: Role, decide: Callable[[], object], org: str = "") -> Rule | None:
        before, refusal = self.known.recognition.application, None
        with self.world.app.acting(who, role=role, org=org or self.org):
            try:
                decide()
            except Breach as breach:
                refusal = breach.rule
                type(self).refusals[refusal.en] += 1
        new = self.world.history[self.seen :]
        self.seen += len(new)
        assert refusal is None or not new, "a refusal leaves nothing behind"
        for event in new:
            if isinstance(event.fact, studio.Event):
                type(self).transitions[type(event.fact).__name__] += 1
                self.may_find |= OF_REPORTS.get(type(event.fact), set())
        after = self.known.recognition.application
        if after is not None and before is not None and after.stage is not before.stage:
            type(self).transitions[f"{before.stage.value} → {after.stage.value}"] += 1
        return refusal

    def head(self, decide: Callable[[], object]) -> Rule | None:
        return self.tried(XU, Role.CARRIER_HEAD, decide)

    def authority(self, decide: Callable[[], object], who: PersonId = WANG) -> Rule | None:
        return self.tried(who, Role.AUTHORITY, decide, BUREAU)

    def new(self, prefix: str) -> str:
        self.number += 1
        return f"m{prefix}-{self.number}"

    @rule(days=few([1, 1, 5, 30, 100]))
    def time_passes(self, days: int) -> None:
        if self.today < date(2026, 9, 1):
            self.world.clock.jump(self.today + timedelta(days))

    # -- the application

    @rule(signer=few([XU, XU, ZHOU, QIAN]), ready=few([True, True, False]))
    def applies(self, signer: PersonId, ready: bool) -> None:
        if ready:
            self.is_put_in_order()
        place, today = self.world.studio, self.today
        self.head(lambda: place.draft_application(lead=self.known.principal_lead_on(today) or ZHOU))
        self.head(
            lambda: place.submit_application(
                lead_signed=today, carrier_signer=signer, carrier_signed=today, document="申1号"
            )
        )

    @rule()
    def is_put_in_order(self) -> None:
        """Whoever and whatever is missing is there again."""
        place, today = self.world.studio, self.today
        if self.known.principal_lead_on(today) is None:
            self.another_leads(person=PersonId(self.new("").replace("m-", "p-l")), principal=True, off=0, shown=True)
        while len(self.known.roster.qualified_staff_on(today, TERMS.studio)) < TERMS.studio.min_staff:
            self.somebody_joins(person=PersonId(self.new("").replace("m-", "p-s")), kind="training", off=0)
        if self.known.archivist_on(today) is None:
            person = self.known.roster.staff_on(today)[0].person
            self.head(lambda: place.assign_archivist(person=person, first=today, handover=DIGEST))
        if not self.known.premises.isolated_on(today) or len(self.known.premises.areas_on(today)) < len(KINDS):
            self.moves(attested=True, zones=2)

    @rule(
        way=few(["on", "return", "reject", "object", "upheld"]), stage=few(list(Stage)[1:5]), days=few([8, 7, 6]),
        who=few([SUN, SUN, ZHAO]),
    )  # fmt: skip
    def the_authority_goes_on(self, way: str, stage: Stage, days: int, who: PersonId) -> None:
        """Step by step as far as it goes; at one stage it goes another way."""
        while (application := self.known.recognition.application) is not None:
            if application.stage is stage and way != "on" and self.goes_another_way(way, who):
                return
            step = self.steps(days).get(application.stage)
            if step is None or self.authority(step, who if application.stage is Stage.ON_NOTICE else WANG) is not None:
                return
            if application.stage is Stage.REVIEWED:
                self.world.clock.jump(self.today + timedelta(days + 1))

    @rule(way=few(["return", "reject"]), stage=few([Stage.SUBMITTED, *list(Stage)[1:5]]))
    def an_application_fails(self, way: str, stage: Stage) -> None:
        """At that stage, if it comes so far."""
        self.applies(signer=XU, ready=True)
        self.the_authority_goes_on(way=way, stage=stage if way == "reject" else Stage.SUBMITTED, days=8, who=SUN)

    def goes_another_way(self, way: str, who: PersonId) -> bool:
        """Whether that ends the procedure for now."""
        place, objection = self.world.studio, self.new("o")
        if way == "return":
            return self.authority(lambda: place.return_application(reasons=("缺证明",))) is None
        if way == "reject":
            return self.authority(lambda: place.reject_application(reason="条件不符"), who) is None
        self.authority(lambda: place.record_objection(objection=objection, subject="年限"))
        settle = partial(place.settle_objection, objection=objection, upheld=way == "upheld", reason="查")
        return self.authority(settle) is not None

    def steps(self, days: int) -> dict[Stage, Callable[[], object]]:
        """What the authority does next at each stage."""
        place = self.world.studio
        opinions = tuple(ReviewOpinion(one, BUREAU, "80", "好") for one in (ZHAO, QIAN))
        return {
            Stage.SUBMITTED: lambda: place.accept_application(),
            Stage.UNDER_REVIEW: lambda: place.complete_review(opinions=opinions, score="80"),
            Stage.REVIEWED: lambda: place.post_notice(
                first=self.today, last=self.today + timedelta(days), place="公示栏"
            ),
            Stage.ON_NOTICE: lambda: place.recognise(
                lead_name="周明远", region_name="杭州市西湖区", document="认1号", first=self.today,
                last=add_years(self.today, 3) - timedelta(1),
            ),
        }  # fmt: skip

    # -- people

    def experienced(self, person: PersonId, kind: str, years: int, off: int) -> None:
        """Work that amounts to so many years today, or a day off; now and then it is not verified."""
        number, first = self.new("x"), add_years(self.today, -years) + timedelta(off)
        place = self.world.studio
        self.head(
            lambda: place.declare_experience(experience=number, person=person, kind=kind, first=first, proof=DIGEST)
        )
        self.authority(lambda: place.verify_experience(experience=number))

    @rule(person=few(NEWCOMERS), kind=few(["mentoring", "training"]), off=edges)
    def somebody_joins(self, person: PersonId, kind: str, off: int) -> None:
        self.experienced(person, kind, 2, off)
        join = partial(self.world.studio.join_staff, category="mentor", duties=("接待",), first=self.today)
        if self.head(lambda: join(person=person)) is None and off > 0:
            self.may_find |= {"studio.applied-short"}

    @rule(person=staff, clears=st.booleans(), days=few([0, 0, 3]))
    def somebody_leaves(self, person: PersonId, clears: bool, days: int) -> None:
        last, place = self.today - timedelta(days), self.world.studio
        if self.head(lambda: place.record_staff_departure(person=person, last_day=last, reason="离职")) is None:
            receiver = next((one for one in (SHEN, LU, ZHOU) if one != person), ZHOU)
            self.head(lambda: place.clear_loans(person=person))
            self.head(lambda: place.sign_handover(person=person, receiver=receiver, digest=DIGEST))
            if clears:
                self.head(lambda: place.revoke_access(person=person))

    @rule(
        person=few([SHEN, LU, *NEWCOMERS]),
        principal=few([True, True, False]),
        off=edges,
        shown=few([True, True, False]),
    )
    def another_leads(self, person: PersonId, principal: bool, off: int, shown: bool) -> None:
        self.experienced(person, "mentoring", 5, off)
        place = self.world.studio
        for kind in studio.EvidenceKind:
            number = self.new("z")
            attach = partial(place.attach_evidence, evidence=number, person=person, kind=kind, region="330106")
            self.head(lambda attach=attach: attach(title="表彰", digest=DIGEST))  # type: ignore[misc]
            self.authority(partial(place.review_evidence, evidence=number, accepted=shown))
        self.head(lambda: place.appoint_lead(person=person, category="mentor", principal=principal, first=self.today))

    @rule(person=few([ZHOU, ZHOU, SHEN, LU]), really=few([False, False, True]))
    def a_lead_leaves(self, person: PersonId, really: bool) -> None:
        if really:
            self.head(
                lambda: self.world.studio.record_lead_departure(person=person, last_day=self.today, reason="退休")
            )

    @rule(person=staff, back=st.booleans())
    def somebody_is_away(self, person: PersonId, back: bool) -> None:
        place = self.world.studio
        self.head(lambda: place.record_leave(person=person, first=self.today, reason="病假"))
        if back:
            self.head(lambda: place.record_return(person=person, last_day=self.today))

    @rule(person=staff, listed=few([True, True, False]))
    def the_archives_change_hands(self, person: PersonId, listed: bool) -> None:
        place, handover = self.world.studio, DIGEST if listed else None
        self.head(lambda: place.assign_archivist(person=person, first=self.today, handover=handover))
        self.head(lambda: place.assign_duty(person=person, duties=("档案",), first=self.today))

    # -- premises

    @rule(seats=few([29, 30, 51]), kind=few([*KINDS, "kitchen"]), closes=st.booleans())
    def an_area(self, seats: int, kind: str, closes: bool) -> None:
        place, area = self.world.studio, self.new("a")
        venue = self.known.premises.main_on(self.today) or "v-1"
        define = partial(place.define_area, area=area, venue=venue, kind=kind, first=self.today)
        self.head(lambda: define(capacity=seats))
        if closes:
            self.head(lambda: place.record_area_closure(area=area, last_day=self.today))
        self.head(lambda: place.register_equipment(equipment=self.new("e"), area=area, name="音响", quantity=1))
        self.head(lambda: place.inspect_area(area=area, failed=()))
        shows = area if kind == "kitchen" else "display-area"
        self.head(lambda: place.update_display(area=shows, items=("sign",)))

    @rule(attested=few([True, True, False]), zones=few([2, 2, 1]))
    def moves(self, attested: bool, zones: int) -> None:
        place, venue = self.world.studio, self.new("v")
        register = partial(place.register_venue, venue=venue, address="文二路", right=TenureRight.LEASED)
        self.head(lambda: register(first=self.today, last=add_years(self.today, 5), document="租1号"))
        for kind in KINDS:
            define = partial(place.define_area, area=self.new("a"), venue=venue, kind=kind, capacity=30)
            self.head(lambda define=define: define(first=self.today))  # type: ignore[misc]
        for zone in tuple(ZoneKind)[:zones]:
            self.head(partial(place.define_zone, venue=venue, zone=zone))
        if attested:
            self.head(lambda: place.attest_isolation(venue=venue, evidence=DIGEST))
        self.head(lambda: place.relocate(venue=venue, first=self.today))

    @rule(what=few(["attest", "attest", "remodel", "remodel", "exit"]))
    def the_place_changes(self, what: str) -> None:
        place, venue = self.world.studio, self.known.premises.main_on(self.today) or "v-1"
        if what == "remodel":
            self.head(lambda: place.record_remodelling(venue=venue, what="拆隔断"))
        elif what == "attest":
            self.head(lambda: place.attest_isolation(venue=venue, evidence=DIGEST))
        else:
            self.head(lambda: place.record_exit(venue=venue, last_day=self.today))

    # -- the authority, while it is recognised

    @rule(region=few(["西湖区", "杭州市西湖区"]), name=few(["周明远", "沈嘉宁"]), ahead=few([0, 0, 3]))
    def is_renamed(self, region: str, name: str, ahead: int) -> None:
        rename = partial(self.world.studio.rename, lead_name=name, region_name=region, document="更1号")
        self.authority(lambda: rename(first=self.today + timedelta(ahead)), SUN)

    @rule(passes=few(["accept", "accept", "fail", "wait"]), pieces=few([1, 2]))
    def has_to_rectify(self, passes: str, pieces: int) -> None:
        place, number = self.world.studio, self.new("r")
        order = partial(place.order_rectification, order=number, items=("a", "b"), document="改1号")
        if self.authority(lambda: order(due=self.today + timedelta(10))) is None:
            if passes == "fail":
                self.world.clock.jump(self.today + timedelta(11))
                self.authority(lambda: place.fail_rectification(order=number, reason="未改"))
            elif passes == "accept":
                shown = (DIGEST, DIGEST[::-1])[:pieces]
                self.authority(lambda: place.accept_rectification(order=number, evidence=shown))

    @rule(lifts=st.booleans())
    def is_suspended(self, lifts: bool) -> None:
        place = self.world.studio
        self.authority(lambda: place.suspend(first=self.today, reason="整改", document="停1号"))
        if lifts:
            self.authority(lambda: place.lift_suspension(first=self.today, document="复1号"))

    @rule(days=few([0, 1]))
    def is_renewed(self, days: int) -> None:
        """Three years more, or a day too much."""
        term = self.known.recognition.terms[-1] if self.known.recognition.terms else None
        last = add_years((term.last if term and term.last else self.today) + timedelta(1), 3) - timedelta(1 - days)
        self.authority(lambda: self.world.studio.renew(last=last, score="88", document="续1号"), SUN)

    # -- the end

    @rule(kind=few(list(WithdrawalKind)), heard=st.booleans(), other=st.booleans(), closes=st.booleans())
    def is_taken_away(self, kind: WithdrawalKind, heard: bool, other: bool, closes: bool) -> None:
        place, notice = self.world.studio, self.new("n")
        self.authority(lambda: place.notify_withdrawal(notice=notice, kind=kind, ground="未整改"))
        if heard:
            self.authority(lambda: place.record_statement(notice=notice, waived=False))
        said = next(one for one in WithdrawalKind if (one is kind) is not other)
        withdraw = partial(place.withdraw_recognition, notice=notice, kind=said, document="撤1号", clawback_fen=0)
        if self.authority(lambda: withdraw(first=self.today), SUN) is None and closes:
            self.is_closed(plaque=True)

    @rule(signer=few([ZHOU, ZHOU, XU]), ahead=few([-1, 0, 5]))
    def gives_up(self, signer: PersonId, ahead: int) -> None:
        place, lead = self.world.studio, self.known.principal_lead_on(self.today) or ZHOU
        self.head(lambda: place.request_withdrawal(lead=lead, carrier_signer=signer, plan="移交"))
        last = self.today + timedelta(ahead)
        self.authority(lambda: place.approve_withdrawal(last_day=last, document="退1号"), SUN)

    @rule(plaque=few([False, False, True]))
    def is_closed(self, plaque: bool) -> None:
        self.head(lambda: self.world.studio.close_studio(handover=DIGEST, plaque_returned=plaque))

    @rule(changes=few([False, False, False, True]))
    def another_operates_it(self, changes: bool) -> None:
        """The authority changes the operator, and records what posts its people have there."""
        place = self.world.studio
        self.head(
            lambda: place.sign_cooperation(
                cooperation=self.new("h"), partner="某银行", subject="融资", first=self.today, document="协1号"
            )
        )
        if self.org == PARK and changes:
            change = partial(place.change_operator, carrier=OTHER, name="公共就业创业服务中心", document="变1号")
            changed = self.authority(lambda: change(kind="public-employment-service", first=self.today), SUN)
            if changed is None:
                mandates = self.world.app.mandates(self.world.ID, XU)
                self.authority(
                    lambda: mandates.record_mandate(
                        mandate_id="m-2", role=Role.CARRIER_HEAD, org=OTHER, first=self.today, document="任2号"
                    )
                )
                self.org = OTHER

    # -- what holds

    @invariant()
    def who_leads_is_no_staff(self) -> None:
        if hasattr(self, "seen"):
            leads = {one.person for one in self.known.roster.leads_on(self.today)}
            assert not leads & {one.person for one in self.known.roster.staff_on(self.today)}

    def teardown(self) -> None:
        if hasattr(self, "seen"):
            stream = self.world.studio.stream
            assert replay(studio, self.world.app.journal.read(stream)) == self.known
            self.registered()
            for back in (0, 40):
                self.audited((self.today - timedelta(back)).isoformat())

    def registered(self) -> None:
        """The register says of today what the studio says."""
        rows = holding_on(self.world.app.register(StudioRoster(), self.world.ID).table("studio_roster"), self.today)
        assert {row["person"] for row in rows if row["post"] == "staff"} == {
            one.person for one in self.known.roster.staff_on(self.today)
        }
        assert {row["person"] for row in rows if row["post"] == "lead"} == {
            one.person for one in self.known.roster.leads_on(self.today)
        }
        principal = self.known.principal_lead_on(self.today)
        assert [row["person"] for row in rows if row["post"] == "principal-lead"] == [one for one in [principal] if one]

    def audited(self, as_of: str) -> None:
        found = [one for one in self.world.findings(as_of) if not one.check.startswith(("resource.", "regulation."))]
        graver = [one for one in found if one.severity is Severity.VIOLATION and one.check not in self.may_find]
        assert not graver, "\n".join(f"{one.check}: {one.message('en')} {one.evidence}" for one in graver)


class RecognisedMachine(StudioMachine):
    """The same, from its recognition on."""

    RECOGNISED = True


def never(taken: Iterable[str]) -> list[Any]:
    """The transitions that were never taken."""
    return sorted(TRANSITIONS - set(taken))
