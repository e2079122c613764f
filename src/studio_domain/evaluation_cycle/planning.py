"""What is evaluated, and who: 考核指标、考核对象 (三、（四）5)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.evaluation_cycle.facts import (
    Evaluatee,
    EvaluateesListed,
    Indicator,
    IndicatorsDefined,
    IndicatorsFrozen,
)
from studio_domain.evaluation_cycle.state import EvaluationCycle, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_INDICATORS: Final = Clause.INDICATORS
_ALL: Final = Clause.EVALUATION_OF_ALL

CYCLE_AT: Final = Rule(_ALL, zh="考核处于 {stage}，不能办理此步", en="the evaluation is {stage}: not this step now")
CYCLE_IN_ORDER: Final = Rule(_ALL, zh="{on} 早于此前一步的 {before}", en="{on} is before the step of {before}")
INDICATOR_NAMED: Final = Rule(_INDICATORS, zh="指标须有名称且不重复", en="each indicator has a name of its own")
WEIGHT_POSITIVE: Final = Rule(
    _INDICATORS,
    zh="指标 {indicator} 的权重 {weight} 应大于零",
    en="indicator {indicator} weighs {weight}, no more than nothing",
)
WEIGHTS_SUM: Final = Rule(_INDICATORS, zh="权重合计 {total}，应为 100", en="the weights come to {total}, not to 100")
METRIC_KNOWN: Final = Rule(
    _INDICATORS,
    zh="指标 {indicator} 的数据项未登记或没有满分值",
    en="indicator {indicator} counts by no known metric up to a full figure",
)
FROZEN_IN_THE_YEAR: Final = Rule(
    _INDICATORS,
    zh="指标应在 {year} 年内确定，而非 {on}",
    en="indicators of {year} are settled in that year, not on {on}",
)
FROZEN_BY_DOCUMENT: Final = Rule(_INDICATORS, zh="确定指标须有文件", en="indicators are settled by a document")
LISTS_SOMEBODY: Final = Rule(_ALL, zh="考核对象名单为空", en="the list of those evaluated is empty")
LISTED_ONCE: Final = Rule(_ALL, zh="{person} 在名单中重复", en="{person} is listed twice")
EXEMPT_REASONED: Final = Rule(_ALL, zh="免予考核 {person} 须说明理由", en="to exempt {person} takes a reason")

# -- decisions


def define_indicators(
    cycle: EvaluationCycle | None,
    *,
    year: int,
    indicators: tuple[Indicator, ...],
    definer: PersonId,
    on: date,
    terms: Terms,
) -> IndicatorsDefined:
    """制定考核指标 (三、（四）5): each with a name and a weight, together 100; until they are settled they may be
    defined anew. One that counts data names a metric of policy, and at how much it is full."""
    if cycle is not None:
        at(cycle, Stage.PLANNED)
        in_order(cycle, on)
    named: set[str] = set()
    for one in indicators:
        require(bool(one.code.strip()) and one.code not in named, INDICATOR_NAMED)
        require(one.weight > 0, WEIGHT_POSITIVE, indicator=one.code, weight=one.weight)
        counted = one.metric in terms.scoring.metrics and one.full is not None and one.full > 0
        stated = one.metric is None and one.full is None
        require(counted or stated, METRIC_KNOWN, indicator=one.code)
        named.add(one.code)
    total = sum(one.weight for one in indicators)
    require(total == 100, WEIGHTS_SUM, total=total)
    return IndicatorsDefined(year, indicators, definer, on)


def freeze_indicators(cycle: EvaluationCycle, *, approver: PersonId, document: str, on: date) -> IndicatorsFrozen:
    """确定考核指标 (三、（四）5): before the year is over, and before the first score; they change no more."""
    at(cycle, Stage.PLANNED)
    in_order(cycle, on)
    require(on <= date(cycle.year, 12, 31), FROZEN_IN_THE_YEAR, year=cycle.year, on=on)
    require(bool(document.strip()), FROZEN_BY_DOCUMENT)
    return IndicatorsFrozen(approver, document, on)


def list_evaluatees(
    cycle: EvaluationCycle, *, evaluatees: tuple[Evaluatee, ...], lister: PersonId, on: date
) -> EvaluateesListed:
    """列出考核对象 (三、（四）5): each once, exempt only with a reason; the audit says whether it is everybody."""
    at(cycle, Stage.FROZEN, Stage.SCORING)
    in_order(cycle, on)
    require(bool(evaluatees), LISTS_SOMEBODY)
    listed: set[PersonId] = set()
    for one in evaluatees:
        require(one.person not in listed, LISTED_ONCE, person=one.person)
        require(one.exempt is None or bool(one.exempt.strip()), EXEMPT_REASONED, person=one.person)
        listed.add(one.person)
    return EvaluateesListed(evaluatees, lister, on)


# -- what every step asks


def at(cycle: EvaluationCycle, *stages: Stage) -> None:
    """The cycle has come so far, and no further."""
    require(cycle.stage in stages, CYCLE_AT, stage=cycle.stage)


def in_order(cycle: EvaluationCycle, on: date) -> None:
    """No step lies before the one that it follows."""
    require(on >= cycle.day, CYCLE_IN_ORDER, on=on, before=cycle.day)


# -- who may decide

_LEAD: Final = frozenset({Role.LEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    define_indicators: _LEAD,
    freeze_indicators: _HEAD,
    list_evaluatees: _LEAD,
}
