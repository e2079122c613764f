"""What an account owes (3.4.6.c, 3.3.g, 3.4.6.b): advances settled, months reconciled, the year's final accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import Factory, define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.audit.reconciliation import month_of
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind
from studio_domain.guideline import obligation
from studio_domain.policy import Terms
from studio_domain.values import month_end
from studio_domain.working_calendar import Due

_ADVANCE: Final = ClaimKind.ADVANCE
_MONTHS: Final = range(1, 13)
_YEARS: Final = range(1, 9998)
"""Years that have months; an account of another year is nonsense, and owes nothing."""


def _ledger(key: str) -> ObligationLedger:
    return ObligationLedger.of(obligation(key))


@define
class FundObligations:
    """借款核销 voucher, 月度对账 reconcile, 年度决算 final_accounts; each month and year-end comes with the account."""

    grounds: Grounds
    vouchers: ObligationLedger = Factory(lambda: _ledger("voucher"))
    months: ObligationLedger = Factory(lambda: _ledger("reconcile"))
    finals: ObligationLedger = Factory(lambda: _ledger("final_accounts"))
    _advances: set[tuple[str, str]] = field(factory=set)
    _year: dict[str, int] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.PaymentReversed, self._settled)
        yield on(fund.Reconciled, self._reconciled)
        yield on(fund.YearClosed, self._closed)
        yield on(fund.FinalAccountsApproved, self._approved)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return self.vouchers, self.months, self.finals

    def findings(self, as_of: date) -> Iterator[Finding]:
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    # -- what comes with the account

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        """Nothing is recorded because a month ends: all ends of the year are known when the account opens."""
        year, stream, opened = event.fact.year, event.stream, event.context.day
        if stream in self._year or year not in _YEARS:
            return
        self._year[stream] = year
        for month in _MONTHS:
            end = month_end(year, month)
            if end >= opened:
                terms = self.grounds.policy.on(end)
                due = self._in_days(self.months, end, terms.claim.reconcile_days, terms)
                self.months.open(month_of(stream, month), event, end, due, terms)
        self._final(event, date(year, 12, 31))

    def _final(self, event: Recorded[fund.AccountOpened], end: date) -> None:
        terms = self.grounds.policy.on(end)
        rolls = self.finals.obligation.due.rolls_over and terms.deadline.rollover
        due = self.grounds.working_days.due_on(terms.fund.final_accounts_due, end.year + 1, rollover=rolls)
        self.finals.open(event.stream, event, end, due, terms)

    def _reconciled(self, event: Recorded[fund.Reconciled]) -> None:
        """A month is not over before its end, so nothing before it reconciles it."""
        fact, year = event.fact, self._year.get(event.stream)
        if year is not None and fact.month in _MONTHS and fact.on >= month_end(year, fact.month):
            self.months.discharge(month_of(event.stream, fact.month), event, fact.on)

    def _closed(self, event: Recorded[fund.YearClosed]) -> None:
        """Of an account closed early, the months that begin after its close are not owed."""
        year = self._year.get(event.stream)
        for month in _MONTHS if year is not None else ():
            if year is not None and date(year, month, 1) > event.fact.on:
                self.months.discharge(month_of(event.stream, month), event, event.fact.on)

    def _approved(self, event: Recorded[fund.FinalAccountsApproved]) -> None:
        self.finals.discharge(event.stream, event, event.fact.on)

    # -- advances

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        if event.fact.kind is _ADVANCE:
            self._advances.add((event.stream, event.fact.claim))

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        key, paid = (event.stream, event.fact.claim), event.fact.on
        if key in self._advances:
            self._advances.discard(key)
            terms = self.grounds.policy.on(paid)
            due = self._in_days(self.vouchers, paid, terms.claim.voucher_days, terms)
            self.vouchers.open(_claim(event), event, paid, due, terms)

    def _settled(self, event: Recorded[fund.AdvanceSettled | fund.PaymentReversed]) -> None:
        self.vouchers.discharge(_claim(event), event, event.fact.on)

    # -- one form for all

    def _in_days(self, ledger: ObligationLedger, start: date, number: int, terms: Terms) -> Due:
        rolls = ledger.obligation.due.rolls_over and terms.deadline.rollover
        return self.grounds.working_days.due_in_days(start, number, rollover=rolls)


def _claim(event: Recorded[fund.ClaimPaid | fund.AdvanceSettled | fund.PaymentReversed]) -> str:
    """A claim of an account, as a subject: its number counts within the year's account only."""
    return f"{event.stream}/{event.fact.claim}"
