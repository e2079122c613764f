"""What a year asks for (3.4.0.b, c, d): its plan approved and filed, its report submitted and filed, each in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import Factory, define, field

from studio_domain.aggregate import Recorded
from studio_domain.annual_plan.facts import PlanApproved, ReportReturned, ReportSubmitted
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.filing.filed import Filed
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.audit.recognised import Recognised
from studio_domain.guideline import obligation
from studio_domain.policy import Terms
from studio_domain.studio.recognition_facts import StudioRecognised
from studio_domain.values import Days
from studio_domain.working_calendar import Due

_LAST_YEAR: Final = date.max.year
"""A year after which there is none in which a report could fall due."""


def _ledger(key: str) -> ObligationLedger:
    return ObligationLedger.of(obligation(key))


@define
class YearOwed:
    """年度计划 annual_plan and 年度总结 annual_report, of every year in which the studio is recognised.

    Nothing is recorded because a year begins or ends, so the ledgers are drawn up for the day of the audit.
    """

    grounds: Grounds
    plans: ObligationLedger = Factory(lambda: _ledger("annual_plan"))
    reports: ObligationLedger = Factory(lambda: _ledger("annual_report"))
    _recognised: Recognised = field(factory=Recognised)
    _filed: Filed = field(factory=Filed)
    _approved: dict[str, Recorded[PlanApproved]] = field(factory=dict)
    _reported: dict[str, Recorded[ReportSubmitted]] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield from self._filed.watches()
        yield on(PlanApproved, self._plan)
        yield on(ReportSubmitted, self._report)
        yield on(ReportReturned, self._returned)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return self.plans, self.reports

    def findings(self, as_of: date) -> Iterator[Finding]:
        self.plans, self.reports = _ledger("annual_plan"), _ledger("annual_report")
        for studio in self._recognised.studios():
            recognised = self._recognised.first(studio)
            if recognised is not None:
                self._draw_up(studio, recognised, as_of)
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    # -- the facts

    def _plan(self, event: Recorded[PlanApproved]) -> None:
        self._approved.setdefault(event.stream, event)

    def _report(self, event: Recorded[ReportSubmitted]) -> None:
        self._reported.setdefault(event.stream, event)

    def _returned(self, event: Recorded[ReportReturned]) -> None:
        self._reported.pop(event.stream, None)

    # -- what is owed

    def _draw_up(self, studio: str, recognised: Recorded[StudioRecognised], as_of: date) -> None:
        planned: set[int] = set()
        for span in self._recognised.days(studio):
            for year in range(span.first.year, min(as_of.year, _LAST_YEAR - 1) + 1):
                plan = f"{studio}/plan/{year}"
                opened, end = max(span.first, date(year, 1, 1)), date(year, 12, 31)
                if opened in span and year not in planned:
                    planned.add(year)
                    self._owe_plan(plan, recognised, span, opened)
                if end in span:
                    self._owe_report(plan, recognised, end)

    def _owe_plan(self, plan: str, recognised: Recorded[StudioRecognised], span: Days, opened: date) -> None:
        """In the first year there is time from the recognition on; a recognition that is over by then owes none."""
        terms = self.grounds.policy.on(opened)
        due = self._on(terms.plan.due, opened.year, terms, self.plans)
        if opened == span.first:
            rolls = self._rolls(self.plans, terms)
            first = self.grounds.working_days.due_in_days(opened, terms.plan.first_year_days, rollover=rolls)
            due = max(due, first, key=lambda one: one.day)
        if span.until is not None and span.until <= due.day:
            return
        self.plans.open(plan, recognised, opened, due, terms)
        if approved := self._approved.get(plan):
            self._discharge(self.plans, plan, "plan", approved)

    def _owe_report(self, plan: str, recognised: Recorded[StudioRecognised], end: date) -> None:
        terms = self.grounds.policy.on(end)
        due = self._on(terms.report.due, end.year + 1, terms, self.reports)
        self.reports.open(plan, recognised, end, due, terms)
        if reported := self._reported.get(plan):
            self._discharge(self.reports, plan, "report", reported)

    def _discharge(
        self,
        ledger: ObligationLedger,
        plan: str,
        kind: str,
        made: Recorded[PlanApproved] | Recorded[ReportSubmitted],
    ) -> None:
        """By the filing: what is not there yet cannot be filed."""
        filed = self._filed.since(kind, plan.rpartition("/")[2], made.fact.on)
        if filed is not None:
            ledger.discharge(plan, filed, filed.fact.on)

    def _on(self, month_day: str, year: int, terms: Terms, ledger: ObligationLedger) -> Due:
        return self.grounds.working_days.due_on(month_day, year, rollover=self._rolls(ledger, terms))

    def _rolls(self, ledger: ObligationLedger, terms: Terms) -> bool:
        return ledger.obligation.due.rolls_over and terms.deadline.rollover
