"""What a server can do to a service: end its connections, go away, refuse it; and that nobody tells its password."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier, Literal

from postgres_server import restartable_postgres
from studio_adapters.journal import Batch, Conflict, Row, StoreUnavailable
from studio_adapters.postgres import Recorder, open_url
from studio_adapters.postgres.gathering import Gathering
from studio_adapters.postgres.server import Datastore
from studio_adapters.sealing.port import KeysUnavailable
from studio_adapters.stores import open_store

TOGETHER = """
import sys
from studio_adapters.postgres import open_url
for _ in range(2):
    print("ready", flush=True)
    sys.stdin.readline()
    store = open_url(sys.argv[1])
    print(store.origin, flush=True)
    store.close()
"""


def fact(command: str, stream: str = "hz-1/fund/2025", expected: int = 0) -> list[Batch]:
    row = Row(stream, expected + 1, "test.counted/1", b"{}\n{}")
    return [Batch(command, b"d", ((stream, expected),), (row,))]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Recorder]:
    with closing(open_url(postgres_url)) as store:
        yield store


@pytest.fixture
def admin(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def _line(process: Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


class TestThePool:
    def test_a_killed_backend_is_not_met_twice(self, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        """Also by what may not be sent again: one failure, and the other dead connections are gone with it."""
        with ThreadPoolExecutor(3) as pool:
            waiting = [pool.submit(store._ask, "SELECT pg_backend_pid() FROM pg_sleep(0.05)") for _ in range(3)]
            pids = [pid for each in waiting for ((pid,),) in [each.result()]]
        for pid in pids:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        event = StoredEvent("hz-1/fund/2025", 1, "test.counted/1", b"{}")
        with pytest.raises(Exception, match=r"terminat|closed"):
            store.insert_events([event])
        assert store.insert_events([event]) == [1]

    def test_when_all_connections_are_in_use_the_wait_is_bounded(self, postgres_url: str) -> None:
        datastore = Datastore(postgres_url, size=1, patience=0.05)
        with datastore.pool.connection():
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match=r"^127[^\n]*: all 1 connections were in use for 0\.05 s$"):
                datastore.run(lambda connection: None)
            assert time.monotonic() - began < 2
        datastore.run(lambda connection: connection.execute("SELECT 1"))
        datastore.close()

    def test_a_server_that_stops_is_named_and_one_that_is_back_is_found(self) -> None:
        with restartable_postgres() as (url, stop, start):
            store, woken = open_url(url), Event()
            store.listen(woken)
            store.append(fact("c-1"), now)
            stop()
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match=r"^127\.0\.0\.1:\d+/postgres: connection failed: [^\n]*$"):
                store.append(fact("c-2", expected=1), now)
            assert time.monotonic() - began < 10
            start()
            assert store.append(fact("c-2", expected=1), now)[0].last == 2
            assert [row[0] for row in store.follow()] == [1, 2]
            woken.clear()
            with closing(open_url(url)) as other:
                other.append(fact("c-3", expected=2), now)
            assert woken.wait(5)
            store.close()

    def test_processes_that_start_together_find_one_store(self, postgres_url: str) -> None:
        """The first to come makes it; they who come later, together again, make nothing."""
        path = os.pathsep.join(filter(None, sys.path))
        started = [
            Popen(
                [sys.executable, "-c", TOGETHER, postgres_url],
                stdin=PIPE, stdout=PIPE, text=True, env=os.environ | {"PYTHONPATH": path},
            )
            for _ in range(4)
        ]  # fmt: skip
        said: set[str] = set()
        for _ in range(2):
            assert {_line(process) for process in started} == {"ready"}
            for process in started:
                assert process.stdin is not None
                process.stdin.write("\n")
                process.stdin.flush()
            said |= {_line(process) for process in started}
        for process in started:
            process.communicate(timeout=30)
        assert [process.returncode for process in started] == [0] * 4
        assert len(said) == 1


class TestAppendsThatGoTogether:
    """What one process asks for at once is one commit, and each is answered for itself."""

    def test_a_conflict_is_nobody_else_s(self, store: Recorder) -> None:
        entered, leave = Event(), Event()
        together = store._gathering._together
        alone = store._gathering._alone

        def held(asked: Any) -> Any:
            entered.set()
            assert leave.wait(5)
            return alone(asked)

        groups: list[int] = []

        def counted(asked: Sequence[Any]) -> Any:
            groups.append(len(asked))
            return together(asked)

        store._gathering._alone, store._gathering._together = held, counted
        with ThreadPoolExecutor(6) as pool:
            first = pool.submit(store.append, fact("c-0"), now)
            assert entered.wait(5)
            rest = [pool.submit(store.append, fact(f"c-{n}", f"hz-{n}0/fund/2025", n == 3), now) for n in range(1, 6)]
            end = time.monotonic() + 5
            while len(store._gathering._waiting) < 5 and time.monotonic() < end:
                time.sleep(0.001)
            leave.set()
            assert first.result(5)[0].last == 1
            errors = [each.exception(5) for each in rest]
        assert groups == [5]
        assert [type(error) for error in errors] == [type(None), type(None), Conflict, type(None), type(None)]
        kept = list(store.follow())
        assert [row[0] for row in kept] == [1, 2, 3, 4, 5]
        assert len({row[5] for row in kept}) == 5

    def test_if_all_together_fail_each_gets_its_own_end(self) -> None:
        def together(asked: Sequence[int]) -> list[int]:
            raise RuntimeError("one of them is bad")

        first = Event()

        def alone(asked: int) -> int:
            if asked == 0:
                assert first.wait(5)
            if asked == 2:
                raise ValueError(asked)
            return asked

        gathering: Gathering[int, int] = Gathering(together, alone)
        with ThreadPoolExecutor(4) as pool:
            leading = pool.submit(gathering.ask, 0)
            rest = [pool.submit(gathering.ask, n) for n in (1, 2, 3)]
            first.set()
            assert leading.result(5) == 0
            assert [str(each.exception(5)) for each in rest] == ["None", "2", "None"]

    def test_whoever_is_interrupted_passes_the_turn_on(self) -> None:
        calls: list[int] = []

        def alone(asked: int) -> int:
            calls.append(asked)
            if asked == 1:
                raise KeyboardInterrupt
            return asked

        gathering: Gathering[int, int] = Gathering(lambda asked: list(asked), alone)
        with pytest.raises(KeyboardInterrupt):
            gathering.ask(1)
        assert gathering.ask(2) == 2


HOSTILE = ["p@ss:w/ord?#%&=+", 'it\'s "quoted" \\ and spaced', "密码🔑", "%41%zz", "host=elsewhere password=x"]


class TestPasswords:
    @pytest.fixture(params=HOSTILE)
    def account(self, request: pytest.FixtureRequest, admin: psycopg.Connection[Any]) -> Iterator[tuple[str, str]]:
        name = "hostile"
        admin.execute(
            SQL("CREATE ROLE {} LOGIN SUPERUSER PASSWORD {}").format(Identifier(name), Literal(request.param))
        )
        yield name, request.param
        admin.execute(SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(Identifier(name)))

    @staticmethod
    def place(postgres_url: str) -> str:
        return postgres_url.partition("@")[2]

    def test_in_the_url_in_the_environment_or_in_a_file(
        self, account: tuple[str, str], postgres_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        name, password = account
        place = self.place(postgres_url)
        told = conninfo_to_dict(postgres_url)
        open_url(f"postgresql://{name}:{quote(password, safe='')}@{place}").close()
        monkeypatch.setenv("PGPASSWORD", password)
        open_url(f"postgresql://{name}@{place}").close()
        monkeypatch.delenv("PGPASSWORD")
        kept = tmp_path / "pgpass"
        written = password.replace("\\", "\\\\").replace(":", "\\:")
        kept.write_text(f"127.0.0.1:*:*:{name}:{written}\n", "utf-8")
        kept.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(kept))
        open_url(f"postgresql://{name}@{place}").close()
        services = tmp_path / "services"
        services.write_text(
            f"[studios]\nhost={told['host']}\nport={told['port']}\ndbname={told['dbname']}\nuser={name}\n", "utf-8"
        )
        monkeypatch.setenv("PGSERVICEFILE", str(services))
        store = open_store(f"postgresql:///?service=studios&options={quote(str(told['options']))}")
        assert isinstance(store, Recorder)
        assert store.datastore.where == "service studios"
        store.close()

    @pytest.mark.parametrize("password", HOSTILE)
    def test_are_told_by_nothing(
        self, password: str, postgres_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not by the error, what it is chained to, its traceback, a log or a `repr`: raw, quoted, or in pieces."""
        caplog.set_level(logging.DEBUG)
        place = self.place(postgres_url)
        escaped = quote(password, safe="")
        said = []
        for url in (
            f"postgresql://postgres:{escaped}@{place}",  # the wrong one
            f"postgresql://postgres:{escaped}@127.0.0.1:1/studios",
            f"postgresql://postgres:{password}@{place}",  # not escaped: parts of it look like host, port or database
            f"postgresql://postgres:12/{password}@{place}",
            f"postgresql://postgres:{escaped}@127.0.0.1:1/studios?sslmode={escaped}",
        ):
            for opened in (open_url, open_store):
                with pytest.raises(StoreUnavailable) as refused:
                    opened(url)
                assert "\n" not in str(refused.value)
                said += ["".join(traceback.format_exception(refused.value, chain=True)), *_chain(refused.value)]
            with pytest.raises(KeysUnavailable) as locked:
                _keys(url)
            said += _chain(locked.value)
        told = Datastore(f"postgresql://postgres:{escaped}@{place}")
        said += [repr(told), repr(told.pool), str(vars(told.pool).keys()), told.where, *caplog.messages]
        source = [line for line in "\n".join(said).splitlines() if not line.startswith("    ")]
        for form in (password, escaped, password.split("@")[-1]):
            assert not [line for line in source if form in line]


def _chain(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{error!s} {error!r}"
        error = error.__cause__ or error.__context__


def _keys(url: str) -> None:
    from studio_adapters.postgres.keys import PostgresKeys

    PostgresKeys(url, Path("nowhere-kek"))


class TestEncryption:
    def test_a_server_without_it_is_named_and_not_talked_to_in_the_clear(self, postgres_url: str) -> None:
        """The server of these tests was built without TLS."""
        for asked in ("require", "verify-full"):
            with pytest.raises(StoreUnavailable, match=r"^127[^\n]*: connection failed: [^\n]*(SSL|root cert)[^\n]*$"):
                open_url(f"{postgres_url}&sslmode={asked}")
