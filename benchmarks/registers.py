"""Registers kept in SQLite: filling them, and remembering after a restart, against reading the same facts.

.venv/bin/python benchmarks/registers.py [SIZE] [ROUNDS]     default: the demo at size 10, 5 rounds
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path

from common import compare, versions

from studio_adapters import sqlite
from studio_adapters.demo import story
from studio_adapters.journal import Journal
from studio_adapters.views import Runner, known, open_registers

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 10
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5


def main(folder: Path) -> None:
    versions()
    office = story.planned(1, SIZE, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    store = sqlite.open_file(folder / "studio.db")
    facts = store.restore(office.rows.origin, office.rows.follow())
    numbers = count(1)

    def read() -> None:
        for _ in Journal(store).follow():
            pass

    def fill() -> None:
        sink = open_registers(folder / f"registers-{next(numbers)}.db")
        Runner(store, sink).catch_up()
        sink.close()

    fill()

    def remember() -> None:
        sink = open_registers(folder / "registers-1.db")
        Runner(store, sink).catch_up()
        sink.close()

    print(f"\n{facts:,} facts, {len(known())} registers")
    compare("registers, against reading the facts", facts, ROUNDS, read=read, fill=fill, remember=remember)


if __name__ == "__main__":
    made = Path(tempfile.mkdtemp(prefix="studio-benchmark-"))
    try:
        main(made)
    finally:
        shutil.rmtree(made)
