"""What checks of several chapters share: which of several beginnings holds on a day, and a finding of one breach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from studio_domain.aggregate import Recorded
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding

T = TypeVar("T")


def latest(begun: Iterable[tuple[date, T]], day: date) -> T | None:
    """What began last by *day*; of two from one day the one recorded later."""
    found: tuple[date, T] | None = None
    for first, value in begun:
        if first <= day and (found is None or first >= found[0]):
            found = first, value
    return found[1] if found else None


def stated(text: str) -> bool:
    """Whether *text* says anything."""
    return bool(text.strip())


def simply(
    predicate: Predicate,
    event: Recorded[Any],
    *subjects: str,
    expected: Measure | None = None,
    actual: Measure | None = None,
    delta: Measure | None = None,
    **rest: Any,
) -> Finding:
    """A finding that counts one breach where nothing else is measured."""
    return finding(
        predicate,
        event,
        *subjects,
        expected=count(1) if expected is None else expected,
        actual=count(0) if actual is None else actual,
        delta=count(1) if delta is None else delta,
        **rest,
    )
