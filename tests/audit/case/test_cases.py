"""Lawful cases give no finding on any day; each mutation is found by one check, its twins by none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import case_story as s
from audit.case.changes import EXPERT, MOVED, S4, Mutation, Twin, of, told
from audit.case.histories import AS_OF, found, lawful
from audit.case.mutations import MUTATIONS, summary
from audit.case.twins import TWINS
from audit.changing import History, change, drop, insert
from audit.histories import grounds, recorded
from studio_domain import client_case as case
from studio_domain.audit import ALL_PREDICATES
from studio_domain.audit.case import PREDICATE_MODULES, case_checks
from studio_domain.audit.case.obligations import CaseObligations
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Predicate
from studio_domain.audit.obligations import Entry, Standing

LAWFUL = lawful()


def test_lawful_cases_give_no_finding() -> None:
    assert summary(found(LAWFUL)) == []


@pytest.mark.parametrize("week", range(0, 78, 3))
def test_nor_on_any_day(week: int) -> None:
    assert summary(found(LAWFUL, date(2024, 7, 1) + timedelta(weeks=week))) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.check}: {one.name}")
def test_a_mutation_is_found_by_its_check_and_by_no_other(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of)
    assert [one.check for one in findings] == [mutation.check] * mutation.times, summary(findings)
    for one in findings:
        for message in (one.message("zh"), one.message("en")):
            assert "{" not in message


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: f"{one.check}: {one.name}")
def test_a_twin_is_not_found(twin: Twin) -> None:
    assert twin.check in ALL_PREDICATES
    assert summary(found(twin.apply(LAWFUL), twin.as_of, **twin.policy)) == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    checks = {one.check for module in PREDICATE_MODULES for one in vars(module).values() if isinstance(one, Predicate)}
    checks |= {f"obligation.{key}" for key in ("case_due", "close_ready", "archive_case")}
    assert {one.check for one in MUTATIONS} == checks
    assert {one.check for one in TWINS} == checks


class TestImpossibleHistories:
    """What could not have come from us is read to its end: findings, never a crash."""

    @pytest.mark.parametrize("start", range(5))
    def test_any_fact_may_be_missing(self, start: int) -> None:
        for index in range(start, len(LAWFUL), 5):
            assert len(found((*LAWFUL[:index], *LAWFUL[index + 1 :]))) < 60

    def test_backwards(self) -> None:
        assert found(tuple(reversed(LAWFUL)))

    def test_every_fact_alone(self) -> None:
        for fact in LAWFUL:
            assert all(one.evidence[0].version == 1 for one in found((fact,)))

    def test_every_fact_twice(self) -> None:
        assert "case.number-twice" in {one.check for one in found((*LAWFUL, *LAWFUL))}


def test_what_nobody_adopted_warns_only() -> None:
    """A case past its term, by a term that is the catalogue's."""
    [late] = found(LAWFUL, date(2026, 3, 1), adopted=False)
    assert (late.check, late.severity.value, late.policy) == (
        "obligation.case_due", "warning", "case.term_days@trial",
    )  # fmt: skip


def test_a_term_that_ends_before_it_begins_is_overdue_at_once() -> None:
    bent = change(of(case.CaseOpened, MOVED), due=date(2024, 10, 8))(LAWFUL)
    assert [one.check for one in found(bent, date(2024, 10, 9))] == ["case.term-too-long", "obligation.case_due"]


