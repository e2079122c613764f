"""The State Council's working days, from the package chinese-calendar: the seed of calendar facts."""

from __future__ import annotations

from importlib.metadata import version

from studio_domain.working_calendar import CalendarAdopted, adopt_calendar


def calendar_of(year: int, document: str | None = None) -> CalendarAdopted:
    """The calendar of *year* as a fact to adopt; *document* is the State Council's notice where it is known.

    ValueError for a year that the installed package does not cover.
    """
    from chinese_calendar import constants

    known = range(min(constants.holidays).year, max(constants.holidays).year + 1)
    if year not in known:
        raise ValueError(f"chinese-calendar {version('chinese-calendar')} covers {known[0]}-{known[-1]}, not {year}")
    return adopt_calendar(
        None,
        year=year,
        days_off=(day for day in constants.holidays if day.year == year and day.weekday() < 5),
        days_worked=(day for day in constants.workdays if day.year == year),
        document=document or f"chinese-calendar {version('chinese-calendar')}",
    )
