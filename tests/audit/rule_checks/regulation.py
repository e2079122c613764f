"""管理制度."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

_BEGAN_LAST = "of the versions approved that one is in force which began last"

ROWS: Rows = {
    "AFTER_THE_EARLIER": No(Why.DATES, _BEGAN_LAST),
    "APPROVED_FIRST": No(Why.VOID, "what was never in force does not end"),
    "DOCUMENTED": ("trail.left-blank",),
    "IN_SEQUENCE": No(Why.DATES, _BEGAN_LAST),
    "KNOWN_KIND": No(Why.VOID, "a regulation of a kind that nothing asks for fulfils nothing"),
    "ONE_KIND": No(Why.DERIVED, "of which kind a regulation is follows from its stream"),
    "REPEALED_LATER": No(Why.DATES, "a version repealed before it began is in force on no day"),
    "REPEALED_ONCE": No(Why.AGAIN, "the later repeal says until when it held"),
    "TITLED": ("trail.left-blank",),
    "TWO_HANDS": ("regulation.drafter-approves",),
    "VERSION_EXISTS": ("trail.reference",),
}
