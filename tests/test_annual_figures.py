"""Annual figures and filings as registers: what people read, and what the audit counts apart from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.filing.founding import FIGURES, PROFILE, STAFF_OF_THREE, founded, history, on, service, the_year
from audit.filing.stories import s3
from office import DESK, HEAD, LEAD, OFFICER, STAFF, Office
from studio_domain.aggregate import Recorded
from studio_domain.annual_plan import facts as plan
from studio_domain.annual_plan.facts import Correction
from studio_domain.audit.engine import audit
from studio_domain.audit.filing.figures import COUNTED, Figures
from studio_domain.audit.finding import Finding
from studio_domain.client_case import facts as case
from studio_domain.filing import FilingResubmitted, FilingReturned
from studio_domain.policy import Policy
from studio_domain.policy.operation import METRICS
from studio_domain.studio import LeadAppointed, LeadDeparted, StaffDeparted, StaffJoined
from studio_domain.views import AnnualFigures, FilingRegister, Kept
from studio_domain.views.register import Row


def shown(known: list[Recorded[Any]], year: int = 2025) -> dict[str, Row]:
    """The rows of a year, by metric."""
    rows = Kept(AnnualFigures()).see_all(known).table("annual_figures")
    return {str(row["metric"]): row for row in rows if row["year"] == year}


class Counting:
    """The audit's figures as a check that finds nothing."""

    def __init__(self) -> None:
        self.figures = Figures(Policy(), lambda metric, day, event: None)
        self.watches = self.figures.watches

    def findings(self, as_of: date) -> list[Finding]:
        return []


def counted(known: list[Recorded[Any]], year: int = 2025) -> dict[str, int]:
    """What the audit says of a year."""
    counting = Counting()
    audit(known, [counting], as_of=date(2027, 1, 1))
    return {metric: counting.figures.value(metric, year, date(year, 12, 31)) for metric in sorted(COUNTED)}


class TestAnnualFigures:
    """年度指标: goal, count and report side by side."""

    def test_the_metrics_that_are_registered_are_those_that_are_counted(self) -> None:
        assert set(METRICS) == COUNTED

    def test_a_year_in_order(self) -> None:
        rows = shown(history())
        assert {metric: row["computed"] for metric, row in rows.items()} == {one.metric: one.value for one in FIGURES}
        assert {row["difference"] for row in rows.values()} == {0}
        assert {metric: row["target"] for metric, row in rows.items() if row["target"]} == {"services": 2, "jobs": 5}

    def test_s3_is_seen_before_it_is_reported(self) -> None:
        assert shown(s3().history)["staff-minimum"] == {
            "year": 2025, "metric": "staff-minimum", "target": None, "computed": 2, "reported": 3, "difference": 1,
        }  # fmt: skip

    def test_a_late_service_shows_until_it_is_corrected(self) -> None:
        office = the_year()
        office.act("2025-12-30", "case/2025-0001", STAFF, service("2025-12-30", "s-4", 30), known="2026-02-10")
        assert shown(office.history)["services"]["difference"] == -1
        place = office.history[-1].place
        corrected = plan.ReportCorrected(1, (Correction("services", 1, (place,)),), LEAD.id, on("2026-02-12"))
        office.act("2026-02-12", "plan/2025", LEAD, corrected)
        assert shown(office.history)["services"]["difference"] == 0

    def test_a_returned_report_is_none(self) -> None:
        office = the_year()
        office.act("2026-02-12", "plan/2025", OFFICER, plan.ReportReturned(1, "缺", OFFICER.id, on("2026-02-12")))
        assert {row["reported"] for row in shown(office.history).values()} == {None}

    def test_a_goal_is_shown_before_anything_came_of_it(self) -> None:
        assert shown(history(), 2026)["jobs"] == {
            "year": 2026, "metric": "jobs", "target": 5, "computed": 0, "reported": None, "difference": None,
        }  # fmt: skip

    def test_the_next_year_has_its_staff_too(self) -> None:
        assert shown(history(), 2026)["staff-minimum"]["computed"] == 3


