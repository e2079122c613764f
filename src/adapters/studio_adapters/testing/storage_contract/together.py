"""Many at the same time: who expects the same is told, who follows misses nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Barrier, Condition, Event

import pytest

from studio_adapters.journal import Conflict, Kept, Receipt, Rows
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, OTHER, Delivery, Ticking, add, answered, batch
from studio_adapters.verification import verify
from studio_domain.aggregate import Change

WRITERS, APPENDS = 8, 12
PATIENCE = 20.0
"""Seconds after which a thread is given up."""


class Together(Stores):
    """Many at the same time: who expects the same is told, who follows misses nothing."""

    def test_of_many_threads_that_expect_the_same_version_one_succeeds(self, rows: Rows, open_again: OpenAgain) -> None:
        stores = [rows, *(open_again() for _ in range(5))]
        for version in range(3):
            start = Barrier(len(stores))

            def attempt(n: int, version: int = version, start: Barrier = start) -> str:
                start.wait()
                try:
                    add(stores[n], f"c-{version}-{n}", Change(LEDGER, version, (answered(),)))
                except Conflict:
                    return "conflict"
                return "written"

            with ThreadPoolExecutor(len(stores)) as pool:
                outcomes = sorted(pool.map(attempt, range(len(stores))))
            assert outcomes == ["conflict"] * 5 + ["written"]
        assert [row[2] for row in rows.read(LEDGER)] == [1, 2, 3]

    def test_eight_writers_and_a_follower_who_misses_nothing(self, rows: Rows, open_again: OpenAgain) -> None:
        """Some appends lose a race, some are rolled back half-way: what is left is followed whole, in order, once."""
        stores = [open_again() for _ in range(WRITERS)]
        shared = "region-330106/rectification/ledger"

        def write(n: int) -> int:
            store, own, done = stores[n], f"hz-{n}/rectification/ledger", 0
            for turn in range(APPENDS):
                both = batch(f"c-{n}-{turn}", Change(own, turn, (answered(),)))
                if turn % 3 == 2:  # its second half cannot be: the first is taken back
                    with pytest.raises(Conflict):
                        store.append([both, batch(f"d-{n}-{turn}", Change(own, 999, (answered(),)))], Ticking())
                if turn % 2:  # of those who want the same place, one gets it
                    race = Change(shared, sum(1 for _ in store.read(shared)), (answered(),))
                    with suppress(Conflict):
                        done += bool(add(store, f"r-{n}-{turn}", race))
                done += bool(store.append([both], Ticking()))
            return done

        given: list[Kept] = []
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [pool.submit(write, n) for n in range(WRITERS)]
            while not all(writer.done() for writer in writers):
                given += rows.follow(given[-1][0] if given else 0)
        given += rows.follow(given[-1][0] if given else 0)
        appends = sum(writer.result() for writer in writers)
        kept = list(open_again().follow())
        told = Delivery.of(given, kept, store=type(rows).__module__, writers=WRITERS, appends=appends)
        sys.stdout.write(f"\n{told}\n")
        assert told.whole
        assert [row[0] for row in kept] == list(range(1, appends + 1))
        assert len({row[5] for row in kept}) == appends
        assert [row[5] for row in kept] == sorted(row[5] for row in kept)
        assert verify(rows).facts == appends

    def test_a_transaction_that_is_held_open_hides_nothing_for_good(self, rows: Rows, open_again: OpenAgain) -> None:
        """One is committed, one held open, one comes after it: a follower sees none of the last before the second."""
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        other, reader = open_again(), open_again()
        with _held(rows, "c-2", "c-3", fails=False) as held, ThreadPoolExecutor(2) as pool:
            late = pool.submit(add, other, "c-4", Change("hz-3/a/1", 0, (answered(),)))
            early = pool.submit(lambda: [row[0] for row in reader.follow()])
            held.leave.set()
            assert held.appended() == [2, 3]
            assert early.result(PATIENCE) in ([1], [1, 2, 3], [1, 2, 3, 4])
            assert late.result(PATIENCE).first == 4
        seen = early.result()
        assert seen + [row[0] for row in reader.follow(len(seen))] == [1, 2, 3, 4]

    def test_a_transaction_that_is_held_open_and_rolled_back_leaves_no_place(
        self, rows: Rows, open_again: OpenAgain
    ) -> None:
        """Between two others: the place that it had taken goes to the next, and nobody ever sees what it wrote."""
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        other, reader = open_again(), open_again()
        with _held(rows, "c-2", "c-3", fails=True) as held, ThreadPoolExecutor(3) as pool:
            late = pool.submit(add, other, "c-4", Change("hz-3/a/1", 0, (answered(),)))
            early = pool.submit(lambda: [row[1] for row in reader.follow()])
            asked = pool.submit(lambda: (reader.receipt("c-2"), reader.end(), list(reader.read(OTHER))))
            held.leave.set()
            with pytest.raises(ZeroDivisionError):
                held.appended()
            assert late.result(PATIENCE).first == 2
            assert early.result(PATIENCE) in ([LEDGER], [LEDGER, "hz-3/a/1"])
            known, end, read = asked.result(PATIENCE)
        assert (known, read) == (None, [])
        assert end in (1, 2)
        assert [row[1] for row in rows.follow()] == [LEDGER, "hz-3/a/1"]
        assert rows.receipt("c-2") is None
        assert rows.owners() == ["hz-1", "hz-3"]

    def test_who_listens_is_told_when_it_can_be_read_and_not_before(self, rows: Rows) -> None:
        """A notice that comes too early is read in vain, and then there is none (a lost wake-up)."""
        notice = _Notice(rows)
        rows.listen(notice)
        for number in range(5):
            last = add(rows, f"c-{number}", Change(LEDGER, number, (answered(),))).last
            assert notice.has_seen(last), "written, and nobody was told"
        rows.unlisten(notice)


class _Notice(Event):
    """Reads where the store ends whenever it is told that something was written."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows, self._seen, self._more = rows, 0, Condition()

    def set(self) -> None:
        """Told."""
        end = self._rows.end()
        with self._more:
            self._seen = max(self._seen, end)
            self._more.notify_all()

    def has_seen(self, position: int) -> bool:
        """Whether a notice comes from which on *position* can be read."""
        with self._more:
            return self._more.wait_for(lambda: self._seen >= position, PATIENCE)


class _Held:
    """An append of two batches whose transaction waits between them."""

    def __init__(self, rows: Rows, commands: tuple[str, str], fails: bool, pool: ThreadPoolExecutor) -> None:
        self.entered, self.leave, self._fails, self._calls = Event(), Event(), fails, 0
        asked = [batch(command, Change(OTHER, n, (answered(),))) for n, command in enumerate(commands)]
        self._ticking = Ticking()
        self._done: Future[tuple[Receipt, ...]] = pool.submit(rows.append, asked, self._clock)

    def _clock(self) -> datetime:
        """Asked once for each batch: the second time the first batch is written, and not committed."""
        self._calls += 1
        if self._calls == 2:
            self.entered.set()
            assert self.leave.wait(PATIENCE)
            if self._fails:
                raise ZeroDivisionError
        return self._ticking()

    def appended(self) -> list[int]:
        """The positions of the two batches, once it was let go."""
        return [receipt.last for receipt in self._done.result(PATIENCE)]


@contextmanager
def _held(rows: Rows, *commands: str, fails: bool) -> Iterator[_Held]:
    first, second = commands
    with ThreadPoolExecutor(1) as pool:
        held = _Held(rows, (first, second), fails, pool)
        try:
            assert held.entered.wait(PATIENCE)
            yield held
        finally:
            held.leave.set()
