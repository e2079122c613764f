"""What the rules of a year's evaluation need to know of its past, and how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.evaluation_cycle.facts import (
    AppealDecided,
    AppealFiled,
    CycleClosed,
    DraftPublished,
    EvaluateesListed,
    Event,
    GradeDecided,
    Indicator,
    IndicatorsDefined,
    IndicatorsFrozen,
    Scored,
)
from studio_domain.guideline import Hands, hands
from studio_domain.values import PersonId


class Stage(Enum):
    """How far a cycle has come; that the time to appeal is over follows from the day of the draft."""

    PLANNED = "planned"  # 指标拟定
    FROZEN = "frozen"  # 指标确定
    SCORING = "scoring"  # 评分
    DRAFTED = "drafted"  # 初评公布
    CLOSED = "closed"  # 完成


@frozen
class Score:
    """A score, and whose hands gave it first."""

    value: str
    scorers: Hands


@frozen
class EvaluationCycle:
    """A year's evaluation as rules see it; `day` is that of its last step."""

    year: int
    definer: PersonId
    indicators: Mapping[str, Indicator]
    day: date
    stage: Stage = Stage.PLANNED
    evaluatees: Mapping[PersonId, str | None] = field(factory=dict)
    """Who is evaluated; whoever is exempt, and why."""
    scores: Mapping[tuple[PersonId, str], Score] = field(factory=dict)
    drafted: date | None = None
    appeals: Mapping[PersonId, bool] = field(factory=dict)
    """Who appealed, and whether that is decided."""
    grades: Mapping[PersonId, tuple[str, str]] = field(factory=dict)
    """Score and grade of whoever has one."""

    @property
    def evaluated(self) -> tuple[PersonId, ...]:
        """Those listed who are not exempt."""
        return tuple(person for person, exempt in self.evaluatees.items() if exempt is None)

    def scorers(self, person: PersonId) -> Hands:
        """Everybody who gave *person* a score."""
        return frozenset[PersonId]().union(*(one.scorers for (of, _), one in self.scores.items() if of == person))

    def unscored(self, person: PersonId) -> str | None:
        """An indicator by which *person* has no score."""
        return next((code for code in self.indicators if (person, code) not in self.scores), None)

    def weighted(self, person: PersonId) -> Decimal:
        """The weighted score of somebody who has all of them, exact."""
        parts = (one.weight * Decimal(self.scores[person, code].value) for code, one in self.indicators.items())
        return sum(parts, Decimal(0)) / 100


def evolve(cycle: EvaluationCycle | None, event: Event) -> EvaluationCycle:
    """The cycle after *event*; `LookupError` for a step of one that has no indicators, or for a score that is none."""
    if isinstance(event, IndicatorsDefined):
        defined = {one.code: one for one in event.indicators}
        if cycle is None:
            return EvaluationCycle(event.year, event.definer, defined, event.on)
        return attrs.evolve(cycle, indicators=defined, definer=event.definer, day=event.on)
    if cycle is None:
        raise LookupError("evaluated by no indicators")
    match event:
        case IndicatorsFrozen():
            return attrs.evolve(cycle, stage=Stage.FROZEN, day=event.on)
        case EvaluateesListed(evaluatees):
            return attrs.evolve(cycle, evaluatees={one.person: one.exempt for one in evaluatees}, day=event.on)
        case Scored(person, indicator, value, _, scorer, principal):
            score = Score(_number(value), hands(scorer, principal))
            scores = {**cycle.scores, (person, indicator): score}
            return attrs.evolve(cycle, stage=Stage.SCORING, scores=scores, day=event.on)
        case DraftPublished():
            return attrs.evolve(cycle, stage=Stage.DRAFTED, drafted=event.on, day=event.on)
        case AppealFiled(person):
            return attrs.evolve(cycle, appeals={**cycle.appeals, person: False}, day=event.on)
        case AppealDecided(person, indicator, value):
            cycle = attrs.evolve(cycle, appeals={**cycle.appeals, person: True}, day=event.on)
            if indicator is None or value is None:
                return cycle
            changed = attrs.evolve(cycle.scores[person, indicator], value=_number(value))
            return attrs.evolve(cycle, scores={**cycle.scores, (person, indicator): changed})
        case GradeDecided(person, score, grade):
            return attrs.evolve(cycle, grades={**cycle.grades, person: (score, grade)}, day=event.on)
        case CycleClosed():
            return attrs.evolve(cycle, stage=Stage.CLOSED, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


def _number(value: str) -> str:
    """The score itself, if it is a number."""
    try:
        Decimal(value)
    except ArithmeticError:
        raise LookupError(value) from None
    return value
