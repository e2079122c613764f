"""Whoever is out of service serves nobody (3.4.7.d): services given, and appointments left with him, meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_case import facts as case
from studio_domain.discipline_case import facts as discipline
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days, PersonId, add_days, legal_day

SERVES: Final = Predicate(
    "discipline.serves-suspended",
    Clause.DISCIPLINE,
    Kind.X,
    zh="{subject} 暂停服务期间（自 {first} 起）仍提供了服务 {stream}",
    en="{subject} gave a service in {stream} while out of service since {first}",
)
NOT_REASSIGNED: Final = Predicate(
    "discipline.not-reassigned",
    Clause.DISCIPLINE,
    Kind.X,
    zh="{subject} 自 {first} 起暂停服务，其预约 {stream} 没有改派",
    en="appointment {stream} stayed with {subject}, who is out of service since {first}",
)


@define
class _Pause:
    event: Recorded[discipline.MeasuresTaken]
    person: PersonId
    days: Days


@define
class _Slot:
    mentor: PersonId
    agreed: Recorded[Any]
    day: date


@define
class Suspended:
    """Judged at the end: a suspension may be lifted later, an appointment moved until it begins.

    A service is held to what had been decided when it was recorded, so only those of the suspended are kept.
    """

    _subjects: dict[str, PersonId] = field(factory=dict)
    _pauses: list[_Pause] = field(factory=list)
    _services: list[tuple[PersonId, date, Recorded[Any]]] = field(factory=list)
    _experts: dict[str, PersonId] = field(factory=dict)
    _slots: dict[str, _Slot] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(discipline.DisciplineOpened, self._opened)
        yield on(discipline.MeasuresTaken, self._taken)
        yield on(discipline.MeasuresLifted, self._lifted)
        yield on(discipline.DisciplineClosed, self._closed)
        yield on(case.ServiceDelivered, self._served)
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ServiceLogged, self._logged)
        yield on(appointment.AppointmentConfirmed, self._confirmed)
        yield on(appointment.AppointmentRescheduled, self._rescheduled)
        yield on(appointment.MentorReassigned, self._reassigned)
        for end in (appointment.AppointmentCancelled, appointment.AppointmentCompleted):
            yield on(end, self._ended)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for pause in self._pauses:
            for person, day, event in self._services:
                if person == pause.person and day in pause.days:
                    yield self._told(SERVES, event, pause)
            for slot in self._slots.values():
                left = slot.mentor == pause.person and slot.day <= as_of
                if left and slot.day in pause.days and slot.day > pause.event.fact.on:
                    yield self._told(NOT_REASSIGNED, slot.agreed, pause)

    def _told(self, predicate: Predicate, event: Recorded[Any], pause: _Pause) -> Finding:
        return finding(
            predicate, event, pause.person, event.stream,
            expected=count(0), actual=count(1), delta=count(1), also=(pause.event.place,), first=pause.days.first,
        )  # fmt: skip

    # -- who is out of service

    def _opened(self, event: Recorded[discipline.DisciplineOpened]) -> None:
        self._subjects[event.stream] = event.fact.subject

    def _taken(self, event: Recorded[discipline.MeasuresTaken]) -> None:
        if (person := self._subjects.get(event.stream)) is not None:
            self._pauses.append(_Pause(event, person, Days(event.fact.first)))

    def _lifted(self, event: Recorded[discipline.MeasuresLifted]) -> None:
        self._end(event.stream, add_days(event.fact.last_day, 1))

    def _closed(self, event: Recorded[discipline.DisciplineClosed]) -> None:
        self._end(event.stream, event.fact.on)

    def _end(self, stream: str, until: date) -> None:
        for pause in self._pauses:
            if pause.event.stream == stream and pause.days.until is None:
                pause.days = Days(pause.days.first, max(until, pause.days.first))

    # -- who serves

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        self._serve(event.fact.mentor, event)

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._experts[event.stream] = event.fact.person

    def _logged(self, event: Recorded[expert.ServiceLogged]) -> None:
        if (person := self._experts.get(event.stream)) is not None:
            self._serve(person, event)

    def _serve(self, person: PersonId, event: Recorded[case.ServiceDelivered | expert.ServiceLogged]) -> None:
        if any(pause.person == person for pause in self._pauses):
            self._services.append((person, legal_day(event.fact.start), event))

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        self._slots[event.stream] = _Slot(event.fact.mentor, event, legal_day(event.fact.start))

    def _rescheduled(self, event: Recorded[appointment.AppointmentRescheduled]) -> None:
        if slot := self._slots.get(event.stream):
            slot.agreed, slot.day = event, legal_day(event.fact.start)

    def _reassigned(self, event: Recorded[appointment.MentorReassigned]) -> None:
        if slot := self._slots.get(event.stream):
            slot.agreed, slot.mentor = event, event.fact.mentor

    def _ended(self, event: Recorded[Any]) -> None:
        self._slots.pop(event.stream, None)
