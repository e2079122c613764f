"""Bringing registers up to date: from wherever each is to the present, and on from there.

A runner holds no lock and no lease. Rows and position are written together, and only by whoever finds a register
where it was last seen: of two runners the one that comes second takes note, folds what the first has written without
writing it, and is ready to go on at once if the first is gone.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import islice
from threading import Condition, Event, RLock, Thread
from typing import Final, Self

import attrs
from attrs import define

from studio_adapters.port import ForeignStore, JournalError, Kept, Rows
from studio_adapters.views.follower import Follower, Undecided, check_history
from studio_adapters.views.port import Generation, Moved, OtherHistory, Poison, RegisterStopped, Sink, Step
from studio_adapters.views.spec import Spec, known

BATCH: Final = 4_999
"""Facts read at a time (with the one before, a page of PostgreSQL); what they change is one transaction."""

POLL: Final = 0.1
"""Seconds between looks at the journal, where nobody gives notice."""

RETRY: Final = 2.0
"""Seconds after which trouble with a store, or a stopped register, is looked at again."""


@define
class Status:
    """How a register stands: `lag` facts behind the journal, the first of them recorded at `waiting_since`."""

    register: str
    state: str
    """`live` · `building` · `stopped` · `outdated` (of another form than this release's) · `missing`."""
    version: int
    position: int
    lag: int
    waiting_since: str | None = None
    poison: Poison | None = None


class Runner:
    """Registers on their way through one journal into one sink."""

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
        self._batch, self._poll, self._retry = batch, poll, retry
        self._followers: list[Follower] = []
        self._lock = RLock()
        self._moved = Condition(self._lock)
        self._wake, self._stopping = Event(), Event()
        self._look_again = 0.0
        self._opened = False
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    # -- up to the present, in this thread

    def catch_up(self) -> None:
        """Take in everything up to the present, build what has to be built, and switch to it.

        Raises `JournalError` if a store cannot be used, `OtherHistory` if a register is of another log.
        """
        with self._lock:
            self._open()
            while self._round():
                pass

    # -- and on from there, in a thread of its own

    def start(self) -> Self:
        """Go on in the background until `close`."""
        if self._thread is None:
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
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if not self._attempt():
                    self._wake.wait(self._poll)
        except BaseException as error:
            with self._moved:
                self._error = error
                self._moved.notify_all()

    def _attempt(self) -> bool:
        """Whether anything moved; a store that cannot be used now may be later."""
        try:
            with self._lock:
                if time.monotonic() >= self._look_again:
                    self._open()
                    self._look_again = time.monotonic() + self._retry
                moved = self._round()
                self.trouble = None
                return moved
        except OtherHistory:
            raise
        except JournalError as problem:
            self.trouble = str(problem)
            self._look_again = 0.0
            self._stopping.wait(self._retry)
            return True

    @property
    def running(self) -> bool:
        """Whether it goes on in the background."""
        return self._thread is not None and self._thread.is_alive()

    def stopped(self) -> list[Generation]:
        """What of its registers stopped, with the fact at which each did."""
        return [one for one in self.sink.generations() if one.register in self.specs and one.poison is not None]

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
        live = (one.generation for one in self._followers if one.spec.name == name and one.generation.live)
        return max((one.position for one in live), default=-1)

    def _refuse_to_wait(self, names: Collection[str]) -> None:
        """For a register that stopped and is not built anew; nothing is known before all were taken up."""
        followed = {follower.spec.name for follower in self._followers}
        for one in self.stopped() if self._opened else ():
            if one.live and one.register in names and one.register not in followed:
                raise RegisterStopped(f"register {one.register} stopped at {one.poison}")

    # -- what people ask of it

    def rebuild(self, register: str) -> None:
        """Begin tables beside the live ones; they take their place when they have come as far.

        The register goes on meanwhile. If it is of another history it does not, and does not stand in the way.
        """
        spec = self.specs[register]
        with self._lock:
            for one in self.sink.generations(register):
                if one.version > spec.version:
                    raise ForeignStore(f"register {register} is of version {one.version}, this is {spec.version}")
                if not one.live:
                    self.sink.discard(one)
                    continue
                try:
                    check_history(one, self.rows)
                except OtherHistory as problem:
                    self.sink.stop(one, Poison(one.position, "?", "?", 0, str(problem)))
            self._followers = [one for one in self._followers if one.spec is not spec or one.generation.live]
            self.sink.begin(spec, self.rows.origin, live=False)
            self._look_again, self._opened = 0.0, False
        self._wake.set()

    def resume(self, register: str) -> None:
        """Let a register that stopped try again, from the fact at which it stopped."""
        with self._lock:
            self.sink.resume(self.specs[register].name)
            self._look_again, self._opened = 0.0, False
        self._wake.set()

    def status(self) -> list[Status]:
        """How every register of the runner stands."""
        return status(self.sink, self.rows, self.specs.values())

    # -- opening

    def _open(self) -> None:
        """Take up whatever can go on and is not gone on with."""
        there: defaultdict[str, list[Generation]] = defaultdict(list)
        for one in self.sink.generations():
            there[one.register].append(one)
        for spec in self.specs.values():
            followed = {one.generation.number for one in self._followers if one.spec is spec}
            for generation in self._to_follow(spec, there[spec.name]):
                if generation.number not in followed and generation.poison is None:
                    check_history(generation, self.rows)
                    origin = generation.origin if generation.position else self.rows.origin
                    self._followers.append(Follower(spec, attrs.evolve(generation, origin=origin)))
        self._opened = True
        self._moved.notify_all()

    def _to_follow(self, spec: Spec, there: Iterable[Generation]) -> list[Generation]:
        """The live generation, and the one that is built beside it: those that this form of the register can write."""
        try:
            live = next((one for one in there if one.live), None) or self.sink.begin(spec, self.rows.origin, live=True)
        except Moved:  # another process has begun it in another form
            return self._to_follow(spec, self.sink.generations(spec.name))
        if live.origin != self.rows.origin and live.position:
            raise OtherHistory(f"register {spec.name} is of log {live.origin}, not of {self.rows.origin}")
        beside = [one for one in there if not one.live and one.fingerprint == spec.fingerprint]
        if live.fingerprint == spec.fingerprint:
            return [live, *beside]
        if live.version > spec.version:  # a newer release is at work: this one does not undo what it does
            return []
        if not beside:
            for one in there:
                if not one.live and one.version <= spec.version:
                    self.sink.discard(one)
            beside = [self.sink.begin(spec, self.rows.origin, live=False)]
        return beside

    # -- one step each

    def _round(self) -> bool:
        """A batch for each place at which there are followers; whether anything moved."""
        moved = self._write(tuple(self._followers))  # what a store in trouble did not take
        places: defaultdict[tuple[int, str], list[Follower]] = defaultdict(list)
        for follower in self._followers:
            places[follower.position, follower.leaf].append(follower)
        for place in sorted(places):
            together = places[place]
            page = self._page(place)
            _fold(page, together, place)
            moved |= self._write(together) or bool(page)
            if len(page) < self._batch:
                moved |= self._switch(together)
        if moved:
            self._moved.notify_all()
        return moved

    def _page(self, place: tuple[int, str]) -> list[Kept]:
        """What comes after *place*; that the journal is still the one that was read there is looked at each time."""
        position, leaf = place
        page = list(islice(self.rows.follow(max(position - 1, 0)), self._batch + bool(position)))
        if not position:
            return page
        if not page or page[0][6].hex() != leaf:
            raise OtherHistory(f"the journal does not hold at position {position} what was read there")
        return page[1:]

    def _write(self, followers: Iterable[Follower]) -> bool:
        """Everything in one transaction; if one has been moved by others, each for itself."""
        steps = [(one, step) for one in followers if (step := one.step()) is not None]
        try:
            if steps:
                self.sink.advance([step for _, step in steps])
        except Moved:
            for follower, step in steps:
                self._write_one(follower, step)
        else:
            for follower, step in steps:
                follower.written(step)
        for follower in followers:
            self._note_poison(follower)
        return bool(steps)

    def _write_one(self, follower: Follower, step: Step | None) -> None:
        while step is not None:
            try:
                self.sink.advance([step])
            except Moved:
                found = self._found(follower)
                if found is None:
                    self._followers.remove(follower)
                    return
                check_history(found, self.rows)
                follower.align(found)
                step = follower.step()
            else:
                follower.written(step)
                return

    def _found(self, follower: Follower) -> Generation | None:
        """Where its generation is now, or the one that took its place; None if it is not this one's to write."""
        there = [one for one in self.sink.generations(follower.spec.name) if one.poison is None]
        there = [one for one in there if one.fingerprint == follower.spec.fingerprint]
        taken = {one.generation.number for one in self._followers if one.spec is follower.spec and one is not follower}
        for one in there:
            if one.number == follower.generation.number:
                return one
        return next((one for one in there if one.live and one.number not in taken), None)

    def _note_poison(self, follower: Follower) -> None:
        """A register that met a fact it cannot take in stops, and only it; its accumulators are not to be trusted."""
        if follower.poison is not None and follower in self._followers:
            self.sink.stop(follower.generation, follower.poison)
            self._followers.remove(follower)
            self._moved.notify_all()

    def _switch(self, followers: Iterable[Follower]) -> bool:
        """What was built beside and has come to the present takes the place of what was live."""
        switched = False
        for follower in followers:
            if follower in self._followers and not follower.generation.live:
                try:
                    if not self.sink.switch(follower.generation):
                        continue
                except Moved:
                    self._followers.remove(follower)
                    continue
                follower.generation = attrs.evolve(follower.generation, live=True)
                self._followers = [one for one in self._followers if one is follower or one.spec is not follower.spec]
                switched = True
        return switched


def _fold(page: Iterable[Kept], followers: Iterable[Follower], place: tuple[int, str]) -> None:
    before = place
    for kept in page:
        fact = Undecided(kept)
        for follower in followers:
            follower.see(fact, before)
        before = kept[0], kept[6].hex()
    for follower in followers:
        follower.reached(*before)


def status(sink: Sink, rows: Rows, registers: Iterable[Spec] | None = None) -> list[Status]:
    """How registers (all of the library) stand in a sink, measured at the end of a journal."""
    end = rows.end()
    told: list[Status] = []
    for spec in known() if registers is None else registers:
        there = sink.generations(spec.name)
        if not any(one.live for one in there):
            told.append(Status(spec.name, "missing", spec.version, 0, end))
        for one in sorted(there, key=lambda one: not one.live):
            if one.poison is not None:
                state = "stopped"
            elif not one.live:
                state = "building"
            else:
                state = "live" if one.fingerprint == spec.fingerprint else "outdated"
            lag = max(end - one.position, 0)
            since = next((kept[5] for kept in rows.follow(one.position)), None) if lag else None
            told.append(Status(spec.name, state, one.version, one.position, lag, since, one.poison))
    return told
