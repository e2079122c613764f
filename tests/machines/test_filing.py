"""No accepted sequence of plans, reports and filings leads to a finding."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.planning import TRANSITIONS, PlanningMachine
from studio_domain import annual_plan, filing
from test_form import rules

UNREACHABLE = {
    id(rule)
    for rule in (
        annual_plan.TWO_HANDS,  # the machine's lead drafts, its head approves
        annual_plan.NOT_BEFORE_DRAFT,  # nothing here is decided as of an earlier day
        annual_plan.REPORT_IN_ORDER,
        filing.FILED_IN_ORDER,
    )
}
"""Rules that this machine does not meet; their own tests do."""


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule refused something."""
    PlanningMachine.transitions.clear()
    PlanningMachine.refusals.clear()
    fixed = settings(
        derandomize=True, database=None, deadline=None, max_examples=150, stateful_step_count=50,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(PlanningMachine, settings=fixed)
    assert set(PlanningMachine.transitions) == TRANSITIONS
    ours = [*rules("annual_plan").values(), *rules("filing").values()]
    met = {id(rule) for rule in PlanningMachine.refusals}
    assert [rule.en for rule in ours if id(rule) not in met | UNREACHABLE] == []
