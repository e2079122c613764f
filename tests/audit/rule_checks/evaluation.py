"""评价考核."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "CYCLE_AT": ("evaluation.frozen-late", "evaluation.graded-early"),
    "CYCLE_IN_ORDER": No(Why.DATES, "deadlines follow from the days stated, scores from the order of recording"),
    "INDICATOR_NAMED": ("evaluation.weights",),
    "WEIGHT_POSITIVE": ("evaluation.weights",),
    "WEIGHTS_SUM": ("evaluation.weights",),
    "METRIC_KNOWN": ("evaluation.weights",),
    "FROZEN_IN_THE_YEAR": ("evaluation.frozen-late",),
    "FROZEN_BY_DOCUMENT": ("trail.left-blank",),
    "LISTS_SOMEBODY": ("evaluation.not-all",),
    "LISTED_ONCE": No(Why.AGAIN, "who is listed twice is evaluated once"),
    "EXEMPT_REASONED": ("evaluation.incomplete",),
    "ON_THE_LIST": ("evaluation.incomplete",),
    "INDICATOR_THERE": ("evaluation.incomplete",),
    "SCORE_VALID": ("evaluation.incomplete",),
    "SCORE_SOURCED": ("evaluation.incomplete",),
    "SCORED_ONCE": No(Why.AGAIN, "the grade is held to the last score, and each score to its hand"),
    "NOT_HIMSELF": ("evaluation.hands",),
    "ALL_SCORED": ("evaluation.score-differs",),
    "SOMEBODY_SCORED": ("evaluation.not-all",),
    "WITHIN_WINDOW": ("evaluation.incomplete",),
    "ONE_APPEAL": No(Why.AGAIN, "each appeal is judged by its own day"),
    "OWN_APPEAL": ("trail.actor",),
    "APPEAL_PAPERS": ("evaluation.incomplete", "trail.left-blank"),
    "APPEAL_WAITS": No(Why.AGAIN, "each answer is judged by its hand, and a grade by the last score"),
    "NOT_THE_SCORER": ("evaluation.hands",),
    "CHANGES_A_SCORE": ("evaluation.incomplete",),
    "GRADED_ONCE": No(Why.AGAIN, "each grade is held to the score"),
    "WINDOW_OVER": ("evaluation.graded-early",),
    "NO_APPEAL_OPEN": ("evaluation.graded-early",),
    "SCORE_AS_WEIGHTED": ("evaluation.score-differs",),
    "GRADE_AS_SCORED": ("evaluation.grade-differs",),
    "NOT_SOLE_SCORER": ("evaluation.hands",),
    "LEAD_BY_A_HEAD": ("evaluation.lead-graded-low",),
    "GRADE_BY_DOCUMENT": ("trail.left-blank",),
    "ALL_GRADED": ("evaluation.not-all",),
}
