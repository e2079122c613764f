"""Registers of money: fund ledger (经费账), fees (收费台账)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource
from studio_domain.values import Fen
from studio_domain.views.register import Column, RowChange, Table, folding, reads

LEDGER: Final = Table(
    "fund_ledger", "经费账", "fund ledger", 3,
    (
        Column("account", "专账", "account"),
        Column("version", "序号", "number", "count"),
        Column("source", "经费来源", "source"),
        Column("day", "日期", "day", "day"),
        Column("entry", "摘要", "entry"),
        Column("object", "编号", "object"),
        Column("reference", "凭据", "reference"),
        Column("income_fen", "收入", "in", "fen"),
        Column("spent_fen", "支出", "out", "fen"),
        Column("balance_fen", "该来源余额", "balance of the source", "fen"),
    ),
)  # fmt: skip

FEES: Final = Table(
    "fees", "收费台账", "fees", 2,
    (
        Column("account", "专账", "account"),
        Column("charge", "收费编号", "charge"),
        Column("client", "服务对象", "client"),
        Column("items", "项目", "items"),
        Column("service_on", "服务日期", "day of service", "day"),
        Column("charged_fen", "收费", "charged", "fen"),
        Column("refunded_fen", "退费", "refunded", "fen"),
        Column("receipt", "票据号", "receipt"),
    ),
)  # fmt: skip


# -- fund ledger


@define
class _Book:
    """An account as far as the ledger needs it: balances, whose money a line is, claims that may still move."""

    balance: dict[FundSource, Fen] = field(factory=dict)
    sources: dict[str, FundSource] = field(factory=dict)
    claims: dict[str, tuple[FundSource, Fen]] = field(factory=dict)


class FundLedger:
    """经费账: every movement of money, and its source's balance after it; a reversal is a negative out (红字)."""

    tables = (LEDGER,)

    def __init__(self) -> None:
        self._books: defaultdict[str, _Book] = defaultdict(_Book)
        self.see = folding(
            reads(fund.AccountOpened, self._opened),
            reads(fund.BudgetDrafted, self._drafted),
            reads(fund.BudgetSupplementDrafted, self._supplemented),
            reads(fund.FundReceived, self._received),
            reads(fund.FundReturned, self._returned),
            reads(fund.ClaimSubmitted, self._submitted),
            reads(fund.ClaimRejected, self._rejected),
            reads(fund.ClaimPaid, self._paid),
            reads(fund.AdvanceSettled, self._settled),
            reads(fund.PaymentReversed, self._reversed),
            reads(fund.UnapprovedPaymentReported, self._unapproved),
            reads(fund.FeeCharged, self._charged),
            reads(fund.FeeRefunded, self._refunded),
        )

    def _opened(self, event: Recorded[fund.AccountOpened]) -> Iterator[RowChange]:
        first = f"{event.fact.year:04d}-01-01"  # a year that no calendar has is shown as it was told
        for amount in event.fact.opening:
            yield self._row(event, amount.source, first, "opening", "", into=amount.fen)

    def _drafted(self, event: Recorded[fund.BudgetDrafted]) -> Iterable[RowChange]:
        self._books[event.stream].sources.update((line.line, line.source) for line in event.fact.lines)
        return ()

    def _supplemented(self, event: Recorded[fund.BudgetSupplementDrafted]) -> Iterable[RowChange]:
        """A line that is there stays whose it is."""
        sources = self._books[event.stream].sources
        for line in event.fact.lines:
            sources.setdefault(line.line, line.source)
        return ()

    def _received(self, event: Recorded[fund.FundReceived]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, fact.source, fact.on, "receipt", fact.receipt, fact.reference, into=fact.fen)

    def _returned(self, event: Recorded[fund.FundReturned]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, fact.source, fact.on, "returned", fact.returned, fact.reference, out=fact.fen)

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> Iterable[RowChange]:
        book, fact = self._books[event.stream], event.fact
        book.claims[fact.claim] = book.sources.get(fact.line, FundSource.OTHER), fact.fen
        return ()

    def _rejected(self, event: Recorded[fund.ClaimRejected]) -> Iterable[RowChange]:
        self._books[event.stream].claims.pop(event.fact.claim, None)
        return ()

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> Iterator[RowChange]:
        fact = event.fact
        source, fen = self._claim(event.stream, fact.claim)
        yield self._row(event, source, fact.on, "claim", fact.claim, fact.entry, out=fen)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> Iterator[RowChange]:
        fact = event.fact
        source, _ = self._claim(event.stream, fact.claim)
        self._books[event.stream].claims[fact.claim] = source, fact.spent
        yield self._row(event, source, fact.on, "settlement", fact.claim, out=-fact.returned)

    def _reversed(self, event: Recorded[fund.PaymentReversed]) -> Iterator[RowChange]:
        fact = event.fact
        source, fen = self._claim(event.stream, fact.claim)
        yield self._row(event, source, fact.on, "reversal", fact.claim, fact.reference, out=-fen)

    def _unapproved(self, event: Recorded[fund.UnapprovedPaymentReported]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, fact.source, fact.on, "unapproved", fact.payment, fact.reference, out=fact.fen)

    def _charged(self, event: Recorded[fund.FeeCharged]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, FundSource.SERVICE_FEE, fact.on, "fee", fact.charge, fact.receipt, into=fact.fen)

    def _refunded(self, event: Recorded[fund.FeeRefunded]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, FundSource.SERVICE_FEE, fact.on, "refund", fact.refund, fact.reference, into=-fact.fen)

    def _claim(self, account: str, claim: str) -> tuple[FundSource, Fen]:
        return self._books[account].claims.get(claim, (FundSource.OTHER, 0))

    def _row(
        self,
        event: Recorded[Any],
        source: FundSource,
        day: date | str,
        entry: str,
        object_: str,
        reference: str = "",
        *,
        into: Fen = 0,
        out: Fen = 0,
    ) -> RowChange:
        balance = self._books[event.stream].balance
        balance[source] = after = balance.get(source, 0) + into - out
        row: dict[str, str | int | None] = {
            "account": event.stream,
            "version": event.version,
            "source": source.value,
            "day": str(day),
            "entry": entry,
            "object": object_,
            "reference": reference,
            "income_fen": into,
            "spent_fen": out,
            "balance_fen": after,
        }
        return LEDGER.name, (event.stream, event.version, source.value), row


