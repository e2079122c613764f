"""预约服务 (三、（四）1; 三、（一）1): who asks and is answered, who serves as agreed, where they meet."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

from appointment_story import (
    ACTIVITY,
    ASKED,
    CALENDAR,
    CONTRACT,
    END,
    FAN,
    FRIDAY,
    HE,
    LU,
    ROOM,
    START,
    STUDIO,
    THURSDAY,
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
    requested,
    reschedule,
)
from studio_domain import appointment as appt
from studio_domain.appointment import Mode, Party, Stage
from studio_domain.guideline import Breach, Clause, Modality, Qualifier, reading
from studio_domain.policy import Terms
from studio_domain.values import Span
from studio_domain.working_calendar import Due, WorkingDays


class TestSystem:
    """A studio may work by appointment. Once it does, a request is made in time and within opening hours, answered
    within days, called off before it begins, and its outcome is noted (三、（四）1)."""

    def test_using_it_is_a_permission_that_binds_once_used(self) -> None:
        read = reading(Clause.APPOINTMENT_SYSTEM)
        assert (read.modality, read.limit, read.qualifier) == (Modality.MAY, Modality.MUST, Qualifier.ONCE_ADOPTED)

    def test_defaults(self) -> None:
        terms = Terms().appt
        assert (terms.lead_time, terms.no_show_min, terms.travel_buffer) == (60, 15, 0)
        assert (terms.opens, terms.closes, terms.answer_days, terms.outcome_days) == ("08:30", "17:30", 3, 3)
        assert not any(Terms().binds(f"appt.{name}") for name in ("lead_time", "opens", "closes", "answer_days"))

    def test_from_request_to_completion(self) -> None:
        stages = [requested, confirmed, here, over]
        assert [made().appointment.stage for made in stages] == [
            Stage.REQUESTED, Stage.CONFIRMED, Stage.CHECKED_IN, Stage.COMPLETED,
        ]  # fmt: skip
        assert [type(fact).__name__ for fact in over().facts] == [
            "AppointmentRequested", "AppointmentConfirmed", "CheckedIn", "AppointmentCompleted",
        ]  # fmt: skip

    def test_asked_for_through_another_day_and_clock(self) -> None:
        asked = requested().appointment
        assert (asked.wanted, asked.requested, asked.slot) == (Span(START, END), ASKED, None)

    @pytest.mark.parametrize(
        ("slot_day", "due"),
        [
            (date(2025, 3, 20), date(2025, 3, 7)),  # three working days
            (date(2025, 3, 7), date(2025, 3, 7)),
            (date(2025, 3, 6), date(2025, 3, 6)),  # never after the day that it is about
        ],
    )
    def test_a_request_lapses_without_anybody_saying_so(self, slot_day: date, due: date) -> None:
        asked = requested(start=at(slot_day, 9), end=at(slot_day, 10)).appointment
        assert asked.answer_due(CALENDAR, 3) == Due(due)
        assert not asked.lapsed_on(due, CALENDAR, 3)
        assert asked.lapsed_on(due + timedelta(1), CALENDAR, 3)
        assert not Story(asked).take(decline).appointment.lapsed_on(due + timedelta(1), CALENDAR, 3)

    def test_over_a_weekend(self) -> None:
        """Asked for on Thursday; Friday, Monday, Tuesday."""
        asked = requested(
            at=at(THURSDAY, 10), start=at(date(2025, 3, 20), 9), end=at(date(2025, 3, 20), 10)
        ).appointment
        assert asked.answer_due(CALENDAR, 3) == Due(date(2025, 3, 11))
        assert asked.answer_due(WorkingDays(), 3) == Due(date(2025, 3, 11), provisional=True)

    def test_a_late_answer_is_still_an_answer(self) -> None:
        declined = requested().take(decline, at=at(date(2025, 4, 1), 9)).appointment
        assert declined.stage is Stage.DECLINED

    def test_called_off(self) -> None:
        assert requested().take(cancel).appointment.stage is Stage.CANCELLED
        assert confirmed().take(cancel).appointment.stage is Stage.CANCELLED

    @pytest.mark.parametrize("made", [confirmed, here])
    def test_a_no_show_of_either_side(self, made: Any) -> None:
        for party in Party:
            assert made().take(no_show, party=party).appointment.stage is Stage.NO_SHOW

    def test_reports_change_nothing_of_what_is_over(self) -> None:
        for made in (over, lambda: confirmed().take(cancel), lambda: requested().take(decline)):
            before = made().appointment
            after = made().take(no_show).take(check_in).appointment
            assert after.stage is before.stage

    def test_a_check_in_before_the_answer_is_kept(self) -> None:
        early = requested().take(check_in).appointment
        assert (early.stage, early.arrived) == (Stage.REQUESTED, frozenset({Party.CLIENT}))

    def test_nothing_comes_before_the_request(self) -> None:
        with pytest.raises(LookupError):
            appt.evolve(None, appt.AppointmentDeclined("r", HE, ASKED))

    def test_of_a_history_that_confirms_nobody(self) -> None:
        broken = attrs.evolve(confirmed().appointment, mentor=None)
        with pytest.raises(LookupError):
            reschedule(broken)


class TestAgreedMentor:
    """The mentor agreed on serves; another one only if the client agreed first. He may serve on every day of the slot,
    and is nobody else's then (三、（四）1)."""

    def test_agreed(self) -> None:
        agreed = confirmed().appointment
        assert (agreed.mentor, agreed.slot, agreed.room) == (LU, Span(START, END), ROOM)

    def test_a_wish_is_no_agreement(self) -> None:
        assert requested(wish=ZHOU).take(confirm, mentor=LU).appointment.mentor == LU

    def test_reassigned_with_consent(self) -> None:
        other = confirmed().take(reassign).appointment
        assert (other.mentor, other.slot, other.room, other.stage) == (ZHOU, Span(START, END), ROOM, Stage.CONFIRMED)
        assert here().take(reassign).appointment.stage is Stage.CHECKED_IN

    def test_moved_with_consent(self) -> None:
        moved = confirmed().take(reschedule, room=ACTIVITY).appointment
        assert (moved.slot, moved.room, moved.mentor) == (Span(at(THURSDAY, 14), at(THURSDAY, 15)), ACTIVITY, LU)

    def test_moved_to_another_room_alone(self) -> None:
        moved = confirmed().take(reschedule, start=START, end=END, room=ACTIVITY).appointment
        assert (moved.slot, moved.room) == (Span(START, END), ACTIVITY)

    def test_an_expert_by_his_contract(self) -> None:
        agreed = requested().take(confirm, mentor=FAN, contract=CONTRACT, contract_id="x-fan").appointment
        assert (agreed.mentor, agreed.contract) == (FAN, "x-fan")
        assert Story(agreed).take(reassign, mentor=LU).appointment.contract is None

    def test_who_completes_is_who_was_agreed_on(self) -> None:
        after = here().take(reassign)
        with pytest.raises(Breach):
            after.take(complete)


