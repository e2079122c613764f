"""What stands in a ledger of a month (月度台账): a definition that whoever freezes and whoever checks it share.

A ledger's content are lines of text, one a fact of the month, in the order of recording; its hash is SHA-256 over
them. The columns are named here one by one, so that a later form of a fact does not change what was frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.values import month_end

_Columns = Callable[[Any], tuple[str, ...]]


def _at(moment: datetime) -> str:
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError:  # the first or last hours of all dates: an import may claim what it likes
        return moment.isoformat()


def _service(fact: ServiceDelivered) -> tuple[str, ...]:
    return fact.service, fact.kind, fact.mentor, _at(fact.start), _at(fact.end)


def _requested(fact: appointment.AppointmentRequested) -> tuple[str, ...]:
    return "requested", _at(fact.start), _at(fact.end)


def _confirmed(fact: appointment.AppointmentConfirmed) -> tuple[str, ...]:
    return "confirmed", fact.mentor


def _rescheduled(fact: appointment.AppointmentRescheduled) -> tuple[str, ...]:
    return "rescheduled", _at(fact.start), _at(fact.end)


def _reassigned(fact: appointment.MentorReassigned) -> tuple[str, ...]:
    return "reassigned", fact.mentor


def _named(name: str) -> _Columns:
    return lambda fact: (name,)


LEDGERS: Final[Mapping[str, Mapping[type[Any], _Columns]]] = {
    "appointments": {
        appointment.AppointmentRequested: _requested,
        appointment.AppointmentConfirmed: _confirmed,
        appointment.AppointmentRescheduled: _rescheduled,
        appointment.MentorReassigned: _reassigned,
        appointment.AppointmentDeclined: _named("declined"),
        appointment.AppointmentCancelled: _named("cancelled"),
        appointment.CheckedIn: _named("checked-in"),
        appointment.AppointmentCompleted: _named("completed"),
        appointment.NoShowRecorded: _named("no-show"),
    },
    "services": {ServiceDelivered: _service},
}
"""A ledger, and the columns of each class of facts that stands in it."""


@frozen
class Line:
    """A line of a ledger: when its fact became known, and what it says."""

    known: datetime
    text: str


@frozen
class Content:
    """The content of a month's ledger: how many lines, their hash, and up to which instant facts were known."""

    lines: int
    digest: str
    known: datetime


def line_of(ledger: str, event: Recorded[Any]) -> Line:
    """The line of a fact that stands in that ledger."""
    columns = LEDGERS[ledger][type(event.fact)](event.fact)
    place = f"{event.stream}@{event.version}"
    return Line(event.recorded_at, "\t".join((event.context.day.isoformat(), place, *columns)))


def content_of(lines: Iterable[Line], known: datetime) -> Content:
    """The content of what was known by an instant; *lines* in the order of recording."""
    body, count = sha256(), 0
    for line in lines:
        if line.known <= known:
            body.update(line.text.encode() + b"\n")
            count += 1
    return Content(count, body.hexdigest(), known)


def month_of(day: date) -> str:
    """The month of a day, `2025-03`."""
    return f"{day.year:04}-{day.month:02}"


def last_day_of(month: str) -> date:
    """The last day of a month `2025-03`; `ValueError` for what is none."""
    first = date.fromisoformat(f"{month}-01")
    return month_end(first.year, first.month)
