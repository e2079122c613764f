"""An audit with every check and every obligation, studio by studio, against stock's replay that checks nothing.

    .venv/bin/python benchmarks/audit.py [SIZE] [ROUNDS]     default: the demo at size 10, 3 rounds

The history is the demo's: lawful studios, written through decisions, and the scenarios. Then the same at four times the
size: the cost of a fact must not grow.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from common import PER, compare, stock_account, stock_on_sqlite, versions

from studio_adapters import sqlite
from studio_adapters.auditing import audit_store
from studio_adapters.demo import story
from studio_adapters.demo.office import LAST_DAY
from studio_adapters.journal import Journal

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 10
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3


def main(folder: Path) -> None:
    versions()
    for size in (SIZE, 4 * SIZE):
        at = folder / str(size)
        at.mkdir()
        run(at, size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\npeak memory of this process, stories included: {peak} MiB")


def run(folder: Path, size: int) -> None:
    office = story.planned(1, size, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    store = sqlite.open_file(folder / "ours.db")
    facts = store.restore(office.rows.origin, office.rows.follow())
    stock = stock_on_sqlite(str(folder / "stock.db"))
    for n in range(facts // PER):
        stock.save(stock_account(n))
    journal = Journal(store)

    def our_audit() -> None:
        audit_store(journal, as_of=LAST_DAY)

    def stock_replay() -> None:
        start, seen = 1, 0
        while page := stock.recorder.select_notifications(start, 5000):
            for notification in page:
                told: Any = stock.mapper.to_domain_event(notification)
                seen += told.originator_version
            start = page[-1].id + 1

    studios = len(store.owners())
    print(f"\n{facts:,} facts, {studios} studios and regions")
    compare("audit with every check, against stock's replay", facts, ROUNDS, stock_replay=stock_replay, ours=our_audit)


if __name__ == "__main__":
    made = Path(tempfile.mkdtemp(prefix="studio-benchmark-"))
    try:
        main(made)
    finally:
        shutil.rmtree(made)
