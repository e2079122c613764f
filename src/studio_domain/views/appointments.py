"""The calendar of appointments (预约台账): by appointment, by mentor, by room; who did not come; the share of services.

Times are those of Asia/Shanghai. A request that nobody answered stays `requested`: that it has lapsed follows from
its dates, and the obligation ledger says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

import attrs
from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.appointment.facts import Party
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.values import SHANGHAI, fiscal_year, legal_day
from studio_domain.views.register import Column, Key, Row, RowChange, Table, folding, reads

_STUDIO: Final = Column("studio", "工作室", "studio")
_NAME: Final = Column("appointment", "预约编号", "appointment")
_DAY: Final = Column("day", "日期", "day", "day")
_START: Final = Column("start", "开始", "start")
_END: Final = Column("end", "结束", "end")
_STAGE: Final = Column("outcome", "状态", "outcome")

APPOINTMENTS: Final = Table(
    "appointments", "预约", "appointments", 2,
    (
        _STUDIO, _NAME,
        Column("client", "服务对象", "client"),
        Column("case", "服务项目", "case"),
        Column("mode", "方式", "mode"),
        Column("confidential", "保密", "in confidence", "count"),
        Column("requested", "申请时间", "asked for at"),
        _DAY, _START, _END,
        Column("mentor", "指导师", "mentor"),
        Column("room", "场地", "room"),
        Column("changes", "改期、改派次数", "changes", "count"),
        _STAGE,
        Column("late", "迟延取消", "cancelled late", "count"),
        Column("service", "服务记录", "record of service"),
    ),
)  # fmt: skip

MENTORS: Final = Table(
    "mentor_calendar", "指导师日程", "mentors' calendar", 4,
    (Column("mentor", "指导师", "mentor"), _START, _STUDIO, _NAME, _DAY, _END, _STAGE),
)  # fmt: skip

ROOMS: Final = Table(
    "room_calendar", "场地日程", "rooms' calendar", 4,
    (_STUDIO, Column("room", "场地", "room"), _START, _NAME, _DAY, _END, _STAGE),
)  # fmt: skip

NO_SHOWS: Final = Table(
    "no_shows", "未到场", "no-shows", 4,
    (
        _STUDIO,
        Column("year", "年度", "year", "count"),
        Column("party", "一方", "party"),
        Column("who", "服务对象或指导师", "client or mentor"),
        Column("times", "次数", "times", "count"),
    ),
)  # fmt: skip

SHARE: Final = Table(
    "appointment_share", "预约服务占比", "share of services by appointment", 2,
    (
        _STUDIO,
        Column("year", "年度", "year", "count"),
        Column("services", "服务次数", "services", "count"),
        Column("by_appointment", "其中预约", "of these by appointment", "count"),
    ),
)  # fmt: skip

_HELD: Final = frozenset({"confirmed", "checked-in", "completed"})
"""The outcomes with which an appointment stands in the calendars of mentor and room."""


@frozen
class _Entry:
    """An appointment as its row has it."""

    client: str
    case: str | None
    mode: str
    confidential: bool
    requested: datetime
    start: datetime
    end: datetime
    mentor: str | None = None
    room: str | None = None
    changes: int = 0
    outcome: str = "requested"
    late: bool = False
    service: str | None = None

    @property
    def held(self) -> bool:
        return self.outcome in _HELD


class AppointmentCalendar:
    """预约台账: `appointments`, `mentor_calendar` and `room_calendar` (what takes place), `no_shows` by side."""

    tables = (APPOINTMENTS, MENTORS, ROOMS, NO_SHOWS)

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._missed: dict[Key, int] = {}
        self.see = folding(
            reads(appointment.AppointmentRequested, self._requested),
            reads(appointment.AppointmentConfirmed, self._confirmed),
            reads(appointment.AppointmentRescheduled, self._rescheduled),
            reads(appointment.MentorReassigned, self._reassigned),
            reads(appointment.AppointmentDeclined, self._declined),
            reads(appointment.AppointmentCancelled, self._cancelled),
            reads(appointment.CheckedIn, self._checked_in),
            reads(appointment.AppointmentCompleted, self._completed),
            reads(appointment.NoShowRecorded, self._no_show),
        )

    # -- what the facts say

    def _requested(self, event: Recorded[appointment.AppointmentRequested]) -> Iterable[RowChange]:
        fact = event.fact
        entry = _Entry(fact.client, fact.case, fact.mode.value, fact.confidential, fact.requested, fact.start, fact.end)
        return self._put(event, entry)

    def _confirmed(self, event: Recorded[appointment.AppointmentConfirmed]) -> Iterable[RowChange]:
        fact = event.fact
        return self._change(
            event, mentor=fact.mentor, room=fact.room, start=fact.start, end=fact.end, outcome="confirmed"
        )

    def _rescheduled(self, event: Recorded[appointment.AppointmentRescheduled]) -> Iterable[RowChange]:
        fact = event.fact
        return self._change(event, more=1, start=fact.start, end=fact.end, room=fact.room)

    def _reassigned(self, event: Recorded[appointment.MentorReassigned]) -> Iterable[RowChange]:
        return self._change(event, more=1, mentor=event.fact.mentor)

    def _declined(self, event: Recorded[appointment.AppointmentDeclined]) -> Iterable[RowChange]:
        return self._change(event, outcome="declined")

    def _cancelled(self, event: Recorded[appointment.AppointmentCancelled]) -> Iterable[RowChange]:
        return self._change(event, outcome="cancelled", late=event.fact.late)

    def _checked_in(self, event: Recorded[appointment.CheckedIn]) -> Iterable[RowChange]:
        entry = self._entries.get(event.stream)
        return () if entry is None or entry.outcome != "confirmed" else self._change(event, outcome="checked-in")

    def _completed(self, event: Recorded[appointment.AppointmentCompleted]) -> Iterable[RowChange]:
        return self._change(event, outcome="completed", service=event.fact.service)

    def _no_show(self, event: Recorded[appointment.NoShowRecorded]) -> Iterator[RowChange]:
        entry = self._entries.get(event.stream)
        if entry is None:
            return
        party, year = event.fact.party, legal_day(entry.start).year
        who = entry.client if party is Party.CLIENT else entry.mentor or "-"
        key: Key = (event.studio, year, party.value, who)
        self._missed[key] = times = self._missed.get(key, 0) + 1
        yield NO_SHOWS.name, key, dict(zip((one.name for one in NO_SHOWS.columns), (*key, times), strict=True))
        if entry.held and entry.outcome != "completed":
            yield from self._change(event, outcome="no-show")

    # -- rows

    def _change(self, event: Recorded[Any], more: int = 0, **fields: Any) -> Iterable[RowChange]:
        entry = self._entries.get(event.stream)
        if entry is None:
            return ()
        return self._put(event, attrs.evolve(entry, changes=entry.changes + more, **fields))

    def _put(self, event: Recorded[Any], entry: _Entry) -> Iterator[RowChange]:
        before = self._entries.get(event.stream)
        name = event.stream.rpartition("/")[2]
        self._entries[event.stream] = entry
        yield APPOINTMENTS.name, (event.studio, name), _row(event.studio, name, entry)
        gone = {} if before is None else _calendars(event.studio, name, before)
        there = _calendars(event.studio, name, entry)
        yield from ((table, key, None) for table, key in gone.keys() - there.keys())
        yield from ((table, key, row) for (table, key), row in there.items())


class AppointmentShare:
    """预约服务占比: services of each year, and how many of them by appointment."""

    tables = (SHARE,)

    def __init__(self) -> None:
        self._years: dict[tuple[str, int], tuple[int, int]] = {}
        self.see = folding(reads(ServiceDelivered, self._served))

    def _served(self, event: Recorded[ServiceDelivered]) -> Iterator[RowChange]:
        key = event.studio, fiscal_year(event.fact.start)
        services, by_appointment = self._years.get(key, (0, 0))
        counted = services + 1, by_appointment + (event.fact.appointment is not None)
        self._years[key] = counted
        yield SHARE.name, key, dict(zip((one.name for one in SHARE.columns), (*key, *counted), strict=True))


def _row(studio: str, name: str, entry: _Entry) -> Row:
    return {
        "studio": studio,
        "appointment": name,
        "client": entry.client,
        "case": entry.case,
        "mode": entry.mode,
        "confidential": int(entry.confidential),
        "requested": _local(entry.requested),
        "day": legal_day(entry.start).isoformat(),
        "start": _local(entry.start),
        "end": _local(entry.end),
        "mentor": entry.mentor,
        "room": entry.room,
        "changes": entry.changes,
        "outcome": entry.outcome,
        "late": int(entry.late),
        "service": entry.service,
    }


def _calendars(studio: str, name: str, entry: _Entry) -> dict[tuple[str, Key], Row]:
    """Where the appointment stands in the calendars of mentor and room, while it is to take place or has."""
    found: dict[tuple[str, Key], Row] = {}
    if entry.held:
        full = _row(studio, name, entry)
        tables = ((MENTORS, entry.mentor), (ROOMS, entry.room))
        for table, taken in tables:
            if taken is not None:
                row = {column.name: full[column.name] for column in table.columns}
                key = tuple(str(row[column.name]) for column in table.columns[: table.key])
                found[table.name, key] = row
    return found


def _local(moment: datetime) -> str:
    """`2025-03-06T09:00`: the time in Asia/Shanghai to the minute; at the ends of all dates as it was written."""
    try:
        return moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    except OverflowError:
        return moment.isoformat(timespec="minutes")
