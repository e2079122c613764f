"""The mentor agreed on serves (3.4.1.b), and a record of service tells of it in time (3.4.1.c)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import LAST_COUNTED, Courses, ticks
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days, PersonId, legal_day

_LAG: Final = "record.lag_days"

OTHER_MENTOR: Final = Predicate(
    "appointment.other-mentor",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="预约 {subject} 约定 {expected} 指导，实际由 {actual} 提供服务",
    en="appointment {subject} was agreed with {expected}, and served by {actual}",
)
NO_RECORD: Final = Predicate(
    "appointment.no-service-record",
    Clause.VISIT_OR_ON_SITE,
    Kind.A,
    zh="预约 {subject} 完成后应于 {expected} 前有服务记录 {service}，逾期 {delta} 天",
    en="appointment {subject} needs its record of service {service} by {expected}; {delta} days late",
    policy=_LAG,
)
OTHER_CLIENT: Final = Predicate(
    "appointment.other-client",
    Clause.VISIT_OR_ON_SITE,
    Kind.X,
    zh="预约 {subject} 是 {expected} 的，服务记录在 {actual} 的项目中",
    en="appointment {subject} is of {expected}, its record of service lies in a case of {actual}",
)
OTHER_TIME: Final = Predicate(
    "appointment.other-time",
    Clause.VISIT_OR_ON_SITE,
    Kind.X,
    zh="预约 {subject} 的服务记录 {service} 不在约定时段之内",
    en="the record of service {service} of appointment {subject} tells of another time",
)
TOO_SOON: Final = Predicate(
    "appointment.completed-too-soon",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="预约 {subject} 在开始之前即已完成",
    en="appointment {subject} was completed before it began",
)


@define
class _Owed:
    """A completion, and the record of service that it speaks of."""

    completed: Recorded[appointment.AppointmentCompleted]
    client: str | None
    start: int | None
    end: int | None


@define
class ServedAsAgreed:
    """Completions and records of service against what had been agreed when they were written."""

    courses: Courses
    grounds: Grounds
    _clients: dict[str, str] = field(factory=dict)
    _services: dict[tuple[str, str], Recorded[case.ServiceDelivered]] = field(factory=dict)
    _owed: list[_Owed] = field(factory=list)
    _others: set[tuple[str, PersonId]] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(case.CaseOpened, self._opened)
        yield on(case.ServiceDelivered, self._served)
        yield on(appointment.AppointmentCompleted, self._completed)

    def _opened(self, event: Recorded[case.CaseOpened]) -> None:
        self._clients.setdefault(event.stream, event.fact.client)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        self._services.setdefault((event.stream, event.fact.service), event)
        if event.fact.appointment is not None:
            stream = f"{event.studio}/appointment/{event.fact.appointment}"
            self._by(event, stream, event.fact.mentor)

    def _completed(self, event: Recorded[appointment.AppointmentCompleted]) -> None:
        course = self.courses.of(event.stream)
        self._by(event, event.stream, event.fact.mentor)
        start = None if course.start is None else ticks(course.start)
        if start is not None and ticks(event.fact.at) < start:
            found = finding(
                TOO_SOON, event, _name(event.stream), expected=count(0), actual=count(1), delta=count(1),
                also=course.evidence,
            )  # fmt: skip
            self._found.append(found)
        end = None if course.end is None else ticks(course.end)
        client = course.asked.fact.client if course.asked else None
        self._owed.append(_Owed(event, client, start, end))

    def _by(self, event: Recorded[Any], stream: str, mentor: PersonId) -> None:
        course = self.courses.of(stream)
        if course.mentor is None or course.mentor == mentor or (stream, mentor) in self._others:
            return
        self._others.add((stream, mentor))
        found = finding(
            OTHER_MENTOR,
            event,
            _name(stream),
            expected=text(course.mentor),
            actual=text(mentor),
            delta=count(1),
            also=course.evidence[:1],
        )
        self._found.append(found)

    # -- the record of service, at the end: it may come after the completion

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for owed in self._owed:
            fact = owed.completed.fact
            stream = f"{owed.completed.studio}/case/{fact.case}"
            record = None if fact.case is None else self._services.get((stream, fact.service))
            yield from self._late(owed, record, as_of)
            if record is not None:
                yield from self._another(owed, record)

    def _late(self, owed: _Owed, record: Recorded[case.ServiceDelivered] | None, as_of: date) -> Iterator[Finding]:
        done = min(legal_day(owed.completed.fact.at), LAST_COUNTED)
        terms = self.grounds.policy.on(done)
        due = self.grounds.working_days.add_working_days(done, terms.record.lag_days)
        met = None if record is None else max(done, _known_on(record))
        late = ((met or as_of) - due.day).days
        if due.provisional or late <= 0:
            return
        found = finding(
            NO_RECORD,
            owed.completed,
            _name(owed.completed.stream),
            expected=on_day(due.day),
            actual=on_day(met or as_of),
            delta=days(late),
            interval=Days(done, met),
            binding=terms.binds(_LAG),
            policy=terms.cite(_LAG),
            service=owed.completed.fact.service,
        )
        yield found if record is None else found.with_remedy(record.place)

    def _another(self, owed: _Owed, record: Recorded[case.ServiceDelivered]) -> Iterator[Finding]:
        client = self._clients.get(record.stream)
        if client is not None and owed.client is not None and client != owed.client:
            yield finding(
                OTHER_CLIENT,
                owed.completed,
                _name(owed.completed.stream),
                expected=text(owed.client),
                actual=text(client),
                delta=count(1),
                also=(record.place,),
            )
        if owed.start is None or owed.end is None:
            return
        began, ended = ticks(record.fact.start), ticks(record.fact.end)
        if ended <= owed.start or owed.end <= began:
            yield finding(
                OTHER_TIME,
                owed.completed,
                _name(owed.completed.stream),
                expected=count(1),
                actual=count(0),
                delta=count(1),
                also=(record.place,),
                service=record.fact.service,
            )


def _known_on(event: Recorded[Any]) -> date:
    """The day on which a record was there: when it was recorded or, of an import, as its source claims."""
    context = event.context
    if context.claimed_at is not None:
        return legal_day(context.claimed_at)
    return context.day if context.batch is not None else legal_day(event.recorded_at)


def _name(stream: str) -> str:
    """The appointment's id in its studio."""
    return stream.rpartition("/")[2]
