"""Checks of an account's life (3.3.g, 3.4.6.b): opened before anything, nothing open at its close, nothing after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, get_args

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind

UNOPENED: Final = Predicate(
    "fund.unopened",
    Clause.FUND_SAFETY,
    Kind.A,
    zh="{account} 未开立专账即有记录",
    en="there are facts on {account}, an account that was not opened",
)
CLOSED_WITH_OPEN_CLAIMS: Final = Predicate(
    "fund.year-closed-with-open-claims",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 结账时报销 {claim} 尚未办结",
    en="{account} was closed while claim {claim} was open",
)
BOOKED_AFTER_CLOSE: Final = Predicate(
    "fund.booked-after-close",
    Clause.BUDGET,
    Kind.A,
    zh="{account} 结账后又有收支记入",
    en="money was booked into {account} after its close",
)

_MOVES: Final = frozenset[type[Any]](
    (
        fund.FundReceived,
        fund.FundReturned,
        fund.ClaimPaid,
        fund.AdvanceSettled,
        fund.PaymentReversed,
        fund.UnapprovedPaymentReported,
        fund.FeeCharged,
        fund.FeeRefunded,
    )
)
"""What moves money."""


@define
class AccountLife:
    """It sees every fact of an account once, before or after its opening and its close."""

    _opened: set[str] = field(factory=set)
    _told: set[str] = field(factory=set)
    _closed: dict[str, Place] = field(factory=dict)
    _open_claims: defaultdict[str, dict[str, Place]] = field(factory=lambda: defaultdict(dict))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for fact in get_args(fund.Event):
            yield on(fact, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _see(self, event: Recorded[fund.Event]) -> None:
        stream, fact = event.stream, event.fact
        if stream not in self._opened:
            self._before(event)
        match fact:
            case fund.ClaimSubmitted():
                self._open_claims[stream][fact.claim] = event.place
            case fund.ClaimPaid() | fund.ClaimReturned() | fund.ClaimRejected():
                self._open_claims[stream].pop(fact.claim, None)
            case fund.YearClosed():
                self._close(event)
        if stream in self._closed and type(fact) in _MOVES:
            found = finding(
                BOOKED_AFTER_CLOSE,
                event,
                stream,
                expected=count(0),
                actual=count(1),
                delta=count(1),
                also=(self._closed[stream],),
                account=stream,
            )
            self._found.append(found)

    def _before(self, event: Recorded[fund.Event]) -> None:
        stream = event.stream
        if type(event.fact) is fund.AccountOpened:
            self._opened.add(stream)
        elif stream not in self._told:
            self._told.add(stream)
            found = finding(UNOPENED, event, stream, expected=count(1), actual=count(0), delta=count(1), account=stream)
            self._found.append(found)

    def _close(self, event: Recorded[fund.Event]) -> None:
        stream = event.stream
        self._closed.setdefault(stream, event.place)
        for claim, submitted in self._open_claims[stream].items():
            found = finding(
                CLOSED_WITH_OPEN_CLAIMS,
                event,
                claim,
                expected=count(0),
                actual=count(1),
                delta=count(1),
                also=(submitted,),
                account=stream,
                claim=claim,
            )
            self._found.append(found)
