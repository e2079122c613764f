"""指导师日程."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "HOUR_COUNTS_ONCE": ("expert.hours-twice", "regional.expert-hours-twice"),
    "MENTOR_FREE": ("appointment.mentor-twice", "appointment.no-time-to-travel", "regional.mentor-twice"),
    "MENTOR_KEPT": No(Why.DERIVED, "who is taken is read from the appointments; what a diary gives back is not asked"),
}
