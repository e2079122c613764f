"""Every check of appointments finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import pytest

from audit.appointment.mutations import MUTATIONS, TWINS, Mutation, Twin, kept, left, of
from audit.appointment.stories import OTHER, STORIES, elsewhere
from audit.appointment.story import (
    ACTIVITY,
    AS_OF,
    CALLED_OFF,
    CASE,
    LAWFUL,
    LU,
    ROOM,
    SET_UP,
    STUDIO,
    VISIT,
    agreed,
    as_told,
    asked,
    at,
    cancelled,
    found,
    found_across,
    missed,
    recorded,
)
from audit.changing import History, change, one, then
from audit.histories import grounds
from studio_domain.aggregate import Place
from studio_domain.appointment import facts as appt
from studio_domain.audit import ALL_PREDICATES, Status
from studio_domain.audit.appointment import appointment_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import facts as case
from studio_domain.values import Days

WITHOUT_A_TWIN = {"appointment.without-consent", "appointment.ends-before-start", "appointment.late-not-said"}
"""Whose near misses are the lawful weeks themselves."""

OURS = {name for name in ALL_PREDICATES if name.startswith(("appointment.", "obligation.appointment_"))}


def test_lawful_weeks_have_no_finding() -> None:
    assert [one.message("en") for one in found(LAWFUL)] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_a_mutation_is_found_by_its_check_alone(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of, mutation.known)
    assert [one.check for one in findings] == [mutation.check], [one.message("en") for one in findings]
    (one,) = findings
    assert (one.subjects, one.delta.value) == (mutation.subjects, mutation.delta)
    assert one.message("zh") != one.message("en")


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: one.name)
def test_a_twin_is_found_by_nobody(twin: Twin) -> None:
    assert [one.message("en") for one in found(twin.apply(LAWFUL), twin.as_of, twin.known)] == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    assert {one.check for one in MUTATIONS} == OURS
    assert {one.check for one in TWINS} >= OURS - WITHOUT_A_TWIN


class TestInstants:
    """Slots are half-open and compared as instants, wherever the clocks stood."""

    @pytest.mark.parametrize("hours", [-11, -5.5, 0, 3, 14])
    @pytest.mark.parametrize(("start", "shared"), [("09:59", 1), ("10:00", 0)])
    def test_by_another_clock(self, hours: float, start: str, shared: int) -> None:
        zone = timezone(timedelta(hours=hours))
        more = [
            attrs.evolve(one, fact=_by(one.fact, zone))
            for one in kept("a-8", f"2025-03-06 {start}", "2025-03-06 10:20", LU, ACTIVITY)
        ]
        findings = found((*LAWFUL, *more))
        assert [(one.check, one.delta.value) for one in findings] == [("appointment.mentor-twice", 1)][:shared]

    @pytest.mark.parametrize(("start", "shared"), [("2025-03-12 00:29", 1), ("2025-03-12 00:30", 0)])
    def test_over_midnight(self, start: str, shared: int) -> None:
        early = _at_night("a-8", "2025-03-11 23:30", "2025-03-12 00:30")
        late = _at_night("a-9", start, "2025-03-12 01:00", ROOM)
        findings = found((*LAWFUL, *early, *late), date(2025, 3, 12))
        assert [(one.check, one.delta.value) for one in findings] == [("appointment.mentor-twice", 1)][:shared]

    def test_each_day_of_a_slot_counts_for_the_mentor(self) -> None:
        night = _at_night("a-8", "2025-03-11 23:30", "2025-03-12 00:30")
        (one,) = found((*LAWFUL, *night, left(LU, "2025-03-12")), date(2025, 3, 12))
        assert (one.check, one.interval) == (
            "appointment.mentor-not-eligible",
            Days(date(2025, 3, 12), date(2025, 3, 13)),
        )

    def test_a_slot_that_ends_at_midnight_does_not_touch_the_next_day(self) -> None:
        night = _at_night("a-8", "2025-03-11 23:30", "2025-03-12 00:00")
        assert found((*LAWFUL, *night, left(LU, "2025-03-12")), date(2025, 3, 12)) == []


class TestRemedies:
    """What was moved apart, or called off, stays told and is marked."""

    @pytest.mark.parametrize(
        "story", ["a double booking that is moved apart", "a double booking of which one is called off"]
    )
    def test_marked(self, story: str) -> None:
        (one,) = STORIES[story]()
        assert (one.check, one.status) == ("appointment.mentor-twice", Status.REMEDIED)

    def test_a_no_show_undoes_nothing(self) -> None:
        more = (
            *kept("a-8", "2025-03-06 09:30", "2025-03-06 10:20", LU, ACTIVITY)[:2],
            missed("a-8", "2025-03-06 09:45"),
        )
        (one,) = found((*LAWFUL, *more))
        assert (one.check, one.status) == ("appointment.mentor-twice", Status.OPEN)

    def test_a_late_record_is_remedied(self) -> None:
        late = next(one for one in MUTATIONS if one.name == "a record of service a day late")
        (one,) = found(late.apply(LAWFUL))
        assert (one.status, one.remedy) == (Status.REMEDIED, Place(f"{STUDIO}/{CASE}", 4))


class TestAcrossStudios:
    """What only the region sees: a mentor in two studios at a time."""

    @pytest.mark.parametrize(("start", "shared"), [("09:59", 1), ("10:00", 0), ("09:00", 60)])
    def test_to_the_minute(self, start: str, shared: int) -> None:
        findings = found_across(recorded(VISIT), elsewhere(f"2025-03-06 {start}", "2025-03-06 11:00"))
        assert [(one.check, one.subjects, one.delta.value) for one in findings] == [
            ("regional.mentor-twice", (LU,), shared)
        ][: bool(shared)]

    def test_of_one_studio_the_region_says_nothing(self) -> None:
        history = (*VISIT, *kept("a-8", "2025-03-06 09:00", "2025-03-06 10:00", LU, ACTIVITY))
        assert found_across(recorded(history)) == []

    def test_what_was_called_off_in_the_other(self) -> None:
        off = elsewhere("2025-03-06 09:00", "2025-03-06 10:00")[:2]
        gone = recorded((*VISIT, cancelled("a-1", "2025-03-05 09:00"))[:3])
        assert [one.status for one in found_across(gone, off)] == [Status.OPEN]
        called_off = recorded((*VISIT[:2], cancelled("a-1", "2025-03-04 12:00")))
        assert found_across(called_off, off) == []


class TestNonsense:
    """An import may claim what it likes: it is read to its end."""

    @pytest.mark.parametrize("drop_first", range(len(VISIT)))
    def test_without_what_comes_before(self, drop_first: int) -> None:
        found((*SET_UP, *VISIT[drop_first:]))
        found_across(recorded(VISIT[drop_first:]))

    @pytest.mark.parametrize("shuffled", [tuple(reversed(LAWFUL)), (*CALLED_OFF, *VISIT, *SET_UP)])
    def test_in_another_order(self, shuffled: History) -> None:
        events = as_told(shuffled)
        assert audit(events, appointment_checks(grounds()), as_of=AS_OF)

    @pytest.mark.parametrize("first", [datetime.min, datetime.max - timedelta(hours=1), datetime(2025, 3, 6, 9)])
    @pytest.mark.parametrize("last", [datetime.min + timedelta(hours=1), datetime.max])
    @pytest.mark.parametrize("hours", [-23, 0, 23])
    def test_at_the_ends_of_time(self, first: datetime, last: datetime, hours: int) -> None:
        zone = timezone(timedelta(hours=hours))
        start, end = first.replace(tzinfo=zone), last.replace(tzinfo=zone)
        bent = then(
            change(of("a-1", appt.AppointmentRequested), start=start, end=end, requested=start),
            change(of("a-1", appt.AppointmentConfirmed), start=start, end=end),
            change(of("a-1", appt.AppointmentCompleted), at=end),
            change(of("a-5", appt.AppointmentCancelled), at=start),
            change(of("a-4", appt.NoShowRecorded), at=end),
            change(one(case.ServiceDelivered, service="s-1"), start=start, end=end),
        )(LAWFUL)
        for as_of in (date(2025, 3, 31), date.max):
            assert found(bent, as_of)
        found_across(recorded(bent), recorded(bent, OTHER))

    def test_a_slot_of_years(self) -> None:
        bent = then(
            change(of("a-1", appt.AppointmentRequested), end=at("2125-03-06 10:00"), override="x"),
            change(of("a-1", appt.AppointmentConfirmed), end=at("2125-03-06 10:00")),
        )(LAWFUL)
        assert {one.check for one in found(bent)} >= {"appointment.mentor-twice", "appointment.room-twice"}


def _by(fact: Any, zone: tzinfo) -> Any:
    """The fact with all its instants by another clock."""
    instants = {name: value.astimezone(zone) for name, value in _fields(fact).items() if isinstance(value, datetime)}
    return attrs.evolve(fact, **instants)


def _fields(fact: Any) -> dict[str, Any]:
    return {field.name: getattr(fact, field.name) for field in attrs.fields(type(fact))}


def _at_night(name: str, start: str, end: str, room: str = ACTIVITY) -> History:
    """An appointment outside opening hours, confirmed."""
    return (
        asked(name, "2025-03-05 08:00", start, end, override="夜市摊主"),
        agreed(name, "2025-03-05 08:30", start, end, room=room),
    )
