"""A runner brings registers up to date: from wherever each is to the present, and on from there in the background."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from threading import Condition, Event, RLock, Thread
from typing import Final, Self

from studio_adapters.port import JournalError, Rows
from studio_adapters.views.course import Course
from studio_adapters.views.port import Generation, OtherHistory, RegisterStopped, Sink
from studio_adapters.views.spec import Spec, known
from studio_adapters.views.status import Status, status

BATCH: Final = 4_999
"""Facts read at a time (with the one before, a page of PostgreSQL); what they change is one transaction."""

POLL: Final = 0.1
"""Seconds between looks at the journal, where nobody gives notice."""

RETRY: Final = 2.0
"""Seconds after which trouble with a store, or a stopped register, is looked at again."""


class Runner:
    """Registers (all of the library) on their way through one journal into one sink."""

    def __init__(
        self,
        rows: Rows,
        sink: Sink,
        registers: Iterable[Spec] | None = None,
        *,
        batch: int = BATCH,
        poll: float = POLL,
        retry: float = RETRY,
    ) -> None:
        self.rows = rows
        self.sink = sink
        self.specs = {spec.name: spec for spec in (known() if registers is None else registers)}
        self.trouble: str | None = None
        """What a store says for as long as it cannot be used; the runner tries again."""
        self._course = Course(rows, sink, self.specs, batch)
        self._poll, self._retry = poll, retry
        self._lock = RLock()
        self._moved = Condition()
        self._wake, self._stopping = Event(), Event()
        self._look_again = 0.0
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    # -- up to the present, in this thread

    def catch_up(self) -> None:
        """Take in everything up to the present, build what has to be built, and switch to it.

        Raises `JournalError` if a store cannot be used, `OtherHistory` if a register is of another log.
        """
        with self._lock:
            self._course.open()
            while self._course.round():
                pass
        self._tell()

    # -- and on from there, in a thread of its own

    def start(self) -> Self:
        """Go on in the background until `close`."""
        if self._thread is None:
            self._stopping.clear()
            self._look_again = 0.0
            self._thread = Thread(target=self._run, name="registers", daemon=True)
            self.rows.listen(self._wake)
            self._thread.start()
        return self

    def close(self) -> None:
        """End after the batch that is being written; what it raised in the background, if anything, is raised here."""
        self._stopping.set()
        self._wake.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
            self.rows.unlisten(self._wake)
        error, self._error = self._error, None
        if error is not None:
            raise error

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()  # before the look: what is written after it wakes
                moved = self._attempt()
                self._tell()
                if not moved:
                    self._wake.wait(self._poll)
        except BaseException as error:
            self._error = error
            self._tell()

    def _attempt(self) -> bool:
        """Whether anything moved; a store that cannot be used now may be later."""
        try:
            with self._lock:
                if time.monotonic() >= self._look_again:
                    self._course.open()
                    self._look_again = time.monotonic() + self._retry
                moved = self._course.round()
            self.trouble = None
        except OtherHistory:
            raise
        except JournalError as problem:
            self.trouble = str(problem)
            self._look_again = 0.0
            self._tell()
            self._stopping.wait(self._retry)
            return True
        return moved

    def _tell(self) -> None:
        with self._moved:
            self._moved.notify_all()

    @property
    def running(self) -> bool:
        """Whether it goes on in the background."""
        return self._thread is not None and self._thread.is_alive()

    # -- waiting

    def wait_until(self, position: int, timeout: float, registers: Collection[str] | None = None) -> None:
        """Until *registers* (all) have taken in, or passed over, everything up to *position*.

        `RegisterStopped` for one that will not; `TimeoutError`; what ended the runner, if it ended.
        """
        names = frozenset(self.specs if registers is None else registers)
        deadline = time.monotonic() + timeout
        with self._moved:
            while waiting := {name for name in names if self._position(name) < position}:
                if self._error is not None:
                    raise self._error
                self._refuse_to_wait(waiting)
                left = deadline - time.monotonic()
                if left <= 0 or not self._moved.wait(left):
                    said = ", ".join(sorted(waiting))
                    why = f" ({self.trouble})" if self.trouble else ""
                    raise TimeoutError(f"not at {position} after {timeout:g} s: {said}{why}")

    def _position(self, name: str) -> int:
        """Where the live rows of a register are, as far as this runner knows."""
        here = (one.generation for one in tuple(self._course.followers) if one.spec.name == name)
        return max((one.position for one in here if one.live), default=-1)

    def _refuse_to_wait(self, names: Collection[str]) -> None:
        """For a register that stopped and is not built anew; nothing is known before all were taken up."""
        followed = {one.spec.name for one in tuple(self._course.followers)}
        for one in self.stopped() if self._course.opened and not followed.issuperset(names) else ():
            if one.live and one.register in names and one.register not in followed:
                raise RegisterStopped(f"register {one.register} stopped at {one.poison}")

    # -- what people ask of it, and ask about it

    def rebuild(self, register: str) -> None:
        """Begin tables beside the live ones; they take their place when they have come as far.

        The register goes on meanwhile. If it is of another history it does not, and does not stand in the way.
        """
        with self._lock:
            self._course.rebuild(register)
            self._look_again = 0.0
        self._wake.set()

    def resume(self, register: str) -> None:
        """Let a register that stopped try again, from the fact at which it stopped."""
        with self._lock:
            self.sink.resume(self.specs[register].name)
            self._course.opened = False
            self._look_again = 0.0
        self._wake.set()

    def stopped(self) -> list[Generation]:
        """What of its registers stopped, with the fact at which each did."""
        return [one for one in self.sink.generations() if one.register in self.specs and one.poison is not None]

    def status(self) -> list[Status]:
        """How every register of the runner stands."""
        return status(self.sink, self.rows, self.specs.values())
