"""What decisions of several chapters ask of a studio and of what they are given (一; 三、（一）)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.guideline import Clause, Rule, hands, require
from studio_domain.guideline.separation import distinct
from studio_domain.mandate import Authority
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

NOT_CLOSED: Final = Rule(Clause.RECOGNITION, zh="工作室已于 {closed} 关闭", en="the studio was closed on {closed}")
RECOGNISED_THEN: Final = Rule(Clause.RECOGNITION, zh="{day} 工作室未经认定", en="the studio is not recognised on {day}")
DOCUMENTED: Final = Rule(Clause.RECOGNITION, zh="须有文件、文号", en="it rests on a document")
STATED: Final = Rule(Clause.TRUTHFUL_REPORTS, zh="须写明 {what}", en="{what} must be stated")
FIRST_TO_LAST: Final = Rule(
    Clause.TRUTHFUL_REPORTS, zh="终止日 {last} 早于起始日 {first}", en="it ends on {last}, before {first}"
)
ANOTHER_HAND: Final = Rule(
    Clause.OPERATE_BY_RULES, zh="{hand} 不得办理涉及本人的事项", en="{hand} may not do this about {hand}"
)
DIGESTED: Final = Rule(
    Clause.TRUTHFUL_REPORTS,
    zh="材料以 SHA-256 摘要（64 位十六进制）登记",
    en="a document is cited by its SHA-256, 64 hexadecimal digits",
)
NEW_ID: Final = Rule(Clause.TRUTHFUL_REPORTS, zh="编号 {number} 已用", en="the number {number} is in use")


_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


# -- what they ask


def alive(studio: Studio) -> None:
    """Nothing is decided about a studio that was closed."""
    closed = studio.recognition.closed
    require(closed is None, NOT_CLOSED, closed=closed)


def recognised(studio: Studio, day: date) -> None:
    """The studio serves on *day*."""
    alive(studio)
    require(studio.serves_on(day), RECOGNISED_THEN, day=day)


def documented(document: str) -> None:
    """A document is named."""
    require(bool(document.strip()), DOCUMENTED)


def stated(what: str, *texts: str) -> None:
    """There are such texts, and none is blank."""
    require(bool(texts) and all(text.strip() for text in texts), STATED, what=what)


def digested(*digests: str) -> None:
    """Each document is cited by its digest."""
    require(all(_DIGEST.fullmatch(one) for one in digests), DIGESTED)


def in_order(first: date, last: date | None) -> None:
    """What ends does so no earlier than it begins."""
    require(last is None or first <= last, FIRST_TO_LAST, first=first, last=last)


def another(hand: PersonId, person: PersonId, principal: PersonId | None = None) -> None:
    """Nobody does this about himself, nor on a delegation by whom it is about."""
    require(person not in hands(hand, principal), ANOTHER_HAND, hand=person)


def new(number: str, known: Iterable[str]) -> None:
    """The number is not in use."""
    require(number not in known, NEW_ID, number=number)


def both_sides(lead: PersonId, signer: PersonId, authorities: Iterable[Authority]) -> bool:
    """Whether somebody who signs by one of these *authorities* stands on another side than the lead."""
    return any(distinct(hands(lead), hands(signer, one.on_behalf_of)) is None for one in authorities)