DAYS = st.dates(date(2024, 12, 17), date(2026, 2, 28))
DONE = st.one_of(
    st.tuples(st.just("service"), DAYS, st.integers(0, 120)),
    st.tuples(st.just("outcome"), DAYS, st.integers(0, 3)),
    st.tuples(st.just("opened"), DAYS, st.integers(1, 3)),
    st.tuples(st.just("closed"), DAYS, st.integers(1, 3)),
    st.tuples(st.sampled_from(["left", "joined", "leads", "led"]), DAYS, st.integers(0, 2)),
)


def happened(office: Office, what: str, day: date, number: int) -> None:
    text, person = day.isoformat(), STAFF_OF_THREE[number % 3].id
    stream = f"case/2025-000{number % 3}"
    if what == "service":
        office.act(text, stream, STAFF, service(text, f"s-{len(office.history)}", number))
    elif what == "outcome":
        office.act(text, stream, STAFF, case.OutcomeRecorded(number, number == 2, day, ()))
    elif what == "opened":
        due = day + timedelta(180)
        office.act(text, stream, STAFF, case.CaseOpened("c", f"k-{number % 2}", ("n-1",), STAFF.id, day, due))
    elif what == "closed":
        office.act(text, stream, LEAD, case.CaseClosed(1, case.ClosureKind.COMPLETED, LEAD.id, day))
    else:
        leads = any(
            isinstance(event.fact, LeadAppointed) and event.fact.person == person for event in office.history
        )  # who never led cannot cease to
        fact = {
            "left": StaffDeparted(person, day, "辞职"),
            "joined": StaffJoined(person, "mentor", (), day),
            "leads": LeadAppointed(person, "mentor", False, day, HEAD.id),
            "led": LeadDeparted(person, day, "期满") if leads else StaffDeparted(person, day, "辞职"),
        }[what]
        office.act(text, PROFILE, HEAD, fact)


class TestBothCounts:
    """The register and the audit are written apart, and say the same of whatever happened."""

    @settings(deadline=None, max_examples=60)
    @given(st.lists(DONE, max_size=15))
    def test_they_agree(self, done: list[tuple[str, date, int]]) -> None:
        office = founded()
        for one in done:
            happened(office, *one)
        for year in (2025, 2026):
            rows = shown(office.history, year)
            said = counted(office.history, year)
            for metric, row in rows.items():
                assert row["computed"] == said[metric], metric
            assert not [
                metric for metric, value in said.items() if value and metric not in rows and metric != "staff-minimum"
            ]


class TestFilingRegister:
    """报备台账: a row a filing."""

    def test_as_they_stand(self) -> None:
        office = the_year()
        office.act("2026-02-12", "filing/b-2025-01", OFFICER, FilingReturned("缺", OFFICER.id, on("2026-02-12")))
        rows = Kept(FilingRegister()).see_all(office.history).table("filings")
        assert [tuple(row.values()) for row in rows] == [
            ("b-2025-01", "plan 2025", OFFICER.org, "returned", "2025-02-05", "2026-02-12"),
            ("b-2026-01", "plan 2026, report 2025", OFFICER.org, "acknowledged", "2026-02-02", "2026-02-09"),
        ]

    def test_resubmitted(self) -> None:
        office = the_year()
        office.act("2026-02-12", "filing/b-2025-01", OFFICER, FilingReturned("缺", OFFICER.id, on("2026-02-12")))
        office.act("2026-02-13", "filing/b-2025-01", DESK, FilingResubmitted("ef", DESK.id, on("2026-02-13")))
        row = Kept(FilingRegister()).see_all(office.history).table("filings")[0]
        assert (row["stage"], row["submitted"], row["answered"]) == ("submitted", "2026-02-13", None)
