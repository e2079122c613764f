"""A bookkeeping of the tests' own: reconciliations and final accounts that say what was booked before them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import attrs
from attrs import define, field

from audit.changing import History
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import (
    FundSource,
    SourceClosing,
)

FEES = FundSource.SERVICE_FEE


@define
class _Books:
    opening: defaultdict[FundSource, int] = field(factory=lambda: defaultdict(int))
    income: defaultdict[FundSource, int] = field(factory=lambda: defaultdict(int))
    spent: defaultdict[FundSource, int] = field(factory=lambda: defaultdict(int))
    moved: list[tuple[date, int]] = field(factory=list)
    lines: dict[str, FundSource] = field(factory=dict)
    asked: dict[str, tuple[FundSource, int]] = field(factory=dict)

    def move(self, which: defaultdict[FundSource, int], source: FundSource, day: date, fen: int) -> None:
        which[source] += fen
        self.moved.append((day, fen if which is self.income else -fen))

    def book(self, fact: Any) -> None:
        match fact:
            case fund.AccountOpened():
                for opening in fact.opening:
                    self.opening[opening.source] += opening.fen
            case fund.BudgetDrafted():
                self.lines = {line.line: line.source for line in fact.lines}
            case fund.BudgetSupplementDrafted():
                self.lines = {line.line: line.source for line in fact.lines} | self.lines
            case fund.FundReceived() | fund.FundReturned():
                back = isinstance(fact, fund.FundReturned)
                self.move(self.income, fact.source, fact.on, -fact.fen if back else fact.fen)
            case fund.FeeCharged() | fund.FeeRefunded():
                back = isinstance(fact, fund.FeeRefunded)
                self.move(self.income, FEES, fact.on, -fact.fen if back else fact.fen)
            case fund.ClaimSubmitted():
                self.asked[fact.claim] = self.lines[fact.line], fact.fen
            case fund.ClaimPaid():
                source, amount = self.asked[fact.claim]
                self.move(self.spent, source, fact.on, amount)
            case fund.PaymentReversed():
                source, amount = self.asked[fact.claim]
                self.move(self.spent, source, fact.on, -amount)
            case fund.AdvanceSettled():
                self.move(self.spent, self.asked[fact.claim][0], fact.on, -fact.returned)
            case fund.UnapprovedPaymentReported():
                self.move(self.spent, fact.source, fact.on, fact.fen)

    def at_end_of(self, year: int, month: int) -> int:
        until = date(year + month // 12, month % 12 + 1, 1)
        return sum(self.opening.values()) + sum(fen for day, fen in self.moved if day < until)

    def closings(self) -> tuple[SourceClosing, ...]:
        sources = [one for one in FundSource if one in {*self.opening, *self.income, *self.spent}]
        return tuple(
            SourceClosing(
                one, self.opening[one], self.income[one], self.spent[one],
                self.opening[one] + self.income[one] - self.spent[one],
            )
            for one in sources
        )  # fmt: skip


def balanced(history: History) -> History:
    """The history with reconciliations and final accounts that say what was booked before them."""
    books: defaultdict[str, _Books] = defaultdict(_Books)
    drawn = []
    for told in history:
        fact, of = told.fact, books[told.kind]
        if isinstance(fact, fund.Reconciled):
            ledger = of.at_end_of(int(told.kind[-4:]), fact.month)
            fact = attrs.evolve(fact, ledger_fen=ledger, books_fen=ledger + sum(item.fen for item in fact.items))
        elif isinstance(fact, fund.FinalAccountsDrafted):
            fact = attrs.evolve(fact, closings=of.closings())
        else:
            of.book(fact)
        drawn.append(attrs.evolve(told, fact=fact))
    return tuple(drawn)
