"""The books kept once more, from facts alone and without `evolve`: what the machine believes, and its transitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain import fund_account as fund
from studio_domain import invoice, mandate, tariff_schedule
from studio_domain.aggregate import Recorded
from studio_domain.fund_account import ClaimKind, FundSource

TRANSITIONS: Final = frozenset(
    [
        "account: opened",
        "account: opened after another year",
        "account: closed",
        "account: finance rules adopted",
        "account: performance reviewed",
        "account: month reconciled",
        "budget: drafted",
        "budget: drafted again",
        "budget: approved",
        "final accounts: drafted",
        "final accounts: drafted again",
        "final accounts: approved",
        "supplement: drafted",
        "supplement: drafted again",
        "supplement: drafted → approved",
        "transfer: requested",
        "transfer: requested → approved",
        "transfer: requested → declined",
        "money: received",
        "money: sent back",
        "money: left without approval",
        "fee: charged",
        "fee: refunded",
        "fee: refunded a year later",
        "claim: submitted",
        "claim: submitted, goods accepted",
        "claim: submitted → reviewed",
        "claim: reviewed → approved",
        "claim: approved → paid",
        "claim: paid → settled",
        "claim: paid → reversed",
        "advance: paid → reversed",
        "claim: submitted → returned",
        "claim: reviewed → returned",
        "claim: approved → returned",
        "claim: returned → submitted",
        "claim: submitted → rejected",
        "claim: reviewed → rejected",
        "claim: approved → rejected",
        "claim: returned → rejected",
        "invoice: used",
        "invoice: used → free",
        "invoice: free → used",
        "tariff: drafted",
        "tariff: approved",
        "tariff: published",
        "tariff: withdrawn",
        "mandate: granted",
        "mandate: delegated",
        "mandate: ended",
    ]
)
"""Everything that can become of money."""


@define
class Line:
    """A line: whose money, and what it has."""

    source: FundSource
    category: str
    budget: int
    given: int = 0
    taken: int = 0
    committed: int = 0

    @property
    def free(self) -> int:
        return self.budget - self.given + self.taken - self.committed


@define
class Claim:
    """A claim, and where it stands."""

    kind: ClaimKind
    line: str
    fen: int
    claimant: str
    stage: str = "submitted"


@define
class Source:
    """A source: what it opened with, and every entry, in or out, with its day."""

    opening: int = 0
    entries: list[tuple[date, int]] = field(factory=list)

    @property
    def came_in(self) -> int:
        return sum(fen for _, fen in self.entries if fen > 0)

    @property
    def went_out(self) -> int:
        return -sum(fen for _, fen in self.entries if fen < 0)

    @property
    def balance(self) -> int:
        return self.opening + self.came_in - self.went_out

    def until(self, day: date) -> int:
        return self.opening + sum(fen for when, fen in self.entries if when <= day)

    def available(self, day: date) -> int:
        """The least there is at the end of that day or of any later one."""
        return min(self.until(end) for end in {day, *(when for when, _ in self.entries if when > day)})


@define
class Account:
    """What the machine believes of one account."""

    year: int
    sources: defaultdict[FundSource, Source] = field(factory=lambda: defaultdict(Source))
    draft: fund.BudgetDrafted | None = None
    lines: dict[str, Line] = field(factory=dict)
    claims: dict[str, Claim] = field(factory=dict)
    supplements: dict[str, fund.BudgetSupplementDrafted] = field(factory=dict)
    transfers: dict[str, fund.TransferRequested] = field(factory=dict)
    charges: dict[str, int] = field(factory=dict)
    reconciled: int = 0
    drafted: bool = False
    closed: bool = False

    def line_of(self, claim: Claim) -> Line:
        return self.lines[claim.line]

    def book(self, source: FundSource, day: date, fen: int) -> None:
        self.sources[source].entries.append((day, fen))

    def total(self, day: date) -> int:
        return sum(source.until(day) for source in self.sources.values())


@define
class Bookkeeper:
    """Sees every fact once, and says which transition it is."""

    accounts: dict[str, Account] = field(factory=dict)
    invoices: dict[str, bool] = field(factory=dict)

    def see(self, event: Recorded[Any]) -> Iterator[str]:
        fact, stream = event.fact, event.stream
        match fact:
            case fund.AccountOpened():
                before = f"{event.studio}/fund/{fact.year - 1}" in self.accounts
                account = self.accounts[stream] = Account(fact.year)
                for amount in fact.opening:
                    account.sources[amount.source].opening = amount.fen
                yield "account: opened after another year" if before else "account: opened"
            case invoice.InvoiceUsed():
                yield "invoice: free → used" if stream in self.invoices else "invoice: used"
                self.invoices[stream] = True
            case invoice.InvoiceFreed():
                assert self.invoices[stream], "freed before it was used"
                self.invoices[stream] = False
                yield "invoice: used → free"
            case tariff_schedule.TariffDrafted():
                yield "tariff: drafted"
            case tariff_schedule.TariffApproved():
                yield "tariff: approved"
            case tariff_schedule.TariffPublished():
                yield "tariff: published"
            case tariff_schedule.TariffWithdrawn():
                yield "tariff: withdrawn"
            case mandate.MandateGranted():
                yield "mandate: granted"
            case mandate.DelegationGranted():
                yield "mandate: delegated"
            case mandate.MandateEnded():
                yield "mandate: ended"
            case fund.FeeRefunded() if fact.charge_year is not None:
                self.accounts[stream].book(FundSource.SERVICE_FEE, fact.on, -fact.fen)
                self.accounts[f"{event.studio}/fund/{fact.charge_year}"].charges[fact.charge] -= fact.fen
                yield "fee: refunded a year later"
            case _ if stream in self.accounts:
                yield _booked(self.accounts[stream], fact)
            case _:
                return


def _booked(account: Account, fact: Any) -> str:
    match fact:
        case fund.FinanceRulesAdopted():
            return "account: finance rules adopted"
        case fund.BudgetDrafted():
            again, account.draft = account.draft is not None, fact
            return "budget: drafted again" if again else "budget: drafted"
        case fund.BudgetApproved():
            assert account.draft is not None
            account.lines = {one.line: Line(one.source, one.category, one.fen) for one in account.draft.lines}
            return "budget: approved"
        case fund.BudgetSupplementDrafted():
            again, account.supplements[fact.supplement] = fact.supplement in account.supplements, fact
            return "supplement: drafted again" if again else "supplement: drafted"
        case fund.BudgetSupplementApproved():
            for more in account.supplements.pop(fact.supplement).lines:
                account.lines.setdefault(more.line, Line(more.source, more.category, 0)).budget += more.fen
            return "supplement: drafted → approved"
        case fund.TransferRequested():
            account.transfers[fact.transfer] = fact
            return "transfer: requested"
        case fund.TransferApproved():
            asked = account.transfers.pop(fact.transfer)
            account.lines[asked.giving].given += asked.fen
            account.lines[asked.taking].taken += asked.fen
            return "transfer: requested → approved"
        case fund.TransferDeclined():
            del account.transfers[fact.transfer]
            return "transfer: requested → declined"
        case fund.FundReceived():
            account.book(fact.source, fact.on, fact.fen)
            return "money: received"
        case fund.FundReturned():
            account.book(fact.source, fact.on, -fact.fen)
            return "money: sent back"
        case fund.UnapprovedPaymentReported():
            account.book(fact.source, fact.on, -fact.fen)
            if fact.line in account.lines:
                account.lines[fact.line].committed += fact.fen
            return "money: left without approval"
        case fund.FeeCharged():
            account.book(FundSource.SERVICE_FEE, fact.on, fact.fen)
            account.charges[fact.charge] = fact.fen
            return "fee: charged"
        case fund.FeeRefunded():
            account.book(FundSource.SERVICE_FEE, fact.on, -fact.fen)
            account.charges[fact.charge] -= fact.fen
            return "fee: refunded"
        case fund.PerformanceReviewed():
            return "account: performance reviewed"
        case fund.Reconciled():
            account.reconciled = fact.month
            return "account: month reconciled"
        case fund.YearClosed():
            account.closed = True
            return "account: closed"
        case fund.FinalAccountsDrafted():
            again, account.drafted = account.drafted, True
            return "final accounts: drafted again" if again else "final accounts: drafted"
        case fund.FinalAccountsApproved():
            return "final accounts: approved"
        case _:
            return _claimed(account, fact)


def _claimed(account: Account, fact: Any) -> str:
    if isinstance(fact, fund.ClaimSubmitted):
        again = fact.claim in account.claims
        account.claims[fact.claim] = Claim(fact.kind, fact.line, fact.fen, fact.claimant)
        return "claim: returned → submitted" if again else "claim: submitted"
    claim = account.claims[fact.claim]
    before, line = claim.stage, account.line_of(claim)
    match fact:
        case fund.GoodsAccepted():
            return f"claim: {before}, goods accepted"
        case fund.ClaimReviewed():
            claim.stage = "reviewed"
        case fund.ClaimApproved():
            claim.stage = "approved"
            line.committed += claim.fen
        case fund.ClaimPaid():
            claim.stage = "paid"
            account.book(line.source, fact.on, -claim.fen)
        case fund.ClaimReturned() | fund.ClaimRejected():
            claim.stage = "returned" if isinstance(fact, fund.ClaimReturned) else "rejected"
            if before == "approved":
                line.committed -= claim.fen
        case fund.AdvanceSettled():
            claim.stage = "settled"
            line.committed -= fact.returned
            account.book(line.source, fact.on, fact.returned)
        case fund.PaymentReversed():
            claim.stage = "reversed"
            line.committed -= claim.fen
            account.book(line.source, fact.on, claim.fen)
            if claim.kind is ClaimKind.ADVANCE:
                return "advance: paid → reversed"
        case _:
            raise AssertionError(f"the books know no {type(fact).__name__}")
    return f"claim: {before} → {claim.stage}"
