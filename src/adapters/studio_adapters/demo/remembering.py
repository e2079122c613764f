"""An application that remembers the states of streams: one teller asks for them again and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from studio_adapters import codec
from studio_adapters.app import StudioApp
from studio_adapters.app.core import Desk
from studio_adapters.journal import Clock, Journal, Rows
from studio_domain.aggregate import Aggregate, At

S = TypeVar("S")
E = TypeVar("E")


class Remembering(Journal):
    """Folds only what was added to a stream since it was last asked for; states are frozen, and may be kept."""

    def __init__(self, rows: Rows, clock: Clock) -> None:
        super().__init__(rows, clock)
        self._known: dict[str, At[Any]] = {}

    def load(self, aggregate: Aggregate[S, E], stream: str) -> At[S | None]:
        """The present state of *stream*; `None` at version 0 if nothing happened yet."""
        known = self._known.get(stream) or At(stream, 0, None)
        version, state = known.version, known.state
        for event in codec.recorded(islice(self.rows.read(stream), version, None)):
            version, state = event.version, aggregate.evolve(state, event.fact)
        self._known[stream] = At(stream, version, state)
        return self._known[stream]


class StoryApp(StudioApp):
    """StudioApp on a journal that remembers."""

    def __init__(self, rows: Rows, *, clock: Clock, new_command: Callable[[datetime], str]) -> None:
        super().__init__(rows, clock=clock, new_command=new_command)
        self.journal = Remembering(rows, clock)
        self._desk = Desk(self.journal, new_command)
