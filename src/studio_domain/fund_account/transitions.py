"""How facts change a fund account. No rule is known here: a history that makes no sense raises LookupError."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import attrs

from studio_domain.fund_account.budgeting import budgeted, transferred, use
from studio_domain.fund_account.documents import by_number
from studio_domain.fund_account.facts import (
    AccountOpened,
    AdvanceSettled,
    BudgetApproved,
    BudgetDrafted,
    BudgetSupplementApproved,
    BudgetSupplementDrafted,
    ClaimApproved,
    ClaimPaid,
    ClaimRejected,
    ClaimReturned,
    ClaimReviewed,
    ClaimSubmitted,
    Event,
    FeeCharged,
    FeeRefunded,
    FinalAccountsApproved,
    FinalAccountsDrafted,
    FinanceRulesAdopted,
    FundReceived,
    FundReturned,
    FundSource,
    GoodsAccepted,
    PaymentReversed,
    PerformanceReviewed,
    Reconciled,
    TransferApproved,
    TransferDeclined,
    TransferRequested,
    UnapprovedPaymentReported,
    YearClosed,
)
from studio_domain.fund_account.state import (
    Books,
    Budget,
    Charge,
    Claim,
    FundAccount,
    Ledger,
    Stage,
)
from studio_domain.values import Fen, PersonId, invoice_number


def evolve(account: FundAccount | None, event: Event) -> FundAccount:
    """The account after *event*."""
    if account is None:
        if isinstance(event, AccountOpened):
            ledgers = {each.source: Ledger(each.fen) for each in event.opening}
            return FundAccount(event.year, event.operator, Books(ledgers))
        raise LookupError("the account was not opened")
    number: tuple[type[object], str]
    match event:
        case ClaimSubmitted(claim, kind, line, _, fen, vouchers, claimant):
            beneficiary = event.beneficiary
            return _claim(account, claim, Claim(kind, line, fen, by_number(vouchers), beneficiary, (claimant,)))
        case ClaimReviewed(claim, reviewer):
            return _claim(account, claim, _passed(account.claims[claim], Stage.REVIEWED, reviewer))
        case ClaimApproved(claim, approver, principal, when):
            hands = (approver,) if principal is None else (approver, principal)
            approved = _passed(account.claims[claim], Stage.APPROVED, *hands, approved=when)
            return _claim(account, claim, approved, use(account.budget, approved.line, approved.fen))
        case ClaimPaid(claim, payer, on):
            paid = _passed(account.claims[claim], Stage.PAID, payer, paid=on)
            source = account.budget.lines[paid.line].source
            books = _book(account.books, source, on, spent=paid.fen, cashier=payer)
            return _claim(account, claim, paid, books=books)
        case FeeCharged(charge, _, _, fen, _, on):
            charges = {**account.charges, charge: Charge(fen, invoice_number(event.receipt))}
            return attrs.evolve(
                account, books=_book(account.books, FundSource.SERVICE_FEE, on, income=fen), charges=charges
            )
        case FundReceived(receipt, source, fen, on):
            return attrs.evolve(
                account, books=_book(account.books, source, on, income=fen, number=(FundReceived, receipt))
            )
        case GoodsAccepted(claim):
            return _claim(account, claim, attrs.evolve(account.claims[claim], accepted=True))
        case ClaimReturned(claim):
            return _given_up(account, claim, Stage.RETURNED)
        case ClaimRejected(claim):
            return _given_up(account, claim, Stage.REJECTED)
        case AdvanceSettled(claim, vouchers, spent, returned, _, _, on):
            paid = account.claims[claim]
            settled = attrs.evolve(paid, fen=spent, vouchers=by_number(vouchers), stage=Stage.SETTLED)
            books = _book(account.books, account.budget.lines[paid.line].source, on, spent=-returned)
            return _claim(account, claim, settled, use(account.budget, paid.line, -returned), books)
        case PaymentReversed(claim, _, on):
            paid = account.claims[claim]
            books = _book(account.books, account.budget.lines[paid.line].source, on, spent=-paid.fen)
            reversed_ = attrs.evolve(paid, vouchers={}, stage=Stage.REVERSED)
            return _claim(account, claim, reversed_, use(account.budget, paid.line, -paid.fen), books)
        case UnapprovedPaymentReported(payment, source, fen, on, payer, _, line):
            number = UnapprovedPaymentReported, payment
            books = _book(account.books, source, on, spent=fen, number=number, cashier=payer)
            budget = use(account.budget, line, fen) if line and line in account.budget.lines else account.budget
            return attrs.evolve(account, books=books, budget=budget)
        case FeeRefunded(refund, charge, fen, on, payer):
            source, number = FundSource.SERVICE_FEE, (FeeRefunded, refund)
            books = _book(account.books, source, on, income=-fen, number=number, cashier=payer)
            return _refunded(attrs.evolve(account, books=books), event.charge_year, charge, fen)
        case FundReturned(returned, source, fen, on, payer):
            number = FundReturned, returned
            books = _book(account.books, source, on, spent=fen, number=number, cashier=payer)
            return attrs.evolve(account, books=books)
        case BudgetDrafted() | BudgetApproved() | BudgetSupplementDrafted() | BudgetSupplementApproved():
            return attrs.evolve(account, budget=budgeted(account.budget, event))
        case TransferRequested() | TransferApproved() | TransferDeclined():
            return attrs.evolve(account, budget=transferred(account.budget, event))
        case Reconciled(month):
            books = account.books
            reconcilers, reconciled = books.reconcilers | {event.reconciler}, books.reconciled | {month}
            return attrs.evolve(account, books=attrs.evolve(books, reconcilers=reconcilers, reconciled=reconciled))
        case FinanceRulesAdopted():
            return attrs.evolve(account, finance_rules=(*account.finance_rules, event))
        case PerformanceReviewed():
            return account
        case YearClosed():
            return attrs.evolve(account, year_end=attrs.evolve(account.year_end, closed=True))
        case FinalAccountsDrafted():
            return attrs.evolve(account, year_end=attrs.evolve(account.year_end, draft=event))
        case FinalAccountsApproved():
            return attrs.evolve(account, year_end=attrs.evolve(account.year_end, approved=True))
        case AccountOpened():
            raise LookupError("the account was opened before")
        case _ as unreachable:
            assert_never(unreachable)


def _claim(
    account: FundAccount, name: str, claim: Claim, budget: Budget | None = None, books: Books | None = None
) -> FundAccount:
    return FundAccount(
        account.year,
        account.operator,
        books or account.books,
        budget or account.budget,
        {**account.claims, name: claim},
        account.charges,
        account.finance_rules,
        account.year_end,
        account.earlier_refunds,
    )


def _refunded(account: FundAccount, charge_year: int | None, charge: str, fen: Fen) -> FundAccount:
    if charge_year is None or charge_year == account.year:
        before = account.charges[charge]
        charges = {**account.charges, charge: attrs.evolve(before, refunded=before.refunded + fen)}
        return attrs.evolve(account, charges=charges)
    of = charge_year, charge
    refunds = {**account.earlier_refunds, of: account.earlier_refunds.get(of, 0) + fen}
    return attrs.evolve(account, earlier_refunds=refunds)


def _passed(
    claim: Claim, stage: Stage, *hands: PersonId, paid: date | None = None, approved: date | None = None
) -> Claim:
    return Claim(
        claim.kind,
        claim.line,
        claim.fen,
        claim.vouchers,
        claim.beneficiary,
        (*claim.hands, *hands),
        stage,
        claim.accepted,
        paid,
        approved or claim.approved,
    )


def _given_up(account: FundAccount, name: str, stage: Stage) -> FundAccount:
    claim = account.claims[name]
    budget = use(account.budget, claim.line, -claim.fen) if claim.stage is Stage.APPROVED else account.budget
    return _claim(account, name, attrs.evolve(claim, vouchers={}, stage=stage), budget)


def _book(
    books: Books,
    source: FundSource,
    on: date,
    *,
    income: Fen = 0,
    spent: Fen = 0,
    number: tuple[type[object], str] | None = None,
    cashier: PersonId | None = None,
) -> Books:
    before, moved = books.ledgers.get(source) or Ledger(), income - spent
    days = {**before.days, on: before.days.get(on, 0) + moved}
    after = Ledger(before.opening, before.income + income, before.spent + spent, days)
    return Books(
        {**books.ledgers, source: after},
        books.numbers if number is None else books.numbers | {number},
        books.cashiers if cashier is None or cashier in books.cashiers else books.cashiers | {cashier},
        books.reconcilers,
        books.reconciled,
    )
