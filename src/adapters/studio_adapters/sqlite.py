"""The journal in one SQLite file, on eventsourcing's SQLite recorder, hardened.

eventsourcing is imported as a module: it finds the factory of a persistence module by looking for
the only factory class in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from os import PathLike
from threading import Event
from typing import Any, Final
from uuid import UUID

from eventsourcing import sqlite as stock
from eventsourcing.persistence import IntegrityError, Notification, StoredEvent
from eventsourcing.utils import Environment, EnvType

from studio_adapters import sqlite_health
from studio_adapters.journal import (
    Batch,
    Clock,
    Conflict,
    ForeignStore,
    Kept,
    Receipt,
    Row,
    commands,
    verified,
)
from studio_adapters.sqlite_datastore import Datastore
from studio_adapters.sqlite_tail import COMMAND, INSERT, INSERT_COMMAND, Tail
from studio_adapters.subscription import Subscription
from studio_adapters.verification import Unverified

PAGE: Final = 500
INSTANTS: Final = 5_000
ORIGIN: Final = "SELECT origin, EXISTS (SELECT 1 FROM stored_events) FROM studio_journal"
NEXT_STREAM: Final = "SELECT originator_id FROM stored_events WHERE originator_id >= ? ORDER BY originator_id LIMIT 1"
ROW: Final = "position, originator_id, originator_version, topic, state, recorded_at, leaf"


class Recorder(stock.SQLiteApplicationRecorder):
    """Rows that are only ever added: contiguous in their stream, gap-free in the journal."""

    datastore: Datastore

    def __init__(self, datastore: stock.SQLiteDatastore, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name)
        self.select_max_notification_id_statement = f"SELECT MAX(position) FROM {events_table_name}"
        self._listeners: set[Event] = set()
        self._tail: Tail | None = None
        self._origin = ""

    def construct_create_table_statements(self) -> list[str]:
        """None: the file has its tables since it was made."""
        return []

    @property
    def origin(self) -> str:
        """The identity of the log."""
        if self._origin:
            return self._origin
        with self.datastore.reading() as c:
            found = c.execute("SELECT origin, EXISTS (SELECT 1 FROM stored_events) FROM studio_journal").fetchone()
        if found is None:
            raise ForeignStore(f"{self.datastore.path}: the file is damaged")
        origin: str
        origin, begun = found
        if begun:  # until then, what is restored brings its own
            self._origin = origin
        return origin

    # -- writing

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        """All batches in one transaction, or none."""
        with self.datastore.lock:
            receipts = self._from_memory(batches, clock) or self._attempt(Tail(), batches, clock)
        if self._listeners:
            self._notify()
        return receipts

    def _from_memory(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...] | None:
        """Without a question to the file. If another process wrote, or anything else is odd: nothing is written."""
        if self._tail is None or not all(batch.rows for batch in batches):
            return None
        try:
            return self._attempt(self._tail, batches, clock)
        except Conflict:
            return None

    def _attempt(self, tail: Tail, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        self._tail = None
        receipts = self.datastore.write(lambda c: tuple([tail.append(c, batch, clock) for batch in batches]))
        self._tail, tail.asking = tail, False
        return receipts

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        """Rows verbatim into an empty store."""
        self._tail = None
        count = self.datastore.write(lambda c: self._restore(c, origin, kept))
        self._notify()
        return count

    def _restore(self, c: sqlite3.Connection, origin: str, kept: Iterable[Kept]) -> int:
        if c.execute("SELECT 1 FROM stored_events UNION ALL SELECT 1 FROM stored_commands LIMIT 1").fetchone():
            raise ForeignStore(f"{self.datastore.path}: the store is not empty")
        c.execute("UPDATE studio_journal SET origin=?", (origin,))
        for done in commands(_inserted(c, verified(origin, kept))):
            if c.execute(COMMAND, (done.command,)).fetchone():
                raise ForeignStore(f"command {done.command} stands in two places")
            c.execute(INSERT_COMMAND, (done.command, b"", done.first, done.last, done.leaf))
        (count,) = c.execute("SELECT count(*) FROM stored_events").fetchone()
        return int(count)

    # -- reading

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        """What a command did, if it was done."""
        with self.datastore.reading() as c:
            known = c.execute(COMMAND, (command,)).fetchone()
        return (known[0], Receipt(command, *known[1:])) if known else None

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        """One stream, by version, after a version."""
        return iter(self._fetch("originator_id=? AND originator_version>? ORDER BY originator_version", stream, after))

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        """Every stream of one owner, by position: a key range, sorted, in pages when it is long."""
        streams = f"{owner}/", f"{owner}0"  # 0 is the character after /
        end = 2**63 - 1 if until is None else until
        of_owner = "originator_id >= ? AND originator_id < ? AND +position > ? AND +position <= ?"  # by the index
        with self.datastore.reading() as c:
            found = c.execute(f"SELECT position FROM stored_events WHERE {of_owner}", (*streams, after, end)).fetchall()
        if len(found) <= PAGE:
            yield from sorted(
                self._fetch(of_owner, *streams, after, end)
            )  # SQLite would sort rows with all their bytes
            return
        positions = sorted(position for (position,) in found)
        for start in range(0, len(positions), PAGE):
            page = json.dumps(positions[start : start + PAGE])
            yield from self._fetch("position IN (SELECT value FROM json_each(?)) ORDER BY position", page)

    def follow(self, after: int = 0) -> Iterator[Kept]:
        """Everything after a position, in pages that end their transaction."""
        while page := self._fetch(f"position > ? ORDER BY position LIMIT {PAGE}", after):
            yield from page
            after = page[-1][0]

    def instants(self) -> Iterator[tuple[int, str]]:
        """Position and instant of every row, in pages that end their transaction."""
        query = f"SELECT position, recorded_at FROM stored_events WHERE position > ? ORDER BY position LIMIT {INSTANTS}"
        after = 0
        while True:
            with self.datastore.reading() as c:
                page = c.execute(query, (after,)).fetchall()
            if not page:
                return
            yield from page
            after = page[-1][0]

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        """Every row of one of the types, or of an owner whose name begins so, in pages that end their transaction."""
        wanted = "(substr(originator_id, 1, ?) = ? OR topic IN (SELECT value FROM json_each(?)))"
        where = f"position > ? AND position <= ? AND {wanted} ORDER BY position LIMIT {PAGE}"
        chosen, after = (until, len(owners), owners, json.dumps(list(topics))), 0
        while page := self._fetch(where, after, *chosen):
            yield from page
            after = page[-1][0]

    def end(self) -> int:
        """The last position."""
        with self.datastore.reading() as c:
            (last,) = c.execute("SELECT coalesce(max(position), 0) FROM stored_events").fetchone()
        return int(last)

    def owners(self) -> Sequence[str]:
        """The first parts of all streams, one step of the index each."""
        owners: list[str] = []
        with self.datastore.reading() as c:
            after = ""
            while found := c.execute(
                "SELECT originator_id FROM stored_events WHERE originator_id >= ? ORDER BY originator_id LIMIT 1",
                (after,),
            ).fetchone():
                owner, slash, _ = found[0].partition("/")
                owners.append(owner)
                after = f"{owner}0" if slash else f"{owner}\1"
        return sorted(set(owners))

    def troubles(self) -> Sequence[Unverified]:
        """What SQLite finds wrong with the file, and what became of its tables and triggers."""
        with self.datastore.reading() as c:
            return list(sqlite_health.troubles(c, str(self.datastore.path)))

    def close(self) -> None:
        """Close the file."""
        self.datastore.close()

    def _fetch(self, where: str, *params: object) -> list[Kept]:
        with self.datastore.reading() as c:
            return c.execute(f"SELECT {ROW} FROM stored_events WHERE {where}", params).fetchall()

    # -- eventsourcing's own door, held to the same rules

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """As upstream's, and who listens is told."""
        positions = super().insert_events(stored_events, **kwargs)
        self._notify()
        return positions

    def _insert_events(
        self, c: stock.SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any
    ) -> Sequence[int] | None:
        rows = [Row(_text(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events]
        try:
            self._tail = None
            first, last, _proof = Tail().insert(c.sqlite_cursor.connection, rows, lambda: datetime.now(UTC))
        except Conflict as conflict:
            raise IntegrityError(str(conflict)) from conflict
        return list(range(first, last + 1))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """As upstream's, by position."""
        after = (start or 0) - (start is not None and inclusive_of_start)
        where = "position > ? AND position <= ?"
        if topics:
            where += f" AND topic IN ({','.join('?' * len(topics))})"
        end = 2**63 - 1 if stop is None else stop
        return [
            Notification(self.convert_originator_id(stream), version, topic, state, position)
            for position, stream, version, topic, state, _, _ in self._fetch(
                f"{where} ORDER BY position LIMIT ?", after, end, *topics, max(limit, 0)
            )
        ]

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription:
        """Notifications after *gt*, for as long as anybody listens."""
        return Subscription(self, gt, topics)

    def listen(self, event: Event) -> None:
        """Set *event* whenever this recorder has written."""
        self._listeners.add(event)

    def unlisten(self, event: Event) -> None:
        """Leave *event* alone from now on."""
        self._listeners.discard(event)

    def _notify(self) -> None:
        for listener in tuple(self._listeners):
            listener.set()


class ProcessRecorder(stock.SQLiteProcessRecorder, Recorder):
    """A recorder that keeps, with what it writes, how far another log was read."""


class Factory(stock.SQLiteFactory):
    """`PERSISTENCE_MODULE=studio_adapters.sqlite`, `SQLITE_DBNAME=studio.db`."""

    application_recorder_class = Recorder
    process_recorder_class = ProcessRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        plain = self.datastore
        plain.close()
        self.datastore = Datastore(
            plain.pool.db_name,
            create=self.env_create_table(),
            lock_timeout=plain.pool.lock_timeout,
            single_row_tracking=plain.single_row_tracking,
            originator_id_type=plain.originator_id_type,
        )


def open_file(path: str | PathLike[str], *, create: bool = True, origin: str | None = None) -> Recorder:
    """The store in the file at *path*, made with *origin* if it is not there and *create* allows it."""
    return Recorder(Datastore(path, create=create, origin=origin))


def _inserted(c: sqlite3.Connection, kept: Iterable[Kept]) -> Iterator[Kept]:
    for row in kept:
        c.execute(INSERT, row)
        yield row


def _text(identity: UUID | str) -> str:
    return identity.hex if isinstance(identity, UUID) else identity
