"""Checks of the days of a claim (报销手续, 3.4.6.d): no step is of a day before the step that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, days, finding, on_day
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days

PAID_BEFORE_APPROVAL: Final = Predicate(
    "fund.paid-before-approval",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 于 {actual} 支付，{expected} 才审批",
    en="claim {claim} was paid on {actual}, and approved on {expected} only",
)
UNDONE_BEFORE_PAYMENT: Final = Predicate(
    "fund.undone-before-payment",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 于 {actual} 核销或冲销，{expected} 才支付",
    en="claim {claim} was settled or reversed on {actual}, and paid on {expected} only",
)

_Step = tuple[date, Place]
"""A day, and the fact that says so."""


@define
class ClaimDays:
    """Payment is not before the day of approval, settlement and reversal not before that of payment.

    Where an old approval does not state its day, it is the day on which its envelope says that it occurred.
    """

    _approved: dict[tuple[str, str], _Step] = field(factory=dict)
    _paid: dict[tuple[str, str], _Step] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.ClaimApproved, self._approval)
        yield on(fund.ClaimPaid, self._payment)
        yield on(fund.AdvanceSettled, self._undone)
        yield on(fund.PaymentReversed, self._undone)
        yield on(fund.ClaimReturned, self._given_up)
        yield on(fund.ClaimRejected, self._given_up)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _approval(self, event: Recorded[fund.ClaimApproved]) -> None:
        day = event.fact.on or day_of(event.context.occurred)
        self._approved[event.stream, event.fact.claim] = day, event.place

    def _payment(self, event: Recorded[fund.ClaimPaid]) -> None:
        key = event.stream, event.fact.claim
        self._follows(PAID_BEFORE_APPROVAL, event, self._approved.pop(key, None))
        self._paid[key] = event.fact.on, event.place

    def _undone(self, event: Recorded[fund.AdvanceSettled | fund.PaymentReversed]) -> None:
        self._follows(UNDONE_BEFORE_PAYMENT, event, self._paid.pop((event.stream, event.fact.claim), None))

    def _given_up(self, event: Recorded[fund.ClaimReturned | fund.ClaimRejected]) -> None:
        """A new approval must come before any payment; without one, the payment is told as unapproved."""
        self._approved.pop((event.stream, event.fact.claim), None)

    def _follows(
        self,
        predicate: Predicate,
        event: Recorded[fund.ClaimPaid | fund.AdvanceSettled | fund.PaymentReversed],
        rests_on: _Step | None,
    ) -> None:
        if rests_on is None or event.fact.on >= rests_on[0]:
            return
        day, place = rests_on
        self._found.append(
            finding(
                predicate, event, event.fact.claim,
                expected=on_day(day), actual=on_day(event.fact.on), delta=days((day - event.fact.on).days),
                also=(place,), interval=Days(event.fact.on, day), claim=event.fact.claim,
            )
        )  # fmt: skip
