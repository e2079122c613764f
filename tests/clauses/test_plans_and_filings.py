"""Plans, reports, filings (年度计划, 年度总结, 报备 三、（四）), through decisions; the filings of S13."""

from __future__ import annotations

from datetime import date

import pytest

from filing_world import NOTHING, Reporting, Succession, place_of, s13
from studio_adapters.chinese_days import calendar_of
from studio_domain import annual_plan, filing
from studio_domain.annual_plan import Correction, Figure, Goal
from studio_domain.audit import Entry, Grounds, Standing, obligation_register
from studio_domain.filing import Matter
from studio_domain.guideline import Role
from studio_domain.studio import LeadAppointed
from studio_domain.working_calendar import WorkingDays
from studio_world import BUREAU, DIGEST, LU, PARK, REGION, STUDIO, SUN
from telling import refused_by

CHINA = WorkingDays(calendar_of(year) for year in (2024, 2025, 2026))


def register(world: Reporting, as_of: str) -> dict[str, Entry]:
    """What is owed, by what it is about."""
    known = world.history
    grounds = Grounds.of(known, studio=STUDIO, region=REGION.code)
    entries = obligation_register(known, grounds=grounds, studio=STUDIO, as_of=date.fromisoformat(as_of))
    return {f"{entry.key} {entry.subject.removeprefix(STUDIO)}": entry for entry in entries}


def revised(world: Reporting) -> None:
    """The second version of the plan of 2024."""
    world.plan(2024).revise_plan(version=2, reason="任务调整", document="计〔2024〕2号")


@pytest.fixture
def begun() -> Reporting:
    return Reporting().begun()


class TestAnnualPlan:
    """3.4.0.b: each year of its recognition a studio has a plan, with a direction and goals that can be measured,
    approved by somebody else than its drafter, and filed by the day."""

    def test_the_first_plan_is_due_thirty_days_after_the_recognition(self, begun: Reporting) -> None:
        owed = register(begun, "2024-07-31")["annual_plan /plan/2024"]
        assert (owed.opened, owed.due, owed.standing) == (date(2024, 7, 1), date(2024, 7, 31), Standing.DISCHARGED)
        assert begun.ours("2024-12-31") == []

    @pytest.mark.parametrize(("year", "due"), [(2025, date(2025, 2, 5)), (2026, date(2026, 2, 2))])
    def test_the_last_day_of_january_rolls_over(self, year: int, due: date) -> None:
        """2025-01-31 lies in the Spring Festival, 2026-01-31 is a Saturday."""
        assert CHINA.due_on("01-31", year, rollover=True).day == due

    def test_an_approved_plan_is_not_filed_by_itself(self, begun: Reporting) -> None:
        begun.plans(2025, "2025-01-06", "2025-01-08")
        begun.reports(2024, "2025-01-12")
        begun.files("b-2025-01", "2025-01-16", Matter("report", "2024"))
        assert begun.ours("2025-02-05") == []
        assert [one.check for one in begun.ours("2025-02-06")] == ["obligation.annual_plan"]

    def test_a_plan_is_revised_before_its_year_is_over(self, begun: Reporting) -> None:
        begun.lead("2024-12-30", lambda: begun.plan(2024).draft_plan(direction="转向", goals=[Goal("jobs", 3)]))
        begun.head("2024-12-31", lambda: revised(begun))
        assert begun.plan(2024).state.goals == ("jobs",)
        assert begun.ours("2024-12-31") == []

    def test_not_after_it(self, begun: Reporting) -> None:
        begun.lead("2024-12-30", lambda: begun.plan(2024).draft_plan(direction="转向", goals=[Goal("jobs", 3)]))
        with refused_by(annual_plan.IN_ITS_YEAR, year=2024, on=date(2025, 1, 1)):
            begun.head("2025-01-01", lambda: revised(begun))


