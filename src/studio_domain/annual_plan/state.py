"""What the rules of a year's plan and report need to know of its past, and how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.annual_plan.facts import (
    Event,
    PlanApproved,
    PlanDrafted,
    PlanRevised,
    ReportAcknowledged,
    ReportCorrected,
    ReportReturned,
    ReportSubmitted,
)
from studio_domain.values import PersonId


class Standing(Enum):
    """How a report stands with the authority."""

    SUBMITTED = "submitted"  # 已提交
    ACKNOWLEDGED = "acknowledged"  # 已收悉
    RETURNED = "returned"  # 已退回


@frozen
class Version:
    """A version of the plan: by whom, since when, and the metrics of its goals."""

    drafter: PersonId
    drafted: date
    metrics: tuple[str, ...]


@frozen
class Report:
    """A report as it stands: its figures with all corrections, and the day of what happened to it last."""

    number: int
    figures: Mapping[str, int]
    standing: Standing
    on: date


@frozen
class AnnualPlan:
    """A year's plan in all its versions, the one that holds, and the latest report."""

    year: int
    versions: Mapping[int, Version] = field(factory=dict)
    in_force: int | None = None
    since: date | None = None
    """The day on which the version in force was approved."""
    report: Report | None = None

    @property
    def goals(self) -> tuple[str, ...]:
        """The metrics of the goals that hold."""
        return self.versions[self.in_force].metrics if self.in_force is not None else ()

    @property
    def reported(self) -> bool:
        """Whether a report stands that was not returned."""
        return self.report is not None and self.report.standing is not Standing.RETURNED


def evolve(plan: AnnualPlan | None, event: Event) -> AnnualPlan:
    """The plan after *event*; `LookupError` for a version or a report that was never there."""
    match event:
        case PlanDrafted(year, version, _, goals, drafter, on):
            known = plan or AnnualPlan(year)
            drafted = Version(drafter, on, tuple(goal.metric for goal in goals))
            return attrs.evolve(known, versions={**known.versions, version: drafted})
        case PlanApproved(version) | PlanRevised(version):
            known = _known(plan)
            if version not in known.versions:
                raise LookupError(version)
            return attrs.evolve(known, in_force=version, since=event.on)
        case ReportSubmitted(year, number, _, figures, _, _, on):
            said = {figure.metric: figure.value for figure in figures}
            return attrs.evolve(plan or AnnualPlan(year), report=Report(number, said, Standing.SUBMITTED, on))
        case ReportCorrected(number, corrections, _, on):
            report = _report(plan, number)
            deltas = {correction.metric: correction.delta for correction in corrections}
            if unknown := deltas.keys() - report.figures.keys():
                raise LookupError(min(unknown))
            corrected = {metric: value + deltas.get(metric, 0) for metric, value in report.figures.items()}
            return attrs.evolve(_known(plan), report=attrs.evolve(report, figures=corrected, on=on))
        case ReportAcknowledged(number, _, on):
            return _stands(plan, number, Standing.ACKNOWLEDGED, on)
        case ReportReturned(number, _, _, on):
            return _stands(plan, number, Standing.RETURNED, on)
        case _ as unreachable:
            assert_never(unreachable)


def _known(plan: AnnualPlan | None) -> AnnualPlan:
    if plan is None:
        raise LookupError("approved or answered before it was there")
    return plan


def _report(plan: AnnualPlan | None, number: int) -> Report:
    report = _known(plan).report
    if report is None or report.number != number:
        raise LookupError(number)
    return report


def _stands(plan: AnnualPlan | None, number: int, standing: Standing, on: date) -> AnnualPlan:
    return attrs.evolve(_known(plan), report=attrs.evolve(_report(plan, number), standing=standing, on=on))
