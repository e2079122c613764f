"""No accepted sequence leads to a finding: money under a state machine, purely and through every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from psycopg.sql import SQL, Identifier

from machines.bookkeeping import TRANSITIONS
from machines.money import MoneyMachine
from machines.office import A, Clock, Tally
from studio_adapters.app import StudioApp
from studio_domain import fund_account as fund
from studio_domain import invoice
from studio_domain.audit import Finding
from studio_domain.guideline import Rule
from test_form import rules

UNREACHABLE = {
    fund.KNOWN_SOURCE: "sources are a closed list, and no policy may leave one out",
    fund.REFUNDED_IN_TIME: "the machine lives in two fiscal years, and it takes three",
    invoice.HELD_BY_CLAIM: "the desk frees only invoices that the claim holds",
}
"""Rules that no history of ours can meet; their own tests hand them what cannot be."""

SETTLED: dict[str, Callable[[MoneyMachine], None]] = {
    "a version withdrawn before it began": lambda m: m.the_tariff_changes(
        ahead=-1, price=500_00, wait=3, withdraws=True
    ),
    "a basic price lowered between publication and effect": lambda m: (
        m.the_tariff_changes(ahead=0, price=500_00, wait=3, withdraws=False),
        m.basic_services_become_free(studio=A),
        m.time_passes(days=9),
    )[-1],
    "a cheaper tariff, for what was charged that morning": lambda m: m.the_tariff_changes(
        ahead=0, price=0, wait=0, withdraws=False
    ),
    "a mandate whose end was recorded twice": lambda m: m.the_deputy_stands_in(studio=A, over=0, days=1, again=True),
    "an approved claim that is returned": lambda m: m.ends_a_claim_on_its_way(studio=A),
}
"""What guards, checks and registers once did not agree about, and how to come there."""

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule refused something."""
    tally = MoneyMachine.counted = Tally()
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


class ThroughAStore(MoneyMachine):
    """The same machine over bytes: what was decided is stored, read back, and audited from the store."""

    place: ClassVar[Callable[[], str]]
    counted: ClassVar[Tally] = Tally()

    def open_app(self, clock: Clock) -> StudioApp:
        return StudioApp(type(self).place(), clock=clock)

    def findings(self) -> Iterable[Finding]:
        return self.app.audit(as_of=self.today).findings


def through(place: Callable[[], str], examples: int, steps: int) -> None:
    class Machine(ThroughAStore):
        pass

    Machine.place = staticmethod(place)
    run_state_machine_as_test(Machine, settings=settings(FIXED, max_examples=examples, stateful_step_count=steps))


def test_nor_through_memory() -> None:
    through(lambda: "memory:", 8, 20)


def test_nor_through_sqlite(tmp_path: Path) -> None:
    files = count(1)
    through(lambda: str(tmp_path / f"{next(files)}.db"), 6, 12)


def test_nor_through_postgresql(postgres_server: str) -> None:
    """Each history in a schema of its own."""
    schemas = count(1)

    def place() -> str:
        schema = f"machine_{next(schemas)}"
        with psycopg.connect(postgres_server, autocommit=True) as admin:
            admin.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
        return f"{postgres_server}?options={quote(f'-csearch_path={schema}')}"

    through(place, 3, 10)


@pytest.mark.parametrize("matter", SETTLED)
def test_what_was_settled_stays_settled(matter: str) -> None:
    machine = MoneyMachine()
    machine.begins(begin=date(2025, 1, 2))
    SETTLED[matter](machine)
    machine.teardown()
