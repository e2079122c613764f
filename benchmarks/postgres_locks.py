"""By what writers take turns, durable, one run: an advisory lock, or a head row that counts.

    python benchmarks/postgres_locks.py [--rounds 6] [--seconds 1]

The same function twice, but for the turn: `advisory` is the one of the library; in `head row` the lock, the origin and
the last position come from an UPDATE … RETURNING of one row, which every append then changes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import psycopg

from studio_adapters.journal import Batch, Row
from studio_adapters.postgres import open_url, rows, tables

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

STATE: Final = b'{"occurred":"2025-11-25","by":"p-017","role":"finance-head"}\n' + b'{"claim":"c-1"}' * 12
TURN: Final = "PERFORM pg_advisory_xact_lock({appending}, {events}::regclass::oid::integer);"
ORIGIN: Final = "SELECT h.origin INTO STRICT origin FROM {schema}.studio_journal h;"
LAST: Final = "SELECT e.position, e.recorded_at INTO last, latest FROM {schema}.stored_events e"
HEAD: Final = """
UPDATE {schema}.head h SET position = h.position + cardinality(states), recorded_at = greatest(h.recorded_at, moment)
    RETURNING h.origin, h.position - cardinality(states) INTO origin, head_last;
SELECT recorded_at INTO latest FROM {schema}.stored_events ORDER BY position DESC LIMIT 1;
"""
TURNS: Final = ("advisory", "head row")


def with_a_head(schema: str) -> str:
    """The function of the library with a head row in place of its lock; a conflict leaves a gap, which is not tried."""
    own = tables.CREATE_APPEND.replace("append_facts_2", "append_by_head")
    last = own[own.index(LAST) : own.index(";", own.index(LAST)) + 1]
    own = own.replace(TURN, HEAD).replace(ORIGIN, "").replace(last, "last := head_last;")
    own = own.replace("origin text; latest", "head_last bigint; origin text; latest")
    made = tables.CREATE_APPEND
    try:
        tables.CREATE_APPEND = own  # type: ignore[misc]
        return tables.parts(schema, functions_only=True)[-1].as_string()
    finally:
        tables.CREATE_APPEND = made  # type: ignore[misc]


def process(url: str, number: int, orders: Connection) -> None:
    """Appends, in the turn that is asked for, as long as is asked for."""
    for attempt, (turn, seconds) in enumerate(iter(orders.recv, None)):
        store = open_url(f"{url}?options=-csearch_path%3D{turn.split()[0]}")
        if turn == "head row":
            store._statements[rows.CALL] = store._sql(rows.CALL).replace("append_facts_2", "append_by_head")
        stream, n = f"hz-1/fund/{number}-{attempt}", 0
        orders.send("ready")
        orders.recv()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            row = Row(stream, n + 1, "fund-account.claim-approved/1", STATE)
            store.append([Batch(f"{n:09d}-{stream}", b"d" * 32, ((stream, n),), (row,))], lambda: datetime.now(UTC))
            n += 1
        orders.send(n)
        store.close()


def main() -> None:
    from postgres_server import running_postgres

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=6)
    asked.add_argument("--seconds", type=float, default=1.0)
    told = asked.parse_args()
    spawn = multiprocessing.get_context("spawn")
    rates: dict[tuple[int, str], list[float]] = {}
    with running_postgres(durable=True) as url:
        with psycopg.connect(url, autocommit=True) as admin:
            for schema in ("advisory", "head"):
                admin.execute(f"CREATE SCHEMA {schema}".encode())
                open_url(f"{url}?options=-csearch_path%3D{schema}").close()
            admin.execute(
                "CREATE TABLE head.head (position bigint, recorded_at text, origin text) WITH (fillfactor = 10);"
                " INSERT INTO head.head SELECT 0, '', origin FROM head.studio_journal"
            )
            admin.execute(with_a_head("head").encode())
        pipes = [spawn.Pipe() for _ in range(8)]
        workers = [spawn.Process(target=process, args=(url, n, far), daemon=True) for n, (_, far) in enumerate(pipes)]
        for worker in workers:
            worker.start()
        for _ in range(told.rounds):
            for writers in (1, 8):
                for turn in TURNS:
                    lines = [near for near, _ in pipes[:writers]]
                    for step in ((turn, told.seconds), "go"):
                        for line in lines:
                            line.send(step)
                        answers = [line.recv() for line in lines]
                    rates.setdefault((writers, turn), []).append(sum(answers) / told.seconds)
        for near, _ in pipes:
            near.send(None)
    for (writers, turn), found in rates.items():
        print(f"{writers}  {turn:<9} {statistics.median(found):>6.0f}/s  {min(found):.0f}–{max(found):.0f}")


if __name__ == "__main__":
    main()
