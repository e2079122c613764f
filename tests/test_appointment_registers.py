"""Registers of appointments: what they show is what the facts say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import attrs

from audit.appointment.story import (
    CALLED_OFF,
    HE,
    LAWFUL,
    LU,
    ROOM,
    SET_UP,
    STUDIO,
    VISIT,
    cancelled,
    here,
    missed,
    recorded,
)
from audit.changing import History
from studio_domain.appointment.facts import AppointmentConfirmed, AppointmentRequested, Party
from studio_domain.views import AppointmentCalendar, AppointmentShare, Kept, Row


def kept(history: History, as_of: date | None = None) -> Kept:
    return Kept(AppointmentCalendar()).see_all(recorded(history), as_of=as_of)


def by_name(register: Kept) -> dict[object, Row]:
    return {row["appointment"]: row for row in register.table("appointments")}


class TestCalendar:
    """A row for each appointment; those that take place stand in the calendars of mentor and room as well."""

    def test_outcomes(self) -> None:
        rows = by_name(kept(LAWFUL))
        assert {name: row["outcome"] for name, row in rows.items()} == {
            "a-1": "completed", "a-2": "completed", "a-3": "completed", "a-4": "no-show", "a-5": "cancelled",
            "a-6": "declined", "a-7": "confirmed",
        }  # fmt: skip
        assert (rows["a-3"]["start"], rows["a-3"]["changes"], rows["a-3"]["mode"]) == ("2025-03-10T10:00", 1, "online")
        assert (rows["a-4"]["mentor"], rows["a-4"]["changes"], rows["a-4"]["confidential"]) == (HE, 1, 1)
        assert (rows["a-1"]["service"], rows["a-5"]["late"]) == ("s-1", 0)

    def test_by_mentor(self) -> None:
        rows = kept(LAWFUL).table("mentor_calendar")
        assert [(row["mentor"], row["start"], row["appointment"]) for row in rows] == [
            ("p-fan", "2025-03-06T10:30", "a-2"),
            ("p-lu", "2025-03-06T09:00", "a-1"),
            ("p-lu", "2025-03-10T10:00", "a-3"),
            ("p-zhou", "2026-02-03T09:00", "a-7"),
        ]

    def test_by_room(self) -> None:
        rows = kept(LAWFUL).table("room_calendar")
        assert [(row["room"], row["day"], row["appointment"]) for row in rows] == [
            (ROOM, "2025-03-06", "a-1"),
            (ROOM, "2026-02-03", "a-7"),
        ]

    def test_on_an_earlier_day(self) -> None:
        rows = by_name(kept(LAWFUL, date(2025, 3, 5)))
        assert {name: row["outcome"] for name, row in rows.items()} == {
            "a-1": "confirmed",
            "a-2": "confirmed",
            "a-3": "confirmed",
        }
        assert rows["a-3"]["start"] == "2025-03-07T09:00"

    def test_checked_in(self) -> None:
        assert by_name(kept((*SET_UP, *VISIT[:3])))["a-1"]["outcome"] == "checked-in"
        assert by_name(kept((*VISIT, here("a-1", "2025-03-06 10:30", Party.MENTOR))))["a-1"]["outcome"] == "completed"

    def test_late(self) -> None:
        assert by_name(kept((*VISIT[:2], cancelled("a-1", "2025-03-06 08:30", late=True))))["a-1"]["late"] == 1

    def test_times_are_of_shanghai(self) -> None:
        asked, *rest = VISIT
        assert isinstance(asked.fact, AppointmentRequested)
        fact = attrs.evolve(
            asked.fact,
            start=asked.fact.start.astimezone(UTC),
            end=datetime.max.replace(tzinfo=timezone(-timedelta(hours=9))),
        )
        (row,) = by_name(kept((attrs.evolve(asked, fact=fact),))).values()
        assert (row["start"], row["end"]) == ("2025-03-06T09:00", "9999-12-31T23:59-09:00")
        assert isinstance(rest[0].fact, AppointmentConfirmed)

    def test_of_what_nobody_asked_for_there_is_no_row(self) -> None:
        assert list(kept((*VISIT[1:], missed("a-1", "2025-03-06 11:00"))).lines()) == []


class TestNoShows:
    """Counts by side, by whom, by year."""

    def test_counts(self) -> None:
        twice = (
            *CALLED_OFF,
            missed("a-7", "2026-02-03 09:15"),
            missed("a-7", "2026-02-03 09:20", Party.MENTOR),
            missed("a-7", "2026-02-03 09:30", Party.MENTOR),
        )
        assert kept(twice).table("no_shows") == [
            {"studio": STUDIO, "year": 2026, "party": "client", "who": "k-wang", "times": 1},
            {"studio": STUDIO, "year": 2026, "party": "mentor", "who": "p-zhou", "times": 2},
        ]

    def test_of_what_was_completed_the_outcome_stays(self) -> None:
        register = kept((*VISIT, missed("a-1", "2025-03-06 11:00", Party.MENTOR)))
        assert by_name(register)["a-1"]["outcome"] == "completed"
        assert [row["who"] for row in register.table("no_shows")] == [LU]


class TestShare:
    """Services of a year, and those by appointment."""

    def test_counts(self) -> None:
        (row,) = Kept(AppointmentShare()).see_all(recorded(LAWFUL)).table("appointment_share")
        assert row == {"studio": STUDIO, "year": 2025, "services": 3, "by_appointment": 3}
