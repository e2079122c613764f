"""Opening a store: what is not one is refused untouched, in one line that names file and cause."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent

from studio_adapters import memory, sqlite, sqlite_file, stores
from studio_adapters.journal import ForeignStore, Journal, JournalError, StoreUnavailable
from studio_adapters.testing.storage_words import LEDGER, OTHER, Ticking, add, answered, story
from studio_domain.aggregate import Change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studio.db"


@pytest.fixture
def store(path: Path) -> Path:
    """A store with some facts, closed."""
    with closing(sqlite.open_file(path)) as rows:
        story(rows)
    return path


def spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(statement)


def foreign(path: Path) -> None:
    spoil(path, "CREATE TABLE notes (text)")


def newer(path: Path) -> None:
    sqlite.open_file(path).close()
    spoil(path, "PRAGMA user_version = 2")


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda path: path.write_text("no database, " * 100), "not an SQLite file"),
    "another program's": (foreign, "not a store of studio-domain"),
    "a newer format": (newer, "stored in format 2; this version reads and writes format 1"),
}


class TestForeignFiles:
    @pytest.mark.parametrize("create", [True, False])
    @pytest.mark.parametrize("kind", FOREIGN)
    def test_a_file_that_is_not_ours_is_refused_and_left_as_it_was(self, path: Path, kind: str, create: bool) -> None:
        make, cause = FOREIGN[kind]
        make(path)
        before = hashlib.sha256(path.read_bytes()).digest()
        with pytest.raises(ForeignStore) as refused:
            sqlite.open_file(path, create=create)
        assert str(refused.value).startswith(f"{path}: ")
        assert cause in str(refused.value)
        assert "\n" not in str(refused.value)
        assert hashlib.sha256(path.read_bytes()).digest() == before

    def test_an_empty_file_is_no_store_until_it_may_be_made_one(self, path: Path) -> None:
        path.touch()
        with pytest.raises(ForeignStore, match="an empty file"):
            sqlite.open_file(path, create=False)
        sqlite.open_file(path).close()
        sqlite.open_file(path, create=False).close()

    def test_reading_makes_no_file(self, path: Path) -> None:
        with pytest.raises(StoreUnavailable, match=f"{path}: no such file"):
            sqlite.open_file(path, create=False)
        assert not path.exists()

    def test_a_directory_that_is_missing_and_one_in_the_place_of_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnavailable, match="no such directory"):
            sqlite.open_file(tmp_path / "none" / "studio.db")
        with pytest.raises(StoreUnavailable, match="a directory"):
            sqlite.open_file(tmp_path)

    def test_a_damaged_file_says_so(self, store: Path) -> None:
        body = bytearray(store.read_bytes())
        body[4096:] = b"\xff" * (len(body) - 4096)
        store.write_bytes(bytes(body))
        with pytest.raises(StoreUnavailable, match=f"{store}: the file is damaged"):
            list(sqlite.open_file(store).follow())

    def test_a_table_that_is_missing_is_damage(self, store: Path) -> None:
        spoil(store, "DROP TABLE stored_commands")
        with closing(sqlite.open_file(store)) as rows, pytest.raises(StoreUnavailable, match="a table is missing"):
            rows.receipt("c-1")

    def test_the_header_tells_whose_file_it_is(self, store: Path) -> None:
        header = store.read_bytes()[:100]
        assert header[68:72] == b"STUD"
        assert int.from_bytes(header[60:64], "big") == 1


class TestReadOnly:
    def test_a_read_only_file_is_read_and_not_written(self, store: Path) -> None:
        store.chmod(0o444)
        with closing(sqlite.open_file(store, create=False)) as rows:
            assert len(list(rows.follow())) == 6
            assert rows.receipt("c-1")
            with pytest.raises(StoreUnavailable, match=f"{store}: the file is read-only"):
                add(rows, "c-9", Change(LEDGER, 4, (answered(),)))

    def test_so_is_one_in_a_directory_where_nothing_can_be_made(
        self, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.chmod(0o444)
        monkeypatch.setattr(os, "access", lambda *_: False)
        with closing(sqlite.open_file(store, create=False)) as rows:
            assert len(list(rows.follow())) == 6
        assert [path.name for path in store.parent.iterdir()] == [store.name]


class TestLocks:
    def test_a_writer_that_does_not_end_is_named(self, store: Path) -> None:
        rows = sqlite.open_file(store)
        rows.datastore._writer.execute("PRAGMA busy_timeout = 20")
        with closing(sqlite3.connect(store, isolation_level=None)) as other, closing(rows):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match=f"{store}: locked by another process"):
                add(rows, "c-9", Change(LEDGER, 4, (answered(),)))
            assert len(list(rows.follow())) == 6  # who reads does not wait
            other.execute("ROLLBACK")
            assert add(rows, "c-9", Change(LEDGER, 4, (answered(),))).first == 7

    def test_a_file_is_judged_as_of_one_moment_while_another_makes_it_a_store(self, path: Path) -> None:
        def make(statement: str) -> None:
            if statement == "PRAGMA user_version":
                with suppress(StoreUnavailable):
                    sqlite_file.connect(path, create=True, timeout=0).close()

        path.touch()
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.set_trace_callback(make)
            assert sqlite_file._empty(plain, path)

    def test_many_that_make_the_same_file_make_one_store(self, path: Path) -> None:
        start = Barrier(6)

        def make(n: int) -> str:
            start.wait()
            with closing(sqlite.open_file(path)) as rows:
                add(rows, f"c-{n}", Change(f"hz-{n}/rectification/ledger", 0, (answered(),)))
                return rows.origin

        with ThreadPoolExecutor(6) as pool:
            assert len(set(pool.map(make, range(6)))) == 1
        with closing(sqlite.open_file(path, create=False)) as rows:
            assert [row[0] for row in rows.follow()] == [1, 2, 3, 4, 5, 6]


class TestPages:
    @pytest.fixture(autouse=True)
    def _short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite, "PAGE", 3)

    @pytest.fixture
    def rows(self, path: Path) -> Iterator[Any]:
        with closing(sqlite.open_file(path)) as rows:
            for n in range(20):
                add(rows, f"c-{n}", Change(f"hz-{n % 2}/a/{n % 4}", n // 4, (answered(),)))
            yield rows

    def test_a_long_history_comes_in_pages_and_in_order(self, rows: Any) -> None:
        assert [row[0] for row in rows.follow()] == list(range(1, 21))
        assert [row[0] for row in rows.history("hz-1")] == list(range(2, 21, 2))
        assert [row[0] for row in rows.history("hz-1", after=4, until=15)] == [6, 8, 10, 12, 14]
        assert list(rows.history("hz-1")) == [row for row in rows.follow() if row[1].startswith("hz-1/")]

    def test_who_reads_slowly_holds_nothing_open(self, rows: Any, path: Path) -> None:
        for slow in (rows.follow(), rows.history("hz-0"), rows.read("hz-0/a/0")):
            next(slow)
            with closing(sqlite3.connect(path)) as other:
                assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def test_owners_are_found_also_among_streams_without_parts(path: Path) -> None:
    with closing(sqlite.open_file(path)) as rows:
        names = ["hz", "hz-1", "hz-10/a/b", "hz/a/b", "hz.x"]
        rows.insert_events([StoredEvent(name, 1, "topic", b"{}") for name in names])
        assert list(rows.owners()) == ["hz", "hz-1", "hz-10", "hz.x"]


class TestAddresses:
    def test_memory(self) -> None:
        assert isinstance(stores.open_store("memory:"), memory.Recorder)

    @pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}"])
    def test_a_path_and_an_sqlite_address(self, path: Path, form: str) -> None:
        with closing(stores.open_store(form.format(path=path), origin="here")) as rows:
            assert rows.origin == "here"
        assert path.exists()

    def test_a_relative_path_with_a_space(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        stores.open_store("sqlite:///my%20studio.db").close()
        assert (tmp_path / "my studio.db").exists()

    def test_the_environment_names_one(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("STUDIO_STORE", raising=False)
        with pytest.raises(StoreUnavailable, match="STUDIO_STORE is not set"):
            stores.open_store()
        monkeypatch.setenv("STUDIO_STORE", str(path))
        stores.open_store().close()
        assert path.exists()

    @pytest.mark.parametrize(
        "url", ["mysql://u:secret@host/db", "sqlite://x.db", "sqlite:x.db", "sqlite:///", "http://x"]
    )
    def test_anything_else_is_refused_without_its_password(self, url: str) -> None:
        with pytest.raises(StoreUnavailable, match="not the address of a store") as refused:
            stores.open_store(url)
        assert "secret" not in str(refused.value)

    def test_postgresql_without_its_driver_names_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(StoreUnavailable, match=r"studio-domain\[postgres\]") as refused:
            stores.open_store("postgresql://u:secret@host/db")
        assert "secret" not in str(refused.value)

    @pytest.mark.parametrize("name", [":memory:", "file:studio.db?mode=memory"])
    def test_sqlite_in_memory_is_not_one_of_them(self, name: str) -> None:
        with pytest.raises(JournalError, match="not the path of a file"):
            sqlite.open_file(name)


def test_a_journal_over_a_closed_and_opened_file_goes_on(path: Path) -> None:
    for n in range(3):
        with closing(stores.open_store(str(path))) as rows:
            journal = Journal(rows, Ticking())
            assert len(list(journal.follow())) == n
            add(rows, f"c-{n}", Change(OTHER, n, (answered(),)))


def test_a_file_of_another_kind_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.13 complains of a connection that nobody closed."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*arguments: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*arguments, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    (tmp_path / "text.db").write_text("just some text, and more of it, " * 100)
    with pytest.raises(ForeignStore):
        stores.open_store(str(tmp_path / "text.db"))
    (plain,) = opened
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        plain.execute("SELECT 1")
