"""An appointment goes step by step (3.4.1.a): asked for, confirmed, kept or not; changes take the client's consent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.guideline import Clause, Kind

ORDER: Final = Predicate(
    "appointment.out-of-order",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="{stream} 此时为 {actual}，该步骤应在 {expected} 之后",
    en="{stream} was {actual} when this was done, which follows on {expected}",
)
WITHOUT_CONSENT: Final = Predicate(
    "appointment.without-consent",
    Clause.AGREED_MENTOR,
    Kind.G,
    zh="{stream} 的变更（{actual}）未经服务对象同意",
    en="{stream} was changed without the client's consent: {actual}",
)
SLOT_DIFFERS: Final = Predicate(
    "appointment.slot-differs",
    Clause.AGREED_MENTOR,
    Kind.G,
    zh="{stream} 确认的时段不是申请的时段",
    en="{stream} was confirmed for another slot than was asked for",
)

_NOTHING, _ASKED, _AGREED, _HERE, _OVER = "nothing", "asked", "agreed", "checked-in", "over"


@define
class Steps:
    """Each step against the one before."""

    _stage: dict[str, str] = field(factory=dict)
    _asked: dict[str, Recorded[appointment.AppointmentRequested]] = field(factory=dict)
    _last: dict[str, int] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentRequested, self._requested)
        yield on(appointment.AppointmentConfirmed, self._confirmed)
        yield on(appointment.AppointmentRescheduled, self._rescheduled)
        yield on(appointment.MentorReassigned, self._reassigned)
        yield on(appointment.AppointmentDeclined, self._declined)
        yield on(appointment.AppointmentCancelled, self._cancelled)
        yield on(appointment.CheckedIn, self._checked_in)
        yield on(appointment.AppointmentCompleted, self._completed)
        yield on(appointment.NoShowRecorded, self._missed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> None:
        self._step(event, _ASKED, _NOTHING)
        self._asked.setdefault(event.stream, event)

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        self._step(event, _AGREED, _ASKED)
        asked = self._asked.get(event.stream)
        if asked and (asked.fact.start, asked.fact.end) != (event.fact.start, event.fact.end):
            found = finding(
                SLOT_DIFFERS, event, _name(event), expected=count(1), actual=count(0), delta=count(1),
                also=(asked.place,),
            )  # fmt: skip
            self._found.append(found)

    def _rescheduled(self, event: Recorded[appointment.AppointmentRescheduled]) -> None:
        self._step(event, _AGREED, _AGREED)
        self._consented(event, "rescheduled", said=event.fact.client_consented)

    def _reassigned(self, event: Recorded[appointment.MentorReassigned]) -> None:
        self._step(event, self._stage.get(event.stream, _NOTHING), _AGREED, _HERE)
        self._consented(event, "reassigned", said=event.fact.client_consented)

    def _declined(self, event: Recorded[appointment.AppointmentDeclined]) -> None:
        self._step(event, _OVER, _ASKED)

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> None:
        self._step(event, _OVER, _ASKED, _AGREED)

    def _checked_in(self, event: Recorded[appointment.CheckedIn]) -> None:
        """Both sides may check in, and whoever was said to be missing may turn up; before the agreement nobody does."""
        stage = self._stage.get(event.stream, _NOTHING)
        self._step(event, _HERE if stage == _AGREED else stage, _AGREED, _HERE)

    def _completed(self, event: Recorded[appointment.AppointmentCompleted]) -> None:
        self._step(event, _OVER, _HERE)

    def _missed(self, event: Recorded[appointment.NoShowRecorded]) -> None:
        self._step(event, _OVER, _AGREED, _HERE)

    def _step(self, event: Recorded[Any], to: str, *after: str) -> None:
        before = self._stage.get(event.stream, _NOTHING)
        if before not in after:
            last = self._last.get(event.stream)
            found = finding(
                ORDER,
                event,
                _name(event),
                expected=text(" / ".join(after)),
                actual=text(before),
                delta=count(1),
                also=() if last is None else (Place(event.stream, last),),
            )
            self._found.append(found)
        self._stage[event.stream] = to if before != _OVER else _OVER
        self._last[event.stream] = event.version

    def _consented(self, event: Recorded[Any], what: str, *, said: bool) -> None:
        if not said:
            found = finding(WITHOUT_CONSENT, event, _name(event), expected=count(1), actual=text(what), delta=count(1))
            self._found.append(found)


def _name(event: Recorded[Any]) -> str:
    """The appointment's id in its studio."""
    return event.stream.rpartition("/")[2]
