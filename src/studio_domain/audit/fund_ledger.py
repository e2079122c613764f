"""The account as the audit books it itself (3.3.c): what came in and went out per source, and never below nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, fen, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days

BALANCE_NEGATIVE: Final = Predicate(
    "fund.balance-negative",
    Clause.FUNDING_CHANNELS,
    Kind.G,
    zh="经费来源 {source} 自 {since} 起透支，最多 {below:yuan} 元",
    en="source {source} was overdrawn from {since}, by {below:yuan} at most",
)


@define
class Sums:
    """A source's year: what it opened with, what came in and went out, and what of either was paid back."""

    opening: int = 0
    received: int = 0
    handed_back: int = 0
    refunded: int = 0
    spent: int = 0

    @property
    def closing(self) -> int:
        """What is left."""
        return self.opening + self.received - self.handed_back - self.refunded - self.spent


@define
class _Day:
    moved: int = 0
    last_out: Recorded[Any] | None = None


@define
class Account:
    """The books of one account; `sources` say whose money a line is, `added` whose the lines of a supplement are."""

    opened: Recorded[fund.AccountOpened] | None = None
    draft: dict[str, FundSource] = field(factory=dict)
    added: dict[str, dict[str, FundSource]] = field(factory=dict)
    sources: dict[str, FundSource] = field(factory=dict)
    sums: defaultdict[FundSource, Sums] = field(factory=lambda: defaultdict(Sums))
    unplaced: int = 0
    months: defaultdict[tuple[int, int], int] = field(factory=lambda: defaultdict(int))
    days: defaultdict[FundSource, defaultdict[date, _Day]] = field(
        factory=lambda: defaultdict(lambda: defaultdict(_Day))
    )
    submitted: dict[str, tuple[str, int]] = field(factory=dict)
    paid: dict[str, tuple[FundSource | None, int]] = field(factory=dict)

    def source_of(self, line: str) -> FundSource | None:
        """Whose money a line is: by the budget approved, before there is one by its draft."""
        return (self.sources or self.draft).get(line)

    def at_end_of(self, year: int, month: int) -> int:
        """All there was at a month's end, as booked so far."""
        opening = sum(sums.opening for sums in self.sums.values())
        return opening + sum(moved for when, moved in self.months.items() if when <= (year, month))

    def moved(self, source: FundSource | None, day: date, amount: int, event: Recorded[Any]) -> None:
        """Book *amount* on a day: more than nothing came in, less went out."""
        self.months[day.year, day.month] += amount
        if source is None:
            self.unplaced += amount
            return
        on_day = self.days[source][day]
        on_day.moved += amount
        if amount < 0:
            on_day.last_out = event


