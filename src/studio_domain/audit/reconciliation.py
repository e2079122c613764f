"""Checks of 月度对账 (3.3.g): the ledger as it was, every difference explained, and not by the cashier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, fen, finding, on_day
from studio_domain.audit.fund_ledger import FundLedger
from studio_domain.audit.mandates_known import MandatesKnown
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind, Role
from studio_domain.values import PersonId, month_end

UNRECONCILED: Final = Predicate(
    "fund.unreconciled-difference",
    Clause.FUND_SAFETY,
    Kind.G,
    zh="{month} 月对账：专账与未达账项合计 {explained:yuan} 元，载体账面 {books:yuan} 元，"
    "差额 {difference:yuan} 元未说明",
    en="month {month}: ledger and items give {explained:yuan}, the carrier's books {books:yuan}; "
    "{difference:yuan} are not explained",
)
LEDGER_MISSTATED: Final = Predicate(
    "fund.ledger-misstated",
    Clause.FUND_SAFETY,
    Kind.A,
    zh="{month} 月对账所列专账余额 {stated:yuan} 元，按当时已记的收支应为 {booked:yuan} 元",
    en="month {month}: the ledger is stated as {stated:yuan}; by what was booked then it is {booked:yuan}",
)
MONTH_NOT_OVER: Final = Predicate(
    "fund.month-not-over",
    Clause.FUND_SAFETY,
    Kind.G,
    zh="{month} 月至 {end} 才终了，{on} 即行对账",
    en="month {month} ends on {end}, and was reconciled on {on}",
)
RECONCILER_IS_CASHIER: Final = Predicate(
    "fund.reconciler-is-cashier",
    Clause.FUND_SAFETY,
    Kind.G,
    zh="{person} 核对 {month} 月账目，又经手出纳",
    en="{person} reconciled month {month}, and is the cashier or has paid",
)

_MONTHS: Final = range(1, 13)
_YEARS: Final = range(1, 10000)
"""Months and years that a calendar has; an import may claim others."""


@define
class Reconciliation:
    """Each month is judged by what had been booked when it was reconciled."""

    ledger: FundLedger
    _mandates: MandatesKnown = field(factory=MandatesKnown)
    _payers: defaultdict[str, dict[PersonId, int]] = field(factory=lambda: defaultdict(dict))
    """Who has paid from each account, and the version at which each first did."""
    _reconcilers: defaultdict[str, dict[PersonId, Recorded[fund.Reconciled]]] = field(factory=lambda: defaultdict(dict))
    """Who has reconciled each account, and when each first did."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._mandates.watches()
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.FundReturned, self._paid)
        yield on(fund.FeeRefunded, self._paid)
        yield on(fund.UnapprovedPaymentReported, self._left)
        yield on(fund.Reconciled, self._reconciled)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _paid(self, event: Recorded[fund.ClaimPaid | fund.FundReturned | fund.FeeRefunded]) -> None:
        """Who has reconciled an account pays nothing out of it; told of the first payment."""
        person, payers = event.fact.payer, self._payers[event.stream]
        checked = self._reconcilers[event.stream].get(person)
        if checked is not None and person not in payers:
            self._both(event, checked.fact.month, person, (checked.place,))
        payers.setdefault(person, event.version)

    def _left(self, event: Recorded[fund.UnapprovedPaymentReported]) -> None:
        """Who let money go without approval has paid; that he had reconciled before is not the report's fault."""
        self._payers[event.stream].setdefault(event.fact.payer, event.version)

    def _reconciled(self, event: Recorded[fund.Reconciled]) -> None:
        fact = event.fact
        subject = month_of(event.stream, fact.month)
        explained = fact.ledger_fen + sum(item.fen for item in fact.items)
        if explained != fact.books_fen:
            difference = fact.books_fen - explained
            found = finding(
                UNRECONCILED,
                event,
                subject,
                expected=fen(explained),
                actual=fen(fact.books_fen),
                delta=fen(difference),
                month=fact.month,
                explained=explained,
                books=fact.books_fen,
                difference=difference,
            )
            self._found.append(found)
        account = self.ledger.accounts[event.stream]
        year = account.opened.fact.year if account.opened else fact.on.year
        booked = account.at_end_of(year, fact.month)
        if booked != fact.ledger_fen:
            found = finding(
                LEDGER_MISSTATED,
                event,
                subject,
                expected=fen(booked),
                actual=fen(fact.ledger_fen),
                delta=fen(fact.ledger_fen - booked),
                month=fact.month,
                stated=fact.ledger_fen,
                booked=booked,
            )
            self._found.append(found)
        known = account.opened is not None and year in _YEARS and fact.month in _MONTHS
        if known and fact.on < (end := month_end(year, fact.month)):
            found = finding(
                MONTH_NOT_OVER,
                event,
                subject,
                expected=on_day(end),
                actual=on_day(fact.on),
                delta=days((end - fact.on).days),
                month=fact.month,
                end=end,
                on=fact.on,
            )
            self._found.append(found)
        self._hands(event)

    def _hands(self, event: Recorded[fund.Reconciled]) -> None:
        """The cashier is who has paid from the account, and who holds the office (SD-3)."""
        person = event.fact.reconciler
        held = self._mandates.held(event.studio, person, (Role.CASHIER,), event.fact.on)
        paid = self._payers[event.stream].get(person)
        if held or paid is not None:
            payment = () if paid is None else (Place(event.stream, paid),)
            self._both(event, event.fact.month, person, (*payment, *(mandate.place for mandate in held)))
        else:
            self._reconcilers[event.stream].setdefault(person, event)

    def _both(self, event: Recorded[Any], month: int, person: PersonId, because: tuple[Place, ...]) -> None:
        found = finding(
            RECONCILER_IS_CASHIER,
            event,
            month_of(event.stream, month),
            person,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=because,
            month=month,
            person=person,
        )
        self._found.append(found)


def month_of(stream: str, month: int) -> str:
    """A month of an account, as a subject: `hz-xihu-001/fund/2025/03`."""
    return f"{stream}/{month:02}"
