"""What the rules of an activity need to know of its past, and how facts change it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import assert_never

import attrs
from attrs import frozen

from studio_domain.service_activity.facts import (
    ActivityAnnounced,
    ActivityArchived,
    ActivityCancelled,
    ActivityHeld,
    ActivityPlanned,
    ActivityReported,
    ContestantsListed,
    Event,
    JudgeAppointed,
    JudgeFeeClaimed,
    RecusalRecorded,
    SupportProvided,
)
from studio_domain.values import PersonId


class Stage(Enum):
    """How far an activity has come."""

    PLANNED = "planned"  # 已计划
    ANNOUNCED = "announced"  # 已公告
    HELD = "held"  # 已举办
    REPORTED = "reported"  # 已总结
    ARCHIVED = "archived"  # 已归档
    CANCELLED = "cancelled"  # 已取消


@frozen
class ServiceActivity:
    """An activity as rules see it; `day` is that of its last step."""

    kind: str
    stage: Stage
    day: date
    supports: frozenset[str] = frozenset()
    contestants: frozenset[str] = frozenset()
    recusals: frozenset[tuple[PersonId, str]] = frozenset()
    """Which judge stands aside for which contestant."""
    judges: frozenset[PersonId] = frozenset()
    paid: frozenset[PersonId] = frozenset()
    """The judges whose fee was claimed."""

    @property
    def ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.stage in (Stage.PLANNED, Stage.ANNOUNCED)


def evolve(activity: ServiceActivity | None, event: Event) -> ServiceActivity:
    """The activity after *event*; `LookupError` for a step of one that was never planned."""
    if isinstance(event, ActivityPlanned):
        return ServiceActivity(event.kind, Stage.PLANNED, event.on)
    if activity is None:
        raise LookupError("announced or held before it was planned")
    match event:
        case ActivityAnnounced():
            stage = Stage.ANNOUNCED if activity.ahead else activity.stage
            return attrs.evolve(activity, stage=stage, day=event.on)
        case ActivityHeld():
            return attrs.evolve(activity, stage=Stage.HELD, day=event.on)
        case ActivityReported():
            return attrs.evolve(activity, stage=Stage.REPORTED, day=event.on)
        case ActivityArchived():
            return attrs.evolve(activity, stage=Stage.ARCHIVED, day=event.on)
        case ActivityCancelled():
            return attrs.evolve(activity, stage=Stage.CANCELLED, day=event.on)
        case SupportProvided(support):
            return attrs.evolve(activity, supports=activity.supports | {support})
        case ContestantsListed(contestants):
            return attrs.evolve(activity, contestants=activity.contestants.union(contestants))
        case RecusalRecorded(judge, contestant):
            return attrs.evolve(activity, recusals=activity.recusals | {(judge, contestant)})
        case JudgeAppointed(judge):
            return attrs.evolve(activity, judges=activity.judges | {judge})
        case JudgeFeeClaimed(judge):
            return attrs.evolve(activity, paid=activity.paid | {judge})
        case _ as unreachable:
            assert_never(unreachable)
