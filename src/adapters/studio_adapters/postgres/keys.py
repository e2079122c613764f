"""Keys in PostgreSQL, best in another database than the log. Dead rows linger there, but wrapped by destroyed keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Final, cast

import psycopg

from studio_adapters.journal import StoreUnavailable
from studio_adapters.postgres.server import cleaned, secrets, settled
from studio_adapters.sealing.port import KeysUnavailable
from studio_adapters.sealing.sql import FORMAT, Run, SqlKeys
from studio_adapters.sealing.wrapping import Epochs

TURN: Final = 0x53544B59
"""The advisory lock by which writers take turns."""

TABLES: Final = (
    "CREATE TABLE key_store (one integer PRIMARY KEY CHECK (one = 1), format integer NOT NULL, epoch integer NOT NULL)",
    """CREATE TABLE subject_keys (
        id text PRIMARY KEY, subject text NOT NULL, purpose text NOT NULL,
        wrapped bytea NOT NULL CHECK (length(wrapped) = 40), epoch integer NOT NULL, commitment text NOT NULL UNIQUE,
        UNIQUE (subject, purpose))""",
    "CREATE TABLE subject_fences (subject text PRIMARY KEY, fact bytea)",
    "CREATE TABLE fenced_keys (id text PRIMARY KEY, subject text NOT NULL, commitment text)",
    "CREATE TABLE searched_logs (origin text PRIMARY KEY, position bigint NOT NULL)",
    """CREATE FUNCTION refuse_behind_the_fence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM subject_fences WHERE subject = NEW.subject)
            OR EXISTS (SELECT 1 FROM fenced_keys WHERE id = NEW.id OR commitment = NEW.commitment)
        THEN RAISE EXCEPTION 'the key stands behind a fence'; END IF;
        RETURN NEW; END $$""",
    "CREATE TRIGGER behind_the_fence BEFORE INSERT ON subject_keys FOR EACH ROW"
    " EXECUTE FUNCTION refuse_behind_the_fence()",
    """CREATE FUNCTION refuse_to_lift_a_fence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'a fence is only ever added to'; END $$""",
    "CREATE TRIGGER no_lifting BEFORE DELETE OR UPDATE ON fenced_keys FOR EACH ROW"
    " EXECUTE FUNCTION refuse_to_lift_a_fence()",
    "CREATE TRIGGER no_lifting BEFORE DELETE ON subject_fences FOR EACH ROW EXECUTE FUNCTION refuse_to_lift_a_fence()",
)


class PostgresKeys(SqlKeys):
    """A key store in the schema that *url* searches first, its key-encryption keys in the file *kek*."""

    def __init__(self, url: str, kek: str | Path, *, create: bool = True) -> None:
        try:
            self._told = settled(url)
        except StoreUnavailable as problem:
            raise KeysUnavailable(str(problem)) from None
        super().__init__(Epochs(Path(kek)))
        self._url = url
        self._lock = RLock()
        self._connection: psycopg.Connection[Any] | None = None
        self._process = 0
        try:
            with self._writing() as run:
                self._settle(run, create=create)
            self.prune()
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """`postgresql studio_keys`: the database, without server or account."""
        return f"postgresql {self._told.get('dbname') or ''}".strip()

    def _settle(self, run: Run, *, create: bool) -> None:
        """The tables, in a new schema; those of another format are refused."""
        (table,) = run("SELECT to_regclass('key_store')")[0]
        if table is None:
            if not create:
                raise KeysUnavailable(f"{self.name}: no key store")
            for statement in TABLES:
                run(statement)
            run("INSERT INTO key_store VALUES (1, ?, ?)", FORMAT, self.epochs.first())
        elif run("SELECT format FROM key_store") != [(FORMAT,)]:
            raise KeysUnavailable(f"{self.name}: no key store of format {FORMAT}")

    @contextmanager
    def _reading(self) -> Iterator[Run]:
        with self._transaction() as run:
            yield run

    @contextmanager
    def _writing(self) -> Iterator[Run]:
        with self._transaction() as run:
            run("SELECT pg_advisory_xact_lock(?)", TURN)
            yield run

    @contextmanager
    def _transaction(self) -> Iterator[Run]:
        with self._lock:
            try:
                connection = self._connected()
                with connection.transaction():
                    yield lambda statement, *values: _ran(connection, statement, values)
            except psycopg.Error as problem:
                said = cleaned(problem, secrets(self._told))
                raise KeysUnavailable(f"{self.name}: {said}") from None

    def _connected(self) -> psycopg.Connection[Any]:
        """A connection of this process: one that was forked away is the parent's, a broken one is left."""
        if self._connection is None or self._connection.closed or self._process != os.getpid():
            self._connection = psycopg.connect(self._url, autocommit=True)
            self._process = os.getpid()
        return self._connection

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None


def _ran(connection: psycopg.Connection[Any], statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    found = connection.execute(cast("Any", statement.replace("?", "%s")), values or None)
    return found.fetchall() if found.description else []
