"""What the machine does around the money: time, policy, tariffs, delegations, months, and the turn of the year."""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from machines.booking import Booking
from machines.claiming import Claiming, edges, studios
from machines.office import (
    A,
    ADVICE,
    B,
    BOOKS,
    CARRIER,
    CASH,
    CASHIERS,
    CARRIERS,
    DEPUTY,
    DEPUTY_ASKS,
    FEES,
    FHEAD,
    FIRST,
    GRANT,
    HE,
    HE_APPROVES,
    HEAD,
    HEAD_DRAFTS,
    DESK,
    INCOME,
    LAST,
    LATER_FINANCE,
    LEAD,
    LINES,
    OPENING,
    PLAN,
    REVIEWERS,
    STAFF,
    TURN,
    WAS_FINANCE,
    Published,
    Who,
    item,
)
from studio_domain import fund_account as fund
from studio_domain import tariff_schedule as tariff
from studio_domain.fund_account import BudgetLine, ReconcilingItem, SourceAmount
from studio_domain.guideline import Rule
from studio_domain.tariff_schedule import TariffItem
from studio_domain.values import month_end

jumps = st.sampled_from([1, 2, 9, 30, 80])
documents = {"document": "d"}


class Ruling(Claiming, Booking):
    # -- an account and its budget, at the beginning of a year

    def opened(self, studio: str, opening: tuple[SourceAmount, ...]) -> None:
        """Account, finance rules, budget: with every way to do it wrong tried first."""
        account = self.account(studio)
        if self.year[studio] == 2025:
            for refusing, bent in (
                (fund.SOURCE_ONCE, (*opening, SourceAmount(CARRIER, 1))),
                (fund.NOT_NEGATIVE, (SourceAmount(CARRIER, -1),)),
            ):
                self.refused(refusing, studio, FHEAD, lambda bent=bent: account.open_account(opening=bent))
        self.taken(studio, FHEAD, lambda: account.open_account(opening=opening))
        self.refused(fund.OPENED_ONCE, studio, FHEAD, lambda: account.open_account(opening=opening))
        self.refused(fund.BUDGET_APPROVED, studio, STAFF, self.submit(studio, STAFF, "a", "办公费", 1, self.voucher(1)))
        self._budgeted(studio, tuple(opening))
        self.refused(fund.FINANCE_RULES_HOLD, studio, STAFF, self.submit(studio, STAFF, "a", "办公费", 1, self.voucher(1)))
        self.refused(fund.DOCUMENTED, studio, FHEAD, lambda: account.adopt_finance_rules(version="v", effective=FIRST, document=" "))
        self.taken(studio, FHEAD, lambda: account.adopt_finance_rules(version="2023", effective=FIRST, document="d"))
        self.refused(fund.NEWER_FINANCE_RULES, studio, FHEAD, lambda: account.adopt_finance_rules(version="v", effective=FIRST, document="d"))

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
            line if line.source is not CARRIER else BudgetLine(line.line, CARRIER, 2_500_00 + max(0, carried.get(CARRIER, 0)), "office")
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

    # -- time, and what changes with it

    @rule(days=jumps)
    def time_passes(self, days: int) -> None:
        self.until(self.today + timedelta(days))

    @rule(studio=studios, key=st.sampled_from(["acceptance_from", "transfer_limit_pct"]), high=st.booleans())
    def policy_changes(self, studio: str, key: str, high: bool) -> None:
        values = {"acceptance_from": (500_00, 1_000_00), "transfer_limit_pct": (5, 10)}[key]
        book = self.app.policy_book(studio)
        self.taken(studio, HEAD, lambda: book.set_value(key=f"fund.{key}", value=values[high], effective=self.today + timedelta(1), document="d"))

    @rule(studio=studios)
    def basic_services_become_free(self, studio: str) -> None:
        book = self.app.policy_book(studio)
        self.taken(studio, HEAD, lambda: book.set_value(key="fee.basic_price", value=0, effective=self.today + timedelta(1), document="d"))
        self.until(self.today + timedelta(1))
        if self.today.year == self.year[A] and not self.believed(A).closed and studio == A and self.price(ADVICE, self.today):
            self.refused(fund.BASIC_SERVICE, A, DESK, self.charge(A, item(ADVICE, 1)))

    @rule(studio=studios)
    def finance_rules_change(self, studio: str) -> None:
        if not self.believed(studio).closed:
            new = self.new("v")
            refusal = self.tried(studio, HEAD, lambda: self.account(studio).adopt_finance_rules(version=new, effective=self.today + timedelta(1), document="d"))
            assert refusal in (None, fund.NEWER_FINANCE_RULES)

    @rule(ahead=edges, price=st.sampled_from([0, 500_00, 700_00]), withdraws=st.booleans(), wait=st.integers(0, 3))
    def the_tariff_changes(self, ahead: int, price: int, withdraws: bool, wait: int) -> None:
        schedule = self.app.tariff(A)
        most = self.app.policy(A).on(self.today).fee.basic_price
        plan, advice = TariffItem(PLAN, "special", "次", price), TariffItem(ADVICE, "basic", "次", most)
        bad: list[tuple[Rule, TariffItem]] = [
            (tariff.ITEM_ONCE, plan),
            (tariff.PRICE_NOT_NEGATIVE, TariffItem("x", "special", "次", -1)),
            (tariff.KNOWN_LEVEL, TariffItem("x", "vip", "次", 1)),
            (tariff.BASIC_PRICE, TariffItem("x", "basic", "次", most + 1)),
        ]
        for refusing, one in bad:
            self.refused(refusing, A, STAFF, lambda one=one: schedule.draft_tariff(items=(plan, one)))
        self.taken(A, STAFF, lambda: schedule.draft_tariff(items=(plan, advice)))
        number = max(schedule.state.versions)
        effective = self.today + timedelta(max(ahead + wait, 0))

        def publish(**bent: Any) -> Callable[[], object]:
            return lambda: schedule.publish_tariff(**({"version": number, "effective": effective, "place": "展示区"} | bent))

        def withdraw(last: date, **bent: Any) -> Callable[[], object]:
            return lambda: schedule.withdraw_tariff(**({"version": number, "last_day": last, "reason": "停办"} | bent))

        self.refused(tariff.APPROVED_FIRST, A, LEAD, publish())
        self.refused(tariff.VERSION_EXISTS, A, HEAD, lambda: schedule.approve_tariff(version=number + 1, document="d"))
        self.refused(tariff.DOCUMENTED, A, HEAD, lambda: schedule.approve_tariff(version=number, document=" "))
        self.taken(A, HEAD, lambda: schedule.approve_tariff(version=number, document="d"))
        self.refused(tariff.APPROVED_ONCE, A, HEAD, lambda: schedule.approve_tariff(version=number, document="d"))
        self.taken(A, HEAD_DRAFTS, lambda: schedule.draft_tariff(items=(plan,)))
        self.refused(tariff.TWO_HANDS, A, HEAD, lambda: schedule.approve_tariff(version=number + 1, document="d"))
        self.refused(tariff.PUBLISHED_FIRST, A, HEAD, withdraw(self.today))
        self.refused(tariff.PUBLISHED_BEFORE_EFFECT, A, LEAD, publish(effective=self.today - timedelta(1)))
        since = self.tariffs[-1].effective
        if effective < since:
            self.refused(tariff.AFTER_THE_EARLIER, A, LEAD, publish())
            return
        self.refused(tariff.PUBLISHED_SOMEWHERE, A, LEAD, publish(place=" "))
        self.taken(A, LEAD, publish())
        self.refused(tariff.IN_SEQUENCE, A, LEAD, publish())
        self.refused(tariff.APPROVED_FIRST, A, LEAD, publish(version=number + 1))
        if most > self.app.policy(A).on(effective).fee.basic_price:
            self.disputed.add("fee.basic-priced")
        new = Published(effective, {PLAN: price, ADVICE: most})
        if withdraws:
            last = effective + timedelta(ahead)
            self.refused(tariff.WITHDRAWN_LATER, A, HEAD, withdraw(self.today - timedelta(1)))
            self.refused(tariff.REASON_STATED, A, HEAD, withdraw(max(last, self.today), reason=" "))
            last = max(last, self.today)
            self.taken(A, HEAD, withdraw(last))
            self.refused(tariff.WITHDRAWN_ONCE, A, HEAD, withdraw(last))
            if last < effective:
                self.disputed.add("fee.unpublished")
                self.until(effective)
                self.charges_up_to_the_tariff(over=0, quantity=1, ago=0)
                return
            new.last = last
        self.tariffs.append(new)
        if effective > self.today:
            self.the_tariff_changes(ahead=0, price=price, withdraws=False, wait=0)
        if price and effective == self.today and not self.believed(A).closed and self.today.year == self.year[A]:
            self.refused(fund.TWO_HANDS, A, STAFF, self.charge(A, item(PLAN, price)))

    @rule(studio=studios, over=edges, days=st.integers(0, 20), again=st.booleans())
    def the_deputy_stands_in(self, studio: str, over: int, days: int, again: bool) -> None:
        """A delegation up to a sum, which ends; the deputy approves to its limit while it holds."""
        limit = 150_00
        held = self.app.mandates(studio, DEPUTY.id)
        for name, one in held.state.mandates.items():
            if one.last and one.last >= self.today and (one.ended is None or one.ended >= self.today):
                self.taken(studio, HEAD, lambda name=name: held.record_end(mandate_id=name, last_day=self.today - timedelta(1), reason="换人"))
        self.delegate(studio, self.today, self.today + timedelta(days), limit)
        if again:  # his dismissal was recorded too late, and is recorded once more
            mandate = self.new("m")
            self.taken(studio, HEAD, lambda: held.record_mandate(mandate_id=mandate, role="staff", org=CARRIERS[studio], first=FIRST, document="d"))
            for ago in (2, -2):
                self.taken(studio, HEAD, lambda ago=ago: held.record_end(mandate_id=mandate, last_day=self.today - timedelta(ago), reason="更正"))
            self.disputed.add("trail.role-not-held")
            self.tried(studio, DEPUTY_ASKS, self.submit(studio, DEPUTY_ASKS, self.new("c"), "办公费", 1, self.voucher(1)))
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
        self.refused(fund.BOOKS_AGREE, studio, who, lambda: handle.reconcile(month=month, books_fen=fen + off + 1, items=items))
        self.taken(studio, who, decide)
        self.refused(fund.MONTHS_IN_ORDER, studio, who, decide)

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
                self.taken(studio, HE, lambda name=name: handle.reject_claim(claim=name, reason="年终"))
        if self.today.year == 2026 and self.has(studio, line=1, balance=1):
            claim = self.approved(studio, str(self.has(studio, line=1, balance=1)), 1)
            self.refused(fund.IN_FISCAL_YEAR, studio, CASH, self.pay(studio, claim))
            self.taken(studio, HE, lambda: handle.reject_claim(claim=claim, reason="跨年"))
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


__all__ = ["LAST", "OPENING", "Ruling", "documents"]
