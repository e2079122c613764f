"""No accepted sequence of reports and decisions about them leads to a finding."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.disciplining import TRANSITIONS, DisciplineMachine


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken; what each rule refuses, its own test says."""
    DisciplineMachine.transitions.clear()
    fixed = settings(
        derandomize=True, database=None, deadline=None, max_examples=100, stateful_step_count=50,
        phases=(Phase.generate,),        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(DisciplineMachine, settings=fixed)
    assert TRANSITIONS - set(DisciplineMachine.transitions) == set()
