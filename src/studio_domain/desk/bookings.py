"""The contracts of external experts, at the desk of appointments: each has what relies on it (三、（四）8、1)."""

from __future__ import annotations

from collections.abc import Iterator

from studio_domain import expert_contract as expert
from studio_domain.aggregate import At
from studio_domain.appointment import AGREED, Appointment
from studio_domain.expert_contract import ExpertContract

Relied = At[ExpertContract] | At[ExpertContract | None] | None
"""The contract that an appointment names, as its stream stands; None of an appointment that names none."""


def relied_on(
    appointment: At[Appointment], after: Appointment, *named: Relied
) -> Iterator[tuple[At[ExpertContract] | At[ExpertContract | None], tuple[expert.Event, ...]]]:
    """What each contract named is told: it gives the appointment back, if it has it; the one named *after* has it anew,
    to its outcome.

    Of older appointments no contract has a booking; of one that is not on record nothing is asked.
    """
    for contract in {one.stream: one for one in named if one is not None}.values():
        state, name = contract.state, appointment.stream
        if state is None:
            yield contract, ()
            continue
        released = [expert.release_booking(state, appointment=name)] if name in state.bookings else []
        relies = after.stage in AGREED and after.contract == local_name(contract)
        yield contract, (*released, *(_made(state, name, after) if relies else ()))


def _made(contract: ExpertContract, name: str, appointment: Appointment) -> Iterator[expert.BookingMade]:
    if appointment.mentor is not None and appointment.slot is not None:
        days = appointment.slot.legal_days
        yield expert.book(contract, appointment=name, mentor=appointment.mentor, first=days[0], last=days[-1])


def local_name(contract: Relied) -> str | None:
    """The contract's own part of its stream's name, as an appointment names it."""
    return None if contract is None else contract.stream.rpartition("/")[2]
