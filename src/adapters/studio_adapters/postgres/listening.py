"""Being told at once of what others write: one connection that LISTENs, for everybody in this process who waits.

A notice is a hint: it says that there is something to read, never what. Whoever waits looks by himself from time to
time as well, so a notice that is lost, or a server that is away, costs time and no fact.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any, Final

import psycopg
from psycopg.sql import SQL, Identifier

from studio_adapters.journal import StoreUnavailable
from studio_adapters.postgres.tables import CHANNEL, LISTENING

REGISTERED: Final = 5.0
"""Seconds that a listener waits to be registered, before it goes on without."""

AGAIN: Final = 1.0
"""Seconds between attempts to reach a server that is away."""

LOOK: Final = 0.5
"""Seconds after which a thread sees that nobody listens any more."""


class Listening:
    """Sets the events of all listeners when somebody has written; a thread runs only while anybody listens."""

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]], table: Callable[[], str]) -> None:
        self._connect = connect
        self._table = table
        self._begin()

    def _begin(self) -> None:
        self._lock = Lock()
        self._events: set[Event] = set()
        self._registered = Event()
        self._stop = Event()
        self._thread: Thread | None = None
        self._process = os.getpid()

    def add(self, event: Event) -> None:
        """Set *event* from now on: this returns when the server knows of us, or is not to be reached for now."""
        if self._process != os.getpid():  # forked: the thread is the parent's
            self._begin()
        with self._lock:
            self._events.add(event)
            if self._thread is None:
                self._stop, self._registered = Event(), Event()
                self._thread = Thread(
                    target=self._run, args=(self._stop, self._registered), name="studio-listening", daemon=True
                )
                self._thread.start()
            registered = self._registered
        registered.wait(REGISTERED)

    def discard(self, event: Event) -> None:
        """Leave *event* alone; the last to go takes the connection with him."""
        with self._lock:
            self._events.discard(event)
            if not self._events:
                self._stop.set()
                self._thread = None

    def close(self) -> None:
        """Nobody listens any more."""
        with self._lock:
            self._events.clear()
            self._stop.set()
            thread, self._thread = self._thread, None
        if thread is not None and self._process == os.getpid():
            thread.join(REGISTERED)

    def tell(self) -> None:
        """Set every event."""
        for event in tuple(self._events):
            event.set()

    # -- the thread

    def _run(self, stop: Event, registered: Event) -> None:
        while not stop.is_set():
            listened = False
            try:
                with self._connect() as connection:
                    self._register(connection)
                    listened = True
                    registered.set()
                    self.tell()  # of whatever was written since the last connection broke
                    while not stop.is_set():
                        for _ in connection.notifies(timeout=LOOK, stop_after=1):
                            self.tell()
            except (psycopg.Error, StoreUnavailable, OSError):
                registered.set()  # for now without: whoever waits looks by himself
                if not listened:
                    stop.wait(AGAIN)

    def _register(self, connection: psycopg.Connection[Any]) -> None:
        """LISTEN, then the lock by which writers know: they who do not see it yet commit before the first look."""
        found = connection.execute("SELECT %s::regclass::oid::bigint AS number", (self._table(),)).fetchone()
        assert found is not None
        connection.execute(SQL("LISTEN {}").format(Identifier(f"{CHANNEL}{found['number']}")))
        connection.execute("SELECT pg_advisory_lock_shared(%s, %s::regclass::oid::integer)", (LISTENING, self._table()))
