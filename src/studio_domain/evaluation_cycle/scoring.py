"""Scores, the draft, and appeals against it: 评分、公布、申诉 (三、（四）5)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.evaluation_cycle.facts import AppealDecided, AppealFiled, DraftPublished, Scored
from studio_domain.evaluation_cycle.planning import at, in_order
from studio_domain.evaluation_cycle.state import EvaluationCycle, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.policy.grades import score_of
from studio_domain.values import PersonId
from studio_domain.working_calendar import WorkingDays

# -- rules

_ALL: Final = Clause.EVALUATION_OF_ALL

ON_THE_LIST: Final = Rule(_ALL, zh="{person} 不在考核名单内", en="{person} is not among those evaluated")
INDICATOR_THERE: Final = Rule(_ALL, zh="没有指标 {indicator}", en="there is no indicator {indicator}")
SCORE_VALID: Final = Rule(_ALL, zh="{value} 不是 0 至 100 的分数", en="{value} is no score from 0 to 100")
SCORE_SOURCED: Final = Rule(_ALL, zh="评分须写明依据", en="a score says what it rests on")
SCORED_ONCE: Final = Rule(
    _ALL, zh="{person} 的指标 {indicator} 已评分", en="{person} has a score by {indicator} already"
)
NOT_HIMSELF: Final = Rule(_ALL, zh="{hand} 不得考核自己", en="{hand} does not evaluate {hand}")
ALL_SCORED: Final = Rule(_ALL, zh="{person} 的指标 {indicator} 尚未评分", en="{person} has no score by {indicator} yet")
SOMEBODY_SCORED: Final = Rule(_ALL, zh="没有考核对象，不能公布初评", en="there is nobody evaluated to publish about")
WITHIN_WINDOW: Final = Rule(
    _ALL, zh="申诉期至 {last} 止，{on} 提出已逾期", en="an appeal of {on} is too late: time ran to {last}"
)
ONE_APPEAL: Final = Rule(_ALL, zh="{person} 已申诉", en="{person} has appealed already")
OWN_APPEAL: Final = Rule(_ALL, zh="申诉由 {person} 本人提出", en="{person} alone appeals")
APPEAL_PAPERS: Final = Rule(_ALL, zh="申诉及其决定须有材料", en="an appeal, and the answer to it, rest on papers")
APPEAL_WAITS: Final = Rule(_ALL, zh="{person} 没有待决的申诉", en="no appeal of {person} waits for an answer")
NOT_THE_SCORER: Final = Rule(
    _ALL, zh="{hand} 给 {person} 评过分，不得决定其申诉", en="{hand} scored {person}, and does not decide the appeal"
)
CHANGES_A_SCORE: Final = Rule(
    _ALL, zh="变更评分须同时写明指标和分数", en="an answer that changes a score says by which indicator, and to what"
)

# -- decisions


def score(
    cycle: EvaluationCycle,
    *,
    person: PersonId,
    indicator: str,
    value: str,
    source: str,
    scorer: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> Scored:
    """评分 (三、（四）5): once for each person and indicator, by another than that person (SD-7), from 0 to 100 as
    decimal text. What counts data must be what the facts say; the audit compares it."""
    at(cycle, Stage.FROZEN, Stage.SCORING)
    in_order(cycle, on)
    require(person in cycle.evaluated, ON_THE_LIST, person=person)
    require(indicator in cycle.indicators, INDICATOR_THERE, indicator=indicator)
    require((person, indicator) not in cycle.scores, SCORED_ONCE, person=person, indicator=indicator)
    require(score_of(value) is not None, SCORE_VALID, value=value)
    require(bool(source.strip()), SCORE_SOURCED)
    require(person not in hands(scorer, principal), NOT_HIMSELF, hand=person)
    return Scored(person, indicator, value, source, scorer, principal, on)


def publish_draft(cycle: EvaluationCycle, *, publisher: PersonId, on: date) -> DraftPublished:
    """公布初评 (三、（四）5): once everybody evaluated has all his scores."""
    at(cycle, Stage.SCORING)
    in_order(cycle, on)
    require(bool(cycle.evaluated), SOMEBODY_SCORED)
    for person in cycle.evaluated:
        missing = cycle.unscored(person)
        require(missing is None, ALL_SCORED, person=person, indicator=missing)
    return DraftPublished(publisher, on)


def window_end(drafted: date, terms: Terms, working_days: WorkingDays) -> date:
    """The last day of the time to appeal: working days from the day after the draft."""
    return working_days.add_working_days(drafted, terms.evaluation.appeal_days).day


def file_appeal(
    cycle: EvaluationCycle,
    *,
    person: PersonId,
    digest: str,
    filer: PersonId,
    on: date,
    terms: Terms,
    working_days: WorkingDays,
) -> AppealFiled:
    """申诉 (三、（四）5): by whom it is about, once, within the working days of policy after the draft."""
    at(cycle, Stage.DRAFTED)
    in_order(cycle, on)
    require(person in cycle.evaluated, ON_THE_LIST, person=person)
    require(filer == person, OWN_APPEAL, person=person)
    require(person not in cycle.appeals, ONE_APPEAL, person=person)
    last = window_end(cycle.drafted or on, terms, working_days)
    require(on <= last, WITHIN_WINDOW, last=last, on=on)
    require(bool(digest.strip()), APPEAL_PAPERS)
    return AppealFiled(person, digest, on)


def decide_appeal(
    cycle: EvaluationCycle,
    *,
    person: PersonId,
    indicator: str | None,
    value: str | None,
    document: str,
    decider: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> AppealDecided:
    """申诉决定 (三、（四）5): by nobody who scored that person, nor by himself; one score changes, or all stand."""
    at(cycle, Stage.DRAFTED)
    in_order(cycle, on)
    require(cycle.appeals.get(person) is False, APPEAL_WAITS, person=person)
    ours = hands(decider, principal)
    require(person not in ours, NOT_HIMSELF, hand=person)
    scored = min(cycle.scorers(person) & ours, default=None)
    require(scored is None, NOT_THE_SCORER, hand=scored, person=person)
    require((indicator is None) is (value is None), CHANGES_A_SCORE)
    if indicator is not None and value is not None:
        require(indicator in cycle.indicators, INDICATOR_THERE, indicator=indicator)
        require(score_of(value) is not None, SCORE_VALID, value=value)
    require(bool(document.strip()), APPEAL_PAPERS)
    return AppealDecided(person, indicator, value, document, decider, principal, on)


# -- who may decide

_SCORERS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.CARRIER_HEAD, Role.AUTHORITY})
_HEADS: Final = frozenset({Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    score: _SCORERS,
    publish_draft: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    file_appeal: frozenset(Role) - {Role.AUDITOR, Role.CLIENT},
    decide_appeal: _HEADS,
}
