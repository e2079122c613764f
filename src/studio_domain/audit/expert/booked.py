"""Contracts that were ended over an appointment's head (3.4.8.d, 3.4.1.b).

Read from the bookings in the contract's own stream. A contract without any, of an older history, is not judged: who
serves on a day on which no contract holds is found by the appointment's own checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, days, finding, on_day
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind

ENDED_WHILE_BOOKED: Final = Predicate(
    "expert.ended-while-booked",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 解聘至 {expected}，当时预约 {appointment} 仍约定在 {actual}",
    en="{stream} was ended with {expected}, while appointment {appointment} was agreed for {actual}",
)


@define
class EndedWhileBooked:
    """What was booked for a day after the last one when the contract was ended; remedied once it is released."""

    _booked: defaultdict[str, dict[str, Recorded[expert.BookingMade]]] = field(factory=lambda: defaultdict(dict))
    """By contract: the bookings that stand, by appointment."""
    _found: dict[tuple[str, str], Finding] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.BookingMade, self._made)
        yield on(expert.BookingReleased, self._released)
        yield on(expert.ContractTerminated, self._terminated)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found.values()

    def _made(self, event: Recorded[expert.BookingMade]) -> None:
        self._booked[event.stream][event.fact.appointment] = event

    def _released(self, event: Recorded[expert.BookingReleased]) -> None:
        key = event.stream, event.fact.appointment
        self._booked[event.stream].pop(event.fact.appointment, None)
        found = self._found.get(key)
        if found is not None and found.remedy is None:
            self._found[key] = found.with_remedy(event.place)

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        ends = event.fact.last_day
        for appointment, made in self._booked[event.stream].items():
            last = made.fact.last
            if last > ends and (event.stream, appointment) not in self._found:
                self._found[event.stream, appointment] = finding(
                    ENDED_WHILE_BOOKED, event, event.stream, appointment,
                    expected=on_day(ends), actual=on_day(last), delta=days((last - ends).days), also=(made.place,),
                    appointment=appointment,
                )  # fmt: skip
