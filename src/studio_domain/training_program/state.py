"""What the rules of a training programme need to know of its past, and how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.training_program.facts import (
    EffectEvaluated,
    Event,
    NeedsAssessed,
    ProgramCancelled,
    ProgramCharged,
    ProgramCompleted,
    ProgramPlanApproved,
    ProgramPlanDesigned,
    ProgramProposed,
    SessionDelivered,
    SessionScheduled,
)
from studio_domain.values import PersonId

_MINUTE: Final = timedelta(minutes=1)


class Stage(Enum):
    """How far a programme has come."""

    PROPOSED = "proposed"  # 已提出
    NEEDS_ASSESSED = "needs-assessed"  # 已评估需求
    PLAN_APPROVED = "plan-approved"  # 方案已批准
    RUNNING = "running"  # 实施中
    EVALUATED = "evaluated"  # 已评估效果
    COMPLETED = "completed"  # 已完成
    CANCELLED = "cancelled"  # 已取消


@frozen
class Version:
    """A version of the plan: whose it is, so many minutes of which course."""

    designer: PersonId
    minutes: int
    course: str
    course_version: int


@frozen
class TrainingProgram:
    """A programme as rules see it; `day` is that of its last step."""

    stage: Stage
    day: date
    versions: Mapping[int, Version] = field(factory=dict)
    in_force: int | None = None
    scheduled: Mapping[str, int] = field(factory=dict)
    """Minutes of the sessions that were scheduled, by id."""
    delivered: Mapping[str, int] = field(factory=dict)
    """Minutes of the sessions that were delivered, by id."""
    charges: tuple[tuple[int, str], ...] = ()
    """What was charged for it: the year of the account, and the charge."""

    @property
    def over(self) -> bool:
        """Whether it is completed or cancelled."""
        return self.stage in (Stage.COMPLETED, Stage.CANCELLED)

    @property
    def plan(self) -> Version | None:
        """The version of the plan that holds."""
        return None if self.in_force is None else self.versions[self.in_force]

    @property
    def taken(self) -> int:
        """The minutes that sessions take, delivered or only scheduled."""
        return sum({**self.scheduled, **self.delivered}.values())


def minutes_of(start: datetime, end: datetime) -> int:
    """Whole minutes from *start* to *end*."""
    return max(0, (end - start) // _MINUTE)


def evolve(program: TrainingProgram | None, event: Event) -> TrainingProgram:
    """The programme after *event*; `LookupError` for a step of one that was never proposed, or of an unknown plan."""
    if isinstance(event, ProgramProposed):
        return TrainingProgram(Stage.PROPOSED, event.on)
    if program is None:
        raise LookupError("planned or taught before it was proposed")
    match event:
        case NeedsAssessed():
            return attrs.evolve(program, stage=_after(program, Stage.NEEDS_ASSESSED), day=event.on)
        case ProgramPlanDesigned(version, minutes, course, of_course, _, _, designer, on):
            versions = {**program.versions, version: Version(designer, minutes, course, of_course)}
            return attrs.evolve(program, versions=versions, day=on)
        case ProgramPlanApproved(version):
            if version not in program.versions:
                raise LookupError(version)
            stage = _after(program, Stage.PLAN_APPROVED)
            return attrs.evolve(program, in_force=version, stage=stage, day=event.on)
        case SessionScheduled(session, _, start, end):
            return attrs.evolve(program, scheduled={**program.scheduled, session: minutes_of(start, end)})
        case SessionDelivered(session, _, start, end):
            stage = program.stage if program.over else Stage.RUNNING
            delivered = {**program.delivered, session: minutes_of(start, end)}
            return attrs.evolve(program, delivered=delivered, stage=stage)
        case ProgramCharged(year, charge):
            return attrs.evolve(program, charges=(*program.charges, (year, charge)))
        case EffectEvaluated():
            return attrs.evolve(program, stage=Stage.EVALUATED, day=event.on)
        case ProgramCompleted():
            return attrs.evolve(program, stage=Stage.COMPLETED, day=event.on)
        case ProgramCancelled():
            return attrs.evolve(program, stage=Stage.CANCELLED, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


_EARLY: Final = (Stage.PROPOSED, Stage.NEEDS_ASSESSED)


def _after(program: TrainingProgram, stage: Stage) -> Stage:
    """A programme that runs goes on running when its needs or its plan are looked at again."""
    return stage if program.stage in _EARLY else program.stage
