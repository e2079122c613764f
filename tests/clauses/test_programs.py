"""Training, activities, reception, publicity (二、（一）, （四）, （六）–（九）), through decisions and as found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.program.stories import MUTATIONS, of_mutation
from case_story import CLIENT_ID, LU, SHEN
from case_world import at, told
from program_world import COURSE, NEEDS, ROOM, ProgramWorld
from studio_domain import (
    case_study,
    publication,
    reception_ledger,
    service_activity,
    skills_pilot,
    training_program,
)
from studio_domain.annual_plan import Figure
from studio_domain.audit import Grounds, Severity, Standing, obligation_register
from studio_domain.client_record import Purpose
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.training_program import NeedRef
from studio_domain.values import PersonId
from studio_domain.views import (
    ActivityRegister,
    AnnualFigures,
    PublicationRegister,
    ReceptionRegister,
    ServiceCoverage,
    TrainingRegister,
)
from studio_domain.views.register import Register, Row
from studio_world import BUREAU, DIGEST, REGION, STUDIO, day
from telling import refused_by


@pytest.fixture(scope="module")
def done() -> ProgramWorld:
    """All of it; nothing is added by the tests that share it."""
    return ProgramWorld().all_of_it()


@pytest.fixture
def begun() -> ProgramWorld:
    return ProgramWorld().begun()


def found(name: str) -> list[str]:
    """The checks that find a mutation of the stories."""
    return [one.check for one in of_mutation(MUTATIONS[name])]


def advised(name: str) -> set[Severity]:
    return {one.severity for one in of_mutation(MUTATIONS[name])}


def shown(world: ProgramWorld, register: Register, table: str) -> list[Row]:
    return world.app.register(register, STUDIO).table(table)


def test_nothing_is_found_fault_with(done: ProgramWorld) -> None:
    """By any check of a whole audit."""
    assert told(done, "2024-12-31") == []


class TestIndividualTraining:
    """2.4.a: a programme answers needs that are on record of the clients whom it is for."""

    def test_it_names_needs(self, begun: ProgramWorld) -> None:
        training = begun.training()
        begun.staff("2024-12-11", lambda: training.propose_program(title="培训"))
        with refused_by(training_program.NEEDS_NAMED):
            begun.staff("2024-12-11", lambda: training.assess_needs(needs=[], digest=DIGEST))
        with refused_by(training_program.NEED_ON_RECORD, client=CLIENT_ID, need="n-9"):
            needs = [NeedRef(CLIENT_ID, "n-9")]
            begun.staff("2024-12-11", lambda: training.assess_needs(needs=needs, digest=DIGEST))
        assert found("training: no needs") == ["training.needs-missing"]


class TestTrainingSequence:
    """2.4.b: needs are assessed, a plan is made of them, the plan is taught, its effect evaluated, in that order; the
    plan is approved by another than its designer, and no more is taught than it has, unless it is revised."""

    def test_step_by_step(self, begun: ProgramWorld) -> None:
        training = begun.training()
        begun.staff("2024-12-11", lambda: training.propose_program(title="培训"))
        design = lambda: training.design_plan(minutes=240, course=COURSE, course_version=1, digest=DIGEST)  # noqa: E731
        with refused_by(training_program.NEEDS_FIRST):
            begun.staff("2024-12-11", design)
        begun.staff("2024-12-11", lambda: training.assess_needs(needs=NEEDS, digest=DIGEST), design)
        evaluate = lambda: training.evaluate_effect(method="test", asked=9, answered=9, digest=DIGEST)  # noqa: E731
        with refused_by(training_program.TAUGHT_FIRST):
            begun.staff("2024-12-11", evaluate)
        with refused_by(training_program.EVALUATED_FIRST, stage=training_program.Stage.NEEDS_ASSESSED):
            begun.lead("2024-12-11", training.complete_program)

    def test_another_hand_approves(self, begun: ProgramWorld) -> None:
        training = begun.training()
        begun.lead(
            "2024-12-11",
            lambda: training.propose_program(title="培训"),
            lambda: training.assess_needs(needs=NEEDS, digest=DIGEST),
            lambda: training.design_plan(minutes=240, course=COURSE, course_version=1, digest=DIGEST),
        )
        with refused_by(training_program.TWO_HANDS, version=1, hand=PersonId("p-zhou")):
            begun.lead("2024-12-11", lambda: training.approve_plan(version=1, document="培1号"))

    def test_no_more_than_the_plan_until_it_is_revised(self, begun: ProgramWorld) -> None:
        begun.proposed()
        training, start = begun.training(), at("2024-12-16", 9)
        schedule = lambda: training.schedule_session(  # noqa: E731
            session="s-1", trainer=LU, start=start, end=start + timedelta(minutes=241), area=ROOM, seats=30
        )
        with refused_by(training_program.WITHIN_PLAN, over=1):
            begun.staff("2024-12-12", schedule)
        begun.staff(
            "2024-12-12",
            lambda: training.design_plan(
                minutes=241, course=COURSE, course_version=1, digest=DIGEST, reason="增加练习"
            ),
        )
        begun.lead("2024-12-12", lambda: training.approve_plan(version=2, document="培2号"))
        begun.staff("2024-12-12", schedule)

    def test_what_happened_is_recorded_and_found(self, begun: ProgramWorld) -> None:
        begun.proposed()
        begun.session("t-1", "s-1", "2024-12-16", minutes=241, attendance=31)
        checks = sorted(one.check for one in begun.findings("2024-12-20") if one.check.startswith("training."))
        assert checks == ["training.over-capacity", "training.over-plan"]

    def test_cancelled_with_a_refund_alone(self) -> None:
        assert found("training: a fen not refunded") == ["training.cancelled-unrefunded"]

    def test_the_register(self, done: ProgramWorld) -> None:
        (row,) = shown(done, TrainingRegister(), "trainings")
        assert (row["stage"], row["taught_minutes"], row["attendance"]) == ("completed", 240, 60)


class TestTeachingResearch:
    """2.4.c: teaching research with trainers is held with the authority for training, some times a year."""

    def test_it_names_the_authority(self, begun: ProgramWorld) -> None:
        with refused_by(service_activity.WITH_AUTHORITY, kind="teaching-research", authority="-"):
            begun.staff(
                "2024-12-11",
                lambda: begun.activity().plan_activity(
                    kind="teaching-research", title="教研", host="工作室", day=day("2024-12-20"), expected=9
                ),
            )
        missing = found("activity: teaching research without an authority")
        assert missing == ["activity.research-without-authority"]

    def test_less_often_is_advice(self) -> None:
        assert found("year: teaching research once") == ["activity.teaching-research-few"]
        assert advised("year: teaching research once") == {Severity.ADVICE}


class TestPilots:
    """2.6: a pilot is of one of the overlay modes, rests on the local industry, and is reviewed by another hand."""

    def test_a_mode_and_a_basis(self, begun: ProgramWorld) -> None:
        pilot = begun.app.pilot(STUDIO, "p-1")
        with refused_by(skills_pilot.KNOWN_MODE, mode="tourism"):
            begun.lead(
                "2024-12-11",
                lambda: pilot.launch_pilot(mode="tourism", title="试点", industry_basis="旅游", digest=DIGEST),
            )
        with refused_by(skills_pilot.INDUSTRY_BASIS):
            begun.lead(
                "2024-12-11",
                lambda: pilot.launch_pilot(mode="labour-brand", title="试点", industry_basis=" ", digest=DIGEST),
            )
        assert found("ledgers: no basis in the industry") == ["pilot.incomplete"]
        assert advised("ledgers: no basis in the industry") == {Severity.ADVICE}


class TestActivities:
    """2.7.a: an activity is of a known kind, has a host and the authority that it is held with, and a list of those who
    came."""

    def test_kind_host_authority(self, begun: ProgramWorld) -> None:
        plan = begun.activity().plan_activity
        words = {"title": "沙龙", "day": day("2024-12-20"), "expected": 9}
        with refused_by(service_activity.KNOWN_KIND, kind="party"):
            begun.staff("2024-12-11", lambda: plan(kind="party", host="局", authority=BUREAU, **words))  # type: ignore[arg-type]
        with refused_by(service_activity.HOST_NAMED):
            begun.staff("2024-12-11", lambda: plan(kind="salon", host=" ", authority=BUREAU, **words))  # type: ignore[arg-type]
        with refused_by(service_activity.WITH_AUTHORITY, kind="salon", authority="-"):
            begun.staff("2024-12-11", lambda: plan(kind="salon", host="局", **words))  # type: ignore[arg-type]

    def test_the_register_has_who_came(self, done: ProgramWorld) -> None:
        salon, contest = shown(done, ActivityRegister(), "activities")
        assert (salon["stage"], salon["attendance"], salon["announcement"]) == ("archived", 30, "x-1")
        assert (contest["stage"], contest["authority"]) == ("planned", BUREAU)


class TestAttendance:
    """3.1.1.b: no more come to the activity room than it has room for."""

    def test_thirty_and_no_more(self, begun: ProgramWorld) -> None:
        plan = begun.activity().plan_activity
        words = {"kind": "salon", "title": "沙龙", "host": "局", "authority": BUREAU, "area": ROOM}
        with refused_by(service_activity.WITHIN_ROOM, area=ROOM, capacity=30, expected=31):
            begun.staff("2024-12-11", lambda: plan(day=day("2024-12-20"), expected=31, **words))  # type: ignore[arg-type]
        begun.staff("2024-12-11", lambda: plan(day=day("2024-12-20"), expected=30, **words))  # type: ignore[arg-type]
        begun.staff(
            "2024-12-20",
            lambda: begun.activity().record_activity(
                area=ROOM, place="创业活动室", attendance=31, attendance_list=DIGEST
            ),
        )
        (over,) = [one for one in begun.findings("2024-12-20") if one.check == "activity.over-capacity"]
        assert (over.expected.value, over.actual.value, over.severity) == (30, 31, Severity.VIOLATION)


class TestTechnicalSupport:
    """2.7.b, SD-14: who has guided a contestant in the last twelve months is no judge of him."""

    def test_the_mentor_is_not_appointed_but_stands_aside(self, begun: ProgramWorld) -> None:
        begun.contested()
        contest = begun.activity("a-2")
        since = date(2023, 12, 30)
        with refused_by(service_activity.STANDS_ASIDE, judge=LU, contestant=CLIENT_ID, since=since):
            begun.lead("2024-12-30", lambda: contest.appoint_judge(judge=LU))
        begun.staff("2024-12-30", lambda: contest.record_recusal(judge=LU, contestant=CLIENT_ID))
        begun.lead("2024-12-30", lambda: contest.appoint_judge(judge=LU))
        assert told(begun, "2024-12-30") == []

    def test_judging_is_recorded_and_found(self, begun: ProgramWorld) -> None:
        """S10: he judges a contest where his client competes."""
        begun.contested()
        begun.staff(
            "2024-12-31",
            lambda: begun.activity("a-2").record_support(support="u-2", kind="judging", provider=LU, digest=DIGEST),
        )
        (one,) = [one for one in begun.findings("2024-12-31") if one.check.startswith("activity.")]
        assert (one.check, one.subjects) == ("activity.judge-not-recused", ("a-2", LU, CLIENT_ID))

    def test_no_fee_without_an_appointment(self, begun: ProgramWorld) -> None:
        begun.contested()
        assert begun.activity("a-2").state.judges == {SHEN}
        assert found("activity: a fee for no judge") == ["activity.judge-not-appointed"]


class TestReception:
    """2.1.a: whoever comes, of the three audiences or another, is entered in the ledger of the month."""

    def test_the_month_is_that_of_china(self, begun: ProgramWorld) -> None:
        ledger = begun.app.reception(STUDIO, "2025-01")
        with refused_by(reception_ledger.IN_ITS_MONTH, day=date(2024, 12, 31), month="2025-01"):
            begun.staff(
                "2024-12-31",
                lambda: ledger.record_reception(
                    entry="e-1", audience="mentor", channel=ReceptionChannel.ONLINE, matter="咨询"
                ),
            )
        with pytest.raises(ValueError, match="month"):
            begun.app.reception(STUDIO, "2025-13")

    def test_an_audience_that_is_not_registered_is_found(self) -> None:
        assert found("ledgers: an audience of nobody") == ["reception.audience-unknown"]

    def test_the_register_shows_what_stands(self, done: ProgramWorld) -> None:
        rows = shown(done, ReceptionRegister(), "receptions")
        assert [(row["entry"], row["audience"]) for row in rows] == [("e-1", "entrepreneur"), ("e-2", "trainer")]


class TestReceptionChannels:
    """2.1.b: people are received online and offline."""

    def test_one_channel_all_year_is_advice(self) -> None:
        assert found("year: received in person alone") == ["reception.one-channel"]
        assert advised("year: received in person alone") == {Severity.ADVICE}


class TestTeamStudy:
    """2.8.b: the team studies, solves problems and shares, some times a quarter."""

    def test_a_quarter_without_is_advice(self) -> None:
        assert found("year: no team study in the third quarter") == ["activity.team-study-few"]


class TestServiceResearch:
    """2.8.a, 1.2.0: new ways of service are researched or tried out."""

    def test_a_year_without_is_advice(self) -> None:
        assert "services.no-innovation" in found("year: no pilot, no research")


class TestMentorGrowth:
    """1.2.b: mentors spend as many hours a year on their own development as the studio has set."""

    def test_hours_short_are_advice(self) -> None:
        name = "year: ten hours of development asked for"
        assert (set(found(name)), advised(name)) == ({"development.hours-short"}, {Severity.ADVICE})


class TestBrandAndReach:
    """1.2.c: what was achieved is made known."""

    def test_a_year_without_is_advice(self) -> None:
        assert "publication.none" in found("year: nothing promoted")


class TestRoomUses:
    """3.1.1.b2: the activity room is for training, salons, roadshows, assessments."""

    def test_a_year_unused_is_advice(self) -> None:
        assert "activity.room-unused" in found("year: the room never used")


class TestCaseCompilation:
    """2.9.a: a case is compiled once it is closed, and published once a review has found that nobody is recognised."""

    def test_of_a_closed_case(self) -> None:
        world = ProgramWorld()
        world.recognised().equipped().registered().opened().planned().served()
        with refused_by(case_study.CASE_CLOSED, case="2024-0017", day=date(2024, 11, 4)):
            world.staff("2024-11-04", lambda: world.study.compile_case(case="2024-0017", title="案例", digest=DIGEST))
        assert found("publicity: a study of an open case") == ["study.case-open"]

    def test_reviewed_before_it_is_published(self) -> None:
        assert found("publicity: a study that was never reviewed") == ["publication.study-unreviewed"]


class TestPublicity:
    """2.9.b: what is open to the public is announced before; what names a client has the client's consent and a review
    for secrecy before it is published, and is taken down without them."""

    def test_not_without_consent(self, begun: ProgramWorld) -> None:
        promotion = begun.publication("x-2")
        begun.staff(
            "2024-12-31",
            lambda: promotion.draft_achievement(title="案例", digest=DIGEST, clients=[CLIENT_ID]),
        )
        with refused_by(publication.SECRECY_PASSED):
            begun.lead("2024-12-31", promotion.approve_promotion)
        begun.staff("2024-12-31", lambda: promotion.review_secrecy(passed=True, opinion="可以"), who=SHEN)
        begun.lead("2024-12-31", promotion.approve_promotion)
        with refused_by(publication.CONSENT_TO_PUBLICITY, client=CLIENT_ID, day=date(2024, 12, 31)):
            begun.staff("2024-12-31", lambda: promotion.publish_achievement(channel="website"))

    def test_what_was_published_without_is_taken_down_in_time(self, begun: ProgramWorld) -> None:
        """S15: noted as published on 2024-12-11, due on the fifteenth working day, New Year not counted."""
        promotion = begun.publication("x-9")
        begun.staff(
            "2024-12-11",
            lambda: promotion.record_publication(channel="website", digest=DIGEST, clients=[CLIENT_ID]),
        )
        checks = {one.check for one in begun.findings("2024-12-20")}
        wanted = {"publication.without-consent", "publication.secrecy-unreviewed", "publication.unapproved"}
        assert checks == wanted
        assert self.owed(begun, "2024-12-20") == (date(2025, 1, 2), Standing.OPEN)
        begun.staff("2025-01-02", lambda: promotion.take_down(reason="没有同意"))
        assert self.owed(begun, "2025-01-02") == (date(2025, 1, 2), Standing.DISCHARGED)

    def test_consent_that_is_taken_back(self) -> None:
        world = ProgramWorld().begun().publicised()
        world.staff("2025-01-06", lambda: world.client.withdraw_consent(purpose=Purpose.PUBLICITY))
        assert self.owed(world, "2025-01-06") == (date(2025, 1, 26), Standing.OPEN)  # a Sunday on which China worked

    def owed(self, world: ProgramWorld, as_of: str) -> tuple[date, Standing]:
        known = world.history
        grounds = Grounds.of(known, studio=STUDIO, region=REGION.code)
        (entry,) = [
            one
            for one in obligation_register(known, grounds=grounds, studio=STUDIO, as_of=day(as_of))
            if one.key == "takedown"
        ]
        return entry.due, entry.standing

    def test_announced_before_it_is_held(self, begun: ProgramWorld) -> None:
        with refused_by(service_activity.ANNOUNCED_BY, publication="x-1"):
            begun.staff(
                "2024-12-11",
                lambda: begun.activity().plan_activity(
                    kind="salon", title="沙龙", host="局", authority=BUREAU, day=day("2024-12-20"), expected=9
                ),
                lambda: begun.activity().announce_activity(announcement="x-1"),
            )
        assert found("activity: never announced") == ["activity.unannounced"]

    def test_the_register_names_nobody(self, done: ProgramWorld) -> None:
        rows = shown(done, PublicationRegister(), "publications")
        assert [(row["stage"], row["clients"]) for row in rows] == [("published", 0), ("published", 1)]


class TestCoverage:
    """R-2.0: of the nine services those that a year was without are told as advice."""

    def test_the_register_counts_them(self, done: ProgramWorld) -> None:
        rows = shown(done, ServiceCoverage(), "service_coverage")
        assert {row["service"]: row["times"] for row in rows if row["year"] == 2024} == {
            "2.1": 2, "2.2": 3, "2.4": 2, "2.5": 1, "2.6": 1, "2.7": 2, "2.8": 1, "2.9": 3,
        }  # fmt: skip

    def test_one_that_is_missing_is_advice(self) -> None:
        assert found("year: one service was never given") == ["services.uncovered"]
        assert found("year: a year with everything") == []


class TestAnnualFigures:
    """3.4.0.c: what a report says of receptions, trainings and activities is what the facts say."""

    def test_they_are_counted(self, done: ProgramWorld) -> None:
        rows = shown(done, AnnualFigures(), "annual_figures")
        counted = {row["metric"]: row["computed"] for row in rows if row["year"] == 2024}
        ours = ("receptions", "trainings", "training-sessions", "activities")
        assert [counted[metric] for metric in ours] == [2, 1, 2, 1]

    @pytest.mark.parametrize(("metric", "said"), [("receptions", 3), ("activities", 2), ("trainings", 0)])
    def test_what_is_not_so_is_found(self, metric: str, said: int) -> None:
        world = ProgramWorld().all_of_it()
        figures = [Figure("services", 3), Figure(metric, said)]
        world.lead(
            "2025-01-10", lambda: world.app.annual_plan(STUDIO, 2024).submit_report(figures=figures, digest=DIGEST)
        )
        (one,) = [one for one in world.findings("2025-01-12") if one.check == "report.figure-false"]
        assert one.subjects == (metric,)
