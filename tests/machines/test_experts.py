"""No accepted sequence leads to a finding: experts under a state machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.contracts import TRANSITIONS
from machines.engaging import LEAD, STUDIO, ExpertMachine, Tally
from machines.office import Clock
from studio_adapters.app import StudioApp
from studio_domain import expert_contract as expert
from studio_domain import mentor_diary
from studio_domain.audit import Finding
from studio_domain.expert_contract import FeeKind
from test_form import rules

UNREACHABLE = {
    expert.OF_A_CYCLE: "the machine's studio evaluates no year as a whole",
    expert.TWO_SIGN: "no expert of the machine heads the carrier",
    expert.NOT_OF_STAFF: "no expert of the machine is on the roster",
    expert.NOT_BY_ONESELF: "no expert of the machine leads the studio or heads the carrier",
    expert.NOT_THE_NOMINATOR: "nobody of the machine both nominates and approves",
    expert.WITHIN_A_MONTH: "no entry of the machine lasts for a month",
    expert.RENEWED_IN_TIME: "what has ended was acknowledged before, and is refused for that",
}
"""Rules that no history of the machine meets; their own tests hand them what cannot be here."""

TOURS: dict[str, Callable[[ExpertMachine], None]] = {
    "serves elsewhere meanwhile": lambda m: (
        m.some_are_engaged(fan=5, gu=5, lasts=90),
        m.serves_elsewhere_meanwhile(contract="x-fan", touches=False),
        m.serves_elsewhere_meanwhile(contract="x-gu", touches=True),
    )[-1],
    "booked, and ended all the same": lambda m: (
        m.some_are_engaged(fan=6, gu=6, lasts=40),
        m.is_booked(contract="x-fan", days=1, until=1, whose=0),
        m.is_booked(contract="x-fan", days=0, until=0, whose=1),
        m.is_booked(contract="x-fan", days=1, until=1, whose=1),
        m.is_booked(contract="x-gu", days=0, until=0, whose=1),
        m.gives_a_booking_back(contract="x-gu", which=0),
        m.gives_a_booking_back(contract="x-gu", which=0),
        m.is_ended_and_settled(contract="x-fan", rarely=0, acknowledges=False),
    )[-1],
    "declined at once": lambda m: (
        m.some_are_engaged(fan=1, gu=0, lasts=40),
        m.is_not_wanted(contract="x-fan", rarely=0),
        m.is_engaged_anew(contract="x-fan"),
        m.goes_on(contract="x-fan", lasts=40, kind=FeeKind.LECTURE),
    )[-1],
    "declined when verified, and when approved": lambda m: (
        m.some_are_engaged(fan=2, gu=3, lasts=40),
        m.is_not_wanted(contract="x-fan", rarely=0),
        m.is_not_wanted(contract="x-gu", rarely=0),
    )[-1],
    "a fee rejected, claimed again, paid, and reversed": lambda m: (
        m.some_are_engaged(fan=6, gu=0, lasts=90),
        m.is_paid(contract="x-fan", rejects=True),
        m.is_paid(contract="x-fan", rejects=False),
        m.brings_a_fee_to_its_end(contract="x-fan", rejects=False, back=0),
    )[-1],
    "a full morning, paid above the cap or not": lambda m: (
        m.some_are_engaged(fan=5, gu=7, lasts=90),
        m.time_passes(days=1),
        m.fills_a_morning(contract="x-fan", over=1),
        m.is_paid(contract="x-fan", rejects=False),
        m.is_paid(contract="x-gu", rejects=False),
        m.is_ended_and_settled(contract="x-gu", rarely=0, acknowledges=False),
        m.claims(contract="x-gu", part=0, over=0, wrong=0, who=LEAD),
    )[-1],
    "renewed, suspended, dismissed": lambda m: (
        m.some_are_engaged(fan=6, gu=6, lasts=90),
        m.acknowledges(contract="x-fan"),
        m.is_absent(contract="x-fan", excused=True),
        m.nominates(contract="x-fan", who=LEAD, reason="经验"),
        m.logs(contract="x-fan", ago=0, hour=7, minutes=30, known_task=0, verify=True, length=0),
        m.verifies_before_it_ended(contract="x-fan"),
        m.pays_what_is_no_fee(contract="x-fan", withdraws=True),
        m.is_renewed(contract="x-fan"),
        m.rests_a_while(contract="x-fan", days=2, dismissed=False),
        m.rests_a_while(contract="x-fan", days=1, dismissed=True),
        m.is_ended_and_settled(contract="x-gu", rarely=0, acknowledges=True),
    )[-1],
    "a consultation paid as agreed, below the cap": lambda m: (
        m.some_are_engaged(fan=0, gu=6, lasts=40),
        m.is_paid(contract="x-gu", rejects=False),
    )[-1],
    "away to the end": lambda m: (
        m.some_are_engaged(fan=6, gu=0, lasts=5),
        m.suspends(contract="x-fan", starts=0, reason="出国", far=False),
        m.time_passes(days=30),
    )[-1],
    "a public official without permission": lambda m: (
        m.some_are_engaged(fan=0, gu=5, lasts=3),
        m.claims(contract="x-gu", part=2, over=0, wrong=0, who=LEAD),
    )[-1],
}
"""The whole of a life, walked for certain; chance walks the rest."""

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=120, stateful_step_count=50, phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule refused something."""
    tally = ExpertMachine.counted = Tally()
    for tour in TOURS.values():
        machine = ExpertMachine()
        tour(machine)
        machine.teardown()
    run_state_machine_as_test(ExpertMachine, settings=FIXED)
    for name in sorted(TRANSITIONS):
        print(f"{tally.transitions[name]:7} × {name}")
    for rule, times in tally.refusals.most_common():
        print(f"{times:7} × refused: {rule.en}")
    assert not TRANSITIONS - set(tally.transitions), "never taken"
    assert not set(tally.transitions) - TRANSITIONS, "unknown"
    every = set(rules("expert_contract").values())
    assert sorted(rule.en for rule in every - set(tally.refusals) - set(UNREACHABLE)) == []
    assert not set(UNREACHABLE) & set(tally.refusals)
    assert tally.refusals[mentor_diary.HOUR_COUNTS_ONCE]


class ThroughAStore(ExpertMachine):
    """The same machine over bytes: what was decided is stored, read back, and audited from the store."""

    place: ClassVar[Callable[[], str]]
    counted: ClassVar[Tally] = Tally()

    def open_app(self, clock: Clock) -> StudioApp:
        return StudioApp(type(self).place(), clock=clock)

    def findings(self) -> Iterable[Finding]:
        return self.app.audit(STUDIO, as_of=self.today).findings


@pytest.mark.parametrize("store", ["memory:", "sqlite"])
def test_nor_through_a_store(store: str, tmp_path: Path) -> None:
    class Machine(ThroughAStore):
        pass

    files = count(1)
    Machine.place = staticmethod(lambda: store if store == "memory:" else str(tmp_path / f"{next(files)}.db"))
    for tour in TOURS.values():
        machine = Machine()
        tour(machine)
        machine.teardown()
    run_state_machine_as_test(Machine, settings=settings(FIXED, max_examples=4, stateful_step_count=15))
