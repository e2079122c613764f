"""No accepted sequence leads to a finding: cases under a state machine, after a lawful beginning and a lawless one."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from case_story import BANK_ID, HE, LOAN, LU, SHEN, XU, ZHOU, paper
from machines.cases import RECEIVER, CaseMachine, LawlessMachine
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


def tour(machine: CaseMachine) -> None:
    """Every transition once, in order; chance goes its own ways after it."""
    machine.begins(stage=3, who=LU, level="special")
    machine.changes_hands(name="k-b", mentor=SHEN, agreed=True, ahead=0, why=True)
    machine.matches(name="k-a", need=LOAN, kind="financing", provider=BANK_ID, declared=False, again=True)
    machine.is_called_in_vain(name="k-a", again=True)
    machine.has_an_outcome(name="k-a", jobs=3, score=9)
    machine.is_extended(name="k-a", days=90, why=True, asker=SHEN, approver=ZHOU, later=0, again=True)
    machine.rests_a_while(name="k-a", approver=ZHOU, days=1)
    machine.pauses(name="k-b", ahead=0, why=True, asker=SHEN, approver=None)
    machine.proposes(name="k-b", reason="policy-change", completed=False, evidence=(paper("文件"),), other=False)
    for back in (True, False):
        machine.is_served_to_the_end(name="k-a", who=XU, heard=True, back=back)
    machine.serves(name="k-a", mentor=LU, kind=("2.2", "opening"), hours=2, again=True)
    machine.has_an_outcome(name="k-a", jobs=0, score=0)
    for filed in (True, False):
        if filed:
            machine.is_archived(name="k-a", code=True, who=HE)
        machine.is_reopened(name="k-a", why=True, term=180)
        machine.is_served_to_the_end(name="k-a", who=XU, heard=True, back=False)
    machine.is_reopened(name="k-a", why=True, term=180)
    machine.says(name="k-a", confirms=False, signed=False)
    machine.is_handed_over(name="k-a", receiver=RECEIVER, agreed=True, why=True)
    machine.teardown()


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, most rules refused something; the others are met by their own tests."""
    tally = CaseMachine.counted = Tally()
    tour(CaseMachine())
    run_state_machine_as_test(CaseMachine, settings=FIXED)
    assert TRANSITIONS - set(tally.transitions) == set(), "never taken"
    met = set(rules("client_case").values()) & set(tally.refusals)
    assert len(met) >= 50, len(met)


def test_after_a_lawless_beginning_decisions_still_decide() -> None:
    tally = LawlessMachine.counted = Tally()
    run_state_machine_as_test(LawlessMachine, settings=settings(FIXED, max_examples=80))
    assert len(tally.refusals) > 20
    assert {name.partition(": ")[2] for name in tally.transitions} >= {"ClosureProposed", "ServiceDelivered"}
