"""Registers in a schema of PostgreSQL, beside the journal's or in another database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar, cast

import psycopg
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Identifier, Literal

from studio_adapters.journal import ForeignStore
from studio_adapters.postgres.server import Datastore
from studio_adapters.views.sql import SqlSink
from studio_adapters.views.sql_tables import FORMAT, POSITIONS, Database

T = TypeVar("T")

MARK: Final = f"studio-domain registers {FORMAT}"
"""The comment on the table of positions: without it, a table of that name is somebody else's."""

MAKING: Final = 1_398_031_412
"""The first half of our advisory lock; the second says which schema."""

COMMON: Final = "studio_registers"
"""The schema, where the journal's is `public`; else it is named after the journal's."""


class _Database:
    """A transaction on a connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._cursor = connection.cursor(row_factory=tuple_row)

    def ask(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        return self._cursor.execute(_ours(statement), values).fetchall()

    def do(self, statement: str, *values: object) -> int:
        return self._cursor.execute(_ours(statement), values).rowcount

    def many(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        self._cursor.executemany(_ours(statement), values)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        with self._connection.cursor("studio_rows", row_factory=tuple_row) as cursor:
            cursor.itersize = 2_000
            cursor.execute(_ours(statement))
            yield from cursor


def _ours(statement: str) -> Any:
    return statement.replace("?", "%s")


class PostgresSink(SqlSink):
    """A schema of its own; what is committed last may be lost with the server, rows and position together."""

    text = 'text COLLATE "C"'
    integer = "bigint"
    options = ""

    def __init__(self, url: str, *, schema: str | None = None, create: bool = True) -> None:
        self._server = Datastore(url)
        try:
            self.schema = schema or self._server.run(_schema)
            self._server.run(lambda connection: self._settle(connection, create))
        except BaseException:
            self.close()
            raise

    def _settle(self, connection: psycopg.Connection[Any], create: bool) -> None:
        """The tables are there and ours; made under a lock, if they are not there and *create* allows it."""
        with connection.transaction():
            if create:
                connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (MAKING, self.schema))
            with connection.cursor(row_factory=tuple_row) as cursor:
                found = cursor.execute(
                    "SELECT obj_description(c.oid, 'pg_class') FROM pg_class c"
                    " WHERE c.relnamespace = to_regnamespace(quote_ident(%s)) AND c.relname = %s",
                    (self.schema, POSITIONS),
                ).fetchone()
            where = f"schema {self.schema} of {self._server.where}"
            if found is not None and found[0] != MARK:
                raise ForeignStore(f"{POSITIONS} in {where} is not ours, or of another format")
            if found is not None:
                return
            if not create:
                raise ForeignStore(f"there are no registers in {where}")
            connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(self.schema)))
            for statement in self.made():
                connection.execute(_ours(statement))
            marked = SQL("COMMENT ON TABLE {} IS {}").format(Identifier(self.schema, POSITIONS), Literal(MARK))
            connection.execute(marked)

    def writing(self, work: Callable[[Database], T]) -> T:
        """What *work* answers, in one transaction.

        If the connection breaks it runs once more: what was done already finds the register moved, and says so.
        """

        def attempt(connection: psycopg.Connection[Any]) -> T:
            with connection.transaction():
                connection.execute("SET LOCAL synchronous_commit = off")
                return work(_Database(connection))

        return self._server.run(attempt)

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """A transaction that reads as of its first statement."""
        with self._server.explained(), self._server.pool.connection() as found:
            connection = cast("psycopg.Connection[Any]", found)
            try:
                with connection.transaction():
                    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    yield _Database(connection)
            except psycopg.OperationalError:
                self._server.renew()  # what waits there may be as broken
                raise

    def alone(self, db: Database) -> None:
        """An advisory lock until the end of the transaction."""
        db.ask("SELECT pg_advisory_xact_lock(?, hashtext(?))", MAKING, self.schema)

    def name(self, table: str) -> str:
        """The name of a table in its schema."""
        return f'{self._schema}."{table}"'

    @property
    def _schema(self) -> str:
        return '"' + self.schema.replace('"', '""') + '"'

    def close(self) -> None:
        """Close the connections."""
        self._server.close()


def _schema(connection: psycopg.Connection[Any]) -> str:
    with connection.cursor(row_factory=tuple_row) as cursor:
        found = cursor.execute("SELECT current_schema()").fetchone()
    current = found[0] if found else None
    return COMMON if current in (None, "public") else f"{current}_registers"
