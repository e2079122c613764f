"""技能创业试点."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "LAUNCHED_ONCE": ("pilot.out-of-order",),
    "KNOWN_MODE": ("pilot.mode-unknown",),
    "TITLED": ("pilot.incomplete",),
    "INDUSTRY_BASIS": ("pilot.incomplete",),
    "STUDIO_SERVES": ("program.studio-not-serving",),
    "DIGESTED": ("pilot.incomplete",),
    "GOING_ON": ("pilot.out-of-order",),
    "IN_ORDER": No(Why.DATES, "the steps are judged by the order in which they were recorded"),
    "OTHER_HAND": ("pilot.same-hand",),
    "CONCLUDED": ("pilot.incomplete",),
    "REVIEWED_FIRST": ("pilot.out-of-order",),
}
