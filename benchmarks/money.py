"""Append, load and replay against stock eventsourcing and the bare driver, in one run.

.venv/bin/python benchmarks/money.py [STUDIOS] [ROUNDS]     default 400 studios of 100 facts, 5 rounds
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

from common import PER, compare, context, facts, stock_account, stock_on_sqlite, versions

from studio_adapters import codec
from studio_adapters.journal import Journal
from studio_adapters.stores import open_store
from studio_domain import fund_account as fund
from studio_domain.aggregate import Change

STUDIOS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
SINGLE = 1000
"""Appends of one fact in a round."""


def main(folder: Path) -> None:
    versions()
    print(f"{STUDIOS * PER:,} facts of {STUDIOS:,} studios, {ROUNDS} rounds, medians [ranges]")
    stock = stock_on_sqlite(str(folder / "stock.db"))
    ours = Journal(open_store(str(folder / "ours.db")))
    bare = bare_driver(folder / "bare.db")

    # -- append, a year of facts in one commit
    counts = {"stock": itertools.count(), "ours": itertools.count()}
    ids: list[Any] = []
    share = STUDIOS // ROUNDS

    def stock_years() -> None:
        for _ in range(share):
            account = stock_account(next(counts["stock"]))
            stock.save(account)
            ids.append(account.id)

    def our_years() -> None:
        for _ in range(share):
            n = next(counts["ours"])
            ours.append([Change(f"hz-{n:06d}/fund/2025", 0, tuple(facts(n)))], context(f"y-{n}"))

    compare("append 100 a commit, SQLite FULL", share * PER, ROUNDS, stock=stock_years, ours=our_years)

    # -- append one
    first = stock.repository.get(ids[0])
    singles = itertools.count()
    who = {"by": "p-017", "role": "finance", "org": "x", "command": "c"}

    def stock_one() -> None:
        for _ in range(SINGLE):
            n = next(singles)
            first.submit(f"s-{n}", "培训费", 1, f"i-{n}", "p-1", "讲课", **who)
            stock.save(first)

    streams = itertools.count()
    submitted = facts(0)[4]

    def our_one() -> None:
        stream = f"zz-{next(streams)}/fund/2025"
        for n in range(SINGLE):
            ours.append([Change(stream, n, (submitted,))], context(f"{stream}-{n:06d}"))

    blob = codec.encode_context(context("c-1")) + b"\n" + codec.encode_fact(submitted)
    rows = itertools.count()

    def bare_one() -> None:
        for _ in range(SINGLE):
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO e (s, v, t, b) VALUES ('hz/fund/2025', ?, 't', ?)", (next(rows), blob))
            bare.execute("COMMIT")

    compare("append 1 a commit, SQLite FULL", SINGLE, ROUNDS, stock=stock_one, ours=our_one, bare_driver=bare_one)

    # -- load one account of 100 facts
    loads = min(150, len(ids) - 1)

    def stock_load() -> None:
        for known in ids[1 : loads + 1]:
            stock.repository.get(known)

    def our_load() -> None:
        for n in range(1, loads + 1):  # nothing is remembered from one load to the next
            ours.load(fund, f"hz-{n:06d}/fund/2025")

    compare("load 100 facts of FundAccount, SQLite", loads, ROUNDS, stock=stock_load, ours=our_load)

    # -- replay everything into one figure
    total = sum(1 for _ in ours.rows.follow())

    def stock_replay() -> int:
        paid, start = 0, 1
        claims: dict[tuple[object, str], int] = {}
        while page := stock.recorder.select_notifications(start, 5000):
            for notification in page:
                told: Any = stock.mapper.to_domain_event(notification)
                name = type(told).__name__
                if name == "ClaimSubmitted":
                    claims[told.originator_id, told.claim] = told.fen
                elif name == "ClaimPaid":
                    paid += claims.get((told.originator_id, told.claim), 0)
            start = page[-1].id + 1
        return paid

    def our_replay() -> int:
        paid = 0
        versions_of: dict[str, int] = {}
        claims: dict[tuple[str, str], int] = {}
        for event in ours.follow():
            stream, fact = event.stream, event.fact
            if event.version != versions_of.get(stream, 0) + 1:
                raise SystemExit("a version is missing")
            versions_of[stream] = event.version
            kind = type(fact)
            if kind is fund.ClaimSubmitted:
                claims[stream, fact.claim] = fact.fen
            elif kind is fund.ClaimPaid:
                paid += claims.get((stream, fact.claim), 0)
        return paid

    def bare_scan() -> None:
        for _ in sqlite3.connect(folder / "ours.db").execute("SELECT * FROM stored_events ORDER BY position"):
            pass

    compare("replay into one view, SQLite", total, ROUNDS, stock=stock_replay, ours=our_replay, bare_scan=bare_scan)


def bare_driver(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE e (position INTEGER PRIMARY KEY, s TEXT, v INT, t TEXT, b BLOB, UNIQUE (s, v))")
    return bare


if __name__ == "__main__":
    made = Path(tempfile.mkdtemp(prefix="studio-benchmark-"))
    try:
        main(made)
    finally:
        shutil.rmtree(made)
