"""Registers in an SQLite file of their own, which any tool can open; never in the journal's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

from attrs import frozen

from studio_adapters.port import ForeignStore, StoreUnavailable
from studio_adapters.sqlite_file import APPLICATION_ID as JOURNAL
from studio_adapters.sqlite_file import TIMEOUT, log_ahead, told, writable
from studio_adapters.views.sql import SqlSink
from studio_adapters.views.sql_tables import FORMAT, Database

T = TypeVar("T")

APPLICATION_ID: Final = 0x53545552
"""`STUR`, in the header of the file."""


@frozen
class _Database:
    """A transaction on a connection."""

    plain: sqlite3.Connection

    def ask(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        return self.plain.execute(statement, values).fetchall()

    def do(self, statement: str, *values: object) -> int:
        return self.plain.execute(statement, values).rowcount

    def many(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        self.plain.executemany(statement, values)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        return iter(self.plain.execute(statement))


class SqliteSink(SqlSink):
    """A file: one connection that writes, under a lock, and one for each who reads."""

    text = "TEXT"
    integer = "INTEGER"
    options = " STRICT"

    def __init__(self, path: str | PathLike[str], *, create: bool = True) -> None:
        self.path = Path(path)
        self._lock = Lock()
        if self.path.is_dir():
            raise StoreUnavailable(f"{path}: a directory, not a file")
        if not self.path.parent.is_dir():
            raise StoreUnavailable(f"{path}: no such directory")
        if not create and not self.path.exists():
            raise StoreUnavailable(f"{path}: no such file")
        self._writer = self._open()
        try:
            with told(self.path):
                self._settle(create)
        except BaseException:
            self._writer.close()
            raise

    def _open(self) -> sqlite3.Connection:
        """A power cut may cost the last transactions, rows and position together: so none waits for the disk."""
        mode = "rwc" if writable(self.path) else "ro"
        with told(self.path):
            plain = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
                cached_statements=256,
                timeout=TIMEOUT,
            )
            try:
                plain.execute("PRAGMA synchronous=NORMAL").close()
            except BaseException:
                plain.close()
                raise
            return plain

    def _settle(self, create: bool) -> None:
        """The file is ours; made, if it is new or empty."""
        self._writer.execute("BEGIN IMMEDIATE" if create and writable(self.path) else "BEGIN")
        try:
            (tables,) = self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (application,) = self._writer.execute("PRAGMA application_id").fetchone()
            (version,) = self._writer.execute("PRAGMA user_version").fetchone()
            if (application, tables) == (0, 0) and create:
                for statement in self.made():
                    self._writer.execute(statement)
                self._writer.execute(f"PRAGMA application_id={APPLICATION_ID}")
                self._writer.execute(f"PRAGMA user_version={FORMAT}")
            elif application == JOURNAL:
                raise ForeignStore(f"{self.path}: a journal; registers are kept in a file of their own")
            elif application != APPLICATION_ID:
                raise ForeignStore(f"{self.path}: not a file of registers")
            elif version != FORMAT:
                raise ForeignStore(f"{self.path}: registers of format {version}; this version reads format {FORMAT}")
            self._writer.execute("COMMIT")
        except BaseException:
            self._writer.rollback()
            raise
        if writable(self.path):
            log_ahead(self._writer, TIMEOUT)

    def writing(self, work: Callable[[Database], T]) -> T:
        """What *work* answers, in one transaction."""
        with self._lock, told(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                answer = work(_Database(self._writer))
                self._writer.execute("COMMIT")
            except BaseException:
                self._writer.rollback()
                raise
            return answer

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """A transaction that reads, on a connection of its own."""
        with told(self.path):
            plain = self._open()
            try:
                plain.execute("BEGIN")
                yield _Database(plain)
            finally:
                plain.close()

    def alone(self, db: Database) -> None:
        """Who writes in SQLite is alone."""

    def name(self, table: str) -> str:
        """The name of a table."""
        return f'"{table}"'

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._writer.close()