# -- fees


class FeeRegister:
    """收费台账: every charge, and what was refunded of it, in its own year's account or the next."""

    tables = (FEES,)

    def __init__(self) -> None:
        self._charges: dict[tuple[str, str], dict[str, str | int | None]] = {}
        self.see = folding(reads(fund.FeeCharged, self._charged), reads(fund.FeeRefunded, self._refunded))

    def _charged(self, event: Recorded[fund.FeeCharged]) -> Iterator[RowChange]:
        fact = event.fact
        row: dict[str, str | int | None] = {
            "account": event.stream,
            "charge": fact.charge,
            "client": fact.client,
            "items": "、".join(f"{item.item}×{item.quantity}" for item in fact.items),
            "service_on": fact.service_on.isoformat(),
            "charged_fen": fact.fen,
            "refunded_fen": 0,
            "receipt": fact.receipt,
        }
        self._charges[event.stream, fact.charge] = row
        yield FEES.name, (event.stream, fact.charge), dict(row)

    def _refunded(self, event: Recorded[fund.FeeRefunded]) -> Iterator[RowChange]:
        fact = event.fact
        account = event.stream if fact.charge_year is None else f"{event.studio}/fund/{fact.charge_year}"
        row = self._charges.get((account, fact.charge))
        if row is not None:
            row["refunded_fen"] = int(row["refunded_fen"] or 0) + fact.fen
            yield FEES.name, (account, fact.charge), dict(row)
