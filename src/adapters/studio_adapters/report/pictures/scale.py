"""Scales: amounts and days to lengths, and the ticks that people read them by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from studio_domain.values import Fen


@frozen
class Scale:
    """Maps `low`…`high` to `start`…`end`; one value alone maps to the start."""

    low: int
    high: int
    start: float
    end: float

    def __call__(self, value: int) -> float:
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) * (self.end - self.start) / (self.high - self.low)


def amounts(lowest: Fen, highest: Fen, start: float, end: float) -> tuple[Scale, list[Fen]]:
    """A scale for money from zero or *lowest* to *highest*, and three to six round amounts on it."""
    low, high = min(lowest, 0), max(highest, 100)
    step = 100
    while (high - low) / step > 6:
        step *= 5 if str(step)[0] == "1" else 2
    first = low // step * step
    ticks = list(range(first, high + step, step))
    return Scale(ticks[0], ticks[-1], start, end), ticks


@frozen
class Days:
    """Maps the days of a period to a length."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        return Scale(self.first.toordinal(), self.last.toordinal(), self.start, self.end)(inside.toordinal())

    def months(self) -> Iterator[date]:
        """The first days of months in it, of a quarter's where there are more than eighteen, of a year's beyond six."""
        span = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        every = 1 if span <= 18 else 3 if span <= 72 else 12
        month = self.first.year * 12 + self.first.month - 1
        while True:
            year, within = divmod(month, 12)
            if year > min(self.last.year, date.max.year):
                return
            day = date(year, within + 1, 1)
            if day > self.last:
                return
            if day >= self.first and within % every == 0:
                yield day
            month += 1
