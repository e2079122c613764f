"""Supplements of a budget (追加预算): money of the year beyond what the approved budget planned with (三、（四）6)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import DOCUMENTED, REASON_STATED, another_hand, open_for, stated
from studio_domain.fund_account.budget import BUDGET_APPROVED, keep_the_purpose, planned, under_rules
from studio_domain.fund_account.facts import (
    BudgetLine,
    BudgetSupplementApproved,
    BudgetSupplementDrafted,
    SourceAmount,
)
from studio_domain.fund_account.opening import by_source, not_negative
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.values import PersonId

# -- rules

NEW_SUPPLEMENT: Final = Rule(
    Clause.BUDGET, zh="追加预算 {supplement} 已批准", en="supplement {supplement} is already approved"
)
SUPPLEMENT_PENDING: Final = Rule(
    Clause.BUDGET, zh="没有待批的追加预算 {supplement}", en="no supplement {supplement} awaits approval"
)
WITHIN_ADDED_MEANS: Final = Rule(
    Clause.BUDGET,
    zh="{source} 追加的各科目合计超出新增收入 {over:yuan} 元",
    en="what is added to lines of {source} exceeds its additional income by {over:yuan}",
)
LINE_AS_BUDGETED: Final = Rule(
    Clause.BUDGET,
    zh="科目 {line} 已列为 {source} 的 {category}，追加不得更改来源、类别",
    en="line {line} is of {source} for {category}, and a supplement changes neither",
)

# -- decisions


def draft_budget_supplement(
    account: FundAccount,
    *,
    supplement: str,
    income: tuple[SourceAmount, ...],
    lines: tuple[BudgetLine, ...],
    drafter: PersonId,
    reason: str,
    terms: Terms,
) -> BudgetSupplementDrafted:
    """编制追加预算 (按要求编制经费预决算 三、（四）6): refuses one before the budget is approved or after the
    year's close, under a number already approved, more than the source's additional income, another source or
    category for a line that is there, what a fiscal grant may not pay, and no reason.

    *lines* say what is added, by name; one that the budget does not have is a new line.
    """
    open_for(account)
    require(bool(account.budget.lines), BUDGET_APPROVED, year=account.year)
    known = account.budget.supplements.get(supplement)
    require(known is None or known.pending, NEW_SUPPLEMENT, supplement=supplement)
    added = by_source(income)
    not_negative(added)
    for source, fen in planned(lines, terms).items():
        means = added.get(source, 0)
        require(fen <= means, WITHIN_ADDED_MEANS, source=source, over=fen - means)
    _as_budgeted(account, lines)
    keep_the_purpose(lines, terms)
    require(stated(reason), REASON_STATED)
    return BudgetSupplementDrafted(supplement, income, lines, drafter, reason)


def approve_budget_supplement(
    account: FundAccount,
    *,
    supplement: str,
    approver: PersonId,
    document: str,
    on: date,
    regulation: RegulationBook | None,
    terms: Terms,
    principal: PersonId | None = None,
) -> BudgetSupplementApproved:
    """批准追加预算 (三、（四）6; 专项资金管理制度 三、（三）): refuses the drafter's own approval, one for him
    (*principal*: whom the approver acts for), a second one, one without a document, one after the year's close, and one
    that plans with a fiscal grant while no rules for special funds are in force."""
    open_for(account)
    drafted = account.budget.supplements.get(supplement)
    if drafted is None or not drafted.pending:
        raise Breach(SUPPLEMENT_PENDING, supplement=supplement)
    another_hand(drafted.draft.drafter, approver, principal)
    require(stated(document), DOCUMENTED)
    _as_budgeted(account, drafted.draft.lines)
    keep_the_purpose(drafted.draft.lines, terms)
    under_rules(drafted.draft.lines, regulation, on)
    return BudgetSupplementApproved(supplement, approver, document)


# -- what they ask


def _as_budgeted(account: FundAccount, lines: tuple[BudgetLine, ...]) -> None:
    """What is added to a line is of its source and category."""
    for each in lines:
        before = account.budget.lines.get(each.line)
        if before is not None:
            same = (each.source, each.category) == (before.source, before.category)
            require(same, LINE_AS_BUDGETED, line=each.line, source=before.source, category=before.category)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    draft_budget_supplement: frozenset({Role.FINANCE, Role.LEAD}),
    approve_budget_supplement: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
