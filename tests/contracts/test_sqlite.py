"""The SQLite store keeps the contract, and refuses files that are not its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from studio_adapters import sqlite
from studio_adapters.journal import Rows
from studio_adapters.testing import StorageContract
from studio_adapters.testing.storage_contract import Forbidden, Full, OpenAgain

TAMPERING = [
    "UPDATE stored_events SET topic = 'x'",
    "UPDATE OR REPLACE stored_events SET position = 1 WHERE position = 2",
    "UPDATE stored_commands SET digest = x'00'",
    "DELETE FROM stored_events",
    "DELETE FROM stored_events WHERE position = (SELECT max(position) FROM stored_events)",
    "DELETE FROM stored_commands",
    "INSERT OR REPLACE INTO stored_events SELECT * FROM stored_events WHERE position = 1",
    "REPLACE INTO stored_events SELECT 1, 'a/b/c', 1, topic, state, recorded_at, leaf FROM stored_events LIMIT 1",
    *(
        f"INSERT INTO stored_events SELECT {position}, 'a/b/c', {version}, topic, state, recorded_at, leaf "
        "FROM stored_events ORDER BY position DESC LIMIT 1"
        for position, version in (("position + 2", 1), ("position + 1", 2), ("NULL", 1), ("-1", 1))
    ),
    "INSERT OR REPLACE INTO stored_commands SELECT command, x'00', first, last, leaf FROM stored_commands",
    "UPDATE studio_journal SET origin = 'another'",
    "DELETE FROM studio_journal",
    "REPLACE INTO studio_journal VALUES (1, 1, 'another')",
]


class TestSQLite(StorageContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "工作室 #1?.db"

    @pytest.fixture
    def rows(self, path: Path) -> Iterator[Rows]:
        with closing(sqlite.open_file(path)) as store:
            yield store

    @pytest.fixture
    def open_again(self, rows: Rows, path: Path) -> Iterator[OpenAgain]:
        opened: list[Rows] = []

        def again() -> Rows:
            opened.append(sqlite.open_file(path, create=False))
            return opened[-1]

        yield again
        for store in opened:
            store.close()

    @pytest.fixture
    def address(self, rows: Rows, path: Path) -> str:
        return str(path)

    @pytest.fixture
    def fresh(self, path: Path) -> str:
        return str(path)

    @pytest.fixture
    def read_only(self, rows: Rows, path: Path) -> Iterator[OpenAgain]:
        path.chmod(0o444)
        with closing(sqlite.open_file(path, create=False)) as store:
            yield lambda: store

    @pytest.fixture
    def full(self, rows: sqlite.Recorder) -> Full:
        """SQLite's own limit of pages gives what a disk without room gives."""

        @contextmanager
        def meanwhile() -> Iterator[None]:
            writer = rows.datastore._writer
            writer.execute(f"PRAGMA max_page_count = {writer.execute('PRAGMA page_count').fetchone()[0]}").fetchall()
            yield
            writer.execute("PRAGMA max_page_count = 4294967294").fetchall()

        return meanwhile

    @pytest.fixture
    def forbidden(self, path: Path) -> Forbidden:
        def attempt(statement: str) -> Callable[[], object]:
            def run() -> None:
                with closing(sqlite3.connect(path, isolation_level=None)) as raw:
                    raw.execute(statement)

            return run

        return [attempt(statement) for statement in TAMPERING]
