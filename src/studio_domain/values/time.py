"""Days and instants. A legal day is a day in Asia/Shanghai; spans are half-open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


def aware(_: Any, attribute: Any, value: datetime) -> None:
    """An attrs validator: an instant without a zone is not an instant."""
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} has no time zone: {value}")


def legal_day(moment: datetime | date) -> date:
    """The day on which *moment* fell for Chinese law; a bare date is one already."""
    return moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=4096)
def end_of(day: date) -> datetime:
    """The last microsecond of the legal *day*, in UTC."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC)


def add_days(day: date, days: int) -> date:
    """*day* and *days* more; the first day is not counted (Civil Code 201)."""
    return day + timedelta(days)


def add_years(day: date, years: int) -> date:
    """The corresponding day *years* later; the month's end where there is none (Civil Code 202)."""
    return add_months(day, 12 * years)


def add_months(day: date, months: int) -> date:
    """The corresponding day *months* later; the month's end where there is none (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


@frozen
class Span:
    """From *start* up to, not including, *end*; compared as instants, whatever the zones."""

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)

    def overlaps(self, other: Span) -> bool:
        """Whether an instant lies in both."""
        return self.start < other.end and other.start < self.end


@frozen
class Days:
    """From the day *first* up to, not including, the day *until*; open without *until*."""

    first: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)
