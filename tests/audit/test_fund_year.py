"""A lawful year gives no finding on any day; each mutation of it is found by one check, its twins by none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.changing import History, drop, insert
from audit.fund_changes import of_2025, payment
from audit.histories import AS_OF, grounds, lawful_year, recorded
from audit.mutations_funds import MUTATIONS, TWINS, Mutation, Twin
from studio_domain.audit import ALL_PREDICATES
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.fund_account import facts as fund

LAWFUL = lawful_year()


def found(history: History, as_of: date = AS_OF) -> list[Finding]:
    """What the checks of money find, with all values adopted."""
    return audit(recorded(history), fund_checks(grounds()), as_of=as_of)


def told(findings: list[Finding]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.check, one.subjects, one.message("en")) for one in findings]


def test_a_lawful_year_gives_no_finding() -> None:
    assert told(found(LAWFUL)) == []


@pytest.mark.parametrize("week", range(0, 105, 4))
def test_nor_on_any_day_of_it(week: int) -> None:
    assert told(found(LAWFUL, date(2025, 1, 1) + timedelta(weeks=week))) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.check}: {one.name}")
def test_a_mutation_is_found_by_its_check_and_by_no_other(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of)
    assert [one.check for one in findings] == [mutation.check], told(findings)
    (one,) = findings
    assert one.clause is mutation.clause
    assert mutation.subject in one.subjects
    assert one.delta == mutation.delta
    for message in (one.message("zh"), one.message("en")):
        assert "{" not in message


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: f"{one.check}: {one.name}")
def test_a_twin_is_not_found(twin: Twin) -> None:
    assert twin.check in ALL_PREDICATES
    changed = twin.apply(LAWFUL)
    assert changed != LAWFUL
    assert told(found(changed, twin.as_of)) == []


def test_the_same_history_gives_the_same_findings() -> None:
    mutated = MUTATIONS[0].apply(LAWFUL)
    assert found(mutated) == found(mutated)
    assert [one.id for one in found(mutated)] == [one.id for one in found(mutated)]


class TestImpossibleHistories:
    """What could not have come from us is read to its end: findings, never a crash."""

    @pytest.mark.parametrize("start", range(5))
    def test_any_fact_may_be_missing(self, start: int) -> None:
        for index in range(start, len(LAWFUL), 5):
            assert len(found((*LAWFUL[:index], *LAWFUL[index + 1 :]))) < 60

    def test_backwards(self) -> None:
        assert "fund.unopened" in [one.check for one in found(tuple(reversed(LAWFUL)))]

    def test_every_fact_alone(self) -> None:
        for told in LAWFUL:
            findings = found((told,))
            assert all(one.evidence[0].version == 1 for one in findings)

    def test_opened_twice_is_opened_once(self) -> None:
        opened = next(told for told in LAWFUL if isinstance(told.fact, fund.AccountOpened) and told.kind == "fund/2025")
        assert found(insert(of_2025(fund.AccountOpened), opened)(LAWFUL)) == []

    def test_figures_of_both_languages_agree(self) -> None:
        history = drop(payment("C-09"))(LAWFUL)
        for one_ in found(history):
            numbers = [
                "".join(c for c in one_.message(language) if c.isdigit() or c == ".") for language in ("zh", "en")
            ]
            assert sorted(numbers[0]) == sorted(numbers[1])
