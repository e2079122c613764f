"""Processes that keep registers are killed at any moment, two at a time, while others write: no fact is lost by it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from registers.shown import BOTH, accepted, answered, assert_shown, expected, told
from studio_adapters.stores import open_store
from studio_adapters.testing.sink_contract import ANSWERS
from studio_adapters.views import Runner, Shown, Sink, open_registers

KILLS = 6
LIMIT = 60.0
"""Seconds after which a process is given up."""


@pytest.fixture(params=["sqlite", "postgres"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Of a store and of registers."""
    if request.param == "sqlite":
        return str(tmp_path / "studio.db"), str(tmp_path / "registers.db")
    url = request.getfixturevalue("registers_url")
    return url, url


def start(store: str, registers: str, batch: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    worker = Path(__file__).with_name("worker.py")
    process = subprocess.Popen(
        [sys.executable, str(worker), store, registers, str(batch)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def looks(sink: Sink, until: float) -> Iterator[tuple[int, str]]:
    """What is shown, again and again."""
    while time.monotonic() < until:
        try:
            found = Shown(sink).digest("answers")
        except LookupError:
            continue
        yield found.position, found.sha256


def test_runners_are_killed_at_any_moment_while_four_write(addresses: tuple[str, str]) -> None:
    store, registers = addresses
    chance = Random(20251125)
    rows = open_store(store)
    told(rows, answered("f"))
    until = time.monotonic() + LIMIT
    writing = True

    def write(owner: str) -> None:
        n = 0
        while writing and time.monotonic() < until:
            n += 1
            told(rows, answered(f"f-{n % 5}", str(n)), *([accepted(f"f-{n % 5}")] if n % 7 == 0 else []), owner=owner)
            time.sleep(0.03)

    seen: dict[int, str] = {}
    last = 0
    with closing(rows), closing(open_registers(registers)) as sink, ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write, f"hz-{n}") for n in range(4)]
        runners = [start(store, registers, 3), start(store, registers, 7)]
        try:
            for kill in range(KILLS):
                for position, digest in looks(sink, time.monotonic() + chance.uniform(0.02, 0.3)):
                    assert position >= last
                    last = position
                    seen[position] = digest
                victim = runners.pop(0)
                victim.kill()
                victim.communicate(timeout=LIMIT)
                if kill < KILLS - 2:
                    runners.append(start(store, registers, chance.choice([1, 2, 5, 50])))
        finally:
            writing = False
            for runner in runners:
                runner.kill()
                runner.communicate(timeout=LIMIT)
        for writer in writers:
            writer.result()
        Runner(rows, sink, BOTH).catch_up()
        assert_shown(rows, sink)
        assert len(seen) > 1
        for position in Random(0).sample(sorted(seen), min(len(seen), 10)):
            assert seen[position] == expected(rows, ANSWERS, position), position
