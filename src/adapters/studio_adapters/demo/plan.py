"""When things happen: steps are planned in any order, and done day by day, by a clock that the story sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from attrs import define, field

from studio_domain.values import SHANGHAI

OPENS: Final = time(9)
OFFICE_HOURS: Final = timedelta(hours=8)
_TICK: Final = timedelta(milliseconds=1)


class StoryClock:
    """Answers the instant that the story set, and a millisecond more each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime.combine(date(2024, 1, 1), OPENS, SHANGHAI)

    def __call__(self) -> datetime:
        self.now += _TICK
        return self.now

    def wait(self, until: datetime) -> None:
        """It is *until* now, or later already."""
        self.now = max(self.now, until)


def commands_of(chance: Random) -> Callable[[datetime], str]:
    """Command ids in the form of UUID version 7, the same ones for the same seed."""

    def new_command(now: datetime) -> str:
        milliseconds = int(now.timestamp() * 1000)
        value = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
        return str(UUID(int=value))

    return new_command


@define
class Plan:
    """What is to be done on which day."""

    _steps: list[tuple[date, int, Callable[[], object]]] = field(factory=list)

    def on(self, day: date, do: Callable[[], object]) -> None:
        """*do* it on *day*, after what was planned for that day before."""
        self._steps.append((day, len(self._steps), do))

    def carry_out(self, clock: StoryClock) -> None:
        """Do everything, in the order of days; the steps of a day are spread over its office hours."""
        number = Counter(day for day, _, _ in self._steps)
        before, pause = date.min, OFFICE_HOURS
        for day, _, do in sorted(self._steps, key=lambda step: step[:2]):
            if day != before:
                before, clock.now = day, datetime.combine(day, OPENS, SHANGHAI)
                pause = OFFICE_HOURS / (number[day] + 1)
            clock.now += pause
            do()
