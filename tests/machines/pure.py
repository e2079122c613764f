"""A StudioApp without a store: decisions as they are, facts kept in a list, no bytes in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from studio_adapters import memory
from studio_adapters.aggregates import aggregate_of
from studio_adapters.app import StudioApp
from studio_adapters.app.core import Desk
from studio_adapters.journal import Clock, Journal, Receipt, check_digest, check_version, owner_of_all
from studio_domain.aggregate import Aggregate, At, Change, Context, Recorded

S = TypeVar("S")
E = TypeVar("E")


class FactList(Journal):
    """A journal that keeps what it is given, and folds each stream as it grows."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(memory.Recorder("pure"), clock)
        self.facts: list[Recorded[Any]] = []
        self._streams: defaultdict[str, list[Recorded[Any]]] = defaultdict(list)
        self._states: dict[str, Any] = {}
        self._done: dict[str, tuple[bytes, Receipt]] = {}
        self.sealer = None

    def append(self, changes: Iterable[Change], context: Context, *, digest: bytes | None = None) -> Receipt:
        changes = sorted(changes, key=lambda change: change.stream)
        for change in changes:
            check_version(change.stream, self._version(change.stream), change.expected)
        now, first = self.clock().astimezone(UTC), len(self.facts) + 1
        if self.facts:
            now = max(now, self.facts[-1].recorded_at + timedelta(microseconds=1))
        for change in changes:
            for fact in change.facts:
                self._add(change.stream, now, context, fact)
        receipt = Receipt(context.command, first, len(self.facts), b"")
        self._done[context.command] = digest or b"", receipt
        return receipt

    def _version(self, stream: str) -> int:
        owner = owner_of_all(stream)
        if owner is None:
            return len(self._streams[stream])
        return next((event.position for event in reversed(self.facts) if event.studio == owner), 0)

    def _add(self, stream: str, now: datetime, context: Context, fact: Any) -> None:
        aggregate = aggregate_of(stream)
        assert aggregate is not None
        self._states[stream] = aggregate.evolve(self._states.get(stream), fact)
        event = Recorded(stream, len(self._streams[stream]) + 1, len(self.facts) + 1, now, context, fact)
        self._streams[stream].append(event)
        self.facts.append(event)

    def receipt(self, command: str, digest: bytes) -> Receipt | None:
        if command not in self._done:
            return None
        check_digest(command, self._done[command][0], digest)
        return self._done[command][1]

    def load(self, aggregate: Aggregate[S, E], stream: str) -> At[S | None]:
        return At(stream, len(self._streams[stream]), self._states.get(stream))

    def read(self, stream: str, after: int = 0) -> Iterator[Recorded[Any]]:
        return iter(self._streams[stream][after:])

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Recorded[Any]]:
        return (event for event in self.facts[after:until] if event.studio == owner)

    def follow(self, after: int = 0) -> Iterator[Recorded[Any]]:
        return iter(self.facts[after:])


class PureApp(StudioApp):
    """A StudioApp over a list of facts."""

    def __init__(self, clock: Clock) -> None:
        numbers = count(1)
        self.keys = None
        self.journal = FactList(clock)
        self.keys = None
        self._desk = Desk(self.journal, lambda now: f"c-{next(numbers)}")
