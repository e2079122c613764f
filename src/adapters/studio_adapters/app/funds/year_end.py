"""Reconciliation and the year's end, for the acting person: 对账, 决算 (三、（三）; 三、（四）6)."""

from __future__ import annotations

from studio_adapters.app.funds.base import FundHandle
from studio_adapters.journal import Receipt
from studio_domain import fund_account as fund
from studio_domain.desk import funds
from studio_domain.fund_account import (
    ReconcilingItem,
)
from studio_domain.values import Fen


class YearEnd(FundHandle):
    """与载体财务账核对, 绩效评价, 年终结账, 决算."""

    def reconcile(self, *, month: int, books_fen: Fen, items: tuple[ReconcilingItem, ...] = ()) -> Receipt:
        """与载体财务账核对, at the end of a month."""
        asked = locals()
        return self._decide(
            fund.reconcile,
            asked,
            lambda hand: funds.reconcile(
                self._existing(),
                self._desk.mandates_of(self.owner, hand.by),
                month=month,
                books_fen=books_fen,
                items=items,
                reconciler=hand.by,
                on=hand.day,
            ),
        )

    def review_performance(self, *, conclusion: str, document: str) -> Receipt:
        """绩效评价."""
        asked = locals()
        return self._decide_alone(
            fund.review_performance,
            asked,
            lambda account, hand: fund.review_performance(
                account, reviewer=hand.by, conclusion=conclusion, document=document
            ),
        )

    def close_year(self) -> Receipt:
        """年终结账."""
        return self._decide_alone(
            fund.close_year,
            {},
            lambda account, hand: fund.close_year(account, by=hand.by, on=hand.day),
        )

    def draft_final_accounts(self) -> Receipt:
        """编制决算."""
        return self._decide_alone(
            fund.draft_final_accounts,
            {},
            lambda account, hand: fund.draft_final_accounts(account, drafter=hand.by),
        )

    def approve_final_accounts(self, *, document: str | None = None) -> Receipt:
        """批准决算."""
        asked = locals()
        return self._decide_alone(
            fund.approve_final_accounts,
            asked,
            lambda account, hand: fund.approve_final_accounts(
                account, approver=hand.by, on=hand.day, document=document, principal=hand.on_behalf_of
            ),
        )
