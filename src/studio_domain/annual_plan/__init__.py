"""A year's plan (年度工作计划) and its report (年度总结): what a studio sets out to do, what came of it (三、（四）).

Stream `<studio>/plan/<year>`. The package serves as the aggregate's module: `planning` drafts, approves and revises,
`reporting` submits and corrects the report.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of reading, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.annual_plan import planning, reporting
from studio_domain.annual_plan.facts import (
    Goal, Figure, Correction, PlanDrafted, PlanApproved, PlanRevised, ReportSubmitted, ReportCorrected,
    ReportAcknowledged, ReportReturned, Event,
)
from studio_domain.annual_plan.state import Standing, Version, Report, AnnualPlan, evolve
from studio_domain.annual_plan.planning import (
    DIRECTION, GOALS, GOAL_METRIC, GOAL_ONCE, GOAL_AIMS, VERSION_EXISTS, TWO_HANDS, PLAN_DOCUMENTED, APPROVED_ONCE,
    APPROVED_FIRST, REVISED_FORWARD, IN_ITS_YEAR, REVISION_REASONED, NOT_BEFORE_DRAFT,
    draft_plan, approve_plan, revise_plan,
)
from studio_domain.annual_plan.reporting import (
    HAS_FIGURES, FIGURE_METRIC, FIGURE_ONCE, NOT_NEGATIVE, GOALS_REPORTED, REPORT_DOCUMENTED, WHOLE_YEAR, YEAR_OVER,
    REPORTED_ONCE, REPORTED_FIRST, AWAITS_ANSWER, CORRECTS_SOMETHING, FIGURE_REPORTED, CORRECTED_ONCE, CITES_FACTS,
    REPORT_IN_ORDER, RETURN_REASONED, submit_report, correct_report, acknowledge_report, return_report,
)
from studio_domain.guideline import MayDecide

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {**planning.MAY_DECIDE, **reporting.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE", "Goal", "Figure", "Correction", "PlanDrafted", "PlanApproved", "PlanRevised", "ReportSubmitted",
    "ReportCorrected", "ReportAcknowledged", "ReportReturned", "Event", "Standing", "Version", "Report", "AnnualPlan",
    "evolve", "DIRECTION", "GOALS", "GOAL_METRIC", "GOAL_ONCE", "GOAL_AIMS", "VERSION_EXISTS", "TWO_HANDS",
    "PLAN_DOCUMENTED", "APPROVED_ONCE", "APPROVED_FIRST", "REVISED_FORWARD", "IN_ITS_YEAR", "REVISION_REASONED",
    "NOT_BEFORE_DRAFT", "draft_plan", "approve_plan", "revise_plan", "HAS_FIGURES", "FIGURE_METRIC", "FIGURE_ONCE",
    "NOT_NEGATIVE", "GOALS_REPORTED", "REPORT_DOCUMENTED", "WHOLE_YEAR", "YEAR_OVER", "REPORTED_ONCE",
    "REPORTED_FIRST", "AWAITS_ANSWER", "CORRECTS_SOMETHING", "FIGURE_REPORTED", "CORRECTED_ONCE", "CITES_FACTS",
    "REPORT_IN_ORDER", "RETURN_REASONED", "submit_report", "correct_report", "acknowledge_report", "return_report",
]
