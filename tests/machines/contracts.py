"""Contracts read once more, from facts alone and without `evolve`: their transitions, and what follows of the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.expert_contract import ExpertContract
from studio_domain.expert_contract import facts as expert

TRANSITIONS: Final = frozenset(
    [
        "contract: nominated",
        "contract: nominated → verified",
        "contract: verified → approved",
        "contract: approved → signed",
        "contract: nominated → declined",
        "contract: verified → declined",
        "contract: approved → declined",
        "contract: signed, a task assigned",
        "contract: signed → suspended",
        "contract: suspended → signed",
        "contract: signed → renewed",
        "contract: signed → acknowledged",
        "contract: signed → terminated",
        "contract: suspended → terminated",
        "contract: suspended → acknowledged",
        "contract: acknowledged → settled",
        "contract: terminated → settled",
        "entry: logged",
        "entry: logged → verified",
        "entry: absent",
        "booking: made",
        "booking: made → released",
        "fee: claimed",
        "fee: claimed → paid",
        "fee: claimed → withdrawn",
        "fee: paid → withdrawn",
        "evaluation: recorded",
    ]
)
"""All that may become of a contract, an entry and a fee."""

_CONTRACT: Final[dict[type[Any], str]] = {
    expert.QualificationVerified: "verified",
    expert.EngagementApproved: "approved",
    expert.ContractSigned: "signed",
    expert.EngagementDeclined: "declined",
    expert.ContractSuspended: "suspended",
    expert.ContractResumed: "signed",
    expert.ExpiryAcknowledged: "acknowledged",
    expert.ContractTerminated: "terminated",
    expert.ContractSettled: "settled",
}


@define
class _Read:
    stage: str = "nominated"
    first: date | None = None
    last: date | None = None
    ended: date | None = None
    pauses: list[tuple[date, date | None]] = field(factory=list)


@define
class Contracts:
    """What each contract has come to."""

    contracts: dict[str, _Read] = field(factory=dict)
    fees: dict[tuple[str, str], str] = field(factory=dict)
    bookings: dict[tuple[str, str], tuple[date, date]] = field(factory=dict)

    def see(self, event: Recorded[Any]) -> Iterator[str]:
        """The transitions that a fact is."""
        fact = event.fact
        if isinstance(fact, expert.ExpertNominated):
            self.contracts[event.stream] = _Read()
            yield "contract: nominated"
        elif type(fact) in _CONTRACT:
            yield from self._step(self.contracts[event.stream], fact)
        match fact:
            case expert.TaskAssigned():
                yield "contract: signed, a task assigned"
            case expert.ContractRenewed(last=last):
                self.contracts[event.stream].last = last
                yield "contract: signed → renewed"
            case expert.ServiceLogged():
                yield "entry: logged"
            case expert.LogVerified():
                yield "entry: logged → verified"
            case expert.AbsenceRecorded():
                yield "entry: absent"
            case expert.ExpertEvaluated():
                yield "evaluation: recorded"
            case expert.BookingMade(appointment=appointment, first=first, last=last):
                self.bookings[event.stream, appointment] = first, last
                yield "booking: made"
            case expert.BookingReleased(appointment=appointment):
                del self.bookings[event.stream, appointment]
                yield "booking: made → released"
            case expert.FeeClaimed(fee=fee):
                self.fees[event.stream, fee] = "claimed"
                yield "fee: claimed"
            case expert.FeePaid(fee=fee):
                self.fees[event.stream, fee] = "paid"
                yield "fee: claimed → paid"
            case expert.FeeWithdrawn(fee=fee):
                yield f"fee: {self.fees.pop((event.stream, fee))} → withdrawn"

    def _step(self, read: _Read, fact: Any) -> Iterator[str]:
        before, read.stage = read.stage, _CONTRACT[type(fact)]
        yield f"contract: {before} → {read.stage}"
        match fact:
            case expert.ContractSigned(first=first, last=last):
                read.first, read.last = first, last
            case expert.ContractSuspended(first=first):
                read.pauses.append((first, None))
            case expert.ContractResumed(first=first):
                read.pauses[-1] = (read.pauses[-1][0], first)
            case expert.ContractTerminated(last_day=last_day):
                read.ended = last_day

    def agrees(self, stream: str, state: ExpertContract | None) -> None:
        """The state says of the days around every edge what the facts say."""
        read = self.contracts.get(stream)
        assert (read is None) == (state is None)
        if read is None or state is None:
            return
        kept = {name: days for (contract, name), days in self.bookings.items() if contract == stream}
        assert {name: (one.first, one.last) for name, one in state.bookings.items()} == kept
        assert read.ended is None or all(last <= read.ended for _, last in kept.values())
        edges = [read.first, read.last, read.ended, *(day for pause in read.pauses for day in pause)]
        for edge in [day for day in edges if day is not None]:
            for day in (edge - timedelta(1), edge, edge + timedelta(1)):
                holds = read.first is not None and read.last is not None and read.first <= day <= read.last
                holds = holds and (read.ended is None or day <= read.ended)
                rests = any(first <= day and (until is None or day < until) for first, until in read.pauses)
                assert state.in_force_on(day) is holds
                assert state.active_on(day) is (holds and not rests)
