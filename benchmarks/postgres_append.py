"""Appends to PostgreSQL, durable, against stock eventsourcing in one run: one writer and eight, in turn.

    python benchmarks/postgres_append.py [--rounds 5] [--seconds 1.5] [--volatile]

Eight writers are eight processes with a connection each, or eight threads of one process, as in a service that answers
requests; every writer has a stream of its own. `bytes` is the recorder alone, given stored bytes;
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
from concurrent.futures import ThreadPoolExecutor
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
Contender = tuple[Callable[[str], Append], Callable[[], None]]
"""What makes a writer, by its tag, and what closes them all."""

FORMS: Final = {"1": (1, 1), "8 processes": (8, 1), "8 threads": (1, 8)}
"""How many processes, and how many threads in each."""


def stock_bytes(url: str) -> Contender:
    """The stock recorder."""
    from eventsourcing.persistence import StoredEvent
    from eventsourcing.postgres import PostgresFactory

    factory = PostgresFactory(_env(url))
    recorder = factory.application_recorder()

    def writer(tag: str) -> Append:
        def append(n: int) -> None:
            recorder.insert_events([StoredEvent(f"hz-1/fund/{tag}", n + 1, "fund-account.claim-approved/1", STATE)])

        return append

    return writer, factory.close


def our_bytes(url: str) -> Contender:
    """The store of this library: expected version, command, instant and leaf besides."""
    from studio_adapters.journal import Batch, Row
    from studio_adapters.postgres import open_url

    store = open_url(f"{url}?options=-csearch_path%3Dours")

    def writer(tag: str) -> Append:
        stream, digest = f"hz-1/fund/{tag}", b"d" * 32

        def append(n: int) -> None:
            row = Row(stream, n + 1, "fund-account.claim-approved/1", STATE)
            store.append([Batch(f"{n:09d}-{tag}", digest, ((stream, n),), (row,))], lambda: datetime.now(UTC))

        return append

    return writer, store.close


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


def stock_service(url: str) -> Contender:
    """A stock application with a stock aggregate."""
    app = Accounts(env=_env(url) | {"PERSISTENCE_MODULE": "eventsourcing.postgres", "ORIGINATOR_ID_TYPE": "uuid"})

    def writer(tag: str) -> Append:
        account = Account()

        def append(n: int) -> None:
            account.trigger_event(
                Account.Answered, finding="f-1", answer="说明" * 20, by="p-017", role="staff", org="hz-carrier"
            )
            app.save(account)

        return append

    return writer, app.close


def our_service(url: str) -> Contender:
    """The journal, with an envelope."""
    from studio_adapters.journal import Journal
    from studio_adapters.postgres import open_url
    from studio_domain.aggregate import Change, Context
    from studio_domain.rectification import FindingAnswered
    from studio_domain.values import PersonId

    store = open_url(f"{url}?options=-csearch_path%3Dours")
    journal, by = Journal(store), PersonId("p-017")

    def writer(tag: str) -> Append:
        def append(n: int) -> None:
            context = Context(
                occurred=datetime.now(UTC), by=by, role="staff", org="hz-carrier", command=f"{n:09d}-{tag}",
                rules="guideline/1",
            )  # fmt: skip
            journal.append([Change(f"hz-1/fund/{tag}", n, (FindingAnswered("f-1", "说明" * 20, by),))], context)

        return append

    return writer, store.close


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


def process(url: str, number: int, orders: Connection) -> None:
    """Carries out orders: which contender, for how long, by how many threads."""
    for turn, (contender, seconds, threads) in enumerate(iter(orders.recv, None)):
        made, close = CONTENDERS[contender](url)
        writers = [made(f"{number}-{turn}-{thread}") for thread in range(threads)]
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda append: append(0), writers))
            orders.send("ready")
            orders.recv()
            until = time.perf_counter() + seconds
            orders.send(sum(pool.map(appended, writers, [until] * threads)))
        close()


def appended(append: Append, until: float) -> int:
    """How many facts were appended."""
    n = 1
    while time.perf_counter() < until:
        append(n)
        n += 1
    return n - 1


def measure(lines: list[Connection], contender: str, seconds: float, threads: int) -> float:
    """Appends a second, of all writers together."""
    for line in lines:
        line.send((contender, seconds, threads))
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
    rates: dict[tuple[str, str], list[float]] = {}
    spawn = multiprocessing.get_context("spawn")
    with running_postgres(durable=not told.volatile) as url:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("CREATE SCHEMA stock; CREATE SCHEMA ours")
            server = admin.info.server_version // 10_000
        os.environ["CREATE_TABLE"] = "yes"  # stock processes that start together would fail over its tables
        for contender in CONTENDERS.values():
            contender(url)[1]()
        del os.environ["CREATE_TABLE"]
        pipes = [spawn.Pipe() for _ in range(8)]
        workers = [spawn.Process(target=process, args=(url, n, far), daemon=True) for n, (_, far) in enumerate(pipes)]
        for worker in workers:
            worker.start()
        for _, far in pipes:
            far.close()  # so that a writer that fails ends the run
        lines = [near for near, _ in pipes]
        for _ in range(told.rounds):
            for form, (processes, threads) in FORMS.items():
                for contender in CONTENDERS:
                    rate = measure(lines[:processes], contender, told.seconds, threads)
                    rates.setdefault((form, contender), []).append(rate)
        for line, worker in zip(lines, workers, strict=True):
            line.send(None)
            worker.join()
    print(
        f"PostgreSQL {server}, eventsourcing {version('eventsourcing')}, psycopg {version('psycopg')}, "
        f"Python {platform.python_version()}; {told.rounds} rounds of {told.seconds} s; "
        f"appends of one fact, per second, {'fsync off' if told.volatile else 'durable'}\n"
    )
    print(f"{'writers':>11}  {'contender':<14} {'median':>7} {'range':>15} {'× stock':>8}")
    for (form, contender), found in sorted(rates.items()):
        middle = statistics.median(found)
        baseline = statistics.median(rates[form, contender.replace("ours", "stock")])
        spread = f"{min(found):.0f}–{max(found):.0f}"
        print(f"{form:>11}  {contender:<14} {middle:>7.0f} {spread:>15} {middle / baseline:>8.2f}")
    for (form, contender), found in rates.items():
        print(json.dumps({"writers": form, "contender": contender, "rates": [round(rate) for rate in found]}))


if __name__ == "__main__":
    main()
