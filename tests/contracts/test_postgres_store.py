"""The store in PostgreSQL: the same bytes as in memory, and what only a server can do to us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier

from studio_adapters import codec, memory
from studio_adapters.journal import (
    Batch,
    Clock,
    Conflict,
    ForeignStore,
    JournalError,
    Kept,
    LeafMismatch,
    Receipt,
    Row,
    Rows,
    StoreUnavailable,
)
from studio_adapters.postgres import Recorder, open_url, reading
from studio_adapters.postgres.server import Datastore
from telling import context

STREAMS = ("hz-1/fund/2025", "hz-1/fund/2026", "hz-1-2/fund/2025", "hz-10/fund/2025", "region-330106/invoice/1")


def at(second: int) -> Clock:
    """A clock that stands still."""
    return lambda: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=second)


def batch(command: str, *changes: tuple[str, int, int], body: str = "{}", digest: bytes = b"d" * 32) -> Batch:
    """What *command* asks for: of each stream its version, and how many facts to add."""
    line = codec.encode_context(context(command))
    rows = [
        Row(stream, version, "test.counted/1", line + b"\n" + body.encode())
        for stream, expected, facts in sorted(changes)
        for version in range(expected + 1, expected + facts + 1)
    ]
    return Batch(command, digest, tuple((stream, expected) for stream, expected, _ in sorted(changes)), tuple(rows))


def outcome(rows: Rows, batches: Sequence[Batch], second: int) -> tuple[Receipt, ...] | tuple[type, str]:
    """The receipts, or what was refused and how it was said."""
    try:
        return rows.append(batches, at(second))
    except JournalError as refusal:
        return type(refusal), str(refusal)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Recorder]:
    """An empty store."""
    recorder = open_url(postgres_url, origin="tests")
    yield recorder
    recorder.close()


@pytest.fixture
def admin(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the database, in the schema of the store."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


class TestTheSameBytesAsInMemory:
    steps = st.lists(
        st.lists(
            st.tuples(
                st.sampled_from([f"c-{n}" for n in range(6)]),
                st.dictionaries(st.sampled_from(STREAMS), st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1),
                st.sampled_from(["{}", '{"name":"工作室"}']),
            ),
            min_size=1,
            max_size=3,
        ),
        max_size=8,
    )

    @settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=steps, seconds=st.lists(st.integers(0, 3), min_size=8, max_size=8), right=st.lists(st.booleans()))
    def test_every_append_comes_to_the_same_end(
        self, steps: list[Any], seconds: list[int], right: list[bool], postgres_url: str
    ) -> None:
        """Whatever is asked for in whatever order: same receipts, same refusals, same rows on both stores."""
        model = memory.Recorder("tests")
        store = open_url(postgres_url, origin="tests")
        try:
            _empty(store)
            versions: dict[str, int] = {}
            for step, second in zip(steps, seconds, strict=False):
                batches = [
                    batch(
                        command,
                        # mostly the version that the stream has, else any
                        *((s, versions.get(s, 0) if n % 4 else e, f) for n, (s, (e, f)) in enumerate(asked.items(), 1)),
                        body=body,
                        digest=command.encode() + body.encode(),
                    )
                    for command, asked, body in step
                ]
                assert outcome(store, batches, second) == outcome(model, batches, second)
                versions = {stream: len(list(model.read(stream))) for stream in STREAMS}
            assert list(store.follow()) == list(model.follow())
            assert store.owners() == model.owners()
            for owner in ("hz-1", "hz-1-2", "region-330106", "hz", "nobody"):
                assert list(store.history(owner, 1, 6)) == list(model.history(owner, 1, 6))
                assert list(store.history(owner)) == list(model.history(owner))
            for stream in (*STREAMS, "nobody/fund/2025"):
                assert list(store.read(stream)) == list(model.read(stream))
            for number in range(7):
                assert store.receipt(f"c-{number}") == model.receipt(f"c-{number}")
        finally:
            store.close()

    def test_a_clock_that_stands_still_gives_each_append_its_own_instant(self, store: Recorder) -> None:
        for version in range(3):
            store.append([batch(f"c-{version}", (STREAMS[0], version, 2 if version == 2 else 1))], at(0))
        stamps = [row[5] for row in store.follow()]
        assert stamps == [f"2025-01-01T00:00:00.00000{n}Z" for n in (0, 1, 2, 2)]

    def test_the_day_is_carried_over(self, store: Recorder) -> None:
        """The microsecond after the last of a year is in the next."""
        end = datetime(2025, 12, 31, 23, 59, 59, 999999, UTC)
        store.append([batch("c-1", (STREAMS[0], 0, 1))], lambda: end)
        store.append([batch("c-2", (STREAMS[0], 1, 1))], lambda: end)
        assert [row[5] for row in store.follow()][1] == "2026-01-01T00:00:00.000000Z"

    def test_the_server_s_time_zone_changes_nothing(self, postgres_url: str) -> None:
        store = open_url(f"{postgres_url}%20-ctimezone%3DAsia/Shanghai%20-cdatestyle%3DSQL,DMY", origin="tests")
        model = memory.Recorder("tests")
        for number in (0, 1):
            asked = [batch(f"c-{number}", (STREAMS[0], number, 1))]
            assert outcome(store, asked, 0) == outcome(model, asked, 0)
        assert list(store.follow()) == list(model.follow())
        store.close()


class TestPages:
    def test_a_long_history_comes_in_pages_without_seam(self, store: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "PAGE", 3)
        store.append([batch("c-1", (STREAMS[0], 0, 7), (STREAMS[3], 0, 3), (STREAMS[2], 0, 2))], at(0))
        everything = list(store.follow())
        assert [row[0] for row in everything] == list(range(1, 13))
        assert list(store.follow(6)) == everything[6:]
        assert list(store.history("hz-1")) == [row for row in everything if row[1].startswith("hz-1/")]
        assert list(store.history("hz-1", 4, 9)) == list(store.history("hz-1"))[2:7]


class TestRestore:
    @pytest.mark.parametrize("after", [0, 1, 2])
    def test_all_of_it_or_nothing(self, store: Recorder, after: int) -> None:
        """Whatever goes wrong, and wherever: nothing was written, and the store takes the next history."""
        source = memory.Recorder("elsewhere")
        source.append([batch("c-1", (STREAMS[0], 0, 3))], at(0))
        kept = list(source.follow())

        def forged() -> Iterator[Kept]:
            yield from kept[:after]
            position, stream, version, topic, _, stamp, leaf = kept[after]
            yield position, stream, version, topic, b"{}\n{}", stamp, leaf

        with pytest.raises(LeafMismatch):
            store.restore("elsewhere", forged())
        assert (list(store.follow()), store.origin) == ([], "tests")
        assert store.restore("elsewhere", kept) == 3

    def test_a_command_stands_in_one_place(self, store: Recorder) -> None:
        source = memory.Recorder("elsewhere")
        for number, command in enumerate(("c-1", "c-2", "c-1")):
            again = batch(command, (STREAMS[0], number, 1))
            source.append([Batch(f"d-{number}", again.digest, again.expected, again.rows)], at(0))
        with pytest.raises(ForeignStore, match="c-1 stands in two places"):
            store.restore("elsewhere", source.follow())
        assert list(store.follow()) == []


class TestConcurrency:
    """Eight writers, each with connections of its own, and one who follows."""

    WRITERS, APPENDS = 8, 40

    def test_a_follower_misses_nothing_and_repeats_nothing(self, postgres_url: str) -> None:
        """Some appends lose their race, some are rolled back: positions stay gap-free, in the order of commits."""
        open_url(postgres_url).close()
        done = Event()
        seen: list[Kept] = []

        def write(writer: int) -> int:
            store = open_url(postgres_url)
            wrote = 0
            for number in range(self.APPENDS):
                own, shared = f"hz-{writer}/fund/2025", "region-330106/invoice/1"
                version, common = len(list(store.read(own))), len(list(store.read(shared)))
                asked = [batch(f"c-{writer}-{number}", (own, version, 2), (shared, common, number % 2))]
                if number % 5 == 4:  # its second half cannot be: the first is taken back
                    asked.append(batch(f"d-{writer}-{number}", (own, 99_999, 1)))
                with suppress(Conflict):
                    wrote += store.append(asked, at(0))[0].last > 0
            store.close()
            return wrote

        def follow() -> None:
            store = open_url(postgres_url)
            last = False
            while not last:
                last = done.is_set()
                seen.extend(store.follow(seen[-1][0] if seen else 0))
            store.close()

        with ThreadPoolExecutor(self.WRITERS + 1) as pool:
            follower = pool.submit(follow)
            try:
                wrote = sum(pool.map(write, range(self.WRITERS)))
            finally:
                done.set()
            follower.result()
        store = open_url(postgres_url)
        kept = list(store.follow())
        store.close()
        assert wrote > self.WRITERS * self.APPENDS // 4
        assert [row[0] for row in kept] == list(range(1, len(kept) + 1))
        assert seen == kept
        assert len({row[5] for row in kept}) == wrote
        assert sorted(kept, key=lambda row: (row[5], row[1], row[2])) == kept

    def test_a_transaction_held_open_holds_others_up_but_loses_nothing(
        self, store: Recorder, postgres_url: str
    ) -> None:
        """Who comes later commits later, so what a follower has not seen yet always lies ahead of it."""
        entered, leave = Event(), Event()

        def held() -> Iterator[Batch]:
            yield batch("c-1", (STREAMS[0], 0, 1))
            entered.set()
            assert leave.wait(5)
            yield batch("c-2", (STREAMS[0], 1, 1))

        class Held(list[Batch]):
            def __iter__(self) -> Iterator[Batch]:
                return held()

        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(store.append, Held([None, None]), at(0))  # type: ignore[list-item]
            assert entered.wait(5)
            second = pool.submit(lambda: outcome(store, [batch("c-3", (STREAMS[3], 0, 1))], 0))
            assert list(store.follow()) == []
            assert not second.done()
            leave.set()
            assert [receipt.last for receipt in first.result(5)] == [1, 2]
            told = second.result(5)
        assert isinstance(told[0], Receipt)
        assert told[0].first == 3

    def test_a_writer_that_is_killed_leaves_whole_appends(self, store: Recorder, postgres_url: str) -> None:
        """What it was told was done is there; what it was about is there altogether or not at all."""
        program = """
