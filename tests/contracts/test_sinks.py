"""Registers are kept alike in memory, in an SQLite file and in a schema of PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from studio_adapters import sqlite
from studio_adapters.port import ForeignStore, StoreUnavailable
from studio_adapters.postgres.registers import PostgresSink
from studio_adapters.testing.sink_contract import ANSWERS, SinkContract, answer, step
from studio_adapters.views import Generation, MemorySink, Sink, open_registers
from studio_adapters.views.sqlite import SqliteSink


class TestMemory(SinkContract):
    @pytest.fixture
    def sink(self) -> Sink:
        return open_registers("memory:")


class TestSQLite(SinkContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "台账 #1?.db"

    @pytest.fixture
    def sink(self, path: Path) -> Iterator[Sink]:
        with closing(open_registers(path)) as sink:
            yield sink

    @pytest.fixture
    def sink_again(self, sink: Sink, path: Path) -> Iterator[Sink]:
        with closing(open_registers(f"sqlite:///{path}", create=False)) as again:
            yield again

    def test_any_tool_opens_the_file_and_finds_titles(self, sink: Sink, live: Generation, path: Path) -> None:
        sink.advance([step(live, 1, open_answers=answer("hz", "f", "甲"))])
        beside = sink.begin(ANSWERS, "log", live=False)
        with closing(sqlite3.connect(path)) as plain:
            assert plain.execute("SELECT owner, finding, answer FROM open_answers").fetchall() == [("hz", "f", "甲")]
            titles = plain.execute(
                "SELECT t.zh, c.zh, c.unit, c.key FROM register_tables t JOIN register_columns c USING (table_name)"
                " WHERE table_name = 'answer_tally' ORDER BY number"
            ).fetchall()
            assert titles == [
                ("答复次数", "工作室或地区", "text", 1), ("答复次数", "发现", "text", 1),
                ("答复次数", "次序", "count", 1), ("答复次数", "答复", "count", 0), ("答复次数", "最后", "text", 0),
            ]  # fmt: skip
            tables = "SELECT table_name FROM register_tables ORDER BY table_name"
            live_names = [("answer_tally",), ("answer_tally__2",), ("open_answers",), ("open_answers__2",)]
            assert plain.execute(tables).fetchall() == live_names
            sink.advance([step(beside, 1)])
            assert sink.switch(beside)
            assert plain.execute(tables).fetchall() == [("answer_tally",), ("open_answers",)]
            assert plain.execute("SELECT count(*) FROM open_answers").fetchone() == (0,)
            with pytest.raises(sqlite3.IntegrityError):  # STRICT
                plain.execute("INSERT INTO answer_tally VALUES ('hz', 'f', 'many', 1, NULL)")

    def test_a_reader_keeps_what_it_began_to_read(self, sink: Sink, sink_again: Sink, live: Generation) -> None:
        sink.advance([step(live, 5, open_answers=answer("hz", "f", "old"))])
        with sink_again.reading() as reading:
            assert reading.live("answers") is not None
            beside = sink.begin(ANSWERS, "log", live=False)
            sink.advance([step(beside, 5)])
            assert sink.switch(beside)
            assert [row["answer"] for row in reading.rows("open_answers")] == ["old"]


class TestSQLiteFiles:
    """Registers never come near a journal, nor near anything else that is not theirs."""

    def test_a_journal_is_refused_untouched(self, tmp_path: Path) -> None:
        path = tmp_path / "studio.db"
        sqlite.open_file(path).close()
        before = path.read_bytes()
        with pytest.raises(ForeignStore, match="a journal; registers are kept in a file of their own"):
            open_registers(path)
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            ("PRAGMA application_id=1", "not a file of registers"),
            ("CREATE TABLE t (x)", "not a file of registers"),
            ("PRAGMA application_id=1398035794; PRAGMA user_version=2", "of format 2"),
        ],
    )
    def test_another_file_is_refused(self, tmp_path: Path, make: str, said: str) -> None:
        path = tmp_path / "other.db"
        with closing(sqlite3.connect(path)) as plain:
            plain.executescript(make)
        with pytest.raises(ForeignStore, match=said):
            open_registers(path)

    def test_what_cannot_be_opened_says_why(self, tmp_path: Path) -> None:
        (tmp_path / "text.db").write_text("registers " * 100)
        for path, create, said in (
            (tmp_path, True, "a directory, not a file"),
            (tmp_path / "no" / "r.db", True, "no such directory"),
            (tmp_path / "r.db", False, "no such file"),
            (tmp_path / "text.db", True, "not an SQLite file"),
        ):
            with pytest.raises((StoreUnavailable, ForeignStore), match=said):
                open_registers(path, create=create)
        assert not (tmp_path / "r.db").exists()

    def test_an_empty_file_is_made_to_one_of_registers_only_if_allowed(self, tmp_path: Path) -> None:
        path = tmp_path / "r.db"
        path.touch()
        with pytest.raises(ForeignStore, match="not a file of registers"):
            open_registers(path, create=False)
        open_registers(path).close()
        open_registers(path, create=False).close()

    def test_a_file_that_may_only_be_read_can_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "r.db"
        with closing(open_registers(path)) as sink:
            sink.begin(ANSWERS, "log", live=True)
        path.chmod(0o444)
        with closing(open_registers(path, create=False)) as sink:
            assert len(sink.generations()) == 1
            with pytest.raises(StoreUnavailable, match="read-only"):
                sink.resume("answers")


@pytest.fixture
def schema(postgres_server: str, postgres_url: str) -> Iterator[str]:
    """The schema of registers beside the journal's, dropped after the test."""
    name = postgres_url.rpartition("%3D")[2] + "_registers"
    yield name
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute("SET client_min_messages = warning")
        admin.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(name)))


class TestPostgres(SinkContract):
    @pytest.fixture
    def sink(self, schema: str, postgres_url: str) -> Iterator[Sink]:
        with closing(open_registers(postgres_url)) as sink:
            assert isinstance(sink, PostgresSink)
            assert sink.schema == schema
            yield sink

    @pytest.fixture
    def sink_again(self, sink: Sink, postgres_url: str) -> Iterator[Sink]:
        with closing(open_registers(postgres_url, create=False)) as again:
            yield again

    def test_a_schema_may_be_named(self, postgres_url: str, schema: str) -> None:
        with closing(open_registers(postgres_url, schema=f"{schema}")) as sink:
            assert sink.begin(ANSWERS, "log", live=True).number == 1
        with pytest.raises(ForeignStore, match="there are no registers in schema elsewhere"):
            open_registers(postgres_url, schema="elsewhere", create=False)

    def test_the_journals_schema_may_not_hold_a_table_of_that_name(self, postgres_url: str, schema: str) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as admin:
            admin.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
            admin.execute(SQL("CREATE TABLE {}.register_positions (x int)").format(Identifier(schema)))
        with pytest.raises(ForeignStore, match="is not ours"):
            open_registers(postgres_url)

    def test_a_broken_connection_is_replaced(self, sink: Sink, live: Generation, postgres_server: str) -> None:
        with psycopg.connect(postgres_server, autocommit=True) as admin:
            killed = admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            ).fetchall()
        assert killed
        sink.advance([step(live, 1)])
        assert [one.position for one in sink.generations()] == [1]


def test_an_engine_is_chosen_by_the_address(tmp_path: Path) -> None:
    with closing(open_registers("memory:")) as sink:
        assert isinstance(sink, MemorySink)
    with closing(open_registers(f"sqlite:///{tmp_path}/r.db")) as sink:
        assert isinstance(sink, SqliteSink)
