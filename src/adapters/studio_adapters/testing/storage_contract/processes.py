"""Several processes on one store: they start together, race, are killed, and go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from threading import Timer
from time import monotonic
from typing import Any

from studio_adapters import codec
from studio_adapters.journal import Kept, Rows
from studio_adapters.testing import storage_worker
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, Delivery, add, answered
from studio_adapters.testing.storage_worker import SHARED, SHARING
from studio_adapters.verification import verify
from studio_domain.aggregate import Change

WRITERS, APPENDS, KILLS = 8, 30, 4
LIMIT = 60.0
"""Seconds after which a process is given up."""


class Processes(Stores):
    """Several processes on one store: they start together, race, are killed, and go on."""

    def test_of_two_processes_that_expect_the_same_version_one_succeeds(
        self, rows: Rows, address: str, opener: str
    ) -> None:
        with _workers(2, opener, address) as both:
            for turn in range(3):
                for n, worker in enumerate(both):
                    worker.ask(do="append", command=f"c-{turn}-{n}", stream=LEDGER, expected=turn)
                outcomes = [worker.answer() for worker in both]
                assert sorted(map(str, outcomes)) == sorted(["Conflict", f"[{turn + 1}, {turn + 1}]"])
        assert [row[:3] for row in rows.follow()] == [(n, LEDGER, n) for n in (1, 2, 3)]

    def test_processes_that_start_together_make_one_store_and_find_it(self, fresh: str, opener: str) -> None:
        """Four at once where nothing is yet, and the same four once more where the store is there."""
        with _workers(4, opener, fresh) as four:
            origins = set()
            for _ in range(2):
                for worker in four:
                    worker.ask(do="open")
                origins |= {worker.answer() for worker in four}
            assert len(origins) == 1
            assert len(origins.pop()) == 36, "an origin, not an error"
            for n, worker in enumerate(four):
                worker.ask(do="append", command=f"c-{n}", stream=f"hz-{n}/a/1", expected=0)
            assert sorted(worker.answer() for worker in four) == [[n, n] for n in (1, 2, 3, 4)]

    def test_writers_that_are_killed_leave_whole_appends_and_a_follower_misses_nothing(
        self, rows: Rows, open_again: OpenAgain, address: str, opener: str
    ) -> None:
        """Eight processes; some are killed at some moment and go on from what they were last told was done.

        What was acknowledged is there, where it was said to be; what was not is there altogether or not at all, and
        once it is asked for again, once.
        """
        chance, given, deadline = Random(), list[Kept](), monotonic() + LIMIT
        acknowledged: dict[str, dict[int, list[int]]] = {f"hz-{n}": {} for n in range(WRITERS)}
        with _workers(WRITERS + KILLS, opener, address) as ready:
            spare = ready[WRITERS:]
            writing = dict(zip(acknowledged, ready, strict=False))
            for name, worker in writing.items():
                worker.ask(do="write", name=name, start=0, stop=APPENDS)
            while spare:
                until = len(given) + chance.randint(1, 60)
                while len(given) < until and len(given) < WRITERS * APPENDS:
                    assert monotonic() < deadline, "the writers are stuck"
                    given += rows.follow(len(given))
                name = chance.choice([*writing])
                _note(acknowledged[name], writing[name].killed())
                writing[name] = spare.pop()
                writing[name].ask(do="write", name=name, start=max(0, len(acknowledged[name]) - 1), stop=APPENDS)
            while any(len(acknowledged[name]) < APPENDS for name in writing):
                given += rows.follow(len(given))
                name = next(name for name in writing if len(acknowledged[name]) < APPENDS)
                _note(acknowledged[name], [writing[name].answer()])
            given += rows.follow(len(given))
            kept = list(open_again().follow())
            appends = WRITERS * APPENDS
            told = Delivery.of(given, kept, store=type(rows).__module__, writers=WRITERS, appends=appends, kills=KILLS)
            sys.stdout.write(f"\n{told}\n")
            assert told.whole
        assert [row[0] for row in kept] == list(range(1, len(kept) + 1))
        assert verify(rows).facts == len(kept) == appends * 2 + WRITERS * len(range(0, APPENDS, SHARING))
        commands = Counter(codec.command_of(row[4]) for row in kept)
        for name, answers in acknowledged.items():
            for number, (first, last) in answers.items():
                command = storage_worker.command(name, number)
                whole = kept[first - 1 : last]
                assert {codec.command_of(row[4]) for row in whole} == {command}
                assert commands[command] == len(whole) == (2 if number % SHARING else 3)
        add(rows, "after", Change(SHARED, sum(row[1] == SHARED for row in kept), (answered(),)))
        assert rows.end() == len(kept) + 1


def _note(known: dict[int, list[int]], answers: list[Any]) -> None:
    """What a writer was told: twice the same if it asked twice."""
    for number, *places in answers:
        assert known.setdefault(number, places) == places


class _Worker:
    """A process that opens the store and appends as it is told."""

    def __init__(self, opener: str, address: str) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", storage_worker.__name__, opener, address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        self.given_up = Timer(LIMIT, self.process.kill)
        self.given_up.start()

    def ask(self, **told: Any) -> None:
        """Let it begin; `answer` waits for the end."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def answer(self) -> Any:
        line = self.line()
        assert line, "the process has ended"
        return json.loads(line)

    def killed(self) -> list[Any]:
        """Kill it where it stands: what it had said until then."""
        self.process.kill()
        said = self.process.communicate(timeout=LIMIT)[0]
        return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]

    def end(self) -> None:
        self.given_up.cancel()
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate(timeout=LIMIT)


@contextmanager
def _workers(number: int, opener: str, address: str) -> Iterator[list[_Worker]]:
    """Processes that are up and wait to be told."""
    with ExitStack() as stack:
        found = []
        for _ in range(number):
            found.append(_Worker(opener, address))
            stack.callback(found[-1].end)
        for worker in found:
            assert worker.line() == "ready\n"
        yield found
