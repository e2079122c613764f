"""Plans, reports, filings: what is bent is found, by the checks named and no other; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.filing.founding import history
from audit.filing.stories import MUTATIONS, findings, of_mutation, s3
from studio_domain.audit import Severity
from studio_domain.audit.finding import count
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
