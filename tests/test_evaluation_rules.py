"""Rule by rule: what each `require` of a year's evaluation refuses, and the other side of its boundary."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import attrs
import pytest

from studio_adapters.chinese_days import calendar_of
from studio_domain import evaluation_cycle as evaluation
from studio_domain import studio
from studio_domain.evaluation_cycle import Evaluatee, EvaluationCycle, Indicator, Stage
from studio_domain.guideline import Role, Rule, fill
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId, Region
from studio_domain.working_calendar import WorkingDays
from telling import refused_by
from test_form import rules

LEAD, LU, HE, XU, WANG, SUN = map(PersonId, ("p-lead", "p-lu", "p-he", "p-xu", "p-wang", "p-sun"))
"""Lead, two evaluated, the carrier's head, the authority, somebody else."""
TERMS, DAY = Terms(), timedelta(1)
CHINA = WorkingDays(calendar_of(year) for year in (2025, 2026))
SETTLED, SCORED, DRAFTED = date(2025, 6, 2), date(2026, 1, 12), date(2026, 1, 16)
LAST = date(2026, 1, 23)
"""Five working days after Friday 2026-01-16."""
GRADED = LAST + DAY
QUALITY, SERVICES = Indicator("quality", 70), Indicator("services", 30, "services", 40)
INDICATORS = (QUALITY, SERVICES)


def _studio() -> Studio:
    facts: list[studio.Event] = [
        studio.CarrierRegistered(Region("330106", "浙江省杭州市西湖区"), "91000000MA00000157", "园", "park"),
        studio.LeadAppointed(LEAD, "mentor", True, SETTLED, XU),
    ]
    made = reduce(studio.evolve, facts, None)
    assert made is not None
    return made


STUDIO = _studio()


def told(*events: evaluation.Event, onto: EvaluationCycle | None = None) -> EvaluationCycle:
    made = reduce(evaluation.evolve, events, onto)
    assert made is not None
    return made


def scored(person: PersonId, indicator: str, value: str, by: PersonId) -> evaluation.Scored:
    return evaluation.Scored(person, indicator, value, "评议", by, None, SCORED)


EVERYBODY = (Evaluatee(LEAD), Evaluatee(LU), Evaluatee(HE, "休假全年"))
PLANNED = told(evaluation.IndicatorsDefined(2025, INDICATORS, LEAD, SETTLED))
FROZEN = told(evaluation.IndicatorsFrozen(XU, "考-1", SETTLED), onto=PLANNED)
LISTED = told(evaluation.EvaluateesListed(EVERYBODY, LEAD, SCORED), onto=FROZEN)
NOBODY = told(
    evaluation.EvaluateesListed((Evaluatee(HE, "休假"),), LEAD, SCORED), scored(HE, "quality", "1", XU), onto=FROZEN
)
HALF = told(
    scored(LEAD, "quality", "90", XU),
    scored(LEAD, "services", "90", WANG),
    scored(LU, "quality", "85", LEAD),
    onto=LISTED,
)
WHOLE = told(scored(LU, "services", "84.95", LEAD), onto=HALF)
DRAFT = told(evaluation.DraftPublished(LEAD, DRAFTED), onto=WHOLE)
APPEALED = told(evaluation.AppealFiled(LU, "ab", DRAFTED), onto=DRAFT)
ANSWERED = told(evaluation.AppealDecided(LU, "services", "100", "复-1", WANG, None, DRAFTED), onto=APPEALED)
ONE_GRADED = told(evaluation.GradeDecided(LU, "84.985", "qualified", "等-1", XU, None, GRADED), onto=DRAFT)
ALL = told(evaluation.GradeDecided(LEAD, "90", "excellent", "等-1", WANG, None, GRADED), onto=ONE_GRADED)

