"""One SQLite file as a store: opening it, refusing what is not one, its tables and its triggers."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from studio_adapters.journal import FORMAT, LARGEST, ForeignStore, StoreUnavailable, new_origin

APPLICATION_ID: Final = 0x53545544
"""`STUD`, in the header of the file: `file studio.db` and we know it by that."""

TIMEOUT: Final = 5.0
"""Seconds to wait for another writer."""

TABLES: Final = (
    """CREATE TABLE studio_journal (
        one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, origin TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE stored_events (
        position INTEGER PRIMARY KEY,
        originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL, state BLOB NOT NULL CHECK (length(state) <= {LARGEST}),
        recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
        leaf BLOB NOT NULL CHECK (length(leaf) = 32),
        UNIQUE (originator_id, originator_version)) STRICT""",
    """CREATE TABLE stored_commands (
        command TEXT PRIMARY KEY, digest BLOB NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT, WITHOUT ROWID""",
)

ONLY_ADDED: Final = "a journal is only ever added to"

# INSERT OR REPLACE fires no DELETE trigger; a row that comes next replaces nothing.
TRIGGERS: Final = (
    *(
        f"""CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"""
        for table in ("stored_events", "stored_commands")
        for verb in ("UPDATE", "DELETE")
    ),
    f"""CREATE TRIGGER stored_events_only_next BEFORE INSERT ON stored_events
        WHEN NEW.position IS NOT 1 + coalesce((SELECT max(position) FROM stored_events), 0)
          OR NEW.originator_version IS NOT 1 + coalesce((SELECT max(originator_version)
                                            FROM stored_events WHERE originator_id = NEW.originator_id), 0)
        BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}, next after last'); END""",
    f"""CREATE TRIGGER stored_commands_once BEFORE INSERT ON stored_commands
        WHEN EXISTS (SELECT 1 FROM stored_commands WHERE command = NEW.command)
        BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    f"""CREATE TRIGGER studio_journal_once BEFORE INSERT ON studio_journal
        WHEN EXISTS (SELECT 1 FROM studio_journal)
        BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    f"""CREATE TRIGGER studio_journal_refuses_DELETE BEFORE DELETE ON studio_journal
        BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    # An empty store takes the origin of what is restored into it.
    f"""CREATE TRIGGER studio_journal_refuses_UPDATE BEFORE UPDATE ON studio_journal
        WHEN NEW.format <> OLD.format OR EXISTS (SELECT 1 FROM stored_events) OR EXISTS (SELECT 1 FROM stored_commands)
        BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
)


def connect(path: Path, *, create: bool, origin: str | None = None, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A connection to the store at *path*, made if it is not there and *create* allows it."""
    if path.is_dir():
        raise StoreUnavailable(f"{path}: a directory, not a file")
    if not path.parent.is_dir():
        raise StoreUnavailable(f"{path}: no such directory")
    if not create and not path.exists():
        raise StoreUnavailable(f"{path}: no such file")
    plain = None
    try:
        with told(path):
            plain = _plain(path, timeout)
            if _empty(plain, path):
                if not create:
                    raise ForeignStore(f"{path}: an empty file, not a store")
                _make(plain, origin or new_origin())
            if writable(path):
                log_ahead(plain, timeout)
    except BaseException:
        if plain is not None:
            plain.close()
        raise
    return plain


def writable(path: Path) -> bool:
    """Whether facts can be added; a file marked read-only is left alone, also by a superuser."""
    return not path.exists() or (os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite has to say, in one line that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _trouble(path, error) from error


def _trouble(path: Path, error: sqlite3.Error) -> ForeignStore | StoreUnavailable:
    text = str(error)
    if "not a database" in text:
        return ForeignStore(f"{path}: not an SQLite file")
    for sign, cause in (
        ("malformed", "the file is damaged"),
        ("locked", "locked by another process"),
        ("readonly", "the file is read-only"),
        ("full", "the disk is full"),
        ("unable to open", "cannot be opened"),
        ("no such table", "the file is damaged, a table is missing"),
    ):
        if sign in text:
            return StoreUnavailable(f"{path}: {cause}")
    return StoreUnavailable(f"{path}: {text}")


def _plain(path: Path, timeout: float) -> sqlite3.Connection:
    mode = "?mode=rwc" if writable(path) else "?mode=ro"
    if mode == "?mode=ro" and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        mode = "?immutable=1"  # nobody can be writing, and no index of a log can be made
    plain = sqlite3.connect(
        path.absolute().as_uri() + mode,
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        cached_statements=128,
        timeout=timeout,
    )
    try:
        for pragma in ("synchronous=FULL", "trusted_schema=OFF", "recursive_triggers=ON"):
            plain.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:  # a file of another kind says so at the first question
        plain.close()
        raise
    return plain


def _empty(plain: sqlite3.Connection, path: Path) -> bool:
    """Whether there is nothing yet; a file that is there and not ours is refused, untouched."""
    plain.execute("BEGIN")  # all three as of one moment: another process may be making the store
    (tables,) = plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = plain.execute("PRAGMA application_id").fetchone()
    (version,) = plain.execute("PRAGMA user_version").fetchone()
    plain.rollback()
    if (application, version, tables) == (0, 0, 0):
        return True
    if application != APPLICATION_ID:
        raise ForeignStore(f"{path}: an SQLite file, but not a store of studio-domain")
    if version != FORMAT:
        raise ForeignStore(f"{path}: stored in format {version}; this version reads and writes format {FORMAT}")
    return False


def _make(plain: sqlite3.Connection, origin: str) -> None:
    plain.execute("BEGIN IMMEDIATE")
    try:
        (tables,) = plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables == 0:  # else another process was first
            for statement in (*TABLES, *TRIGGERS):
                plain.execute(statement)
            plain.execute("INSERT INTO studio_journal VALUES (1, ?, ?)", (FORMAT, origin))
            plain.execute(f"PRAGMA application_id={APPLICATION_ID}")
            plain.execute(f"PRAGMA user_version={FORMAT}")
        plain.execute("COMMIT")
    except BaseException:
        plain.rollback()
        raise


def log_ahead(plain: sqlite3.Connection, timeout: float) -> None:
    """Write-ahead logging, once and for all; changing to it does not wait for others by itself."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            if plain.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return
            plain.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
