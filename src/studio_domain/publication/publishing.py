"""A publication on its way: 拟稿, 保密审查, 批准, 发布, 撤下 (二、（九）)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from studio_domain.case_study import CaseStudy
from studio_domain.client_record import ClientRecord, Purpose
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.publication.facts import (
    AchievementPublished,
    AnnouncementPublished,
    PromotionApproved,
    PublicationDrafted,
    PublicationTakenDown,
    SecrecyReviewed,
    Subject,
)
from studio_domain.publication.state import Publication
from studio_domain.values import PersonId

# -- rules

_PUBLICITY: Final = Clause.PUBLICITY

DRAFTED_ONCE: Final = Rule(_PUBLICITY, zh="该公告、宣传已拟稿", en="this publication is drafted already")
TITLED: Final = Rule(_PUBLICITY, zh="公告、宣传须有题名", en="a publication has a title")
DIGESTED: Final = Rule(
    _PUBLICITY, zh="稿件以 64 位 SHA-256 摘要登记", en="a text is cited by its SHA-256 of 64 hex digits"
)
OF_AN_ACTIVITY: Final = Rule(_PUBLICITY, zh="公告须写明所指活动", en="an announcement names its activity")
IN_ORDER: Final = Rule(_PUBLICITY, zh="{on} 早于上一步的 {before}", en="{on} is before the last step of {before}")
NOT_PUBLISHED: Final = Rule(_PUBLICITY, zh="该公告、宣传已发布", en="it is published already")
OTHER_HAND: Final = Rule(
    _PUBLICITY,
    zh="{hand} 不得审查、批准自己的稿件",
    en="{hand} neither reviews nor approves a text of the same hand",
)
OPINION_STATED: Final = Rule(_PUBLICITY, zh="保密审查须有意见", en="a review for secrecy says what it found")
SECRECY_PASSED: Final = Rule(
    _PUBLICITY,
    zh="稿件涉及服务对象，须先通过保密审查",
    en="it names clients, and passes a review for secrecy first",
)
APPROVED_FIRST: Final = Rule(_PUBLICITY, zh="稿件尚未批准", en="the publication is not approved")
OF_ITS_KIND: Final = Rule(_PUBLICITY, zh="该稿件是 {kind}", en="this publication is of the kind {kind}")
KNOWN_CHANNEL: Final = Rule(_PUBLICITY, zh="新媒体平台 {channel} 未登记", en="there is no channel {channel}")
CONSENT_TO_PUBLICITY: Final = Rule(
    _PUBLICITY,
    zh="服务对象 {client} 在 {day} 没有同意宣传",
    en="on {day} client {client} does not consent to publicity",
)
DEIDENTIFIED: Final = Rule(
    Clause.CASE_COMPILATION,
    zh="案例 {study} 未经去标识化审查",
    en="case study {study} has not passed its review of de-identification",
)
PUBLISHED_FIRST: Final = Rule(_PUBLICITY, zh="尚未发布或已撤下", en="it is not published, or taken down already")
TAKEDOWN_REASONED: Final = Rule(_PUBLICITY, zh="撤下须说明原因", en="to take it down takes a reason")

# -- decisions and reports

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def draft_publication(
    publication: Publication | None,
    *,
    kind: Subject,
    title: str,
    digest: str,
    clients: tuple[str, ...],
    activity: str | None,
    study: str | None,
    author: PersonId,
    on: date,
) -> PublicationDrafted:
    """拟稿 (二、（九）): refuses a second draft, one without title or text, and an announcement of no activity."""
    require(publication is None, DRAFTED_ONCE)
    require(bool(title.strip()), TITLED)
    require(_DIGEST.fullmatch(digest) is not None, DIGESTED)
    require(kind is not Subject.ANNOUNCEMENT or bool((activity or "").strip()), OF_AN_ACTIVITY)
    return PublicationDrafted(kind, title, digest, clients, activity, study, author, on)


def review_secrecy(
    publication: Publication,
    *,
    passed: bool,
    opinion: str,
    reviewer: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> SecrecyReviewed:
    """保密审查 (二、（九）): before it is published, and by another hand than its author's."""
    _draft(publication, on)
    require(publication.author not in hands(reviewer, principal), OTHER_HAND, hand=publication.author)
    require(bool(opinion.strip()), OPINION_STATED)
    return SecrecyReviewed(passed, opinion, reviewer, on)