define = partial(
    evaluation.define_indicators, None, year=2025, indicators=INDICATORS, definer=LEAD, on=SETTLED, terms=TERMS
)
freeze = partial(evaluation.freeze_indicators, PLANNED, approver=XU, document="考〔2025〕1号", on=SETTLED)
listing = partial(evaluation.list_evaluatees, FROZEN, evaluatees=EVERYBODY, lister=LEAD, on=SCORED)
score = partial(
    evaluation.score, LISTED, person=LU, indicator="quality", value="84.995", source="评议表", scorer=LEAD, on=SCORED
)
publish = partial(evaluation.publish_draft, WHOLE, publisher=LEAD, on=DRAFTED)
appeal = partial(
    evaluation.file_appeal, DRAFT, person=LU, digest="ab", filer=LU, on=LAST, terms=TERMS, working_days=CHINA
)
answer = partial(
    evaluation.decide_appeal,
    APPEALED,
    person=LU,
    indicator="services",
    value="88",
    document="复-1",
    decider=XU,
    on=LAST,
)
grade = partial(
    evaluation.decide_grade, DRAFT, person=LU, score="84.985", grade="qualified", document="等-1", decider=XU, role=Role.CARRIER_HEAD,
    on=GRADED, studio=STUDIO, terms=TERMS, working_days=CHINA,
)  # fmt: skip
close = partial(evaluation.close_cycle, ALL, by=XU, on=GRADED)


def of(decide: partial[Any], cycle: EvaluationCycle | None, **other: Any) -> Callable[[], object]:
    """The decision about another cycle, with other words."""
    return partial(decide.func, cycle, **{**decide.keywords, **other})


def weighing(*indicators: Indicator) -> Callable[[], object]:
    return partial(define, indicators=indicators)


EARLY = SCORED - DAY
NEW_YEAR = date(2026, 1, 1)

Case = tuple[Rule, dict[str, object], Callable[[], object]]

