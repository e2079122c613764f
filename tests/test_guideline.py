"""The guideline as data: every clause is read once, obligations and separations say what they must."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain.fund_account import facts as fund
from studio_domain.guideline import (
    OBLIGATIONS,
    READINGS,
    SEPARATIONS,
    Breach,
    Clause,
    Counting,
    Kind,
    Modality,
    Moment,
    Qualifier,
    Rule,
    Source,
    distinct,
    hands,
    heading,
    obligation,
    reading,
    separation,
)
from studio_domain.policy.key import Unit
from studio_domain.policy.terms import KEYS
from studio_domain.values import PersonId

A, B, C = PersonId("p-a"), PersonId("p-b"), PersonId("p-c")


class TestReadings:
    """All 107 clauses, each read once, in the order of the text."""

    def test_every_clause_once(self) -> None:
        assert [one.clause for one in READINGS.values()] == list(Clause)
        assert all(reading(clause).clause is clause for clause in Clause)
        assert len({clause.value for clause in Clause}) == 107

    def test_modality(self) -> None:
        assert Counter(one.modality for one in READINGS.values()) == {
            Modality.MUST: 59,
            Modality.SHOULD: 18,
            Modality.DEFINE: 13,
            Modality.ENCOURAGED: 11,
            Modality.MAY: 6,
        }

    def test_qualifiers(self) -> None:
        qualified = {one.clause: one.qualifier for one in READINGS.values() if one.qualifier is not Qualifier.NONE}
        assert qualified == {
            Clause.LEAD_INFLUENCE: Qualifier.SOFT,
            Clause.LEAD_CONTRIBUTION: Qualifier.SOFT,
            Clause.COUNSELLING_ROOM: Qualifier.SOFT,
            Clause.TRAINING_SEQUENCE: Qualifier.SEQUENCE,
            Clause.TEACHING_RESEARCH: Qualifier.PERIODIC,
            Clause.TEAM_STUDY: Qualifier.PERIODIC,
            Clause.TIMELY_FILING: Qualifier.TIMELY,
            Clause.TIMELY_SORTING: Qualifier.TIMELY,
            Clause.VOUCHERS: Qualifier.TIMELY,
            Clause.APPOINTMENT_SYSTEM: Qualifier.ONCE_ADOPTED,
            Clause.AGREED_MENTOR: Qualifier.ONCE_ADOPTED,
            Clause.COMPLETED_CLOSURE: Qualifier.BOTH,
        }

    def test_what_is_allowed_must_be_done_in_due_form(self) -> None:
        """Support, other sources, fees and appointments need not be; each must keep to its form once it is there."""
        assert {one.clause: (one.modality, one.limit) for one in READINGS.values() if one.limit} == {
            Clause.FISCAL_SUPPORT: (Modality.MAY, Modality.MUST),
            Clause.FUNDING_CHANNELS: (Modality.ENCOURAGED, Modality.MUST),
            Clause.REASONABLE_FEES: (Modality.MAY, Modality.MUST),
            Clause.APPOINTMENT_SYSTEM: (Modality.MAY, Modality.MUST),
        }

    def test_every_must_is_guarded_or_audited(self) -> None:
        held = {Kind.G, Kind.X, Kind.A}
        assert [one.clause for one in READINGS.values() if one.modality is Modality.MUST and not one.kinds & held] == []

    def test_only_a_permission_without_condition_is_not_checked(self) -> None:
        assert [one.clause for one in READINGS.values() if not one.kinds] == [Clause.MEETING_ROOM]

    @pytest.mark.parametrize(
        ("clause", "kinds"),
        [
            (Clause.BUDGET, {Kind.G}),
            (Clause.VOUCHERS, {Kind.X, Kind.A}),
            (Clause.FUND_SAFETY, {Kind.G, Kind.A}),
            (Clause.INFORMATION_LIBRARY, {Kind.A, Kind.R}),
            (Clause.INTEGRITY, {Kind.A, Kind.R}),
            (Clause.FISCAL_SUPPORT, {Kind.A}),
        ],
    )
    def test_kinds(self, clause: Clause, kinds: set[Kind]) -> None:
        assert reading(clause).kinds == kinds

    @pytest.mark.parametrize(
        ("clause", "written"),
        [
            (Clause.PURPOSE, "前言"),
            (Clause.TRIAL_VERSION, "前言"),
            (Clause.RECOGNITION, "一、（一）"),
            (Clause.SERVICE_INNOVATION, "一、（二）"),
            (Clause.JOINT_APPLICATION, "一、（三）"),
            (Clause.LEAD_EXPERIENCE, "一、（三）1"),
            (Clause.CARRIER_KINDS, "一、（三）2"),
            (Clause.NAME_FORM, "一、（四）"),
            (Clause.STARTUP_GUIDANCE, "二、（二）"),
            (Clause.PUBLICITY, "二、（九）"),
            (Clause.FIXED_PREMISES, "三、（一）"),
            (Clause.FOUR_AREAS, "三、（一）1"),
            (Clause.ACTIVITY_ROOM_USES, "三、（一）1"),
            (Clause.MEETING_ROOM, "三、（一）2"),
            (Clause.COURSE_LIBRARY, "三、（二）5"),
            (Clause.REASONABLE_FEES, "三、（三）"),
            (Clause.OPERATE_BY_RULES, "三、（四）"),
            (Clause.STORAGE, "三、（四）4"),
            (Clause.BUDGET, "三、（四）6"),
            (Clause.EXPERT_RENEWAL, "三、（四）8"),
        ],
    )
    def test_headings(self, clause: Clause, written: str) -> None:
        assert heading(clause) == reading(clause).heading == written

    def test_titles_are_short_and_tell_clauses_apart(self) -> None:
        for titles in ([one.zh for one in READINGS.values()], [one.en for one in READINGS.values()]):
            assert len(set(titles)) == 107
            assert all(0 < len(title) <= 40 for title in titles)


class TestObligations:
    """What must follow what: the 27 of the catalogue, gifts being two."""

    def test_catalogue(self) -> None:
        assert len(OBLIGATIONS) == 29
        assert {"takedown", "gift_register", "gift_handover"} <= OBLIGATIONS.keys()
        assert all(obligation(key).key == key for key in OBLIGATIONS)

    def test_statutory_and_filing_periods_roll_over(self) -> None:
        assert {key for key, one in OBLIGATIONS.items() if one.due.rolls_over} == {
            "change_filing",
            "annual_plan",
            "annual_report",
            "takedown",
            "final_accounts",
            "gift_register",
            "gift_handover",
            "pii_erasure",
        }

    def test_the_ruling_key_counts_what_the_rule_counts(self) -> None:
        units = {
            Counting.DAYS: Unit.DAYS,
            Counting.WORKING_DAYS: Unit.WORKING_DAYS,
            Counting.MONTHS: Unit.MONTHS,
            Counting.DATE_THIS_YEAR: Unit.MONTH_DAY,
            Counting.DATE_NEXT_YEAR: Unit.MONTH_DAY,
            Counting.AGREED: Unit.DAYS,
        }
        for key, one in OBLIGATIONS.items():
            assert all(named in KEYS for named in one.due.keys), key
            if one.due.counting is Counting.SAME_DAY:
                assert one.due.keys == (), key
            else:
                assert KEYS[one.due.keys[0]].unit is units[one.due.counting], key

    def test_every_one_is_opened_and_discharged(self) -> None:
        for key, one in OBLIGATIONS.items():
            assert one.opened_by, key
            assert one.discharged_by, key
            assert all(isinstance(by, Moment) or by.isidentifier() for by in one.opened_by), key

    @pytest.mark.parametrize("key", ["voucher", "reconcile", "final_accounts"])
    def test_those_of_the_fund_name_its_facts(self, key: str) -> None:
        one = obligation(key)
        for name in (*one.opened_by, *one.discharged_by):
            assert isinstance(name, Moment) or hasattr(fund, name), name

    def test_those_of_the_law(self) -> None:
        assert {key for key, one in OBLIGATIONS.items() if one.source is Source.LAW} == {"takedown", "pii_erasure"}


class TestSeparation:
    """Sixteen separations of duties; a hand that acts for another is two hands."""

    def test_catalogue(self) -> None:
        assert list(SEPARATIONS) == [f"SD-{number}" for number in range(1, 17)]
        assert separation("SD-1").clause is Clause.REIMBURSEMENT

    def test_four_persons(self) -> None:
        assert distinct(hands(A), hands(B), hands(C)) is None
        assert distinct(hands(A), hands(B), hands(A)) == A

    def test_a_delegate_stands_for_the_delegator_too(self) -> None:
        assert hands(A, B) == {A, B}
        assert distinct(hands(A), hands(C, A)) == A
        assert distinct(hands(C), hands(C, A)) == C
        assert distinct(hands(B, A), hands(C, A)) == A
        assert distinct(hands(A, A)) is None

    def test_of_several_the_first_by_id(self) -> None:
        assert distinct(hands(C, B), hands(B, C)) == B

    def test_nobody(self) -> None:
        assert distinct() is None
        assert distinct(frozenset(), frozenset()) is None

    @settings(deadline=None)
    @given(st.lists(st.frozensets(st.sampled_from([A, B, C])), max_size=4))
    def test_a_clash_is_a_person_of_two_sides(self, sides: list[frozenset[PersonId]]) -> None:
        twice = [person for person in (A, B, C) if sum(person in side for side in sides) > 1]
        assert distinct(*sides) == (twice[0] if twice else None)


def test_a_refusal_says_clause_and_figures_to_whoever_reads_a_log() -> None:
    rule = Rule(Clause.BUDGET, zh="科目 {line} 超出 {over:yuan} 元", en="line {line} is exceeded by {over:yuan}")
    assert str(Breach(rule, line="办公费", over=1_50)) == "3.4.6.b: line 办公费 is exceeded by 1.50"


def test_importing_it_brings_in_no_store_and_no_codec() -> None:
    """The guideline rests on the standard library and attrs alone."""
    code = "import sys, studio_domain.guideline; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    foreign = set(loaded) - sys.stdlib_module_names - {"attr", "attrs", "studio_domain", "__main__"}
    assert not foreign & {"studio_adapters", "eventsourcing", "cattrs", "msgspec", "cryptography", "pydantic"}
