"""How a fund account begins: 开立专账, 执行载体的经费管理制度 (三、（三）; 三、（四）6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import DOCUMENTED, stated
from studio_domain.fund_account.facts import AccountOpened, FinanceRulesAdopted, FundSource, SourceAmount
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.studio import Studio
from studio_domain.studio.standing import alive
from studio_domain.values import Fen

# -- rules

OPENED_ONCE: Final = Rule(
    Clause.OPERATED_BY_CARRIER, zh="{year} 年度账户已开立", en="the account of {year} is already open"
)
PREVIOUS_CLOSED: Final = Rule(Clause.BUDGET, zh="{year} 年度尚未结账", en="the year {year} is not closed")
OPENS_AS_CLOSED: Final = Rule(
    Clause.FUNDING_CHANNELS,
    zh="{source} 年初余额 {opening:yuan} 元，上年结余 {closing:yuan} 元",
    en="{source} opens with {opening:yuan} but closed with {closing:yuan}",
)
SOURCE_ONCE: Final = Rule(Clause.FUNDING_CHANNELS, zh="{source} 重复列示", en="{source} is listed twice")
NOT_NEGATIVE: Final = Rule(Clause.FUNDING_CHANNELS, zh="{source} 金额为负", en="{source} is negative")
NEWER_FINANCE_RULES: Final = Rule(
    Clause.CARRIER_FINANCE_RULES,
    zh="{effective} 起已执行 {version}，新制度须在其后执行",
    en="{version} holds from {effective}, newer rules hold from later on",
)

# -- decisions


def open_account(
    account: FundAccount | None,
    *,
    year: int,
    opening: tuple[SourceAmount, ...],
    studio: Studio,
    previous: FundAccount | None,
) -> AccountOpened:
    """开立专账 (由载体负责运营 一、（三）; 三、（三）): in the books of the studio's carrier; refuses a second account
    of the year, one of a closed studio, an opening that is not last year's closing, and a first one below nothing or
    with a source twice."""
    alive(studio)
    require(account is None, OPENED_ONCE, year=year)
    opens = by_source(opening)
    if previous is None:
        not_negative(opens)
    elif previous.year + 1 != year:
        raise ValueError(f"the account of {previous.year} is not the one before {year}")
    else:
        require(previous.year_end.closed, PREVIOUS_CLOSED, year=previous.year)
        for source in FundSource:
            opens_with, closed = opens.get(source, 0), previous.balance(source)
            require(opens_with == closed, OPENS_AS_CLOSED, source=source, opening=opens_with, closing=closed)
    return AccountOpened(year, studio.carrier, opening)


def adopt_finance_rules(account: FundAccount, *, version: str, effective: date, document: str) -> FinanceRulesAdopted:
    """执行载体经费管理制度 (应执行运营负责载体的经费管理制度 三、（四）6): refuses rules without a document, and
    such as would hold from no later than those before them."""
    for earlier in account.finance_rules:
        since, known = earlier.effective, earlier.version
        require(effective > since, NEWER_FINANCE_RULES, version=known, effective=since)
    require(stated(document), DOCUMENTED)
    return FinanceRulesAdopted(version, effective, document)


# -- what they ask


def by_source(amounts: tuple[SourceAmount, ...]) -> Mapping[FundSource, Fen]:
    """The amount of each source, which is listed once."""
    found: dict[FundSource, Fen] = {}
    for each in amounts:
        require(each.source not in found, SOURCE_ONCE, source=each.source)
        found[each.source] = each.fen
    return found


def not_negative(amounts: Mapping[FundSource, Fen]) -> None:
    """No source is below nothing."""
    for source, fen in amounts.items():
        require(fen >= 0, NOT_NEGATIVE, source=source)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    open_account: frozenset({Role.FINANCE_HEAD}),
    adopt_finance_rules: frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
