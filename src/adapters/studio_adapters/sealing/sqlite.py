"""Keys in one SQLite file, apart from the log. What is deleted is overwritten, and nothing lingers in a side file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Final

from studio_adapters.sealing.port import KeysUnavailable
from studio_adapters.sealing.sql import FORMAT, Run, SqlKeys
from studio_adapters.sealing.wrapping import Epochs

APPLICATION_ID: Final = 0x53544B59
"""`STKY`, in the header of the file."""

TIMEOUT: Final = 5.0

TABLES: Final = (
    "CREATE TABLE key_store (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL) STRICT",
    """CREATE TABLE subject_keys (
        id TEXT PRIMARY KEY, subject TEXT NOT NULL, purpose TEXT NOT NULL,
        wrapped BLOB NOT NULL CHECK (length(wrapped) = 40), epoch INTEGER NOT NULL, commitment TEXT NOT NULL UNIQUE,
        UNIQUE (subject, purpose)) STRICT""",
    "CREATE TABLE subject_fences (subject TEXT PRIMARY KEY, fact BLOB) STRICT",
    "CREATE TABLE fenced_keys (id TEXT PRIMARY KEY, subject TEXT NOT NULL, commitment TEXT) STRICT",
    "CREATE TABLE searched_logs (origin TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT",
    """CREATE TRIGGER subject_keys_behind_the_fence BEFORE INSERT ON subject_keys
        WHEN EXISTS (SELECT 1 FROM subject_fences WHERE subject = NEW.subject)
          OR EXISTS (SELECT 1 FROM fenced_keys WHERE id = NEW.id OR commitment = NEW.commitment)
        BEGIN SELECT RAISE(ABORT, 'the key stands behind a fence'); END""",
    *(
        f"""CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, 'a fence is only ever added to'); END"""
        for table, verb in (("subject_fences", "DELETE"), ("fenced_keys", "DELETE"), ("fenced_keys", "UPDATE"))
    ),
    """CREATE TRIGGER subject_fences_refuses_UPDATE BEFORE UPDATE ON subject_fences
        WHEN NEW.subject <> OLD.subject OR NEW.fact IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a fence is only ever added to'); END""",
)


class SqliteKeys(SqlKeys):
    """A key store in the file *path*, its key-encryption keys in *kek* (by default `<path>.kek`)."""

    def __init__(self, path: str | Path, kek: str | Path | None = None, *, create: bool = True) -> None:
        self.path = Path(path)
        if not self.path.parent.is_dir() or self.path.is_dir():
            raise KeysUnavailable(f"{self.path}: no place for a file")
        if not create and not self.path.exists():
            raise KeysUnavailable(f"{self.path}: no such file")
        super().__init__(Epochs(Path(kek) if kek else self.path.with_name(self.path.name + ".kek")))
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        try:
            with self._writing() as run:
                self._settle(run)
            self.prune()
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """`sqlite keys.db`."""
        return f"sqlite {self.path.name}"

    def _settle(self, run: Run) -> None:
        """The tables, in a new file; a file of another kind is refused."""
        (kind,), (version,) = run("PRAGMA application_id")[0], run("PRAGMA user_version")[0]
        (tables,) = run("SELECT count(*) FROM sqlite_master")[0]
        if not tables and not kind:
            run(f"PRAGMA application_id = {APPLICATION_ID}")
            run(f"PRAGMA user_version = {FORMAT}")
            for statement in TABLES:
                run(statement)
            run("INSERT INTO key_store VALUES (1, ?)", self.epochs.first())
        elif kind != APPLICATION_ID or version != FORMAT:
            raise KeysUnavailable(f"{self.path}: no key store of format {FORMAT}")

    @contextmanager
    def _reading(self) -> Iterator[Run]:
        with self._transaction("BEGIN") as run:
            yield run

    @contextmanager
    def _writing(self) -> Iterator[Run]:
        with self._transaction("BEGIN IMMEDIATE") as run:
            yield run

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Run]:
        with self._lock:
            try:
                connection = self._connected()
                connection.execute(begin)
                try:
                    yield lambda statement, *values: connection.execute(statement, values).fetchall()
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
            except sqlite3.Error as problem:
                raise KeysUnavailable(f"{self.path}: {problem}") from problem

    def _connected(self) -> sqlite3.Connection:
        """A connection of this process: one that was forked away is the parent's."""
        if self._connection is None or self._process != os.getpid():
            if not self.path.exists():
                self.path.touch(mode=0o600)
            self._connection, self._process = _connected(self.path), os.getpid()
        return self._connection

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None


def _connected(path: Path) -> sqlite3.Connection:
    """A connection, set up; one that cannot be (no database, no more file) is closed again."""
    made = sqlite3.connect(path, timeout=TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("secure_delete = ON", "journal_mode = DELETE", "synchronous = EXTRA"):
            made.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        made.close()
        raise
    return made
