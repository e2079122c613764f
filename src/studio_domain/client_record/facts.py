"""Facts of a client record (服务对象库): one stream a client, `<studio>/client/<client>` (三、（二）1).

Names and fields are a storage format: change with care. A client's id is random (`k-` and 1 to 32 of `a-z0-9`), never
derived from a document. Whatever is about the person is `Personal`, and only ever stored as a sealed cell.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from studio_domain.values import Personal, PersonId

# -- codes


class Purpose(Enum):
    """What personal data may be used for (处理目的): a closed list; each takes a consent of its own."""

    GUIDANCE = "guidance"  # 指导服务
    STATISTICS = "statistics"  # 统计
    PUBLICITY = "publicity"  # 宣传
    REFERRAL = "referral"  # 对接、转介


class DocumentKind(Enum):
    """By which document a person identifies."""

    CITIZEN_ID = "citizen-id"  # 居民身份证
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence-permit"  # 港澳台居民居住证
    OTHER = "other"


class EnterpriseSize(Enum):
    """How large the client's enterprise is."""

    NONE = "none"  # 尚未创办
    INDIVIDUAL = "individual"  # 个体工商户
    MICRO = "micro"  # 微型
    SMALL = "small"  # 小型
    MEDIUM = "medium"  # 中型
    LARGE = "large"  # 大型


class LegalRank(Enum):
    """How high the rule ranks by which data must still be kept; a departmental rule alone is argued not to suffice."""

    LAW = "law"  # 法律
    REGULATION = "regulation"  # 行政法规
    DEPARTMENTAL_RULE = "departmental-rule"  # 部门规章


# -- registration and consent


@frozen
class ClientRegistered:
    """登记服务对象: the basic personal section, after the notice of that version was shown."""

    client: str
    notice: str
    name: Personal[str] | None = field(repr=False)
    document_kind: DocumentKind
    document_number: Personal[str] | None = field(repr=False)
    phone: Personal[str] | None = field(repr=False)
    adult: bool
    on: date


@frozen
class ConsentGranted:
    """同意: to one purpose, by the text of that version; for a referral to a recipient; of a minor the `guardian`."""

    purpose: Purpose
    text_version: str
    recipient: str | None
    guardian: Personal[str] | None = field(repr=False)
    evidence: str
    on: date


@frozen
class ConsentWithdrawn:
    """撤回同意: stops that purpose at once, towards the recipient where one is named."""

    purpose: Purpose
    recipient: str | None
    on: date


# -- what is known of enterprise and needs


@frozen
class EnterpriseUpdated:
    """更新企业信息: as it stands from a day on; `code` is the USCC where there is one."""

    name: Personal[str] | None = field(repr=False)
    code: str | None
    size: EnterpriseSize
    industry: str
    first: date


@frozen
class NeedRecorded:
    """记录服务需求: of a kind (a service of chapter 二, `2.2`, or a resource), in the client's words."""

    need: str
    kind: str
    words: Personal[str] | None = field(repr=False)
    on: date


@frozen
class ClientClassified:
    """分类分级: a segment and a stage, on which basis (needs, assessments), and why."""

    segment: str
    stage: str
    basis: tuple[str, ...]
    reason: str
    by: PersonId
    on: date


# -- access


@frozen
class AccessGranted:
    """授予查阅权限: to a person for a purpose, from a day up to and including another."""

    person: PersonId
    purpose: Purpose
    first: date
    last: date | None
    by: PersonId


@frozen
class AccessWithdrawn:
    """收回查阅权限."""

    person: PersonId
    purpose: Purpose
    last_day: date
    by: PersonId


@frozen
class AccessRecorded:
    """登记查阅 (report): who opened which sections, what for."""

    person: PersonId
    purpose: Purpose
    sections: tuple[str, ...]
    on: date


# -- restriction and erasure


@frozen
class ErasureRequested:
    """请求删除: by the client, whose identity somebody verified."""

    request: str
    verifier: PersonId
    on: date


@frozen
class ProcessingRestricted:
    """限制处理: nothing but storage and security measures, on a basis of that rank, up to and including a day.

    Where an erasure was requested, this is the answer until that day (PIPL 47(2)).
    """

    basis: str
    rank: LegalRank
    until: date
    approver: PersonId
    on: date


@frozen
class RestrictionEnded:
    """解除限制."""

    approver: PersonId
    on: date


@frozen
class LegalHoldPlaced:
    """法律保全: what is under hold is not erased."""

    hold: str
    ground: str
    placed_by: PersonId
    on: date


@frozen
class LegalHoldLifted:
    """解除法律保全."""

    hold: str
    lifted_by: PersonId
    on: date


@frozen
class ErasureApproved:
    """批准删除: on which ground, by or on behalf of whom; somebody else carries it out."""

    request: str
    ground: str
    approver: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class ClientDataErased:
    """删除个人信息: the keys are destroyed and fenced off; in which stores that was done."""

    request: str
    keys: tuple[str, ...]
    executor: PersonId
    stores: tuple[str, ...]
    on: date


Event = (
    ClientRegistered | ConsentGranted | ConsentWithdrawn | EnterpriseUpdated | NeedRecorded | ClientClassified
    | AccessGranted | AccessWithdrawn | AccessRecorded | ErasureRequested | ProcessingRestricted | RestrictionEnded
    | LegalHoldPlaced | LegalHoldLifted | ErasureApproved | ClientDataErased
)  # fmt: skip
