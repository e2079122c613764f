"""External experts (外聘专家管理, 三、（四）8): chosen by several hands, at work in a term, renewed, dismissed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from expert_story import (
    DAY,
    FAN,
    FIRST,
    HEAD,
    LAST,
    LEAD,
    OFFICIAL,
    PRIVATE,
    RULES,
    SIGNED,
    STAFF,
    STUDIO,
    TERMS,
    Engagement,
    at,
    engaged,
    lectured,
)
from fund_year import PARK
from studio_domain import expert_contract as expert
from studio_domain.aggregate import At, Change
from studio_domain.desk import experts
from studio_domain.expert_contract import FeeKind, TerminationCause, Title
from studio_domain.expert_contract.selection import latest_day
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from telling import refused_by

CONTRACT = "hz-xihu-001/expert/x-2025-01"
PROFILE, BOOK = "hz-xihu-001/studio/profile", "hz-xihu-001/regulation/external-experts"
RECORD = f"region-330106/person/{FAN}"
NEXT = LAST + timedelta(1)


class TestRulesForExperts:
    """建立外聘专家管理制度: no contract is signed on a day on which the studio has no rules for external experts."""

    @pytest.mark.parametrize("signed", [SIGNED, date(2025, 12, 31)])
    def test_from_the_first_to_the_last_day_of_the_rules(self, signed: date) -> None:
        story = Engagement().verified().approved().signed(carrier_signed=signed, first=signed, last=signed, on=signed)
        assert story.contract.signed.signed == signed

    @pytest.mark.parametrize("signed", [SIGNED - timedelta(1), date(2026, 1, 1)])
    def test_the_eve_and_the_day_after(self, signed: date) -> None:
        story = Engagement().verified().approved()
        with refused_by(expert.REGULATION_HOLDS, on=signed):
            story.signed(carrier_signed=signed, first=signed, last=signed, on=signed)


class TestSelection:
    """选聘管理: nominated, verified, approved and signed in this order, by hands that differ, never back in time."""

    def test_what_it_rests_on_must_not_move(self) -> None:
        agreed = At(CONTRACT, 3, Engagement().verified().approved().contract)
        changes = experts.sign_contract(
            agreed, At(PROFILE, 7, STUDIO), At(BOOK, 2, RULES), At(RECORD, 1, PRIVATE),
            carrier_signer=HEAD, party=PARK, expert_signed=SIGNED, carrier_signed=SIGNED, first=FIRST, last=LAST,
            fee_kind=FeeKind.LECTURE, unit_fen=1, document="d", on=SIGNED, terms=TERMS,
        )  # fmt: skip
        assert [len(change.facts) for change in changes] == [1, 0, 0, 0]
        assert changes[1:] == (Change(PROFILE, 7), Change(BOOK, 2), Change(RECORD, 1))

    def test_verification_rests_on_the_experts_own_record(self) -> None:
        words: dict[str, Any] = {
            "verifier": STAFF, "title": Title.FULL, "public_official": False, "permission": None, "declaration": "d",
            "document": "d", "on": DAY,
        }  # fmt: skip
        nominated = At(CONTRACT, 1, Engagement().contract)
        verified, pinned = experts.verify_qualification(nominated, At(RECORD, 0, None), **words)
        assert (len(verified.facts), pinned) == (1, Change(RECORD, 0))
        with refused_by(expert.OFFICIAL_ON_RECORD, person=FAN):
            experts.verify_qualification(nominated, At(RECORD, 1, OFFICIAL), **words)
        other: At[PersonRecord | None] = At("region-330106/person/p-else", 1, PRIVATE)
        with pytest.raises(ValueError, match="is not the record of p-fan"):
            experts.verify_qualification(nominated, other, **words)

    def test_a_public_official_is_paid_with_permission_alone(self) -> None:
        official = Engagement().verified(public_official=True, person=OFFICIAL).approved()
        with refused_by(expert.PERMITTED, person=FAN):
            official.signed(person=OFFICIAL)
        assert official.signed(unit_fen=0, person=OFFICIAL).contract.signed

    def test_who_became_an_official_after_the_verification(self) -> None:
        story = Engagement().verified().approved()
        with refused_by(expert.PERMITTED, person=FAN):
            story.signed(person=OFFICIAL)

    def test_a_term_of_three_years_from_a_leap_day(self) -> None:
        leap = date(2028, 2, 29)
        assert latest_day(leap, TERMS) == date(2031, 2, 27)
        assert latest_day(FIRST, TERMS) == LAST

    def test_a_shorter_term_where_the_region_sets_one(self) -> None:
        shorter = attrs.evolve(TERMS, expert=attrs.evolve(TERMS.expert, term_years=1))
        story = Engagement().verified().approved()
        with refused_by(expert.WITHIN_TERM, last=LAST, latest=date(2026, 1, 12), years=1):
            story.signed(terms=shorter)


class TestDailyWork:
    """日常工作管理: only an active contract is worked under, and only what a witness verified counts."""

    def test_what_was_done_is_always_logged(self) -> None:
        early = engaged().logged("s-1", at(FIRST - timedelta(1), 9), 60, task="t-none")
        assert early.contract.entries["s-1"].minutes is None

    def test_but_it_counts_only_within_the_term(self) -> None:
        story = engaged().logged("s-1", at(FIRST - timedelta(1), 23), 60).logged("s-2", at(FIRST, 0), 60)
        for entry, fine in (("s-1", False), ("s-2", True)):
            words = {
                "entry": entry, "minutes": 60, "verifier": STAFF, "attended": True, "confirmation": None, "on": DAY,
                "terms": TERMS,
            }  # fmt: skip
            if fine:
                story.take(expert.verify_log, **words)
            else:
                with refused_by(expert.ACTIVE, on=FIRST - timedelta(1)):
                    story.take(expert.verify_log, **words)

    def test_a_service_over_midnight_of_the_last_day(self) -> None:
        story = engaged().logged("s-1", at(LAST, 23, 30), 60)
        with refused_by(expert.ACTIVE, on=NEXT):
            story.take(
                expert.verify_log,
                entry="s-1", minutes=60, verifier=STAFF, attended=True, confirmation=None, on=NEXT, terms=TERMS,
            )  # fmt: skip

    def test_lectures_of_two_half_days(self) -> None:
        story = engaged().served("s-1", at(DAY, 9), 180).served("s-2", at(DAY, 13), 180)
        assert [one.minutes for one in story.contract.entries.values()] == [180, 180]
        story.logged("s-3", at(DAY, 16), 1)
        with refused_by(expert.WITHIN_HALF_DAY, day=DAY, minutes=181, limit=180):
            story.take(
                expert.verify_log,
                entry="s-3", minutes=1, verifier=STAFF, attended=True, confirmation=None, on=DAY, terms=TERMS,
            )  # fmt: skip


class TestRenewalAndDismissal:
    """续聘解聘管理: renewed in time and on merit, dismissed with cause and notice, settled when nothing is left."""

    def test_the_second_term_may_last_as_long_as_the_first(self) -> None:
        story = lectured().evaluated().renewed(date(2031, 1, 12))
        assert story.contract.last == date(2031, 1, 12)
        assert story.contract.in_force_on(date(2031, 1, 12))

    def test_a_renewal_written_down_on_the_last_day(self) -> None:
        story = lectured().evaluated()
        with refused_by(expert.RENEWED_IN_TIME, last=LAST, recorded=NEXT):
            story.renewed(on=LAST, recorded=NEXT)
        assert story.renewed(on=LAST, recorded=LAST).contract.last == date(2029, 1, 12)

    def test_an_evaluation_serves_for_one_renewal(self) -> None:
        story = lectured().evaluated().renewed()
        with refused_by(expert.EVALUATED, evaluation="e-1"):
            story.renewed(date(2030, 1, 12), date(2028, 12, 1))
        story.evaluated("e-2", on=date(2028, 11, 1)).renewed(date(2030, 1, 12), date(2028, 12, 1), evaluation="e-2")
        assert story.contract.last == date(2030, 1, 12)

    def test_the_region_may_ask_for_more(self) -> None:
        strict: Terms = attrs.evolve(TERMS, grade=attrs.evolve(TERMS.grade, pass_from=85))
        with refused_by(expert.PASSED, score="84.995", least=85):
            lectured().evaluated().renewed(terms=strict)

    def test_nothing_follows_a_dismissal_but_settlement(self) -> None:
        story = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00)
        story.take(
            expert.terminate_contract,
            cause=TerminationCause.FOR_CAUSE, last_day=DAY, by=HEAD, evidence="据-1", notified=DAY, document="d",
            on=DAY,
        )  # fmt: skip
        after = DAY + timedelta(1)
        with refused_by(expert.ACTIVE, on=after):
            story.take(expert.assign_task, task="t-2", what="x", by=LEAD, due=after, on=after)
        with refused_by(expert.NOT_ENDED):
            story.take(expert.suspend_contract, first=after, reason="r", by=LEAD, on=after)
        settle = {"by": LEAD, "on": after, "materials_returned": True, "terms": TERMS}
        with refused_by(expert.FEES_PAID, fee="f-1"):
            story.take(expert.settle_contract, **settle)
        story.contract = expert.evolve(story.contract, expert.FeePaid("f-1", DAY))
        story.take(expert.settle_contract, **settle)
        assert story.contract.ending.settled

    def test_not_over_an_appointments_head(self) -> None:
        """What is agreed for a later day is reassigned, moved or called off first; to its day the contract may last."""
        story, after = engaged(), DAY + timedelta(1)
        booked = story.take(expert.book, appointment="s/appointment/a-1", mentor=FAN, first=DAY, last=after)
        ends: dict[str, Any] = {
            "cause": TerminationCause.FOR_CAUSE, "by": HEAD, "evidence": "据-1", "notified": DAY, "document": "d",
            "on": DAY,
        }  # fmt: skip
        with refused_by(expert.BOOKINGS_RELEASED, appointment=booked.appointment, day=after, last_day=DAY):
            story.take(expert.terminate_contract, last_day=DAY, **ends)
        story.take(expert.suspend_contract, first=DAY, reason="核查", by=LEAD, on=DAY)
        assert not story.contract.active_on(DAY), "who must not serve does not, from now on"
        story.take(expert.release_booking, appointment=booked.appointment)
        story.take(expert.terminate_contract, last_day=DAY, **ends)
        assert story.contract.last_day == DAY

    def test_an_engagement_without_pay_has_nothing_to_pay(self) -> None:
        story = engaged(unit_fen=0).served("s-1", at(DAY, 9), 60)
        story.take(expert.settle_contract, by=LEAD, on=NEXT, materials_returned=True, terms=TERMS)
        assert story.contract.ending.settled

    def test_less_than_a_class_hour_does_not_keep_it_open(self) -> None:
        story = engaged().served("s-1", at(DAY, 9), 44)
        story.take(expert.settle_contract, by=LEAD, on=NEXT, materials_returned=True, terms=TERMS)
        assert story.contract.ending.settled
