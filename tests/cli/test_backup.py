"""`backup` copies a store while it is in use: whole, proven, never over another file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from postgres_server import postgres_server, postgres_url
from stored import in_file
from studio_adapters import postgres, sqlite, sqlite_backup
from studio_adapters.problems import Problem
from studio_adapters.testing.storage_words import LEDGER, OTHER, add, answered, story
from studio_adapters.verification import Unverified, verify
from studio_domain.aggregate import Change
from terminal import Terminal

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "studio.db"
    with closing(sqlite.open_file(path)) as rows:
        story(rows)
    return path


def left(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_backup_is_the_store(run: Terminal, store: Path, tmp_path: Path) -> None:
    """Rows, receipts, identity; it is opened, verified, and goes on from where the store was."""
    copy = tmp_path / "备份.db"
    said = run("backup", store, "--to", copy)
    assert (said.code, said.err) == (0, "")
    with closing(sqlite.open_file(store)) as rows, closing(sqlite.open_file(copy, create=False)) as other:
        found = verify(rows)
        assert verify(other) == found
        assert list(other.follow()) == list(rows.follow())
        assert [other.receipt(f"c-{n}") for n in range(1, 6)] == [rows.receipt(f"c-{n}") for n in range(1, 6)]
        assert add(other, "next", Change(LEDGER, 4, (answered(),))).first == 7
    assert said.out == f"6 条: 已备份到 {copy}, 全部叶哈希相符\n历史摘要: {found.digest}\n"
    assert left(tmp_path) == ["studio.db", "备份.db"]


def test_who_writes_meanwhile_does_not_wait_and_is_in_it_whole_or_not_at_all(store: Path, tmp_path: Path) -> None:
    begun, done = Event(), Event()

    def write() -> int:
        with closing(sqlite.open_file(store)) as rows:
            number = 0
            while not done.is_set() or number < 5:
                changes = Change(LEDGER, 4 + number, (answered("x" * 2000),)), Change(OTHER, 1 + number, (answered(),))
                add(rows, f"m-{number}", *changes)
                number += 1
                begun.set()
        return number

    with ThreadPoolExecutor(1) as pool, closing(sqlite.open_file(store)) as rows:
        writing = pool.submit(write)
        try:
            assert begun.wait(10)
            found = [sqlite_backup.back_up(rows, tmp_path / f"{n}.db") for n in range(5)]
        finally:
            done.set()
        written = writing.result()
        kept = list(rows.follow())
    assert len(kept) == 6 + 2 * written
    sizes = [one.facts for one in found]
    assert sizes == sorted(sizes)
    assert all(size % 2 == 0 and size > 6 for size in sizes)
    with closing(sqlite.open_file(tmp_path / "4.db")) as last:
        assert list(last.follow()) == kept[: sizes[-1]]


def test_nothing_is_written_over(run: Terminal, store: Path, tmp_path: Path) -> None:
    in_file(tmp_path / "there.db", ["something else"])
    before = (tmp_path / "there.db").read_bytes(), store.read_bytes()
    for to in (tmp_path / "there.db", store):
        said = run("backup", store, "--to", to, "--lang", "en")
        assert (said.code, said.complaint) == (2, f"studio-domain: {to}: is there already, and not written over")
    assert ((tmp_path / "there.db").read_bytes(), store.read_bytes()) == before


def test_what_cannot_be_backed_up_says_what_to_do(
    run: Terminal, store: Path, tmp_path: Path, postgres_url: str
) -> None:
    with closing(postgres.open_url(postgres_url)) as rows:
        story(rows)
    run("export", store, "-o", tmp_path / "a.jsonl")
    for source in (postgres_url, tmp_path / "a.jsonl"):
        said = run("backup", source, "--to", tmp_path / "b.db")
        assert (said.code, "pg_dump" in said.complaint) == (2, True)
        assert "@" not in said.complaint
    assert run("backup", tmp_path / "none.db", "--to", tmp_path / "b.db").complaint.endswith("none.db: 文件不存在")
    assert run("backup", store, "--to", tmp_path / "none" / "b.db").complaint.endswith("所在目录不存在")
    assert left(tmp_path) == ["a.jsonl", "studio.db"]


def test_a_store_that_does_not_verify_has_no_backup(run: Terminal, store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as plain:
        plain.execute("DROP TRIGGER stored_events_refuses_UPDATE")
        plain.execute("UPDATE stored_events SET state = zeroblob(9) WHERE position = 2")
    said = run("backup", store, "--to", tmp_path / "b.db")
    assert (said.code, "hz-1/rectification/ledger@2 叶哈希不符" in said.complaint) == (2, True)
    assert left(tmp_path) == ["studio.db"]


def test_a_copy_that_breaks_off_leaves_nothing(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite_backup, "_settle", full)
    with closing(sqlite.open_file(store)) as rows, pytest.raises(Problem, match="No space left"):
        sqlite_backup.back_up(rows, tmp_path / "b.db")
    assert "b.db" not in left(tmp_path)
    assert not [name for name in left(tmp_path) if "part" in name]


class TestDoctor:
    """`doctor` asks SQLite too, after the leaves."""

    @pytest.mark.parametrize(
        ("statement", "complaint"),
        [
            ("DROP TRIGGER stored_events_refuses_DELETE", "trigger stored_events_refuses_DELETE 缺失"),
            (
                "CREATE TRIGGER quiet BEFORE INSERT ON stored_events BEGIN SELECT RAISE(IGNORE); END",
                "trigger quiet 不是本软件的触发器",
            ),
            ("ALTER TABLE stored_commands ADD COLUMN more TEXT", "table stored_commands 已被改动"),
        ],
    )
    def test_tables_and_triggers_that_are_not_as_they_were_made(
        self, run: Terminal, store: Path, statement: str, complaint: str
    ) -> None:
        with closing(sqlite3.connect(store, isolation_level=None)) as plain:
            plain.execute(statement)
        said = run("doctor", store)
        assert (said.code, complaint in said.complaint) == (2, True)

    def test_an_index_that_lacks_a_row(self, run: Terminal, store: Path) -> None:
        """Every leaf is right, read by position; by stream a fact would not be found."""
        with closing(sqlite3.connect(store)) as plain:
            (page,) = plain.execute(
                "SELECT rootpage FROM sqlite_master WHERE name LIKE '%autoindex_stored_events%'"
            ).fetchone()
        body = bytearray(store.read_bytes())
        place = body.index(b"hz-2/rectification", 4096 * (page - 1))
        assert place < 4096 * page
        body[place : place + 4] = b"hz-9"
        store.write_bytes(bytes(body))
        said = run("doctor", store)
        assert "全部叶哈希相符" in said.out
        assert (said.code, "文件已损坏" in said.complaint) == (2, True)
        with closing(sqlite.open_file(store)) as rows, pytest.raises(Unverified):
            sqlite_backup.back_up(rows, store.with_name("b.db"))

    def test_what_others_keep_beside_the_journal_is_theirs(self, run: Terminal, store: Path) -> None:
        """eventsourcing's tracking and snapshots may lie in the same file."""
        with closing(sqlite3.connect(store, isolation_level=None)) as plain:
            plain.execute("CREATE TABLE tracking (name TEXT)")
        said = run("doctor", store, "--lang", "en")
        assert (said.code, said.out.splitlines()[-1]) == (
            0, "database: the file is whole, its tables and triggers as made"
        )  # fmt: skip
