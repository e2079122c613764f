"""The year's plan: 起草、批准、调整年度工作计划 (三、（四）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.annual_plan.facts import Goal, PlanApproved, PlanDrafted, PlanRevised
from studio_domain.annual_plan.state import AnnualPlan, Version
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_PLAN: Final = Clause.ANNUAL_PLAN

DIRECTION: Final = Rule(_PLAN, zh="年度计划须明确发展方向", en="an annual plan names its direction")
GOALS: Final = Rule(_PLAN, zh="年度计划须有工作目标", en="an annual plan has goals")
GOAL_METRIC: Final = Rule(_PLAN, zh="目标指标 {metric} 未登记", en="there is no metric {metric} to set a goal by")
GOAL_ONCE: Final = Rule(_PLAN, zh="指标 {metric} 有两个目标", en="the metric {metric} has two goals")
GOAL_AIMS: Final = Rule(
    _PLAN, zh="指标 {metric} 的目标值 {target} 不是正数", en="the goal of {metric} is {target}, which is no aim"
)
VERSION_EXISTS: Final = Rule(_PLAN, zh="没有第 {version} 版计划", en="there is no version {version} of the plan")
TWO_HANDS: Final = Rule(
    _PLAN,
    zh="第 {version} 版计划由 {hand} 起草，须他人批准",
    en="{hand} drafted version {version} of the plan, somebody else approves it",
)
PLAN_DOCUMENTED: Final = Rule(_PLAN, zh="批准年度计划须有文件", en="to approve a plan takes a document")
APPROVED_ONCE: Final = Rule(
    _PLAN,
    zh="第 {version} 版计划已批准，变更须按调整办理",
    en="version {version} of the plan holds already; a change is a revision",
)
APPROVED_FIRST: Final = Rule(
    _PLAN, zh="{year} 年度计划尚未批准，无从调整", en="no plan of {year} is approved that could be revised"
)
REVISED_FORWARD: Final = Rule(
    _PLAN,
    zh="第 {version} 版不晚于现行的第 {in_force} 版",
    en="version {version} is no later than version {in_force}, which holds",
)
IN_ITS_YEAR: Final = Rule(
    _PLAN, zh="{year} 年已结束，不得于 {on} 调整计划", en="{year} is over, its plan is not revised on {on}"
)
REVISION_REASONED: Final = Rule(_PLAN, zh="调整年度计划须说明理由", en="to revise a plan takes a reason")
NOT_BEFORE_DRAFT: Final = Rule(
    _PLAN,
    zh="批准日 {on} 早于第 {version} 版起草日 {drafted}",
    en="version {version} is approved on {on}, before it was drafted on {drafted}",
)

# -- decisions


def draft_plan(
    plan: AnnualPlan | None,
    *,
    year: int,
    direction: str,
    goals: tuple[Goal, ...],
    drafter: PersonId,
    on: date,
    terms: Terms,
) -> PlanDrafted:
    """起草年度计划 (三、（四）): refuses one without direction or goals, and a goal that nothing measures."""
    require(bool(direction.strip()), DIRECTION)
    require(bool(goals), GOALS)
    named: set[str] = set()
    for goal in goals:
        require(goal.metric in terms.report.metrics, GOAL_METRIC, metric=goal.metric)
        require(goal.metric not in named, GOAL_ONCE, metric=goal.metric)
        require(goal.target > 0, GOAL_AIMS, metric=goal.metric, target=goal.target)
        named.add(goal.metric)
    version = max(plan.versions, default=0) + 1 if plan else 1
    return PlanDrafted(year, version, direction, goals, drafter, on)


def approve_plan(
    plan: AnnualPlan,
    *,
    version: int,
    approver: PersonId,
    document: str,
    on: date,
    principal: PersonId | None = None,
) -> PlanApproved:
    """批准年度计划 (三、（四）): refuses a second approval, the drafter's own, one for him (*principal*: whom the
    approver acts for), and one without a document."""
    if plan.in_force is not None:
        raise Breach(APPROVED_ONCE, version=plan.in_force)
    _approvable(plan, version, approver, document, on, principal)
    return PlanApproved(version, approver, document, on)


def revise_plan(
    plan: AnnualPlan,
    *,
    version: int,
    reason: str,
    approver: PersonId,
    document: str,
    on: date,
    principal: PersonId | None = None,
) -> PlanRevised:
    """调整年度计划 (三、（四）): a later version takes the place of the one that holds, before the year is over."""
    if plan.in_force is None:
        raise Breach(APPROVED_FIRST, year=plan.year)
    require(version > plan.in_force, REVISED_FORWARD, version=version, in_force=plan.in_force)
    _approvable(plan, version, approver, document, on, principal)
    require(on <= date(plan.year, 12, 31), IN_ITS_YEAR, year=plan.year, on=on)
    require(bool(reason.strip()), REVISION_REASONED)
    return PlanRevised(version, reason, approver, document, on)


def _approvable(
    plan: AnnualPlan, number: int, approver: PersonId, document: str, on: date, principal: PersonId | None
) -> None:
    version = _version(plan, number)
    require(version.drafter not in (approver, principal), TWO_HANDS, version=number, hand=version.drafter)
    require(on >= version.drafted, NOT_BEFORE_DRAFT, version=number, on=on, drafted=version.drafted)
    require(bool(document.strip()), PLAN_DOCUMENTED)


def _version(plan: AnnualPlan, number: int) -> Version:
    if number not in plan.versions:
        raise Breach(VERSION_EXISTS, version=number)
    return plan.versions[number]


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    draft_plan: frozenset({Role.LEAD}),
    approve_plan: frozenset({Role.CARRIER_HEAD}),
    revise_plan: frozenset({Role.CARRIER_HEAD}),
}
