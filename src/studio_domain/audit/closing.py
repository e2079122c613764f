"""Checks of 年终结账 and 决算 in their order (3.4.6.b): the year ends, is closed, and then accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day
from studio_domain.audit.fund_ledger import FundLedger, Sums
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource
from studio_domain.guideline import Clause, Kind

CLOSED_EARLY: Final = Predicate(
    "fund.closed-early",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 于 {closed} 结账，会计年度至 {last} 才终了",
    en="{account} was closed on {closed}, its fiscal year ends on {last}",
)
FINAL_BEFORE_CLOSE: Final = Predicate(
    "fund.final-before-close",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 尚未结账即办理决算",
    en="final accounts of {account} were drawn up before it was closed",
)
FINAL_WITHOUT_REPLY: Final = Predicate(
    "fund.final-without-reply",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 有财政资金 {fiscal:yuan} 元，决算批准时没有主管部门批复",
    en="{account} had {fiscal:yuan} of fiscal money; its final accounts were approved without the authority's reply",
)

_FISCAL: Final = (FundSource.FISCAL_GRANT, FundSource.FISCAL_AWARD)
"""财政资金: what the treasury gave, whether bound to a purpose or not."""


@define
class Closing:
    """What comes at the end of a year comes in its order, and the authority has replied about its money."""

    ledger: FundLedger
    _closed: set[str] = field(factory=set)
    _ahead: set[str] = field(factory=set)
    """Accounts whose draft of final accounts came before the close."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.YearClosed, self._close)
        yield on(fund.FinalAccountsDrafted, self._drafted)
        yield on(fund.FinalAccountsApproved, self._approved)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _close(self, event: Recorded[fund.YearClosed]) -> None:
        stream, closed = event.stream, event.fact.on
        self._closed.add(stream)
        opened = self.ledger.accounts[stream].opened
        if opened is None or not MINYEAR <= opened.fact.year <= MAXYEAR:
            return
        last = date(opened.fact.year, 12, 31)
        if closed < last:
            found = finding(
                CLOSED_EARLY,
                event,
                stream,
                expected=on_day(last),
                actual=on_day(closed),
                delta=days((last - closed).days),
                also=(opened.place,),
                account=stream,
                closed=closed,
                last=last,
            )
            self._found.append(found)

    def _drafted(self, event: Recorded[fund.FinalAccountsDrafted]) -> None:
        if event.stream not in self._closed:
            self._ahead.add(event.stream)
            self._before_close(event)

    def _approved(self, event: Recorded[fund.FinalAccountsApproved]) -> None:
        """A draft ahead of the close is told once, not again when it is approved."""
        if event.stream not in self._closed and event.stream not in self._ahead:
            self._before_close(event)
        document = event.fact.document
        if document is not None and document.strip():
            return
        sums = self.ledger.accounts[event.stream].sums
        fiscal = [sums[source] for source in _FISCAL if source in sums]
        if any(_moved(of) for of in fiscal):
            found = finding(
                FINAL_WITHOUT_REPLY,
                event,
                event.stream,
                expected=count(1),
                actual=count(0),
                delta=count(1),
                account=event.stream,
                fiscal=sum(of.opening + of.received for of in fiscal),
            )
            self._found.append(found)

    def _before_close(self, event: Recorded[fund.FinalAccountsDrafted | fund.FinalAccountsApproved]) -> None:
        stream = event.stream
        found = finding(
            FINAL_BEFORE_CLOSE, event, stream, expected=count(1), actual=count(0), delta=count(1), account=stream
        )
        self._found.append(found)


def _moved(of: Sums) -> bool:
    """Whether a source had any money in the year, even if none is left."""
    return any((of.opening, of.received, of.handed_back, of.refunded, of.spent))
