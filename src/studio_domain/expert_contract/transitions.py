"""How facts change an expert's contract. No rule is known here: a history that makes no sense raises LookupError."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import attrs

from studio_domain.expert_contract.facts import (
    AbsenceRecorded,
    BookingMade,
    BookingReleased,
    ContractRenewed,
    ContractResumed,
    ContractSettled,
    ContractSigned,
    ContractSuspended,
    ContractTerminated,
    EngagementApproved,
    EngagementDeclined,
    Event,
    ExpertEvaluated,
    ExpertNominated,
    ExpiryAcknowledged,
    FeeClaimed,
    FeePaid,
    FeeWithdrawn,
    LogVerified,
    QualificationVerified,
    ServiceLogged,
    TaskAssigned,
)
from studio_domain.expert_contract.state import Booking, Entry, ExpertContract, Fee
from studio_domain.values import Days, Span


def evolve(contract: ExpertContract | None, event: Event) -> ExpertContract:
    """The contract after *event*; a booking that it does not have is released without effect."""
    if isinstance(event, ExpertNominated):
        return ExpertContract(event)
    if contract is None:
        raise LookupError("a contract without a nomination")
    match event:
        case QualificationVerified():
            return attrs.evolve(contract, verified=event)
        case EngagementApproved(on=on):
            return attrs.evolve(contract, approved=on)
        case ContractSigned(last=last):
            return attrs.evolve(contract, signed=event, last=last)
        case TaskAssigned(task):
            return attrs.evolve(contract, tasks=contract.tasks | {task})
        case ServiceLogged() | LogVerified():
            return _logged(contract, event)
        case AbsenceRecorded():
            return contract
        case FeeClaimed() | FeePaid() | FeeWithdrawn():
            return _fee(contract, event)
        case BookingMade(appointment, first, last):
            return attrs.evolve(contract, bookings={**contract.bookings, appointment: Booking(first, last)})
        case BookingReleased(appointment):
            others = {name: booking for name, booking in contract.bookings.items() if name != appointment}
            return attrs.evolve(contract, bookings=others)
        case ExpertEvaluated(evaluation):
            return attrs.evolve(contract, evaluations={**contract.evaluations, evaluation: event})
        case ContractRenewed(last):
            return attrs.evolve(contract, last=last, renewal=event)
        case ContractSuspended(first):
            return attrs.evolve(contract, suspensions=(*contract.suspensions, Days(first)))
        case ContractResumed(first):
            return _resumed(contract, first)
        case EngagementDeclined() | ExpiryAcknowledged() | ContractTerminated() | ContractSettled():
            return _ended(contract, event)
        case _ as unreachable:
            assert_never(unreachable)


def _logged(contract: ExpertContract, event: ServiceLogged | LogVerified) -> ExpertContract:
    if isinstance(event, ServiceLogged):
        entry = Entry(Span(event.start, event.end), event.task, event.occasion)
    else:
        entry = attrs.evolve(contract.entries[event.entry], minutes=event.minutes)
    return attrs.evolve(contract, entries={**contract.entries, event.entry: entry})


def _fee(contract: ExpertContract, event: FeeClaimed | FeePaid | FeeWithdrawn) -> ExpertContract:
    fees = dict(contract.fees)
    match event:
        case FeeClaimed(fee, entries, account=account, claim=claim, on=on):
            fees[fee] = Fee(entries, account, claim, on, event.gross, event.tax)
        case FeePaid(fee):
            fees[fee] = attrs.evolve(fees[fee], paid=True)
        case FeeWithdrawn(fee):
            del fees[fee]
        case _ as unreachable:
            assert_never(unreachable)
    return attrs.evolve(contract, fees=fees)


def _resumed(contract: ExpertContract, first: date) -> ExpertContract:
    *earlier, latest = contract.suspensions or (None,)
    if latest is None:
        raise LookupError("resumed, and not suspended")
    return attrs.evolve(contract, suspensions=(*earlier, attrs.evolve(latest, until=first)))


def _ended(
    contract: ExpertContract, event: EngagementDeclined | ExpiryAcknowledged | ContractTerminated | ContractSettled
) -> ExpertContract:
    ending = contract.ending
    match event:
        case EngagementDeclined():
            ending = attrs.evolve(ending, declined=True)
        case ExpiryAcknowledged():
            ending = attrs.evolve(ending, acknowledged=True)
        case ContractTerminated(_, last_day):
            ending = attrs.evolve(ending, terminated=last_day)
        case ContractSettled():
            ending = attrs.evolve(ending, settled=True)
        case _ as unreachable:
            assert_never(unreachable)
    return attrs.evolve(contract, ending=ending)
