"""What is known of experts' contracts (外聘专家聘用合同), as the pass has seen it: no check, grounds for several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.hours import Hours
from studio_domain.values import PersonId, legal_day

_WEEK: Final = 7 * 24 * 60
_YEARS: Final = range(1900, 9000)
"""Years in which services may be; an import may claim what it likes."""


def known_on(event: Recorded[Any]) -> date:
    """The legal day on which a fact became known: when it was recorded or, of an import, as its source claims."""
    context = event.context
    if context.claimed_at is not None:
        return legal_day(context.claimed_at)
    return context.day if context.batch is not None else legal_day(event.recorded_at)


def verified_hours(logged: expert.ServiceLogged, minutes: int) -> Hours:
    """What of a service counts: no more than it lasted, and of nonsense no more than a week."""
    lasted = (logged.end - logged.start) // timedelta(minutes=1) if logged.start.year in _YEARS else 0
    return Hours(logged.occasion, logged.start, max(0, min(minutes, lasted, _WEEK)))


@define
class Pause:
    """A suspension: known from a day on, from `first` up to, not including, `until`."""

    known: date
    first: date
    until: date | None = None


@define
class Contract:
    """A contract as known so far; of its ends and suspensions also since when each was known."""

    person: PersonId | None = None
    verified: Recorded[expert.QualificationVerified] | None = None
    signed: Recorded[expert.ContractSigned] | None = None
    ends: list[tuple[date, date]] = field(factory=list)
    """(known on, last day): of the contract itself and of each renewal."""
    terminations: list[tuple[date, date]] = field(factory=list)
    pauses: list[Pause] = field(factory=list)

    def last_day(self, known: date = date.max) -> date | None:
        """The last day on which it holds, by what was known at the end of *known*."""
        ends = [last for since, last in self.ends if since <= known]
        if not ends:
            return None
        return min([ends[-1], *(last for since, last in self.terminations if since <= known)])

    def covers(self, first: date, last: date, known: date) -> bool:
        """Whether its term has all these days, by what was known at the end of *known*."""
        ends = self.last_day(known)
        return self.signed is not None and ends is not None and self.signed.fact.first <= first and last <= ends

    def suspended(self, day: date, known: date) -> bool:
        """Whether it was suspended on *day*, by what was known at the end of *known*."""
        return any(
            pause.known <= known and pause.first <= day and (pause.until is None or day < pause.until)
            for pause in self.pauses
        )


@define
class ContractsKnown:
    """Every contract by its stream. It comes before the checks that ask it, and has no findings of its own."""

    contracts: defaultdict[str, Contract] = field(factory=lambda: defaultdict(Contract))

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.QualificationVerified, self._verified)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(expert.ContractSuspended, self._suspended)
        yield on(expert.ContractResumed, self._resumed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self.contracts[event.stream].person = event.fact.person

    def _verified(self, event: Recorded[expert.QualificationVerified]) -> None:
        self.contracts[event.stream].verified = event

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        contract = self.contracts[event.stream]
        contract.signed = event
        contract.ends.append((known_on(event), event.fact.last))

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        self.contracts[event.stream].ends.append((known_on(event), event.fact.last))

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        self.contracts[event.stream].terminations.append((known_on(event), event.fact.last_day))

    def _suspended(self, event: Recorded[expert.ContractSuspended]) -> None:
        self.contracts[event.stream].pauses.append(Pause(known_on(event), event.fact.first))

    def _resumed(self, event: Recorded[expert.ContractResumed]) -> None:
        if pauses := self.contracts[event.stream].pauses:
            pauses[-1].until = event.fact.first
