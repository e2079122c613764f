"""What reports, gifts and sanctions owe (3.4.7.c, d; 3.4.0.d): screening, registration, handing over, filing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import Factory, define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.discipline.gifts import goes_over, of_goods, of_money
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.filing.filed import Filed, about
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import GiftDisposal
from studio_domain.guideline import obligation
from studio_domain.policy import Terms
from studio_domain.working_calendar import Due

_MATTER: Final = "discipline-decision"


def _ledger(key: str) -> ObligationLedger:
    return ObligationLedger.of(obligation(key))


@define
class DisciplineObligations:
    """处置线索 discipline_open, 登记礼品 gift_register, 上交礼品 gift_handover, and the filing of sanctions.

    A gift counts from its receipt, whenever it was reported; away from home its registration from the return.
    """

    grounds: Grounds
    screening: ObligationLedger = Factory(lambda: _ledger("discipline_open"))
    registering: ObligationLedger = Factory(lambda: _ledger("gift_register"))
    handing_over: ObligationLedger = Factory(lambda: _ledger("gift_handover"))
    filing: ObligationLedger = Factory(lambda: _ledger("change_filing"))
    _filed: Filed = field(factory=Filed)
    _running: set[str] = field(factory=set)
    """Matters on which something was reported that nobody has decided on, and cases that are not closed."""
    _sanctions: list[Recorded[discipline.SanctionDecided]] = field(factory=list)
    _gifts: set[str] = field(factory=set)

    def watches(self) -> Iterator[Watch]:
        yield from self._filed.watches()
        yield on(discipline.ConductReported, self._reported)
        yield on(discipline.GiftReported, self._gift)
        yield on(discipline.NoCaseDecided, self._screened)
        yield on(discipline.DisciplineOpened, self._screened)
        yield on(discipline.SanctionDecided, self._sanctions.append)
        yield on(discipline.GiftDisposed, self._disposed)
        yield on(discipline.DisciplineClosed, self._closed)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return self.screening, self.registering, self.handing_over, self.filing

    def findings(self, as_of: date) -> Iterator[Finding]:
        self._draw_up()
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    # -- reports

    def _reported(self, event: Recorded[discipline.ConductReported | discipline.GiftReported]) -> None:
        """More about what is being looked at already asks for nothing new."""
        if event.stream not in self._running:
            self._running.add(event.stream)
            day = event.fact.on
            terms = self.grounds.policy.on(day)
            due = self.grounds.working_days.add_working_days(day, terms.discipline.open_wd)
            self.screening.open(event.stream, event, day, due, terms)

    def _screened(self, event: Recorded[discipline.NoCaseDecided | discipline.DisciplineOpened]) -> None:
        self.screening.discharge(event.stream, event, event.fact.on)
        if isinstance(event.fact, discipline.NoCaseDecided):
            self._running.discard(event.stream)

    def _closed(self, event: Recorded[discipline.DisciplineClosed]) -> None:
        self._running.discard(event.stream)

    # -- gifts

    def _gift(self, event: Recorded[discipline.GiftReported]) -> None:
        self._reported(event)
        fact, subject = event.fact, f"{event.stream}/{event.fact.gift}"
        if subject in self._gifts:  # the same gift reported twice
            return
        self._gifts.add(subject)
        terms = self.grounds.policy.on(fact.received)
        if of_money(fact) or of_goods(fact) >= terms.discipline.gift_register_min:
            back = max(fact.received, fact.away_until or fact.received)
            self.registering.open(subject, event, fact.received, self._month(self.registering, back, terms), terms)
            self.registering.discharge(subject, event, fact.on)
        if goes_over(fact, terms):
            due = self._month(self.handing_over, fact.received, terms)
            self.handing_over.open(subject, event, fact.received, due, terms)

    def _disposed(self, event: Recorded[discipline.GiftDisposed]) -> None:
        if event.fact.disposal is not GiftDisposal.REGISTERED:
            self.handing_over.discharge(f"{event.stream}/{event.fact.gift}", event, event.fact.on)

    def _month(self, ledger: ObligationLedger, day: date, terms: Terms) -> Due:
        rolls = ledger.obligation.due.rolls_over and terms.deadline.rollover
        return self.grounds.working_days.due_in_months(day, terms.discipline.gift_months, rollover=rolls)

    # -- filings

    def _draw_up(self) -> None:
        """A sanction is filed by a filing that names the fact; what is filed may be recorded before or after."""
        self.filing = _ledger("change_filing")
        for event in self._sanctions:
            day = event.fact.on
            terms = self.grounds.policy.on(day)
            due = self.grounds.working_days.add_working_days(day, terms.filing.change_days)
            subject = f"{event.studio}/{_MATTER}/{event.stream.rpartition('/')[2]}"
            self.filing.open(subject, event, day, due, terms)
            if filed := self._filed.since(_MATTER, about(event.place), date.min):
                self.filing.discharge(subject, filed, filed.fact.on)