@define
class FundLedger:
    """Every fen that moved, by source and day; other checks ask it what the account had."""

    accounts: defaultdict[str, Account] = field(factory=lambda: defaultdict(Account))

    def watches(self) -> Iterator[Watch]:
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.BudgetDrafted, self._drafted)
        yield on(fund.BudgetApproved, self._budgeted)
        yield on(fund.BudgetSupplementDrafted, self._adding)
        yield on(fund.BudgetSupplementApproved, self._added)
        yield on(fund.FundReceived, self._received)
        yield on(fund.FundReturned, self._handed_back)
        yield on(fund.FeeCharged, self._charged)
        yield on(fund.FeeRefunded, self._refunded)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimRejected, self._rejected)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.PaymentReversed, self._reversed)
        yield on(fund.UnapprovedPaymentReported, self._left)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for stream, account in self.accounts.items():
            for source, by_day in account.days.items():
                yield from _overdrawn(stream, source, account.sums[source].opening, by_day)

    # -- the account

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        account = self.accounts[event.stream]
        if account.opened is not None:
            return
        account.opened = event
        for opening in event.fact.opening:
            account.sums[opening.source].opening += opening.fen

    def _drafted(self, event: Recorded[fund.BudgetDrafted]) -> None:
        self.accounts[event.stream].draft = {line.line: line.source for line in event.fact.lines}

    def _budgeted(self, event: Recorded[fund.BudgetApproved]) -> None:
        account = self.accounts[event.stream]
        account.sources = {**account.sources, **account.draft}

    def _adding(self, event: Recorded[fund.BudgetSupplementDrafted]) -> None:
        lines = {line.line: line.source for line in event.fact.lines}
        self.accounts[event.stream].added[event.fact.supplement] = lines

    def _added(self, event: Recorded[fund.BudgetSupplementApproved]) -> None:
        """A line that is there stays whose it is."""
        account = self.accounts[event.stream]
        account.sources = {**account.added.get(event.fact.supplement, {}), **account.sources}

    # -- in and back

    def _received(self, event: Recorded[fund.FundReceived]) -> None:
        self._in(event, event.fact.source, event.fact.on, event.fact.fen)

    def _charged(self, event: Recorded[fund.FeeCharged]) -> None:
        self._in(event, FundSource.SERVICE_FEE, event.fact.on, event.fact.fen)

    def _in(self, event: Recorded[Any], source: FundSource, day: date, amount: int) -> None:
        account = self.accounts[event.stream]
        account.sums[source].received += amount
        account.moved(source, day, amount, event)

    def _handed_back(self, event: Recorded[fund.FundReturned]) -> None:
        fact, account = event.fact, self.accounts[event.stream]
        account.sums[fact.source].handed_back += fact.fen
        account.moved(fact.source, fact.on, -fact.fen, event)

    def _refunded(self, event: Recorded[fund.FeeRefunded]) -> None:
        fact, account = event.fact, self.accounts[event.stream]
        account.sums[FundSource.SERVICE_FEE].refunded += fact.fen
        account.moved(FundSource.SERVICE_FEE, fact.on, -fact.fen, event)

    # -- out

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact = event.fact
        self.accounts[event.stream].submitted[fact.claim] = fact.line, fact.fen

    def _rejected(self, event: Recorded[fund.ClaimRejected]) -> None:
        self.accounts[event.stream].submitted.pop(event.fact.claim, None)

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        """The amount is the claim's; of a claim that nobody submitted it is not known."""
        account = self.accounts[event.stream]
        claimed = account.submitted.get(event.fact.claim)
        if claimed:
            source, amount = account.source_of(claimed[0]), claimed[1]
            account.paid[event.fact.claim] = source, amount
            self._out(event, source, event.fact.on, amount)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        fact, account = event.fact, self.accounts[event.stream]
        if paid := account.paid.get(fact.claim):
            account.paid[fact.claim] = paid[0], paid[1] - fact.returned
            self._out(event, paid[0], fact.on, -fact.returned)

    def _reversed(self, event: Recorded[fund.PaymentReversed]) -> None:
        fact, account = event.fact, self.accounts[event.stream]
        if paid := account.paid.pop(fact.claim, None):
            self._out(event, paid[0], fact.on, -paid[1])

    def _left(self, event: Recorded[fund.UnapprovedPaymentReported]) -> None:
        self._out(event, event.fact.source, event.fact.on, event.fact.fen)

    def _out(self, event: Recorded[Any], source: FundSource | None, day: date, amount: int) -> None:
        account = self.accounts[event.stream]
        if source is not None:
            account.sums[source].spent += amount
        account.moved(source, day, -amount, event)


def _overdrawn(stream: str, source: FundSource, opening: int, by_day: dict[date, _Day]) -> Iterator[Finding]:
    """One finding for each stretch of days that ended below nothing, told of what went out on the first of them."""
    balance, lowest = opening, 0
    since: Recorded[Any] | None = None
    first = date.min
    for day in sorted(by_day):
        balance += by_day[day].moved
        if balance >= 0:
            if since is not None:
                yield _negative(stream, source, since, Days(first, day), lowest)
            since, lowest = None, 0
            continue
        if since is None:
            since, first = by_day[day].last_out, day
        lowest = min(lowest, balance)
    if since is not None:
        yield _negative(stream, source, since, Days(first), lowest)


def _negative(stream: str, source: FundSource, breach: Recorded[Any], interval: Days, lowest: int) -> Finding:
    return finding(
        BALANCE_NEGATIVE,
        breach,
        stream,
        source.value,
        expected=fen(0),
        actual=fen(lowest),
        delta=fen(-lowest),
        interval=interval,
        source=source,
        since=interval.first,
        below=-lowest,
    )
