"""When things were asked for, called off and missed (3.4.1.a): notice, opening hours, the wait before a no-show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import DAY, MINUTE, Courses, ticks, whole_minutes
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause, Kind

_NOTICE: Final = "appt.lead_time"
_WAIT: Final = "appt.no_show_min"
_OPENS: Final = "appt.opens"
_CLOSES: Final = "appt.closes"
_CHINA_AHEAD: Final = 8 * 60 * MINUTE

SHORT_NOTICE: Final = Predicate(
    "appointment.short-notice",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="预约 {stream} 提前 {actual} 分钟提出，应提前 {expected} 分钟",
    en="{stream} was asked for {actual} min ahead, {expected} are the least",
    policy=_NOTICE,
)
OUTSIDE_HOURS: Final = Predicate(
    "appointment.outside-hours",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="{stream} 的时段 {actual} 不在开放时间 {expected} 之内，未说明原因",
    en="the slot {actual} of {stream} lies outside the opening hours {expected}, and nobody says why",
    policy=_OPENS,
)
ENDS_BEFORE_START: Final = Predicate(
    "appointment.ends-before-start",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="{stream} 的时段没有先后：{actual}",
    en="the slot of {stream} does not end after it begins: {actual}",
)
AFTER_START: Final = Predicate(
    "appointment.cancelled-after-start",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="{stream} 开始后（{delta} 分钟）才取消",
    en="{stream} was cancelled when it had begun, after {delta} min",
)
LATE_NOT_SAID: Final = Predicate(
    "appointment.late-not-said",
    Clause.APPOINTMENT_SYSTEM,
    Kind.G,
    zh="{stream} 提前 {actual} 分钟取消（不足 {expected} 分钟为迟），迟延标记有误",
    en="{stream} was cancelled {actual} min ahead (late is less than {expected}); that it was late is said wrongly",
    policy=_NOTICE,
)
NO_SHOW_EARLY: Final = Predicate(
    "appointment.no-show-early",
    Clause.AGREED_MENTOR,
    Kind.A,
    zh="{stream} 开始 {actual} 分钟即认定未到场，应等候 {expected} 分钟",
    en="a no-show of {stream} was noted {actual} min after the start, {expected} are to be waited",
    policy=_WAIT,
)


@define
class Times:
    """Each moment against the slot as it was agreed, or else asked for, when it came."""

    courses: Courses
    grounds: Grounds
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(appointment.AppointmentRequested, self._requested)
        yield on(appointment.AppointmentConfirmed, self._confirmed)
        yield on(appointment.AppointmentRescheduled, self._rescheduled)
        yield on(appointment.AppointmentCancelled, self._cancelled)
        yield on(appointment.NoShowRecorded, self._missed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> None:
        fact = event.fact
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        ahead, least = ticks(fact.start) - ticks(fact.requested), terms.appt.lead_time * MINUTE
        if ahead < least:
            self._minutes(SHORT_NOTICE, event, least, ahead, least - ahead)
        self._hours(event, fact.start, fact.end, fact.override)

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> None:
        if event.fact.end <= event.fact.start:
            self._reversed(event, event.fact.start, event.fact.end)

    def _rescheduled(self, event: Recorded[appointment.AppointmentRescheduled]) -> None:
        self._hours(event, event.fact.start, event.fact.end, event.fact.override)

    def _hours(self, event: Recorded[Any], start: datetime, end: datetime, override: str | None) -> None:
        if end <= start:
            self._reversed(event, start, end)
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        opens, closes = _clock(terms.appt.opens), _clock(terms.appt.closes)
        begins = (ticks(start) + _CHINA_AHEAD) % DAY
        inside = opens <= begins and begins + ticks(end) - ticks(start) <= closes
        if inside or (override is not None and override.strip()):
            return
        found = finding(
            OUTSIDE_HOURS,
            event,
            _name(event),
            expected=text(f"{terms.appt.opens}-{terms.appt.closes}"),
            actual=text(_slot(start, end)),
            delta=count(1),
            binding=terms.binds(_OPENS) or terms.binds(_CLOSES),
            policy=terms.cite(_OPENS if terms.binds(_OPENS) or not terms.binds(_CLOSES) else _CLOSES),
        )
        self._found.append(found)

    def _reversed(self, event: Recorded[Any], start: datetime, end: datetime) -> None:
        found = finding(
            ENDS_BEFORE_START, event, _name(event), expected=count(1), actual=text(_slot(start, end)), delta=count(1)
        )
        self._found.append(found)

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> None:
        course = self.courses.of(event.stream)
        if course.begins is None:
            return
        ahead = ticks(course.begins) - ticks(event.fact.at)
        if ahead <= 0:
            found = finding(
                AFTER_START,
                event,
                _name(event),
                expected=count(0),
                actual=count(whole_minutes(-ahead)),
                delta=count(whole_minutes(-ahead)),
                also=course.evidence,
            )
            self._found.append(found)
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        least = terms.appt.lead_time * MINUTE
        late = course.slot_by is not None and ahead < least
        if late != event.fact.late:
            self._minutes(LATE_NOT_SAID, event, least, ahead, abs(least - ahead))

    def _missed(self, event: Recorded[appointment.NoShowRecorded]) -> None:
        course = self.courses.of(event.stream)
        if course.start is None:
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        waited, least = ticks(event.fact.at) - ticks(course.start), terms.appt.no_show_min * MINUTE
        if waited < least:
            self._minutes(NO_SHOW_EARLY, event, least, waited, least - waited)

    def _minutes(self, predicate: Predicate, event: Recorded[Any], expected: int, actual: int, delta: int) -> None:
        assert predicate.policy is not None
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        found = finding(
            predicate,
            event,
            _name(event),
            expected=count(expected // MINUTE),
            actual=count(actual // MINUTE),
            delta=count(whole_minutes(delta)),
            binding=terms.binds(predicate.policy),
            policy=terms.cite(predicate.policy),
        )
        self._found.append(found)


def _clock(written: str) -> int:
    """`08:30` as ticks since midnight."""
    return (int(written[:2]) * 60 + int(written[3:])) * MINUTE


def _slot(start: datetime, end: datetime) -> str:
    """The slot in China's time, as people read it."""
    return f"{_local(start)}/{_local(end)}"


def _local(moment: datetime) -> str:
    of_the_day = timedelta(microseconds=(ticks(moment) + _CHINA_AHEAD) % DAY)
    minutes = of_the_day // timedelta(minutes=1)
    return f"{day_of(moment)}T{minutes // 60:02}:{minutes % 60:02}"


def _name(event: Recorded[Any]) -> str:
    """The appointment's id in its studio."""
    return event.stream.rpartition("/")[2]
