"""Facts of a record in the archives (件), in the order of its life: a storage format (三、（四）4)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId


class Medium(Enum):
    """On what a record is kept (介质): the guideline names two."""

    PAPER = "paper"  # 纸质
    ELECTRONIC = "electronic"  # 电子


class Secrecy(Enum):
    """Who may read a record (密级)."""

    PUBLIC = "public"  # 公开
    INTERNAL = "internal"  # 内部
    CONFIDENTIAL = "confidential"  # 商业秘密
    PERSONAL = "personal"  # 个人信息


class Aspect(Enum):
    """What a check of integrity looks at (四性检测)."""

    AUTHENTICITY = "authenticity"  # 真实性
    INTEGRITY = "integrity"  # 完整性
    USABILITY = "usability"  # 可用性
    SAFETY = "safety"  # 安全性


class Reading(Enum):
    """Where a record on loan is read (借阅方式)."""

    ON_SITE = "on-site"  # 现场查阅
    OUTSIDE = "outside"  # 借出


class Condition(Enum):
    """In which condition a record came back (归还状况)."""

    INTACT = "intact"  # 完好
    DAMAGED = "damaged"  # 损坏
    INCOMPLETE = "incomplete"  # 缺失


class Verdict(Enum):
    """What an appraisal decides (鉴定意见)."""

    KEEP = "keep"  # 延长保管
    PERMANENT = "permanent"  # 转为永久
    DESTROY = "destroy"  # 可以销毁


@frozen
class Holding:
    """What is kept, and where: paper at a location; electronic with the SHA-256 (hex), the format and the metadata."""

    medium: Medium
    location: str
    digest: str | None = None
    format: str | None = None
    metadata: str | None = None


@frozen
class Appraiser:
    """A member of the appraisal group (鉴定小组), and of which department."""

    person: PersonId
    department: str


# -- into the archives


@frozen
class RecordCollected:
    """收集: what it is, in words without personal data, which department owns it, and what is kept.

    `record` is the archive code (档号) that it has from then on, `of` the stream that it documents, or one fact of it
    (`hz-xihu-001/case/2024-0017`, `…@17`); none for what is older than this history.
    """

    record: str
    of: str | None
    what: str
    department: str
    holding: Holding
    collector: PersonId
    on: date


@frozen
class RecordClassified:
    """整理分类: year, category and importance, hence the retention (`D30`, `Y`), and the secrecy."""

    year: int
    category: str
    importance: str
    retention: str
    secrecy: Secrecy
    classifier: PersonId
    on: date


@frozen
class RecordFiled:
    """归档: under its archive code, which it keeps for good."""

    archive_code: str
    archivist: PersonId
    on: date


@frozen
class RecordTransferred:
    """移交: to whom (`receiver`, a USCC or an archive's name), by which list (SHA-256, hex)."""

    receiver: str
    list_digest: str
    by: PersonId
    on: date


# -- in store


@frozen
class RecordMoved:
    """移库: where it lies from now on."""

    location: str
    by: PersonId
    on: date


@frozen
class RecordMigrated:
    """迁移: what is kept from now on; the digest of what was kept before stays on record."""

    former_digest: str
    holding: Holding
    by: PersonId
    on: date


@frozen
class IntegrityVerified:
    """四性检测合格: authentic, complete, usable, safe; of an electronic record the digest that was computed."""

    digest: str | None
    verifier: PersonId
    on: date


@frozen
class IntegrityFailed:
    """四性检测不合格: in which aspects."""

    digest: str | None
    failed: tuple[Aspect, ...]
    verifier: PersonId
    on: date


@frozen
class RecordDamaged:
    """损坏: what happened to it, in words without personal data."""

    what: str
    reporter: PersonId
    on: date


@frozen
class RecordLost:
    """丢失: what happened, and on which loan, if it was on one. Somebody has to answer for it (三、（四）7)."""

    loan: str | None
    what: str
    reporter: PersonId
    on: date


@frozen
class UnauthorisedDestructionReported:
    """擅自销毁: it was destroyed outside any batch. Somebody has to answer for it (三、（四）7)."""

    what: str
    reporter: PersonId
    on: date


# -- on loan


@frozen
class LoanRequested:
    """借阅申请: by whom, what for, and where it is to be read."""

    loan: str
    borrower: PersonId
    purpose: str
    reading: Reading
    on: date


@frozen
class LoanApproved:
    """借阅审批."""

    loan: str
    approver: PersonId
    on: date


@frozen
class Lent:
    """借出: until when, that day included."""

    loan: str
    due: date
    lender: PersonId
    on: date


@frozen
class LoanRenewed:
    """续借: until when from now on."""

    loan: str
    due: date
    approver: PersonId
    on: date


@frozen
class RecordReturned:
    """归还: in which condition; of an electronic record the digest that came back."""

    loan: str
    condition: Condition
    digest: str | None
    receiver: PersonId
    on: date


# -- secrecy


@frozen
class SecrecySet:
    """密级变更: who asked for it, and who approved it."""

    secrecy: Secrecy
    reason: str
    requester: PersonId
    approver: PersonId
    on: date


@frozen
class AccessGranted:
    """授予查阅权限: to whom, what for, from a day up to and including another."""

    grant: str
    person: PersonId
    purpose: str
    first: date
    last: date
    approver: PersonId
    on: date


@frozen
class AccessRecorded:
    """查阅登记: who read it."""

    person: PersonId
    purpose: str
    on: date


# -- how long it is kept


@frozen
class LegalHoldPlaced:
    """冻结处置: it is needed as evidence, and is not destroyed meanwhile."""

    hold: str
    reason: str
    placer: PersonId
    on: date


@frozen
class LegalHoldLifted:
    """解除冻结."""

    hold: str
    reason: str
    lifter: PersonId
    on: date


@frozen
class Appraised:
    """鉴定: kept so many years more, for good, or to be destroyed; by whom, in which opinion (SHA-256, hex)."""

    verdict: Verdict
    years: int | None
    appraisers: tuple[Appraiser, ...]
    opinion: str
    on: date


@frozen
class RecordDestroyed:
    """销毁: in which batch (its id)."""

    batch: str
    on: date


Event = (
    RecordCollected | RecordClassified | RecordFiled | RecordTransferred | RecordMoved | RecordMigrated
    | IntegrityVerified | IntegrityFailed | RecordDamaged | RecordLost | UnauthorisedDestructionReported
    | LoanRequested | LoanApproved | Lent | LoanRenewed | RecordReturned | SecrecySet | AccessGranted
    | AccessRecorded | LegalHoldPlaced | LegalHoldLifted | Appraised | RecordDestroyed
)  # fmt: skip
