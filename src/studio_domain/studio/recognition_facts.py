"""Facts of a studio's recognition: carrier, application, review, public notice, term, end (一、（一）（三）（四）).

Names and fields are a storage format: change with care. Days are legal days and inclusive. A fact names the persons
that its rules read; the envelope's `by` is who recorded it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId, Region

# -- codes


class WithdrawalKind(Enum):
    """Two ways to take a recognition away: what was obtained by fraud, and what no longer meets the conditions."""

    REVOKED = "revoked"  # 撤销
    CANCELLED = "cancelled"  # 取消、摘牌


class EvidenceKind(Enum):
    """What a piece of evidence about a lead shows."""

    CATEGORY = "category"  # 优秀
    INFLUENCE = "influence"  # 社会影响力
    LOCAL_CONTRIBUTION = "local-contribution"  # 当地贡献


# -- parts of facts


@frozen
class ReviewOpinion:
    """What one reviewer found: the score as decimal text, and the opinion."""

    reviewer: PersonId
    org: str
    score: str
    opinion: str


# -- the carrier


@frozen
class CarrierRegistered:
    """登记申报载体: the legal entity (USCC) that operates the studio, its kind, and the studio's region."""

    region: Region
    carrier: str
    name: str
    kind: str


@frozen
class OperatorChanged:
    """变更运营单位: another legal entity operates the studio from a day on, as the authority approved."""

    carrier: str
    name: str
    kind: str
    first: date
    approver: PersonId
    document: str


@frozen
class CooperationSigned:
    """签订合作协议: with a partner (USCC or name of an organisation), from a day up to and including another."""

    cooperation: str
    partner: str
    subject: str
    first: date
    last: date | None
    document: str


# -- evidence about leads


@frozen
class EvidenceAttached:
    """提交证明材料: about a lead, of which region, with the SHA-256 (hex) of the document."""

    evidence: str
    person: PersonId
    kind: EvidenceKind
    region: str
    title: str
    digest: str


@frozen
class EvidenceReviewed:
    """审核证明材料: by the authority."""

    evidence: str
    reviewer: PersonId
    accepted: bool


# -- application and review


@frozen
class ApplicationDrafted:
    """起草联合申报: who is to be the lead; `application` counts 1, 2, 3…"""

    application: int
    lead: PersonId
    drafter: PersonId


@frozen
class JointApplicationSubmitted:
    """联合申报: signed by the lead and, for the carrier, by somebody else. One that was returned keeps its number."""

    application: int
    lead: PersonId
    lead_signed: date
    carrier_signer: PersonId
    carrier_signed: date
    document: str


@frozen
class ApplicationReturned:
    """退回补正: with what is missing."""

    reviewer: PersonId
    reasons: tuple[str, ...]


@frozen
class ApplicationAccepted:
    """受理申报."""

    reviewer: PersonId


@frozen
class ReviewCompleted:
    """完成评审: the opinions of the reviewers, and the score (decimal text) that comes of them."""

    opinions: tuple[ReviewOpinion, ...]
    score: str
    on: date


@frozen
class PublicNoticePosted:
    """公示: from a day up to and including another, at a place where people see it."""

    first: date
    last: date
    place: str
    by: PersonId


@frozen
class ObjectionRecorded:
    """收到异议 (report): what is objected; who objects is not in the open."""

    objection: str
    subject: str
    on: date


@frozen
class ObjectionSettled:
    """处理异议: upheld or not, and why."""

    objection: str
    upheld: bool
    reason: str
    by: PersonId
    on: date


@frozen
class StudioRecognised:
    """认定: by the authority, under a name and a document number (文号), from a day up to and including another.

    `region_name` is the region as it stands in the name, `lead` whose name follows it, `extras` the further elements
    of the locality's template. An open recognition has no `last`.
    """

    name: str
    region_name: str
    lead: PersonId
    extras: tuple[str, ...]
    document: str
    first: date
    last: date | None
    decider: PersonId
    authority: str


@frozen
class ApplicationRejected:
    """不予认定: the end of this application."""

    reason: str
    decider: PersonId


# -- a recognised studio


@frozen
class StudioRenamed:
    """更名: from a day on; older documents keep the older name."""

    name: str
    region_name: str
    lead: PersonId
    extras: tuple[str, ...]
    first: date
    decider: PersonId
    document: str


@frozen
class RectificationOrdered:
    """责令整改: what is to be put right, by which day."""

    order: str
    items: tuple[str, ...]
    due: date
    by: PersonId
    document: str


@frozen
class RectificationAccepted:
    """整改合格: with a piece of evidence (SHA-256, hex) for each item."""

    order: str
    evidence: tuple[str, ...]
    by: PersonId
    on: date


@frozen
class RectificationFailed:
    """整改不合格."""

    order: str
    reason: str
    by: PersonId
    on: date


@frozen
class StudioSuspended:
    """暂停: from a day on no new cases or appointments; open cases may be finished or handed over."""

    first: date
    reason: str
    by: PersonId
    document: str


@frozen
class SuspensionLifted:
    """恢复: from a day on."""

    first: date
    by: PersonId
    document: str


@frozen
class RecognitionRenewed:
    """续期: up to and including another day, after the review of the term (期满评审)."""

    last: date | None
    score: str
    decider: PersonId
    document: str


# -- how it ends


@frozen
class WithdrawalNotified:
    """告知: that the recognition is to be taken away, on which ground; the studio may state its case."""

    notice: str
    kind: WithdrawalKind
    ground: str
    by: PersonId
    on: date


@frozen
class StatementHeard:
    """陈述申辩: the studio stated its case, or waived it, by that day."""

    notice: str
    waived: bool
    on: date


@frozen
class RecognitionWithdrawn:
    """撤销、取消认定: from a day on; `clawback_fen` of fiscal money is to be paid back."""

    notice: str
    kind: WithdrawalKind
    first: date
    decider: PersonId
    document: str
    clawback_fen: int


@frozen
class WithdrawalRequested:
    """申请退出: signed by lead and carrier, with a plan of handing over."""

    lead: PersonId
    carrier_signer: PersonId
    plan: str
    on: date


@frozen
class WithdrawalApproved:
    """批准退出: the recognition ends with a day."""

    last_day: date
    decider: PersonId
    document: str


@frozen
class StudioClosed:
    """关闭: cases, money and archives are handed over, the plaque is returned."""

    on: date
    by: PersonId
    handover: str
    plaque_returned: bool


RecognitionEvent = (
    CarrierRegistered | OperatorChanged | CooperationSigned | EvidenceAttached | EvidenceReviewed
    | ApplicationDrafted | JointApplicationSubmitted | ApplicationReturned | ApplicationAccepted
    | ReviewCompleted | PublicNoticePosted | ObjectionRecorded | ObjectionSettled | StudioRecognised
    | ApplicationRejected | StudioRenamed | RectificationOrdered | RectificationAccepted | RectificationFailed
    | StudioSuspended | SuspensionLifted | RecognitionRenewed | WithdrawalNotified | StatementHeard
    | RecognitionWithdrawn | WithdrawalRequested | WithdrawalApproved | StudioClosed
)  # fmt: skip