class TestObligations:
    """What is owed moves with the term, ends with the case, and begins anew when it is reopened."""

    def owed(self, key: str, name: str, history: History = LAWFUL, as_of: date = AS_OF) -> list[Entry]:
        checks = case_checks(grounds())
        audit(recorded(history), checks, as_of=as_of)
        [obligations] = [one for one in checks if isinstance(one, CaseObligations)]
        entries = (entry for ledger in obligations.ledgers for entry in ledger.entries(as_of))
        return [entry for entry in entries if (entry.key, entry.subject) == (key, name)]

    def test_a_term_is_due_as_extended(self) -> None:
        [entry] = self.owed("case_due", "2024-0021")
        assert (entry.opened, entry.due, entry.discharged) == (
            date(2024, 8, 20), date(2025, 5, 17), date(2025, 4, 10),
        )  # fmt: skip

    def test_an_approved_pause_moves_it(self) -> None:
        """180 days from 2024-09-02 are 2025-03-01; thirty days of pause later it is 03-31."""
        first, again = self.owed("case_due", "2024-0030")
        assert (first.due, first.discharged) == (date(2025, 3, 31), date(2024, 12, 31))
        assert (again.opened, again.due, again.discharged) == (
            date(2025, 3, 31), date(2025, 7, 9), date(2025, 4, 25),
        )  # fmt: skip

    def test_while_it_lasts_the_day_is_provisional(self) -> None:
        [entry] = self.owed("case_due", "2024-0030", as_of=date(2024, 11, 15))
        assert (entry.due, entry.provisional) == (date(2025, 3, 1), True)

    def test_a_pause_that_nobody_approved_moves_nothing(self) -> None:
        [entry] = self.owed("case_due", "2025-0001")
        assert (entry.due, entry.provisional, entry.standing) == (date(2026, 2, 28), False, Standing.OPEN)

    def test_handing_over_ends_it(self) -> None:
        [entry] = self.owed("case_due", "2024-0040")
        assert entry.discharged == date(2024, 12, 3)

    def test_ready_with_the_last_thing_that_was_missing(self) -> None:
        [entry] = self.owed("close_ready", "2024-0017")
        assert (entry.opened, entry.due, entry.discharged) == (
            date(2024, 11, 12), date(2024, 12, 3), date(2024, 11, 20),
        )  # fmt: skip

    def test_ready_with_the_proposal_for_a_cause(self) -> None:
        [entry] = self.owed("close_ready", "2024-0021")
        assert (entry.opened, entry.due) == (date(2025, 4, 3), date(2025, 4, 24))

    def test_a_proposal_that_was_returned_leaves_nothing_owed(self) -> None:
        assert self.owed("close_ready", "2024-0040") == []
        [entry] = self.owed("close_ready", "2024-0040", as_of=date(2024, 11, 13))
        assert entry.opened == date(2024, 11, 11)

    def test_a_new_plan_takes_the_condition_away(self) -> None:
        plan = case.SolutionPlanned(2, (*s.STEPS, "装修"), s.LU, date(2024, 11, 13), True, s.paper("方案"))
        bent = insert(of(case.PhaseResultRecorded, S4), *told("2024-11-13", S4, plan))(LAWFUL)
        assert self.owed("close_ready", "2024-0017", bent, date(2024, 11, 14)) == []
        done = case.PlanStepExecuted("装修", s.LU, date(2024, 11, 14), s.paper("照片"))
        bent = insert(of(case.SolutionPlanned, S4, plan=2), *told("2024-11-14", S4, done))(bent)
        [entry] = self.owed("close_ready", "2024-0017", bent, date(2024, 11, 14))
        assert entry.opened == date(2024, 11, 14)

    def test_a_reopened_case_is_ready_by_what_came_after(self) -> None:
        first, again = self.owed("close_ready", "2024-0030")
        assert (first.opened, again.opened) == (date(2024, 12, 10), date(2025, 4, 20))

    def test_a_file_is_due_after_each_closing(self) -> None:
        first, again = self.owed("archive_case", "2024-0030")
        assert [(one.due, one.discharged) for one in (first, again)] == [
            (date(2025, 1, 30), date(2025, 1, 20)), (date(2025, 5, 25), date(2025, 5, 9)),
        ]  # fmt: skip

    def test_reopening_ends_what_was_owed_for_the_file(self) -> None:
        bent = drop(of(case.CaseArchived, EXPERT, archive_code="2024-FW-D30-0030"))(LAWFUL)
        first, _ = self.owed("archive_case", "2024-0030", bent)
        assert (first.discharged, first.overdue_days) == (date(2025, 3, 31), 60)


def test_a_check_serves_one_history() -> None:
    """What is known is not shared between audits."""
    checks = case_checks(grounds())
    assert audit([], checks, as_of=AS_OF) == []
