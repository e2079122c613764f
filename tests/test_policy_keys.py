"""The catalogue of policy keys: every default lies within its own bound, every step beyond is refused."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import pytest

from studio_domain import policy
from studio_domain.fund_account.facts import FundSource
from studio_domain.guideline import Breach
from studio_domain.policy import KEYS, Key, PolicyValue, Terms
from studio_domain.policy.bounds import (
    AtLeastRetained,
    Bands,
    Between,
    Bound,
    Clock,
    Codes,
    Including,
    Labelled,
    MonthDay,
    NameForm,
    OneOf,
    retention_years,
)
from studio_domain.policy.key import LARGEST, MOST
from studio_domain.policy.keys import check_value

each_key = pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)


class TestCatalogue:
    """Every figure of the guideline, and every one it leaves open, has a default within its own bound."""

    @each_key
    def test_the_default_is_within_its_bound(self, key: Key) -> None:
        check_value(key.name, key.default)

    @each_key
    def test_a_person_can_read_what_it_is(self, key: Key) -> None:
        assert key.zh
        assert not key.zh.isascii()
        assert key.en.isascii()

    @each_key
    def test_a_value_just_outside_is_refused(self, key: Key) -> None:
        for value in outside(key):
            with pytest.raises(Breach) as refused:
                check_value(key.name, value)
            assert refused.value.rule == policy.WITHIN_BOUND
            assert refused.value.figures == {"key": key.name, "value": value, "bound": str(key.bound)}

    @each_key
    def test_a_value_just_inside_is_accepted(self, key: Key) -> None:
        for value in inside(key):
            check_value(key.name, value)

    @each_key
    def test_a_value_of_another_type_is_refused(self, key: Key) -> None:
        others: list[PolicyValue] = [1, True, "1", ("a",), None]
        for value in others:
            if type(value) is key.type or (value is None and key.optional):
                continue
            with pytest.raises(Breach) as refused:
                check_value(key.name, value)
            assert refused.value.rule == policy.OF_ITS_TYPE

    def test_each_is_read_from_the_terms_by_its_name(self) -> None:
        """`fund.transfer_limit_pct` is `terms.fund.transfer_limit_pct`."""
        for name, key in KEYS.items():
            assert attrgetter(name)(Terms()) == Terms()[name] == key.default

    def test_thresholds_of_the_text(self) -> None:
        terms = Terms()
        assert (terms.studio.min_leads, terms.studio.lead_years) == (1, 5)
        assert (terms.studio.min_staff, terms.studio.staff_years) == (3, 2)
        assert (terms.venue.room_min, terms.venue.room_ref_max) == (30, 50)
        counted = (terms.studio.carrier_kinds, terms.venue.area_kinds, terms.library.kinds, terms.regulation.kinds)
        assert [len(codes) for codes in counted] == [7, 4, 5, 8]
        assert terms.deadline.rollover

    def test_sources_of_funds_are_those_of_the_account(self) -> None:
        assert set(Terms().fund.sources) == {source.value for source in FundSource}

    def test_accounting_archives_are_kept_as_the_law_says(self) -> None:
        table = retention_years(Terms().archive.retention_table)
        assert (table["accounting-voucher"], table["bank-statement"], table["final-accounts"]) == (30, 10, None)


def outside(key: Key) -> Iterator[PolicyValue]:
    """Values of the right type, the smallest step beyond the bound."""
    default = key.default if isinstance(key.default, tuple) else ()
    match key.bound:
        case Between(least=least, most=most):
            yield least - 1
            yield LARGEST.get(key.unit, MOST) + 1 if most is None else most + 1
        case Including(codes=codes):
            yield from (tuple(code for code in codes if code != left_out) for left_out in codes)
            yield (*default, default[0])
            yield (*default, "Not A Code")
        case Codes(never=never, empty=empty):
            yield from ((*default, code) for code in never)
            yield (*default, default[0])
            yield (*default, "自定义")
            if not empty:
                yield ()
        case OneOf():
            yield "another"
        case MonthDay():
            yield from ("02-29", "13-01", "00-10", "04-31", "1-31", "01-31 ", "")
        case Clock():
            yield from ("24:01", "25:00", "08:60", "8:30", "08:30 ", "0830", "")
        case AtLeastRetained(minima=minima):
            yield from (tuple(row for row in minima if row != left_out) for left_out in minima)
            yield tuple(row.replace(":Y", ":D99") for row in minima)
            yield tuple(row.replace(":D30", ":D29") for row in minima)
            yield (*minima, "other:D0")
            yield (*minima, "other")
        case Bands():
            yield from (
                (),
                ("85:a",),
                ("85:a", "85:b", "0:c"),
                ("60:a", "85:b", "0:c"),
                ("101:a", "0:b"),
                ("x:a", "0:b"),
            )
            yield ("85:a", "0:a")
        case Labelled():
            yield from ((), ("excellent",), ("excellent:",), ("a:甲", "a:乙"))
        case NameForm():
            yield from (
                (),
                ("{region}创业指导师工作室",),
                ("{lead}{region}创业指导师工作室",),
                ("{region}{lead}工作室",),
            )
            yield ("{region}{lead}{lead}创业指导师工作室",)
        case _:
            assert type(key.bound) is Bound


def inside(key: Key) -> Iterator[PolicyValue]:
    """Values at the very edge of the bound, and beyond the default where it is open."""
    default = key.default if isinstance(key.default, tuple) else ()
    match key.bound:
        case Between(least=least, most=most):
            yield least
            yield LARGEST.get(key.unit, MOST) if most is None else most
        case Including(codes=codes):
            yield tuple(reversed(codes))
            yield (*default, "local-addition")
        case Codes(empty=empty):
            yield (*default, "local-addition")
            if empty:
                yield ()
        case OneOf(codes=codes):
            yield from codes
        case MonthDay():
            yield from ("01-01", "02-28", "12-31")
        case Clock():
            yield from ("00:00", "09:59", "23:59", "24:00")
        case AtLeastRetained(minima=minima):
            yield minima
            yield tuple(row.partition(":")[0] + ":Y" for row in minima)
        case Bands():
            yield from (("0:a",), ("100:a", "99:b", "0:c"))
        case Labelled():
            yield ("a:甲", "b:乙")
        case NameForm():
            yield ("{region}{lead}创业指导师工作室（市级）", "{region}市级{lead}创业指导师工作室")
        case _:
            yield from (True, False)


def test_the_largest_number_of_days_is_a_hundred_years() -> None:
    check_value("case.term_days", 36_525)
    with pytest.raises(Breach):
        check_value("case.term_days", 36_526)
