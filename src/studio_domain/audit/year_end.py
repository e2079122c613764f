"""Checks of 年终决算 (3.4.6.b, 3.3.g): from one year's closing to the next year's opening, to the fen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, fen, finding, on_day
from studio_domain.audit.fund_ledger import FundLedger, Sums
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource, SourceClosing
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.values import Days, add_days

OPENING_DIFFERS: Final = Predicate(
    "fund.opening-differs",
    Clause.FUND_SAFETY,
    Kind.X,
    zh="{account} 的 {source} 年初余额 {opening:yuan} 元，上年年末结余 {closing:yuan} 元",
    en="{account} opens {source} with {opening:yuan}; the year before closed with {closing:yuan}",
)
FINAL_ACCOUNTS_DIFFER: Final = Predicate(
    "fund.final-accounts-differ",
    Clause.BUDGET,
    Kind.G,
    zh="决算中 {source} 的 {figure} 为 {stated:yuan} 元，账上为 {booked:yuan} 元",
    en="the final accounts state the {figure} of {source} as {stated:yuan}, the ledger has {booked:yuan}",
)
FINAL_DRAFTER_APPROVES: Final = Predicate(
    "fund.final-drafter-approves",
    Clause.BUDGET,
    Kind.G,
    zh="决算由编制人 {person} 本人或受其委托的人批准",
    en="the final accounts were approved by {person}, who drafted them, or on that person's behalf",
)
PERFORMANCE_NOT_REVIEWED: Final = Predicate(
    "fund.performance-not-reviewed",
    Clause.FUND_SAFETY,
    Kind.A,
    zh="{account} 的经费使用至 {last} 未作绩效评价",
    en="how the money of {account} was used had not been reviewed by {last}",
)
SINGLE_CHANNEL: Final = Predicate(
    "fund.single-channel",
    Clause.FUNDING_CHANNELS,
    Kind.R,
    zh="{account} 全年经费只来自 {source}",
    en="all the year's money of {account} came from {source}",
)
NOTHING_LEFT: Final = Predicate(
    "fund.nothing-left",
    Clause.SUSTAINABILITY,
    Kind.R,
    zh="{account} 年末无结余，全年支出 {spent:yuan} 元",
    en="{account} ended its year with nothing left; it had spent {spent:yuan}",
)

_NOTHING: Final = Sums()


@define
class _Year:
    opened: Recorded[fund.AccountOpened] | None = None
    closed: Recorded[fund.YearClosed] | None = None
    draft: Recorded[fund.FinalAccountsDrafted] | None = None
    reviewed: Recorded[fund.PerformanceReviewed] | None = None


@define
class YearEnd:
    """An opening is judged once the year before is closed, final accounts when they are approved."""

    ledger: FundLedger
    _years: defaultdict[str, _Year] = field(factory=lambda: defaultdict(_Year))
    _following: dict[str, Recorded[fund.AccountOpened]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.YearClosed, self._closed)
        yield on(fund.FinalAccountsDrafted, self._drafted)
        yield on(fund.FinalAccountsApproved, self._approved)
        yield on(fund.PerformanceReviewed, self._reviewed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for stream, year in self._years.items():
            if year.opened and MINYEAR <= year.opened.fact.year < MAXYEAR:
                yield from _unreviewed(stream, year.opened, year.reviewed, as_of)
            if year.closed:
                yield from _advice(stream, year.closed, self.ledger.accounts[stream].sums)

    # -- from year to year

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        self._years[event.stream].opened = event
        before = f"{event.studio}/fund/{event.fact.year - 1}"
        if self._years[before].closed:
            self._carried(event, before)
        else:
            self._following[before] = event

    def _closed(self, event: Recorded[fund.YearClosed]) -> None:
        self._years[event.stream].closed = event
        if following := self._following.pop(event.stream, None):
            self._carried(following, event.stream)

    def _carried(self, event: Recorded[fund.AccountOpened], before: str) -> None:
        sums, closed = self.ledger.accounts[before].sums, self._years[before].closed
        opening = {amount.source: amount.fen for amount in event.fact.opening}
        for source in sorted({*sums, *opening}, key=lambda one: one.value):
            closing, stated = sums.get(source, _NOTHING).closing, opening.get(source, 0)
            if stated != closing:
                found = finding(
                    OPENING_DIFFERS,
                    event,
                    event.stream,
                    source.value,
                    expected=fen(closing),
                    actual=fen(stated),
                    delta=fen(stated - closing),
                    also=(closed.place,) if closed else (),
                    account=event.stream,
                    source=source,
                    opening=stated,
                    closing=closing,
                )
                self._found.append(found)

    # -- final accounts

    def _drafted(self, event: Recorded[fund.FinalAccountsDrafted]) -> None:
        self._years[event.stream].draft = event

    def _approved(self, event: Recorded[fund.FinalAccountsApproved]) -> None:
        draft = self._years[event.stream].draft
        if draft and draft.fact.drafter in hands(event.fact.approver, event.context.on_behalf_of):
            found = finding(
                FINAL_DRAFTER_APPROVES,
                event,
                event.stream,
                draft.fact.drafter,
                expected=count(2),
                actual=count(1),
                delta=count(1),
                also=(draft.place,),
                person=draft.fact.drafter,
            )
            self._found.append(found)
        stated = {closing.source: closing for closing in draft.fact.closings} if draft else {}
        sums = self.ledger.accounts[event.stream].sums
        for source in sorted({*sums, *stated}, key=lambda one: one.value):
            drafted = stated.get(source) or SourceClosing(source, 0, 0, 0, 0)
            if differing := _first_difference(drafted, sums.get(source, _NOTHING)):
                figure, said, booked = differing
                found = finding(
                    FINAL_ACCOUNTS_DIFFER,
                    event,
                    event.stream,
                    source.value,
                    expected=fen(booked),
                    actual=fen(said),
                    delta=fen(said - booked),
                    also=(draft.place,) if draft else (),
                    source=source,
                    figure=figure,
                    stated=said,
                    booked=booked,
                )
                self._found.append(found)

    def _reviewed(self, event: Recorded[fund.PerformanceReviewed]) -> None:
        year = self._years[event.stream]
        year.reviewed = year.reviewed or event


def _first_difference(said: SourceClosing, booked: Sums) -> tuple[str, int, int] | None:
    """Which figure is not the ledger's: its name, as stated, as booked.

    Refunded fees and money handed back may lessen the income or add to what was spent: either is a
    way to draw up accounts, as long as opening + income − spent = closing.
    """
    incomes = {
        booked.received - handed_back - refunded
        for handed_back in (0, booked.handed_back)
        for refunded in (0, booked.refunded)
    }
    if said.opening != booked.opening:
        return "opening", said.opening, booked.opening
    if said.closing != booked.closing:
        return "closing", said.closing, booked.closing
    if said.income not in incomes:
        return "income", said.income, booked.received
    spent = said.opening + said.income - said.closing
    return ("spent", said.spent, spent) if said.spent != spent else None


def _unreviewed(
    stream: str, opened: Recorded[fund.AccountOpened], reviewed: Recorded[fund.PerformanceReviewed] | None, as_of: date
) -> Iterator[Finding]:
    """The review of a year's money has the whole next year, as the text names no day (3.3.g)."""
    last = date(opened.fact.year + 1, 12, 31)
    day = min(as_of, reviewed.context.day) if reviewed else as_of
    if day > last:
        found = finding(
            PERFORMANCE_NOT_REVIEWED,
            opened,
            stream,
            expected=on_day(last),
            actual=on_day(day),
            delta=days((day - last).days),
            interval=Days(add_days(last, 1), reviewed.context.day if reviewed else None),
            account=stream,
            last=last,
        )
        yield found.with_remedy(reviewed.place) if reviewed else found


def _advice(stream: str, closed: Recorded[fund.YearClosed], sums: Mapping[FundSource, Sums]) -> Iterator[Finding]:
    """What a closed year suggests; an ordinary one suggests nothing."""
    channels = [source for source, of in sums.items() if of.received > 0]
    if len(channels) == 1:
        yield finding(
            SINGLE_CHANNEL,
            closed,
            stream,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            account=stream,
            source=channels[0],
        )
    left, spent = sum(of.closing for of in sums.values()), sum(of.spent for of in sums.values())
    if left <= 0 < spent:
        yield finding(
            NOTHING_LEFT,
            closed,
            stream,
            expected=fen(1),
            actual=fen(left),
            delta=fen(1 - left),
            account=stream,
            spent=spent,
        )
