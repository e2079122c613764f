"""The budget of a fund account: 编制和批准预算, 预算调剂 (三、（四）6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import DOCUMENTED, POSITIVE, REASON_STATED, another_hand, open_for, stated
from studio_domain.fund_account.facts import (
    BudgetApproved,
    BudgetDrafted,
    BudgetLine,
    FundSource,
    SourceAmount,
    TransferApproved,
    TransferDeclined,
    TransferRequested,
)
from studio_domain.fund_account.opening import by_source, not_negative
from studio_domain.fund_account.state import FundAccount, Line, Transfer
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.values import Fen, PersonId

# -- rules

BUDGETED_ONCE: Final = Rule(Clause.BUDGET, zh="{year} 年度预算已批准", en="the budget of {year} is already approved")
BUDGET_DRAFTED: Final = Rule(Clause.BUDGET, zh="{year} 年度预算尚未编制", en="no budget of {year} was drafted")
BUDGET_APPROVED: Final = Rule(Clause.BUDGET, zh="{year} 年度预算尚未批准", en="the budget of {year} is not approved")
HAS_LINES: Final = Rule(Clause.BUDGET, zh="预算须有科目", en="a budget has lines")
LINE_POSITIVE: Final = Rule(Clause.BUDGET, zh="预算科目 {line} 须为正数", en="budget line {line} is positive")
LINE_ONCE: Final = Rule(Clause.BUDGET, zh="预算科目 {line} 重复", en="budget line {line} is there twice")
LINE_EXISTS: Final = Rule(Clause.BUDGET, zh="没有预算科目 {line}", en="there is no budget line {line}")
KNOWN_SOURCE: Final = Rule(Clause.FUNDING_CHANNELS, zh="{source} 不是经费来源", en="{source} is no source of funds")
WITHIN_MEANS: Final = Rule(
    Clause.BUDGET,
    zh="{source} 各科目合计超出年初余额与预计收入 {over:yuan} 元",
    en="the lines of {source} exceed opening and expected income by {over:yuan}",
)
GRANT_PURPOSE: Final = Rule(
    Clause.FUND_SAFETY,
    zh="财政补助不得用于 {category}（科目 {line}）",
    en="a fiscal grant may not pay for {category} (line {line})",
)
SPECIAL_FUND_RULES: Final = Rule(
    Clause.SPECIAL_FUND_RULES,
    zh="{on} 没有执行中的专项资金管理制度",
    en="no rules for special funds are in force on {on}",
)
NEW_TRANSFER: Final = Rule(Clause.BUDGET, zh="调剂 {transfer} 已存在", en="transfer {transfer} exists")
TRANSFER_PENDING: Final = Rule(
    Clause.BUDGET, zh="没有待批的调剂 {transfer}", en="no transfer {transfer} awaits an answer"
)
BETWEEN_TWO_LINES: Final = Rule(
    Clause.BUDGET, zh="调剂须在两个科目之间进行", en="a transfer moves money between two lines"
)
WITHIN_ONE_SOURCE: Final = Rule(
    Clause.BUDGET,
    zh="不得在 {giving} 与 {taking} 两种来源之间调剂",
    en="a transfer may not lead from {giving} to {taking}",
)
WITHIN_LINE: Final = Rule(Clause.BUDGET, zh="{line} 超支 {over:yuan} 元", en="{line} is exceeded by {over:yuan}")
AUTHORITY_AGREES: Final = Rule(
    Clause.BUDGET,
    zh="{line} 累计调出 {given:yuan} 元，超过批准额的 {pct}%，须经主管部门批准",
    en="{given:yuan} given away by {line} is more than {pct}% of it and needs the approval of the authority",
)

# -- decisions: the budget

SPECIAL_FUND: Final = "special-fund"
"""The kind of regulation (专项资金管理制度) that a fiscal grant rests on."""


def draft_budget(
    account: FundAccount,
    *,
    income: tuple[SourceAmount, ...],
    lines: tuple[BudgetLine, ...],
    drafter: PersonId,
    terms: Terms,
) -> BudgetDrafted:
    """编制预算 (按要求编制经费预决算 三、（四）6): refuses lines beyond a source's means, twice or empty, spending
    that a fiscal grant may not pay, and any draft once a budget is approved."""
    require(not account.budget.lines, BUDGETED_ONCE, year=account.year)
    expected = by_source(income)
    not_negative(expected)
    for source, fen in planned(lines, terms).items():
        means = account.ledger(source).opening + expected.get(source, 0)
        require(fen <= means, WITHIN_MEANS, source=source, over=fen - means)
    keep_the_purpose(lines, terms)
    return BudgetDrafted(income, lines, drafter)


def approve_budget(
    account: FundAccount,
    *,
    approver: PersonId,
    document: str,
    on: date,
    regulation: RegulationBook | None,
    terms: Terms,
    principal: PersonId | None = None,
) -> BudgetApproved:
    """批准预算 (三、（四）6; 专项资金管理制度 三、（三）): refuses the drafter's own approval, one for him
    (*principal*: whom the approver acts for), a second one, one without a document, and one that plans with a
    fiscal grant while no rules for special funds are in force."""
    draft = account.budget.draft
    if draft is None:
        raise Breach(BUDGET_DRAFTED, year=account.year)
    require(not account.budget.lines, BUDGETED_ONCE, year=account.year)
    another_hand(draft.drafter, approver, principal)
    require(stated(document), DOCUMENTED)
    keep_the_purpose(draft.lines, terms)
    under_rules(draft.lines, regulation, on)
    return BudgetApproved(approver, document)


# -- decisions: transfers


def request_transfer(
    account: FundAccount, *, transfer: str, giving: str, taking: str, fen: Fen, asker: PersonId, reason: str
) -> TransferRequested:
    """申请预算调剂 (三、（四）6): refuses a transfer from one source to another, to the same line, of nothing, without
    a reason, or under a number already used."""
    open_for(account)
    giver, taker = line_of(account, giving), line_of(account, taking)
    require(transfer not in account.budget.transfers, NEW_TRANSFER, transfer=transfer)
    require(giving != taking, BETWEEN_TWO_LINES)
    require(giver.source is taker.source, WITHIN_ONE_SOURCE, giving=giver.source, taking=taker.source)
    require(fen > 0, POSITIVE)
    require(stated(reason), REASON_STATED)
    return TransferRequested(transfer, giving, taking, fen, asker, reason)


def approve_transfer(
    account: FundAccount,
    *,
    transfer: str,
    approver: PersonId,
    terms: Terms,
    document: str | None = None,
    principal: PersonId | None = None,
) -> TransferApproved:
    """批准预算调剂 (三、（四）6): refuses the asker's own approval, one for him (*principal*) and more than the giving
    line has left today; where a line gives away more than policy allows in all, the authority's *document* is needed
    (报批)."""
    open_for(account)
    asked = _pending(account, transfer)
    another_hand(asked.asker, approver, principal)
    giver = account.budget.lines[asked.giving]
    require(asked.fen <= giver.headroom, WITHIN_LINE, line=asked.giving, over=asked.fen - giver.headroom)
    given, pct = giver.given + asked.fen, terms.fund.transfer_limit_pct
    agreed = document is not None and stated(document)
    require(agreed or given * 100 <= giver.approved * pct, AUTHORITY_AGREES, line=asked.giving, given=given, pct=pct)
    return TransferApproved(transfer, approver, document)


def decline_transfer(account: FundAccount, *, transfer: str, decliner: PersonId, reason: str) -> TransferDeclined:
    """不批准预算调剂 (三、（四）6): refuses a second answer, and one without a reason."""
    _pending(account, transfer)
    require(stated(reason), REASON_STATED)
    return TransferDeclined(transfer, decliner, reason)


# -- what they ask


def line_of(account: FundAccount, line: str) -> Line:
    """The approved *line*."""
    require(bool(account.budget.lines), BUDGET_APPROVED, year=account.year)
    if line not in account.budget.lines:
        raise Breach(LINE_EXISTS, line=line)
    return account.budget.lines[line]


def _pending(account: FundAccount, transfer: str) -> Transfer:
    asked = account.budget.transfers.get(transfer)
    if asked is None or not asked.pending:
        raise Breach(TRANSFER_PENDING, transfer=transfer)
    return asked


def planned(lines: tuple[BudgetLine, ...], terms: Terms) -> Mapping[FundSource, Fen]:
    """What *lines*, each of them there once and positive, plan to spend of each source."""
    require(bool(lines), HAS_LINES)
    names = Counter(each.line for each in lines)
    sums: Counter[FundSource] = Counter()
    for each in lines:
        require(each.fen > 0, LINE_POSITIVE, line=each.line)
        require(names[each.line] == 1, LINE_ONCE, line=each.line)
        require(each.source.value in terms.fund.sources, KNOWN_SOURCE, source=each.source)
        sums[each.source] += each.fen
    return sums


def under_rules(lines: tuple[BudgetLine, ...], regulation: RegulationBook | None, on: date) -> None:
    """What *lines* take of a fiscal grant rests on rules for special funds in force on that day."""
    ruled = regulation is not None and regulation.kind == SPECIAL_FUND and regulation.version_on(on) is not None
    granted = any(each.source is FundSource.FISCAL_GRANT for each in lines)
    require(ruled or not granted, SPECIAL_FUND_RULES, on=on)


def keep_the_purpose(lines: tuple[BudgetLine, ...], terms: Terms) -> None:
    """A fiscal grant pays for nothing that policy forbids it (专款专用)."""
    for each in lines:
        allowed = each.source is not FundSource.FISCAL_GRANT or each.category not in terms.fund.fiscal_forbidden
        require(allowed, GRANT_PURPOSE, line=each.line, category=each.category)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    draft_budget: frozenset({Role.FINANCE, Role.LEAD}),
    approve_budget: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
    request_transfer: frozenset({Role.FINANCE, Role.LEAD}),
    approve_transfer: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
    decline_transfer: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
