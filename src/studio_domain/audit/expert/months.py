"""Fees of one month, taxed together (3.4.8.c): what one contract pays in a month is one payment to the tax office.

属于同一项目连续性收入的，以一个月内取得该项收入为一次. A fee states its tax when it is claimed, before anybody
knows in which month it will be paid; so the month's tax follows from the payments, and what is short is for the payer
to withhold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, fen, finding
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.values import withholding

TAXED_APART: Final = Predicate(
    "expert.month-taxed-apart",
    Clause.EXPERT_MANAGEMENT,
    Kind.R,
    zh="{stream} 在 {month} 支付劳务费 {number} 笔，税前合计 {gross:yuan} 元：按月合并应扣税 {expected:yuan} 元，"
    "已扣 {actual:yuan} 元",
    en="{stream} paid {number} fees in {month}, {gross:yuan} before tax: taken together {expected:yuan} of tax was "
    "to be withheld, {actual:yuan} was",
    source=Source.LAW,
)

_Month = tuple[int, int]


@define
class _Fees:
    """A contract's fees, as claimed, and the payments that stand."""

    claimed: dict[str, expert.FeeClaimed] = field(factory=dict)
    paid: dict[str, Recorded[expert.FeePaid]] = field(factory=dict)


@define
class MonthsTaxed:
    """Fees that were paid in one legal month under one contract, against the tax of their sum."""

    _of: defaultdict[str, _Fees] = field(factory=lambda: defaultdict(_Fees))

    def watches(self) -> Iterator[Watch]:
        yield on(expert.FeeClaimed, self._claim)
        yield on(expert.FeePaid, self._pay)
        yield on(expert.FeeWithdrawn, self._withdraw)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for stream, fees in self._of.items():
            months: defaultdict[_Month, list[Recorded[expert.FeePaid]]] = defaultdict(list)
            for paid in fees.paid.values():
                months[paid.fact.on.year, paid.fact.on.month].append(paid)
            for month, payments in months.items():
                if len(payments) > 1:
                    yield from self._together(stream, month, payments, fees.claimed)

    def _together(
        self,
        stream: str,
        month: _Month,
        payments: list[Recorded[expert.FeePaid]],
        claimed: dict[str, expert.FeeClaimed],
    ) -> Iterator[Finding]:
        said = [claimed[paid.fact.fee] for paid in payments]
        gross, kept = sum(fee.gross for fee in said), sum(fee.tax for fee in said)
        due = withholding(max(gross, 0))
        if due <= kept:
            return
        *earlier, last = payments
        yield finding(
            TAXED_APART, last, stream, f"{month[0]}-{month[1]:02}",
            expected=fen(due), actual=fen(kept), delta=fen(due - kept), also=tuple(paid.place for paid in earlier),
            month=f"{month[0]}-{month[1]:02}", number=len(payments), gross=gross,
        )  # fmt: skip

    def _claim(self, event: Recorded[expert.FeeClaimed]) -> None:
        self._of[event.stream].claimed.setdefault(event.fact.fee, event.fact)

    def _pay(self, event: Recorded[expert.FeePaid]) -> None:
        fees = self._of[event.stream]
        if event.fact.fee in fees.claimed:
            fees.paid.setdefault(event.fact.fee, event)

    def _withdraw(self, event: Recorded[expert.FeeWithdrawn]) -> None:
        fees = self._of[event.stream]
        fees.paid.pop(event.fact.fee, None)
        fees.claimed.pop(event.fact.fee, None)
