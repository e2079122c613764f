"""Each fact of a contract changes its own part of the state; what holds on a day follows from the days stated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert_story import (
    APPROVED,
    DAY,
    FAN,
    FIRST,
    HEAD,
    LAST,
    LEAD,
    MEMBER,
    OTHER_EXPERT,
    SIGNED,
    STAFF,
    STUDIO,
    TERMS,
    Engagement,
    at,
    engaged,
    lectured,
)
from studio_domain import expert_contract as expert
from studio_domain.expert_contract import ExpertContract, Stage, TerminationCause, may_serve
from studio_domain.policy import grades
from studio_domain.values import Days, PersonId, Span
from test_form import facts

BOOKED = expert.BookingMade("s/appointment/a-1", DAY, DAY)
FULL: ExpertContract = expert.evolve(
    lectured().claimed("f-1", "s-1", units=200, gross=2_300_00).evaluated().contract, BOOKED
)
PAUSED = expert.evolve(FULL, expert.ContractSuspended(date(2025, 4, 1), "r", LEAD))
NEXT, EVE = LAST + timedelta(1), FIRST - timedelta(1)


def parts(contract: ExpertContract) -> dict[str, Any]:
    return {field.name: getattr(contract, field.name) for field in attrs.fields(ExpertContract)}


FACTS: list[tuple[expert.Event, set[str]]] = [
    (
        expert.ExpertNominated(OTHER_EXPERT, STAFF, "x", "y", DAY),
        set(parts(FULL)) - {"renewal", "suspensions", "ending"},
    ),
    (expert.QualificationVerified(STAFF, expert.Title.OTHER, False, None, "d", "d", DAY), {"verified"}),
    (expert.EngagementApproved(HEAD, "d", DAY), {"approved"}),
    (expert.EngagementDeclined(HEAD, "r", DAY), {"ending"}),
    (attrs.evolve(FULL.signed, last=NEXT) if FULL.signed else expert.FeePaid("f-1", DAY), {"signed", "last"}),
    (expert.TaskAssigned("t-2", "x", LEAD, DAY), {"tasks"}),
    (expert.ServiceLogged("s-3", "t-1", "case/k-1", at(DAY, 9), at(DAY, 10), FAN), {"entries"}),
    (expert.LogVerified("s-2", 45, STAFF, True, None, DAY), {"entries"}),
    (expert.AbsenceRecorded("case/k-1", False, DAY), set()),
    (expert.FeeClaimed("f-2", ("s-2",), 100, 1, 0, 1, "a", "c", DAY), {"fees"}),
    (expert.FeePaid("f-1", DAY), {"fees"}),
    (expert.FeeWithdrawn("f-1", DAY), {"fees"}),
    (expert.BookingMade("s/appointment/a-2", DAY, DAY), {"bookings"}),
    (expert.BookingReleased("s/appointment/a-1"), {"bookings"}),
    (expert.BookingReleased("s/appointment/a-9"), set()),
    (expert.ExpertEvaluated("e-2", "qualified", "60", LEAD, DAY), {"evaluations"}),
    (expert.ContractRenewed(NEXT, "e-1", HEAD, "d", DAY), {"last", "renewal"}),
    (expert.ExpiryAcknowledged(LEAD, DAY), {"ending"}),
    (expert.ContractSuspended(DAY, "r", LEAD), {"suspensions"}),
    (expert.ContractTerminated(TerminationCause.MUTUAL, DAY, HEAD, None, None, "d"), {"ending"}),
    (expert.ContractSettled(LEAD, DAY, True), {"ending"}),
]


@pytest.mark.parametrize(("fact", "changed"), FACTS, ids=lambda value: type(value).__name__)
def test_a_fact_changes_its_own_part(fact: expert.Event, changed: set[str]) -> None:
    before, after = parts(FULL), parts(expert.evolve(FULL, fact))
    assert {name for name in before if before[name] != after[name]} == changed


def test_every_fact_has_a_case() -> None:
    assert {type(fact) for fact, _ in FACTS} | {expert.ContractResumed} == facts("expert_contract")


def test_parts_that_hold_several_things_change_one() -> None:
    verified = expert.evolve(FULL, expert.LogVerified("s-2", 45, STAFF, True, None, DAY))
    assert verified.entries["s-1"] == FULL.entries["s-1"]
    assert verified.entries["s-2"] == expert.Entry(
        Span(at(date(2025, 3, 19), 14), at(date(2025, 3, 19), 15)), "t-1", "case/k-1", 45
    )
    paid = expert.evolve(FULL, expert.FeePaid("f-1", DAY))
    assert paid.fees == {
        "f-1": expert.Fee(("s-1",), "hz-xihu-001/fund/2025", "c-f-1", DAY, 2_300_00, 300_00, paid=True)
    }
    moved = expert.evolve(FULL, expert.BookingMade("s/appointment/a-1", DAY, NEXT))
    other = expert.evolve(moved, expert.BookingMade("s/appointment/a-2", LAST, LAST))
    assert other.bookings == {
        "s/appointment/a-1": expert.Booking(DAY, NEXT),
        "s/appointment/a-2": expert.Booking(LAST, LAST),
    }
    assert expert.evolve(other, expert.BookingReleased("s/appointment/a-2")).bookings == moved.bookings
    ended = expert.evolve(FULL, expert.ExpiryAcknowledged(LEAD, DAY))
    ended = expert.evolve(ended, expert.ContractSettled(LEAD, DAY, True))
    assert ended.ending == expert.Ending(acknowledged=True, settled=True)


def test_a_suspension_ends_on_the_eve_of_the_return() -> None:
    back = expert.evolve(PAUSED, expert.ContractResumed(date(2025, 4, 5), LEAD))
    assert back.suspensions == (Days(date(2025, 4, 1), date(2025, 4, 5)),)
    again = expert.evolve(back, expert.ContractSuspended(date(2025, 5, 1), "r", LEAD))
    assert again.suspensions == (*back.suspensions, Days(date(2025, 5, 1)))


@pytest.mark.parametrize(
    ("contract", "fact"),
    [
        (None, expert.EngagementApproved(HEAD, "d", DAY)),
        (FULL, expert.LogVerified("s-9", 45, STAFF, True, None, DAY)),
        (FULL, expert.FeePaid("f-9", DAY)),
        (FULL, expert.FeeWithdrawn("f-9", DAY)),
        (FULL, expert.ContractResumed(DAY, LEAD)),
    ],
)
def test_what_makes_no_sense_is_no_history(contract: ExpertContract | None, fact: expert.Event) -> None:
    with pytest.raises(LookupError):
        expert.evolve(contract, fact)


class TestStages:
    """How far the selection has come."""

    def test_one_after_the_other(self) -> None:
        story = Engagement()
        assert story.contract.stage is Stage.NOMINATED
        assert story.verified().contract.stage is Stage.VERIFIED
        assert story.approved().contract.stage is Stage.APPROVED
        assert story.signed().contract.stage is Stage.SIGNED
        declined = expert.evolve(story.contract, expert.EngagementDeclined(HEAD, "r", DAY))
        assert declined.stage is Stage.DECLINED

    def test_who_nominates_for_another_is_two(self) -> None:
        told = expert.evolve(None, expert.ExpertNominated(FAN, STAFF, "x", "y", DAY, LEAD))
        assert (told.person, told.nominators) == (FAN, frozenset({STAFF, LEAD}))

    def test_paid_or_not(self) -> None:
        assert not Engagement().verified().approved().contract.paid
        assert not engaged(unit_fen=0).contract.paid
        assert engaged(unit_fen=1).contract.paid


class TestTerm:
    """In force from the first day to the last, both included; what ends earlier ends with its own last day."""

    def test_before_it_is_signed_it_holds_on_no_day(self) -> None:
        agreed = Engagement().verified().approved().contract
        assert (agreed.last_day, agreed.in_force_on(FIRST), agreed.ended_by(NEXT)) == (None, False, False)

    @pytest.mark.parametrize(
        ("day", "holds"), [(SIGNED, False), (EVE, False), (FIRST, True), (LAST, True), (NEXT, False)]
    )
    def test_of_a_contract(self, day: date, holds: bool) -> None:
        assert FULL.in_force_on(day) is FULL.active_on(day) is holds

    def test_of_a_renewed_one(self) -> None:
        renewed = expert.evolve(FULL, expert.ContractRenewed(NEXT, "e-1", HEAD, "d", LAST))
        assert (renewed.in_force_on(NEXT), renewed.in_force_on(NEXT + timedelta(1))) == (True, False)
        assert renewed.covers(LAST, NEXT)
        assert not FULL.covers(LAST, NEXT)

    def test_of_a_terminated_one(self) -> None:
        ended = expert.evolve(FULL, expert.ContractTerminated(TerminationCause.MUTUAL, DAY, HEAD, None, None, "d"))
        assert (ended.last_day, ended.active_on(DAY), ended.active_on(DAY + timedelta(1))) == (DAY, True, False)
        assert (ended.ended_by(DAY), ended.ended_by(DAY + timedelta(1))) == (False, True)

    def test_of_one_terminated_after_its_term(self) -> None:
        ended = expert.evolve(FULL, expert.ContractTerminated(TerminationCause.MUTUAL, NEXT, HEAD, None, None, "d"))
        assert ended.last_day == LAST

    @pytest.mark.parametrize(
        ("day", "active"),
        [(date(2025, 3, 31), True), (date(2025, 4, 1), False), (date(2025, 4, 4), False), (date(2025, 4, 5), True)],
    )
    def test_of_a_suspended_one(self, day: date, active: bool) -> None:
        back = expert.evolve(PAUSED, expert.ContractResumed(date(2025, 4, 5), LEAD))
        assert (back.in_force_on(day), back.active_on(day)) == (True, active)
        assert back.suspended is False
        assert PAUSED.suspended is True

    @pytest.mark.parametrize(("first", "last", "covered"), [
        (FIRST, LAST, True), (EVE, LAST, False), (FIRST, NEXT, False), (LAST, FIRST, False),
    ])  # fmt: skip
    def test_what_it_covers(self, first: date, last: date, covered: bool) -> None:
        assert FULL.covers(first, last) is covered

    @given(st.dates(EVE - timedelta(5), NEXT + timedelta(5)), st.dates(EVE, NEXT), st.dates(EVE, NEXT))
    def test_active_is_in_force_and_not_suspended(self, day: date, one: date, other: date) -> None:
        first, until = sorted((one, other))
        rests = expert.evolve(FULL, expert.ContractSuspended(first, "r", LEAD))
        rests = expert.evolve(rests, expert.ContractResumed(until, LEAD))
        assert rests.active_on(day) is (FIRST <= day <= LAST and not first <= day < until)


class TestMayServe:
    """A member of the staff, or an expert on the day of an active contract of the expert's own (一、（一）)."""

    JOINED = date(2025, 2, 1)

    def test_a_member_needs_no_contract(self) -> None:
        assert may_serve(STUDIO, None, MEMBER, self.JOINED)
        assert not may_serve(STUDIO, None, MEMBER, self.JOINED - timedelta(1))

    @pytest.mark.parametrize(("day", "may"), [(EVE, False), (FIRST, True), (LAST, True), (NEXT, False)])
    def test_an_expert_serves_while_the_contract_is_active(self, day: date, may: bool) -> None:
        assert may_serve(STUDIO, FULL, FAN, day) is may

    def test_not_while_it_is_suspended(self) -> None:
        assert not may_serve(STUDIO, PAUSED, FAN, date(2025, 4, 1))

    def test_on_nobody_elses_contract(self) -> None:
        assert not may_serve(STUDIO, FULL, PersonId("p-else"), FIRST)
        assert not may_serve(STUDIO, None, FAN, FIRST)

    def test_a_member_with_somebody_elses_contract(self) -> None:
        assert may_serve(STUDIO, FULL, MEMBER, self.JOINED)

    def test_an_approved_expert_does_not_serve_yet(self) -> None:
        assert not may_serve(STUDIO, Engagement().verified().approved().contract, FAN, APPROVED)


