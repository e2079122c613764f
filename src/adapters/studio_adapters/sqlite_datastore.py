"""The connections to one SQLite file: one that writes, under a lock, and as many that read as are needed at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from threading import RLock
from typing import Literal, TypeVar

from eventsourcing import sqlite as stock

from studio_adapters.journal import StoreUnavailable
from studio_adapters.sqlite_file import TIMEOUT, connect, told, writable

T = TypeVar("T")


class Transaction(stock.SQLiteTransaction):
    """A transaction that writes takes the lock when it begins, not when it first writes."""

    def __enter__(self) -> stock.SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        return cursor


class Pool(stock.SQLiteConnectionPool):
    """Connections for eventsourcing's own readers."""

    def _create_connection(self) -> stock.SQLiteConnection:
        plain = connect(Path(self.db_name), create=False, timeout=self.lock_timeout or TIMEOUT)
        plain.row_factory = sqlite3.Row
        return stock.SQLiteConnection(plain, max_age=self.max_age)


class Datastore(stock.SQLiteDatastore):
    """A file: one connection that writes, under a lock, and as many that read as are needed at once."""

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        create: bool = True,
        origin: str | None = None,
        lock_timeout: int | None = None,
        single_row_tracking: bool = True,
        originator_id_type: Literal["uuid", "text"] = "text",
    ) -> None:
        name = str(path)
        super().__init__(
            name,
            lock_timeout=lock_timeout,
            single_row_tracking=single_row_tracking,
            originator_id_type=originator_id_type,
        )
        self._idle: list[sqlite3.Connection] = []
        self.lock = RLock()
        if name.startswith("file:") or self.pool.detect_memory_mode(name):
            raise StoreUnavailable(f"{name}: not the path of a file")
        self.path = Path(path)
        self._timeout = lock_timeout or TIMEOUT
        self.pool = Pool(db_name=name, lock_timeout=lock_timeout)
        self._writer = connect(self.path, create=create, origin=origin, timeout=self._timeout)
        self.read_only = not writable(self.path)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What *work* answers, done in one transaction on the writer's connection, or not at all."""
        if self.read_only:
            raise StoreUnavailable(f"{self.path}: the file is read-only")
        writer = self._writer
        with self.lock:
            try:
                writer.execute("BEGIN IMMEDIATE")
                answer = work(writer)
                writer.execute("COMMIT")
            except BaseException as error:
                if writer.in_transaction:
                    writer.rollback()
                if isinstance(error, sqlite3.Error):
                    with told(self.path):
                        raise
                raise
        return answer

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else is using."""
        with told(self.path):
            try:
                plain = self._idle.pop()
            except IndexError:
                plain = connect(self.path, create=False, timeout=self._timeout)
            try:
                yield plain
            finally:
                self._idle.append(plain)

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[stock.SQLiteCursor]:
        """eventsourcing's own: who writes shares the writer's connection and its lock."""
        if not commit:
            with super().transaction(commit=False) as cursor:
                yield cursor
            return
        with self.lock:
            connection = stock.SQLiteConnection(self._writer, max_age=None)
            self._writer.row_factory = sqlite3.Row
            try:
                with Transaction(connection, commit=True) as cursor, cursor:
                    yield cursor
            finally:
                self._writer.row_factory = None

    def close(self) -> None:
        """Close every connection."""
        super().close()
        for plain in (*self.__dict__.pop("_idle", ()), self.__dict__.pop("_writer", None)):
            if plain is not None:
                plain.close()
