"""A training programme (创业培训): needs, plan, teaching, effect, in that order (二、（四）).

Stream `<studio>/training/<programme>`. The package serves as the aggregate's module: `planning` has needs and plan,
`teaching` the sessions, their effect, and the end.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a programme, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.training_program import planning, teaching
from studio_domain.training_program.facts import (
    NeedRef, ProgramProposed, NeedsAssessed, ProgramPlanDesigned, ProgramPlanApproved, SessionScheduled,
    SessionDelivered, ProgramCharged, EffectEvaluated, ProgramCompleted, ProgramCancelled, Event,
)
from studio_domain.training_program.state import Stage, Version, TrainingProgram, minutes_of, evolve
from studio_domain.training_program.planning import (
    PROPOSED_ONCE, TITLED, STUDIO_SERVES, NOT_OVER, IN_ORDER, NEEDS_NAMED, NEED_ON_RECORD, DIGESTED, NEEDS_FIRST,
    MINUTES_PLANNED, COURSE_IN_USE, REVISION_REASONED, VERSION_EXISTS, FORWARD, TWO_HANDS, DOCUMENTED,
    propose_program, assess_needs, design_plan, approve_plan,
)
from studio_domain.training_program.teaching import (
    PLAN_FIRST, NEW_SESSION, SESSION_ONCE, ENDS_AFTER_START, TRAINER_MAY_SERVE, WITHIN_PLAN, AREA_IN_USE, WITHIN_ROOM,
    NOT_NEGATIVE, CHARGE_ONCE, TAUGHT_FIRST, METHOD_NAMED, RESPONSES, EVALUATED_FIRST, REASON_STATED, REFUNDED,
    schedule_session, record_session, record_charge, evaluate_effect, complete_program, cancel_program,
)
from studio_domain.guideline import MayDecide

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {**planning.MAY_DECIDE, **teaching.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE", "NeedRef", "ProgramProposed", "NeedsAssessed", "ProgramPlanDesigned", "ProgramPlanApproved",
    "SessionScheduled", "SessionDelivered", "ProgramCharged", "EffectEvaluated", "ProgramCompleted",
    "ProgramCancelled", "Event", "Stage", "Version", "TrainingProgram", "minutes_of", "evolve",
    "PROPOSED_ONCE", "TITLED", "STUDIO_SERVES", "NOT_OVER", "IN_ORDER", "NEEDS_NAMED", "NEED_ON_RECORD", "DIGESTED",
    "NEEDS_FIRST", "MINUTES_PLANNED", "COURSE_IN_USE", "REVISION_REASONED", "VERSION_EXISTS", "FORWARD", "TWO_HANDS",
    "DOCUMENTED", "propose_program", "assess_needs", "design_plan", "approve_plan",
    "PLAN_FIRST", "NEW_SESSION", "SESSION_ONCE", "ENDS_AFTER_START", "TRAINER_MAY_SERVE", "WITHIN_PLAN", "AREA_IN_USE",
    "WITHIN_ROOM", "NOT_NEGATIVE", "CHARGE_ONCE", "TAUGHT_FIRST", "METHOD_NAMED", "RESPONSES", "EVALUATED_FIRST",
    "REASON_STATED", "REFUNDED", "schedule_session", "record_session", "record_charge", "evaluate_effect",
    "complete_program", "cancel_program",
]
