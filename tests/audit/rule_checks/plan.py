"""年度计划、年度总结."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "DIRECTION": ("plan.incomplete",),
    "GOALS": ("plan.incomplete",),
    "GOAL_METRIC": ("plan.incomplete",),
    "GOAL_ONCE": No(Why.AGAIN, "each goal must be reported on, whatever else is aimed at"),
    "GOAL_AIMS": ("plan.incomplete",),
    "VERSION_EXISTS": ("plan.incomplete", "trail.reference"),
    "TWO_HANDS": ("plan.same-hand",),
    "PLAN_DOCUMENTED": ("plan.papers",),
    "APPROVED_ONCE": No(Why.AGAIN, "the first approval counts for the deadline, and each is judged by its own draft"),
    "APPROVED_FIRST": ("obligation.annual_plan",),
    "REVISED_FORWARD": No(Why.AGAIN, "the version revised to is judged like any other"),
    "IN_ITS_YEAR": ("plan.revised-late",),
    "REVISION_REASONED": ("plan.papers",),
    "NOT_BEFORE_DRAFT": No(Why.DATES, "a plan holds from its approval on, whenever its draft was dated"),
    "HAS_FIGURES": ("report.incomplete",),
    "FIGURE_METRIC": ("report.incomplete",),
    "FIGURE_ONCE": ("report.incomplete",),
    "NOT_NEGATIVE": ("report.incomplete", "report.figure-false"),
    "GOALS_REPORTED": ("report.incomplete",),
    "REPORT_DOCUMENTED": ("report.incomplete",),
    "WHOLE_YEAR": ("report.not-whole-year",),
    "YEAR_OVER": ("report.not-whole-year",),
    "REPORTED_ONCE": No(Why.AGAIN, "each report is held to the facts"),
    "REPORTED_FIRST": ("trail.reference", "obligation.annual_report"),
    "AWAITS_ANSWER": No(Why.AGAIN, "the last answer counts, and only a return changes anything"),
    "CORRECTS_SOMETHING": No(Why.VOID, "a correction by nothing changes no figure"),
    "FIGURE_REPORTED": No(Why.DERIVED, "the figure that comes of it is held to the facts like any other"),
    "CORRECTED_ONCE": No(Why.AGAIN, "both changes count, and what comes of them is held to the facts"),
    "CITES_FACTS": ("report.correction-unfounded",),
    "REPORT_IN_ORDER": No(Why.DATES, "what was known, and which step came last, follows from the order of recording"),
    "RETURN_REASONED": No(Why.VOID, "nothing is judged by why a report came back"),
}
