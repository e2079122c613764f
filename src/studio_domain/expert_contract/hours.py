"""How verified hours count towards a fee: definitions that guards and checks share; no rule is known here.

The fee rules speak of half days (半天). A half day is the morning or the rest of a legal day, parted at noon in
Asia/Shanghai. What counts is in hundredths: of a class hour (学时) for a lecture, of a day for consulting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Final

from attrs import field, frozen

from studio_domain.expert_contract.facts import FeeKind, Title
from studio_domain.policy import Terms
from studio_domain.values import SHANGHAI, Fen, at_rate, aware

_NOON: Final = time(12)
_HUNDREDTHS: Final = 100

HalfDay = tuple[date, bool]
"""A legal day, and whether it is the part from noon on."""


@frozen
class Hours:
    """Verified hours: on which occasion, from when, how many minutes count."""

    occasion: str
    start: datetime = field(validator=aware)
    minutes: int


def half_days(hours: Hours) -> Iterator[tuple[HalfDay, int]]:
    """The half days that the minutes fill, counted from the start without a break, and how many lie in each."""
    at, left = hours.start.astimezone(SHANGHAI), hours.minutes
    while left > 0:
        afternoon = at.time() >= _NOON
        ends = at.date() + timedelta(1) if afternoon else at.date()
        until = datetime.combine(ends, time(0) if afternoon else _NOON, SHANGHAI)
        # a half minute before noon belongs to the morning, so rounding up loses no minute
        room = max(1, -((at - until) // timedelta(minutes=1)))
        yield (at.date(), afternoon), min(left, room)
        at, left = until, left - room


def minutes_by_half_day(all_hours: Iterable[Hours]) -> dict[HalfDay, int]:
    """The minutes in each half day."""
    found: defaultdict[HalfDay, int] = defaultdict(int)
    for half, minutes in chain.from_iterable(map(half_days, all_hours)):
        found[half] += minutes
    return dict(found)


def half_day_limit(terms: Terms) -> int:
    """The most minutes of lecturing that count in half a day (半天最多学时)."""
    return terms.expert.half_day_max * terms.expert.lesson_minutes


def payable_units(kind: FeeKind, claimed: Iterable[Hours], before: Iterable[Hours], terms: Terms) -> int:
    """The hundredths that may be paid for the hours *claimed*; *before* are those of earlier fees."""
    if kind is FeeKind.LECTURE:
        return _lecture_units(claimed, before, terms)
    return _consulting_units(claimed, before, terms)


def _lecture_units(claimed: Iterable[Hours], before: Iterable[Hours], terms: Terms) -> int:
    """Whole class hours, at most so many in half a day, whatever was claimed of that half day before."""
    used, limit = minutes_by_half_day(before), half_day_limit(terms)
    counted = sum(
        min(minutes, max(0, limit - used.get(half, 0))) for half, minutes in minutes_by_half_day(claimed).items()
    )
    return counted // terms.expert.lesson_minutes * _HUNDREDTHS


def _consulting_units(claimed: Iterable[Hours], before: Iterable[Hours], terms: Terms) -> int:
    """Days and half days of each occasion, the later days of it at a lower rate; a half day is paid once."""
    halves: defaultdict[str, set[HalfDay]] = defaultdict(set)
    paid: defaultdict[str, set[HalfDay]] = defaultdict(set)
    for into, hours in ((halves, claimed), (paid, before)):
        for one in hours:
            into[one.occasion] |= {half for half, _ in half_days(one)}
    everywhere = set(chain.from_iterable(paid.values()))
    units = 0
    for occasion in sorted(halves):
        order = sorted({day for day, _ in halves[occasion] | paid[occasion]})
        for number, day in enumerate(order, start=1):
            new = {half for half in halves[occasion] if half[0] == day} - everywhere
            rest = {half for half in everywhere if half[0] == day}
            units += _of_a_day(len(new | rest), number, terms) - _of_a_day(len(rest), number, terms)
            everywhere |= new
    return units


def _of_a_day(halves: int, number: int, terms: Terms) -> int:
    whole = (0, terms.expert.consulting_half_day_pct, _HUNDREDTHS)[halves]
    later = number >= terms.expert.consulting_later_from
    return whole * terms.expert.consulting_later_pct // _HUNDREDTHS if later else whole


def unit_cap(kind: FeeKind, title: Title, terms: Terms) -> Fen:
    """The most that an hour or day may bring net, after tax, by title (讲课费、咨询费上限, 税后)."""
    expert = terms.expert
    if kind is FeeKind.LECTURE:
        return {
            Title.OTHER: expert.lecture_cap_other,
            Title.ASSOCIATE: expert.lecture_cap_associate,
            Title.FULL: expert.lecture_cap_full,
            Title.ACADEMICIAN: expert.lecture_cap_academician,
        }[title]
    return {
        Title.OTHER: expert.consulting_cap_other,
        Title.ASSOCIATE: expert.consulting_cap_senior,
        Title.FULL: expert.consulting_cap_senior,
        Title.ACADEMICIAN: expert.consulting_cap_academician,
    }[title]


def for_units(unit: Fen, units: int) -> Fen:
    """What *units* hundredths come to at a price of *unit* for each hour or day."""
    return at_rate(unit, units * _HUNDREDTHS)
