"""Rule by rule: what each `require` of an appointment refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from appointment_story import (
    ACTIVITY,
    APPOINTMENT,
    ASKED,
    CASE,
    CLIENT_ID,
    CONTRACT,
    DISPLAY,
    EMPTY_CASE,
    END,
    ENDS,
    FAN,
    FILE,
    FRIDAY,
    GU,
    HE,
    LU,
    MINUTE,
    OLD,
    RECOGNISED,
    ROOM,
    START,
    STUDIO,
    SUSPENDED,
    THURSDAY,
    TRAVELLING,
    TUESDAY,
    WITHDRAWN,
    ZHOU,
    Story,
    at,
    cancel,
    check_in,
    complete,
    confirm,
    confirmed,
    decline,
    here,
    no_show,
    on_site,
    over,
    reassign,
    request,
    requested,
    reschedule,
    served,
    told,
)
from studio_domain import appointment as appt
from studio_domain import mentor_diary, room_diary
from studio_domain.appointment import Mode, Party, Stage
from studio_domain.client_case import evolve as evolve_case
from studio_domain.guideline import Rule, fill
from studio_domain.policy import Policy
from studio_domain.values import SHANGHAI, Sealed, Span
from studio_domain.working_calendar import WorkingDays
from telling import refused_by
from test_form import rules

NEW, AGREED, HERE, OVER = (made().appointment for made in (requested, confirmed, here, over))
SITE = Story().take(on_site).appointment
SECRET = requested(confidential=True).appointment
CALLED_OFF = confirmed().take(cancel).appointment
WITH_FAN = requested().take(confirm, mentor=FAN, contract=CONTRACT, contract_id="x-fan").appointment
LATE_NIGHT = requested(start=at(THURSDAY, 23), end=at(FRIDAY, 1), override="夜市摊主").appointment
NIGHT_AGREED = Story(LATE_NIGHT).take(confirm).appointment
ONLINE = requested(mode=Mode.ONLINE).appointment
UNADOPTED = WorkingDays()
LAST_DAY = date(2025, 3, 7)
"""Three working days after a Tuesday, or the day of the slot where that is earlier."""
FAR = requested(start=at(date(2025, 3, 20), 9), end=at(date(2025, 3, 20), 10)).appointment
OTHER_CLIENT = attrs.evolve(FILE, client="k-li")
OTHER_CASE = attrs.evolve(FILE, case="2025-0018")
BY_ZHOU = evolve_case(EMPTY_CASE, served(mentor=ZHOU))
AFTERWARDS = evolve_case(EMPTY_CASE, served(start=END, end=END + timedelta(hours=1)))
BEFORE = evolve_case(EMPTY_CASE, served(start=START - timedelta(hours=1), end=START))
LAPSING = attrs.evolve(
    STUDIO,
    recognition=attrs.evolve(STUDIO.recognition, terms=(attrs.evolve(STUDIO.recognition.terms[0], last=THURSDAY),)),
)

STARTS = {"start": START.astimezone(SHANGHAI)}
HOURS = {"opens": "08:30", "closes": "17:30"}
NOT_SERVED = {"client": CLIENT_ID, "day": TUESDAY}


def stage(now: Stage, needed: str) -> dict[str, object]:
    return {"stage": now, "needed": needed}


# fmt: off
REFUSED: list[tuple[Rule, dict[str, Any], Callable[[], object]]] = [
    # 申请
    (appt.REQUESTED_ONCE, {"appointment": APPOINTMENT}, lambda: request(NEW)),
    (appt.TAKES_NEW, {"day": TUESDAY}, lambda: request(None, studio=SUSPENDED)),
    (appt.TAKES_NEW, {"day": date(2024, 6, 30)}, lambda: request(None, at=at(date(2024, 6, 30), 10))),
    (appt.CLIENT_SERVED, NOT_SERVED, lambda: request(None, record=None)),
    (appt.CLIENT_SERVED, NOT_SERVED, lambda: request(None, record=WITHDRAWN)),
    (appt.ENDS_AFTER_START, {}, lambda: request(None, end=START)),
    (appt.WITHIN_A_DAY, {}, lambda: request(None, end=START + timedelta(hours=24, microseconds=1), override="x")),
    (appt.OPENING_HOURS, HOURS, lambda: request(None, start=at(THURSDAY, 8, 29), end=at(THURSDAY, 9))),
    (appt.OPENING_HOURS, HOURS, lambda: request(None, start=at(THURSDAY, 17), end=at(THURSDAY, 17, 31))),
    (appt.OPENING_HOURS, HOURS, lambda: request(None, start=at(THURSDAY, 9), end=at(FRIDAY, 9))),
    (appt.OPENING_HOURS, HOURS, lambda: request(None, start=at(THURSDAY, 8, 29), end=at(THURSDAY, 9), override=" ")),
    (appt.IN_TIME, {"minutes": 60}, lambda: request(None, at=START - timedelta(minutes=60) + timedelta(microseconds=1))),
    (appt.IN_TIME, {"minutes": 60}, lambda: request(None, at=START)),
    (appt.ADDRESS_STATED, {}, lambda: on_site(None, site=None)),
    (appt.ADDRESS_STATED, {}, lambda: on_site(None, site=" ", address="")),
    (appt.ADDRESS_STATED, {}, lambda: request(None, site="file-7")),
    (appt.ADDRESS_STATED, {}, lambda: request(None, mode=Mode.ONLINE, address="余杭塘路 1 号")),
    (appt.CONFIDENTIAL_PLACE, {}, lambda: on_site(None, confidential=True)),
    # 婉拒
    (appt.IN_ORDER, stage(Stage.CONFIRMED, "requested"), lambda: decline(AGREED)),
    (appt.REASON_STATED, {}, lambda: decline(NEW, reason=" ")),
    # 确认
    (appt.IN_ORDER, stage(Stage.CONFIRMED, "requested"), lambda: confirm(AGREED)),
    (appt.IN_ORDER, stage(Stage.CANCELLED, "requested"), lambda: confirm(CALLED_OFF)),
    (appt.NOT_BEGUN, STARTS, lambda: confirm(NEW, at=START)),
    (appt.NOT_LAPSED, {"due": LAST_DAY}, lambda: confirm(FAR, at=at(date(2025, 3, 8), 0))),
    (appt.TAKES_NEW, {"day": TUESDAY}, lambda: confirm(NEW, studio=SUSPENDED)),
    (appt.CLIENT_SERVED, NOT_SERVED, lambda: confirm(NEW, record=WITHDRAWN)),
    (appt.CLIENT_SERVED, NOT_SERVED, lambda: confirm(NEW, record=None)),
    (appt.STUDIO_SERVES, {"day": FRIDAY}, lambda: confirm(LATE_NIGHT, studio=LAPSING)),
    (appt.MENTOR_MAY_SERVE, {"mentor": GU, "day": THURSDAY}, lambda: confirm(NEW, mentor=GU)),
    (appt.MENTOR_MAY_SERVE, {"mentor": FAN, "day": THURSDAY}, lambda: confirm(NEW, mentor=FAN)),
    (appt.MENTOR_MAY_SERVE, {"mentor": GU, "day": THURSDAY}, lambda: confirm(NEW, mentor=GU, contract=CONTRACT)),
    (appt.MENTOR_MAY_SERVE, {"mentor": FAN, "day": FRIDAY}, lambda: confirm(LATE_NIGHT, mentor=FAN, contract=CONTRACT)),
    (appt.MENTOR_MAY_SERVE, {"mentor": HE, "day": FRIDAY}, lambda: confirm(LATE_NIGHT, mentor=HE)),
    (appt.ROOM_FOR_VISITS, {}, lambda: confirm(NEW, room=None)),
    (appt.ROOM_FOR_VISITS, {}, lambda: confirm(SITE)),
    (appt.ROOM_IN_USE, {"room": "attic", "day": THURSDAY}, lambda: confirm(NEW, room="attic")),
    (appt.ROOM_IN_USE, {"room": OLD, "day": THURSDAY}, lambda: confirm(NEW, room=OLD)),
    (appt.ROOM_KIND, {"room": DISPLAY, "kind": "display-area"}, lambda: confirm(NEW, room=DISPLAY)),
    (appt.CONFIDENTIAL_PLACE, {}, lambda: confirm(SECRET, room=ACTIVITY)),
    # 改期
    (appt.IN_ORDER, stage(Stage.REQUESTED, "confirmed"), lambda: reschedule(NEW)),
    (appt.IN_ORDER, stage(Stage.CHECKED_IN, "confirmed"), lambda: reschedule(HERE)),
    (appt.NOT_BEGUN, STARTS, lambda: reschedule(AGREED, at=START)),
    (appt.NOT_BEGUN, {"start": at(TUESDAY, 14)}, lambda: reschedule(AGREED, start=at(TUESDAY, 14), end=at(TUESDAY, 15), at=at(TUESDAY, 14))),
    (appt.ENDS_AFTER_START, {}, lambda: reschedule(AGREED, end=at(THURSDAY, 14))),
    (appt.WITHIN_A_DAY, {}, lambda: reschedule(AGREED, end=at(FRIDAY, 15), override="x")),
    (appt.OPENING_HOURS, HOURS, lambda: reschedule(AGREED, end=at(THURSDAY, 17, 31))),
    (appt.ANOTHER_SLOT, {}, lambda: reschedule(AGREED, start=START.astimezone(UTC), end=END)),
    (appt.CLIENT_CONSENTS, {}, lambda: reschedule(AGREED, client_consented=False)),
    (appt.REASON_STATED, {}, lambda: reschedule(AGREED, reason=" ")),
    (appt.STUDIO_SERVES, {"day": ENDS + timedelta(1)}, lambda: reschedule(AGREED, start=at(ENDS + timedelta(1), 9), end=at(ENDS + timedelta(1), 10))),
    (appt.MENTOR_MAY_SERVE, {"mentor": FAN, "day": FRIDAY}, lambda: reschedule(WITH_FAN, start=at(FRIDAY, 9), end=at(FRIDAY, 10), contract=CONTRACT)),
    (appt.ROOM_FOR_VISITS, {}, lambda: reschedule(AGREED, room=None)),
    (appt.CONFIDENTIAL_PLACE, {}, lambda: reschedule(Story(SECRET).take(confirm).appointment, room=ACTIVITY)),
    # 改派
    (appt.IN_ORDER, stage(Stage.REQUESTED, "confirmed / checked-in"), lambda: reassign(NEW)),
    (appt.IN_ORDER, stage(Stage.COMPLETED, "confirmed / checked-in"), lambda: reassign(OVER)),
    (appt.NOT_OVER, {"end": END}, lambda: reassign(AGREED, at=END)),
    (appt.ANOTHER_MENTOR, {"mentor": LU}, lambda: reassign(AGREED, mentor=LU)),
    (appt.CLIENT_CONSENTS, {}, lambda: reassign(AGREED, client_consented=False)),
    (appt.REASON_STATED, {}, lambda: reassign(AGREED, reason="")),
    (appt.MENTOR_MAY_SERVE, {"mentor": GU, "day": THURSDAY}, lambda: reassign(AGREED, mentor=GU)),
    (appt.MENTOR_MAY_SERVE, {"mentor": HE, "day": FRIDAY}, lambda: reassign(NIGHT_AGREED, mentor=HE)),
    # 取消
    (appt.IN_ORDER, stage(Stage.CHECKED_IN, "requested / confirmed"), lambda: cancel(HERE)),
    (appt.IN_ORDER, stage(Stage.CANCELLED, "requested / confirmed"), lambda: cancel(CALLED_OFF)),
    (appt.NOT_BEGUN, STARTS, lambda: cancel(AGREED, at=START)),
    (appt.NOT_BEGUN, STARTS, lambda: cancel(NEW, at=START)),
    (appt.REASON_STATED, {}, lambda: cancel(AGREED, reason=" ")),
    # 完成
    (appt.IN_ORDER, stage(Stage.CONFIRMED, "checked-in"), lambda: complete(AGREED)),
    (appt.IN_ORDER, stage(Stage.COMPLETED, "checked-in"), lambda: complete(OVER)),
    (appt.SLOT_BEGAN, STARTS, lambda: complete(HERE, at=START - timedelta(microseconds=1))),
    (appt.SERVED_AS_AGREED, {"agreed": LU, "mentor": ZHOU}, lambda: complete(HERE, mentor=ZHOU)),
    (appt.SERVED_AS_AGREED, {"agreed": LU, "mentor": ZHOU}, lambda: complete(HERE, case=BY_ZHOU)),
    (appt.OF_THE_CLIENT, {"case": CASE}, lambda: complete(HERE, case=OTHER_CLIENT)),
    (appt.OF_THE_CLIENT, {"case": "2025-0018"}, lambda: complete(HERE, case=OTHER_CASE)),
    (appt.SERVICE_ON_RECORD, {"service": "s-2"}, lambda: complete(HERE, service="s-2")),
    (appt.IN_THE_SLOT, {"service": "s-1"}, lambda: complete(HERE, case=AFTERWARDS)),
    (appt.IN_THE_SLOT, {"service": "s-1"}, lambda: complete(HERE, case=BEFORE)),
]
# fmt: on


@pytest.mark.parametrize(("rule", "figures", "decide"), REFUSED, ids=[case[0].en for case in REFUSED])
def test_refused(rule: Rule, figures: dict[str, Any], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures).isascii()


def test_every_rule_refuses_something() -> None:
    assert {id(rule) for rule in rules("appointment").values()} == {id(case[0]) for case in REFUSED}


# -- the other side of each boundary


class TestToTheMinute:
    """What is just in time, just inside, just before."""

    def test_an_hour_ahead_is_in_time(self) -> None:
        assert request(None, at=START - timedelta(minutes=60)).requested == START - timedelta(minutes=60)

    def test_all_opening_hours(self) -> None:
        asked = request(None, start=at(THURSDAY, 8, 30), end=at(THURSDAY, 17, 30))
        assert (asked.start, asked.end) == (at(THURSDAY, 8, 30), at(THURSDAY, 17, 30))

    def test_outside_them_with_a_reason(self) -> None:
        assert request(None, start=at(THURSDAY, 19), end=at(THURSDAY, 20), override="白天营业").override == "白天营业"

    def test_hours_that_are_open_to_the_days_end(self) -> None:
        open_late = Policy.adopting(RECOGNISED, **{"hours.opens": "00:00", "hours.closes": "24:00"}).on(TUESDAY)
        asked = request(None, start=at(THURSDAY, 0), end=at(FRIDAY, 0), terms=open_late)
        assert Span(asked.start, asked.end).legal_days == (THURSDAY,)

    def test_the_last_moment_to_confirm(self) -> None:
        assert confirm(NEW, at=START - timedelta(microseconds=1)).start == START
        assert confirm(FAR, at=at(LAST_DAY, 23, 59)).mentor == LU

    def test_a_provisional_calendar_lets_nothing_lapse(self) -> None:
        assert confirm(FAR, at=at(date(2025, 3, 10), 9), calendar=UNADOPTED).mentor == LU

    def test_a_mentor_to_his_last_day(self) -> None:
        """The contract ends with Thursday; the slot that ends at midnight does not touch Friday."""
        to_midnight = requested(start=at(THURSDAY, 23), end=at(FRIDAY, 0), override="夜市摊主").appointment
        assert confirm(to_midnight, mentor=FAN, contract=CONTRACT, contract_id="x-fan").contract == "x-fan"
        assert confirm(to_midnight, mentor=HE).mentor == HE

    def test_a_room_to_its_last_day(self) -> None:
        wednesday = requested(start=at(date(2025, 3, 5), 9), end=at(date(2025, 3, 5), 10)).appointment
        assert confirm(wednesday, room=OLD).room == OLD

    def test_until_it_begins(self) -> None:
        just_before = START - timedelta(microseconds=1)
        assert cancel(AGREED, at=just_before).late
        assert reschedule(AGREED, at=just_before).start == at(THURSDAY, 14)
        assert reassign(AGREED, at=END - timedelta(microseconds=1)).mentor == ZHOU

    @pytest.mark.parametrize(("ahead", "late"), [(60 * MINUTE, False), (60 * MINUTE - timedelta(microseconds=1), True)])
    def test_late_is_less_than_the_notice_of_a_request(self, ahead: timedelta, late: bool) -> None:
        assert cancel(AGREED, at=START - ahead).late is late
        assert not cancel(NEW, at=START - ahead).late

    def test_completed_as_it_begins(self) -> None:
        assert complete(HERE, at=START).service == "s-1"

    def test_a_service_that_has_an_instant_of_the_slot(self) -> None:
        last = evolve_case(EMPTY_CASE, served(start=END - timedelta(microseconds=1), end=END + timedelta(hours=1)))
        assert complete(HERE, case=last).case == CASE

    def test_a_case_of_the_client_where_none_was_named(self) -> None:
        unnamed = Story(requested(case=None).appointment).take(confirm).take(check_in)
        assert complete(unnamed.appointment).case == CASE


class TestPlaces:
    """来访、上门、线上: each has its place, in confidence a quiet one."""

    @pytest.mark.parametrize("room", [ROOM, ACTIVITY])
    def test_a_visit_in_a_room_for_guidance(self, room: str) -> None:
        assert confirm(NEW, room=room).room == room

    def test_in_confidence_in_the_counselling_room_or_online(self) -> None:
        assert confirm(SECRET).room == ROOM
        online = requested(mode=Mode.ONLINE, confidential=True).appointment
        assert confirm(online, room=None).room is None
        assert confirm(online, room=ACTIVITY).room == ACTIVITY, "the mentor may sit where he likes"

    def test_on_site_with_an_address_or_where_it_is_on_file(self) -> None:
        sealed = Sealed("Y2lwaGVydGV4dA==", "Yw==", "cw==", "0" * 32, "aes-256-gcm/1")
        for words in (
            {"site": "file-7"},
            {"site": None, "address": "余杭塘路 1 号"},
            {"site": None, "address": sealed},
        ):
            assert on_site(None, **words).mode is Mode.ON_SITE

    def test_on_site_keeps_time_to_travel(self) -> None:
        assert confirm(SITE, room=None, terms=TRAVELLING).travel == 30
        assert confirm(NEW, terms=TRAVELLING).travel == 0
        kept = Story(SITE).take(confirm, room=None, terms=TRAVELLING).appointment.kept
        assert kept == Span(START - 30 * MINUTE, END + 30 * MINUTE)


class TestZones:
    """Instants with other offsets are the same instants."""

    @pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=6, minutes=30)), ZoneInfo("America/New_York")])
    def test_a_slot_is_an_instant(self, zone: Any) -> None:
        asked = request(None, start=START.astimezone(zone), end=END.astimezone(zone), at=ASKED.astimezone(zone))
        assert (asked.start.tzinfo, asked.end.tzinfo, asked.requested.tzinfo) == (UTC, UTC, UTC)
        assert (asked.start, asked.end, asked.requested) == (START, END, ASKED)

    def test_an_hour_that_a_clock_shows_twice(self) -> None:
        """In New York 01:30 comes twice on 2025-11-02; Python compares clocks of one zone by what they show."""
        york = ZoneInfo("America/New_York")
        first, second = datetime(2025, 11, 2, 1, 30, tzinfo=york), datetime(2025, 11, 2, 1, 30, tzinfo=york, fold=1)
        assert first == second
        asked = request(None, start=first, end=second, at=at(date(2025, 11, 1), 9))
        assert asked.end - asked.start == timedelta(hours=1)

    def test_the_day_is_the_day_in_shanghai(self) -> None:
        """Five in the afternoon of Wednesday in London is after midnight of Thursday in Hangzhou."""
        utc = datetime(2025, 3, 5, 17, tzinfo=UTC)
        night = requested(start=utc, end=utc + timedelta(hours=1), override="跨时区线上").appointment
        assert night.wanted.legal_days == (THURSDAY,)


class TestReports:
    """签到、未到场: recorded as they come, whatever stage it is at."""

    @pytest.mark.parametrize("state", [NEW, AGREED, HERE, OVER, CALLED_OFF])
    def test_never_refused(self, state: appt.Appointment) -> None:
        assert check_in(state, party=Party.MENTOR, at=at(THURSDAY, 3)) == appt.CheckedIn(Party.MENTOR, at(THURSDAY, 3))
        assert no_show(state, at=at(TUESDAY, 3)) == appt.NoShowRecorded(Party.CLIENT, at(TUESDAY, 3))


# -- diaries

NINE, TEN, ELEVEN = at(THURSDAY, 9), at(THURSDAY, 10), at(THURSDAY, 11)
MENTORS: mentor_diary.MentorDiary = told(mentor_diary, mentor_diary.SlotReserved("s/appointment/a", NINE, TEN))
ROOMS: room_diary.RoomDiary = told(room_diary, room_diary.RoomReserved("s/appointment/a", NINE, TEN))


class TestDiaries:
    """A slot is half-open; who has it may have it anew; nobody else has an instant of it."""

    @pytest.mark.parametrize(
        ("start", "end"), [(NINE, TEN), (NINE - MINUTE, NINE + MINUTE), (TEN - MINUTE, ELEVEN), (NINE - MINUTE, ELEVEN)]
    )
    def test_no_instant_twice(self, start: datetime, end: datetime) -> None:
        span = Span(start.astimezone(UTC), end)
        with refused_by(mentor_diary.MENTOR_FREE, other="s/appointment/a"):
            mentor_diary.reserve(MENTORS, appointment="s/appointment/b", span=span)
        with refused_by(room_diary.ROOM_FREE, other="s/appointment/a"):
            room_diary.reserve(ROOMS, occasion="s/appointment/b", span=span)
        assert not MENTORS.free(span)
        assert not ROOMS.free(span)
        assert MENTORS.free(span, but="s/appointment/a")
        assert ROOMS.free(span, but="s/appointment/a")

    @pytest.mark.parametrize(("start", "end"), [(at(THURSDAY, 8), NINE), (TEN, ELEVEN)])
    def test_slots_may_touch(self, start: datetime, end: datetime) -> None:
        span = Span(start, end)
        assert mentor_diary.reserve(MENTORS, appointment="b", span=span) == mentor_diary.SlotReserved("b", start, end)
        assert room_diary.reserve(ROOMS, occasion="b", span=span) == room_diary.RoomReserved("b", start, end)

    def test_given_back_it_is_free(self) -> None:
        released = mentor_diary.evolve(MENTORS, mentor_diary.release(MENTORS, appointment="s/appointment/a"))
        assert released.free(Span(NINE, TEN))
        emptied = room_diary.evolve(ROOMS, room_diary.release(ROOMS, occasion="s/appointment/a"))
        assert emptied.free(Span(NINE, TEN))

    def test_only_what_is_there_is_given_back(self) -> None:
        with refused_by(mentor_diary.MENTOR_KEPT, appointment="b"):
            mentor_diary.release(MENTORS, appointment="b")
        with refused_by(room_diary.ROOM_KEPT, occasion="b"):
            room_diary.release(ROOMS, occasion="b")

    def test_an_hour_counts_once_as_served(self) -> None:
        """Under whichever contract; an appointment at that time is no matter, it may be the one that was kept."""
        fact = mentor_diary.ServiceCounted("s/expert/x-1", "s-1", NINE, TEN)
        served: mentor_diary.MentorDiary = mentor_diary.evolve(MENTORS, fact)
        assert served == mentor_diary.MentorDiary(MENTORS.kept, {("s/expert/x-1", "s-1"): Span(NINE, TEN)})
        for start, end in ((NINE - MINUTE, NINE + MINUTE), (TEN - MINUTE, ELEVEN), (NINE, TEN)):
            with refused_by(mentor_diary.HOUR_COUNTS_ONCE, contract="s/expert/x-1", entry="s-1"):
                mentor_diary.count_service(served, contract="t/expert/x-2", entry="s-1", span=Span(start, end))
        for diary, start, end in (
            (served, TEN, ELEVEN),
            (served, NINE - MINUTE, NINE),
            (MENTORS, NINE, TEN),
            (None, NINE, TEN),
        ):
            counted = mentor_diary.count_service(diary, contract="c", entry="e", span=Span(start, end))
            assert counted == mentor_diary.ServiceCounted("c", "e", start, end)
        moved = mentor_diary.evolve(served, mentor_diary.SlotReleased("s/appointment/a"))
        assert moved == mentor_diary.MentorDiary({}, served.counted)

    def test_of_a_history_from_elsewhere(self) -> None:
        """What was never there is released without effect."""
        assert told(mentor_diary, mentor_diary.SlotReleased("b")) == mentor_diary.MentorDiary()
        assert told(room_diary, room_diary.RoomReleased("b")) == room_diary.RoomDiary()
