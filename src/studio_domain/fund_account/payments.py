"""What becomes of an approved claim: 支付, 借款核销, 红字冲销, and money that left without one (三、（四）6)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import (
    NEW_NUMBER,
    POSITIVE,
    REASON_STATED,
    TWO_HANDS,
    open_for,
    payable,
    stated,
)
from studio_domain.fund_account.claims import at_stage, next_hand
from studio_domain.fund_account.facts import (
    AdvanceSettled,
    ClaimKind,
    ClaimPaid,
    FundSource,
    PaymentReversed,
    ReceiptMode,
    UnapprovedPaymentReported,
    Voucher,
)
from studio_domain.fund_account.state import Claim, FundAccount, Stage
from studio_domain.fund_account.vouchers import collected
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Fen, PersonId

# -- rules

IS_ADVANCE: Final = Rule(Clause.REIMBURSEMENT, zh="报销 {claim} 不是借款", en="claim {claim} is no advance")
ADVANCE_ACCOUNTED: Final = Rule(
    Clause.REIMBURSEMENT,
    zh="支出与退回合计 {accounted:yuan} 元，借款 {advance:yuan} 元",
    en="spent and returned make {accounted:yuan}, the advance was {advance:yuan}",
)
PARTS_NOT_NEGATIVE: Final = Rule(
    Clause.REIMBURSEMENT, zh="支出、退回均不得为负", en="neither what was spent nor what is returned is negative"
)

AFTER_APPROVAL: Final = Rule(
    Clause.REIMBURSEMENT,
    zh="报销 {claim} 于 {approved} 审批，{on} 在其前",
    en="claim {claim} was approved on {approved}, and {on} is before that",
)
AFTER_PAYMENT: Final = Rule(
    Clause.REIMBURSEMENT,
    zh="报销 {claim} 于 {paid} 支付，{on} 在其前",
    en="claim {claim} was paid on {paid}, and {on} is before that",
)

# -- decisions


def pay_claim(
    account: FundAccount, *, claim: str, payer: PersonId, on: date, mode: ReceiptMode, reference: str, entry: str
) -> ClaimPaid:
    """支付 (确保资金使用安全和有效 三、（三）): by a fourth hand; refuses what is not approved by then, what the
    source's balance does not cover, and a cashier who reconciles the account."""
    open_for(account, on)
    approved = next_hand(account, claim, Stage.APPROVED, payer)
    known = approved.approved
    require(known is None or on >= known, AFTER_APPROVAL, claim=claim, approved=known, on=on)
    payable(account, account.budget.lines[approved.line].source, approved.fen, payer, on)
    return ClaimPaid(claim, payer, on, mode, reference, entry)


def settle_advance(
    account: FundAccount,
    *,
    claim: str,
    vouchers: tuple[Voucher, ...],
    spent: Fen,
    returned: Fen,
    reviewer: PersonId,
    on: date,
) -> AdvanceSettled:
    """借款核销 (三、（四）6): what was spent rests on vouchers, the rest is paid back and free for the line again;
    refuses sums that do not make up the advance, a day before it was paid, the claimant's own review."""
    open_for(account, on)
    paid = at_stage(account, claim, Stage.PAID)
    claimant = paid.hands[0]
    require(paid.kind is ClaimKind.ADVANCE, IS_ADVANCE, claim=claim)
    _not_before(paid, claim, on)
    require(reviewer != claimant, TWO_HANDS, hand=reviewer)
    require(min(spent, returned) >= 0, PARTS_NOT_NEGATIVE)
    require(spent + returned == paid.fen, ADVANCE_ACCOUNTED, accounted=spent + returned, advance=paid.fen)
    collected(account, vouchers, spent)
    return AdvanceSettled(claim, vouchers, spent, returned, claimant, reviewer, on)


def reverse_payment(
    account: FundAccount, *, claim: str, by: PersonId, on: date, reason: str, reference: str
) -> PaymentReversed:
    """红字冲销 (三、（四）6): the one way to correct a payment, it frees line and vouchers; refuses what is not
    paid by then, and a reversal without a reason."""
    open_for(account, on)
    _not_before(at_stage(account, claim, Stage.PAID), claim, on)
    require(stated(reason), REASON_STATED)
    return PaymentReversed(claim, by, on, reason, reference)


def _not_before(found: Claim, claim: str, on: date) -> None:
    """Nothing becomes of a payment before the day it was made."""
    require(found.paid is None or on >= found.paid, AFTER_PAYMENT, claim=claim, paid=found.paid, on=on)


# -- a report: money that left is recorded, whatever the audit will say of it


def report_unapproved_payment(
    account: FundAccount,
    *,
    payment: str,
    source: FundSource,
    fen: Fen,
    on: date,
    payer: PersonId,
    reference: str,
    line: str | None = None,
) -> UnapprovedPaymentReported:
    """未经审批的支付 (三、（三）): refused only when ill-formed: a sum that is none, a number already used. It counts
    against the source, and against the *line* where one is named."""
    require((UnapprovedPaymentReported, payment) not in account.books.numbers, NEW_NUMBER, number=payment)
    require(fen > 0, POSITIVE)
    return UnapprovedPaymentReported(payment, source, fen, on, payer, reference, line)


# -- who may decide, and report

MAY_DECIDE: Final[MayDecide] = {
    pay_claim: frozenset({Role.CASHIER}),
    settle_advance: frozenset({Role.FINANCE}),
    reverse_payment: frozenset({Role.FINANCE, Role.FINANCE_HEAD}),
    report_unapproved_payment: frozenset({Role.FINANCE, Role.CASHIER, Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