import itertools, sys
from studio_adapters.postgres import open_url
from test_postgres_store import STREAMS, at, batch
store = open_url(sys.argv[1])
for n in itertools.count():
    store.append([batch(f"c-{n}", (STREAMS[0], 2 * n, 2), (STREAMS[3], n, 1))], at(n))
    print(n, flush=True)
"""
        path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
        with subprocess.Popen(
            [sys.executable, "-c", program, postgres_url],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": path},
        ) as writer:
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(20)]
            writer.kill()
            told += [int(line) for line in writer.stdout if line.endswith("\n")]
        assert all(store.receipt(f"c-{n}") is not None for n in told)
        store.append([batch("c-after", ("hz-2/fund/2025", 0, 1))], at(0))
        kept = list(store.follow())
        assert [row[0] for row in kept] == list(range(1, len(kept) + 1))
        assert len(list(store.read(STREAMS[0]))) == 2 * len(list(store.read(STREAMS[3])))

    def test_processes_that_start_together_all_find_the_store(self, postgres_url: str) -> None:
        with ThreadPoolExecutor(8) as pool:
            stores = list(pool.map(lambda _: open_url(postgres_url), range(8)))
        assert len({store.origin for store in stores}) == 1
        for store in stores:
            store.close()

    def test_one_store_serves_more_threads_than_it_has_connections(self, store: Recorder) -> None:
        with ThreadPoolExecutor(20) as pool:
            receipts = list(
                pool.map(lambda n: store.append([batch(f"c-{n}", (f"hz-{n}/fund/2025", 0, 1))], at(0))[0], range(40))
            )
        assert sorted(receipt.last for receipt in receipts) == list(range(1, 41))


class TestBrokenConnections:
    def _break(self, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        own = [connection.info.backend_pid for connection in store.datastore._pool._idle]
        assert own
        for pid in own:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))

    def test_a_read_is_tried_once_more(self, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        store.append([batch("c-1", (STREAMS[0], 0, 1))], at(0))
        self._break(store, admin)
        assert len(list(store.follow())) == 1

    def test_a_write_is_sent_again_under_its_command(self, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        """Also when the server was started anew, and every connection that waits is dead."""
        store.append([batch("c-1", (STREAMS[0], 0, 1))], at(0))
        with ExitStack() as several:
            for _ in range(3):
                several.enter_context(store.datastore.pool.connection())
        self._break(store, admin)
        assert store.append([batch("c-2", (STREAMS[0], 1, 1))], at(0))[0].last == 2
        assert len(list(store.follow())) == 2

    def test_a_lost_acknowledgement_writes_nothing_twice(
        self, store: Recorder, admin: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The server commits, and the line breaks before it can say so: the receipt comes on the next connection."""
        append, calls = store._append, []

        def lost(connection: Any, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
            receipts = append(connection, batches, clock)
            calls.append(receipts)
            if len(calls) == 1:
                connection.close()
                raise psycopg.OperationalError("server closed the connection unexpectedly")
            return receipts

        monkeypatch.setattr(store, "_append", lost)
        receipts = store.append([batch("c-1", (STREAMS[0], 0, 2)), batch("c-2", (STREAMS[3], 0, 1))], at(0))
        assert calls == [receipts, receipts]
        assert [row[0] for row in store.follow()] == [1, 2, 3]

    def test_a_read_fails_the_second_time_with_one_line(
        self, store: Recorder, monkeypatch: pytest.MonkeyPatch, postgres_url: str
    ) -> None:
        tries = []

        def broken(connection: Any) -> None:
            tries.append(connection)
            connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly\n\tin the middle")

        with pytest.raises(StoreUnavailable, match=r"^127\.0\.0\.1:\d+/postgres: server closed .* in the middle$"):
            store.datastore.run(broken)
        assert len(tries) == 2
        assert list(store.follow()) == []

    def test_a_server_that_is_gone_is_named_and_its_password_is_not(self, postgres_url: str) -> None:
        password = postgres_url.partition("postgres:")[2].partition("@")[0]
        assert password
        for url in (
            f"postgresql://postgres:{password}@127.0.0.1:1/studios",
            f"postgresql://postgres:{password}@127.0.0.1:port/studios",
            f"postgresql://postgres:{password}@[127.0.0.1/studios",
            f"host=127.0.0.1 port=1 user={password} password='{password}",
        ):
            with pytest.raises(StoreUnavailable) as refused:
                open_url(url)
            assert password not in str(refused.value)
            assert "\n" not in str(refused.value)
            assert refused.value.__suppress_context__ or refused.value.__context__ is None
        told = Datastore(f"postgresql://postgres:{password}@127.0.0.1:1/studios")
        with pytest.raises(StoreUnavailable, match=r"what the driver says of \*\*\*$"), told.explained():
            raise psycopg.OperationalError(f"what the driver says of {password}")
        with pytest.raises(StoreUnavailable, match=r"^127\.0\.0\.1:1/studios: .*refused"):
            open_url("postgresql://postgres:x@127.0.0.1:1/studios")
        with pytest.raises(StoreUnavailable, match="password authentication failed"):
            open_url(postgres_url.replace(password, "wrong"))


class TestForeignStores:
    def test_looking_for_a_store_does_not_make_one(self, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        with pytest.raises(ForeignStore, match="there is no store in schema test_"):
            open_url(postgres_url, create=False)
        assert _relations(admin) == []

    def test_another_origin(self, store: Recorder, postgres_url: str) -> None:
        open_url(postgres_url, origin="tests", create=False).close()
        with pytest.raises(ForeignStore, match="has the origin tests, not elsewhere"):
            open_url(postgres_url, origin="elsewhere")

    def test_another_format(self, store: Recorder, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        admin.execute("ALTER TABLE studio_journal DISABLE TRIGGER USER")
        admin.execute("UPDATE studio_journal SET format = 2")
        with pytest.raises(ForeignStore, match="is of format 2, and this version reads format 1"):
            open_url(postgres_url)

    @pytest.mark.parametrize("table", ["stored_events", "stored_commands", "studio_journal"])
    def test_a_table_of_somebody_else(self, table: str, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        admin.execute(SQL("CREATE TABLE {} (anything text)").format(Identifier(table)))
        with pytest.raises(ForeignStore, match=f"{table} in schema .* is not ours"):
            open_url(postgres_url)
        assert _relations(admin) == [table]

    def test_half_a_store(self, store: Recorder, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        admin.execute("DROP TABLE stored_commands")
        with pytest.raises(ForeignStore, match="half a store: stored_commands is missing"):
            open_url(postgres_url)

    def test_a_schema_that_is_not_there(self, postgres_server: str) -> None:
        with pytest.raises(ForeignStore, match="the search path names no schema"):
            open_url(f"{postgres_server}?options=-csearch_path%3Dnowhere")

    def test_functions_of_a_newer_revision_are_added_to_an_older_store(
        self, store: Recorder, postgres_url: str, admin: psycopg.Connection[Any]
    ) -> None:
        admin.execute("DROP FUNCTION append_facts_2")
        with pytest.raises(StoreUnavailable, match="append_facts_2"):
            store.append([batch("c-1", (STREAMS[0], 0, 1))], at(0))
        again = open_url(postgres_url)
        assert again.append([batch("c-1", (STREAMS[0], 0, 1))], at(0))[0].last == 1
        again.close()


def _relations(admin: psycopg.Connection[Any]) -> list[str]:
    named = "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    return [name for (name,) in admin.execute(named)]


def _empty(store: Recorder) -> None:
    """Only the owner can, and only by taking the triggers away."""
    with store.datastore.pool.connection() as connection:
        for table in ("stored_events", "stored_commands"):
            name = Identifier(store.datastore.schema, table)
            connection.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
            connection.execute(SQL("TRUNCATE {}").format(name))
            connection.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
