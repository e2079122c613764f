"""Truthful reports (如实反映, 3.4.0.c): every figure is what the facts say that were known when it was reported.

What is recorded later does not make a report false; it makes it out of date until a correction cites it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import Factory, define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.annual_plan.facts import (
    Correction,
    PlanApproved,
    PlanDrafted,
    PlanRevised,
    ReportCorrected,
    ReportReturned,
    ReportSubmitted,
)
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.filing.figures import COUNTED, STAFF, Figures
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days, add_days

FIGURE_FALSE: Final = Predicate(
    "report.figure-false",
    Clause.TRUTHFUL_REPORTS,
    Kind.X,
    zh="{year} 年度总结的 {subject} 为 {actual}，按当时已记录的事实应为 {expected}",
    en="the report of {year} says {actual} of {subject}; the facts known then say {expected}",
)
OUT_OF_DATE: Final = Predicate(
    "report.out-of-date",
    Clause.TRUTHFUL_REPORTS,
    Kind.X,
    zh="{year} 年度总结的 {subject} 为 {actual}，其后补录的事实使其应为 {expected}，尚未更正",
    en="the report of {year} says {actual} of {subject}; by what was recorded since it is {expected}, not corrected",
)
UNFOUNDED: Final = Predicate(
    "report.correction-unfounded",
    Clause.TRUTHFUL_REPORTS,
    Kind.X,
    zh="{year} 年度总结 {subject} 的更正没有引用报送后记录的事实（{actual}）",
    en="the correction of {subject} in the report of {year} cites no fact recorded since ({actual})",
)
NOT_WHOLE: Final = Predicate(
    "report.not-whole-year",
    Clause.TRUTHFUL_REPORTS,
    Kind.A,
    zh="{year} 年度总结的数据截至 {actual}，应截至 {expected}",
    en="the figures of the report of {year} go to {actual}, they should go to {expected}",
)
INCOMPLETE: Final = Predicate(
    "report.incomplete",
    Clause.TRUTHFUL_REPORTS,
    Kind.G,
    zh="{year} 年度总结有缺失或无效之处：{actual}",
    en="of the report of {year} is missing or void: {actual}",
)


@define
class _Reported:
    """A report that stands: what it says, since when, and what was recorded since that bears on it."""

    event: Recorded[ReportSubmitted]
    stated: Recorded[Any]
    says: dict[str, int]
    false: dict[str, Finding] = field(factory=dict)
    since: dict[str, list[Place]] = field(factory=dict)
    """By metric what counts of the year and was recorded after the report: late entries, so there are few."""


@define
class Reports:
    """Figures equal the facts known when they were reported; later ones change them by a correction that cites them."""

    grounds: Grounds
    figures: Figures = Factory(lambda self: Figures(self.grounds.policy, self._told), takes_self=True)
    _goals: dict[tuple[str, int], tuple[str, ...]] = field(factory=dict)
    _in_force: dict[str, int] = field(factory=dict)
    _reports: dict[str, _Reported] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self.figures.watches()
        yield on(PlanDrafted, self._drafted)
        yield on(PlanApproved, self._approved)
        yield on(PlanRevised, self._approved)
        yield on(ReportSubmitted, self._submitted)
        yield on(ReportCorrected, self._corrected)
        yield on(ReportReturned, self._returned)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for report in self._reports.values():
            yield from report.false.values()
            yield from self._out_of_date(report)
            yield from self._not_whole(report)

    # -- the plan, as far as a report must speak of it

    def _drafted(self, event: Recorded[PlanDrafted]) -> None:
        self._goals[event.stream, event.fact.version] = tuple(goal.metric for goal in event.fact.goals)

    def _approved(self, event: Recorded[PlanApproved] | Recorded[PlanRevised]) -> None:
        self._in_force[event.stream] = event.fact.version

    # -- the report

    def _submitted(self, event: Recorded[ReportSubmitted]) -> None:
        fact = event.fact
        if before := self._reports.get(event.stream):  # a second one without a return: both were said
            self._found += before.false.values()
        says = {figure.metric: figure.value for figure in fact.figures}
        report = self._reports[event.stream] = _Reported(event, event, says)
        for metric, value in says.items():
            if metric in COUNTED and value != (known := self._known(fact, metric)):
                report.false[metric] = self._false(event, fact, metric, value, known)
        self._form(event, says)

    def _corrected(self, event: Recorded[ReportCorrected]) -> None:
        report = self._reports.get(event.stream)
        if report is None:
            return
        report.stated = event
        fact = report.event.fact
        for one in event.fact.corrections:
            value = report.says[one.metric] = report.says.get(one.metric, 0) + one.delta
            if one.metric not in COUNTED:
                continue
            known, before = self._known(fact, one.metric), report.false.get(one.metric)
            wrong = before is not None and before.remedy is None
            since = set(one.because) <= set(report.since.get(one.metric, ()))
            if not one.because or not (wrong or since):
                self._unfounded(event, report, one)
            if value == known and before is not None and wrong:
                report.false[one.metric] = before.with_remedy(event.place)
            elif value != known and not wrong:
                self._found += [before] if before else []
                report.false[one.metric] = self._false(event, fact, one.metric, value, known)

    def _returned(self, event: Recorded[ReportReturned]) -> None:
        """It counts as not submitted; that it was false when it was stays true."""
        if report := self._reports.pop(event.stream, None):
            self._found += report.false.values()

    def _told(self, metric: str, day: date, event: Recorded[Any]) -> None:
        """A number of staff bears on all that follows, anything else on its own year."""
        for report in self._reports.values():
            year, as_of = report.event.fact.year, report.event.fact.as_of
            if day <= as_of and (metric == STAFF or day.year == year):
                report.since.setdefault(metric, []).append(event.place)

    def _known(self, fact: ReportSubmitted, metric: str) -> int:
        return self.figures.value(metric, fact.year, fact.as_of)

    # -- what does not hold

    def _false(self, event: Recorded[Any], fact: ReportSubmitted, metric: str, value: int, known: int) -> Finding:
        return finding(
            FIGURE_FALSE, event, metric,
            expected=count(known), actual=count(value), delta=count(abs(value - known)),
            also=self.figures.causes(metric, fact.year, fact.as_of), year=fact.year,
        )  # fmt: skip

    def _unfounded(self, event: Recorded[ReportCorrected], report: _Reported, one: Correction) -> None:
        known = report.since.get(one.metric, ())
        cited = ", ".join(f"{place.stream}@{place.version}" for place in one.because if place not in known)
        found = finding(
            UNFOUNDED, event, one.metric,
            expected=count(1), actual=text(cited or "-"), delta=count(1), also=(report.event.place,),
            year=report.event.fact.year,
        )  # fmt: skip
        self._found.append(found)

    def _out_of_date(self, report: _Reported) -> Iterator[Finding]:
        """No day is set by which a report is corrected, so this warns, and ends with the correction."""
        fact = report.event.fact
        for metric, value in report.says.items():
            false = report.false.get(metric)
            if metric not in COUNTED or (false is not None and false.remedy is None):
                continue
            if value != (now := self._known(fact, metric)):
                yield finding(
                    OUT_OF_DATE, report.stated, metric,
                    expected=count(now), actual=count(value), delta=count(abs(value - now)),
                    also=tuple(report.since.get(metric, ())), binding=False, year=fact.year,
                )  # fmt: skip

    def _not_whole(self, report: _Reported) -> Iterator[Finding]:
        """A year goes to its end, or to the last day of it on which the studio was recognised."""
        fact, recognised = report.event.fact, self.figures.recognised
        last = date(fact.year, 12, 31)
        year = Days.through(date(fact.year, 1, 1), last)
        ends = [
            last if span.until is None else min(last, add_days(span.until, -1))
            for studio in recognised.studios()
            for span in recognised.days(studio)
            if span.overlaps(year)
        ]
        end, through = max(ends, default=last), min(fact.as_of, fact.on)
        if through < end:
            yield finding(
                NOT_WHOLE, report.event, str(fact.year),
                expected=on_day(end), actual=on_day(through), delta=days((end - through).days), year=fact.year,
            )  # fmt: skip

    def _form(self, event: Recorded[ReportSubmitted], says: dict[str, int]) -> None:
        fact = event.fact
        metrics = self.grounds.policy.on(fact.on).report.metrics
        goals = self._goals.get((event.stream, self._in_force.get(event.stream, 0)), ())
        wrong = [] if fact.figures else ["figures"]
        wrong += [f"goal {metric}" for metric in goals if metric in metrics and metric not in says]
        wrong += [f"metric {metric}" for metric in says if metric not in metrics]
        wrong += [f"{metric} {value}" for metric, value in says.items() if value < 0]
        wrong += [f"{metric} twice" for metric, times in Counter(f.metric for f in fact.figures).items() if times > 1]
        wrong += [] if fact.digest.strip() else ["digest"]
        if wrong:
            found = finding(
                INCOMPLETE, event, str(fact.year),
                expected=count(0), actual=text(", ".join(wrong)), delta=count(len(wrong)), year=fact.year,
            )  # fmt: skip
            self._found.append(found)
