"""Facts of a publication (公告与宣传): one stream a publication, `<studio>/publication/<id>` (二、（九）).

Names and fields are a storage format: change with care. Texts are cited by their SHA-256 (hex).
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId


class Subject(Enum):
    """What a publication is."""

    ANNOUNCEMENT = "announcement"  # 活动公告
    ACHIEVEMENT = "achievement"  # 成果宣传


@frozen
class PublicationDrafted:
    """拟稿: what it is about, its text (SHA-256, hex), the clients whom it names, the activity, the case study.

    The title names no client.
    """

    kind: Subject
    title: str
    digest: str
    clients: tuple[str, ...]
    activity: str | None
    study: str | None
    author: PersonId
    on: date


@frozen
class SecrecyReviewed:
    """保密审查: whether the text gives away nothing that is personal or a trade secret."""

    passed: bool
    opinion: str
    reviewer: PersonId
    on: date


@frozen
class PromotionApproved:
    """批准发布."""

    approver: PersonId
    on: date


@frozen
class AnnouncementPublished:
    """发布活动公告: of an activity, on a channel of new media."""

    activity: str
    channel: str
    clients: tuple[str, ...]
    digest: str
    publisher: PersonId
    on: date


@frozen
class AchievementPublished:
    """宣传工作成果: on a channel of new media, by a case study where it rests on one."""

    channel: str
    clients: tuple[str, ...]
    study: str | None
    digest: str
    publisher: PersonId
    on: date


@frozen
class PublicationTakenDown:
    """撤下公告、宣传."""

    reason: str
    by: PersonId
    on: date


Event = (
    PublicationDrafted
    | SecrecyReviewed
    | PromotionApproved
    | AnnouncementPublished
    | AchievementPublished
    | PublicationTakenDown
)
