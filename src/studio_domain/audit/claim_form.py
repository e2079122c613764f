"""Checks of what a claim and its vouchers say (3.4.6.c, 3.4.6.d): sums, numbers, and why it went back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, fen, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import Clause, Kind
from studio_domain.values import invoice_number

CLAIM_NOT_POSITIVE: Final = Predicate(
    "fund.claim-not-positive",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 的金额为 {actual:yuan} 元；更正只能红字冲销",
    en="claim {claim} is of {actual:yuan}; what is wrong is put right by a reversal only",
)
SETTLEMENT_NEGATIVE: Final = Predicate(
    "fund.settlement-negative",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="借款 {claim} 核销时支出或退回为负（{actual:yuan} 元）",
    en="advance {claim} was settled with a negative sum spent or paid back ({actual:yuan})",
)
ADVANCE_VOUCHED: Final = Predicate(
    "fund.advance-with-vouchers",
    Clause.VOUCHERS,
    Kind.G,
    zh="借款 {claim} 提交时已附票据 {actual} 张；有票据的应报销，借款核销时才附票据",
    en="advance {claim} was submitted with vouchers ({actual}); what has vouchers is an expense",
)
REASON_MISSING: Final = Predicate(
    "fund.reason-missing",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 的退回、不予报销或冲销没有说明原因",
    en="claim {claim} was returned, rejected or reversed, and nothing says why",
)
VOUCHER_UNNUMBERED: Final = Predicate(
    "fund.voucher-unnumbered",
    Clause.VOUCHERS,
    Kind.G,
    zh="报销 {claim} 的第 {nth} 张票据没有号码",
    en="voucher {nth} of claim {claim} has no number",
)
VOUCHER_NOT_POSITIVE: Final = Predicate(
    "fund.voucher-not-positive",
    Clause.VOUCHERS,
    Kind.G,
    zh="报销 {claim} 的第 {nth} 张票据为 {actual:yuan} 元",
    en="voucher {nth} of claim {claim} is of {actual:yuan}",
)

_Handed = fund.ClaimSubmitted | fund.AdvanceSettled
_Ended = fund.ClaimReturned | fund.ClaimRejected | fund.PaymentReversed


@define
class ClaimForm:
    """Each fact by itself: sums above nothing, vouchers with a number, an advance without any, a reason stated."""

    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.ClaimReturned, self._reasoned)
        yield on(fund.ClaimRejected, self._reasoned)
        yield on(fund.PaymentReversed, self._reasoned)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact = event.fact
        if fact.fen <= 0:
            self._add(CLAIM_NOT_POSITIVE, event, expected=fen(1), actual=fen(fact.fen), delta=fen(fact.fen - 1))
        if fact.vouchers and fact.kind is ClaimKind.ADVANCE:
            number = count(len(fact.vouchers))
            self._add(ADVANCE_VOUCHED, event, expected=count(0), actual=number, delta=number)
        self._vouchers(event, fact.vouchers)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        least = min(event.fact.spent, event.fact.returned)
        if least < 0:
            self._add(SETTLEMENT_NEGATIVE, event, expected=fen(0), actual=fen(least), delta=fen(least))
        self._vouchers(event, event.fact.vouchers)

    def _vouchers(self, event: Recorded[_Handed], vouchers: Iterable[Voucher]) -> None:
        """A note of acceptance (验收单) need not name a sum; every other document is of some."""
        for nth, voucher in enumerate(vouchers, 1):
            least = 0 if voucher.kind is VoucherKind.ACCEPTANCE else 1
            if voucher.fen < least:
                below = fen(voucher.fen - least)
                self._add(
                    VOUCHER_NOT_POSITIVE, event, nth, expected=fen(least), actual=fen(voucher.fen), delta=below
                )  # fmt: skip
            if not invoice_number(voucher.number):
                self._add(VOUCHER_UNNUMBERED, event, nth, expected=count(1), actual=count(0), delta=count(1))

    def _reasoned(self, event: Recorded[_Ended]) -> None:
        if not event.fact.reason.strip():
            self._add(REASON_MISSING, event, expected=count(1), actual=count(0), delta=count(1))

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[_Handed | _Ended],
        nth: int | None = None,
        *,
        expected: Measure,
        actual: Measure,
        delta: Measure,
    ) -> None:
        claim = event.fact.claim
        subjects = (claim,) if nth is None else (claim, str(nth))
        self._found.append(
            finding(
                predicate, event, *subjects,
                expected=expected, actual=actual, delta=delta, claim=claim, nth=nth,
            )
        )  # fmt: skip
