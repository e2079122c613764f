"""Budget of the fund account, for the acting person: 预算, 追加预算, 预算调剂 (三、（四）6)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.funds.base import FundHandle
from studio_adapters.journal import Receipt
from studio_domain import fund_account as fund
from studio_domain import regulation_book, studio
from studio_domain.desk import funds
from studio_domain.fund_account import (
    BudgetLine,
    SourceAmount,
)
from studio_domain.regulation_book import SPECIAL_FUND
from studio_domain.values import Fen


class Budgeting(FundHandle):
    """开立专账, 编制和批准预算, 追加预算, 预算调剂."""

    def open_account(self, *, opening: tuple[SourceAmount, ...] = ()) -> Receipt:
        """开立专账, with last year's closing balances."""
        asked = locals()
        return self._decide(
            fund.open_account,
            asked,
            lambda hand: funds.open_account(
                self._at(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                self._desk.at(fund, f"{self.owner}/fund/{self.year - 1}"),
                year=self.year,
                opening=opening,
            ),
        )

    def adopt_finance_rules(self, *, version: str, effective: date, document: str) -> Receipt:
        """执行载体经费管理制度, from a day on."""
        asked = locals()
        return self._decide_alone(
            fund.adopt_finance_rules,
            asked,
            lambda account, hand: fund.adopt_finance_rules(
                account, version=version, effective=effective, document=document
            ),
        )

    def draft_budget(self, *, income: tuple[SourceAmount, ...], lines: tuple[BudgetLine, ...]) -> Receipt:
        """编制预算."""
        asked = locals()
        return self._decide_alone(
            fund.draft_budget,
            asked,
            lambda account, hand: fund.draft_budget(
                account, income=income, lines=lines, drafter=hand.by, terms=hand.terms
            ),
        )

    def approve_budget(self, *, document: str) -> Receipt:
        """批准预算."""
        asked = locals()
        return self._decide(
            fund.approve_budget,
            asked,
            lambda hand: funds.approve_budget(
                self._existing(),
                self._desk.at(regulation_book, f"{self.owner}/regulation/{SPECIAL_FUND}"),
                approver=hand.by,
                document=document,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def draft_budget_supplement(
        self, *, supplement: str, income: tuple[SourceAmount, ...], lines: tuple[BudgetLine, ...], reason: str
    ) -> Receipt:
        """编制追加预算: what is added to each line, and the additional income that it rests on."""
        asked = locals()
        return self._decide_alone(
            fund.draft_budget_supplement,
            asked,
            lambda account, hand: fund.draft_budget_supplement(
                account,
                supplement=supplement,
                income=income,
                lines=lines,
                drafter=hand.by,
                reason=reason,
                terms=hand.terms,
            ),
        )

    def approve_budget_supplement(self, *, supplement: str, document: str) -> Receipt:
        """批准追加预算."""
        asked = locals()
        return self._decide(
            fund.approve_budget_supplement,
            asked,
            lambda hand: funds.approve_budget_supplement(
                self._existing(),
                self._desk.at(regulation_book, f"{self.owner}/regulation/{SPECIAL_FUND}"),
                supplement=supplement,
                approver=hand.by,
                document=document,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def request_transfer(self, *, transfer: str, giving: str, taking: str, fen: Fen, reason: str) -> Receipt:
        """申请预算调剂."""
        asked = locals()
        return self._decide_alone(
            fund.request_transfer,
            asked,
            lambda account, hand: fund.request_transfer(
                account, transfer=transfer, giving=giving, taking=taking, fen=fen, asker=hand.by, reason=reason
            ),
        )

    def approve_transfer(self, *, transfer: str, document: str | None = None) -> Receipt:
        """批准预算调剂."""
        asked = locals()
        return self._decide_alone(
            fund.approve_transfer,
            asked,
            lambda account, hand: fund.approve_transfer(
                account,
                transfer=transfer,
                approver=hand.by,
                terms=hand.terms,
                document=document,
                principal=hand.on_behalf_of,
            ),
        )

    def decline_transfer(self, *, transfer: str, reason: str) -> Receipt:
        """不批准预算调剂."""
        asked = locals()
        return self._decide_alone(
            fund.decline_transfer,
            asked,
            lambda account, hand: fund.decline_transfer(account, transfer=transfer, decliner=hand.by, reason=reason),
        )
