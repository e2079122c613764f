"""What a year asks for (3.4.5.b): its evaluation, closed by the day of policy."""

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
from studio_domain.audit.recognised import Recognised
from studio_domain.client_case import facts as case
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import obligation
from studio_domain.values import legal_day

_LAST_YEAR: Final = date.max.year


def _ledger() -> ObligationLedger:
    return ObligationLedger.of(obligation("evaluation"))


@define
class EvaluationOwed:
    """完成年度考核 evaluation: of every year in which somebody served, and at whose end the studio is recognised.

    Nothing is recorded because a year ends, so the ledger is drawn up for the day of the audit.
    """

    grounds: Grounds
    evaluations: ObligationLedger = Factory(_ledger)
    _recognised: Recognised = field(factory=Recognised)
    _closed: dict[str, Recorded[evaluation.CycleClosed]] = field(factory=dict)
    _served: set[tuple[str, int]] = field(factory=set)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(evaluation.CycleClosed, self._close)
        yield on(case.ServiceDelivered, self._serve)
        yield on(expert.ServiceLogged, self._serve)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (self.evaluations,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        self.evaluations = _ledger()
        for studio, year in sorted(self._served):
            end, recognised = date(year, 12, 31), self._recognised.first(studio)
            if end <= as_of and year < _LAST_YEAR and recognised and self._recognised.on(studio, end):
                self._owe(studio, recognised, end)
        yield from self.evaluations.findings(as_of)

    def _close(self, event: Recorded[evaluation.CycleClosed]) -> None:
        self._closed.setdefault(event.stream, event)

    def _serve(self, event: Recorded[case.ServiceDelivered | expert.ServiceLogged]) -> None:
        self._served.add((event.studio, legal_day(event.fact.start).year))

    def _owe(self, studio: str, recognised: Recorded[object], end: date) -> None:
        terms, stream = self.grounds.policy.on(end), f"{studio}/evaluation/{end.year}"
        rolls = self.evaluations.obligation.due.rolls_over and terms.deadline.rollover
        due = self.grounds.working_days.due_on(terms.evaluation.due, end.year + 1, rollover=rolls)
        self.evaluations.open(stream, recognised, end, due, terms)
        if closed := self._closed.get(stream):
            self.evaluations.discharge(stream, closed, closed.fact.on)