class TestHours:
    def test_only_verified_entries_have_hours(self) -> None:
        assert FULL.hours(("s-1", "s-2")) == (expert.Hours("case/k-1", at(date(2025, 3, 18), 9), 90),)
        assert (FULL.fee_of("s-1"), FULL.fee_of("s-2")) == ("f-1", None)

    def test_the_last_evaluation_is_that_of_the_latest_day(self) -> None:
        first = expert.evolve(FULL, expert.ExpertEvaluated("e-0", "qualified", "61", LEAD, date(2026, 1, 1)))
        assert first.last_evaluation == "e-1"
        same = expert.evolve(FULL, expert.ExpertEvaluated("e-2", "qualified", "61", LEAD, date(2027, 11, 20)))
        assert same.last_evaluation == "e-2"
        assert Engagement().contract.last_evaluation is None

    @pytest.mark.parametrize(
        ("text", "grade"),
        [
            ("85", "excellent"),
            ("84.995", "qualified"),
            ("60", "qualified"),
            ("59.99", "unqualified"),
            ("0", "unqualified"),
            ("100", "excellent"),
        ],
    )
    def test_the_grade_of_a_score(self, text: str, grade: str) -> None:
        score = grades.score_of(text)
        assert score is not None
        assert grades.grade_of(score, TERMS) == grade

    def test_rounded_first_where_policy_says_so(self) -> None:
        rounding = attrs.evolve(TERMS, grade=attrs.evolve(TERMS.grade, round_before_band=True))
        score = grades.score_of("84.5")
        assert score is not None
        assert grades.grade_of(score, rounding) == "excellent"
