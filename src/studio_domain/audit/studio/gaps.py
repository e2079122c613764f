"""Days on which too little is there: definitions that checks of people and of premises share, no checks themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.values import Days, add_days

Spans = Mapping[str, Iterable[Days]]
"""Who or what is there, on which days."""


@frozen
class Effect:
    """A fact that begins or ends something on a day."""

    day: date
    event: Recorded[Any]


@frozen
class Gap:
    """Days on which fewer are there than must be; without `until` it was not over on the day of the audit."""

    first: date
    until: date | None
    opened_by: Recorded[Any]
    closed_by: Recorded[Any] | None

    def length(self, as_of: date) -> int:
        """How many days it has lasted."""
        return ((self.until or as_of) - self.first).days


def shortfalls(needed: Iterable[Days], there: Spans, least: Callable[[date], int], as_of: date) -> list[Days]:
    """The days of *needed* up to *as_of* on which fewer than *least* of *there* are there, as intervals in order.

    One that reaches beyond *as_of* is open.
    """
    spans = {name: tuple(days) for name, days in there.items()}
    edges = {edge for days in spans.values() for one in days for edge in (one.first, one.until) if edge is not None}
    found: list[Days] = []
    for must in needed:
        inside = [edge for edge in edges if edge > must.first and edge in must]
        firsts = sorted({must.first, *inside})
        for first, until in zip(firsts, [*firsts[1:], must.until], strict=True):
            if first > as_of:
                break
            count = sum(any(first in one for one in days) for days in spans.values())
            if count < least(first):
                end = until if until is not None and until <= as_of else None
                if found and found[-1].until == first:
                    found[-1] = Days(found[-1].first, end)
                else:
                    found.append(Days(first, end))
    return found


def explained(
    found: Iterable[Days], ends: Iterable[Effect], begins: Iterable[Effect], recognised: Recorded[Any]
) -> list[Gap]:
    """Each gap with the fact that opened it, else the recognition, and the one that closed it, if one did."""
    opening, closing = {one.day: one.event for one in ends}, {one.day: one.event for one in begins}
    return [
        Gap(one.first, one.until, opening.get(one.first, recognised), closing.get(one.until) if one.until else None)
        for one in found
    ]


def both(ones: Iterable[Days], others: Iterable[Days]) -> list[Days]:
    """The days that lie in both."""
    mine, theirs, found = list(ones), list(others), []
    for one in mine:
        for other in theirs:
            if one.overlaps(other):
                untils = [end for end in (one.until, other.until) if end is not None]
                found.append(Days(max(one.first, other.first), min(untils, default=None)))
    return found


def day_after(day: date) -> date:
    """The first day on which something that lasted to the end of *day* is no more."""
    return add_days(day, 1) if day < date.max else day
