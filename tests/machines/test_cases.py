"""No accepted sequence leads to a finding: cases under a state machine, after a lawful beginning and a lawless one."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.cases import CaseMachine, LawlessMachine
from machines.office import Tally
from test_form import rules

OPEN = (
    "AgreementSigned", "CaseTermExtended", "CaseTransferred", "ClientAssessed", "ClientWordRecorded",
    "ClosureProposed", "ContactTried", "FollowUpRecorded", "MentorAssigned", "OutcomeRecorded", "PhaseResultRecorded",
    "PlanStepExecuted", "ProblemDiagnosed", "ResourceMatched", "SatisfactionRecorded", "ServiceDelivered",
    "ServiceLevelSet", "ServicePaused", "SolutionPlanned", "TermExtensionRequested",
)  # fmt: skip
TRANSITIONS = {
    "-: CaseOpened", *(f"open: {fact}" for fact in OPEN), "paused: ServiceResumed", "paused: ClosureProposed",
    "proposed: CaseClosed", "proposed: ClosureReturned", "proposed: ClientWordRecorded", "closed: CaseArchived",
    "closed: CaseReopened", "closed: SatisfactionRecorded", "closed: ServiceDelivered", "closed, filed: CaseReopened",
}  # fmt: skip
"""What must have been taken: every decision from where it may be taken, and reports after the end."""

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=300, stateful_step_count=50,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, most rules refused something; the others are met by their own tests."""
    tally = CaseMachine.counted = Tally()
    run_state_machine_as_test(CaseMachine, settings=FIXED)
    assert TRANSITIONS - set(tally.transitions) == set(), "never taken"
    met = set(rules("client_case").values()) & set(tally.refusals)
    assert len(met) >= 60, len(met)


def test_after_a_lawless_beginning_decisions_still_decide() -> None:
    tally = LawlessMachine.counted = Tally()
    run_state_machine_as_test(LawlessMachine, settings=settings(FIXED, max_examples=80))
    assert len(tally.refusals) > 20
    assert {name.partition(": ")[2] for name in tally.transitions} >= {"ClosureProposed", "ServiceDelivered"}
