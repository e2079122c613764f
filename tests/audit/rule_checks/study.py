"""案例汇编."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "COMPILED_ONCE": No(Why.AGAIN, "each compilation is judged by itself, and reviewed after it"),
    "TITLED": ("study.incomplete",),
    "DIGESTED": ("study.incomplete",),
    "CASE_CLOSED": ("study.case-open",),
    "OTHER_HAND": ("study.same-hand",),
    "IN_ORDER": No(Why.DATES, "a review is judged by what was recorded before it"),
}
