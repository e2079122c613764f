"""Following a recorder as it grows: eventsourcing's subscription, without its lost wake-up.

Upstream's thread pulls before its listener is registered, and then waits for the next notice: what was
written in between is only seen when something else is written. Here the first pull comes after the
registration, and a pull comes anyway from time to time, since another process gives no notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Any, Final, Protocol

from eventsourcing.persistence import ListenNotifySubscription

POLL: Final = 0.1
"""Seconds between pulls, where nobody gives notice."""


class Listened(Protocol):
    """A recorder that sets the events of its listeners when it has written."""

    def listen(self, event: Event) -> None: ...

    def unlisten(self, event: Event) -> None: ...


class Subscription(ListenNotifySubscription[Any]):
    """Everything after *gt*, also what other processes write."""

    def __init__(self, recorder: Listened, gt: int | None = None, topics: Sequence[str] = ()) -> None:
        self._registered = Event()
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        recorder.listen(self._has_been_notified)
        self._registered.set()

    def stop(self) -> None:
        """Stop the subscription."""
        super().stop()
        self._recorder.unlisten(self._has_been_notified)

    def _loop_on_pull(self) -> None:
        try:
            self._registered.wait()
            while not self._has_been_stopped:
                self._pull()
                self._has_been_notified.wait(POLL)
        except BaseException as error:  # the thread's end is the subscriber's error
            self._thread_error = self._thread_error or error
            self.stop()
