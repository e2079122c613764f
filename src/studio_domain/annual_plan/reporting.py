"""The year's report: 提交、更正年度总结, and how the authority answers it (三、（四）).

The figures come from whoever reports; whether they are true is for the audit to say, which sees all streams.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.annual_plan.facts import (
    Correction,
    Figure,
    ReportAcknowledged,
    ReportCorrected,
    ReportReturned,
    ReportSubmitted,
)
from studio_domain.annual_plan.state import AnnualPlan, Report, Standing
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, add_days

# -- rules

_REPORT: Final = Clause.TRUTHFUL_REPORTS

HAS_FIGURES: Final = Rule(_REPORT, zh="年度总结须有数据", en="an annual report has figures")
FIGURE_METRIC: Final = Rule(_REPORT, zh="数据指标 {metric} 未登记", en="there is no metric {metric} to report")
FIGURE_ONCE: Final = Rule(_REPORT, zh="指标 {metric} 报了两次", en="the metric {metric} is reported twice")
NOT_NEGATIVE: Final = Rule(
    _REPORT, zh="指标 {metric} 的数据 {value} 为负", en="the figure of {metric} is {value}, below nothing"
)
GOALS_REPORTED: Final = Rule(
    _REPORT, zh="计划目标 {metric} 没有报告进展", en="the report says nothing of the goal {metric}"
)
REPORT_DOCUMENTED: Final = Rule(_REPORT, zh="年度总结须附全文摘要值", en="a report names the digest of its text")
WHOLE_YEAR: Final = Rule(
    _REPORT,
    zh="数据截至 {as_of}，应截至 {year} 年末或认定终止之日",
    en="the figures go to {as_of}, not to the end of {year} or of the recognition",
)
YEAR_OVER: Final = Rule(
    _REPORT, zh="{on} 提交的数据不能截至 {as_of}", en="figures submitted on {on} cannot go to {as_of}"
)
REPORTED_ONCE: Final = Rule(
    _REPORT,
    zh="{year} 年度总结已提交，变更须按更正办理",
    en="the report of {year} is submitted; a change is a correction",
)
REPORTED_FIRST: Final = Rule(_REPORT, zh="{year} 年度总结尚未提交", en="no report of {year} is submitted")
AWAITS_ANSWER: Final = Rule(
    _REPORT, zh="第 {report} 次年度总结已答复", en="the authority has answered report {report} already"
)
CORRECTS_SOMETHING: Final = Rule(_REPORT, zh="更正须有内容", en="a correction corrects something")
FIGURE_REPORTED: Final = Rule(
    _REPORT, zh="年度总结没有指标 {metric} 可供更正", en="the report has no figure of {metric} to correct"
)
CORRECTED_ONCE: Final = Rule(_REPORT, zh="一次更正中指标 {metric} 出现两次", en="{metric} is corrected twice at once")
CITES_FACTS: Final = Rule(
    _REPORT, zh="更正指标 {metric} 须注明其后记录的事实", en="to correct {metric} takes the facts recorded since"
)
REPORT_IN_ORDER: Final = Rule(
    _REPORT, zh="{on} 早于此前的 {before}", en="{on} is before what happened to the report on {before}"
)
RETURN_REASONED: Final = Rule(_REPORT, zh="退回年度总结须说明理由", en="to return a report takes a reason")

# -- decisions


def submit_report(
    plan: AnnualPlan | None,
    *,
    year: int,
    as_of: date,
    figures: tuple[Figure, ...],
    digest: str,
    reporter: PersonId,
    on: date,
    studio: Studio,
    terms: Terms,
) -> ReportSubmitted:
    """提交年度总结 (三、（四）): the figures of the whole year, or up to the end of the recognition in it.

    Refuses a second one unless the first was returned, a metric that is not registered or named twice, a figure below
    nothing, and one that leaves out a goal of the plan.
    """
    before = plan.report if plan else None
    if before is not None:
        require(before.standing is Standing.RETURNED, REPORTED_ONCE, year=year)
        require(on >= before.on, REPORT_IN_ORDER, on=on, before=before.on)
    require(bool(figures), HAS_FIGURES)
    named: set[str] = set()
    for figure in figures:
        require(figure.metric in terms.report.metrics, FIGURE_METRIC, metric=figure.metric)
        require(figure.metric not in named, FIGURE_ONCE, metric=figure.metric)
        require(figure.value >= 0, NOT_NEGATIVE, metric=figure.metric, value=figure.value)
        named.add(figure.metric)
    for metric in plan.goals if plan else ():
        require(metric in named, GOALS_REPORTED, metric=metric)
    last_recognised = studio.serves_on(as_of) and not studio.serves_on(add_days(as_of, 1))
    whole = as_of == date(year, 12, 31) or (as_of.year == year and last_recognised)
    require(whole, WHOLE_YEAR, as_of=as_of, year=year)
    require(as_of <= on, YEAR_OVER, on=on, as_of=as_of)
    require(bool(digest.strip()), REPORT_DOCUMENTED)
    return ReportSubmitted(year, before.number + 1 if before else 1, as_of, figures, digest, reporter, on)


def correct_report(
    plan: AnnualPlan, *, corrections: tuple[Correction, ...], reporter: PersonId, on: date
) -> ReportCorrected:
    """更正年度总结 (三、（四）): by what was recorded after it, which the correction cites; refuses one of a figure
    that the report does not have, one without a cited fact, and a figure that would fall below nothing."""
    report = _standing(plan)
    require(on >= report.on, REPORT_IN_ORDER, on=on, before=report.on)
    require(any(one.delta for one in corrections), CORRECTS_SOMETHING)
    named: set[str] = set()
    for one in corrections:
        require(one.metric in report.figures, FIGURE_REPORTED, metric=one.metric)
        require(one.metric not in named, CORRECTED_ONCE, metric=one.metric)
        require(bool(one.because), CITES_FACTS, metric=one.metric)
        value = report.figures[one.metric] + one.delta
        require(value >= 0, NOT_NEGATIVE, metric=one.metric, value=value)
        named.add(one.metric)
    return ReportCorrected(report.number, corrections, reporter, on)


def acknowledge_report(plan: AnnualPlan, *, officer: PersonId, on: date) -> ReportAcknowledged:
    """收悉年度总结 (三、（四）): once, of a report that awaits an answer."""
    return ReportAcknowledged(_awaiting(plan, on).number, officer, on)


def return_report(plan: AnnualPlan, *, reason: str, officer: PersonId, on: date) -> ReportReturned:
    """退回年度总结 (三、（四）): it counts as not submitted, and its due day stays; refuses one without a reason."""
    report = _awaiting(plan, on)
    require(bool(reason.strip()), RETURN_REASONED)
    return ReportReturned(report.number, reason, officer, on)


def _standing(plan: AnnualPlan) -> Report:
    if plan.report is None or plan.report.standing is Standing.RETURNED:
        raise Breach(REPORTED_FIRST, year=plan.year)
    return plan.report


def _awaiting(plan: AnnualPlan, on: date) -> Report:
    report = _standing(plan)
    require(report.standing is Standing.SUBMITTED, AWAITS_ANSWER, report=report.number)
    require(on >= report.on, REPORT_IN_ORDER, on=on, before=report.on)
    return report


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    submit_report: frozenset({Role.LEAD}),
    correct_report: frozenset({Role.LEAD}),
    acknowledge_report: frozenset({Role.AUTHORITY}),
    return_report: frozenset({Role.AUTHORITY}),
}
