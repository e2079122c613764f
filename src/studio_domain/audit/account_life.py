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
    zh="{account} 结账时报销、借款 {claim} 尚未办结",
    en="{account} was closed while claim {claim} was open",
)
BOOKED_AFTER_CLOSE: Final = Predicate(
    "fund.booked-after-close",
    Clause.BUDGET,
    Kind.A,
    zh="{account} 结账后又有收支记入",
    en="money was booked into {account} after its close",
)

_ADVANCE: Final = fund.ClaimKind.ADVANCE
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
    """It sees every fact of an account, before or after its opening and its close."""

    _opened: set[str] = field(factory=set)
    _told: set[str] = field(factory=set)
    _closed: dict[str, int] = field(factory=dict)
    """Accounts that were closed, and the version at which they were."""
    _open_claims: defaultdict[str, dict[str, Recorded[fund.ClaimSubmitted]]] = field(factory=lambda: defaultdict(dict))
    """What was submitted in each account and is not done with: what was sent back may come again (退回补正)."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for fact in get_args(fund.Event):
            yield on(fact, self._see)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.ClaimRejected, self._ended)
        yield on(fund.AdvanceSettled, self._ended)
        yield on(fund.PaymentReversed, self._ended)
        yield on(fund.YearClosed, self._close)
        for fact in _MOVES:
            yield on(fact, self._moved)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _see(self, event: Recorded[fund.Event]) -> None:
        if event.stream not in self._opened:
            self._before(event)

    def _before(self, event: Recorded[fund.Event]) -> None:
        stream = event.stream
        if type(event.fact) is fund.AccountOpened:
            self._opened.add(stream)
        elif stream not in self._told:
            self._told.add(stream)
            found = finding(UNOPENED, event, stream, expected=count(1), actual=count(0), delta=count(1), account=stream)
            self._found.append(found)

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        self._open_claims[event.stream][event.fact.claim] = event

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        """An expense is done with; of an advance the vouchers, or the money, are still to come."""
        submitted = self._open_claims[event.stream].get(event.fact.claim)
        if submitted is None or submitted.fact.kind is not _ADVANCE:
            self._ended(event)

    def _ended(
        self, event: Recorded[fund.ClaimPaid | fund.ClaimRejected | fund.AdvanceSettled | fund.PaymentReversed]
    ) -> None:
        self._open_claims[event.stream].pop(event.fact.claim, None)

    def _close(self, event: Recorded[fund.YearClosed]) -> None:
        stream = event.stream
        self._closed.setdefault(stream, event.version)
        for claim, submitted in self._open_claims[stream].items():
            found = finding(
                CLOSED_WITH_OPEN_CLAIMS,
                event,
                claim,
                expected=count(0),
                actual=count(1),
                delta=count(1),
                also=(submitted.place,),
                account=stream,
                claim=claim,
            )
            self._found.append(found)

    def _moved(self, event: Recorded[Any]) -> None:
        stream = event.stream
        closed = self._closed.get(stream)
        if closed is None:
            return
        found = finding(
            BOOKED_AFTER_CLOSE,
            event,
            stream,
            expected=count(0),
            actual=count(1),
            delta=count(1),
            also=(Place(stream, closed),),
            account=stream,
        )
        self._found.append(found)
