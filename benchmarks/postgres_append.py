"""Appends to PostgreSQL, durable, against stock eventsourcing in one run: one writer and eight, in turn.

    python benchmarks/postgres_append.py [--rounds 5] [--seconds 1.5] [--volatile]

Every writer is a process with a connection and streams of its own. `bytes` is the recorder alone, given stored bytes;
`service` is what a service calls: envelope, encoding and leaf here, aggregate and mapper there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

STATE: Final = b'{"occurred":"2025-11-25","by":"p-017","role":"finance-head"}\n' + b'{"claim":"c-1"}' * 12
Append = Callable[[int], None]


def stock_bytes(url: str, tag: str) -> tuple[Append, Callable[[], None]]:
    """The stock recorder."""
    from eventsourcing.persistence import StoredEvent
    from eventsourcing.postgres import PostgresFactory

    factory = PostgresFactory(_env(url))
    recorder = factory.application_recorder()

    def append(n: int) -> None:
        recorder.insert_events([StoredEvent(f"hz-1/fund/{tag}", n + 1, "fund-account.claim-approved/1", STATE)])

    return append, factory.close


def our_bytes(url: str, tag: str) -> tuple[Append, Callable[[], None]]:
    """The store of this library: expected version, command, instant and leaf besides."""
    from studio_adapters.journal import Batch, Row
    from studio_adapters.postgres import open_url

    store = open_url(f"{url}?options=-csearch_path%3Dours")
    stream, digest = f"hz-1/fund/{tag}", b"d" * 32

    def append(n: int) -> None:
        row = Row(stream, n + 1, "fund-account.claim-approved/1", STATE)
        store.append([Batch(f"{n:09d}-{tag}", digest, ((stream, n),), (row,))], lambda: datetime.now(UTC))

    return append, store.close


class Account(Aggregate):
    """A stock aggregate that counts."""

    class Answered(Aggregate.Event):
        """As many words as our fact and its envelope."""

        finding: str
        answer: str
        by: str
        role: str
        org: str

        def apply(self, aggregate: Any) -> None:
            aggregate.answers = aggregate.version


class Accounts(Application[UUID]):
    """With tables of its own: its ids are UUIDs."""


def stock_service(url: str, tag: str) -> tuple[Append, Callable[[], None]]:
    """A stock application with a stock aggregate."""
    app = Accounts(env=_env(url) | {"PERSISTENCE_MODULE": "eventsourcing.postgres", "ORIGINATOR_ID_TYPE": "uuid"})
    account = Account()

    def append(n: int) -> None:
        account.trigger_event(
            Account.Answered, finding="f-1", answer="说明" * 20, by="p-017", role="staff", org="hz-carrier"
        )
        app.save(account)

    return append, app.close


def our_service(url: str, tag: str) -> tuple[Append, Callable[[], None]]:
    """The journal, with an envelope."""
    from studio_adapters.journal import Journal
    from studio_adapters.postgres import open_url
    from studio_domain.aggregate import Change, Context
    from studio_domain.rectification import FindingAnswered
    from studio_domain.values import PersonId

    store = open_url(f"{url}?options=-csearch_path%3Dours")
    journal, by = Journal(store), PersonId("p-017")

    def append(n: int) -> None:
        command = f"{n:09d}-{tag}"
        context = Context(
            occurred=datetime.now(UTC), by=by, role="staff", org="hz-carrier", command=command, rules="guideline/1"
        )
        journal.append([Change(f"hz-1/fund/{tag}", n, (FindingAnswered("f-1", "说明" * 20, by),))], context)

    return append, store.close


CONTENDERS: Final = {
    "stock bytes": stock_bytes,
    "ours bytes": our_bytes,
    "stock service": stock_service,
    "ours service": our_service,
}


def _env(url: str) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    told = {name.upper(): str(value) for name, value in conninfo_to_dict(url).items()}
    return {f"POSTGRES_{name}": value for name, value in told.items()} | {
        "POSTGRES_SCHEMA": "stock",
        "ORIGINATOR_ID_TYPE": "text",
        "CREATE_TABLE": os.environ.get("CREATE_TABLE", "no"),
    }


def writer(url: str, number: int, orders: Connection) -> None:
    """Carries out orders: which contender, and for how long."""
    for turn, (contender, seconds) in enumerate(iter(orders.recv, None)):
        append, close = CONTENDERS[contender](url, f"{number}-{turn}")
        append(0)
        orders.send("ready")
        orders.recv()
        n, until = 1, time.perf_counter() + seconds
        while time.perf_counter() < until:
            append(n)
            n += 1
        orders.send(n - 1)
        close()


def measure(lines: list[Connection], contender: str, seconds: float) -> float:
    """Appends a second, of all writers together."""
    for line in lines:
        line.send((contender, seconds))
    for line in lines:
        line.recv()
    for line in lines:
        line.send("go")
    return sum(line.recv() for line in lines) / seconds


def main() -> None:
    import psycopg

    from postgres_server import running_postgres

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--seconds", type=float, default=1.5)
    asked.add_argument("--volatile", action="store_true", help="without fsync: what is left is the software's")
    told = asked.parse_args()
    rates: dict[tuple[int, str], list[float]] = {}
    spawn = multiprocessing.get_context("spawn")
    with running_postgres(durable=not told.volatile) as url:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("CREATE SCHEMA stock; CREATE SCHEMA ours")
            server = admin.info.server_version // 10_000
        os.environ["CREATE_TABLE"] = "yes"  # stock processes that start together would fail over its tables
        for contender in CONTENDERS.values():
            contender(url, "first")[1]()
        del os.environ["CREATE_TABLE"]
        pipes = [spawn.Pipe() for _ in range(8)]
        writers = [spawn.Process(target=writer, args=(url, n, far), daemon=True) for n, (_, far) in enumerate(pipes)]
        for process in writers:
            process.start()
        for _, far in pipes:
            far.close()  # so that a writer that fails ends the run
        lines = [near for near, _ in pipes]
        for _ in range(told.rounds):
            for count in (1, 8):
                for contender in CONTENDERS:
                    rates.setdefault((count, contender), []).append(measure(lines[:count], contender, told.seconds))
        for line, process in zip(lines, writers, strict=True):
            line.send(None)
            process.join()
    print(
        f"PostgreSQL {server}, eventsourcing {version('eventsourcing')}, psycopg {version('psycopg')}, "
        f"Python {platform.python_version()}; {told.rounds} rounds of {told.seconds} s; "
        f"appends of one fact, per second, {'fsync off' if told.volatile else 'durable'}\n"
    )
    print(f"{'writers':>7}  {'contender':<14} {'median':>7} {'range':>15} {'× stock':>8}")
    for (count, contender), found in sorted(rates.items()):
        middle = statistics.median(found)
        baseline = statistics.median(rates[count, contender.replace("ours", "stock")])
        spread = f"{min(found):.0f}–{max(found):.0f}"
        print(f"{count:>7}  {contender:<14} {middle:>7.0f} {spread:>15} {middle / baseline:>8.2f}")
    for (count, contender), found in rates.items():
        print(json.dumps({"writers": count, "contender": contender, "rates": [round(rate) for rate in found]}))


if __name__ == "__main__":
    main()
