"""Who may serve where (3.4.1.b, 3.1.1.a, 1.1.a): mentor and studio on every day of the slot, the room, confidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import Course, Courses
from studio_domain.audit.appointment.serving import Serving
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.recognised import Recognised
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import Days

NOT_ELIGIBLE: Final = Predicate(
    "appointment.mentor-not-eligible",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="预约 {subject} 的指导师 {mentor} 在 {actual} 既非工作室人员，也无执行中的聘用合同",
    en="mentor {mentor} of appointment {subject} was on {actual} neither of the staff nor under an active contract",
)
STUDIO_NOT_SERVING: Final = Predicate(
    "appointment.studio-not-serving",
    Clause.RECOGNITION,
    Kind.X,
    zh="{actual} 工作室不在认定有效期内，预约 {subject} 仍安排在该日",
    en="the studio was not recognised on {actual}, the day of appointment {subject}",
)
TAKEN_WHILE_SUSPENDED: Final = Predicate(
    "appointment.taken-while-suspended",
    Clause.RECOGNITION,
    Kind.X,
    zh="{actual} 工作室已暂停或不在认定有效期内，仍接受预约 {subject}",
    en="on {actual} the studio was suspended or not recognised, and took appointment {subject}",
)
CONFIDENTIAL_PLACE: Final = Predicate(
    "appointment.confidential-place",
    Clause.COUNSELLING_ROOM,
    Kind.X,
    zh="须保密的预约 {subject} 安排在 {actual}，不是个体咨询室或线上",
    en="appointment {subject} is in confidence and takes place in {actual}, not in the counselling room or online",
)
NO_ROOM: Final = Predicate(
    "appointment.no-proper-room",
    Clause.VISIT_OR_ON_SITE,
    Kind.X,
    zh="来访预约 {subject} 没有可用于指导的场地：{actual}",
    en="appointment {subject} is a visit without a room for guidance: {actual}",
)
NO_ADDRESS: Final = Predicate(
    "appointment.no-address",
    Clause.VISIT_OR_ON_SITE,
    Kind.G,
    zh="到企业现场的预约 {subject} 没有地址",
    en="appointment {subject} is on site and nobody says where",
)

_COUNSELLING: Final = "counselling-room"
_NOT_FOR_GUIDANCE: Final = frozenset({"display-area", "self-service-area"})
_ON_SITE, _VISIT = appointment.Mode.ON_SITE, appointment.Mode.VISIT


@define
class _Area:
    kind: str
    first: date
    last: date | None = None


@define
class Eligible:
    """Agreements against roster, contracts, recognition and rooms; of what is called off nothing is told."""

    courses: Courses
    _serving: Serving = field(factory=Serving)
    _recognised: Recognised = field(factory=Recognised)
    _paused: dict[str, date | None] = field(factory=dict)
    """Studios that are suspended, from which day."""
    _areas: dict[tuple[str, str], _Area] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._serving.watches()
        yield from self._recognised.watches()
        yield on(recognition.StudioSuspended, self._suspended)
        yield on(recognition.RectificationFailed, self._failed)
        yield on(recognition.SuspensionLifted, self._lifted)
        yield on(premises.AreaDefined, self._defined)
        yield on(premises.AreaClosed, self._closed)
        yield on(appointment.AppointmentRequested, self._requested)
        yield on(appointment.AppointmentConfirmed, self._confirmed)
        yield on(appointment.AppointmentRescheduled, self._placed)

    # -- the days of the slot, as known now

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for stream, course in self.courses.all.items():
            if course.held:
                yield from self._served(stream, course, as_of)

    def _served(self, stream: str, course: Course, as_of: date) -> Iterator[Finding]:
        studio, name = stream.partition("/")[0], stream.rpartition("/")[2]
        by = course.mentor_by or course.slot_by
        if by is None or course.mentor is None:
            return
        days = [day for day in course.days if day <= as_of]
        unserved = [day for day in days if not self._serving.on(studio, course.mentor, day)]
        if unserved:
            yield finding(
                NOT_ELIGIBLE,
                by,
                name,
                course.mentor,
                expected=count(len(days)),
                actual=text(", ".join(map(str, unserved))),
                delta=count(len(unserved)),
                also=_but(by, course.evidence),
                interval=Days.through(unserved[0], unserved[-1]),
                mentor=course.mentor,
            )
        unrecognised = [day for day in days if not self._recognised.on(studio, day)]
        if unrecognised:
            yield finding(
                STUDIO_NOT_SERVING,
                by,
                name,
                expected=count(len(days)),
                actual=text(", ".join(map(str, unrecognised))),
                delta=count(len(unrecognised)),
                also=_but(by, course.evidence),
                interval=Days.through(unrecognised[0], unrecognised[-1]),
            )

    # -- what was so when it was asked for or agreed

    def _suspended(self, event: Recorded[recognition.StudioSuspended]) -> None:
        self._paused[event.studio] = event.fact.first

    def _failed(self, event: Recorded[recognition.RectificationFailed]) -> None:
        self._paused.setdefault(event.studio, event.fact.on)

    def _lifted(self, event: Recorded[recognition.SuspensionLifted]) -> None:
        self._paused.pop(event.studio, None)

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> None:
        fact = event.fact
        self._taken(event)
        if fact.mode is not _ON_SITE:
            return
        if fact.confidential:
            self._at(CONFIDENTIAL_PLACE, event, fact.mode.value)
        if fact.address is None and not (fact.site or "").strip():
            self._at(NO_ADDRESS, event, fact.mode.value)

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        self._taken(event)
        self._placed(event)

    def _taken(self, event: Recorded[Any]) -> None:
        day, paused = day_of(event.context.occurred), self._paused.get(event.studio)
        if (paused is not None and paused <= day) or not self._recognised.on(event.studio, day):
            self._at(TAKEN_WHILE_SUSPENDED, event, day.isoformat())

    def _placed(self, event: Recorded[appointment.AppointmentConfirmed | appointment.AppointmentRescheduled]) -> None:
        course = self.courses.of(event.stream)
        if course.asked is None or course.mode is not _VISIT:
            return
        room, name = self._areas.get((event.studio, course.room or "")), course.room or "-"
        unfit = [
            day.isoformat()
            for day in course.days
            if room is None or day < room.first or (room.last is not None and room.last < day)
        ]
        if room is None or unfit or room.kind in _NOT_FOR_GUIDANCE:
            self._at(NO_ROOM, event, name if room is None else ", ".join((name, *unfit, room.kind)))
        elif course.asked.fact.confidential and room.kind != _COUNSELLING:
            self._at(CONFIDENTIAL_PLACE, event, name, course.asked.place)

    def _defined(self, event: Recorded[premises.AreaDefined]) -> None:
        self._areas[event.studio, event.fact.area] = _Area(event.fact.kind, event.fact.first)

    def _closed(self, event: Recorded[premises.AreaClosed]) -> None:
        if area := self._areas.get((event.studio, event.fact.area)):
            area.last = event.fact.last_day

    def _at(self, predicate: Predicate, event: Recorded[Any], actual: str, *also: Place) -> None:
        name = event.stream.rpartition("/")[2]
        found = finding(predicate, event, name, expected=count(1), actual=text(actual), delta=count(1), also=also)
        self._found.append(found)


def _but(by: Recorded[Any], places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places if place != by.place)
