"""How tests make a history: past every guard, straight into envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from studio_domain.aggregate import Context, Recorded
from studio_domain.guideline import Breach, Rule
from studio_domain.values import SHANGHAI, PersonId


def noon(day: str) -> datetime:
    """Twelve o'clock of a legal day."""
    return datetime.combine(date.fromisoformat(day), time(12), SHANGHAI)


class Clock:
    """Ticks a second each time it is asked."""

    def __init__(self, start: datetime = datetime(2025, 1, 1, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def context(command: str = "c-1", *, day: str = "2025-03-04", by: str = "p-001", **rest: Any) -> Context:
    """An envelope's context: who, when and under which command; anything else by its name."""
    told: dict[str, Any] = {"role": "staff", "org": "hz-carrier", "occurred": noon(day), "rules": "guideline/1"}
    return Context(by=PersonId(by), command=command, **(told | rest))


class Studio:
    """Tells a story straight into envelopes, past every guard.

    A *kind* is the rest of a stream of the studio (`fund/2025`); one that begins with `region-` is a
    whole stream. What is told is recorded at noon of its day, or of the day *known*, but never before
    what was told earlier, as in a journal.
    """

    def __init__(self, name: str = "hz-xihu-001") -> None:
        self.name = name
        self.history: list[Recorded[Any]] = []
        self._version: dict[str, int] = {}

    def tell(self, day: str, kind: str, *facts: Any, known: str | None = None, **rest: Any) -> Studio:
        stream = kind if kind.startswith("region-") else f"{self.name}/{kind}"
        command = f"c-{len(self.history) + 1}"
        at = noon(known or day).astimezone(UTC)
        if self.history:
            at = max(at, self.history[-1].recorded_at + timedelta(microseconds=1))
        for fact in facts:
            self._version[stream] = version = self._version.get(stream, 0) + 1
            envelope = context(**{"command": command, "day": day, **rest})
            self.history.append(Recorded(stream, version, len(self.history) + 1, at, envelope, fact))
        return self


@contextmanager
def refused_by(rule: Rule, **figures: object) -> Iterator[None]:
    """The decision inside is refused by *rule*, with these figures."""
    with pytest.raises(Breach) as refused:
        yield
    assert (refused.value.rule, refused.value.figures) == (rule, figures)
