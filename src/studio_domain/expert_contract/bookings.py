"""Appointments that rely on a contract (预约占用): who ends it knows what is still to come under it (三、（四）8、1).

The desk of appointments writes them, in the append of the agreement. An appointment that is confirmed and a contract
that is ended move the same stream, so that of both at a time one sees what the other did.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.expert_contract.facts import BookingMade, BookingReleased
from studio_domain.expert_contract.state import ExpertContract
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

BOOKED_FOR_ITS_EXPERT: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="合同是 {expert} 的，{mentor} 不能据此接受预约",
    en="the contract is that of {expert}, no appointment with {mentor} relies on it",
)
BOOKING_KEPT: Final = Rule(
    Clause.AGREED_MENTOR,
    zh="合同没有预约 {appointment} 的占用",
    en="the contract has no booking of appointment {appointment}",
)

# -- decisions


def book(contract: ExpertContract, *, appointment: str, mentor: PersonId, first: date, last: date) -> BookingMade:
    """预约占用 (安排约定的创业指导师 三、（四）1): refuses an appointment with somebody else than its expert.

    Whether the contract is active on those days is what agreeing on them asks (`appointment.confirm`).
    """
    require(mentor == contract.person, BOOKED_FOR_ITS_EXPERT, expert=contract.person, mentor=mentor)
    return BookingMade(appointment, first, last)


def release_booking(contract: ExpertContract, *, appointment: str) -> BookingReleased:
    """释放预约占用 (三、（四）1): refuses an appointment that the contract does not have."""
    require(appointment in contract.bookings, BOOKING_KEPT, appointment=appointment)
    return BookingReleased(appointment)


# -- who may decide: whoever may agree on the appointment or say what came of it, at the desk

MAY_DECIDE: Final[MayDecide] = {
    book: frozenset({Role.LEAD, Role.STAFF}),
    release_booking: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.EXPERT, Role.CLIENT}),
}
