"""Grades, and the end of the cycle: 评定等次、完成考核 (三、（四）5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from studio_domain.evaluation_cycle.facts import CycleClosed, GradeDecided
from studio_domain.evaluation_cycle.planning import at, in_order
from studio_domain.evaluation_cycle.scoring import NOT_HIMSELF, ON_THE_LIST, window_end
from studio_domain.evaluation_cycle.state import EvaluationCycle, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.policy.grades import grade_of, score_of
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId
from studio_domain.working_calendar import WorkingDays

# -- rules

_ALL: Final = Clause.EVALUATION_OF_ALL

GRADED_ONCE: Final = Rule(_ALL, zh="{person} 已评定等次", en="{person} is graded already")
WINDOW_OVER: Final = Rule(
    _ALL, zh="申诉期至 {last} 止，{on} 不能定等", en="there is time to appeal up to {last}: no grade on {on}"
)
NO_APPEAL_OPEN: Final = Rule(_ALL, zh="{person} 的申诉未决，不能定等", en="an appeal of {person} waits: no grade yet")
SCORE_AS_WEIGHTED: Final = Rule(
    _ALL,
    zh="{person} 的加权得分为 {expected}，而非 {score}",
    en="the weighted score of {person} is {expected}, not {score}",
)
GRADE_AS_SCORED: Final = Rule(
    _ALL, zh="{score} 分为 {expected}，而非 {grade}", en="a score of {score} is {expected}, not {grade}"
)
NOT_SOLE_SCORER: Final = Rule(
    _ALL, zh="{person} 的评分全由 {hand} 作出，须由他人定等", en="{hand} alone scored {person}: somebody else grades"
)
LEAD_BY_A_HEAD: Final = Rule(
    _ALL,
    zh="领办人 {person} 由载体负责人或主管部门定等，而非 {role}",
    en="the carrier's head or the authority grades the lead {person}, not {role}",
)
GRADE_BY_DOCUMENT: Final = Rule(_ALL, zh="评定等次须有文件", en="a grade rests on a document")
ALL_GRADED: Final = Rule(_ALL, zh="{person} 尚未评定等次", en="{person} is not graded yet")

# -- decisions


def decide_grade(
    cycle: EvaluationCycle,
    *,
    person: PersonId,
    score: str,
    grade: str,
    document: str,
    decider: PersonId,
    role: Role,
    on: date,
    studio: Studio,
    terms: Terms,
    working_days: WorkingDays,
    principal: PersonId | None = None,
) -> GradeDecided:
    """评定等次 (三、（四）5): after the time to appeal, with no appeal waiting, by the weighted score as it is, which
    policy rounds or does not; by nobody for himself, nor by who alone has scored (SD-7), of a lead by a head."""
    at(cycle, Stage.DRAFTED)
    in_order(cycle, on)
    require(person in cycle.evaluated, ON_THE_LIST, person=person)
    require(person not in cycle.grades, GRADED_ONCE, person=person)
    last = window_end(cycle.drafted or on, terms, working_days)
    require(on > last, WINDOW_OVER, last=last, on=on)
    require(cycle.appeals.get(person, True), NO_APPEAL_OPEN, person=person)
    weighted, stated = cycle.weighted(person), score_of(score)
    require(stated == weighted, SCORE_AS_WEIGHTED, person=person, expected=_plain(weighted), score=score)
    expected = grade_of(weighted, terms)
    require(grade == expected, GRADE_AS_SCORED, score=score, expected=expected, grade=grade)
    ours = hands(decider, principal)
    require(person not in ours, NOT_HIMSELF, hand=person)
    require(not cycle.scorers(person) <= ours, NOT_SOLE_SCORER, person=person, hand=decider)
    above = role in (Role.CARRIER_HEAD, Role.AUTHORITY)
    require(above or not studio.is_lead_on(person, on), LEAD_BY_A_HEAD, person=person, role=role)
    require(bool(document.strip()), GRADE_BY_DOCUMENT)
    return GradeDecided(person, score, grade, document, decider, principal, on)


def close_cycle(cycle: EvaluationCycle, *, by: PersonId, on: date) -> CycleClosed:
    """完成年度考核 (三、（四）5): once everybody who was listed is graded or exempt."""
    at(cycle, Stage.DRAFTED)
    in_order(cycle, on)
    left = next((person for person in cycle.evaluated if person not in cycle.grades), None)
    require(left is None, ALL_GRADED, person=left)
    return CycleClosed(by, on)


def _plain(score: Decimal) -> str:
    """A score without the zeros at its end."""
    return f"{score.normalize():f}"


# -- who may decide

_HEAD: Final = frozenset({Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    decide_grade: frozenset({Role.LEAD, Role.CARRIER_HEAD, Role.AUTHORITY}),
    close_cycle: _HEAD,
}
