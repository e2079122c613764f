"""How an account begins in the machine: opened, budgeted, with every way to do it wrong tried first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from machines.booking import Booking
from machines.claiming import Claiming
from machines.office import (
    CARRIER,
    FHEAD,
    FIRST,
    GRANT,
    HE,
    HE_APPROVES,
    HEAD,
    INCOME,
    LEAD,
    LINES,
    STAFF,
)
from studio_domain import fund_account as fund
from studio_domain.fund_account import BudgetLine, SourceAmount
from studio_domain.guideline import Rule


class Opening(Claiming, Booking):
    # -- an account and its budget, at the beginning of a year

    def opened(self, studio: str, opening: tuple[SourceAmount, ...]) -> None:
        """Account, finance rules, budget: with every way to do it wrong tried first."""
        account = self.account(studio)
        if self.year[studio] == 2025:
            for refusing, bent in (
                (fund.SOURCE_ONCE, (*opening, SourceAmount(CARRIER, 1))),
                (fund.NOT_NEGATIVE, (SourceAmount(CARRIER, -1),)),
            ):
                self.refused(refusing, studio, FHEAD, partial(account.open_account, opening=bent))
        self.taken(studio, FHEAD, lambda: account.open_account(opening=opening))
        self.refused(fund.OPENED_ONCE, studio, FHEAD, lambda: account.open_account(opening=opening))
        self.refused(fund.BUDGET_APPROVED, studio, STAFF, self.submit(studio, STAFF, "a", "办公费", 1, self.voucher(1)))
        self._budgeted(studio, tuple(opening))
        self.refused(
            fund.FINANCE_RULES_HOLD, studio, STAFF, self.submit(studio, STAFF, "a", "办公费", 1, self.voucher(1))
        )
        self.refused(
            fund.DOCUMENTED,
            studio,
            FHEAD,
            lambda: account.adopt_finance_rules(version="v", effective=FIRST, document=" "),
        )
        self.taken(studio, FHEAD, lambda: account.adopt_finance_rules(version="2023", effective=FIRST, document="d"))
        self.refused(
            fund.NEWER_FINANCE_RULES,
            studio,
            FHEAD,
            lambda: account.adopt_finance_rules(version="v", effective=FIRST, document="d"),
        )

    def _budgeted(self, studio: str, opening: tuple[SourceAmount, ...]) -> None:
        account, first = self.account(studio), LINES[0]

        def draft(*lines: BudgetLine, income: tuple[SourceAmount, ...] = INCOME) -> Callable[[], object]:
            return lambda: account.draft_budget(income=income, lines=lines)

        def line(fen: int, name: str = "新科目", category: str = "expert") -> BudgetLine:
            return BudgetLine(name, GRANT, fen, category)

        self.refused(fund.BUDGET_DRAFTED, studio, HEAD, lambda: account.approve_budget(document="d"))
        carried = {each.source: each.fen for each in opening}
        bad: list[tuple[Rule, Callable[[], object]]] = [
            (fund.HAS_LINES, draft()),
            (fund.LINE_POSITIVE, draft(line(0))),
            (fund.LINE_ONCE, draft(first, first)),
            (fund.WITHIN_MEANS, draft(*LINES, line(carried.get(GRANT, 0) + 1))),
            (fund.SOURCE_ONCE, draft(first, income=(*INCOME, INCOME[0]))),
            (fund.NOT_NEGATIVE, draft(first, income=(SourceAmount(GRANT, -1),))),
            (fund.GRANT_PURPOSE, draft(line(1, category="vehicle"))),
        ]
        for refusing, decide in bad:
            self.refused(refusing, studio, HE, decide)
        lines = tuple(
            line
            if line.source is not CARRIER
            else BudgetLine(line.line, CARRIER, 2_500_00 + max(0, carried.get(CARRIER, 0)), "office")
            for line in LINES
        )
        self.taken(studio, HE, draft(first))
        self.taken(studio, HE, draft(*lines))
        self.refused(fund.TWO_HANDS, studio, HE_APPROVES, lambda: account.approve_budget(document="d"))
        self.refused(fund.DOCUMENTED, studio, HEAD, lambda: account.approve_budget(document=" "))
        if self.year[studio] == 2025:
            self.refused(fund.SPECIAL_FUND_RULES, studio, HEAD, lambda: account.approve_budget(document="d"))
            book = self.app.regulation(studio, "special-fund")
            self.taken(studio, LEAD, lambda: book.draft_regulation(title="专项资金管理制度"))
            self.taken(studio, HEAD, lambda: book.approve_regulation(version=1, effective=self.today, document="d"))
        self.taken(studio, HEAD, lambda: account.approve_budget(document="d"))
        self.refused(fund.BUDGETED_ONCE, studio, HE, draft(first))