class TestPlaces:
    """A visit at the studio, a meeting at the client's enterprise, or online: each has its place; what was done has
    a record of service (三、（四）1)."""

    def test_three_modes(self) -> None:
        assert [mode.value for mode in Mode] == ["visit", "on-site", "online"]

    def test_on_site_the_way_is_kept_free(self) -> None:
        half_an_hour = timedelta(minutes=30)
        assert appt.with_travel(Span(START, END), 30) == Span(START - half_an_hour, END + half_an_hour)
        assert Story().take(on_site).appointment.kept is None

    def test_a_completion_cites_case_and_record(self) -> None:
        fact = over().facts[-1]
        assert (fact.mentor, fact.case, fact.service) == (LU, "2025-0017", "s-1")


class TestCounsellingRoom:
    """Guidance in confidence takes place in the counselling room, which is set apart, or online (三、（一）1)."""

    @pytest.mark.parametrize("kind", appt.FOR_GUIDANCE)
    def test_rooms_for_guidance(self, kind: str) -> None:
        rooms = attrs.evolve(STUDIO.premises, areas={"r": attrs.evolve(STUDIO.premises.areas[ROOM], kind=kind)})
        studio = attrs.evolve(STUDIO, premises=rooms)
        assert requested().take(confirm, room="r", studio=studio).appointment.room == "r"
        secret = requested(confidential=True)
        if kind == appt.COUNSELLING:
            assert secret.take(confirm, room="r", studio=studio).appointment.room == "r"
        else:
            with pytest.raises(Breach):
                secret.take(confirm, room="r", studio=studio)


DECIDED: list[partial[Any]] = [
    partial(on_site, None, override="夜市摊主", address="余杭塘路 1 号"),
    partial(decline, requested().appointment),
    partial(confirm, requested().appointment),
    partial(reschedule, confirmed().appointment, start=at(FRIDAY, 19), end=at(FRIDAY, 20), override="夜市摊主"),
    partial(reassign, confirmed().appointment, mentor=FAN, contract=CONTRACT, contract_id="x-fan"),
    partial(cancel, confirmed().appointment),
    partial(complete, here().appointment),
    partial(check_in, confirmed().appointment),
    partial(no_show, confirmed().appointment),
]


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word."""
    fact = decide()
    words = {"requested": "at"}
    shared = {
        field.name: words.get(field.name, field.name)
        for field in attrs.fields(type(fact))
        if words.get(field.name, field.name) in inspect.signature(decide.func).parameters
        and field.name not in ("contract", "case")
    }
    assert {name: getattr(fact, name) for name in shared} == {
        name: decide.keywords[word] for name, word in shared.items()
    }


def test_every_decision_has_a_case() -> None:
    assert [decide.func for decide in DECIDED] == list(appt.MAY_DECIDE)