class TestTruthfulReports:
    """3.4.0.c: the report says what the facts say that were known when it was made; what becomes known later is added
    by a correction that cites it."""

    def test_a_year_without_services_is_reported_as_such(self, begun: Reporting) -> None:
        begun.filed_until(2025)
        assert begun.ours("2025-02-28") == []

    def test_what_never_was_is_found(self, begun: Reporting) -> None:
        begun.reports(2024, "2025-01-12", (Figure("services", 1), *NOTHING[1:]))
        (found,) = begun.ours("2025-01-20")
        assert (found.check, found.expected.value, found.actual.value) == ("report.figure-false", 0, 1)

    def test_a_goal_that_the_plan_has_is_reported_on(self, begun: Reporting) -> None:
        with refused_by(annual_plan.GOALS_REPORTED, metric="services"):
            begun.reports(2024, "2025-01-12", NOTHING[1:])

    def test_a_figure_is_corrected_by_what_was_recorded_since(self, begun: Reporting) -> None:
        begun.reports(2024, "2025-01-12")
        with refused_by(annual_plan.CITES_FACTS, metric="services"):
            begun.lead(
                "2025-01-14", lambda: begun.plan(2024).correct_report(corrections=[Correction("services", 1, ())])
            )

    def test_returned_it_counts_as_not_submitted(self, begun: Reporting) -> None:
        begun.filed_until(2025)
        report = begun.plan(2024)
        begun.authority("2025-01-20", SUN, lambda: report.return_report(reason="数据不全"))
        assert register(begun, "2025-01-31")["annual_report /plan/2024"].standing is Standing.OPEN
        assert [one.check for one in begun.ours("2025-02-06")] == ["obligation.annual_report"]

    def test_an_answer_is_given_once(self, begun: Reporting) -> None:
        begun.reports(2024, "2025-01-12")
        report = begun.plan(2024)
        begun.authority("2025-01-20", SUN, report.acknowledge_report)
        with refused_by(annual_plan.AWAITS_ANSWER, report=1):
            begun.authority("2025-01-21", SUN, report.acknowledge_report)


class TestTimelyFiling:
    """3.4.0.d: plan, report, and what changes in a studio are filed with the authority that recognised it, in time; a
    filing that comes back does not begin a new period."""

    def test_s13_is_filed_in_time(self) -> None:
        world = s13()
        owed = register(world, "2026-06-30")
        dues = {key: (entry.due.isoformat(), entry.standing) for key, entry in owed.items() if "change_filing" in key}
        assert dues == {
            "change_filing /lead-change/2026-04-01": ("2026-04-16", Standing.DISCHARGED),
            "change_filing /staff-shortage/2026-04-01": ("2026-04-16", Standing.DISCHARGED),
            "change_filing /name-change/2026-04-20": ("2026-05-07", Standing.DISCHARGED),
        }
        assert world.ours("2026-06-30") == []

    def test_s13_on_the_last_days(self) -> None:
        assert s13("2026-04-16", "2026-05-07").ours("2026-06-30") == []

    @pytest.mark.parametrize(
        ("change", "name", "late"), [("2026-04-17", "2026-05-07", 2), ("2026-04-16", "2026-05-08", 1)]
    )
    def test_s13_a_day_late(self, change: str, name: str, late: int) -> None:
        found = s13(change, name).ours("2026-06-30")
        assert [(one.check, one.delta.value) for one in found] == [("obligation.change_filing", 1)] * late

    def test_s13_the_shortage_is_a_matter_of_its_own(self) -> None:
        (found,) = s13(kinds=("lead-change",)).ours("2026-06-30")
        assert found.subjects == (f"{STUDIO}/staff-shortage/2026-04-01",)

    def test_not_yet_overdue_on_the_last_day(self) -> None:
        world = s13("2026-04-17")
        assert world.ours("2026-04-16") == []
        assert {one.check for one in world.ours("2026-04-17")} == {"obligation.change_filing"}

    def test_a_filing_that_comes_back_begins_no_new_period(self, begun: Reporting) -> None:
        begun.filed_until(2025)
        begun.returned("b-2025-01", "2025-01-27")
        owed = register(begun, "2025-01-31")
        dues = {owed["annual_plan /plan/2025"].due, owed["annual_report /plan/2024"].due}
        assert dues == {date(2025, 2, 5)}
        resubmit = begun.app.filing(STUDIO, "b-2025-01").resubmit_filing
        begun.acts("2025-02-05", LU, Role.STAFF, lambda: resubmit(digest=DIGEST), org=PARK)
        assert begun.ours("2025-02-28") == []

    def test_only_the_authority_that_recognised_the_studio(self, begun: Reporting) -> None:
        other = "12000000MB0000027M"
        prepare = begun.app.filing(STUDIO, "b-9").prepare_filing
        with refused_by(filing.LOCAL_AUTHORITY, recognised_by=BUREAU, authority=other):
            begun.acts(
                "2024-08-01", LU, Role.STAFF,
                lambda: prepare(covers=[Matter("plan", "2024")], digest=DIGEST, authority=other),
            )  # fmt: skip

    def test_what_is_not_there_yet_is_not_filed(self, begun: Reporting) -> None:
        with refused_by(filing.REPORT_STANDS, year="2024"):
            begun.files("b-9", "2024-08-01", Matter("report", "2024"))

    def test_a_filing_names_the_fact(self) -> None:
        world: Succession = s13()
        covers = world.app.filing(STUDIO, "b-2026-02").state.covers
        assert covers[0] == Matter("lead-change", place_of(world.last(LeadAppointed)))
