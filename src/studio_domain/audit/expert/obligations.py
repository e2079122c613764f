"""What a contract that nears its end owes (3.4.8.d): renewal, or that its end is acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import Factory, define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import obligation
from studio_domain.values import add_days
from studio_domain.working_calendar import Due


@define
class ExpertObligations:
    """续聘或到期确认 expert_renewal: opens so many days before the end of each term, due on its last day."""

    grounds: Grounds
    renewals: ObligationLedger = Factory(lambda: ObligationLedger.of(obligation("expert_renewal")))
    _owed: dict[str, date] = field(factory=dict)
    """By contract: the day on which what is owed for the present term opens."""

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ExpiryAcknowledged, self._acknowledged)
        yield on(expert.ContractTerminated, self._terminated)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (self.renewals,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self.renewals.findings(as_of)

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._open(event, event.fact.first, event.fact.last)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        self.renewals.discharge(event.stream, event, event.fact.on)
        self._open(event, event.fact.on, event.fact.last)

    def _acknowledged(self, event: Recorded[expert.ExpiryAcknowledged]) -> None:
        """Not before it is owed: whoever acknowledges an end years ahead has not looked at it."""
        opens = self._owed.get(event.stream)
        if opens is not None and event.fact.on >= opens:
            self.renewals.discharge(event.stream, event, event.fact.on)

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        """What ends before its term need not be renewed."""
        self.renewals.discharge(event.stream, event, event.fact.last_day)

    def _open(self, event: Recorded[expert.ContractSigned | expert.ContractRenewed], begin: date, last: date) -> None:
        terms = self.grounds.policy.on(begin)
        ahead = min(terms.expert.renewal_days, max(0, (last - begin).days))
        opens = add_days(last, -ahead)
        self._owed[event.stream] = opens
        self.renewals.open(event.stream, event, opens, Due(last, provisional=False), terms)
