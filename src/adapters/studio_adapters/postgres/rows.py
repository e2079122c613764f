"""The journal in PostgreSQL, on eventsourcing's recorder, hardened."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final

from eventsourcing.persistence import IntegrityError, StoredEvent
from psycopg.rows import tuple_row
from psycopg.types.numeric import Int8

from studio_adapters.journal import (
    Batch,
    Clock,
    Conflict,
    ForeignStore,
    Kept,
    Receipt,
    Row,
    check_digest,
    check_version,
    commands,
    instant,
    owner_of_all,
    verified,
)
from studio_adapters.postgres import tables
from studio_adapters.postgres.reading import COLUMNS, Connection, Reader

CALL: Final = (
    "SELECT known, moved, version, first, last, leaf"
    " FROM {append_facts_1}(%b::text, %b::bytea, %b::text, %b::text[], %b, %b, %b::text[], %b::bytea[])"
)
LOCK: Final = f"SELECT pg_advisory_xact_lock({tables.APPENDING}, '{{stored_events}}'::regclass::oid::integer)"
DONE: Final = "SELECT FROM {stored_commands} WHERE command = %s"
LAST_OF_OWNER: Final = (
    "SELECT coalesce(max(position), 0) FROM {stored_events} WHERE originator_id >= %s AND originator_id < %s"
)
ANYTHING: Final = "SELECT FROM {stored_events} UNION ALL SELECT FROM {stored_commands} LIMIT 1"
COPY_EVENTS: Final = f"COPY {{stored_events}} ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
COPY_COMMANDS: Final = "COPY {stored_commands} (command, digest, first, last, leaf) FROM STDIN (FORMAT BINARY)"


class Recorder(Reader):
    """Rows that are only ever added: contiguous in their stream, gap-free in the journal."""

    # -- opening

    def open(self, *, create: bool = True, origin: str | None = None) -> None:
        """The store is there and ours; made, with *origin*, if it is not and *create* allows it."""
        self.datastore.run(lambda connection: self._open(connection, create, origin))

    def _open(self, connection: Connection, create: bool, origin: str | None) -> None:
        tables.ensure(connection, self.datastore.schema, self.datastore.where, create=create, origin=origin)

    def create_table(self) -> None:
        """As `open`, and what eventsourcing's own part needs."""
        self.open()
        super().create_table()

    # -- writing

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        """All batches in one transaction, or none.

        If the connection breaks it is not known whether they were written; so they are sent once more, which
        answers their receipts if they were.
        """
        receipts = self.datastore.run(lambda connection: self._append(connection, batches, clock))
        self._notify()
        return receipts

    def _append(self, connection: Connection, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        if len(batches) == 1:
            return (self._append_one(connection, batches[0], clock),)
        with connection.transaction():
            return tuple(self._append_one(connection, batch, clock) for batch in batches)

    def _append_one(self, connection: Connection, batch: Batch, clock: Clock) -> Receipt:
        owners = [(owner, expected) for stream, expected in batch.expected if (owner := owner_of_all(stream))]
        if not owners:
            return self._put(connection, batch, batch.expected, clock)
        with connection.transaction():
            connection.execute(self._sql(LOCK))  # until the commit: what is seen now stays so
            if connection.execute(self._sql(DONE), (batch.command,)).fetchone() is None:
                for owner, expected in owners:
                    self._unmoved(connection, owner, expected)
            streams = [each for each in batch.expected if owner_of_all(each[0]) is None]
            return self._put(connection, batch, streams, clock)

    def _unmoved(self, connection: Connection, owner: str, expected: int) -> None:
        """A `Conflict` if any stream of *owner* has moved; 0 is the character after /."""
        with connection.cursor(row_factory=tuple_row) as cursor:
            found = cursor.execute(self._sql(LAST_OF_OWNER), (f"{owner}/", f"{owner}0")).fetchone()
        assert found is not None
        check_version(f"{owner}/", found[0], expected)

    def _put(self, connection: Connection, batch: Batch, expected: Sequence[tuple[str, int]], clock: Clock) -> Receipt:
        known, _, _, first, last, proof = self._call(
            connection, batch.command, batch.digest, expected, batch.rows, clock
        )
        if known is not None:
            check_digest(batch.command, known, batch.digest)
        return Receipt(batch.command, first, last, proof)

    def _call(
        self,
        connection: Connection,
        command: str | None,
        digest: bytes | None,
        expected: Sequence[tuple[str, int]],
        rows: Sequence[Row],
        clock: Clock,
    ) -> tuple[Any, ...]:
        """One round trip: the whole append. A stream that has moved is a `Conflict`, and nothing was written."""
        counts = dict.fromkeys((stream for stream, _ in expected), 0)
        versions = dict(expected)
        for row in rows:
            counts[row.stream] += 1
            check_version(row.stream, versions[row.stream] + counts[row.stream] - 1, row.version - 1)
        asked = (
            command,
            digest,
            instant(clock()) if rows else "",
            list(counts),
            [Int8(version) for version in versions.values()],
            [Int8(count) for count in counts.values()],
            [row.topic for row in rows],
            [row.state for row in rows],
        )
        with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
            answer = cursor.execute(self._sql(CALL), asked, prepare=True).fetchone()
        assert answer is not None  # a function with OUT parameters answers one row
        _, moved, version, *_ = answer
        if moved is not None:
            check_version(moved, version, versions[moved])
        return answer

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        """Rows verbatim into an empty store."""
        receipts: dict[str, Receipt] = {}
        with self.datastore.explained(), self.datastore.pool.connection() as connection, connection.transaction():
            connection.execute(self._sql(LOCK))
            if connection.execute(self._sql(ANYTHING)).fetchone() is not None:
                raise ForeignStore(f"{self.datastore.where}: the store is not empty")
            connection.execute(self._sql("UPDATE {studio_journal} SET origin = %s"), (origin,))
            with closing(self._copied(connection, verified(origin, kept))) as copied:
                for receipt in commands(copied):
                    if receipt.command in receipts:
                        raise ForeignStore(f"command {receipt.command} stands in two places")
                    receipts[receipt.command] = receipt
            with connection.cursor() as cursor, cursor.copy(self._sql(COPY_COMMANDS)) as copy:
                copy.set_types(("text", "bytea", "int8", "int8", "bytea"))
                for done in receipts.values():
                    copy.write_row((done.command, b"", done.first, done.last, done.leaf))
        self._notify()
        return sum(done.last + 1 - done.first for done in receipts.values())

    def _copied(self, connection: Connection, kept: Iterable[Kept]) -> Generator[Kept]:
        with connection.cursor() as cursor, cursor.copy(self._sql(COPY_EVENTS)) as copy:
            copy.set_types(("int8", "text", "int8", "text", "bytea", "text", "bytea"))
            for row in kept:
                copy.write_row(row)
                yield row

    # -- eventsourcing's own door, held to the same rules

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """As upstream's, but never tried again by itself: without a command nobody could tell what was done."""
        with self.datastore.get_connection() as connection, connection.transaction(), connection.cursor() as cursor:
            self._insert_events(cursor, stored_events, **kwargs)
            positions = self._insert_rows(connection, stored_events) if stored_events else None
        self._notify()
        return positions

    def _insert_rows(self, connection: Connection, stored_events: Sequence[StoredEvent]) -> Sequence[int]:
        rows = [Row(str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events]
        order = sorted(range(len(rows)), key=lambda index: (rows[index].stream, rows[index].version))
        ordered = [rows[index] for index in order]
        expected = {row.stream: row.version - 1 for row in reversed(ordered)}
        try:
            answer = self._call(connection, None, None, sorted(expected.items()), ordered, lambda: datetime.now(UTC))
        except Conflict as conflict:
            raise IntegrityError(str(conflict)) from conflict
        places = dict(zip(order, count(answer[3]), strict=False))
        return [places[index] for index in range(len(rows))]
