"""What the machine does with time: months reconciled, posts that change hands, the turn of the year."""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from machines.claiming import edges, studios
from machines.office import (
    BOOKS,
    CARRIER,
    CARRIERS,
    CASH,
    CASHIERS,
    DEPUTY,
    DEPUTY_ASKS,
    FEES,
    FHEAD,
    FIRST,
    GRANT,
    HE,
    HE_APPROVES,
    HEAD,
    LATER_FINANCE,
    REVIEWERS,
    TURN,
    WAS_FINANCE,
    A,
    Who,
)
from machines.opening import Opening
from studio_domain import fund_account as fund
from studio_domain.fund_account import ReconcilingItem, SourceAmount
from studio_domain.guideline import Role
from studio_domain.values import month_end

jumps = st.sampled_from([1, 2, 9, 30, 80])


class Passing(Opening):
    # -- time, and what changes with it

    @rule(days=jumps)
    def time_passes(self, days: int) -> None:
        self.until(self.today + timedelta(days))

    @rule(studio=studios, over=edges, days=st.integers(0, 20), again=st.booleans())
    def the_deputy_stands_in(self, studio: str, over: int, days: int, again: bool) -> None:
        """A delegation up to a sum, which ends; the deputy approves to its limit while it holds."""
        limit = 150_00
        held = self.app.mandates(studio, DEPUTY.id)
        for name, one in held.state.mandates.items():
            if one.last and one.last >= self.today and (one.ended is None or one.ended >= self.today):
                self.taken(
                    studio,
                    HEAD,
                    partial(held.record_end, mandate_id=name, last_day=self.today - timedelta(1), reason="换人"),
                )
        self.delegate(studio, self.today, self.today + timedelta(days), limit)
        if again:  # his dismissal was recorded too late, and is recorded once more
            mandate = self.new("m")
            self.taken(
                studio,
                HEAD,
                lambda: held.record_mandate(
                    mandate_id=mandate, role=Role.STAFF, org=CARRIERS[studio], first=FIRST, document="d"
                ),
            )
            for ago in (2, -2):
                self.taken(
                    studio,
                    HEAD,
                    partial(held.record_end, mandate_id=mandate, last_day=self.today - timedelta(ago), reason="更正"),
                )
            self.tried(
                studio, DEPUTY_ASKS, self.submit(studio, DEPUTY_ASKS, self.new("c"), "办公费", 1, self.voucher(1))
            )
        if line := self.has(studio, line=limit + over):
            claim = self.reviewed(studio, line, limit + over)
            decide = lambda: self.account(studio).approve_claim(claim=claim)  # noqa: E731
            if over > 0:
                self.refused(fund.WITHIN_LIMIT, studio, DEPUTY, decide)
            else:
                self.taken(studio, DEPUTY, decide)

    # -- the months

    @rule(studio=studios, who=st.sampled_from([*REVIEWERS, LATER_FINANCE]), off=edges)
    def reconciles_the_next_month(self, studio: str, who: Who, off: int) -> None:
        account, handle, who = self.believed(studio), self.account(studio), self.there(who)
        month = account.reconciled + 1
        if month > 12 or self.today.year != account.year:
            return
        end = month_end(account.year, month)
        fen = account.total(end)
        items = (ReconcilingItem("在途", off),) if off else ()
        cashier = who.person in handle.state.books.cashiers
        decide = lambda: handle.reconcile(month=month, books_fen=fen + off, items=items)  # noqa: E731
        if self.today < end:
            self.refused(fund.MONTH_OVER, studio, who, decide)
            return
        if cashier:
            self.refused(fund.CASHIER_APART, studio, who, decide)
            return
        self.refused(
            fund.BOOKS_AGREE, studio, who, lambda: handle.reconcile(month=month, books_fen=fen + off + 1, items=items)
        )
        self.taken(studio, who, decide)
        self.refused(fund.MONTH_ONCE, studio, who, decide)

    @precondition(lambda self: self.today < TURN)
    @rule(studio=studios)
    def months_change_hands(self, studio: str) -> None:
        """Who reconciles now and pays later, and who pays now and reconciles later, around the day they change posts."""
        self.until(month_end(self.today.year, self.today.month))
        account, handle = self.believed(studio), self.account(studio)
        if self.today.year == account.year and not account.closed:
            for cashier in CASHIERS[:2]:
                if line := self.has(studio, line=1_00, balance=1_00):
                    claim = self.approved(studio, line, 1_00)
                    self.taken(studio, self.there(cashier), self.pay(studio, claim))
            self.until(month_end(self.today.year, self.today.month + 1) - timedelta(1))
            self.clock.jump(month_end(self.today.year, self.today.month))
            self.reconciled_to(studio, self.today.month - 1)
            fen = account.total(self.today)
            if self.today < TURN and account.reconciled < self.today.month:
                self.taken(studio, WAS_FINANCE, lambda: handle.reconcile(month=self.today.month, books_fen=fen))
        self.until(TURN)
        self.who_reconciled_does_not_pay(studio=studio)

    # -- the turn of the year

    @rule(studio=studios, conclusion=st.sampled_from(["良好", " "]))
    def reviews_performance(self, studio: str, conclusion: str) -> None:
        self.tried(studio, FHEAD, lambda: self.account(studio).review_performance(conclusion=conclusion, document="d"))

    @precondition(lambda self: self.today >= date(2025, 10, 1))
    @rule(studio=studios, late=st.booleans())
    def the_year_turns(self, studio: str, late: bool) -> None:
        """Closed on its last day, accounted for, and carried over to the fen."""
        account, handle = self.believed(studio), self.account(studio)
        if account.year != 2025 or account.closed:
            return
        last = month_end(2025, 12)
        if self.today < last:
            self.until(last - timedelta(1))
            self.refused(fund.YEAR_OVER, studio, FHEAD, handle.close_year)
            self.until(last)
        self.settled(studio)
        if studio == A:
            self.charges_up_to_the_tariff(over=0, quantity=1, ago=0)
        self.refused(fund.CLOSED_FIRST, studio, HE, handle.draft_final_accounts)
        following = self.app.fund_account(studio, 2026)
        self.refused(fund.PREVIOUS_CLOSED, studio, FHEAD, lambda: following.open_account(opening=()))
        if line := self.has(studio, line=1):
            open_ = self.submitted(studio, line, 1)
            self.refused(fund.NO_OPEN_CLAIM, studio, FHEAD, handle.close_year)
            self.taken(studio, HE, lambda: handle.return_claim(claim=open_, reason="r"))
            self.refused(fund.NO_OPEN_CLAIM, studio, FHEAD, handle.close_year)
        for name, claim in account.claims.items():
            if claim.stage in ("submitted", "reviewed", "approved", "returned"):
                self.taken(studio, HE, partial(handle.reject_claim, claim=name, reason="年终"))
        if self.today.year == 2026 and self.has(studio, line=1, balance=1):
            late_claim = self.approved(studio, str(self.has(studio, line=1, balance=1)), 1)
            self.refused(fund.IN_FISCAL_YEAR, studio, CASH, self.pay(studio, late_claim))
            self.taken(studio, HE, lambda: handle.reject_claim(claim=late_claim, reason="跨年"))
        self.taken(studio, FHEAD, handle.close_year)
        self.refused(fund.YEAR_OPEN, studio, FHEAD, handle.close_year)
        self._accounted(studio, late)
        self._carried(studio)

    def _accounted(self, studio: str, late: bool) -> None:
        handle = self.account(studio)
        approve = lambda: handle.approve_final_accounts(document="决〔2026〕1号")  # noqa: E731
        self.refused(fund.FINAL_DRAFTED, studio, HEAD, approve)
        self.taken(studio, HE, handle.draft_final_accounts)
        if late:
            self.taken(studio, BOOKS, self.receive(studio, CARRIER, 1, on=month_end(2025, 12)))
            self.reported.add("fund.booked-after-close")
            self.refused(fund.EQUAL_LEDGER, studio, HEAD, approve)
            self.taken(studio, HE, handle.draft_final_accounts)
        self.refused(fund.TWO_HANDS, studio, HE_APPROVES, approve)
        if any(amount for source in (GRANT, fund.FundSource.FISCAL_AWARD) for amount in self._sums(studio, source)):
            self.refused(fund.AUTHORITY_REPLIED, studio, HEAD, lambda: handle.approve_final_accounts())
        self.taken(studio, HEAD, approve)
        self.refused(fund.FINAL_ONCE, studio, HE, handle.draft_final_accounts)

    def _sums(self, studio: str, source: fund.FundSource) -> tuple[int, int, int]:
        known = self.believed(studio).sources[source]
        return known.opening, known.came_in, known.went_out

    def _carried(self, studio: str) -> None:
        before = self.believed(studio)
        closing = {source: sums.balance for source, sums in before.sources.items()}
        opening = tuple(SourceAmount(source, fen) for source, fen in closing.items())
        wrong = (*(each for each in opening if each.source is not FEES), SourceAmount(FEES, closing.get(FEES, 0) + 1))
        self.until(date(2026, 1, 1))
        self.year[studio] = 2026
        self.refused(fund.OPENS_AS_CLOSED, studio, FHEAD, lambda: self.account(studio).open_account(opening=wrong))
        self.opened(studio, opening)
        if studio == A:
            self.refunds_all_there_is_of_last_year(over=0)
