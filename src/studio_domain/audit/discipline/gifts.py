"""Gifts (收受他人财物, 3.4.7.c): money and what is like it is never kept, goods only below the value of policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, fen, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import GiftDisposal, GiftKind
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.policy import Terms

KEPT: Final = Predicate(
    "discipline.gift-kept",
    Clause.PROHIBITED_ACTS,
    Kind.G,
    zh="礼品 {gift}（{actual:yuan} 元，其中卡券现金等 {money:yuan} 元）登记后留用，应上交或退还",
    en="gift {gift} of {actual:yuan} ({money:yuan} of it in cash, cards or securities) was kept, not handed over",
    policy="discipline.gift_handover_min",
)
OWN_HAND: Final = Predicate(
    "discipline.gift-own-hand",
    Clause.PROHIBITED_ACTS,
    Kind.G,
    zh="礼品 {gift} 由收受人 {subject} 自己办理处置",
    en="{subject}, who received gift {gift}, took it over as well",
)


def of_money(gift: discipline.GiftReported) -> int:
    """What of a gift is cash, cards or securities, in fen."""
    return sum(max(0, item.value) for item in gift.items if item.kind is not GiftKind.GOODS)


def of_goods(gift: discipline.GiftReported) -> int:
    """What of a gift is goods, in fen."""
    return sum(max(0, item.value) for item in gift.items if item.kind is GiftKind.GOODS)


def goes_over(gift: discipline.GiftReported, terms: Terms) -> bool:
    """Whether it is handed over or returned (上交起点): money of any kind, or goods of that value."""
    money = any(item.kind is not GiftKind.GOODS for item in gift.items)
    return money or of_goods(gift) >= terms.discipline.gift_handover_min


@define
class Gifts:
    """What became of each gift, by the terms of the day on which it was received."""

    grounds: Grounds
    _gifts: dict[tuple[str, str], Recorded[discipline.GiftReported]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(discipline.GiftReported, self._reported)
        yield on(discipline.GiftDisposed, self._disposed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _reported(self, event: Recorded[discipline.GiftReported]) -> None:
        self._gifts.setdefault((event.stream, event.fact.gift), event)

    def _disposed(self, event: Recorded[discipline.GiftDisposed]) -> None:
        gift = self._gifts.get((event.stream, event.fact.gift))
        if gift is None:
            return
        fact, terms = gift.fact, self.grounds.policy.on(event.fact.on)
        least, money, goods = terms.discipline.gift_handover_min, of_money(fact), of_goods(fact)
        if event.fact.disposal is GiftDisposal.REGISTERED and goes_over(fact, terms):
            found = finding(
                KEPT, event, fact.receiver, event.stream,
                expected=fen(0 if money else least), actual=fen(money + goods),
                delta=fen(money or goods - least), also=(gift.place,), policy=terms.cite(str(KEPT.policy)),
                gift=fact.gift, money=money,
            )  # fmt: skip
            self._found.append(found)
        if fact.receiver in hands(event.fact.by, event.context.on_behalf_of):
            found = finding(
                OWN_HAND, event, fact.receiver, event.stream,
                expected=fen(0), actual=fen(money + goods), delta=fen(money + goods), also=(gift.place,),
                gift=fact.gift,
            )  # fmt: skip
            self._found.append(found)
