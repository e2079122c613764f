"""What the rules of a publication need to know of its past, and how facts change it."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import attrs
from attrs import frozen

from studio_domain.publication.facts import (
    AchievementPublished,
    AnnouncementPublished,
    Event,
    PromotionApproved,
    PublicationDrafted,
    PublicationTakenDown,
    SecrecyReviewed,
    Subject,
)
from studio_domain.values import PersonId


@frozen
class Publication:
    """A publication as rules see it; `day` is that of its last step."""

    kind: Subject
    author: PersonId
    day: date
    clients: tuple[str, ...] = ()
    digest: str = ""
    activity: str | None = None
    study: str | None = None
    secrecy_passed: bool = False
    approved: bool = False
    published: date | None = None
    taken_down: date | None = None


def evolve(publication: Publication | None, event: Event) -> Publication:
    """The publication after *event*; what was published without a draft is there all the same."""
    match event:
        case PublicationDrafted(kind, _, digest, clients, activity, study, author, on):
            return Publication(kind, author, on, clients, digest, activity, study)
        case AnnouncementPublished(activity, _, clients, digest, publisher, on):
            known = publication or Publication(Subject.ANNOUNCEMENT, publisher, on, clients, digest, activity)
            return attrs.evolve(known, clients=clients, published=on, day=on)
        case AchievementPublished(_, clients, study, digest, publisher, on):
            known = publication or Publication(Subject.ACHIEVEMENT, publisher, on, clients, digest, None, study)
            return attrs.evolve(known, clients=clients, published=on, day=on)
        case SecrecyReviewed(passed):
            return attrs.evolve(_known(publication), secrecy_passed=passed, day=event.on)
        case PromotionApproved():
            return attrs.evolve(_known(publication), approved=True, day=event.on)
        case PublicationTakenDown():
            return attrs.evolve(_known(publication), taken_down=event.on, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


def _known(publication: Publication | None) -> Publication:
    if publication is None:
        raise LookupError("reviewed or taken down before it was there")
    return publication
