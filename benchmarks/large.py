"""Memory and cost of an audit as the store grows: the demo's studios, each many times over, lawful as they are.

    .venv/bin/python benchmarks/large.py [COPIES ...]     default: 1, 10 and 44 copies (1,040,000 facts)

Each is audited by one process and then by as many as there are processors, and the two reports must be one text.
Copies differ in name, commands and invoice numbers; the regions' own facts are there once. Each size is audited in a
process of its own, so that its peak of memory is its own. The stores are deleted afterwards.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count, groupby
from pathlib import Path

from studio_adapters import codec, sqlite
from studio_adapters.auditing import Workers, audit_store, to_json
from studio_adapters.demo import story
from studio_adapters.demo.office import LAST_DAY
from studio_adapters.journal import NO_LEAF, Journal, Kept, Row, instant, leaf
from studio_adapters.sources import open_source

COPIES = [int(asked) for asked in sys.argv[1:]] or [1, 10, 44]
COMMAND = re.compile(rb'"command":"[0-9a-f-]{36}')
INVOICE = re.compile(rb"([0-9]{8})[0-9]{3}([0-9]{9})(?![0-9])")


def copies(origin: str, kept: list[Kept], times: int) -> Iterator[Kept]:
    """Each append of a studio *times* over, a microsecond apart; leaves made anew. Imported studios are there once."""
    appends = [list(rows) for _, rows in groupby(kept, key=lambda row: codec.command_of(row[4]))]
    once = {_owner(row) for rows in appends if len({row[5] for row in rows}) > 1 for row in rows}
    studios = {_owner(row) for row in kept if not row[1].startswith("region-")} - once
    named = re.compile("|".join(map(re.escape, sorted(studios))).encode())
    heads: dict[str, tuple[int, str]] = {}
    positions = count(1)
    for rows in appends:
        for copy in range(times if {_owner(row) for row in rows} & studios else 1):
            told = [(row, *_copy(row, named, copy)) for row in rows]
            for row, stream, state in sorted(told, key=lambda one: (one[0][5], one[1])):
                moment = instant(datetime.fromisoformat(row[5]) + timedelta(microseconds=copy))
                version, previous = heads.get(stream, (0, NO_LEAF))
                proof = leaf(origin, Row(stream, version + 1, row[3], state), moment, previous)
                heads[stream] = version + 1, proof.hex()
                yield next(positions), stream, version + 1, row[3], state, moment, proof


def _owner(row: Kept) -> str:
    return row[1].partition("/")[0]


def _copy(row: Kept, named: re.Pattern[bytes], copy: int) -> tuple[str, bytes]:
    stream, state = row[1].encode(), row[4]
    if copy:
        stream, state = (
            INVOICE.sub(
                lambda found: found[1] + b"%03d" % copy + found[2],
                named.sub(lambda found: found[0] + b"-%03d" % copy, text),
            )
            for text in (stream, state)
        )
        state = COMMAND.sub(lambda found: found[0] + b"-%03d" % copy, state)
    return stream.decode(), state


def audited(path: str, facts: int) -> None:
    """Audit the store at *path*, and tell what it took."""
    before = _peak()
    journal = Journal(sqlite.open_file(path))
    began, waited = time.process_time(), time.perf_counter()
    report = audit_store(journal, as_of=LAST_DAY)
    took, alone = time.process_time() - began, time.perf_counter() - waited
    peak = _peak()
    workers = Workers(os.cpu_count() or 1, partial(open_source, path))
    waited = time.perf_counter()
    again = audit_store(journal, as_of=LAST_DAY, workers=workers)
    together = time.perf_counter() - waited
    assert to_json(again) == to_json(report)
    size = Path(path).stat().st_size // 2**20
    print(
        f"{facts:>10,} facts, {len(report.studios):>5,} studios, file {size:>5} MiB: "
        f"{took / facts * 1e6:6.1f} µs a fact ({took:.1f} s of CPU), {len(report.findings):,} findings, "
        f"peak {peak} MiB ({before} before it began); {alone:.1f} s on the clock, "
        f"{together:.1f} s with {workers.processes} processes",
        flush=True,
    )


def _peak() -> int:
    """The most memory that this process has had, in MiB; what `getrusage` says is inherited (Linux)."""
    (line,) = (one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def main(folder: Path) -> None:
    """The same story at every size."""
    office = story.planned(1, 10, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    origin, kept = office.rows.origin, list(office.rows.follow())
    spawn = multiprocessing.get_context("spawn")
    for times in COPIES:
        path = folder / f"{times}.db"
        store = sqlite.open_file(path)
        facts = store.restore(origin, copies(origin, kept, times))
        store.close()
        process = spawn.Process(target=audited, args=(str(path), facts))
        process.start()
        process.join()
        path.unlink()


if __name__ == "__main__":
    made = Path(tempfile.mkdtemp(prefix="studio-benchmark-"))
    try:
        main(made)
    finally:
        shutil.rmtree(made)
