"""What the authority does with a recognised studio: 责令整改, 暂停, 恢复, 续期 (一、（一）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.recognition import Order
from studio_domain.studio.recognition_facts import (
    RecognitionRenewed,
    RectificationAccepted,
    RectificationFailed,
    RectificationOrdered,
    StudioSuspended,
    SuspensionLifted,
)
from studio_domain.studio.review import bounded
from studio_domain.studio.standing import alive, digested, documented, new, recognised, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, add_days

# -- rules

_RECOGNITION: Final = Clause.RECOGNITION

TIME_TO_RECTIFY: Final = Rule(
    _RECOGNITION, zh="整改期限 {due} 应晚于 {on}", en="what is due on {due} leaves no time after {on}"
)
ORDER_OPEN: Final = Rule(
    _RECOGNITION, zh="没有未办结的整改通知 {order}", en="there is no open order {order} to rectify"
)
EVIDENCE_PER_ITEM: Final = Rule(
    _RECOGNITION,
    zh="整改事项 {items} 项，证明材料 {evidence} 份",
    en="{items} things were to be put right, {evidence} are shown",
)
TIME_WAS_LEFT: Final = Rule(
    _RECOGNITION, zh="整改期限 {due} 未满", en="the time to rectify is not over before {due} has passed"
)
NOT_SUSPENDED: Final = Rule(_RECOGNITION, zh="{first} 已在暂停期内", en="the studio is suspended already on {first}")
SUSPENDED_THEN: Final = Rule(_RECOGNITION, zh="{first} 并未暂停", en="the studio is not suspended on {first}")
RENEWED_IN_TIME: Final = Rule(
    _RECOGNITION, zh="{on} 已不在认定有效期内，不得续期", en="the recognition is over on {on}, too late to renew it"
)
HAS_A_TERM: Final = Rule(_RECOGNITION, zh="认定未设期限，无须续期", en="the recognition is open and needs no renewal")
RENEWED_BEYOND: Final = Rule(
    _RECOGNITION, zh="续期至 {last}，应晚于 {former}", en="renewed until {last}, which is not beyond {former}"
)

# -- decisions


def order_rectification(
    studio: Studio, *, order: str, items: tuple[str, ...], due: date, by: PersonId, document: str, on: date
) -> RectificationOrdered:
    """责令整改 (一、（一）): what is to be put right, by which day; services go on."""
    recognised(studio, on)
    new(order, studio.recognition.orders)
    stated("items", *items)
    require(due > on, TIME_TO_RECTIFY, due=due, on=on)
    documented(document)
    return RectificationOrdered(order, items, due, by, document)


def accept_rectification(
    studio: Studio, *, order: str, evidence: tuple[str, ...], by: PersonId, on: date
) -> RectificationAccepted:
    """整改合格 (一、（一）): with a piece of evidence for each thing that was to be put right."""
    known = _open(studio, order)
    shown = len(set(evidence))
    require(shown == len(known.items), EVIDENCE_PER_ITEM, items=len(known.items), evidence=shown)
    digested(*evidence)
    return RectificationAccepted(order, evidence, by, on)


def fail_rectification(studio: Studio, *, order: str, reason: str, by: PersonId, on: date) -> RectificationFailed:
    """整改不合格 (一、（一）): once its time is over; the studio is suspended from that day."""
    known = _open(studio, order)
    require(on > known.due, TIME_WAS_LEFT, due=known.due)
    stated("reason", reason)
    return RectificationFailed(order, reason, by, on)


def suspend(studio: Studio, *, first: date, reason: str, by: PersonId, document: str) -> StudioSuspended:
    """暂停 (一、（一）): from a day on nothing new is taken; open cases are finished or handed over."""
    recognised(studio, first)
    require(not studio.recognition.suspended_on(first), NOT_SUSPENDED, first=first)
    stated("reason", reason)
    documented(document)
    return StudioSuspended(first, reason, by, document)


def lift_suspension(studio: Studio, *, first: date, by: PersonId, document: str) -> SuspensionLifted:
    """恢复 (一、（一）): from a day on."""
    alive(studio)
    require(studio.recognition.suspended_on(first), SUSPENDED_THEN, first=first)
    documented(document)
    return SuspensionLifted(first, by, document)


def renew(
    studio: Studio, *, last: date | None, score: str, decider: PersonId, document: str, on: date, terms: Terms
) -> RecognitionRenewed:
    """续期 (期满评审 一、（一）): before the term is over, and beyond it."""
    alive(studio)
    term = studio.recognition.terms[-1] if studio.recognition.terms else None
    if term is None or not term.on(on):
        raise Breach(RENEWED_IN_TIME, on=on)
    former = term.last
    if former is None:
        raise Breach(HAS_A_TERM)
    require(last is None or last > former, RENEWED_BEYOND, last=last, former=former)
    bounded(add_days(former, 1), last, terms)
    documented(document)
    return RecognitionRenewed(last, score, decider, document)


def _open(studio: Studio, order: str) -> Order:
    alive(studio)
    known = studio.recognition.orders.get(order)
    if known is None or known.settled:
        raise Breach(ORDER_OPEN, order=order)
    return known


# -- who may decide

_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    order_rectification: _AUTHORITY,
    accept_rectification: _AUTHORITY,
    fail_rectification: _AUTHORITY,
    suspend: _AUTHORITY,
    lift_suspension: _AUTHORITY,
    renew: _AUTHORITY,
}
