"""Working calendar of a year (工作日历), as adopted by a document, and the days that periods end on.

Stream `region-000000/calendar/<year>`. In a year without one, weekends decide and what is counted is
provisional: it can be open, never overdue. The day of the event is not counted (Civil Code 201), a last
day that is no working day gives way to the next one where the period rolls over (Civil Code 203).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, Source, require
from studio_domain.values import add_days, add_months

_SATURDAY: Final = 5
_DAY: Final = timedelta(1)

# -- rules

BY_DOCUMENT: Final = Rule(
    Clause.TIMELY_FILING, zh="采用工作日历应写明文号", en="a calendar is adopted by a document", source=Source.LAW
)
ANOTHER_DOCUMENT: Final = Rule(
    Clause.TIMELY_FILING,
    zh="{year} 年工作日历已按 {document} 采用，调整须依据新的文件",
    en="the calendar of {year} is adopted by {document}; a change rests on another document",
    source=Source.LAW,
)
IN_ITS_YEAR: Final = Rule(
    Clause.TIMELY_FILING, zh="{day} 不在 {year} 年", en="{day} does not lie in {year}", source=Source.LAW
)
EACH_DAY_ONCE: Final = Rule(Clause.TIMELY_FILING, zh="{day} 重复", en="{day} is named twice", source=Source.LAW)
OFF_ON_WEEKDAYS: Final = Rule(
    Clause.TIMELY_FILING, zh="{day} 是周末，本来不上班", en="{day} is a weekend and off anyway", source=Source.LAW
)
WORKED_ON_WEEKENDS: Final = Rule(
    Clause.TIMELY_FILING, zh="{day} 不是周末，本来就上班", en="{day} is no weekend and worked anyway", source=Source.LAW
)

# -- facts


@frozen
class CalendarAdopted:
    """采用年度工作日历: days off that would be working days, and weekend days that are worked."""

    year: int
    days_off: tuple[date, ...]
    days_worked: tuple[date, ...]
    document: str


Event = CalendarAdopted

# -- state


@frozen
class WorkingCalendar:
    """The calendar of a year as it stands: the last one adopted."""

    year: int
    document: str
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()


def evolve(calendar: WorkingCalendar | None, event: Event) -> WorkingCalendar:
    """The calendar after *event*; a later document replaces an earlier one. LookupError if the year is another's."""
    if calendar is not None and calendar.year != event.year:
        raise LookupError(event.year)
    return WorkingCalendar(event.year, event.document, event.days_off, event.days_worked)


# -- decisions


def adopt_calendar(
    calendar: WorkingCalendar | None,
    *,
    year: int,
    days_off: Iterable[date],
    days_worked: Iterable[date],
    document: str,
) -> CalendarAdopted:
    """采用年度工作日历 (三、（四）, 及时报备): working days are counted by it.

    Refused: no document, the same document again, a day of another year or named twice, a day off
    that is a weekend, a day worked that is none. The days may come in any order.
    """
    off, worked = tuple(sorted(days_off)), tuple(sorted(days_worked))
    require(bool(document.strip()), BY_DOCUMENT)
    if calendar is not None:
        require(document != calendar.document, ANOTHER_DOCUMENT, year=year, document=calendar.document)
    for days, weekend, rule in ((off, False, OFF_ON_WEEKDAYS), (worked, True, WORKED_ON_WEEKENDS)):
        named: set[date] = set()
        for day in days:
            require(day.year == year, IN_ITS_YEAR, day=day, year=year)
            require(day not in named, EACH_DAY_ONCE, day=day)
            require((day.weekday() >= _SATURDAY) is weekend, rule, day=day)
            named.add(day)
    return CalendarAdopted(year, off, worked, document)


# -- definitions: what a working day is, and on which day a period ends


class Due(NamedTuple):
    """The last day of a period, inclusive; provisional where a year it leans on has no calendar yet."""

    day: date
    provisional: bool = False


class WorkingDays:
    """Working days (工作日) by the calendars adopted; of two for one year the later one counts."""

    def __init__(self, adopted: Iterable[CalendarAdopted | WorkingCalendar] = ()) -> None:
        calendars = {calendar.year: calendar for calendar in adopted}
        self.years: Final = frozenset(calendars)
        self._off: Final = frozenset(day for calendar in calendars.values() for day in calendar.days_off)
        self._worked: Final = frozenset(day for calendar in calendars.values() for day in calendar.days_worked)

    def is_working(self, day: date) -> bool:
        """Whether *day* is a working day; in a year not adopted, whether it is a weekday."""
        return day not in self._off if day.weekday() < _SATURDAY else day in self._worked

    def add_working_days(self, day: date, days: int) -> Due:
        """The last of *days* working days after *day*, which is not counted itself."""
        if days < 0:
            raise ValueError(f"a period does not run backwards: {days}")
        provisional = False
        while days:
            day += _DAY
            provisional = provisional or day.year not in self.years
            days -= self.is_working(day)
        return Due(day, provisional)

    def roll_over(self, day: date) -> Due:
        """*day*, or the next working day where it is none."""
        provisional = day.year not in self.years
        while not self.is_working(day):
            day += _DAY
            provisional = provisional or day.year not in self.years
        return Due(day, provisional)

    def due_in_days(self, day: date, days: int, *, rollover: bool) -> Due:
        """The end of a period of *days* that begins with an event on *day*."""
        return self._last(add_days(day, days), rollover)

    def due_in_months(self, day: date, months: int, *, rollover: bool) -> Due:
        """The end of a period of *months* that begins with an event on *day* (Civil Code 202)."""
        return self._last(add_months(day, months), rollover)

    def due_on(self, month_day: str, year: int, *, rollover: bool) -> Due:
        """The day *month_day* (`03-31`) of *year*, as a period ends on it."""
        return self._last(date.fromisoformat(f"{year:04}-{month_day}"), rollover)

    def _last(self, day: date, rollover: bool) -> Due:
        return self.roll_over(day) if rollover else Due(day)


MAY_DECIDE: Final[MayDecide] = {adopt_calendar: frozenset({Role.AUTHORITY})}
