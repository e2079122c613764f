"""A studio that trains, holds activities, publishes and tries out at random, as far as its decisions let it.

Reports are made of what is lawful; everything else is attempted in any state. Whatever was accepted, the audit has
nothing to object to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from machines.office import BUREAU, REGION, Clock
from machines.pure import PureApp
from studio_domain.aggregate import Change, Context
from studio_domain.audit import Finding, Grounds, audit_studio, merged
from studio_domain.client_case import facts as case
from studio_domain.client_record import facts as client
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.policy import scopes_of
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.resource_entry.facts import CoursePublished, Origin
from studio_domain.studio import (
    ApplicationDrafted,
    ArchivistAssigned,
    AreaDefined,
    LeadAppointed,
    StaffJoined,
    StudioRecognised,
    TenureRight,
    VenueRegistered,
)
from studio_domain.training_program import NeedRef
from studio_domain.values import SHANGHAI, PersonId

STUDIO: Final = "hz-a-001"
PARK: Final = "91000000MA00000157"
FIRST: Final = date(2025, 1, 6)
DIGEST: Final = "0123456789abcdef" * 4

Person = tuple[str, Role, str]
LEAD: Final = "p-lead", Role.LEAD, PARK
STAFF: Final = "p-staff", Role.STAFF, PARK
OTHER: Final = "p-other", Role.STAFF, PARK
HEAD: Final = "p-head", Role.CARRIER_HEAD, PARK
KEEPER: Final = "p-other", Role.ARCHIVIST, PARK
OFFICER: Final = "p-officer", Role.AUTHORITY, BUREAU

OURS: Final = (
    "training.", "activity.", "publication.", "study.", "pilot.", "reception.", "development.", "program.", "trail.",
    "roles.", "obligation.takedown",
)  # fmt: skip
TRANSITIONS: Final = {
    "proposed", "assessed", "designed", "approved", "scheduled", "taught", "evaluated", "completed", "cancelled",
    "planned", "announced", "held", "reported", "archived", "called off", "listed", "recused", "appointed", "judged",
    "drafted", "reviewed", "promoted", "published", "notified", "taken down", "compiled", "looked over", "launched",
    "pilot reviewed", "pilot ended", "received", "corrected", "struck out", "studied", "researched",
}  # fmt: skip

persons = st.sampled_from([LEAD, STAFF, OTHER])
numbers = st.integers(1, 2)


class ProgramMachine(RuleBasedStateMachine):
    transitions: ClassVar[Counter[str]] = Counter()
    refusals: ClassVar[Counter[Rule]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FIRST)
        self.app = PureApp(self.clock)
        self.told = 0

    @initialize()
    def begins(self) -> None:
        """Posts, a recognised studio with a room for thirty, a course, a client, a closed case of one mentor."""
        self.acts(
            OFFICER,
            lambda: self.app.mandates("region-330106", OFFICER[0]).record_mandate(
                mandate_id="m-1", role=Role.AUTHORITY, org=BUREAU, first=FIRST, document="d"
            ),
        )
        for who in (HEAD, LEAD, STAFF, OTHER, KEEPER):
            held = self.app.mandates(STUDIO, who[0])
            self.acts(
                HEAD,
                lambda held=held, who=who: held.record_mandate(  # type: ignore[misc]
                    mandate_id=f"m-{who[1].value}", role=who[1], org=PARK, first=FIRST, document="d"
                ),
            )
        self.acts(
            HEAD, lambda: self.app.studio(STUDIO).register_carrier(region=REGION, carrier=PARK, name="园", kind="park")
        )
        lead, officer = PersonId(LEAD[0]), PersonId(OFFICER[0])
        self.append(HEAD, "studio/profile", ApplicationDrafted(1, lead, PersonId(HEAD[0])))
        self.append(
            OFFICER, "studio/profile",
            StudioRecognised("名", "杭州市西湖区", lead, (), "文", FIRST, None, officer, BUREAU),
        )  # fmt: skip
        self.append(HEAD, "studio/profile", LeadAppointed(lead, "mentor", True, FIRST, PersonId(HEAD[0])))
        for who in (STAFF, OTHER):
            self.append(HEAD, "studio/profile", StaffJoined(PersonId(who[0]), "mentor", ("接待",), FIRST))
        self.append(
            HEAD, "studio/profile", VenueRegistered("v-1", "文三路", TenureRight.OWNED, FIRST, None, "权1号")
        )  # fmt: skip
        self.append(LEAD, "studio/profile", AreaDefined("room-1", "v-1", "activity-room", 30, FIRST))
        self.append(LEAD, "studio/profile", ArchivistAssigned(PersonId(KEEPER[0]), FIRST))
        course = CoursePublished(
            1, "课", Origin.DEVELOPED, None, ("teacher",), ("graduate",), PersonId(STAFF[0]), lead, FIRST
        )
        self.append(STAFF, "resource/course-1", course)
        known = client.ClientRegistered("k-1", "1", None, client.DocumentKind.OTHER, None, None, True, FIRST)
        self.append(STAFF, "client/k-1", known)
        self.append(STAFF, "client/k-1", client.NeedRecorded("n-1", "2.4", None, FIRST))
        mentor = PersonId(STAFF[0])
        begun = case.CaseOpened("2025-0001", "k-1", ("n-1",), mentor, FIRST, date(2025, 6, 30))
        self.append(STAFF, "case/2025-0001", begun)

    # -- acting

    @property
    def today(self) -> date:
        return self.clock.day

    def acts(self, who: Person, decide: Callable[[], object]) -> None:
        with self.app.acting(who[0], role=who[1], org=who[2]):
            decide()

    def tries(self, name: str, who: Person, decide: Callable[[], object]) -> bool:
        """Whether it was accepted; a refusal is counted, a stream that is not there yet is passed over."""
        try:
            self.acts(who, decide)
        except Breach as refused:
            self.refusals[refused.rule] += 1
            return False
        except LookupError:
            return False
        self.transitions[name] += 1
        return True

    def append(self, who: Person, stream: str, fact: Any) -> None:
        """A fact of a chapter that is not this machine's."""
        name = f"{STUDIO}/{stream}"
        version = sum(event.stream == name for event in self.app.history(STUDIO))
        self.told += 1
        context = Context(
            occurred=self.today, by=PersonId(who[0]), role=who[1].value, org=who[2], command=f"x-{self.told}", rules="t"
        )
        self.app.journal.append([Change(name, version, (fact,))], context)

    @rule(days=st.sampled_from([1, 20, 200]))
    def time_passes(self, days: int) -> None:
        self.clock.jump(self.today + timedelta(days))

    @rule(gives=st.booleans())
    def the_client_says(self, gives: bool) -> None:
        if gives:
            said = client.ConsentGranted(client.Purpose.PUBLICITY, "同意书/1", None, None, "签字件", self.today)
            self.append(STAFF, "client/k-1", said)
        else:
            self.append(STAFF, "client/k-1", client.ConsentWithdrawn(client.Purpose.PUBLICITY, None, self.today))
            for number in range(1, 7):  # what is shown is taken down at once
                shown = self.app.publication(STUDIO, f"x-{number}")
                self.tries("taken down", STAFF, lambda shown=shown: shown.take_down(reason="撤回"))  # type: ignore[misc]

    @rule()
    def the_case_is_closed(self) -> None:
        if not any(isinstance(event.fact, case.CaseClosed) for event in self.app.history(STUDIO)):
            closed = case.CaseClosed(1, case.ClosureKind.COMPLETED, PersonId(LEAD[0]), self.today)
            self.append(LEAD, "case/2025-0001", closed)

    # -- training

    @rule(
        number=numbers,
        who=persons,
        version=st.integers(1, 3),
        minutes=st.sampled_from([0, 60, 120]),
        skips=st.booleans(),
    )
    def plans_training(self, number: int, who: Person, version: int, minutes: int, skips: bool) -> None:
        training = self.app.training(STUDIO, f"t-{number}")
        needs = [NeedRef("k-1", "n-2" if who is OTHER else "n-1")]
        self.tries("proposed", STAFF, lambda: training.propose_program(title="培训"))
        if not skips:
            self.tries("assessed", STAFF, lambda: training.assess_needs(needs=needs, digest=DIGEST))
        self.tries(
            "designed", who,
            lambda: training.design_plan(
                minutes=minutes, course="course-1", course_version=1, digest=DIGEST, reason="调整"
            ),
        )  # fmt: skip
        self.tries("approved", LEAD, lambda: training.approve_plan(version=version, document="培1号"))

    @rule(
        number=numbers, session=st.integers(1, 3), seats=st.sampled_from([30, 31]), minutes=st.sampled_from([60, 121])
    )
    def teaches(self, number: int, session: int, seats: int, minutes: int) -> None:
        """What is scheduled is taught as it was; nothing is taught that was not."""
        training = self.app.training(STUDIO, f"t-{number}")
        start = datetime.combine(self.today, time(9), SHANGHAI)
        end, name = start + timedelta(minutes=minutes), f"s-{session}"
        scheduled = self.tries(
            "scheduled", STAFF,
            lambda: training.schedule_session(
                session=name, trainer=STAFF[0], start=start, end=end, seats=seats, area="room-1"
            ),
        )  # fmt: skip
        if scheduled:
            self.tries(
                "taught", STAFF,
                lambda: training.record_session(
                    session=name, trainer=STAFF[0], start=start, end=end, course="course-1", course_version=1,
                    place="室", attendance=seats, sign_in=DIGEST, area="room-1",
                ),
            )  # fmt: skip

    @rule(number=numbers, answered=st.integers(9, 11), cancels=st.booleans())
    def ends_training(self, number: int, answered: int, cancels: bool) -> None:
        training = self.app.training(STUDIO, f"t-{number}")
        if cancels:
            self.tries("cancelled", LEAD, lambda: training.cancel_program(reason="不足"))
            return
        self.tries(
            "evaluated", STAFF,
            lambda: training.evaluate_effect(method="test", asked=10, answered=answered, digest=DIGEST),
        )  # fmt: skip
        self.tries("completed", LEAD, training.complete_program)

    # -- activities

    @rule(number=numbers, kind=st.sampled_from(["salon", "sharing", "party"]), expected=st.sampled_from([30, 31]))
    def plans_activity(self, number: int, kind: str, expected: int) -> None:
        plan = self.app.activity(STUDIO, f"a-{number}").plan_activity
        self.tries(
            "planned", STAFF,
            lambda: plan(
                kind=kind, title="活动", host="局", authority=BUREAU, day=self.today, expected=expected, area="room-1"
            ),
        )  # fmt: skip

    @rule(number=numbers, step=st.integers(0, 4), who=st.sampled_from([KEEPER, LEAD]))
    def goes_on(self, number: int, step: int, who: Person) -> None:
        """Nothing is recorded as held that was not announced, or was called off."""
        activity = self.app.activity(STUDIO, f"a-{number}")
        announce = lambda: activity.announce_activity(announcement=f"x-{number}")  # noqa: E731
        if step < 2 and self.tries("announced", STAFF, announce):
            self.tries(
                "held", STAFF,
                lambda: activity.record_activity(place="室", attendance=30, attendance_list=DIGEST, area="room-1"),
            )  # fmt: skip
        elif step == 2:
            self.tries("reported", STAFF, lambda: activity.report_on_activity(digest=DIGEST))
            self.tries("archived", KEEPER, lambda: activity.archive_activity(archive_code="2025-HD"))
        elif step > 2:
            self.tries("called off", LEAD, lambda: activity.cancel_activity(reason="雨"))
            self.judges(number=number, judge=OTHER, lists=False, recuses=False)

    @rule()
    def calls_off(self) -> None:
        """An activity that never comes to be, and a judge of it."""
        for kind, expected in (("party", 30), ("salon", 31), ("salon", 30)):
            self.plans_activity(number=3, kind=kind, expected=expected)
        self.tries("called off", LEAD, lambda: self.app.activity(STUDIO, "a-3").cancel_activity(reason="雨"))
        self.judges(number=3, judge=OTHER, lists=False, recuses=False)

    @rule(number=numbers, judge=persons, lists=st.booleans(), recuses=st.booleans())
    def judges(self, number: int, judge: Person, lists: bool, recuses: bool) -> None:
        """Who was appointed judges that very day."""
        activity, support = self.app.activity(STUDIO, f"a-{number}"), f"u-{sum(self.transitions.values())}"
        if lists:
            self.plans_activity(number=number, kind="salon", expected=30)
            self.tries("listed", STAFF, lambda: activity.record_contestants(contestants=["k-1"]))
        if recuses:
            self.tries("recused", STAFF, lambda: activity.record_recusal(judge=judge[0], contestant="k-1"))
        if self.tries("appointed", LEAD, lambda: activity.appoint_judge(judge=judge[0])):
            self.tries(
                "judged", STAFF,
                lambda: activity.record_support(support=support, kind="judging", provider=judge[0], digest=DIGEST),
            )  # fmt: skip

    # -- publicity

    @rule(number=numbers, notice=st.booleans(), names=st.booleans(), hand=persons, study=st.booleans())
    def drafts(self, number: int, notice: bool, names: bool, hand: Person, study: bool) -> None:
        paper, clients = self.app.publication(STUDIO, f"x-{number}"), ["k-1"] if names else []
        if notice:
            draft = lambda: paper.draft_announcement(activity=f"a-{number}", title="告", digest=DIGEST, clients=clients)  # noqa: E731
        else:
            draft = lambda: paper.draft_achievement(  # noqa: E731
                title="宣", digest=DIGEST, clients=clients, study="s-1" if study else None
            )
        self.tries("drafted", STAFF, draft)
        if hand is not LEAD:
            self.tries("reviewed", hand, lambda: paper.review_secrecy(passed=True, opinion="可"))
        self.publishes(number=number, channel="website")
        self.tries("promoted", LEAD, paper.approve_promotion)

    @rule(number=numbers, channel=st.sampled_from(["website", "billboard"]))
    def publishes(self, number: int, channel: str) -> None:
        paper = self.app.publication(STUDIO, f"x-{number}")
        self.tries("notified", STAFF, lambda: paper.publish_announcement(channel=channel))
        self.tries("published", STAFF, lambda: paper.publish_achievement(channel=channel))

    @rule(number=numbers)
    def takes_down(self, number: int) -> None:
        self.tries("taken down", STAFF, lambda: self.app.publication(STUDIO, f"x-{number}").take_down(reason="改"))

    @rule(hand=persons)
    def compiles(self, hand: Person) -> None:
        study = self.app.case_study(STUDIO, "s-1")
        self.tries("compiled", STAFF, lambda: study.compile_case(case="2025-0001", title="案例", digest=DIGEST))
        if hand is not LEAD:
            self.tries("looked over", hand, lambda: study.review_deidentification(passed=True, digest=DIGEST))

    @rule(number=numbers)
    def holds_through(self, number: int) -> None:
        """A salon from its plan to its announcement, as far as it may."""
        self.plans_activity(number=number, kind="salon", expected=30)
        self.drafts(number=number, notice=True, names=False, hand=OTHER, study=False)
        self.judges(number=number, judge=OTHER, lists=False, recuses=False)
        self.judges(number=number, judge=STAFF, lists=True, recuses=number == 2)
        self.publishes(number=number, channel="billboard")
        self.publishes(number=number, channel="website")
        if number == 1:
            self.goes_on(number=number, step=0, who=LEAD)
            self.goes_on(number=number, step=2, who=LEAD)

    @rule(number=numbers)
    def teaches_through(self, number: int) -> None:
        """A programme from its proposal to its end, as far as it may."""
        self.plans_training(number=number, who=STAFF, version=1, minutes=0, skips=False)
        self.teaches(number=number, session=1, seats=30, minutes=60)
        for minutes in (120, 120):
            self.plans_training(number=number, who=STAFF, version=1, minutes=minutes, skips=False)
        self.ends_training(number=number, answered=10, cancels=False)
        self.plans_training(number=number, who=LEAD, version=3, minutes=120, skips=True)
        for seats, minutes in ((31, 60), (30, 200), (30, 60), (30, 60)):
            self.teaches(number=number, session=1, seats=seats, minutes=minutes)
        for answered in (11, 10):
            self.ends_training(number=number, answered=answered, cancels=number == 2)

    @rule(number=numbers, consents=st.booleans(), looks=st.booleans())
    def promotes_through(self, number: int, consents: bool, looks: bool) -> None:
        """A study of the case, and its promotion with the client's consent, as far as it may."""
        self.the_client_says(gives=True)
        self.the_case_is_closed()
        self.compiles(hand=LEAD)
        self.drafts(number=number + 4, notice=False, names=True, hand=OTHER, study=True)
        self.publishes(number=number + 4, channel="website")
        self.the_client_says(gives=consents)
        self.compiles(hand=OTHER if looks else LEAD)
        self.drafts(number=number + 2, notice=False, names=True, hand=OTHER, study=True)
        self.publishes(number=number + 2, channel="website")

    # -- pilots and ledgers

    @rule(number=numbers, mode=st.sampled_from(["skills-training", "tourism"]), hand=persons, ends=st.booleans())
    def pilots(self, number: int, mode: str, hand: Person, ends: bool) -> None:
        pilot = self.app.pilot(STUDIO, f"p-{number}")
        self.tries(
            "launched", LEAD,
            lambda: pilot.launch_pilot(mode=mode, title="试点", industry_basis="数字", digest=DIGEST),
        )  # fmt: skip
        if ends:
            self.tries("pilot ended", LEAD, pilot.end_pilot)
        self.tries("pilot reviewed", hand, lambda: pilot.review_pilot(conclusion="可", digest=DIGEST))
        if ends:
            self.tries("pilot ended", LEAD, pilot.end_pilot)

    @rule(
        entry=st.integers(1, 2),
        corrects=st.booleans(),
        strikes=st.booleans(),
        channel=st.sampled_from(list(ReceptionChannel)),
    )
    def receives(self, entry: int, corrects: bool, strikes: bool, channel: ReceptionChannel) -> None:
        ledger, name = self.app.reception(STUDIO, self.today.isoformat()[:7]), f"e-{entry}"
        self.tries(
            "received", STAFF,
            lambda: ledger.record_reception(entry=name, audience="mentor", channel=channel, matter="咨询"),
        )  # fmt: skip
        if corrects:
            self.tries("corrected", STAFF, lambda: ledger.record_correction(entry=name, reason="错", channel=channel))
        if strikes:
            self.tries("struck out", STAFF, lambda: ledger.record_strike_out(entry=name, reason="重复"))

    @rule(entry=st.integers(1, 3), studies=st.booleans())
    def develops(self, entry: int, studies: bool) -> None:
        book, name = self.app.development(STUDIO, self.today.year), f"d-{entry}"
        if studies:
            self.tries(
                "studied", STAFF,
                lambda: book.record_development(entry=name, person=STAFF[0], subject="学", minutes=60, digest=DIGEST),
            )  # fmt: skip
        else:
            self.tries(
                "researched", STAFF,
                lambda: book.record_research(entry=name, subject="研", participants=[STAFF[0]], digest=DIGEST),
            )  # fmt: skip

    # -- what holds at the end

    def teardown(self) -> None:
        if self.told:
            found = [one for one in self.findings() if one.severity.value != "advice"]
            assert not found, [(one.check, one.message("en")) for one in found]

    def findings(self) -> list[Finding]:
        facts = list(merged(self.app.history(STUDIO), [self.app.history(scope) for scope in scopes_of("330106")]))
        grounds = Grounds.of(facts, studio=STUDIO, region="330106")
        found = audit_studio(facts, grounds=grounds, studio=STUDIO, as_of=self.today)
        return [one for one in found if one.check.startswith(OURS)]
