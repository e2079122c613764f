"""Reconciliation and the year's end: 对账, 绩效评价, 年终结账, 决算 (三、（三）; 三、（四）6)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import CASHIER_APART, DOCUMENTED, another_hand, open_for, stated
from studio_domain.fund_account.facts import (
    FinalAccountsApproved,
    FinalAccountsDrafted,
    FundSource,
    PerformanceReviewed,
    Reconciled,
    ReconcilingItem,
    YearClosed,
)
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.mandate import Mandates
from studio_domain.values import Fen, PersonId, month_end

# -- rules

MONTH_ONCE: Final = Rule(Clause.FUND_SAFETY, zh="{month} 月已核对", en="month {month} is already reconciled")
MONTH_OVER: Final = Rule(
    Clause.FUND_SAFETY, zh="{month} 月于 {end} 终了后方可核对", en="month {month} is reconciled from {end} on"
)
BOOKS_AGREE: Final = Rule(
    Clause.FUND_SAFETY,
    zh="账面与载体财务账相差 {difference:yuan} 元，未说明",
    en="ledger and books differ by {difference:yuan} that no item explains",
)
CONCLUSION_STATED: Final = Rule(
    Clause.FUND_SAFETY, zh="绩效评价须有结论", en="a performance review comes to a conclusion"
)
YEAR_OVER: Final = Rule(
    Clause.BUDGET, zh="{year} 会计年度尚未终了（{on}）", en="fiscal year {year} is not over on {on}"
)
NO_OPEN_CLAIM: Final = Rule(
    Clause.BUDGET, zh="报销、借款 {claim} 尚未了结（{stage}）", en="claim {claim} is still open ({stage})"
)
CLOSED_FIRST: Final = Rule(
    Clause.BUDGET, zh="{year} 年度结账后方可决算", en="final accounts follow the close of {year}"
)
FINAL_ONCE: Final = Rule(
    Clause.BUDGET, zh="{year} 年度决算已批准", en="the final accounts of {year} are already approved"
)
FINAL_DRAFTED: Final = Rule(
    Clause.BUDGET, zh="{year} 年度决算尚未编制", en="the final accounts of {year} are not drafted"
)
EQUAL_LEDGER: Final = Rule(
    Clause.BUDGET, zh="{year} 年度决算与账不符", en="the final accounts of {year} are not what the ledger says"
)
AUTHORITY_REPLIED: Final = Rule(
    Clause.BUDGET,
    zh="财政资金决算须有主管部门批复",
    en="final accounts of fiscal money need the reply of the authority",
)

# -- decisions

FISCAL: Final = frozenset({FundSource.FISCAL_GRANT, FundSource.FISCAL_AWARD})
"""Fiscal money (财政资金)."""


def reconcile(
    account: FundAccount,
    *,
    month: int,
    books_fen: Fen,
    items: tuple[ReconcilingItem, ...],
    reconciler: PersonId,
    on: date,
    mandates: Mandates,
) -> Reconciled:
    """与载体财务账核对 (做好资金管理 三、（三）): our balance at the end of the *month* and the *items* make the
    carrier's books; refuses a difference not explained, a month not over or reconciled before, and
    the reconciliation of who pays, or holds the post of cashier (SD-3). *mandates* are the reconciler's."""
    end = month_end(account.year, month)
    require(month not in account.books.reconciled, MONTH_ONCE, month=month)
    require(on >= end, MONTH_OVER, month=month, end=end)
    cashier = reconciler in account.books.cashiers or mandates.held(Role.CASHIER, account.operator, on)
    require(not cashier, CASHIER_APART, hand=reconciler)
    ledger = sum(ledger.at_end_of(end) for ledger in account.books.ledgers.values())
    explained = ledger + sum(item.fen for item in items)
    require(explained == books_fen, BOOKS_AGREE, difference=books_fen - explained)
    return Reconciled(month, ledger, books_fen, items, reconciler, on)


def review_performance(
    account: FundAccount, *, reviewer: PersonId, conclusion: str, document: str
) -> PerformanceReviewed:
    """绩效评价 (资金使用安全和有效 三、（三）): refuses a review without a conclusion or a document."""
    require(stated(conclusion), CONCLUSION_STATED)
    require(stated(document), DOCUMENTED)
    return PerformanceReviewed(reviewer, conclusion, document)


def close_year(account: FundAccount, *, by: PersonId, on: date) -> YearClosed:
    """年终结账 (三、（四）6): refuses a second close, a day before the year's last, an open claim or advance."""
    open_for(account)
    require(on >= month_end(account.year, 12), YEAR_OVER, year=account.year, on=on)
    for name, claim in account.claims.items():
        require(not claim.open, NO_OPEN_CLAIM, claim=name, stage=claim.stage)
    return YearClosed(by, on)


def draft_final_accounts(account: FundAccount, *, drafter: PersonId) -> FinalAccountsDrafted:
    """编制决算 (按要求编制经费预决算 三、（四）6): as the ledgers stand; refuses a year not closed or already
    accounted for."""
    require(account.year_end.closed, CLOSED_FIRST, year=account.year)
    require(not account.year_end.approved, FINAL_ONCE, year=account.year)
    return FinalAccountsDrafted(account.closings, drafter)


def approve_final_accounts(
    account: FundAccount,
    *,
    approver: PersonId,
    on: date,
    document: str | None = None,
    principal: PersonId | None = None,
) -> FinalAccountsApproved:
    """批准决算 (三、（四）6): refuses the drafter's own approval, one for him (*principal*), a draft that the ledger
    has left behind, a second approval, and fiscal money without the authority's reply (*document*)."""
    draft = account.year_end.draft
    if draft is None:
        raise Breach(FINAL_DRAFTED, year=account.year)
    require(not account.year_end.approved, FINAL_ONCE, year=account.year)
    another_hand(draft.drafter, approver, principal)
    require(draft.closings == account.closings, EQUAL_LEDGER, year=account.year)
    fiscal = any(each.source in FISCAL and (each.opening or each.income or each.spent) for each in draft.closings)
    require(not fiscal or (document is not None and stated(document)), AUTHORITY_REPLIED)
    return FinalAccountsApproved(approver, on, document)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    reconcile: frozenset({Role.FINANCE}),
    review_performance: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD, Role.AUTHORITY}),
    close_year: frozenset({Role.FINANCE_HEAD}),
    draft_final_accounts: frozenset({Role.FINANCE}),
    approve_final_accounts: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