REFUSED: dict[str, Case] = {
    "defined once settled": (evaluation.CYCLE_AT, {"stage": Stage.FROZEN}, of(define, FROZEN)),
    "settled twice": (evaluation.CYCLE_AT, {"stage": Stage.FROZEN}, of(freeze, FROZEN)),
    "listed before it was settled": (evaluation.CYCLE_AT, {"stage": Stage.PLANNED}, of(listing, PLANNED)),
    "listed after the draft": (evaluation.CYCLE_AT, {"stage": Stage.DRAFTED}, of(listing, DRAFT, on=DRAFTED)),
    "scored before it was settled": (evaluation.CYCLE_AT, {"stage": Stage.PLANNED}, of(score, PLANNED)),
    "graded before the draft": (evaluation.CYCLE_AT, {"stage": Stage.SCORING}, of(grade, WHOLE)),
    "defined before it was defined": (evaluation.CYCLE_IN_ORDER, {"on": SETTLED - DAY, "before": SETTLED}, of(define, PLANNED, on=SETTLED - DAY)),
    "scored before it was listed": (evaluation.CYCLE_IN_ORDER, {"on": EARLY, "before": SCORED}, lambda: score(on=EARLY)),
    "an indicator without a name": (evaluation.INDICATOR_NAMED, {}, weighing(QUALITY, Indicator(" ", 30))),
    "an indicator twice": (evaluation.INDICATOR_NAMED, {}, weighing(QUALITY, Indicator("quality", 30))),
    "a weight of nothing": (evaluation.WEIGHT_POSITIVE, {"indicator": "x", "weight": 0}, weighing(*INDICATORS, Indicator("x", 0))),
    "99": (evaluation.WEIGHTS_SUM, {"total": 99}, weighing(QUALITY, Indicator("services", 29))),
    "101": (evaluation.WEIGHTS_SUM, {"total": 101}, weighing(QUALITY, Indicator("services", 31))),
    "no indicators": (evaluation.WEIGHTS_SUM, {"total": 0}, weighing()),
    "a metric that is none": (evaluation.METRIC_KNOWN, {"indicator": "x"}, weighing(QUALITY, Indicator("x", 30, "fame", 9))),
    "a metric that is never full": (evaluation.METRIC_KNOWN, {"indicator": "x"}, weighing(QUALITY, Indicator("x", 30, "services", 0))),
    "full of nothing": (evaluation.METRIC_KNOWN, {"indicator": "x"}, weighing(QUALITY, Indicator("x", 30, None, 9))),
    "settled in the next year": (evaluation.FROZEN_IN_THE_YEAR, {"year": 2025, "on": NEW_YEAR}, lambda: freeze(on=NEW_YEAR)),
    "settled by nothing": (evaluation.FROZEN_BY_DOCUMENT, {}, lambda: freeze(document=" ")),
    "nobody is listed": (evaluation.LISTS_SOMEBODY, {}, lambda: listing(evaluatees=())),
    "listed twice": (evaluation.LISTED_ONCE, {"person": LU}, lambda: listing(evaluatees=(*EVERYBODY, Evaluatee(LU)))),
    "exempt for no reason": (evaluation.EXEMPT_REASONED, {"person": LU}, lambda: listing(evaluatees=(Evaluatee(LU, " "),))),
    "a stranger is scored": (evaluation.ON_THE_LIST, {"person": SUN}, lambda: score(person=SUN)),
    "somebody exempt is scored": (evaluation.ON_THE_LIST, {"person": HE}, lambda: score(person=HE)),
    "somebody exempt is graded": (evaluation.ON_THE_LIST, {"person": HE}, lambda: grade(person=HE)),
    "a stranger appeals": (evaluation.ON_THE_LIST, {"person": SUN}, lambda: appeal(person=SUN, filer=SUN)),
    "by an indicator that is none": (evaluation.INDICATOR_THERE, {"indicator": "x"}, lambda: score(indicator="x")),
    "answered by an indicator that is none": (evaluation.INDICATOR_THERE, {"indicator": "x"}, lambda: answer(indicator="x")),
    "more than all": (evaluation.SCORE_VALID, {"value": "100.01"}, lambda: score(value="100.01")),
    "less than nothing": (evaluation.SCORE_VALID, {"value": "-1"}, lambda: answer(value="-1")),
    "a score that rests on nothing": (evaluation.SCORE_SOURCED, {}, lambda: score(source="")),
    "scored twice": (evaluation.SCORED_ONCE, {"person": LU, "indicator": "quality"}, of(score, HALF)),
    "he scores himself": (evaluation.NOT_HIMSELF, {"hand": LU}, lambda: score(scorer=LU)),
    "somebody scores for him": (evaluation.NOT_HIMSELF, {"hand": LU}, lambda: score(principal=LU)),
    "he grades himself": (evaluation.NOT_HIMSELF, {"hand": LU}, lambda: grade(decider=LU)),
    "he answers himself": (evaluation.NOT_HIMSELF, {"hand": LU}, lambda: answer(decider=LU)),
    "a score is missing": (evaluation.ALL_SCORED, {"person": LU, "indicator": "services"}, of(publish, HALF)),
    "nobody is evaluated": (evaluation.SOMEBODY_SCORED, {}, of(publish, NOBODY)),
    "appealed a day late": (evaluation.WITHIN_WINDOW, {"last": LAST, "on": GRADED}, lambda: appeal(on=GRADED)),
    "appealed twice": (evaluation.ONE_APPEAL, {"person": LU}, of(appeal, ANSWERED)),
    "appealed for him": (evaluation.OWN_APPEAL, {"person": LU}, lambda: appeal(filer=HE)),
    "an appeal without a text": (evaluation.APPEAL_PAPERS, {}, lambda: appeal(digest="")),
    "an answer without a document": (evaluation.APPEAL_PAPERS, {}, lambda: answer(document=" ")),
    "answered without an appeal": (evaluation.APPEAL_WAITS, {"person": LU}, of(answer, DRAFT)),
    "answered twice": (evaluation.APPEAL_WAITS, {"person": LU}, of(answer, ANSWERED)),
    "answered by the scorer": (evaluation.NOT_THE_SCORER, {"hand": LEAD, "person": LU}, lambda: answer(decider=LEAD)),
    "a score by nothing": (evaluation.CHANGES_A_SCORE, {}, lambda: answer(indicator=None)),
    "an indicator to nothing": (evaluation.CHANGES_A_SCORE, {}, lambda: answer(value=None)),
    "graded twice": (evaluation.GRADED_ONCE, {"person": LU}, of(grade, ONE_GRADED)),
    "graded on the last day to appeal": (evaluation.WINDOW_OVER, {"last": LAST, "on": LAST}, lambda: grade(on=LAST)),
    "graded while he appeals": (evaluation.NO_APPEAL_OPEN, {"person": LU}, of(grade, APPEALED)),
    "rounded before it was graded": (evaluation.SCORE_AS_WEIGHTED, {"person": LU, "expected": "84.985", "score": "84.99"}, lambda: grade(score="84.99")),
    "a score in words": (evaluation.SCORE_AS_WEIGHTED, {"person": LU, "expected": "84.985", "score": "good"}, lambda: grade(score="good")),
    "the grade above": (evaluation.GRADE_AS_SCORED, {"score": "84.985", "expected": "qualified", "grade": "excellent"}, lambda: grade(grade="excellent")),
    "graded by the only scorer": (evaluation.NOT_SOLE_SCORER, {"person": LU, "hand": LEAD}, lambda: grade(decider=LEAD)),
    "graded for the only scorer": (evaluation.NOT_SOLE_SCORER, {"person": LU, "hand": XU}, lambda: grade(principal=LEAD)),
    "a lead graded by a lead": (evaluation.LEAD_BY_A_HEAD, {"person": LEAD, "role": Role.LEAD}, lambda: grade(person=LEAD, score="90", grade="excellent", role=Role.LEAD)),
    "graded by no document": (evaluation.GRADE_BY_DOCUMENT, {}, lambda: grade(document="")),
    "closed with somebody ungraded": (evaluation.ALL_GRADED, {"person": LEAD}, of(close, ONE_GRADED)),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in rules("evaluation_cycle").values()}


