"""工作日历."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

_WEEKEND = "the calendar's weekends stand apart from its exceptions: a day named as what it is anyway stays what it is"

ROWS: Rows = {
    "ANOTHER_DOCUMENT": ("policy.calendar-same-document",),
    "BY_DOCUMENT": ("trail.left-blank",),
    "EACH_DAY_ONCE": No(Why.VOID, "a day named twice is no more off, or worked, than one named once"),
    "IN_ITS_YEAR": ("policy.calendar",),
    "OFF_ON_WEEKDAYS": No(Why.VOID, _WEEKEND),
    "WORKED_ON_WEEKENDS": No(Why.VOID, _WEEKEND),
}
