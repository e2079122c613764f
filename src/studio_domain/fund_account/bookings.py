"""What every entry of a fund account keeps to: an open year and a day of it, money at hand, separate hands."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.facts import FundSource
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Clause, Rule, require
from studio_domain.values import Fen, PersonId, fiscal_year

# -- rules

YEAR_OPEN: Final = Rule(
    Clause.BUDGET, zh="{year} 年度已结账，不得再记账", en="{year} is closed, nothing more is booked into it"
)
IN_FISCAL_YEAR: Final = Rule(Clause.BUDGET, zh="{on} 不在 {year} 会计年度内", en="{on} is not in fiscal year {year}")
POSITIVE: Final = Rule(Clause.FUND_SAFETY, zh="金额须为正数", en="the sum is positive")
WITHIN_BALANCE: Final = Rule(
    Clause.FUND_SAFETY,
    zh="{source} 结余不足，差 {over:yuan} 元",
    en="the balance of {source} falls short by {over:yuan}",
)
NEW_NUMBER: Final = Rule(Clause.FUND_SAFETY, zh="编号 {number} 已使用", en="number {number} is already used")
REASON_STATED: Final = Rule(Clause.FUND_SAFETY, zh="须说明原因", en="the reason is stated")
DOCUMENTED: Final = Rule(Clause.FUND_SAFETY, zh="须有批准文件", en="the decision rests on a document")
TWO_HANDS: Final = Rule(
    Clause.FUND_SAFETY,
    zh="{hand} 已经手此事，须由他人办理（不相容岗位分离）",
    en="{hand} already had a hand in this, it takes another",
)
CASHIER_APART: Final = Rule(
    Clause.FUND_SAFETY, zh="{hand} 不得既管出纳又管核对", en="{hand} may not both pay and reconcile"
)

# -- what several decisions ask


def another_hand(first: PersonId, *hands: PersonId | None) -> None:
    """None of the *hands* is the *first* one's: neither of who acts nor of whom he acts for (不相容岗位分离)."""
    require(first not in hands, TWO_HANDS, hand=first)


def open_for(account: FundAccount, on: date | None = None) -> None:
    """The year takes entries, and the day *on*, where one is given, lies in it."""
    require(not account.year_end.closed, YEAR_OPEN, year=account.year)
    require(on is None or fiscal_year(on) == account.year, IN_FISCAL_YEAR, on=on, year=account.year)


def payable(account: FundAccount, source: FundSource, fen: Fen, payer: PersonId, on: date) -> None:
    """The balance of *source* covers the sum on that day and later, and *payer* (出纳) does not reconcile (SD-3)."""
    available = account.ledger(source).available(on)
    require(fen <= available, WITHIN_BALANCE, source=source, over=fen - available)
    require(payer not in account.books.reconcilers, CASHIER_APART, hand=payer)


def stated(text: str) -> bool:
    """Whether *text* says anything."""
    return bool(text.strip())
