"""No accepted sequence leads to a finding, but for what follows from a report: a studio under a state machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.studios import TRANSITIONS, RecognisedMachine, StudioMachine, never

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=30, stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken."""
    StudioMachine.transitions.clear()
    StudioMachine.refusals.clear()
    run_state_machine_as_test(StudioMachine, settings=FIXED)
    run_state_machine_as_test(RecognisedMachine, settings=FIXED)
    for name in sorted(TRANSITIONS):
        print(f"{StudioMachine.transitions[name]:7} × {name}")
    for name, times in StudioMachine.refusals.most_common():
        print(f"{times:7} × refused: {name}")
    assert never(StudioMachine.transitions) == []
