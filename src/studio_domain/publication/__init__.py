"""A publication (公告与宣传): an announcement of an activity, or promotion of what was achieved, on new media.

Stream `<studio>/publication/<id>` (二、（九）). What names a client needs consent to publicity and a review for secrecy
before; what was published without is taken down. The package serves as the aggregate's module.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a publication, several names a line

from __future__ import annotations

from studio_domain.publication.facts import (
    Subject, PublicationDrafted, SecrecyReviewed, PromotionApproved, AnnouncementPublished,
    AchievementPublished, PublicationTakenDown, Event,
)
from studio_domain.publication.state import Publication, evolve
from studio_domain.publication.publishing import (
    DRAFTED_ONCE, TITLED, DIGESTED, OF_AN_ACTIVITY, IN_ORDER, NOT_PUBLISHED, OTHER_HAND, OPINION_STATED,
    SECRECY_PASSED, APPROVED_FIRST, OF_ITS_KIND, KNOWN_CHANNEL, CONSENT_TO_PUBLICITY, DEIDENTIFIED,
    PUBLISHED_FIRST, TAKEDOWN_REASONED, draft_publication, review_secrecy, approve_promotion,
    publish_announcement, publish_achievement, record_publication, take_down, MAY_DECIDE,
)

__all__ = [
    "MAY_DECIDE", "Subject", "PublicationDrafted", "SecrecyReviewed", "PromotionApproved",
    "AnnouncementPublished", "AchievementPublished", "PublicationTakenDown", "Event", "Publication", "evolve",
    "DRAFTED_ONCE", "TITLED", "DIGESTED", "OF_AN_ACTIVITY", "IN_ORDER", "NOT_PUBLISHED", "OTHER_HAND",
    "OPINION_STATED", "SECRECY_PASSED", "APPROVED_FIRST", "OF_ITS_KIND", "KNOWN_CHANNEL",
    "CONSENT_TO_PUBLICITY", "DEIDENTIFIED", "PUBLISHED_FIRST", "TAKEDOWN_REASONED", "draft_publication",
    "review_secrecy", "approve_promotion", "publish_announcement", "publish_achievement", "record_publication",
    "take_down",
]
