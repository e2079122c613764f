"""Each fact of a case changes its own part of the state, and leaves all others as they were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import attrs
import pytest

import case_story as s
from case_story import CLOSED, DUE, LU, OPENED, PLANNED, RESULT, SERVED, SHEN, ZHOU, paper
from studio_domain import client_case as case
from studio_domain.client_case import ClientCase, ClosureKind, Event, MatchOutcome
from studio_domain.client_case.facts import CaseArchived, CaseClosed, CaseReopened, CaseTermExtended

DAY = timedelta(1)
PENDING = s.proposed().case
REST = date(2024, 12, 2)
ROUGH = (
    case.ServicePaused(REST, "住院", LU, ZHOU),
    case.TermExtensionRequested("e-0", DUE + DAY, "r", LU),
)


def full() -> ClientCase:
    """A case in whose every part something stands."""
    return s.proposed().tell(*ROUGH).case


FACTS: list[tuple[Event, set[str]]] = [
    (case.MentorAssigned(SHEN, PLANNED, "r", True), {"mentors"}),
    (case.ClientAssessed("a-2", "T-03", 2, "graduate", LU, PLANNED, None, paper("p")), {"work.assessments"}),
    (case.ServiceLevelSet("basic", (), "r", LU, PLANNED), {"levels"}),
    (case.AgreementSigned("g-2", "x", s.ITEM, 0, PLANNED, PLANNED, PLANNED, "d"), {"agreements"}),
    (case.ProblemDiagnosed("d-2", (), LU, PLANNED, paper("p")), {"work.diagnoses"}),
    (case.ProblemDiagnosed("d-2", (), LU, OPENED, paper("p")), {"work.diagnoses", "work.diagnosed"}),
    (case.SolutionPlanned(2, ("x",), LU, PLANNED, True, paper("p")), {"work.plan"}),
    (case.PlanStepExecuted("x", LU, PLANNED, paper("p")), {"work.done"}),
    (case.ServiceDelivered("s-9", "2.2", "opening", case.Channel.VISIT, LU, s.at(RESULT, 9), s.at(RESULT, 10), "x",
                           None, (), paper("p")), {"work.services"}),
    (case.ResourceMatched("m-2", s.LOAN, "financing", "x", LU, PLANNED, None), {"work.matches"}),
    (case.MatchResultRecorded("m-2", MatchOutcome.FAILED, 0, PLANNED, paper("p")), set()),
    (case.PhaseResultRecorded("r-2", "x", LU, PLANNED, (paper("p"),)), {"work.results"}),
    (case.OutcomeRecorded(1, False, PLANNED, ()), set()),
    (case.ServicePaused(CLOSED, "r", LU, None), {"term.pauses"}),
    (case.ServiceResumed(REST), {"term.pauses", "term.due"}),
    (case.TermExtensionRequested("e-1", DUE + DAY, "r", LU), {"term.extensions"}),
    (CaseTermExtended("e-0", DUE + DAY, ZHOU, PLANNED), {"term.extensions", "term.due"}),
    (case.ContactTried("t-1", "电话", PLANNED, LU), {"contact.tries"}),
    (case.ClientWordRecorded(False, None, CLOSED, None), {"contact.word"}),
    (case.ClientWordRecorded(False, None, OPENED, None), set()),
    (case.ClosureProposed(2, ClosureKind.COMPLETED, None, (), LU, CLOSED), {"end.pending", "end.proposals"}),
    (case.ClosureReturned(1, ZHOU, "r", CLOSED), {"end.pending"}),
    (CaseClosed(1, ClosureKind.COMPLETED, ZHOU, CLOSED), {"end.pending", "end.closed"}),
    (case.CaseTransferred("x", "r", True, ZHOU, CLOSED), {"end.pending", "end.transferred"}),
    (CaseReopened("r", DUE + DAY, ZHOU, CLOSED), {"term.since", "term.due", "contact.word", "end.pending"}),
    (case.SatisfactionRecorded(9, None, CLOSED), set()),
    (case.FollowUpRecorded(CLOSED, LU, "x"), set()),
    (CaseArchived("x", s.HE, CLOSED), {"end.archived"}),
]  # fmt: skip


def parts(state: ClientCase) -> dict[str, Any]:
    """The state by its parts; of those that have parts themselves by theirs."""
    found: dict[str, Any] = {}
    for name in (field.name for field in attrs.fields(ClientCase)):
        part = getattr(state, name)
        if name in ("term", "work", "contact", "end"):
            found |= {f"{name}.{field.name}": getattr(part, field.name) for field in attrs.fields(type(part))}
        else:
            found[name] = part
    return found


@pytest.mark.parametrize(("fact", "changed"), FACTS, ids=lambda value: type(value).__name__)
def test_a_fact_changes_its_own_part(fact: Event, changed: set[str]) -> None:
    before, after = parts(full()), parts(case.evolve(full(), fact))
    assert {name for name in before if before[name] != after[name]} == changed


def test_every_fact_but_the_first_is_there() -> None:
    every = set(get_args(case.Event))
    assert {type(fact) for fact, _ in FACTS} == every - {case.CaseOpened}


class TestBeginning:
    def test_as_opened(self) -> None:
        fact = s.open_case(None)
        state = case.evolve(None, fact)
        assert (state.case, state.client, state.needs) == (fact.case, fact.client, fact.needs)
        assert (state.term.since, state.due, state.open) == (OPENED, DUE, True)
        assert (state.mentor_on(OPENED), state.mentor_on(OPENED - DAY)) == (LU, None)

    @pytest.mark.parametrize("fact", [fact for fact, _ in FACTS], ids=lambda value: type(value).__name__)
    def test_nothing_happens_before(self, fact: Event) -> None:
        with pytest.raises(LookupError):
            case.evolve(None, fact)

    def test_nor_twice(self) -> None:
        with pytest.raises(LookupError):
            case.evolve(PENDING, s.open_case(None))


class TestDays:
    def test_the_mentor_of_a_day(self) -> None:
        """What begins later counts from its day; of two from one day the one recorded later."""
        state = s.opened().tell(
            case.MentorAssigned(ZHOU, SERVED[1], "r", True),
            case.MentorAssigned(SHEN, SERVED[0], "r", True),
            case.MentorAssigned(s.HE, SERVED[0], "r", True),
        ).case  # fmt: skip
        days = (SERVED[0] - DAY, SERVED[0], SERVED[1] - DAY, SERVED[1])
        assert [state.mentor_on(day) for day in days] == [LU, s.HE, s.HE, ZHOU]

    def test_the_level_of_a_day(self) -> None:
        state = s.opened().tell(case.ServiceLevelSet("basic", (), "r", LU, PLANNED)).case
        assert [state.level_on(day) for day in (OPENED - DAY, OPENED, PLANNED - DAY, PLANNED)] == [
            None, "special", "special", "basic",
        ]  # fmt: skip

    def test_an_agreement_covers_its_days_once_signed(self) -> None:
        late = case.AgreementSigned("g-1", "x", s.ITEM, 0, SERVED[0], PLANNED, SERVED[1], "d")
        state = s.Story().take(s.open_case).tell(late).case
        days = (PLANNED, SERVED[0] - DAY, SERVED[0], SERVED[1], SERVED[1] + DAY)
        assert [state.agreed_on(day) for day in days] == [False, False, True, True, False]

    def test_a_pause_covers_its_days(self) -> None:
        state = s.opened().tell(case.ServicePaused(PLANNED, "r", LU, None)).case
        assert [state.paused_on(day) for day in (PLANNED - DAY, PLANNED, DUE)] == [False, True, True]
        state = case.evolve(state, case.ServiceResumed(SERVED[0]))
        assert [state.paused_on(day) for day in (SERVED[0], SERVED[0] + DAY)] == [True, False]


class TestPauses:
    def pause(self, approver: Any) -> ClientCase:
        return s.opened().tell(case.ServicePaused(PLANNED, "r", LU, approver)).case

    def test_an_approved_one_moves_the_due_day_with_it(self) -> None:
        state = self.pause(ZHOU)
        assert [state.term.due_on(day) for day in (PLANNED - DAY, PLANNED, PLANNED + 9 * DAY)] == [
            DUE, DUE + DAY, DUE + 10 * DAY,
        ]  # fmt: skip
        assert case.evolve(state, case.ServiceResumed(PLANNED + 9 * DAY)).due == DUE + 10 * DAY

    def test_one_that_nobody_approved_does_not(self) -> None:
        state = self.pause(None)
        assert state.term.due_on(PLANNED + 9 * DAY) == DUE
        assert case.evolve(state, case.ServiceResumed(PLANNED + 9 * DAY)).due == DUE

    def test_one_that_ended_before_it_began_moves_nothing(self) -> None:
        assert case.evolve(self.pause(ZHOU), case.ServiceResumed(PLANNED - 9 * DAY)).due == DUE


class TestWhatMakesLittleSense:
    """Old records say what they say; they are folded, and decisions go on from there."""

    def test_an_answer_to_what_was_never_asked(self) -> None:
        state = s.opened().tell(CaseTermExtended("e-9", DUE + DAY, ZHOU, PLANNED), case.ServiceResumed(PLANNED)).case
        assert (state.due, state.term.granted, state.term.pauses) == (DUE + DAY, 1, ())

    def test_a_closing_that_nobody_proposed(self) -> None:
        state = s.opened().tell(CaseClosed(7, ClosureKind.OBJECTIVE, ZHOU, PLANNED)).case
        assert (state.open, state.end.closed) == (False, PLANNED)

    def test_a_second_beginning_of_what_is_open(self) -> None:
        state = s.proposed().tell(CaseReopened("r", DUE + DAY, ZHOU, CLOSED)).case
        assert (state.open, state.due, state.end.proposals, state.end.pending) == (True, DUE + DAY, 1, None)

    def test_a_step_of_no_plan(self) -> None:
        state = s.opened().tell(case.PlanStepExecuted("x", LU, PLANNED, paper("p"))).case
        assert (state.work.done, state.work.undone) == (frozenset({"x"}), ())