def approve_promotion(
    publication: Publication, *, approver: PersonId, on: date, principal: PersonId | None = None
) -> PromotionApproved:
    """批准发布 (二、（九）): by another hand than the author's; what names clients has passed its review before."""
    _draft(publication, on)
    require(publication.author not in hands(approver, principal), OTHER_HAND, hand=publication.author)
    require(not publication.clients or publication.secrecy_passed, SECRECY_PASSED)
    return PromotionApproved(approver, on)


def publish_announcement(
    publication: Publication,
    *,
    channel: str,
    publisher: PersonId,
    on: date,
    clients: Mapping[str, ClientRecord | None],
    terms: Terms,
) -> AnnouncementPublished:
    """公告活动信息 (二、（九）): refuses what is not approved, and what names a client without consent in force."""
    require(publication.kind is Subject.ANNOUNCEMENT, OF_ITS_KIND, kind=publication.kind)
    _publishable(publication, channel, on, clients, terms)
    named, digest = publication.clients, publication.digest
    return AnnouncementPublished(publication.activity or "", channel, named, digest, publisher, on)


def publish_achievement(
    publication: Publication,
    *,
    channel: str,
    publisher: PersonId,
    on: date,
    clients: Mapping[str, ClientRecord | None],
    study: CaseStudy | None,
    terms: Terms,
) -> AchievementPublished:
    """宣传工作成果 (二、（九）): refuses what is not approved, what names a client without consent in force, and a case
    study that has not passed its review of de-identification."""
    require(publication.kind is Subject.ACHIEVEMENT, OF_ITS_KIND, kind=publication.kind)
    _publishable(publication, channel, on, clients, terms)
    passed = publication.study is None or (study is not None and study.deidentified)
    require(passed, DEIDENTIFIED, study=publication.study)
    return AchievementPublished(channel, publication.clients, publication.study, publication.digest, publisher, on)


def record_publication(
    publication: Publication | None,
    *,
    channel: str,
    clients: tuple[str, ...],
    study: str | None,
    digest: str,
    publisher: PersonId,
    on: date,
) -> AchievementPublished:
    """登记已发布的宣传 (报告 二、（九）): what was published, with or without approval and consent; once."""
    require(publication is None or publication.published is None, NOT_PUBLISHED)
    return AchievementPublished(channel, clients, study, digest, publisher, on)


def take_down(publication: Publication, *, reason: str, by: PersonId, on: date) -> PublicationTakenDown:
    """撤下 (二、（九）): what is published, once, with a reason."""
    shown = publication.published is not None and publication.taken_down is None
    require(shown, PUBLISHED_FIRST)
    require(on >= publication.day, IN_ORDER, on=on, before=publication.day)
    require(bool(reason.strip()), TAKEDOWN_REASONED)
    return PublicationTakenDown(reason, by, on)


# -- what they ask


def _draft(publication: Publication, on: date) -> None:
    require(publication.published is None, NOT_PUBLISHED)
    require(on >= publication.day, IN_ORDER, on=on, before=publication.day)


def _publishable(
    publication: Publication, channel: str, on: date, clients: Mapping[str, ClientRecord | None], terms: Terms
) -> None:
    _draft(publication, on)
    require(channel in terms.program.channels, KNOWN_CHANNEL, channel=channel)
    require(publication.approved, APPROVED_FIRST)
    require(not publication.clients or publication.secrecy_passed, SECRECY_PASSED)
    for client in publication.clients:
        record = clients.get(client)
        consents = record is not None and not record.erased and record.consents(Purpose.PUBLICITY, on)
        require(consents, CONSENT_TO_PUBLICITY, client=client, day=on)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_HEADS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    draft_publication: _OFFICE | {Role.MENTOR},
    review_secrecy: _OFFICE | {Role.CARRIER_HEAD},
    approve_promotion: _HEADS,
    publish_announcement: _OFFICE,
    publish_achievement: _OFFICE,
    record_publication: _OFFICE,
    take_down: _OFFICE | {Role.CARRIER_HEAD},
}
