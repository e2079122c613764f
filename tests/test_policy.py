"""Policy: values from a day on, the narrower scope first, adopted or only a default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from string import Formatter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain import policy
from studio_domain.aggregate import Context, Recorded, Unreadable
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.policy import (
    KEYS,
    GuidelineAdopted,
    LocalRuleAdopted,
    Policy,
    PolicyBook,
    PolicyBooks,
    PolicyValue,
    PolicyValueSet,
    Terms,
    scopes_of,
)
from studio_domain.policy.bounds import AtLeastRetained, Between, Bound
from studio_domain.values import PersonId

DAY = date(2025, 3, 1)
EVE, MORROW = DAY - timedelta(1), DAY + timedelta(1)
HEAD = PersonId("p-head")
STUDIO, COUNTY, CITY, PROVINCE, NATION = (
    "hz-xihu-001", "region-330106", "region-330100", "region-330000", "region-000000",
)  # fmt: skip
SCOPES = (NATION, PROVINCE, CITY, COUNTY, STUDIO)


def recorded(stream: str, version: int, fact: object) -> Recorded[object]:
    context = Context(occurred=DAY, by=HEAD, role="authority", org="o", command="c", rules="trial")
    return Recorded(stream, version, version, datetime(2025, 3, 1, tzinfo=UTC), context, fact)


def value_set(key: str, value: PolicyValue, effective: date = DAY, document: str = "doc") -> PolicyValueSet:
    return PolicyValueSet(key, value, effective, document, HEAD)


def in_force(**books: list[object]) -> Policy:
    """A policy of books by name of the scope: `county=[…]`."""
    named = {"nation": NATION, "province": PROVINCE, "city": CITY, "county": COUNTY, "studio": STUDIO}
    return Policy.of(
        SCOPES,
        [
            recorded(f"{named[scope]}/policy/values", version, fact)
            for scope, facts in books.items()
            for version, fact in enumerate(facts, start=1)
        ],
    )


class TestEffectiveDays:
    """A value holds from its own day on, and never before."""

    def test_both_sides_of_the_day(self) -> None:
        one = in_force(studio=[value_set("case.term_days", 90)])
        assert [one.on(day).case.term_days for day in (EVE, DAY, MORROW)] == [180, 90, 90]

    def test_it_ends_where_the_next_begins(self) -> None:
        one = in_force(studio=[value_set("case.term_days", 60, MORROW), value_set("case.term_days", 90, DAY)])
        assert [one.on(day).case.term_days for day in (EVE, DAY, MORROW)] == [180, 90, 60]

    def test_of_two_for_one_day_the_later_recorded_holds(self) -> None:
        one = in_force(studio=[value_set("case.term_days", 60), value_set("case.term_days", 90)])
        assert one.on(DAY).case.term_days == 90

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 400)), max_size=8), st.integers(-1, 31))
    def test_any_day_has_the_value_last_begun(self, sets: list[tuple[int, int]], after: int) -> None:
        one = in_force(county=[value_set("case.term_days", value, DAY + timedelta(n)) for n, value in sets])
        begun = [(n, place, value) for place, (n, value) in enumerate(sets) if n <= after]
        assert one.on(DAY + timedelta(after)).case.term_days == (max(begun)[2] if begun else 180)

    def test_terms_between_two_changes_are_made_once(self) -> None:
        one = in_force(studio=[value_set("case.term_days", 90)])
        assert one.on(DAY) is one.on(date(2099, 1, 1))
        assert one.on(EVE) is one.on(date(1999, 1, 1))


class TestScopes:
    """Nation, province, city, county, studio: the narrower goes before the wider."""

    def test_the_chain_of_a_county(self) -> None:
        assert scopes_of("330106", STUDIO) == SCOPES
        assert scopes_of("330106") == SCOPES[:-1]

    def test_the_chain_of_a_wider_region_names_each_scope_once(self) -> None:
        assert scopes_of("330100") == (NATION, PROVINCE, CITY)
        assert scopes_of("330000") == (NATION, PROVINCE)
        assert scopes_of("000000") == (NATION,)

    @pytest.mark.parametrize("narrowest", range(1, 6))
    def test_the_narrowest_wins_whatever_the_order_and_the_day(self, narrowest: int) -> None:
        names = ("nation", "province", "city", "county", "studio")[:narrowest]
        books: dict[str, list[object]] = {
            name: [value_set("case.term_days", 10 + place, DAY - timedelta(place))] for place, name in enumerate(names)
        }
        assert in_force(**dict(reversed(books.items()))).on(DAY).case.term_days == 9 + narrowest

    def test_a_wider_value_holds_until_the_narrower_begins(self) -> None:
        one = in_force(county=[value_set("case.term_days", 60, EVE)], studio=[value_set("case.term_days", 90)])
        assert [one.on(day).case.term_days for day in (EVE, DAY)] == [60, 90]

    def test_other_studios_and_other_facts_are_passed_over(self) -> None:
        one = Policy.of(
            SCOPES,
            [
                recorded("hz-xihu-002/policy/values", 1, value_set("case.term_days", 90)),
                recorded(f"{STUDIO}/fund/2025", 1, value_set("case.term_days", 90)),
                recorded(f"{STUDIO}/policy/values", 1, LocalRuleAdopted("r", "t", DAY, "doc")),
                recorded(f"{STUDIO}/policy/values", 2, Unreadable("policy.value-set", "newer")),
            ],
        )
        assert one.on(DAY) == Terms()

    def test_what_another_scope_may_not_set_is_that_scopes_matter(self) -> None:
        books = PolicyBooks()
        books.see(recorded("region-420111/policy/values", 1, GuidelineAdopted("2030", EVE, "doc")))
        books.see(recorded("region-420111/policy/values", 2, value_set("no.such_key", 1)))
        assert books.over(SCOPES).on(DAY) == Terms()
        assert books.over(SCOPES).disregarded == ()
        assert len(books.over(("region-420111",)).disregarded) == 1

    def test_books_give_each_studio_its_own_policy(self) -> None:
        books = PolicyBooks()
        books.see(recorded(f"{COUNTY}/policy/values", 1, value_set("case.term_days", 60)))
        books.see(recorded(f"{STUDIO}/policy/values", 1, value_set("case.term_days", 90)))
        days = [books.over(scopes_of("330106", studio)).on(DAY).case.term_days for studio in (STUDIO, "hz-xihu-002")]
        assert days == [90, 60]


class TestThresholdsAreNotLoosened:
    """A narrower scope may be stricter than the text, never looser than a wider scope."""

    def test_the_strictest_scope_wins(self) -> None:
        wider = value_set("studio.min_staff", 5)
        looser = in_force(county=[wider], studio=[value_set("studio.min_staff", 4)])
        stricter = in_force(county=[wider], studio=[value_set("studio.min_staff", 6)])
        assert looser.on(DAY).studio.min_staff == 5
        assert stricter.on(DAY).studio.min_staff == 6
        assert [str(setting) for setting in looser.disregarded] == [f"studio.min_staff@{STUDIO}:1"]
        assert stricter.disregarded == ()

    def test_a_ceiling_of_the_law_is_lowered_only(self) -> None:
        books = partial(in_force, county=[value_set("discipline.gift_register_min", 50_00)])
        higher = books(studio=[value_set("discipline.gift_register_min", 60_00)])
        lower = books(studio=[value_set("discipline.gift_register_min", 40_00)])
        assert [one.on(DAY).discipline.gift_register_min for one in (higher, lower)] == [50_00, 40_00]

    def test_a_registered_code_is_not_dropped(self) -> None:
        kinds = Terms().studio.carrier_kinds
        one = in_force(
            county=[value_set("studio.carrier_kinds", (*kinds, "museum"))],
            studio=[value_set("studio.carrier_kinds", kinds)],
        )
        assert one.on(DAY).studio.carrier_kinds == (*kinds, "museum")

    def test_what_has_no_strict_side_is_never_loosened(self) -> None:
        assert Bound().keeps(1, 2)
        assert Bound().keeps(2, 1)
        assert Between(3).keeps(None, 5)
        assert Between(3).keeps(3, None)

    def test_other_figures_are_the_narrower_scopes(self) -> None:
        one = in_force(county=[value_set("claim.voucher_days", 30)], studio=[value_set("claim.voucher_days", 45)])
        assert one.on(DAY).claim.voucher_days == 45

    def test_a_figure_that_the_text_leaves_out_has_no_strict_side(self) -> None:
        one = in_force(
            county=[value_set("recognition.valid_years", 5)], studio=[value_set("recognition.valid_years", 3)]
        )
        assert one.on(DAY).recognition.valid_years == 3

    def test_a_retention_table_may_leave_out_what_no_wider_scope_has_set(self) -> None:
        key = KEYS["archive.retention_table"]
        assert isinstance(key.bound, AtLeastRetained)
        assert in_force(county=[value_set(key.name, key.bound.minima)]).disregarded == ()

    @pytest.mark.parametrize(
        "unfit",
        [value_set("no.such_key", 1), value_set("studio.min_staff", "4"), value_set("studio.min_staff", 2)],
        ids=["unknown", "type", "bound"],
    )
    def test_an_imported_value_that_no_book_could_set_governs_nothing(self, unfit: PolicyValueSet) -> None:
        one = in_force(studio=[unfit])
        assert one.on(DAY) == Terms()
        assert [(setting.key, setting.version) for setting in one.disregarded] == [(unfit.key, 1)]


class TestAdoption:
    """What stands in the text binds; an engineering default binds once somebody has adopted it."""

    def test_a_certain_value_always_binds(self) -> None:
        assert Terms().binds("studio.min_staff")
        assert not Terms().binds("claim.voucher_days")

    def test_setting_the_default_anew_adopts_it_from_its_day(self) -> None:
        one = in_force(studio=[value_set("claim.voucher_days", 30)])
        assert [one.on(day).binds("claim.voucher_days") for day in (EVE, DAY)] == [False, True]
        assert not one.on(DAY).binds("claim.reconcile_days")

    def test_an_unknown_key_is_a_mistake_of_the_caller(self) -> None:
        for ask in (Terms().binds, Terms().source, Terms().cite, Terms().__getitem__):
            with pytest.raises(KeyError):
                ask("no.such_key")

    def test_a_finding_can_name_the_source(self) -> None:
        terms = in_force(
            county=[value_set("case.term_days", 9), value_set("claim.voucher_days", 20, DAY, "杭人社〔1〕")]
        )
        source = terms.on(DAY).source("claim.voucher_days")
        assert source is not None
        assert (source.scope, source.version, source.document) == (COUNTY, 2, "杭人社〔1〕")
        assert terms.on(DAY).cite("claim.voucher_days") == f"claim.voucher_days@{COUNTY}:2"
        assert terms.on(EVE).source("claim.voucher_days") is None
        assert terms.on(EVE).cite("claim.voucher_days") == "claim.voucher_days@trial"

    def test_a_narrower_value_is_the_source(self) -> None:
        one = in_force(county=[value_set("case.term_days", 9)], studio=[value_set("case.term_days", 8)])
        assert one.on(DAY).cite("case.term_days") == f"case.term_days@{STUDIO}:1"

    def test_the_head_names_guideline_and_books_in_force(self) -> None:
        one = in_force(
            nation=[GuidelineAdopted("2023-trial", EVE, "doc"), GuidelineAdopted("2025", MORROW, "doc")],
            county=[value_set("case.term_days", 9), value_set("case.term_days", 8, MORROW)],
        )
        before = EVE - timedelta(1)
        assert [one.on(day).version for day in (before, EVE, DAY, MORROW)] == [
            "trial", "2023-trial", f"2023-trial+{COUNTY}:1", f"2025+{COUNTY}:2",
        ]  # fmt: skip

    def test_a_policy_of_plain_values(self) -> None:
        one = Policy.adopting(DAY, **{"case.term_days": 90})
        assert (one.on(EVE).case.term_days, one.on(DAY).case.term_days) == (180, 90)
        assert one.on(DAY).binds("case.term_days")
        with pytest.raises(Breach):
            Policy.adopting(DAY, **{"studio.min_staff": 2})

    def test_everything_adopted_binds_everything(self) -> None:
        one = Policy.all_adopted(DAY, **{"case.term_days": 90})
        assert all(one.on(DAY).binds(name) for name in KEYS)
        assert not all(one.on(EVE).binds(name) for name in KEYS)
        assert {name for name in KEYS if one.on(DAY).source(name)} == {n for n, key in KEYS.items() if not key.certain}
        assert {name: one.on(DAY)[name] for name in KEYS} == {
            name: 90 if name == "case.term_days" else key.default for name, key in KEYS.items()
        }


set_value = partial(
    policy.set_value,
    None,
    key="case.term_days",
    value=90,
    effective=DAY,
    document="d",
    adopted_by=HEAD,
    recorded_on=DAY,
)
ADOPTED = policy.evolve(
    policy.evolve(None, GuidelineAdopted("2023-trial", DAY, "d")), LocalRuleAdopted("r-1", "t", DAY, "d")
)
COUNTY_OF_FIVE = in_force(county=[value_set("studio.min_staff", 5)]).on(DAY)

CASES: list[tuple[Rule, dict[str, object], Callable[[], object]]] = [
    (policy.KNOWN_KEY, {"key": "no.such_key"}, lambda: set_value(key="no.such_key")),
    (policy.OF_ITS_TYPE, {"key": "case.term_days", "type": "int", "value": "90"}, lambda: set_value(value="90")),
    (policy.WITHIN_BOUND, {"key": "case.term_days", "value": 0, "bound": ">= 1"}, lambda: set_value(value=0)),
    (policy.BY_DOCUMENT, {}, lambda: set_value(document=" ")),
    (
        policy.NOT_RETROACTIVE,
        {"key": "case.term_days", "effective": EVE, "recorded_on": DAY},
        lambda: set_value(effective=EVE, retroactive_reason=" "),
    ),
    (
        policy.NOT_RETROACTIVE,
        {"key": "case.term_days", "effective": EVE, "recorded_on": DAY},
        lambda: set_value(effective=EVE),
    ),
    (
        policy.NOT_LOOSER,
        {"key": "studio.min_staff", "value": 4, "wider": 5},
        lambda: set_value(key="studio.min_staff", value=4, wider=COUNTY_OF_FIVE),
    ),
    (policy.NAMED_VERSION, {}, lambda: policy.adopt_guideline(None, version=" ", effective=DAY, document="d")),
    (policy.BY_DOCUMENT, {}, lambda: policy.adopt_guideline(None, version="2025", effective=DAY, document="")),
    (
        policy.ONE_VERSION,
        {"version": "2023-trial", "effective": DAY},
        lambda: policy.adopt_guideline(ADOPTED, version="2025", effective=DAY, document="d"),
    ),
    (
        policy.NAMED_RULE,
        {},
        lambda: policy.adopt_local_rule(None, rule=" ", title="t", effective=DAY, document="d"),
    ),
    (
        policy.NAMED_RULE,
        {},
        lambda: policy.adopt_local_rule(None, rule="r-1", title=" ", effective=DAY, document="d"),
    ),
    (
        policy.BY_DOCUMENT,
        {},
        lambda: policy.adopt_local_rule(None, rule="r-1", title="t", effective=DAY, document=" "),
    ),
    (
        policy.RULE_ONCE,
        {"local_rule": "r-1"},
        lambda: policy.adopt_local_rule(ADOPTED, rule="r-1", title="t", effective=DAY, document="d"),
    ),
]


class TestBook:
    """A book refuses what it may not set, and records the rest as it was decided."""

    @pytest.mark.parametrize(("rule", "figures", "decide"), CASES, ids=[case[0].en for case in CASES])
    def test_the_rule_refuses(self, rule: Rule, figures: dict[str, object], decide: Callable[[], object]) -> None:
        with pytest.raises(Breach) as refused:
            decide()
        assert (refused.value.rule, refused.value.figures) == (rule, figures)

    def test_every_rule_has_a_case_and_speaks_both_languages(self) -> None:
        rules = {value for value in vars(policy).values() if isinstance(value, Rule)}
        assert rules == {rule for rule, _, _ in CASES}
        for rule in rules:
            zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in (rule.zh, rule.en))
            assert zh == en
            assert rule.en.isascii()
            assert not rule.zh.isascii()

    def test_a_value_may_begin_on_the_day_of_its_recording(self) -> None:
        assert set_value() == PolicyValueSet("case.term_days", 90, DAY, "d", HEAD)

    def test_a_reason_lets_it_reach_back_and_is_kept(self) -> None:
        fact = set_value(effective=EVE, retroactive_reason="按主管部门要求")
        assert (fact.effective, fact.retroactive_reason) == (EVE, "按主管部门要求")

    def test_as_strict_as_the_wider_scope_is_strict_enough(self) -> None:
        assert set_value(key="studio.min_staff", value=5, wider=COUNTY_OF_FIVE).value == 5
        assert set_value(key="claim.voucher_days", value=99, wider=COUNTY_OF_FIVE).value == 99

    def test_a_later_version_of_the_guideline_follows_the_former(self) -> None:
        fact = policy.adopt_guideline(ADOPTED, version="2025", effective=MORROW, document="d")
        assert policy.evolve(ADOPTED, fact) == PolicyBook(fact, frozenset({"r-1"}))

    def test_a_value_opens_a_book_and_changes_nothing_that_rules_ask(self) -> None:
        assert policy.evolve(None, value_set("case.term_days", 90)) == PolicyBook()
        assert policy.evolve(ADOPTED, value_set("case.term_days", 90)) == ADOPTED

    def test_another_local_rule_may_follow(self) -> None:
        fact = policy.adopt_local_rule(ADOPTED, rule="r-2", title="t", effective=DAY, document="d")
        assert policy.evolve(ADOPTED, fact) == attrs.evolve(ADOPTED, local_rules=frozenset({"r-1", "r-2"}))

    def test_a_guideline_may_be_adopted_in_a_book_that_has_none(self) -> None:
        book = policy.evolve(None, LocalRuleAdopted("r-1", "t", DAY, "d"))
        fact = policy.adopt_guideline(book, version="2025", effective=DAY, document="d")
        assert policy.evolve(book, fact) == PolicyBook(fact, frozenset({"r-1"}))

    def test_who_may_decide(self) -> None:
        either = {policy.set_value, policy.adopt_pack}
        authority = {policy.adopt_guideline, policy.adopt_local_rule, policy.adopt_local_pack}
        assert set(policy.MAY_DECIDE) == either | authority
        for decision, roles in policy.MAY_DECIDE.items():
            assert roles == {Role.AUTHORITY} | ({Role.CARRIER_HEAD} if decision in either else set())
