"""Plans, reports, filings: what is bent is found, by the checks named and no other; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.filing.founding import history, on, service, the_year
from audit.filing.stories import MUTATIONS, findings, of_mutation, s3
from audit.mutations_trail import add, bend, in_turn
from office import BUREAU, STAFF
from studio_domain.aggregate import Reason
from studio_domain.audit import Severity
from studio_domain.audit.finding import count
from studio_domain.filing import FilingPrepared, FilingSubmitted, Matter
from studio_domain.guideline import Clause


def test_nothing_is_found_of_a_year_in_order() -> None:
    assert findings(history()) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    assert sorted(one.check for one in of_mutation(mutation)) == sorted(mutation.checks)


class TestS3:
    """Fewer than three, hidden: the report claims three all year, and nobody was told of the shortage."""

    def test_the_claim_and_the_silence_are_found(self) -> None:
        found = {one.check: one for one in findings(s3().history)}
        assert set(found) == {"report.figure-false", "obligation.change_filing"}
        false = found["report.figure-false"]
        assert (false.clause, false.severity) == (Clause.TRUTHFUL_REPORTS, Severity.VIOLATION)
        assert (false.expected, false.actual, false.delta) == (count(2), count(3), count(1))
        late = found["obligation.change_filing"]
        assert (late.clause, late.severity) == (Clause.TIMELY_FILING, Severity.VIOLATION)
        assert late.expected.value == "2025-04-16"

    def test_the_truth_told_and_filed_in_time(self) -> None:
        assert findings(s3(claimed=2, filing="2025-04-16").history) == []

    def test_replaced_on_the_day_after_there_were_three_all_year(self) -> None:
        """Whoever joins on 2025-04-01 with his years leaves no day with two; then the claim is true."""
        assert findings(s3(replaced="2025-04-01", since="2023-03-31").history) == []

    def test_a_day_later_there_were_two(self) -> None:
        found = findings(s3(replaced="2025-04-02", since="2023-03-31", filing="2025-04-16").history)
        assert [one.check for one in found] == ["report.figure-false"]

    def test_two_years_less_a_day_are_no_two_years(self) -> None:
        found = findings(s3(replaced="2025-04-01", since="2023-04-02", filing="2025-04-16").history)
        assert [one.check for one in found] == ["report.figure-false"]


class TestS14:
    """The report of 2025, due on Saturday 2026-01-31 and so on Monday 2026-02-02, and what is recorded after it."""

    def test_filed_on_the_monday(self) -> None:
        assert findings(history()) == []

    def test_filed_on_the_tuesday(self) -> None:
        only_the_plan = bend(FilingPrepared, 1, fact={"covers": (Matter("plan", "2026"),)})
        late = FilingPrepared((Matter("report", "2025"),), "ab", BUREAU, STAFF.id, on("2026-02-03"))
        filed = add("2026-02-03", "filing/b-9", STAFF, late, FilingSubmitted(STAFF.id, on("2026-02-03")))
        (found,) = findings(in_turn(only_the_plan, filed)(history()))
        assert (found.check, found.expected.value, found.actual.value) == (
            "obligation.annual_report", "2026-02-02", "2026-02-03",
        )  # fmt: skip

    def test_a_service_recorded_later_makes_no_report_false(self) -> None:
        """Of 2025-12-30, recorded on 2026-02-10: the report of 2026-01-28 was true, and is out of date since."""
        office = the_year()
        told = service("2025-12-30", "s-4", 30)
        office.act("2025-12-30", "case/2025-0001", STAFF, told, known="2026-02-10", reason=Reason.LATE_ENTRY)
        found = findings(office.history)
        assert {one.check for one in found} == {"report.out-of-date"}
        assert {one.severity for one in found} == {Severity.WARNING}
        assert {one.evidence[-1] for one in found} == {office.history[-1].place}

    def test_nor_was_it_out_of_date_by_what_was_known_before(self) -> None:
        office = the_year()
        before = office.history[-1].recorded_at
        told = service("2025-12-30", "s-4", 30)
        office.act("2025-12-30", "case/2025-0001", STAFF, told, known="2026-02-10", reason=Reason.LATE_ENTRY)
        assert findings([event for event in office.history if event.recorded_at <= before]) == []
