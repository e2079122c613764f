"""No accepted sequence leads to a finding, but for what follows from a report: a studio under a state machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.studios import TRANSITIONS, RecognisedMachine, StudioMachine, never
from studio_domain.studio import Stage, WithdrawalKind
from studio_world import SHEN, SUN, XU, ZHOU

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=25, stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def through_every_stage(machine: StudioMachine) -> None:
    """Returned, rejected at each stage, recognised, taken away, recognised again, given up, closed."""
    for way, stage in (("return", Stage.SUBMITTED), *(("reject", stage) for stage in list(Stage)[1:5])):
        machine.applies(signer=XU, ready=True)
        machine.the_authority_goes_on(way=way, stage=stage, days=8, who=SUN)
    for stage in (Stage.UNDER_REVIEW, Stage.ON_NOTICE):
        machine.applies(signer=XU, ready=True)
        machine.the_authority_goes_on(way="object", stage=stage, days=8, who=SUN)
        if stage is Stage.UNDER_REVIEW:
            machine.is_renamed(region="西湖区", name="周明远", ahead=0)
            machine.is_renewed(days=0)
            machine.is_taken_away(kind=WithdrawalKind.REVOKED, heard=True, other=False, closes=False)
    for passes in ("accept", "fail"):
        machine.has_to_rectify(passes=passes, pieces=2)
    machine.is_suspended(lifts=True)
    machine.gives_up(signer=XU, ahead=0)
    machine.time_passes(days=1)
    machine.is_closed(plaque=True)


def through_every_post_and_place(machine: StudioMachine) -> None:
    """Who comes and goes, and where the studio works."""
    machine.somebody_is_away(person=SHEN, back=True)
    machine.the_archives_change_hands(person=SHEN, listed=True)
    machine.an_area(seats=30, kind="activity-room", closes=True)
    machine.an_area(seats=30, kind="display-area", closes=False)
    for what in ("remodel", "attest", "exit"):
        machine.the_place_changes(what=what)
    machine.moves(attested=True, zones=2)
    machine.somebody_leaves(person=SHEN, clears=True, days=0)
    machine.a_lead_leaves(person=ZHOU, really=True)
    machine.world.clock.jump(machine.today + timedelta(1))
    machine.is_put_in_order()
    machine.another_operates_it(changes=True)
    machine.gives_up(signer=ZHOU, ahead=0)


WALKS: dict[Callable[[StudioMachine], None], type[StudioMachine]] = {
    through_every_stage: StudioMachine,
    through_every_post_and_place: RecognisedMachine,
}
"""Ways that chance finds rarely."""


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_a_walk_leads_to_no_finding(walk: Callable[[StudioMachine], None]) -> None:
    machine = WALKS[walk]()
    machine.begins()
    walk(machine)
    machine.teardown()


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, on the walks or by chance."""
    run_state_machine_as_test(StudioMachine, settings=FIXED)
    run_state_machine_as_test(RecognisedMachine, settings=FIXED)
    for walk in WALKS:
        test_a_walk_leads_to_no_finding(walk)
    for name in sorted(TRANSITIONS):
        print(f"{StudioMachine.transitions[name]:7} × {name}")
    for name, times in StudioMachine.refusals.most_common():
        print(f"{times:7} × refused: {name}")
    assert never(StudioMachine.transitions) == []
