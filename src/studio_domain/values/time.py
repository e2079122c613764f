"""Days and instants. A legal day is a day in Asia/Shanghai; spans are half-open."""

from __future__ import annotations

from collections.abc import Iterable
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
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"an instant without a time zone has no legal day: {moment}")
    try:
        return moment.astimezone(SHANGHAI).date()
    except OverflowError:  # the first or last hours of all dates: an import may claim what it likes
        return date.min if moment.year == 1 else date.max


@lru_cache(maxsize=4096)
def end_of(day: date) -> datetime:
    """The last microsecond of the legal *day*, in UTC."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC)


def fiscal_year(moment: datetime | date) -> int:
    """The fiscal year (会计年度) of a legal day: the calendar year."""
    return legal_day(moment).year


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)


def add_days(day: date, days: int) -> date:
    """*day* and *days* more; the first day is not counted (Civil Code 201). No later than the last day there is.

    Nor earlier than the first: an import may claim what it likes.
    """
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """The corresponding day *months* later; the month's end where there is none (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_end(year, month + 1)
    return last if day.day > last.day else last.replace(day=day.day)


def add_years(day: date, years: int) -> date:
    """The corresponding day *years* later; the month's end where there is none (Civil Code 202)."""
    return add_months(day, 12 * years)


@frozen
class Span:
    """From *start* up to, not including, *end*; compared as instants, whatever the zones."""

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)

    def overlaps(self, other: Span) -> bool:
        """Whether an instant lies in both."""
        return self.start < other.end and other.start < self.end

    @property
    def legal_days(self) -> tuple[date, ...]:
        """The legal days that have an instant of it; of one that ends no later than it begins its first day."""
        first = legal_day(self.start)
        last = legal_day(self.end - timedelta(microseconds=1)) if self.start < self.end else first
        return tuple(first + timedelta(number) for number in range((last - first).days + 1))


@frozen
class Days:
    """From the day *first* up to, not including, the day *until*; open without *until*."""

    first: date
    until: date | None = None

    @classmethod
    def through(cls, first: date, last: date | None) -> Days:
        """From *first* to *last*, both included, as contracts and mandates state them."""
        return cls(first, None if last is None or last == date.max else last + timedelta(1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Days) -> bool:
        """Whether a day lies in both."""
        first = max(self.first, other.first)
        return first in self and first in other


# -- tenure (年限): the union of intervals; overlaps count once, gaps do not count


def union(spans: Iterable[Days]) -> tuple[Days, ...]:
    """The same days as intervals in order, of which no two overlap or touch."""
    joined: list[Days] = []
    for span in sorted(spans, key=lambda span: span.first):
        if span.until is not None and span.until <= span.first:
            continue
        before = joined[-1] if joined else None
        if before is None or (before.until is not None and before.until < span.first):
            joined.append(span)
        elif before.until is not None and (span.until is None or span.until > before.until):
            joined[-1] = Days(before.first, span.until)
    return tuple(joined)


def tenure(spans: Iterable[Days], as_of: date) -> int:
    """How many days of *spans* are over when the day *as_of* begins."""
    return sum(
        ((as_of if span.until is None else min(span.until, as_of)) - span.first).days
        for span in union(spans)
        if span.first < as_of
    )


def reaches_years(spans: Iterable[Days], years: int) -> date | None:
    """The day on which *spans* amount to *years* (满 N 年), or None if they never do.

    One unbroken interval reaches them on `add_years(first, years)`: 2022-05-20 and two years is
    2024-05-20, that day included (Civil Code 1259). A gap moves that anniversary: after it the count
    goes on as if the first day had been later by the days of all gaps so far.
    """
    covered = 0
    for span in union(spans):
        anchor = span.first - timedelta(covered)
        if anchor.year + years > date.max.year:
            return None
        reached = add_years(anchor, years)
        if span.until is None or reached <= span.until:
            return reached
        covered += (span.until - span.first).days
    return None


def covers_years(spans: Iterable[Days], years: int, as_of: date) -> bool:
    """Whether *spans* amount to *years* on the day *as_of*."""
    reached = reaches_years(spans, years)
    return reached is not None and reached <= as_of
