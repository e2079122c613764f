"""Facts of a year's plan and report (年度计划、年度总结): one stream a year, `<studio>/plan/<year>` (三、（四）).

Names and fields are a storage format: change with care. Days are legal days and inclusive. A metric is a code of
`report.metrics`; its value counts persons, services, minutes, cases, clients, jobs or enterprises.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.aggregate import Place
from studio_domain.values import PersonId

# -- parts of facts


@frozen
class Goal:
    """What a year is to reach: a metric, and the value aimed at."""

    metric: str
    target: int


@frozen
class Figure:
    """What a report says of a metric."""

    metric: str
    value: int


@frozen
class Correction:
    """By how much a figure changes, and the facts, recorded after the report, because of which it does."""

    metric: str
    delta: int
    because: tuple[Place, ...]


# -- the plan


@frozen
class PlanDrafted:
    """起草年度计划: direction and goals of a year; versions count 1, 2, 3…"""

    year: int
    version: int
    direction: str
    goals: tuple[Goal, ...]
    drafter: PersonId
    on: date


@frozen
class PlanApproved:
    """批准年度计划: the first version that holds."""

    version: int
    approver: PersonId
    document: str
    on: date


@frozen
class PlanRevised:
    """调整年度计划: a later version takes the place of the one that holds, and why."""

    version: int
    reason: str
    approver: PersonId
    document: str
    on: date


# -- the report


@frozen
class ReportSubmitted:
    """提交年度总结: figures of the year up to and including `as_of`; the text by its SHA-256 (hex).

    `report` counts 1, 2, 3…; one that was returned is followed by the next.
    """

    year: int
    report: int
    as_of: date
    figures: tuple[Figure, ...]
    digest: str
    reporter: PersonId
    on: date


@frozen
class ReportCorrected:
    """更正年度总结: what was recorded after it changes its figures, and nothing else does."""

    report: int
    corrections: tuple[Correction, ...]
    reporter: PersonId
    on: date


@frozen
class ReportAcknowledged:
    """主管部门收悉年度总结."""

    report: int
    officer: PersonId
    on: date


@frozen
class ReportReturned:
    """主管部门退回年度总结: it counts as not submitted."""

    report: int
    reason: str
    officer: PersonId
    on: date


Event = (
    PlanDrafted | PlanApproved | PlanRevised | ReportSubmitted | ReportCorrected | ReportAcknowledged | ReportReturned
)
