"""Fund account of one fiscal year (专账): its money, budget, claims, fees and accounts (三、（三）; 三、（四）6).

Stream `<studio>/fund/<year>`. The package serves as the aggregate's module. `facts` are what is stored, `state` with
`documents` and `transitions` with `budgeting` what becomes of them; every other module has rules, the decisions that
keep to them, and who may take these. They come in the order of a year: `opening`, `budget`, `supplement`, `receipts`,
`claims` with their `vouchers`, `payments`, `fees`, `year_end`; what several of them ask stands in `bookings`.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a year, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.fund_account import opening, budget, supplement, receipts, claims, payments, fees, year_end
from studio_domain.fund_account.facts import (
    FundSource, ReceiptMode, PayerKind, VoucherKind, ClaimKind, SourceAmount, BudgetLine, Voucher, ChargedItem,
    ReconcilingItem, SourceClosing, AccountOpened, FinanceRulesAdopted, BudgetDrafted, BudgetApproved,
    BudgetSupplementDrafted, BudgetSupplementApproved, TransferRequested, TransferApproved, TransferDeclined,
    FundReceived, FundReturned, ClaimSubmitted,
    GoodsAccepted, ClaimReviewed, ClaimApproved, ClaimPaid, ClaimReturned, ClaimRejected, AdvanceSettled,
    PaymentReversed, UnapprovedPaymentReported, FeeCharged, FeeRefunded, Reconciled, PerformanceReviewed,
    YearClosed, FinalAccountsDrafted, FinalAccountsApproved, Event,
)
from studio_domain.fund_account.documents import (
    Document,
)
from studio_domain.fund_account.state import (
    Ledger, Books, Line, Transfer, Supplement, Budget, Stage, UNDER_WAY, Claim, Charge, YearEnd, FundAccount,
)
from studio_domain.fund_account.transitions import (
    evolve,
)
from studio_domain.fund_account.bookings import (
    YEAR_OPEN, IN_FISCAL_YEAR, POSITIVE, WITHIN_BALANCE, NEW_NUMBER, REASON_STATED, DOCUMENTED, TWO_HANDS,
    CASHIER_APART,
)
from studio_domain.fund_account.opening import (
    OPENED_ONCE, PREVIOUS_CLOSED, OPENS_AS_CLOSED, SOURCE_ONCE, NOT_NEGATIVE, NEWER_FINANCE_RULES, open_account,
    adopt_finance_rules,
)
from studio_domain.fund_account.budget import (
    BUDGETED_ONCE, BUDGET_DRAFTED, BUDGET_APPROVED, HAS_LINES, LINE_POSITIVE, LINE_ONCE, LINE_EXISTS, KNOWN_SOURCE,
    WITHIN_MEANS, GRANT_PURPOSE, SPECIAL_FUND_RULES, NEW_TRANSFER, TRANSFER_PENDING, BETWEEN_TWO_LINES,
    WITHIN_ONE_SOURCE, WITHIN_LINE, AUTHORITY_AGREES, SPECIAL_FUND, draft_budget, approve_budget, request_transfer,
    approve_transfer, decline_transfer,
)
from studio_domain.fund_account.supplement import (
    NEW_SUPPLEMENT, SUPPLEMENT_PENDING, WITHIN_ADDED_MEANS, LINE_AS_BUDGETED, draft_budget_supplement,
    approve_budget_supplement,
)
from studio_domain.fund_account.receipts import (
    PAYER_NO_NAME, record_receipt, return_funds,
)
from studio_domain.fund_account.vouchers import (
    VOUCHED, VOUCHER_NUMBERED, VOUCHER_POSITIVE, VOUCHER_ONCE, VOUCHER_FREE, ISSUER_NO_PERSON, VOUCHERS_SUFFICE,
)
from studio_domain.fund_account.claims import (
    NEW_CLAIM, CLAIM_EXISTS, IN_ORDER, CATEGORY_OF_LINE, FINANCE_RULES_HOLD, ADVANCE_UNVOUCHED, ACCEPTED,
    FOUR_HANDS, NOT_FOR_ONESELF, NOT_FOR_KIN, MAY_APPROVE, WITHIN_LIMIT, APPROVERS, submit_claim, accept_goods,
    review_claim, approve_claim, return_claim, reject_claim,
)
from studio_domain.fund_account.payments import (
    IS_ADVANCE, ADVANCE_ACCOUNTED, AFTER_APPROVAL, AFTER_PAYMENT, PARTS_NOT_NEGATIVE, pay_claim, settle_advance,
    reverse_payment,
    report_unapproved_payment,
)
from studio_domain.fund_account.fees import (
    FREE_OF_CHARGE, NEW_CHARGE, ITEMISED, TARIFF_IN_FORCE, IN_TARIFF, WITHIN_TARIFF, BASIC_SERVICE, QUANTITY,
    PRICE_NOT_NEGATIVE, UNIT_BY_QUANTITY, RECEIPT_GIVEN, RECEIPT_ONCE, CHARGE_EXISTS, REFUNDED_IN_TIME,
    WITHIN_CHARGE, charge_fee, refund_fee,
)
from studio_domain.fund_account.year_end import (
    MONTH_ONCE, MONTH_OVER, BOOKS_AGREE, CONCLUSION_STATED, YEAR_OVER, NO_OPEN_CLAIM, CLOSED_FIRST, FINAL_ONCE,
    FINAL_DRAFTED, EQUAL_LEDGER, AUTHORITY_REPLIED, FISCAL, reconcile, review_performance, close_year,
    draft_final_accounts, approve_final_accounts,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {
    **opening.MAY_DECIDE,
    **budget.MAY_DECIDE,
    **supplement.MAY_DECIDE,
    **receipts.MAY_DECIDE,
    **claims.MAY_DECIDE,
    **payments.MAY_DECIDE,
    **fees.MAY_DECIDE,
    **year_end.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE",
    "FundSource", "ReceiptMode", "PayerKind", "VoucherKind", "ClaimKind", "SourceAmount", "BudgetLine", "Voucher",
    "ChargedItem", "ReconcilingItem", "SourceClosing", "AccountOpened", "FinanceRulesAdopted", "BudgetDrafted",
    "BudgetApproved", "BudgetSupplementDrafted", "BudgetSupplementApproved", "TransferRequested", "TransferApproved",
    "TransferDeclined", "FundReceived", "FundReturned",
    "ClaimSubmitted", "GoodsAccepted", "ClaimReviewed", "ClaimApproved", "ClaimPaid", "ClaimReturned",
    "ClaimRejected", "AdvanceSettled", "PaymentReversed", "UnapprovedPaymentReported", "FeeCharged", "FeeRefunded",
    "Reconciled", "PerformanceReviewed", "YearClosed", "FinalAccountsDrafted", "FinalAccountsApproved", "Event",
    "Ledger", "Books", "Line", "Transfer", "Supplement", "Budget", "Document", "Stage", "UNDER_WAY", "Claim", "Charge",
    "YearEnd", "FundAccount",
    "evolve",
    "YEAR_OPEN", "IN_FISCAL_YEAR", "POSITIVE", "WITHIN_BALANCE", "NEW_NUMBER", "REASON_STATED", "DOCUMENTED",
    "TWO_HANDS", "CASHIER_APART",
    "OPENED_ONCE", "PREVIOUS_CLOSED", "OPENS_AS_CLOSED", "SOURCE_ONCE", "NOT_NEGATIVE", "NEWER_FINANCE_RULES",
    "open_account", "adopt_finance_rules",
    "BUDGETED_ONCE", "BUDGET_DRAFTED", "BUDGET_APPROVED", "HAS_LINES", "LINE_POSITIVE", "LINE_ONCE", "LINE_EXISTS",
    "KNOWN_SOURCE", "WITHIN_MEANS", "GRANT_PURPOSE", "SPECIAL_FUND_RULES", "NEW_TRANSFER", "TRANSFER_PENDING",
    "BETWEEN_TWO_LINES", "WITHIN_ONE_SOURCE", "WITHIN_LINE", "AUTHORITY_AGREES", "SPECIAL_FUND", "draft_budget",
    "approve_budget", "request_transfer", "approve_transfer", "decline_transfer",
    "NEW_SUPPLEMENT", "SUPPLEMENT_PENDING", "WITHIN_ADDED_MEANS", "LINE_AS_BUDGETED", "draft_budget_supplement",
    "approve_budget_supplement",
    "PAYER_NO_NAME", "record_receipt", "return_funds",
    "VOUCHED", "VOUCHER_NUMBERED", "VOUCHER_POSITIVE", "VOUCHER_ONCE", "VOUCHER_FREE", "ISSUER_NO_PERSON",
    "VOUCHERS_SUFFICE",
    "NEW_CLAIM", "CLAIM_EXISTS", "IN_ORDER", "CATEGORY_OF_LINE", "FINANCE_RULES_HOLD", "ADVANCE_UNVOUCHED",
    "ACCEPTED", "FOUR_HANDS", "NOT_FOR_ONESELF", "NOT_FOR_KIN", "MAY_APPROVE", "WITHIN_LIMIT", "APPROVERS",
    "submit_claim", "accept_goods", "review_claim", "approve_claim", "return_claim", "reject_claim",
    "IS_ADVANCE", "ADVANCE_ACCOUNTED", "AFTER_APPROVAL", "AFTER_PAYMENT", "PARTS_NOT_NEGATIVE", "pay_claim",
    "settle_advance", "reverse_payment",
    "report_unapproved_payment",
    "FREE_OF_CHARGE", "NEW_CHARGE", "ITEMISED", "TARIFF_IN_FORCE", "IN_TARIFF", "WITHIN_TARIFF", "BASIC_SERVICE",
    "QUANTITY", "PRICE_NOT_NEGATIVE", "UNIT_BY_QUANTITY", "RECEIPT_GIVEN", "RECEIPT_ONCE", "CHARGE_EXISTS",
    "REFUNDED_IN_TIME", "WITHIN_CHARGE", "charge_fee", "refund_fee",
    "MONTH_ONCE", "MONTH_OVER", "BOOKS_AGREE", "CONCLUSION_STATED", "YEAR_OVER", "NO_OPEN_CLAIM",
    "CLOSED_FIRST", "FINAL_ONCE", "FINAL_DRAFTED", "EQUAL_LEDGER", "AUTHORITY_REPLIED", "FISCAL", "reconcile",
    "review_performance", "close_year", "draft_final_accounts", "approve_final_accounts",
]
