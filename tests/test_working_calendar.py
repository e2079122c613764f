"""Working days: adopted year by year, and the days on which periods end."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_adapters.chinese_days import calendar_of
from studio_domain import working_calendar as calendars
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.working_calendar import CalendarAdopted, Due, WorkingCalendar, WorkingDays, adopt_calendar, evolve

CHINA = WorkingDays(calendar_of(year) for year in range(2024, 2027))
UNKNOWN = WorkingDays()
NOTICE = "国办发明电〔2024〕12号"


def figures(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))


class TestWorkingDays:
    """What the State Council moved, weekends know nothing of."""

    @pytest.mark.parametrize("day", [date(2025, 10, 11), date(2025, 1, 26), date(2026, 2, 28), date(2025, 3, 3)])
    def test_worked(self, day: date) -> None:
        assert CHINA.is_working(day)

    @pytest.mark.parametrize("day", [date(2025, 10, 1), date(2025, 10, 12), date(2025, 1, 1), date(2026, 1, 31)])
    def test_off(self, day: date) -> None:
        assert not CHINA.is_working(day)

    def test_without_a_calendar_weekends_decide(self) -> None:
        assert not UNKNOWN.is_working(date(2025, 10, 11))
        assert UNKNOWN.is_working(date(2025, 10, 1))


class TestPeriodsInWorkingDays:
    """The day of the event is not counted."""

    @pytest.mark.parametrize(
        ("day", "days", "due"),
        [
            (date(2025, 9, 29), 5, date(2025, 10, 13)),
            (date(2025, 10, 11), 10, date(2025, 10, 24)),
            (date(2025, 9, 30), 1, date(2025, 10, 9)),
            (date(2025, 10, 1), 0, date(2025, 10, 1)),
        ],
    )
    def test_the_day_they_end_on(self, day: date, days: int, due: date) -> None:
        assert CHINA.add_working_days(day, days) == Due(due)

    @settings(deadline=None)
    @given(DAYS, st.integers(1, 20))
    def test_exactly_so_many_working_days_lie_in_between(self, day: date, days: int) -> None:
        due = CHINA.add_working_days(day, days).day
        between = [day + timedelta(n) for n in range(1, (due - day).days + 1)]
        assert sum(map(CHINA.is_working, between)) == days
        assert CHINA.is_working(due)

    def test_a_period_does_not_run_backwards(self) -> None:
        with pytest.raises(ValueError, match="-1"):
            CHINA.add_working_days(date(2025, 1, 1), -1)


class TestProvisionalDays:
    """A day that leans on a year without a calendar is provisional."""

    def test_the_last_adopted_year_is_certain_to_its_end(self) -> None:
        assert CHINA.add_working_days(date(2026, 12, 30), 1) == Due(date(2026, 12, 31))
        assert CHINA.add_working_days(date(2026, 12, 30), 2) == Due(date(2027, 1, 1), provisional=True)

    def test_a_period_that_only_passes_through_an_unknown_year(self) -> None:
        gap = WorkingDays([calendar_of(2024), calendar_of(2026)])
        assert gap.add_working_days(date(2024, 12, 31), 280) == Due(date(2026, 1, 28), provisional=True)

    def test_rolling_over_into_an_unknown_year(self) -> None:
        assert WorkingDays([calendar_of(2022)]).roll_over(date(2022, 12, 31)) == Due(date(2023, 1, 2), provisional=True)
        assert UNKNOWN.roll_over(date(2025, 3, 3)) == Due(date(2025, 3, 3), provisional=True)

    def test_a_plain_period_needs_no_calendar(self) -> None:
        assert UNKNOWN.due_in_days(date(2025, 4, 1), 60, rollover=False) == Due(date(2025, 5, 31))


class TestPeriodsInDaysAndMonths:
    """Grace ends on its day; a period that rolls over ends on a working day."""

    def test_rolls_over_to_monday(self) -> None:
        assert CHINA.roll_over(date(2026, 1, 31)) == Due(date(2026, 2, 2))
        assert CHINA.due_on("01-31", 2026, rollover=True) == Due(date(2026, 2, 2))
        assert CHINA.due_on("01-31", 2026, rollover=False) == Due(date(2026, 1, 31))

    def test_a_shortage_of_the_first_of_april(self) -> None:
        assert CHINA.due_in_days(date(2025, 4, 1), 60, rollover=False).day == date(2025, 5, 31)
        assert CHINA.due_in_days(date(2025, 4, 1), 60, rollover=True).day == date(2025, 6, 3)

    def test_a_month_ends_on_the_corresponding_day_or_the_months_last(self) -> None:
        assert CHINA.due_in_months(date(2025, 9, 29), 1, rollover=False).day == date(2025, 10, 29)
        assert CHINA.due_in_months(date(2025, 1, 31), 1, rollover=False).day == date(2025, 2, 28)
        assert CHINA.due_in_months(date(2025, 9, 4), 1, rollover=True).day == date(2025, 10, 9)

    @settings(deadline=None)
    @given(DAYS)
    def test_rolling_over_is_the_first_working_day_from_there(self, day: date) -> None:
        due, provisional = CHINA.roll_over(day)
        assert not provisional
        assert CHINA.is_working(due)
        assert not any(CHINA.is_working(day + timedelta(n)) for n in range((due - day).days))


adopt = partial(adopt_calendar, None, year=2025, days_off=(), days_worked=(), document=NOTICE)
STANDING = WorkingCalendar(2025, NOTICE)
OFF, WORKED = date(2025, 10, 1), date(2025, 10, 11)

CASES: list[tuple[Rule, dict[str, object], Callable[[], object]]] = [
    (calendars.BY_DOCUMENT, {}, lambda: adopt(document=" ")),
    (
        calendars.ANOTHER_DOCUMENT,
        {"year": 2025, "document": NOTICE},
        lambda: adopt_calendar(STANDING, year=2025, days_off=(OFF,), days_worked=(), document=NOTICE),
    ),
    (calendars.IN_ITS_YEAR, {"day": date(2024, 12, 31), "year": 2025}, lambda: adopt(days_off=[date(2024, 12, 31)])),
    (calendars.IN_ITS_YEAR, {"day": date(2026, 1, 3), "year": 2025}, lambda: adopt(days_worked=[date(2026, 1, 3)])),
    (calendars.EACH_DAY_ONCE, {"day": OFF}, lambda: adopt(days_off=[OFF, OFF])),
    (calendars.EACH_DAY_ONCE, {"day": WORKED}, lambda: adopt(days_worked=[WORKED, WORKED])),
    (calendars.OFF_ON_WEEKDAYS, {"day": WORKED}, lambda: adopt(days_off=[WORKED])),
    (calendars.WORKED_ON_WEEKENDS, {"day": OFF}, lambda: adopt(days_worked=[OFF])),
]


class TestAdoptingACalendar:
    """A year's calendar rests on a document and names only what differs from weekends."""

    @pytest.mark.parametrize(("rule", "figures", "decide"), CASES, ids=[case[0].en for case in CASES])
    def test_the_rule_refuses(self, rule: Rule, figures: dict[str, object], decide: Callable[[], object]) -> None:
        with pytest.raises(Breach) as refused:
            decide()
        assert (refused.value.rule, refused.value.figures) == (rule, figures)

    def test_every_rule_has_a_case_and_speaks_both_languages(self) -> None:
        rules = [value for value in vars(calendars).values() if isinstance(value, Rule)]
        assert set(rules) == {rule for rule, _, _ in CASES}
        for rule in rules:
            assert figures(rule.zh) == figures(rule.en)
            assert rule.en.isascii()
            assert not rule.zh.isascii()

    def test_the_days_are_stored_in_order(self) -> None:
        fact = adopt(days_off=[date(2025, 10, 2), OFF], days_worked=[WORKED, date(2025, 1, 26)])
        assert fact == CalendarAdopted(2025, (OFF, date(2025, 10, 2)), (date(2025, 1, 26), WORKED), NOTICE)

    def test_a_later_document_replaces_an_earlier_one(self) -> None:
        """The State Council has changed a year's calendar within the year."""
        first = adopt(days_off=[OFF])
        later = adopt_calendar(evolve(None, first), year=2025, days_off=(), days_worked=(), document="another")
        assert evolve(evolve(None, first), later) == WorkingCalendar(2025, "another")
        assert not WorkingDays([first]).is_working(OFF)
        assert WorkingDays([first, later]).is_working(OFF)

    def test_a_stream_holds_one_year(self) -> None:
        with pytest.raises(LookupError):
            evolve(STANDING, CalendarAdopted(2026, (), (), NOTICE))

    def test_the_authority_adopts(self) -> None:
        public = {f for _, f in inspect.getmembers(calendars, inspect.isfunction) if f.__module__ == calendars.__name__}
        assert set(calendars.MAY_DECIDE) == public - {evolve}
        assert calendars.MAY_DECIDE[adopt_calendar] == {Role.AUTHORITY}


class TestSeed:
    """The package chinese-calendar gives a fact that the rules accept."""

    @pytest.mark.parametrize("year", range(2004, 2027))
    def test_every_year_it_covers(self, year: int) -> None:
        fact = calendar_of(year, NOTICE)
        assert (fact.year, fact.document) == (year, NOTICE)
        assert date(year, 10, 1).weekday() > 4 or date(year, 10, 1) in fact.days_off

    @pytest.mark.parametrize("year", [2003, 2027])
    def test_a_year_beyond_is_named(self, year: int) -> None:
        with pytest.raises(ValueError, match=f"2004-2026, not {year}"):
            calendar_of(year)

    def test_the_package_is_named_where_no_notice_is(self) -> None:
        assert calendar_of(2025).document.startswith("chinese-calendar ")
