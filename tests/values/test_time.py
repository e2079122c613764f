"""Time: legal days, months and years by the Civil Code, half-open spans, tenure as a union of intervals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studio_domain.values import (
    SHANGHAI,
    Days,
    Span,
    add_days,
    add_months,
    add_years,
    covers_years,
    end_of,
    fiscal_year,
    legal_day,
    month_end,
    reaches_years,
    tenure,
    union,
)

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
spans = st.builds(
    lambda first, length: Days(first, None if length is None else first + timedelta(length)),
    days,
    st.none() | st.integers(-30, 3000),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


class TestLegalDay:
    """The day is the one in Shanghai, whatever zone an instant was written in."""

    def test_midnight_in_shanghai(self) -> None:
        assert legal_day(datetime(2025, 3, 31, 15, 59, 59, 999999, UTC)) == day("2025-03-31")
        assert legal_day(datetime(2025, 3, 31, 16, tzinfo=UTC)) == day("2025-04-01")
        assert legal_day(datetime(2025, 3, 31, 12, tzinfo=timezone(timedelta(hours=-5)))) == day("2025-04-01")
        assert legal_day(day("2025-03-31")) == day("2025-03-31")

    def test_summer_time_of_1990(self) -> None:
        assert datetime(1990, 7, 1, tzinfo=SHANGHAI).utcoffset() == timedelta(hours=9)
        assert legal_day(datetime(1990, 6, 30, 15, 30, tzinfo=UTC)) == day("1990-07-01")
        assert end_of(day("1990-07-01")) == datetime(1990, 7, 1, 14, 59, 59, 999999, UTC)

    def test_an_instant_without_a_zone_has_none(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            legal_day(datetime(2025, 3, 31, 12))

    @settings(deadline=None)
    @given(days)
    def test_the_end_of_a_day_is_the_last_of_it(self, on: date) -> None:
        assert legal_day(end_of(on)) == on
        assert legal_day(end_of(on) + timedelta(microseconds=1)) == on + timedelta(1)

    def test_the_fiscal_year_is_the_calendar_year_in_shanghai(self) -> None:
        assert fiscal_year(datetime(2025, 12, 31, 15, 59, tzinfo=UTC)) == 2025
        assert fiscal_year(datetime(2025, 12, 31, 16, tzinfo=UTC)) == 2026
        assert fiscal_year(day("2025-12-31")) == 2025


class TestCalendarArithmetic:
    """The corresponding day, or the month's end; the first day is not counted."""

    @pytest.mark.parametrize(
        ("first", "years", "last"),
        [
            ("2020-02-29", 5, "2025-02-28"),
            ("2020-02-29", 4, "2024-02-29"),
            ("2019-02-28", 1, "2020-02-28"),
            ("2021-03-01", 5, "2026-03-01"),
            ("2025-06-30", -1, "2024-06-30"),
        ],
    )
    def test_years(self, first: str, years: int, last: str) -> None:
        assert add_years(day(first), years) == day(last)

    @pytest.mark.parametrize(
        ("first", "months", "last"),
        [
            ("2025-01-31", 1, "2025-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2025-09-29", 1, "2025-10-29"),
            ("2025-12-31", 2, "2026-02-28"),
            ("2025-03-31", -1, "2025-02-28"),
            ("9999-11-30", 1, "9999-12-30"),
        ],
    )
    def test_months(self, first: str, months: int, last: str) -> None:
        assert add_months(day(first), months) == day(last)

    def test_days(self) -> None:
        assert add_days(day("2025-04-01"), 60) == day("2025-05-31")

    def test_days_end_where_all_days_end(self) -> None:
        assert add_days(date.max, 1) == add_days(date(9999, 12, 30), 10**6) == date.max
        assert add_days(date.min, -1) == date.min
        assert add_days(date(9999, 12, 30), 1) == date.max

    @settings(deadline=None)
    @given(st.integers(1, 9998), st.integers(1, 12))
    def test_after_a_month_s_end_the_next_begins(self, year: int, month: int) -> None:
        last = month_end(year, month)
        assert (last.year, last.month) == (year, month)
        assert (last + timedelta(1)).day == 1

    def test_the_last_month_of_all(self) -> None:
        assert month_end(9999, 12) == date.max


