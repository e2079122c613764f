"""No accepted sequence leads to a finding: money under a state machine, purely and through every store."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.bookkeeping import TRANSITIONS
from machines.money import DISPUTED, MoneyMachine
from machines.office import Tally
from studio_domain import invoice
from studio_domain import fund_account as fund
from studio_domain.guideline import Rule
from test_form import rules

UNREACHABLE = {
    fund.KNOWN_SOURCE: "sources are a closed list, and no policy may leave one out",
    invoice.HELD_BY_CLAIM: "the desk frees only invoices that the claim holds",
}
"""Rules that no history of ours can meet; their own tests hand them what cannot be."""

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=40, stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule refused something."""
    tally = MoneyMachine.tally = Tally()
    MoneyMachine.met = set()
    run_state_machine_as_test(MoneyMachine, settings=FIXED)
    for name in sorted(TRANSITIONS):
        print(f"{tally.transitions[name]:7} × {name}")
    for rule, times in tally.refusals.most_common():
        print(f"{times:7} × refused: {rule.en}")
    assert not TRANSITIONS - set(tally.transitions), "never taken"
    assert not set(tally.transitions) - TRANSITIONS, "unknown"
    every: set[Rule] = set().union(*(rules(name).values() for name in ("fund_account", "tariff_schedule", "invoice")))
    assert [rule.en for rule in every - set(tally.refusals) - set(UNREACHABLE)] == []
    assert not set(UNREACHABLE) & set(tally.refusals)
    assert MoneyMachine.met == set(DISPUTED), "a dispute that nobody meets is settled: take it from the list"
