"""No accepted sequence of training, activities, publicity, pilots and entries leads to a finding."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.programs import TRANSITIONS, ProgramMachine
from studio_domain import (
    case_study,
    development_ledger,
    publication,
    reception_ledger,
    service_activity,
    skills_pilot,
    training_program,
)
from studio_domain.guideline import Rule

MET: Final[tuple[Rule, ...]] = (
    training_program.PROPOSED_ONCE, training_program.NOT_OVER, training_program.NEED_ON_RECORD,
    training_program.NEEDS_FIRST, training_program.MINUTES_PLANNED, training_program.VERSION_EXISTS,
    training_program.FORWARD, training_program.TWO_HANDS, training_program.PLAN_FIRST, training_program.NEW_SESSION,
    training_program.WITHIN_PLAN, training_program.WITHIN_ROOM, training_program.TAUGHT_FIRST,
    training_program.RESPONSES, training_program.EVALUATED_FIRST,
    service_activity.PLANNED_ONCE, service_activity.KNOWN_KIND, service_activity.WITHIN_ROOM,
    service_activity.STILL_AHEAD, service_activity.ANNOUNCED_BY, service_activity.HELD_FIRST,
    service_activity.REPORTED_FIRST, service_activity.CONTESTANTS_FIRST, service_activity.STANDS_ASIDE,
    service_activity.NOT_CANCELLED,
    publication.DRAFTED_ONCE, publication.NOT_PUBLISHED, publication.OTHER_HAND, publication.SECRECY_PASSED,
    publication.APPROVED_FIRST, publication.OF_ITS_KIND, publication.KNOWN_CHANNEL, publication.CONSENT_TO_PUBLICITY,
    publication.DEIDENTIFIED, publication.PUBLISHED_FIRST,
    case_study.COMPILED_ONCE, case_study.CASE_CLOSED, case_study.OTHER_HAND,
    skills_pilot.LAUNCHED_ONCE, skills_pilot.KNOWN_MODE, skills_pilot.GOING_ON, skills_pilot.OTHER_HAND,
    skills_pilot.REVIEWED_FIRST,
    reception_ledger.ENTRY_ONCE, reception_ledger.ENTRY_EXISTS, development_ledger.ENTRY_ONCE,
)  # fmt: skip
"""Rules that depend on what happened before; those of form have their own tests."""


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, and each of these rules refused something."""
    ProgramMachine.transitions.clear()
    ProgramMachine.refusals.clear()
    fixed = settings(
        derandomize=True, database=None, deadline=None, max_examples=70, stateful_step_count=40,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(ProgramMachine, settings=fixed)
    assert sorted(TRANSITIONS - set(ProgramMachine.transitions)) == []
    met = {id(rule) for rule in ProgramMachine.refusals}
    assert "; ".join(rule.en for rule in MET if id(rule) not in met) == ""
