"""Appointments are of clients who are on record and agree to be guided (3.2.1.a): when asked for, and when agreed.

Judged by what was known of the client when it was recorded (K); of an appointment the first such fact is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import Courses
from studio_domain.audit.client.known import Clients, client_stream
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, on_day
from studio_domain.audit.legal_days import day_of
from studio_domain.client_record.facts import Purpose
from studio_domain.guideline import Clause, Kind, Source

UNREGISTERED: Final = Predicate(
    "appointment.client-unregistered",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="预约 {appointment} 的服务对象 {subject} 在 {actual} 未在服务对象库登记",
    en="client {subject} of appointment {appointment} was not in the library of clients on {actual}",
)
NOT_CONSENTING: Final = Predicate(
    "appointment.client-not-consenting",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="{actual} 为服务对象 {subject} 登记预约 {appointment}，其指导服务同意无效，或信息已删除、限制处理（{why}）",
    en="on {actual} appointment {appointment} was made for client {subject}, whose data may not be used: {why}",
    source=Source.LAW,
)

_UNREGISTERED: Final = "unregistered"


@define
class Consenting:
    """Requests and agreements against what the record of the client says by then."""

    courses: Courses
    clients: Clients
    _found: dict[str, Finding] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentRequested, self._requested)
        yield on(appointment.AppointmentConfirmed, self._confirmed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found.values()

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> None:
        self._made(event, event.fact.client, day_of(event.fact.requested))

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        asked = self.courses.of(event.stream).asked
        if asked is not None:
            self._made(event, asked.fact.client, day_of(event.fact.at))

    def _made(
        self,
        event: Recorded[appointment.AppointmentRequested] | Recorded[appointment.AppointmentConfirmed],
        client: str,
        day: date,
    ) -> None:
        why = self._against(client_stream(event.studio, client), day)
        if why is None or event.stream in self._found:
            return
        predicate = UNREGISTERED if why == _UNREGISTERED else NOT_CONSENTING
        name = event.stream.rpartition("/")[2]
        self._found[event.stream] = finding(
            predicate, event, client, name,
            expected=count(1), actual=on_day(day), delta=count(1), appointment=name, why=why,
        )  # fmt: skip

    def _against(self, stream: str, day: date) -> str | None:
        """What stands against using the client's data on *day*, as a code; None if nothing does."""
        client = self.clients.of(stream)
        if client.registered is None or client.registered.fact.on > day:
            return _UNREGISTERED
        if client.erased is not None:
            return "erased"
        if client.restricted(day) is not None:
            return "restricted"
        return None if client.consents(Purpose.GUIDANCE, None, day) else "no-consent"
