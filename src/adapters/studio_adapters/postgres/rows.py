"""The journal in PostgreSQL, on eventsourcing's recorder, hardened."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any, Final, cast

from eventsourcing.persistence import IntegrityError, StoredEvent
from psycopg.rows import tuple_row

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
from studio_adapters.postgres.gathering import Gathering
from studio_adapters.postgres.reading import COLUMNS, Connection, Reader
from studio_adapters.postgres.server import Datastore
from studio_adapters.postgres.wire import (
    BYTES,
    MANY_BYTES,
    NUMBERS,
    TEXT,
    TEXTS,
    Answer,
    Line,
    many_bytes,
    number,
    numbers,
    texts,
)

CALL: Final = "SELECT known, moved, version, first, last, leaf FROM {append_facts_2}($1, $2, $3, $4, $5, $6, $7, $8)"
FIRST: Final = 3
"""The column with the first position."""

TYPES: Final = (TEXT, BYTES, TEXT, TEXTS, NUMBERS, NUMBERS, TEXTS, MANY_BYTES)
Asked = tuple[bytes | None, ...]
"""What the function is given, as the server keeps it."""

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

    def __init__(self, datastore: Datastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self._gathering = Gathering(self._together, self._alone)

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
        if len(batches) == 1 and not any(owner_of_all(stream) for stream, _ in batches[0].expected):
            [batch] = batches
            asked = _asked(batch.command, batch.digest, batch.expected, batch.rows, clock)
            receipts: tuple[Receipt, ...] = (_receipt(batch, self._gathering.ask(asked)),)
        else:
            receipts = self.datastore.run(lambda connection: self._append(connection, batches, clock))
        self._notify()
        return receipts

    def _append(self, connection: Connection, batches: Iterable[Batch], clock: Clock) -> tuple[Receipt, ...]:
        with connection.transaction():
            return tuple(self._append_one(connection, batch, clock) for batch in batches)

    def _append_one(self, connection: Connection, batch: Batch, clock: Clock) -> Receipt:
        """One append in the transaction that is open; what rests on all of an owner is looked at under the lock."""
        owners = [(owner, expected) for stream, expected in batch.expected if (owner := owner_of_all(stream))]
        if owners:
            connection.execute(self._sql(LOCK))  # until the commit: what is seen now stays so
            if connection.execute(self._sql(DONE), (batch.command,)).fetchone() is None:
                for owner, expected in owners:
                    self._unmoved(connection, owner, expected)
        streams = [each for each in batch.expected if owner_of_all(each[0]) is None]
        return _receipt(batch, self._call(connection, _asked(batch.command, batch.digest, streams, batch.rows, clock)))

    def _unmoved(self, connection: Connection, owner: str, expected: int) -> None:
        """A `Conflict` if any stream of *owner* has moved; 0 is the character after /."""
        with connection.cursor(row_factory=tuple_row) as cursor:
            found = cursor.execute(self._sql(LAST_OF_OWNER), (f"{owner}/", f"{owner}0")).fetchone()
        assert found is not None
        check_version(f"{owner}/", found[0], expected)

    def _alone(self, asked: Asked) -> Answer:
        """One append, which is a transaction."""
        return self.datastore.run(lambda connection: self._call(connection, asked))

    def _together(self, several: Sequence[Asked]) -> list[Answer]:
        """Several appends, each answered for itself, in one transaction."""
        values = [value for asked in several for value in asked]
        types = TYPES * len(several)
        statement = self._sql(_calls(len(several)))
        return self.datastore.run(lambda connection: cast("Line", connection).call(statement, types, values))

    def _call(self, connection: Connection, asked: Asked) -> Answer:
        """One round trip: the whole append."""
        [answer] = cast("Line", connection).call(self._sql(CALL), TYPES, asked)
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
            asked = _asked(None, None, sorted(expected.items()), ordered, lambda: datetime.now(UTC))
            answer = self._call(connection, asked)
            _check_moved(answer, expected)
        except Conflict as conflict:
            raise IntegrityError(str(conflict)) from conflict
        places = dict(zip(order, count(number(answer[FIRST])), strict=False))
        return [places[index] for index in range(len(rows))]


def _asked(
    command: str | None,
    digest: bytes | None,
    expected: Sequence[tuple[str, int]],
    rows: Sequence[Row],
    clock: Clock,
) -> Asked:
    """What the function is given, in its order."""
    counts = dict.fromkeys((stream for stream, _ in expected), 0)
    versions = dict(expected)
    for row in rows:
        counts[row.stream] += 1
        check_version(row.stream, versions[row.stream] + counts[row.stream] - 1, row.version - 1)
    return (
        None if command is None else command.encode(),
        digest,
        instant(clock()).encode() if rows else b"",
        texts([stream.encode() for stream in counts]),
        numbers(tuple(versions.values())),
        numbers(tuple(counts.values())),
        texts([row.topic.encode() for row in rows]),
        many_bytes([row.state for row in rows]),
    )


def _receipt(batch: Batch, answer: Answer) -> Receipt:
    """A stream that has moved is a `Conflict`, and nothing was written."""
    known, _, _, first, last, leaf = answer
    _check_moved(answer, dict(batch.expected))
    if known is not None:
        check_digest(batch.command, known, batch.digest)
    return Receipt(batch.command, number(first), number(last), leaf or b"")


def _check_moved(answer: Answer, expected: Mapping[str, int]) -> None:
    _, moved, version, *_ = answer
    if moved is not None:
        stream = moved.decode()
        check_version(stream, number(version), expected[stream])


@cache
def _calls(count: int) -> str:
    """*count* appends, one after the other: the function sees what the call before it has written."""
    width = len(TYPES)
    given = ", ".join(
        f"({call}, {', '.join(f'${call * width + place}' for place in range(1, width + 1))})" for call in range(count)
    )
    columns = ", ".join(f"column{place}" for place in range(2, width + 2))
    called = f"(VALUES {given}) AS asked, LATERAL {{append_facts_2}}({columns}) AS done"
    return f"SELECT done.* FROM {called} ORDER BY asked.column1"
