"""Facts of a destruction batch (销毁清册), in the order of the procedure: a storage format (三、（四）4)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.archive_record.facts import Medium
from studio_domain.values import PersonId


class Signer(Enum):
    """In which capacity a list is signed (会计档案管理办法: the five of accounting records)."""

    UNIT_HEAD = "unit-head"  # 单位负责人
    ARCHIVE_HEAD = "archive-head"  # 档案机构负责人
    ACCOUNTING_HEAD = "accounting-head"  # 会计机构负责人
    ARCHIVE_CLERK = "archive-clerk"  # 档案经办人
    ACCOUNTING_CLERK = "accounting-clerk"  # 会计经办人


@frozen
class BatchItem:
    """A line of the list: the record by its archive code, what kind it is, how long it was to be kept."""

    record: str
    category: str
    department: str
    medium: Medium
    year: int
    retention: str


@frozen
class Supervisor:
    """Who supervises a destruction (监销人), and for which department."""

    person: PersonId
    department: str


@frozen
class BatchProposed:
    """提出销毁清册: which records."""

    batch: str
    items: tuple[BatchItem, ...]
    proposer: PersonId
    on: date


@frozen
class ItemWithdrawn:
    """撤出清册: a record that is not destroyed after all."""

    record: str
    reason: str
    by: PersonId
    on: date


@frozen
class BatchSigned:
    """签署清册, in one capacity."""

    capacity: Signer
    signer: PersonId
    on: date


@frozen
class BatchApproved:
    """批准销毁, by which document (文号)."""

    approver: PersonId
    document: str
    on: date


@frozen
class BatchRejected:
    """不予销毁."""

    reason: str
    by: PersonId
    on: date


@frozen
class ItemsCounted:
    """销毁前清点: by the supervisors, how many records there are."""

    supervisors: tuple[Supervisor, ...]
    counted: int
    on: date


@frozen
class BatchExecuted:
    """销毁: which records, by whom."""

    records: tuple[str, ...]
    executor: PersonId
    on: date


@frozen
class BatchReported:
    """销毁报告: signed by which supervisors; the list (SHA-256, hex) is itself a record, under an archive code."""

    signatures: tuple[PersonId, ...]
    list_digest: str
    list_code: str
    archivist: PersonId
    on: date


Event = (
    BatchProposed | ItemWithdrawn | BatchSigned | BatchApproved | BatchRejected | ItemsCounted | BatchExecuted
    | BatchReported
)  # fmt: skip
