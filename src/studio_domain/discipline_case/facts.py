"""Facts of discipline (组织纪律): one stream a matter, `<studio>/discipline/<id>`, report to end (三、（四）7).

Names and fields are a storage format: change with care. Who reported in confidence, and in which words, is only ever
stored sealed. Digests are SHA-256 (hex). `on_behalf_of` is whom a decider acted for.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from studio_domain.aggregate import Place
from studio_domain.values import Fen, Personal, PersonId

# -- codes


class Reporting(Enum):
    """How far a report says by whom it is."""

    OPEN = "open"  # 公开实名: by whoever records it
    CONFIDENTIAL = "confidential"  # 实名保密: the name is sealed
    ANONYMOUS = "anonymous"  # 匿名


class GiftKind(Enum):
    """What a gift is."""

    GOODS = "goods"  # 物品
    CASH = "cash"  # 现金
    CARD = "card"  # 卡券
    SECURITIES = "securities"  # 有价证券


class GiftDisposal(Enum):
    """What became of a gift."""

    REGISTERED = "registered"  # 登记后留用
    HANDED_OVER = "handed-over"  # 上交
    RETURNED = "returned"  # 退还
    REFUSED = "refused"  # 当场拒收


class Sanction(Enum):
    """How conduct is answered (处理): a closed list."""

    TALK = "talk"  # 谈话提醒
    CRITICISM = "criticism"  # 通报批评
    SUSPENSION = "suspension"  # 暂停服务
    DISMISSAL = "dismissal"  # 解聘、退出
    REFERRAL = "referral"  # 移送


class AppealOutcome(Enum):
    """What became of an appeal."""

    UPHELD = "upheld"  # 维持
    CHANGED = "changed"  # 变更
    REVOKED = "revoked"  # 撤销


# -- reports


@frozen
class GiftItem:
    """A thing given: what it is, and what it is worth."""

    kind: GiftKind
    description: str
    value: Fen


@frozen
class ConductReported:
    """举报、反映问题 (report): conduct of a kind, of whom if known; `cause` is the fact that gave rise to it."""

    kind: str
    subject: PersonId | None
    words: Personal[str] | None = field(repr=False)
    reporting: Reporting
    reporter: Personal[str] | None = field(repr=False)
    recorder: PersonId
    cause: Place | None
    on: date


@frozen
class GiftReported:
    """登记礼品 (report): who received what from whom, when; `away_until` is the day of the return, if away then."""

    gift: str
    receiver: PersonId
    giver: str
    items: tuple[GiftItem, ...]
    received: date
    away_until: date | None
    reporting: Reporting
    reporter: Personal[str] | None = field(repr=False)
    recorder: PersonId
    on: date


# -- screening


@frozen
class NoCaseDecided:
    """不予立案: why nothing is opened on what was reported."""

    reason: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class DisciplineOpened:
    """立案: against whom."""

    subject: PersonId
    document: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class MeasuresTaken:
    """暂停服务（调查期间）: the subject serves nobody from a day on; appointments go to others."""

    first: date
    document: str
    decider: PersonId
    on: date


@frozen
class MeasuresLifted:
    """解除暂停: the subject serves again after `last_day`."""

    last_day: date
    decider: PersonId
    on: date


# -- investigation


@frozen
class EvidenceCollected:
    """收集证据: a document by its digest."""

    evidence: str
    digest: str
    investigator: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class SubjectHeard:
    """听取当事人陈述申辩: the minutes by their digest; whoever stays silent was heard as well."""

    digest: str
    investigator: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class InvestigationConcluded:
    """调查终结: whether the report is founded; the findings by their digest."""

    founded: bool
    digest: str
    investigator: PersonId
    on_behalf_of: PersonId | None
    on: date


# -- what is decided


@frozen
class SanctionDecided:
    """作出处理: on which basis, and how much of a loss is to be made good."""

    sanction: Sanction
    basis: str
    recovery: Fen
    document: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class AppealFiled:
    """申诉: by the subject, the text by its digest."""

    appellant: PersonId
    digest: str
    on: date


@frozen
class AppealDecided:
    """申诉决定: what was decided stands, is revoked, or another sanction takes its place."""

    outcome: AppealOutcome
    sanction: Sanction | None
    document: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class SanctionEnforced:
    """执行处理: `link` is the roster or contract, as it stood, by which the subject serves no more."""

    link: Place | None
    by: PersonId
    on: date


@frozen
class ReferredToAuthority:
    """移送: to the organ that is competent, such as the unit that appoints a public official."""

    organ: str
    document: str
    by: PersonId
    on: date


# -- the end


@frozen
class GiftDisposed:
    """处置礼品: `receipt` is the digest of what shows it."""

    gift: str
    disposal: GiftDisposal
    receipt: str
    by: PersonId
    on: date


@frozen
class DisciplineClosed:
    """结案: how much of the loss was made good."""

    recovered: Fen
    by: PersonId
    on: date


Event = (
    ConductReported | GiftReported | NoCaseDecided | DisciplineOpened | MeasuresTaken | MeasuresLifted
    | EvidenceCollected | SubjectHeard | InvestigationConcluded | SanctionDecided | AppealFiled | AppealDecided
    | SanctionEnforced | ReferredToAuthority | GiftDisposed | DisciplineClosed
)  # fmt: skip
