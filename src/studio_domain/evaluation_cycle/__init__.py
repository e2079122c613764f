"""A year's evaluation (评价考核) of everybody who guides in the studio's name (三、（四）5).

Stream `<studio>/evaluation/<year>`. The package serves as the aggregate's module: `planning` settles indicators and
lists whom they are for, `scoring` scores, publishes and hears appeals, `grading` grades and closes.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a cycle, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.evaluation_cycle import grading, planning, scoring
from studio_domain.evaluation_cycle.facts import (
    Indicator, Evaluatee, IndicatorsDefined, IndicatorsFrozen, EvaluateesListed, Scored, DraftPublished, AppealFiled,
    AppealDecided, GradeDecided, CycleClosed, Event,
)
from studio_domain.evaluation_cycle.state import Stage, Score, EvaluationCycle, evolve
from studio_domain.evaluation_cycle.planning import (
    CYCLE_AT, CYCLE_IN_ORDER, INDICATOR_NAMED, WEIGHT_POSITIVE, WEIGHTS_SUM, METRIC_KNOWN, FROZEN_IN_THE_YEAR,
    FROZEN_BY_DOCUMENT, LISTS_SOMEBODY, LISTED_ONCE, EXEMPT_REASONED,
    define_indicators, freeze_indicators, list_evaluatees,
)
from studio_domain.evaluation_cycle.scoring import (
    ON_THE_LIST, INDICATOR_THERE, SCORE_VALID, SCORE_SOURCED, SCORED_ONCE, NOT_HIMSELF, ALL_SCORED, SOMEBODY_SCORED,
    WITHIN_WINDOW, ONE_APPEAL, OWN_APPEAL, APPEAL_PAPERS, APPEAL_WAITS, NOT_THE_SCORER, CHANGES_A_SCORE,
    score, publish_draft, window_end, file_appeal, decide_appeal,
)
from studio_domain.evaluation_cycle.grading import (
    GRADED_ONCE, WINDOW_OVER, NO_APPEAL_OPEN, SCORE_AS_WEIGHTED, GRADE_AS_SCORED, NOT_SOLE_SCORER, LEAD_BY_A_HEAD,
    GRADE_BY_DOCUMENT, ALL_GRADED, decide_grade, close_cycle,
)
from studio_domain.guideline import MayDecide

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {**planning.MAY_DECIDE, **scoring.MAY_DECIDE, **grading.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE", "Indicator", "Evaluatee", "IndicatorsDefined", "IndicatorsFrozen", "EvaluateesListed", "Scored",
    "DraftPublished", "AppealFiled", "AppealDecided", "GradeDecided", "CycleClosed", "Event", "Stage", "Score",
    "EvaluationCycle", "evolve", "CYCLE_AT", "CYCLE_IN_ORDER", "INDICATOR_NAMED", "WEIGHT_POSITIVE", "WEIGHTS_SUM",
    "METRIC_KNOWN", "FROZEN_IN_THE_YEAR", "FROZEN_BY_DOCUMENT", "LISTS_SOMEBODY", "LISTED_ONCE", "EXEMPT_REASONED",
    "define_indicators", "freeze_indicators", "list_evaluatees", "ON_THE_LIST", "INDICATOR_THERE", "SCORE_VALID",
    "SCORE_SOURCED", "SCORED_ONCE", "NOT_HIMSELF", "ALL_SCORED", "SOMEBODY_SCORED", "WITHIN_WINDOW", "ONE_APPEAL",
    "OWN_APPEAL", "APPEAL_PAPERS", "APPEAL_WAITS", "NOT_THE_SCORER", "CHANGES_A_SCORE", "score", "publish_draft",
    "window_end", "file_appeal", "decide_appeal", "GRADED_ONCE", "WINDOW_OVER", "NO_APPEAL_OPEN", "SCORE_AS_WEIGHTED",
    "GRADE_AS_SCORED", "NOT_SOLE_SCORER", "LEAD_BY_A_HEAD", "GRADE_BY_DOCUMENT", "ALL_GRADED", "decide_grade",
    "close_cycle",
]
