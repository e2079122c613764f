"""Who follows a journal in PostgreSQL is told at once of what others write, and misses nothing when he is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from threading import Event
from typing import Any, Final

import psycopg
import pytest

from studio_adapters.journal import Batch, Row
from studio_adapters.postgres import Recorder, listening, open_url
from studio_adapters.postgres.rows import _asked
from studio_adapters.postgres.tables import LISTENING

SOON: Final = 2.0
LISTENERS = (
    "SELECT a.pid FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid"
    " AND l.locktype = 'advisory' AND l.classid = %s"
    " WHERE l.granted AND l.objid = 'stored_events'::regclass"
)


def fact(number: int) -> list[Batch]:
    """One fact in a stream of its own."""
    stream = f"hz-{number}/fund/2025"
    return [Batch(f"c-{number}", b"d", ((stream, 0),), (Row(stream, 1, "test.counted/1", b"{}\n{}"),))]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def writer(postgres_url: str) -> Iterator[Recorder]:
    """Another process, as far as the server knows."""
    with closing(open_url(postgres_url)) as store:
        yield store


@pytest.fixture
def store(writer: Recorder, postgres_url: str) -> Iterator[Recorder]:
    """The store of who follows."""
    with closing(open_url(postgres_url)) as store:
        yield store


@pytest.fixture
def admin(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the database."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def listeners(admin: psycopg.Connection[Any]) -> list[int]:
    return [pid for (pid,) in admin.execute(LISTENERS, (LISTENING,))]


def until(holds: Callable[[], object]) -> None:
    """Wait, for a bounded time."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


class TestNotices:
    def test_what_another_writes_wakes_at_once(self, store: Recorder, writer: Recorder) -> None:
        """Nobody polls here."""
        woken = Event()
        store.listen(woken)
        for number in range(5):
            woken.clear()
            began = time.monotonic()
            writer.append(fact(number), now)
            assert woken.wait(SOON)
            assert time.monotonic() - began < SOON
            until(lambda number=number: store.end() == number + 1)  # type: ignore[misc]

    def test_registered_before_it_returns(self, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        woken = Event()
        store.listen(woken)
        assert len(listeners(admin)) == 1

    def test_the_last_to_go_takes_the_connection_with_him(
        self, store: Recorder, admin: psycopg.Connection[Any]
    ) -> None:
        first, second = Event(), Event()
        store.listen(first)
        store.listen(second)
        store.unlisten(first)
        assert len(listeners(admin)) == 1
        store.unlisten(second)
        until(lambda: not listeners(admin))
        store.listen(first)
        assert len(listeners(admin)) == 1

    def test_nobody_is_told_where_nobody_listens(self, writer: Recorder, admin: psycopg.Connection[Any]) -> None:
        """A notice costs every commit of the database something: it is sent only where somebody waits for it."""
        [number] = admin.execute("SELECT 'stored_events'::regclass::oid::bigint").fetchone() or [0]
        admin.execute(f"LISTEN studio_events_{number}".encode())
        writer.append(fact(1), now)
        assert list(admin.notifies(timeout=0.1)) == []
        admin.execute("SELECT pg_advisory_lock_shared(%s, %s)", (LISTENING, number))
        writer.append(fact(2), now)
        assert len(list(admin.notifies(timeout=SOON, stop_after=1))) == 1

    def test_several_appends_that_go_together_send_one(self, store: Recorder, writer: Recorder) -> None:
        woken = Event()
        store.listen(woken)
        woken.clear()
        writer._together(
            [_asked(batch.command, b"d", batch.expected, batch.rows, now) for n in range(3) for batch in fact(n)]
        )
        assert woken.wait(SOON)
        assert store.end() == 3


class TestWithoutNotices:
    def test_a_notice_that_is_lost_costs_time_and_no_fact(
        self, store: Recorder, writer: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store._listening, "tell", lambda: None)
        with store.subscribe(0) as subscription:
            writer.append(fact(1), now)
            assert next(subscription).originator_id == "hz-1/fund/2025"

    def test_a_server_that_lets_nobody_listen_is_polled(
        self, store: Recorder, writer: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused() -> Any:
            raise psycopg.OperationalError("too many connections")

        monkeypatch.setattr(store._listening, "_connect", refused)
        began = time.monotonic()
        with store.subscribe(0) as subscription:
            assert time.monotonic() - began < listening.REGISTERED
            writer.append(fact(1), now)
            assert next(subscription).id == 1


class TestKilledConnections:
    def test_who_waits_registers_again_and_misses_nothing(
        self, store: Recorder, writer: Recorder, admin: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Also what is written while nobody is registered: the next registration looks."""
        monkeypatch.setattr("studio_adapters.subscription.POLL", None)  # only notices count
        seen = []
        with store.subscribe(0) as subscription:
            for number in range(6):
                [pid] = listeners(admin)
                admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
                writer.append(fact(number), now)
                seen.append(next(subscription).id)
                until(lambda pid=pid: [other for other in listeners(admin) if other != pid])  # type: ignore[misc]
        assert seen == [1, 2, 3, 4, 5, 6]
