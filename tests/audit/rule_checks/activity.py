"""活动: held, announced, archived; technical support and judges."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "PLANNED_ONCE": ("activity.out-of-order",),
    "KNOWN_KIND": ("activity.kind-unknown",),
    "TITLED": ("activity.incomplete",),
    "HOST_NAMED": ("activity.incomplete",),
    "WITH_AUTHORITY": ("activity.no-authority", "activity.research-without-authority"),
    "STUDIO_SERVES": ("program.studio-not-serving",),
    "PLANNED_AHEAD": No(Why.VOID, "a plan for a day that is over foresees nothing; what was held is told as held"),
    "AREA_IN_USE": No(Why.VOID, "a plan takes no room; those who came are counted against its seats"),
    "WITHIN_ROOM": ("activity.over-capacity",),
    "STILL_AHEAD": ("activity.out-of-order",),
    "IN_ORDER": No(Why.DATES, "the steps are judged by the order in which they were recorded"),
    "ANNOUNCED_BY": ("activity.announced-by-none", "activity.unannounced"),
    "HELD_ONCE": ("activity.out-of-order",),
    "NOT_NEGATIVE": ("activity.incomplete",),
    "HELD_FIRST": ("activity.out-of-order",),
    "DIGESTED": ("activity.incomplete",),
    "REPORTED_FIRST": ("activity.out-of-order",),
    "ARCHIVE_CODE": ("activity.incomplete",),
    "BY_ARCHIVIST": ("activity.archivist",),
    "REASON_STATED": ("activity.incomplete",),
    "SUPPORT_ONCE": ("trail.number-twice",),
    "NOT_CANCELLED": No(Why.VOID, "a judge of what is not held judges nobody"),
    "CONTESTANTS_FIRST": No(Why.DERIVED, "judging is judged by all contestants, whenever they were listed"),
    "STANDS_ASIDE": ("activity.judge-not-recused", "activity.judge-paid"),
    "APPOINTED_FIRST": ("activity.judge-not-appointed",),
    "FEE_ONCE": ("activity.judge-not-appointed",),
}
