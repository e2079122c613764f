"""Facts of a training programme (创业培训): one stream a programme, `<studio>/training/<programme>` (二、（四）).

Names and fields are a storage format: change with care. Days are legal days; times are aware instants, and of a
session its end is the first instant after it. Documents are cited by their SHA-256 (hex).
"""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from studio_domain.values import PersonId, aware

# -- parts of facts


@frozen
class NeedRef:
    """A need (培训需求) that the record of a client has."""

    client: str
    need: str


# -- needs and plan


@frozen
class ProgramProposed:
    """提出培训: under which title."""

    title: str
    proposer: PersonId
    on: date


@frozen
class NeedsAssessed:
    """评估培训需求: the needs that the programme answers, and the document that says how they were found."""

    needs: tuple[NeedRef, ...]
    digest: str
    assessor: PersonId
    on: date


@frozen
class ProgramPlanDesigned:
    """编制培训方案: versions count 1, 2, 3…; so many minutes of a course of the library, in its version.

    `reason` says of a later version why the plan is revised; it is empty of the first.
    """

    version: int
    minutes: int
    course: str
    course_version: int
    digest: str
    reason: str
    designer: PersonId
    on: date


@frozen
class ProgramPlanApproved:
    """批准培训方案: that version holds from now on."""

    version: int
    approver: PersonId
    document: str
    on: date


# -- teaching


@frozen
class SessionScheduled:
    """排定课次: by whom it is taught, from when to when, for how many, in which area (None: elsewhere)."""

    session: str
    trainer: PersonId
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    area: str | None
    seats: int
    on: date


@frozen
class SessionDelivered:
    """实施培训教学 (report): who taught which version of which course, where, to how many, by which sign-in sheet."""

    session: str
    trainer: PersonId
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    course: str
    course_version: int
    area: str | None
    place: str
    attendance: int
    sign_in: str


@frozen
class ProgramCharged:
    """登记培训收费 (report): a charge of the fund account of that year is a fee of this programme."""

    year: int
    charge: str


# -- effect and end


@frozen
class EffectEvaluated:
    """评估培训效果: by which method, how many were asked, how many answered, and the document of the result."""

    method: str
    asked: int
    answered: int
    digest: str
    evaluator: PersonId
    on: date


@frozen
class ProgramCompleted:
    """完成培训."""

    by: PersonId
    on: date


@frozen
class ProgramCancelled:
    """取消培训: what was charged for it is refunded."""

    reason: str
    by: PersonId
    on: date


Event = (
    ProgramProposed
    | NeedsAssessed
    | ProgramPlanDesigned
    | ProgramPlanApproved
    | SessionScheduled
    | SessionDelivered
    | ProgramCharged
    | EffectEvaluated
    | ProgramCompleted
    | ProgramCancelled
)