class TestSpans:
    """Half-open: what ends where another begins does not overlap it."""

    def test_instants(self) -> None:
        nine, ten, eleven = (datetime(2025, 4, 1, hour, tzinfo=SHANGHAI) for hour in (9, 10, 11))
        assert not Span(nine, ten).overlaps(Span(ten, eleven))
        assert Span(nine, ten + timedelta(microseconds=1)).overlaps(Span(ten.astimezone(UTC), eleven))
        with pytest.raises(ValueError, match="time zone"):
            Span(datetime(2025, 4, 1), nine)

    @pytest.mark.parametrize(
        ("start", "end", "touched"),
        [
            ("2025-03-06T09:00+08:00", "2025-03-06T10:00+08:00", ["2025-03-06"]),
            ("2025-03-06T23:00+08:00", "2025-03-07T00:00+08:00", ["2025-03-06"]),
            ("2025-03-06T23:00+08:00", "2025-03-07T00:00:00.000001+08:00", ["2025-03-06", "2025-03-07"]),
            ("2025-03-05T16:00+00:00", "2025-03-06T16:00+00:00", ["2025-03-06"]),
            ("2025-03-05T15:59+00:00", "2025-03-07T16:01+00:00", [f"2025-03-0{number}" for number in (5, 6, 7, 8)]),
            ("2025-03-06T09:00+08:00", "2025-03-06T09:00+08:00", ["2025-03-06"]),
            ("2025-03-07T09:00+08:00", "2025-03-06T09:00+08:00", ["2025-03-07"]),
        ],
    )
    def test_the_days_that_it_touches(self, start: str, end: str, touched: list[str]) -> None:
        span = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
        assert [str(on) for on in span.legal_days] == touched

    def test_days(self) -> None:
        march = Days.through(day("2025-03-01"), day("2025-03-31"))
        assert march == Days(day("2025-03-01"), day("2025-04-01"))
        assert day("2025-03-31") in march
        assert day("2025-04-01") not in march
        assert day("2025-02-28") not in march
        assert not march.overlaps(Days(day("2025-04-01")))
        assert march.overlaps(Days(day("2025-03-31")))
        assert Days(day("2025-03-31")).overlaps(march)
        assert not march.overlaps(Days(day("2025-03-10"), day("2025-03-10")))

    def test_a_last_day_without_end(self) -> None:
        assert Days.through(day("2025-03-01"), None).until is None
        assert Days.through(day("2025-03-01"), date.max).until is None

    @settings(deadline=None)
    @given(spans, spans)
    def test_overlapping_is_sharing_a_day(self, one: Days, other: Days) -> None:
        first = max(one.first, other.first)
        assert one.overlaps(other) == other.overlaps(one) == (first in one and first in other)


class TestUnion:
    """Overlaps count once, gaps do not count."""

    def test_joined(self) -> None:
        a, b, c, d = (day(text) for text in ("2020-01-01", "2020-06-01", "2020-09-01", "2021-01-01"))
        assert union([Days(b, c), Days(a, b)]) == (Days(a, c),)
        assert union([Days(a, c), Days(b, d), Days(a, b)]) == (Days(a, d),)
        assert union([Days(a, b), Days(c, d)]) == (Days(a, b), Days(c, d))
        assert union([Days(a, d), Days(b, c)]) == (Days(a, d),)
        assert union([Days(a), Days(b, c)]) == (Days(a),)
        assert union([Days(b, b), Days(c, a)]) == ()

    @settings(deadline=None, max_examples=60)
    @given(st.lists(spans, max_size=5), days)
    def test_tenure_counts_each_day_before_once(self, several: list[Days], as_of: date) -> None:
        start = date(2000, 1, 1)
        counted = sum(any(start + timedelta(n) in span for span in several) for n in range((as_of - start).days))
        assert tenure(several, as_of) == counted
        assert tenure(reversed(several), as_of) == counted


class TestYearsOfExperience:
    """1.3.1.d and 1.3.3.d: the years are full on the anniversary, that day included."""

    @pytest.mark.parametrize(
        ("since", "years", "reached"),
        [
            ("2022-05-20", 2, "2024-05-20"),  # S1, the day of the application
            ("2022-05-21", 2, "2024-05-21"),
            ("2023-10-15", 2, "2025-10-15"),  # S3
            ("2021-03-01", 5, "2026-03-01"),  # S13
            ("2021-04-02", 5, "2026-04-02"),
            ("2020-02-29", 5, "2025-02-28"),
        ],
    )
    def test_unbroken(self, since: str, years: int, reached: str) -> None:
        span, on = [Days(day(since))], day(reached)
        assert reaches_years(span, years) == on
        assert covers_years(span, years, on)
        assert not covers_years(span, years, on - timedelta(1))

    @settings(deadline=None)
    @given(days, st.integers(0, 10))
    def test_the_threshold_of_one_interval_is_the_anniversary(self, first: date, years: int) -> None:
        assert reaches_years([Days(first)], years) == add_years(first, years)

    def test_the_last_day_must_have_been_served(self) -> None:
        first, last = day("2020-01-01"), day("2021-12-31")
        assert reaches_years([Days.through(first, last)], 2) == day("2022-01-01")
        assert reaches_years([Days.through(first, last - timedelta(1))], 2) is None

    def test_overlapping_jobs_are_no_longer_than_one(self) -> None:
        both = [Days(day("2020-01-01"), day("2021-01-01")), Days(day("2020-07-01"), day("2021-07-01"))]
        assert reaches_years(both, 2) is None
        assert reaches_years(both, 1) == day("2021-01-01")

    def test_a_gap_moves_the_anniversary_by_its_days(self) -> None:
        gap = [Days(day("2020-03-01"), day("2021-03-01")), Days(day("2021-03-11"))]
        assert reaches_years(gap, 2) == day("2022-03-11")
        assert reaches_years(gap, 1) == day("2021-03-01")

    def test_nothing_is_never_enough(self) -> None:
        assert reaches_years([], 2) is None
        assert not covers_years([], 0, day("2025-01-01"))
        assert reaches_years([Days(date.max)], 1) is None

    @settings(deadline=None)
    @given(st.lists(spans, min_size=1, max_size=4), st.integers(1, 6))
    def test_the_days_served_by_then_are_those_years(self, several: list[Days], years: int) -> None:
        reached = reaches_years(several, years)
        assume(reached is not None)
        assert reached is not None
        assert 365 * years <= tenure(several, reached) <= 365 * years + years // 4 + 1

    @settings(deadline=None)
    @given(st.lists(spans, max_size=4), spans, st.integers(1, 6))
    def test_more_work_of_the_same_time_changes_nothing(self, several: list[Days], one: Days, years: int) -> None:
        again = [*several, one, one]
        assert reaches_years(again, years) == reaches_years([*several, one], years)
