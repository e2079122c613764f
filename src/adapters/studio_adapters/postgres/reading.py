"""What is read: by stream, by owner, by position; for us in pages of bytes, for eventsourcing in its own form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from threading import Event
from typing import Any, Final, cast

import psycopg
from eventsourcing import postgres as stock
from eventsourcing.persistence import Notification
from psycopg.rows import DictRow, tuple_row
from psycopg.sql import SQL, Identifier
from psycopg.types.numeric import Int8

from studio_adapters.journal import Kept, Receipt
from studio_adapters.postgres import tables
from studio_adapters.postgres.listening import Listening
from studio_adapters.postgres.server import Datastore
from studio_adapters.subscription import Subscription

PAGE: Final = 5_000
COLUMNS: Final = "position, originator_id, originator_version, topic, state, recorded_at, leaf"
LAST: Final = 2**63 - 1

Connection = psycopg.Connection[DictRow]


class Reader(stock.PostgresApplicationRecorder):
    """Rows by position, stream or owner. A read whose connection breaks is tried once more."""

    datastore: Datastore

    def __init__(self, datastore: Datastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self.sql_create_statements.clear()  # the tables are ours
        self._statements: dict[str, str] = {}
        self.max_notification_id_statement = self._sql("SELECT max(position) AS max FROM {stored_events}")
        self._listening = Listening(
            datastore.connect, lambda: Identifier(self.datastore.schema, "stored_events").as_string()
        )

    @property
    def origin(self) -> str:
        """The identity of the log."""
        [(origin,)] = self._ask("SELECT origin FROM {studio_journal}")
        return str(origin)

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        """What a command did, if it was done."""
        for digest, first, last, proof in self._ask(
            "SELECT digest, first, last, leaf FROM {stored_commands} WHERE command = %s", command
        ):
            return digest, Receipt(command, first, last, proof)
        return None

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        """One stream, by version, after a version."""
        where = "WHERE originator_id = %s AND originator_version > %s ORDER BY originator_version"
        found = self._ask(f"SELECT {COLUMNS} FROM {{stored_events}} {where}", stream, after)
        return cast("Iterator[Kept]", iter(found))

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        """Every stream of one owner, by position: the positions first, and the rows in pages.

        So a whole history is sorted once, and no transaction is held open while it is read.
        """
        found = self._ask(
            "SELECT position FROM {stored_events} WHERE originator_id >= %s AND originator_id < %s"
            " AND position > %s AND position <= %s ORDER BY position",
            f"{owner}/",
            f"{owner}0",  # the character after the stroke
            after,
            LAST if until is None else until,
        )
        positions = [position for (position,) in found]
        for start in range(0, len(positions), PAGE):
            yield from self._ask(
                f"SELECT {COLUMNS} FROM {{stored_events}} WHERE position = ANY(%b::bigint[]) ORDER BY position",
                [Int8(position) for position in positions[start : start + PAGE]],
            )

    def follow(self, after: int = 0) -> Iterator[Kept]:
        """Everything after a position, in pages that are each a transaction."""
        query = f"SELECT {COLUMNS} FROM {{stored_events}} WHERE position > %s ORDER BY position LIMIT {PAGE}"
        return cast("Iterator[Kept]", self._paged(query, after=after))

    def instants(self) -> Iterator[tuple[int, str]]:
        """Position and instant of every row, in pages that are each a transaction."""
        query = "SELECT position, recorded_at FROM {stored_events} WHERE position > %s ORDER BY position"
        return cast("Iterator[tuple[int, str]]", self._paged(f"{query} LIMIT {PAGE}"))

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        """Every row of one of the types, or of an owner whose name begins so, in pages that are each a transaction."""
        where = "position > %s AND position <= %s AND (starts_with(originator_id, %s) OR topic = ANY(%b::text[]))"
        query = f"SELECT {COLUMNS} FROM {{stored_events}} WHERE {where} ORDER BY position LIMIT {PAGE}"
        return cast("Iterator[Kept]", self._paged(query, until, owners, list(topics)))

    def _paged(self, query: str, *params: object, after: int = 0) -> Iterator[tuple[Any, ...]]:
        page = self._ask(query, after, *params)
        while page:
            yield from page
            page = self._ask(query, page[-1][0], *params) if len(page) == PAGE else []

    def end(self) -> int:
        """The last position."""
        [(last,)] = self._ask("SELECT coalesce(max(position), 0) FROM {stored_events}")
        return int(last)

    def owners(self) -> Sequence[str]:
        """The first parts of all streams, each found by one step into the index."""
        found = self._ask(
            """WITH RECURSIVE found (stream) AS (
                (SELECT originator_id FROM {stored_events} ORDER BY originator_id LIMIT 1)
                UNION ALL
                SELECT (SELECT e.originator_id FROM {stored_events} e
                        WHERE e.originator_id >= split_part(found.stream, '/', 1) || '0'
                        ORDER BY e.originator_id LIMIT 1)
                FROM found WHERE found.stream IS NOT NULL)
            SELECT split_part(stream, '/', 1) FROM found WHERE stream IS NOT NULL"""
        )
        return sorted(owner for (owner,) in found)

    def close(self) -> None:
        """Close the connections."""
        self._listening.close()
        self.datastore.close()

    def _ask(self, query: str, *params: object) -> list[tuple[Any, ...]]:
        statement = self._sql(query)

        def answer(connection: Connection) -> list[tuple[Any, ...]]:
            with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
                return cursor.execute(statement, params, prepare=True).fetchall()

        return self.datastore.run(answer)

    def _sql(self, query: str) -> Any:
        """*query* with our tables in their schema: as a text, so that the driver need not put it together again."""
        if query not in self._statements:
            schema = self.datastore.schema
            names = {name: Identifier(schema, name) for name in (*tables.TABLES, tables.APPEND)}
            self._statements[query] = SQL(cast("Any", query)).format(**names).as_string()
        return self._statements[query]

    # -- eventsourcing's own door

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
        found = self._ask(
            "SELECT originator_id, originator_version, topic, state, position FROM {stored_events}"
            " WHERE position > %s AND position <= %s AND (%s OR topic = ANY(%b::text[])) ORDER BY position LIMIT %s",
            after,
            LAST if stop is None else stop,
            not topics,
            list(topics),
            max(limit, 0),
        )
        return [Notification(*row) for row in found]

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription:
        """Notifications after *gt*, for as long as anybody listens."""
        return Subscription(self, gt, topics)

    def listen(self, event: Event) -> None:
        """Set *event* whenever anybody has written: registered with the server when this returns, if it is there."""
        self._listening.add(event)

    def unlisten(self, event: Event) -> None:
        """Leave *event* alone from now on."""
        self._listening.discard(event)

    def _notify(self) -> None:
        self._listening.tell()
