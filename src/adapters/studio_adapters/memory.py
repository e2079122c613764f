"""The journal in memory, on eventsourcing's POPO recorder: for tests, tutorials, one-off audits.

eventsourcing is imported as a module: it finds the factory of a persistence module by looking for
the only factory class in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice, takewhile
from sys import maxsize
from typing import Any

from eventsourcing import popo
from eventsourcing.persistence import IntegrityError, Notification, StoredEvent

from studio_adapters.journal import (
    NO_LEAF,
    Batch,
    Clock,
    ForeignStore,
    Kept,
    Receipt,
    Row,
    check_digest,
    check_version,
    commands,
    later,
    leaf,
    new_origin,
    owner_of_all,
    verified,
)
from studio_adapters.subscription import Subscription


class Recorder(popo.POPOApplicationRecorder):
    """POPO's list, hardened: expected versions, command ids, an instant and a leaf for each row."""

    def __init__(self, origin: str | None = None) -> None:
        super().__init__()
        self._origin = origin or new_origin()
        self._kept: list[Kept] = []
        self._owners: defaultdict[str, list[int]] = defaultdict(list)
        self._commands: dict[str, tuple[bytes, Receipt]] = {}

    @property
    def origin(self) -> str:
        """The identity of the log."""
        return self._origin

    # -- writing

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        """All batches, or none."""
        with self._all_or_none():
            receipts = tuple(self._append(batch, clock) for batch in batches)
        self._notify_listeners()
        return receipts

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        if done := self._commands.get(batch.command):
            check_digest(batch.command, done[0], batch.digest)
            return done[1]
        for stream, expected in batch.expected:
            check_version(stream, self._version(stream), expected)
        first = len(self._kept) + 1
        now = later(clock(), self._last_instant) if batch.rows else ""
        for row in batch.rows:
            check_version(row.stream, self._version(row.stream), row.version - 1)
            self._add(StoredEvent(row.stream, row.version, row.topic, row.state), now)
        receipt = Receipt(batch.command, first, len(self._kept), self._kept[-1][6] if batch.rows else b"")
        self._commands[batch.command] = batch.digest, receipt
        return receipt

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        """Rows verbatim into an empty store."""
        with self._all_or_none():
            if self._kept or self._commands:
                raise ForeignStore("the store in memory is not empty")
            self._origin = origin
            for receipt in commands(self._restored(kept)):
                if receipt.command in self._commands:
                    raise ForeignStore(f"command {receipt.command} stands in two places")
                self._commands[receipt.command] = b"", receipt
        self._notify_listeners()
        return len(self._kept)

    def _restored(self, kept: Iterable[Kept]) -> Iterator[Kept]:
        for row in verified(self._origin, kept):
            _, stream, version, topic, state, recorded_at, _ = row
            self._add(StoredEvent(stream, version, topic, state), recorded_at)
            yield self._kept[-1]

    def _add(self, event: StoredEvent, now: str) -> int:
        stream, version = str(event.originator_id), event.originator_version
        index = self._stored_events_index[stream]
        previous = self._kept[index[version - 1]][6].hex() if version > 1 else NO_LEAF
        row = Row(stream, version, event.topic, event.state)
        index[version] = len(self._kept)
        self._owners[stream.partition("/")[0]].append(len(self._kept))
        self._stored_events.append(event)
        proof = leaf(self._origin, row, now, previous)
        self._kept.append((len(self._kept) + 1, stream, version, event.topic, event.state, now, proof))
        return len(self._kept)

    @contextmanager
    def _all_or_none(self) -> Iterator[None]:
        with self._database_lock:
            before, origin, done = len(self._kept), self._origin, len(self._commands)
            try:
                yield
            except BaseException:
                for _, stream, version, *_ in reversed(self._kept[before:]):
                    del self._stored_events_index[stream][version]
                    self._owners[stream.partition("/")[0]].pop()
                del self._kept[before:], self._stored_events[before:]
                while len(self._commands) > done:
                    self._commands.popitem()
                self._origin = origin
                raise

    @property
    def _last_instant(self) -> str:
        return self._kept[-1][5] if self._kept else ""

    def _version(self, stream: str) -> int:
        if (owner := owner_of_all(stream)) is not None:
            rows = self._owners.get(owner, ())
            return rows[-1] + 1 if rows else 0
        return len(self._stored_events_index.get(stream, ()))

    # -- reading

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        """What a command did, if it was done."""
        with self._database_lock:
            return self._commands.get(command)

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        """One stream, by version, after a version."""
        return self._at(lambda: islice(self._stored_events_index.get(stream, {}).values(), max(after, 0), None))

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        """Every stream of one owner, by position."""
        end = maxsize if until is None else until
        return self._at(lambda: (index for index in self._owners.get(owner, ()) if after <= index < end))

    def follow(self, after: int = 0) -> Iterator[Kept]:
        """Everything after a position."""
        return self._at(lambda: range(max(after, 0), len(self._kept)))

    def instants(self) -> Iterator[tuple[int, str]]:
        """Position and instant of every row."""
        return ((kept[0], kept[5]) for kept in self.follow())

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        """Every row of one of the types, or of an owner whose name begins so."""
        kept = takewhile(lambda row: row[0] <= until, self.follow())
        return (row for row in kept if row[3] in topics or row[1].startswith(owners))

    def _at(self, found: Callable[[], Iterable[int]]) -> Iterator[Kept]:
        """The rows found: under the lock, so that what may yet be taken back is not seen."""
        with self._database_lock:
            indices = tuple(found())
        return map(self._kept.__getitem__, indices)

    def end(self) -> int:
        """The last position."""
        with self._database_lock:
            return len(self._kept)

    def owners(self) -> Sequence[str]:
        """The first parts of all streams, in ascending order."""
        with self._database_lock:
            return sorted(owner for owner, rows in self._owners.items() if rows)

    def close(self) -> None:
        """Nothing is held open."""

    # -- eventsourcing's own door, held to the same rules

    def _assert_uniqueness(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        super()._assert_uniqueness(stored_events, **kwargs)
        versions: dict[str, int] = {}
        for event in stored_events:
            stream = str(event.originator_id)
            found = versions.get(stream, self._version(stream))
            if event.originator_version != found + 1:
                raise IntegrityError(f"{stream} is at version {found}, not {event.originator_version - 1}")
            versions[stream] = event.originator_version

    def _update_table(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        now = later(datetime.now(UTC), self._last_instant)
        return [self._add(event, now) for event in stored_events]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """As upstream's, but a limit of none answers none."""
        if limit < 1:
            return []
        return super().select_notifications(start, limit, stop, topics, inclusive_of_start=inclusive_of_start)

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription:
        """Notifications after *gt*, for as long as anybody listens."""
        return Subscription(self, gt, topics)


class ProcessRecorder(popo.POPOProcessRecorder, Recorder):
    """A recorder that keeps, with what it writes, how far another log was read."""


class Factory(popo.POPOFactory):
    """`PERSISTENCE_MODULE=studio_adapters.memory`."""

    def application_recorder(self) -> Recorder:
        """An empty journal."""
        return Recorder()

    def process_recorder(self) -> ProcessRecorder:
        """An empty journal that tracks another."""
        return ProcessRecorder()
