"""What the benchmarks share: one workload told to every contender, turns taken in one process, medians and ranges."""

from __future__ import annotations

import gc
import json
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from studio_domain.aggregate import Context
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, FundSource, ReceiptMode, Voucher, VoucherKind
from studio_domain.values import PersonId

PER = 100
"""Facts of a studio."""

DAY = date(2025, 3, 4)
AT = datetime(2025, 3, 4, 4, tzinfo=UTC)
ORG = "91000000MA00000157"


def context(command: str) -> Context:
    """An envelope with everything that is required."""
    return Context(occurred=AT, by=PersonId("p-017"), role="finance", org=ORG, command=command, rules="trial")


def facts(studio: int) -> list[Any]:
    """A year of a fund account: opened, budgeted, then claims through four hands."""
    lines = (fund.BudgetLine("培训费", FundSource.CARRIER, 10**12, "training"),)
    told: list[Any] = [
        fund.AccountOpened(2025, ORG, (fund.SourceAmount(FundSource.CARRIER, 10**12),)),
        fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "财字1号"),
        fund.BudgetDrafted((), lines, PersonId("p-1")),
        fund.BudgetApproved(PersonId("p-3"), "预算1号"),
    ]
    number = 0
    while len(told) < PER:
        claim = f"c-{number}"
        voucher = Voucher(VoucherKind.INVOICE, f"25332{studio:06d}{number:09d}", 1000 + number, DAY)
        told += [
            fund.ClaimSubmitted(
                claim, ClaimKind.EXPENSE, "培训费", "training", 1000 + number, (voucher,), PersonId("p-1"), "v1", "讲课"
            ),
            fund.ClaimReviewed(claim, PersonId("p-2")),
            fund.ClaimApproved(claim, PersonId("p-3")),
            fund.ClaimPaid(claim, PersonId("p-4"), DAY, ReceiptMode.BANK, f"b-{number}", f"记-{number}"),
        ]
        number += 1
    return told


# -- stock eventsourcing, as its documentation shows it


class StockAccount(Aggregate):
    """The same account in the style of eventsourcing's own aggregates."""

    @event("Opened")
    def __init__(self, *, year: int, operator: str, by: str, role: str, org: str, command: str) -> None:
        self.headroom: dict[str, int] = {}
        self.claims: dict[str, tuple[str, str, int]] = {}

    @event("RulesAdopted")
    def adopt(self, adopted: str, document: str, by: str, role: str, org: str, command: str) -> None:
        self.rules = adopted

    @event("BudgetDrafted")
    def draft(self, lines: dict[str, int], drafter: str, by: str, role: str, org: str, command: str) -> None:
        self.drafted = dict(lines)

    @event("BudgetApproved")
    def budget(self, approver: str, document: str, by: str, role: str, org: str, command: str) -> None:
        self.headroom = dict(self.drafted)

    @event("ClaimSubmitted")
    def submit(
        self, claim: str, line: str, fen: int, invoice: str, claimant: str, purpose: str,
        by: str, role: str, org: str, command: str,
    ) -> None:  # fmt: skip
        self.claims[claim] = ("submitted", line, fen)

    @event("ClaimReviewed")
    def review(self, claim: str, reviewer: str, by: str, role: str, org: str, command: str) -> None:
        self.claims[claim] = ("reviewed", *self.claims[claim][1:])

    @event("ClaimApproved")
    def approve(self, claim: str, approver: str, by: str, role: str, org: str, command: str) -> None:
        _, line, fen = self.claims[claim]
        self.claims[claim] = ("approved", line, fen)
        self.headroom[line] -= fen

    @event("ClaimPaid")
    def pay(self, claim: str, payer: str, on: str, entry: str, by: str, role: str, org: str, command: str) -> None:
        self.claims[claim] = ("paid", *self.claims[claim][1:])


def stock_account(studio: int) -> StockAccount:
    """The same year, told to stock."""
    who = {"by": "p-017", "role": "finance", "org": ORG, "command": f"c-{studio}"}
    account = StockAccount(year=2025, operator=ORG, **who)
    account.adopt("v1", "财字1号", **who)
    account.draft({"培训费": 10**12}, "p-1", **who)
    account.budget("p-3", "预算1号", **who)
    number = 0
    while account.version < PER:
        claim = f"c-{number}"
        invoice = f"25332{studio:06d}{number:09d}"
        account.submit(claim, "培训费", 1000 + number, invoice, "p-1", "讲课", **who)
        account.review(claim, "p-2", **who)
        account.approve(claim, "p-3", **who)
        account.pay(claim, "p-4", DAY.isoformat(), f"记-{number}", **who)
        number += 1
    return account


def stock_on_sqlite(path: str) -> Application[Any]:
    """Stock's application over its own SQLite module, in WAL mode as it comes."""
    return Application({"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": path})


# -- taking turns


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds, and what came of it."""
    gc.collect()
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def compare(row: str, units: int, rounds: int, **contenders: Callable[[], object]) -> None:
    """Contenders in turn, *rounds* times; the first is the base. Results that are not None must agree."""
    took: dict[str, list[float]] = {name: [] for name in contenders}
    results: set[object] = set()
    for _ in range(rounds):
        for name, work in contenders.items():
            seconds, result = timed(work)
            took[name].append(units / seconds)
            if result is not None:
                results.add(result)
    if len(results) > 1:
        raise SystemExit(f"{row}: the contenders do not agree: {results}")
    base = statistics.median(next(iter(took.values())))
    print(f"\n{row}")
    for name, rates in took.items():
        median = statistics.median(rates)
        print(f"  {name:<28}{median:>12,.0f}/s  {median / base:>6.2f} ×   [{min(rates):,.0f} – {max(rates):,.0f}]")
        line = {"row": row, "contender": name, "median": round(median), "ratio": round(median / base, 3)}
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr)


def versions() -> None:
    """What was measured, on what."""
    names = ("eventsourcing", "attrs", "cattrs", "msgspec")
    said = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {said}")