ROUNDING = attrs.evolve(TERMS, grade=attrs.evolve(TERMS.grade, round_before_band=True))

WELL: dict[str, Callable[[], object]] = {
    "defined anew": of(define, PLANNED),
    "one indicator of 100": weighing(Indicator("quality", 100)),
    "settled on the last day of the year": lambda: freeze(on=date(2025, 12, 31)),
    "listed again": of(listing, HALF),
    "a score of nothing": lambda: score(value="0"),
    "a score of all": lambda: score(value="100.00"),
    "scored by another for another": lambda: score(scorer=HE, principal=XU),
    "a draft": publish,
    "appealed on the last day": appeal,
    "all scores stand": lambda: answer(indicator=None, value=None),
    "answered by another": answer,
    "84.985 is no 85": grade,
    "graded after the answer": of(grade, ANSWERED, score="89.5", grade="excellent"),
    "with zeros at its end": lambda: grade(score="84.9850"),
    "rounded where policy says so": lambda: grade(grade="excellent", terms=ROUNDING),
    "graded by one of two scorers": lambda: grade(person=LEAD, score="90", grade="excellent"),
    "a lead graded by the authority": lambda: grade(person=LEAD, score="90", grade="excellent", decider=SUN, role=Role.AUTHORITY),
    "closed": close,
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), evaluation.Event)


class TestStates:
    """What becomes of a cycle."""

    def test_stages_follow_each_other(self) -> None:
        assert [cycle.stage for cycle in (PLANNED, FROZEN, HALF, DRAFT, told(close(), onto=ALL))] == list(Stage)

    def test_who_scored_and_what_it_comes_to(self) -> None:
        assert (WHOLE.scorers(LU), WHOLE.scorers(LEAD), WHOLE.evaluated) == (
            frozenset({LEAD}), frozenset({XU, WANG}), (LEAD, LU),
        )  # fmt: skip
        assert (str(WHOLE.weighted(LU)), HALF.unscored(LU), WHOLE.unscored(LU)) == ("84.985", "services", None)

    def test_an_answer_changes_a_score_and_not_its_scorer(self) -> None:
        assert (str(ANSWERED.weighted(LU)), ANSWERED.scorers(LU)) == ("89.5", frozenset({LEAD}))
        assert told(answer(indicator=None, value=None), onto=APPEALED).weighted(LU) == DRAFT.weighted(LU)

    def test_what_was_never_there_makes_no_sense(self) -> None:
        senseless: list[tuple[EvaluationCycle | None, evaluation.Event]] = [
            (None, evaluation.CycleClosed(XU, SCORED)),
            (LISTED, scored(LU, "quality", "good", XU)),
            (LISTED, evaluation.AppealDecided(LU, "quality", "1", "d", XU, None, SCORED)),
        ]
        for known, event in senseless:
            with pytest.raises(LookupError):
                evaluation.evolve(known, event)


DECIDED = (define, freeze, listing, score, publish, appeal, answer, grade, close)


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word, and whom he acted for."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    assert shared
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}
    if hasattr(fact, "on_behalf_of"):
        assert decide(principal=SUN).on_behalf_of == SUN


def test_every_decision_has_a_case() -> None:
    assert {decide.func for decide in DECIDED} == set(evaluation.MAY_DECIDE)
