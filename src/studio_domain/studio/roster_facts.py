"""Facts of a studio's people: leads, staff, experience, leave, departure, the archivist (一、（三）1、3; 三、（四）4).

Names and fields are a storage format: change with care. Days are legal days and inclusive.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId


@frozen
class ExperienceDeclared:
    """申报从业经历: work of a kind (`mentoring`, `training`, …) from a day up to and including another, or still.

    `proof` is the SHA-256 (hex) of the document that shows it.
    """

    experience: str
    person: PersonId
    kind: str
    first: date
    last: date | None
    proof: str


@frozen
class ExperienceVerified:
    """核实从业经历."""

    experience: str
    verifier: PersonId
    on: date


@frozen
class LeadAppointed:
    """确定领办人: from a day on; of several leads one is the principal, after whom the studio is named.

    `deviation` says why somebody of no category of the guideline, or without evidence, is taken. A member of the staff
    who becomes a lead is staff no longer.
    """

    person: PersonId
    category: str
    principal: bool
    first: date
    by: PersonId
    deviation: str | None = None


@frozen
class LeadDeparted:
    """领办人离任 (report): the person leads to the end of `last_day`."""

    person: PersonId
    last_day: date
    reason: str


@frozen
class StaffJoined:
    """工作人员到岗: from a day on, of a category, for duties."""

    person: PersonId
    category: str
    duties: tuple[str, ...]
    first: date


@frozen
class DutyAssigned:
    """分配职责: from a day on these are the member's duties."""

    person: PersonId
    duties: tuple[str, ...]
    first: date


@frozen
class LeaveStarted:
    """开始休假、离岗 (report): from a day on; `expected` is when the member is to be back."""

    person: PersonId
    first: date
    expected: date | None
    reason: str


@frozen
class LeaveEnded:
    """返岗 (report): the leave was over with `last_day`."""

    person: PersonId
    last_day: date


@frozen
class StaffDeparted:
    """工作人员离岗 (report): the person belongs to the staff to the end of `last_day`."""

    person: PersonId
    last_day: date
    reason: str


@frozen
class LoansCleared:
    """清还借阅、物品: whoever left holds no record and no thing of the studio."""

    person: PersonId
    on: date
    by: PersonId


@frozen
class HandoverSigned:
    """签署交接清单: what was in hand went to the receiver; `digest` is the list's SHA-256 (hex)."""

    person: PersonId
    receiver: PersonId
    on: date
    digest: str


@frozen
class AccessRevoked:
    """收回权限: keys, accounts, access to records."""

    person: PersonId
    on: date
    by: PersonId


@frozen
class ArchivistAssigned:
    """明确档案专人: from a day on; after a change with the list handed over (SHA-256, hex)."""

    person: PersonId
    first: date
    handover: str | None = None


RosterEvent = (
    ExperienceDeclared | ExperienceVerified | LeadAppointed | LeadDeparted | StaffJoined | DutyAssigned
    | LeaveStarted | LeaveEnded | StaffDeparted | LoansCleared | HandoverSigned | AccessRevoked | ArchivistAssigned
)  # fmt: skip
