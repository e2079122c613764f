"""Register of the budget: what becomes of each line (预算执行)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define

from studio_domain.aggregate import Recorded
from studio_domain.fund_account import facts as fund
from studio_domain.values import Fen
from studio_domain.views.register import Column, RowChange, Table, folding, reads

EXECUTION: Final = Table(
    "budget_execution", "预算执行", "budget execution", 2,
    (
        Column("account", "专账", "account"),
        Column("line", "预算科目", "line"),
        Column("source", "经费来源", "source"),
        Column("category", "支出类别", "category"),
        Column("budget_fen", "批准预算", "budget", "fen"),
        Column("supplemented_fen", "追加", "supplemented", "fen"),
        Column("moved_fen", "调剂", "transferred", "fen"),
        Column("approved_fen", "已批准", "approved", "fen"),
        Column("paid_fen", "已支付", "paid", "fen"),
        Column("free_fen", "可用", "free", "fen"),
    ),
)  # fmt: skip


@define
class _Line:
    source: str
    category: str
    budget: Fen
    supplemented: Fen = 0
    moved: Fen = 0
    approved: Fen = 0
    paid: Fen = 0


class BudgetExecution:
    """预算执行: what each line was given, what was added, moved, approved and paid, and what it has left."""

    tables = (EXECUTION,)

    def __init__(self) -> None:
        self._drafts: dict[str, tuple[fund.BudgetLine, ...]] = {}
        self._lines: dict[tuple[str, str], _Line] = {}
        self._claims: dict[tuple[str, str], tuple[str, Fen]] = {}
        self._approved_unpaid: set[tuple[str, str]] = set()
        self._supplements: dict[tuple[str, str], fund.BudgetSupplementDrafted] = {}
        self._transfers: dict[tuple[str, str], fund.TransferRequested] = {}
        self.see = folding(
            reads(fund.BudgetDrafted, self._drafted),
            reads(fund.BudgetApproved, self._budgeted),
            reads(fund.BudgetSupplementDrafted, self._supplementing),
            reads(fund.BudgetSupplementApproved, self._supplemented),
            reads(fund.TransferRequested, self._requested),
            reads(fund.TransferApproved, self._transferred),
            reads(fund.ClaimSubmitted, self._submitted),
            reads(fund.ClaimApproved, self._approved),
            reads(fund.ClaimReturned, self._given_up),
            reads(fund.ClaimRejected, self._given_up),
            reads(fund.ClaimPaid, self._paid),
            reads(fund.AdvanceSettled, self._settled),
            reads(fund.PaymentReversed, self._reversed),
            reads(fund.UnapprovedPaymentReported, self._unapproved),
        )

    def _drafted(self, event: Recorded[fund.BudgetDrafted]) -> Iterable[RowChange]:
        self._drafts[event.stream] = event.fact.lines
        return ()

    def _budgeted(self, event: Recorded[fund.BudgetApproved]) -> Iterator[RowChange]:
        for line in self._drafts.pop(event.stream, ()):
            self._lines[event.stream, line.line] = _Line(line.source.value, line.category, line.fen)
            yield self._row(event.stream, line.line)

    def _supplementing(self, event: Recorded[fund.BudgetSupplementDrafted]) -> Iterable[RowChange]:
        self._supplements[event.stream, event.fact.supplement] = event.fact
        return ()

    def _supplemented(self, event: Recorded[fund.BudgetSupplementApproved]) -> Iterator[RowChange]:
        drafted = self._supplements.pop((event.stream, event.fact.supplement), None)
        for more in drafted.lines if drafted is not None else ():
            new = _Line(more.source.value, more.category, 0)
            self._lines.setdefault((event.stream, more.line), new).supplemented += more.fen
            yield self._row(event.stream, more.line)

    def _requested(self, event: Recorded[fund.TransferRequested]) -> Iterable[RowChange]:
        self._transfers[event.stream, event.fact.transfer] = event.fact
        return ()

    def _transferred(self, event: Recorded[fund.TransferApproved]) -> Iterator[RowChange]:
        asked = self._transfers.pop((event.stream, event.fact.transfer), None)
        if asked is not None:
            for line, fen in ((asked.giving, -asked.fen), (asked.taking, asked.fen)):
                self._line(event.stream, line).moved += fen
                yield self._row(event.stream, line)

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> Iterable[RowChange]:
        self._claims[event.stream, event.fact.claim] = event.fact.line, event.fact.fen
        return ()

    def _approved(self, event: Recorded[fund.ClaimApproved]) -> Iterator[RowChange]:
        self._approved_unpaid.add((event.stream, event.fact.claim))
        yield from self._count(event.stream, event.fact.claim, approved=1)

    def _given_up(self, event: Recorded[fund.ClaimReturned | fund.ClaimRejected]) -> Iterator[RowChange]:
        """What an approval took of the line is free again; a claim that was not approved had taken nothing."""
        claim = event.stream, event.fact.claim
        if claim in self._approved_unpaid:
            self._approved_unpaid.remove(claim)
            yield from self._count(*claim, approved=-1)

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> Iterator[RowChange]:
        self._approved_unpaid.discard((event.stream, event.fact.claim))
        yield from self._count(event.stream, event.fact.claim, paid=1)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> Iterator[RowChange]:
        fact = event.fact
        line, _ = self._claims.get((event.stream, fact.claim), ("", 0))
        self._claims[event.stream, fact.claim] = line, fact.spent
        kept = self._line(event.stream, line)
        kept.approved -= fact.returned
        kept.paid -= fact.returned
        yield self._row(event.stream, line)

    def _reversed(self, event: Recorded[fund.PaymentReversed]) -> Iterator[RowChange]:
        yield from self._count(event.stream, event.fact.claim, approved=-1, paid=-1)

    def _unapproved(self, event: Recorded[fund.UnapprovedPaymentReported]) -> Iterator[RowChange]:
        fact = event.fact
        if fact.line is not None:
            line = self._line(event.stream, fact.line)
            line.approved += fact.fen
            line.paid += fact.fen
            yield self._row(event.stream, fact.line)

    def _count(self, account: str, claim: str, *, approved: int = 0, paid: int = 0) -> Iterator[RowChange]:
        name, fen = self._claims.get((account, claim), ("", 0))
        line = self._line(account, name)
        line.approved += approved * fen
        line.paid += paid * fen
        yield self._row(account, name)

    def _line(self, account: str, line: str) -> _Line:
        return self._lines.setdefault((account, line), _Line("", "", 0))

    def _row(self, account: str, line: str) -> RowChange:
        kept = self._line(account, line)
        row: dict[str, str | int | None] = {
            "account": account,
            "line": line,
            "source": kept.source,
            "category": kept.category,
            "budget_fen": kept.budget,
            "supplemented_fen": kept.supplemented,
            "moved_fen": kept.moved,
            "approved_fen": kept.approved,
            "paid_fen": kept.paid,
            "free_fen": kept.budget + kept.supplemented + kept.moved - kept.approved,
        }
        return EXECUTION.name, (account, line), row
