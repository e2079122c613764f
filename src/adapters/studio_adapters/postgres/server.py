"""Connections: a small pool under eventsourcing's datastore, and errors that name the server and the cause."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Any, Final, Self, TypeVar, cast
from urllib.parse import quote

import psycopg
from eventsourcing import postgres as stock
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL, Literal

from studio_adapters.journal import StoreUnavailable
from studio_adapters.postgres.wire import Line

T = TypeVar("T")

Password = Callable[[], str] | None

CONNECTIONS: Final = 10
CONNECT: Final = 5
"""Seconds to reach a server, where the URL does not say."""

PATIENCE: Final = 30
"""Seconds that a writer waits for the others, and that the server waits for a writer who says nothing."""

SETTINGS: Final = SQL(
    "SET client_encoding = 'UTF8'; SET default_transaction_isolation = 'read committed'; SET lock_timeout = {};"
    " SET idle_in_transaction_session_timeout = {}"
)


class Pool:
    """Connections made when they are needed; the one given back last goes out first."""

    def __init__(
        self, connect: Callable[[], psycopg.Connection[DictRow]], size: int, patience: float = PATIENCE
    ) -> None:
        self._connect = connect
        self._size = size
        self._patience = patience
        self._idle: list[psycopg.Connection[DictRow]] = []
        self._lock = Lock()
        self._slots = BoundedSemaphore(size)
        self._process = os.getpid()
        self._closed = False

    def open(self, wait: bool = False, timeout: float = PATIENCE) -> None:
        """Nothing: a connection is made when one is needed."""

    @contextmanager
    def connection(self, timeout: float | None = None) -> Iterator[psycopg.Connection[DictRow]]:
        """A connection for as long as the block runs."""
        timeout = self._patience if timeout is None else timeout
        if not self._slots.acquire(timeout=timeout):
            raise psycopg.OperationalError(f"all {self._size} connections were in use for {timeout:g} s")
        try:
            connection = self._take() or self._connect()
            try:
                yield connection
            finally:
                self._give_back(connection)
        finally:
            self._slots.release()

    def _take(self) -> psycopg.Connection[DictRow] | None:
        with self._lock:
            if self._process != os.getpid():  # forked: these are the parent's, and may not even be closed here
                self._parents, self._idle, self._process = self._idle, [], os.getpid()
            return self._idle.pop() if self._idle else None

    def _give_back(self, connection: psycopg.Connection[DictRow]) -> None:
        with self._lock:
            if not self._closed and connection.info.transaction_status == pq.TransactionStatus.IDLE:
                self._idle.append(connection)
                return
        broken = connection.closed
        connection.close()
        if broken:
            self.renew()

    def renew(self) -> None:
        """Close what waits here, since one of them was found broken."""
        while (connection := self._take()) is not None:
            connection.close()

    def close(self) -> None:
        """Close what waits here, and from now on what is given back."""
        self._closed = True
        self.renew()


class Datastore(stock.PostgresDatastore):
    """eventsourcing's datastore over our pool."""

    def __init__(
        self,
        conninfo: str,
        *,
        schema: str = "",
        size: int = CONNECTIONS,
        password: Password = None,
        lock_timeout: int = PATIENCE,
        idle_timeout: float = PATIENCE,
        patience: float = PATIENCE,
        single_row_tracking: bool = True,
    ) -> None:
        told = settled(conninfo)
        super().__init__(
            dbname=told.get("dbname", ""),
            host=told.get("host", ""),
            port=told.get("port", ""),
            user=told.get("user", ""),
            password="",
            schema=schema,
            lock_timeout=lock_timeout,
            single_row_tracking=single_row_tracking,
            originator_id_type="text",
        )
        self._settings = SETTINGS.format(Literal(f"{lock_timeout}s"), Literal(f"{int(idle_timeout * 1000)}ms"))
        self.where = _where(told)
        self._conninfo = make_conninfo(conninfo, connect_timeout=told.get("connect_timeout", CONNECT))
        self._password = password
        self._secrets = secrets(told)
        self._pool = Pool(self.connect, size, patience)
        self.pool = cast("Any", self._pool)

    def connect(self) -> psycopg.Connection[DictRow]:
        """A new connection, every statement its own transaction unless told otherwise."""
        if self._password is not None:
            self._secrets.add(secret := self._password())
            self._conninfo = make_conninfo(self._conninfo, password=secret)
        connection = Line.connect(self._conninfo, autocommit=True, row_factory=cast("Any", dict_row))
        connection.execute(self._settings)
        return connection

    def run(self, action: Callable[[psycopg.Connection[DictRow]], T]) -> T:
        """What *action* answers; if its connection broke it runs once more, on a new one.

        Only for what may be done twice: reading, and appending, which looks its command up first.
        """
        with self.explained():
            with self.pool.connection() as connection:
                try:
                    return action(connection)
                except psycopg.Error:
                    if not connection.closed:
                        raise
            self._pool.renew()
            with self.pool.connection() as connection:
                return action(connection)

    def renew(self) -> None:
        """Close the connections that wait, since one was found broken."""
        self._pool.renew()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """The driver's errors as `StoreUnavailable`: one line that names the server and the cause, and no secret."""
        try:
            yield
        except psycopg.Error as problem:
            raise StoreUnavailable(f"{self.where}: {cleaned(problem, self._secrets)}") from None


MALFORMED: Final = (
    "postgresql://…: not a URL of the form postgresql://user:password@host:port/database"
    " (in a password @ : / ? # % are written %40 %3A %2F %3F %23 %25)"
)


def settled(conninfo: str) -> dict[str, str]:
    """What the driver will make of *conninfo* and its surroundings; what it may take for a host is no secret's rest."""
    _, url, rest = conninfo.partition("://")
    account, at, place = rest.partition("?")[0].rpartition("@")
    told = None if url and at and ("@" in account + place or "/" in account) else _parsed(conninfo)
    if told is None:
        raise StoreUnavailable(MALFORMED)
    defaults = {
        option.keyword.decode(): option.val.decode() for option in pq.Conninfo.get_defaults() if option.val is not None
    }
    return defaults | told


def _parsed(conninfo: str) -> dict[str, str] | None:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(conninfo).items() if value is not None}
    except psycopg.ProgrammingError:  # its text may hold a part of the password
        return None


def secrets(told: dict[str, str]) -> set[str]:
    """What is never said."""
    return {told[name] for name in ("password", "sslpassword") if told.get(name)}


def cleaned(problem: psycopg.Error, hidden: Collection[str]) -> str:
    """The cause in one line without what is hidden; so is *problem* from now on, for whoever walks the chain."""
    cause = " ".join(str(problem).split())
    for secret in sorted(hidden, key=len, reverse=True):
        for form in filter(None, (secret, " ".join(secret.split()), quote(secret, safe=""), quote(secret))):
            cause = cause.replace(form, "***")
    problem.args = (cause,)
    return cause or type(problem).__name__


def _where(told: dict[str, str]) -> str:
    """The server as people know it."""
    if "service" in told:
        return f"service {told['service']}"
    return f"{told.get('host') or 'local socket'}:{told.get('port')}/{told.get('dbname') or told.get('user')}"
