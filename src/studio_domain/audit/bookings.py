"""Checks of every booking (3.3.g, 3.4.6.b): in its own year, of a sum above nothing, from an opening that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding, on_day, text
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind

OTHER_YEAR: Final = Predicate(
    "fund.other-year",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 是 {year} 年度专账，记入了 {on} 的收支",
    en="{account} is the account of {year}, and has money of {on}",
)
SUM_NOT_POSITIVE: Final = Predicate(
    "fund.sum-not-positive",
    Clause.FUND_SAFETY,
    Kind.G,
    zh="{account} 记入 {amount:yuan} 元，金额须为正数",
    en="{account} has an entry of {amount:yuan}; a sum is above nothing",
)
OPENING_NEGATIVE: Final = Predicate(
    "fund.opening-negative",
    Clause.FUNDING_CHANNELS,
    Kind.G,
    zh="{account} 首次开立，{source} 年初余额却为 {amount:yuan} 元",
    en="{account} is the first one, and opens {source} with {amount:yuan}",
)

_MONEY: Final = (
    fund.FundReceived,
    fund.FundReturned,
    fund.UnapprovedPaymentReported,
    fund.FeeCharged,
    fund.FeeRefunded,
    fund.ClaimPaid,
    fund.AdvanceSettled,
    fund.PaymentReversed,
)
"""What moves money on a day."""
_SUMS: Final = (
    fund.FundReceived,
    fund.FundReturned,
    fund.UnapprovedPaymentReported,
    fund.FeeRefunded,
    fund.TransferRequested,
)
"""What states a sum of its own, and which way it goes by what it is."""


@define
class Bookings:
    """Each entry by itself and by the opening of its account; the first opening by itself."""

    _opened: dict[str, Recorded[fund.AccountOpened]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.AccountOpened, self._opening)
        for fact in _MONEY:
            yield on(fact, self._moved)
        for stated in _SUMS:
            yield on(stated, self._sum)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event in self._opened.values():
            if f"{event.studio}/fund/{event.fact.year - 1}" not in self._opened:
                yield from _below_nothing(event)

    def _opening(self, event: Recorded[fund.AccountOpened]) -> None:
        self._opened.setdefault(event.stream, event)

    def _moved(self, event: Recorded[Any]) -> None:
        opened, day = self._opened.get(event.stream), event.fact.on
        if opened is not None and day.year != opened.fact.year:
            found = finding(
                OTHER_YEAR,
                event,
                event.stream,
                expected=text(str(opened.fact.year)),
                actual=on_day(day),
                delta=count(1),
                also=(opened.place,),
                account=event.stream,
                year=opened.fact.year,
                on=day,
            )
            self._found.append(found)

    def _sum(self, event: Recorded[Any]) -> None:
        amount = event.fact.fen
        if amount <= 0:
            found = finding(
                SUM_NOT_POSITIVE,
                event,
                event.stream,
                expected=fen(1),
                actual=fen(amount),
                delta=fen(1 - amount),
                account=event.stream,
                amount=amount,
            )
            self._found.append(found)


def _below_nothing(event: Recorded[fund.AccountOpened]) -> Iterator[Finding]:
    """What a studio begins with; later years open with what was left, which the checks of the year's end compare."""
    for opening in event.fact.opening:
        if opening.fen < 0:
            yield finding(
                OPENING_NEGATIVE,
                event,
                event.stream,
                opening.source.value,
                expected=fen(0),
                actual=fen(opening.fen),
                delta=fen(-opening.fen),
                account=event.stream,
                source=opening.source,
                amount=opening.fen,
            )
