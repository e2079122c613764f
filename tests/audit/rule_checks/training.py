"""创业培训: needs, plan, teaching, effect."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

_SCHEDULED = "a session that is only scheduled serves nobody; what was taught is judged when it is delivered"

ROWS: Rows = {
    "PROPOSED_ONCE": No(Why.AGAIN, "the programme is there from its first proposal on"),
    "TITLED": ("training.incomplete",),
    "STUDIO_SERVES": ("program.studio-not-serving",),
    "NOT_OVER": ("training.after-end",),
    "IN_ORDER": No(Why.DATES, "the four steps are judged by the order in which they were recorded"),
    "NEEDS_NAMED": ("training.needs-missing",),
    "NEED_ON_RECORD": ("training.need-unknown",),
    "DIGESTED": ("training.incomplete",),
    "NEEDS_FIRST": ("training.out-of-order",),
    "MINUTES_PLANNED": ("training.incomplete",),
    "COURSE_IN_USE": ("training.course-not-in-use",),
    "REVISION_REASONED": ("training.incomplete",),
    "VERSION_EXISTS": ("training.out-of-order",),
    "FORWARD": No(Why.DERIVED, "the version approved last holds, and what is taught is judged by it"),
    "TWO_HANDS": ("training.same-hand",),
    "DOCUMENTED": ("training.incomplete",),
    "PLAN_FIRST": ("training.out-of-order",),
    "NEW_SESSION": No(Why.AGAIN, _SCHEDULED),
    "SESSION_ONCE": ("trail.number-twice",),
    "ENDS_AFTER_START": ("training.incomplete",),
    "TRAINER_MAY_SERVE": ("training.trainer-not-eligible",),
    "WITHIN_PLAN": ("training.over-plan",),
    "AREA_IN_USE": No(Why.VOID, _SCHEDULED),
    "WITHIN_ROOM": ("training.over-capacity",),
    "NOT_NEGATIVE": ("training.incomplete",),
    "CHARGE_ONCE": No(Why.AGAIN, "a charge that is noted twice is refunded by the same refunds"),
    "TAUGHT_FIRST": ("training.out-of-order",),
    "METHOD_NAMED": ("training.incomplete",),
    "RESPONSES": ("training.incomplete",),
    "EVALUATED_FIRST": ("training.out-of-order",),
    "REASON_STATED": ("training.incomplete",),
    "REFUNDED": ("training.cancelled-unrefunded",),
}
