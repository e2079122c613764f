"""整改台账."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "ACCEPTED_ONCE": No(Why.AGAIN, "what is accepted stays accepted"),
    "ANSWERED_FIRST": No(Why.VOID, "an acceptance of no answer explains nothing: the finding stays open"),
    "ANSWER_GIVEN": ("trail.left-blank",),
    "DOCUMENTED": ("trail.left-blank",),
    "FIRST_TO_LAST": No(Why.VOID, "it covers no day, so it explains no finding"),
    "REASON_STATED": ("trail.left-blank",),
    "TWO_HANDS": ("roles.own-answer-accepted",),
}
