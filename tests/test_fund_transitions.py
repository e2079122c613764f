"""Each fact of an account changes its own part of the state, and leaves all others as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from fund_year import (
    DAY,
    FEES,
    GRANT,
    HE,
    LU,
    OFFICE,
    PUBLICITY,
    QIAN,
    SHEN,
    SUN,
    TRAINING,
    XU,
    YEAR_END,
    invoice,
    ready,
)
from studio_domain import fund_account as fund
from studio_domain.fund_account import (
    ChargedItem,
    ClaimKind,
    FinalAccountsDrafted,
    FundAccount,
    Ledger,
    ReceiptMode,
    SourceAmount,
    Stage,
    VoucherKind,
)

CONTEST = fund.BudgetLine("竞赛费", GRANT, 300_00, "contest")
MARCH = date(2025, 3, 31)
BANK = ReceiptMode.BANK


def asked(transfer: str, fen: int) -> fund.TransferRequested:
    return fund.TransferRequested(transfer, "宣传费", "培训活动费", fen, LU, "加场")


def full() -> FundAccount:
    """An account in whose every part something stands, its year closed and accounted for."""
    year = ready()
    year.submit("new", TRAINING, 100_00, beneficiary=SUN).advance("advance", OFFICE, 200_00)
    year.submit("reviewed", TRAINING, 40_00).on_to("reviewed", Stage.REVIEWED)
    year.submit("approved", TRAINING, 30_00).on_to("approved", Stage.APPROVED)
    year.spend("paid", PUBLICITY, 20_00)
    account = year.account
    for fact in (
        asked("t", 50_00),
        fund.TransferApproved("t", XU),
        asked("pending", 10_00),
        fund.BudgetSupplementDrafted("adding", (), (PUBLICITY, CONTEST), HE, "新到补助"),
        fund.FeeCharged("f", "k-1", (ChargedItem("辅导", 600_00, 1, 600_00),), 600_00, DAY, DAY, QIAN, "No 0001"),
        fund.Reconciled(3, 0, 0, (), HE, MARCH),
        fund.YearClosed(SHEN, YEAR_END),
        FinalAccountsDrafted((), HE),
        fund.FinalAccountsApproved(XU, date(2026, 3, 1)),
    ):
        account = fund.evolve(account, fact)
    return account


def received(fen: int, on: date) -> fund.FundReceived:
    return fund.FundReceived("n", GRANT, fen, on, BANK, "b", "x", fund.PayerKind.AUTHORITY)


FACTS: list[tuple[fund.Event, set[str]]] = [
    (fund.FinanceRulesAdopted("2026", DAY, "d"), {"finance_rules"}),
    (fund.BudgetDrafted((), (TRAINING,), HE), {"budget.draft"}),
    (fund.BudgetApproved(XU, "d"), {"budget.lines"}),
    (fund.BudgetSupplementDrafted("n", (), (TRAINING,), HE, "r"), {"budget.supplements"}),
    (fund.BudgetSupplementApproved("adding", XU, "d"), {"budget.lines", "budget.supplements"}),
    (asked("n", 1), {"budget.transfers"}),
    (fund.TransferApproved("pending", XU), {"budget.lines", "budget.transfers"}),
    (fund.TransferDeclined("pending", XU, "r"), {"budget.transfers"}),
    (
        fund.FundReceived("n", GRANT, 1, DAY, BANK, "b", "x", fund.PayerKind.AUTHORITY),
        {"books.ledgers", "books.numbers"},
    ),
    (fund.FundReturned("n", GRANT, 1, DAY, SUN, XU, "d", "b"), {"books.ledgers", "books.numbers", "books.cashiers"}),
    (fund.ClaimSubmitted("n", ClaimKind.EXPENSE, "办公费", "office", 1, (invoice("9", 1),), LU, "1", "p"), {"claims"}),
    (fund.GoodsAccepted("new", HE, DAY, "d"), {"claims"}),
    (fund.ClaimReviewed("new", HE), {"claims"}),
    (fund.ClaimApproved("reviewed", SHEN), {"claims", "budget.lines"}),
    (fund.ClaimPaid("approved", SUN, DAY, BANK, "b", "e"), {"claims", "books.ledgers", "books.cashiers"}),
    (fund.ClaimReturned("new", HE, "r"), {"claims"}),
    (fund.ClaimReturned("approved", HE, "r"), {"claims", "budget.lines"}),
    (fund.ClaimRejected("new", HE, "r"), {"claims"}),
    (fund.ClaimRejected("approved", HE, "r"), {"claims", "budget.lines"}),
    (fund.AdvanceSettled("advance", (), 0, 200_00, LU, HE, DAY), {"claims", "books.ledgers", "budget.lines"}),
    (fund.PaymentReversed("paid", HE, DAY, "r", "b"), {"claims", "books.ledgers", "budget.lines"}),
    (
        fund.UnapprovedPaymentReported("n", GRANT, 1, DAY, SUN, "b"),
        {"books.ledgers", "books.numbers", "books.cashiers"},
    ),
    (
        fund.UnapprovedPaymentReported("n", GRANT, 1, DAY, SUN, "b", "培训活动费"),
        {"books.ledgers", "books.numbers", "books.cashiers", "budget.lines"},
    ),
    (fund.FeeCharged("n", "k-1", (), 1, DAY, DAY, QIAN, "2"), {"books.ledgers", "charges"}),
    (
        fund.FeeRefunded("n", "f", 1, DAY, SUN, "r", "b"),
        {"books.ledgers", "books.numbers", "books.cashiers", "charges"},
    ),
    (
        fund.FeeRefunded("n", "f", 1, DAY, SUN, "r", "b", 2024),
        {"books.ledgers", "books.numbers", "books.cashiers", "earlier_refunds"},
    ),
    (
        fund.FeeRefunded("n", "f", 1, DAY, SUN, "r", "b", 2025),
        {"books.ledgers", "books.numbers", "books.cashiers", "charges"},
    ),
    (fund.Reconciled(4, 0, 0, (), LU, DAY), {"books.reconcilers", "books.reconciled"}),
    (fund.PerformanceReviewed(XU, "良好", "d"), set()),
    (fund.YearClosed(SHEN, YEAR_END), set()),
    (FinalAccountsDrafted((), LU), {"year_end.draft"}),
    (fund.FinalAccountsApproved(XU, YEAR_END), set()),
]


def parts(account: FundAccount) -> dict[str, Any]:
    """The state by its parts; of books, budget and the year's end by theirs."""
    found: dict[str, Any] = {}
    for name in (field.name for field in attrs.fields(FundAccount)):
        part = getattr(account, name)
        if name in ("books", "budget", "year_end"):
            found |= {f"{name}.{field.name}": getattr(part, field.name) for field in attrs.fields(type(part))}
        else:
            found[name] = part
    return found


@pytest.mark.parametrize(("fact", "changed"), FACTS, ids=lambda value: type(value).__name__)
def test_a_fact_changes_its_own_part(fact: fund.Event, changed: set[str]) -> None:
    account = full()
    before, after = parts(account), parts(fund.evolve(account, fact))
    assert {name for name in before if before[name] != after[name]} == changed


def test_what_does_not_concern_a_line_or_a_claim_leaves_it_alone() -> None:
    """Parts that hold several things: only the one that is named changes."""
    account = full()
    for fact, _ in FACTS:
        after = fund.evolve(account, fact)
        changed = {name for name, claim in account.claims.items() if after.claims[name] != claim}
        assert changed <= {getattr(fact, "claim", None)}
        assert set(account.charges) <= set(after.charges)
        if not isinstance(fact, fund.BudgetApproved):
            new = {"竞赛费"} if isinstance(fact, fund.BudgetSupplementApproved) else set[str]()
            assert set(account.budget.lines) | new == set(after.budget.lines)


def test_a_claim_keeps_everything_until_its_end() -> None:
    """What later steps ask of it: whom it pays, its hands, its vouchers, whether its goods were accepted."""
    year = ready()
    year.submit("c", TRAINING, 1_000_00, invoice("１２-3", 1_000_00, VoucherKind.RECEIPT), beneficiary=SUN)
    year.on_to("c", Stage.PAID)
    assert year.account.claims["c"] == fund.Claim(
        ClaimKind.EXPENSE, "培训活动费", 1_000_00, {"123": (fund.Document(VoucherKind.RECEIPT, "123"),)}, SUN,
        (LU, HE, SHEN, QIAN), Stage.PAID, accepted=True, paid=DAY, approved=DAY,
    )  # fmt: skip


def test_a_line_keeps_what_was_approved_and_given_away() -> None:
    account = full()
    line = account.budget.lines["宣传费"]
    assert line == fund.Line(GRANT, "publicity", 5_000_00, 4_950_00, 20_00, 50_00)
    assert account.budget.lines["培训活动费"].limit == 20_050_00
    used = fund.evolve(account, fund.UnapprovedPaymentReported("n", GRANT, 1_00, DAY, QIAN, "b", "宣传费"))
    assert used.budget.lines["宣传费"] == attrs.evolve(line, used=21_00)


def test_a_supplement_grows_what_is_there_and_adds_what_is_not() -> None:
    account = full()
    before, after = account.budget.lines, fund.evolve(account, fund.BudgetSupplementApproved("adding", XU, "d"))
    more = attrs.evolve(before["宣传费"], approved=10_000_00, limit=9_950_00)
    assert after.budget.lines == {**before, "宣传费": more, "竞赛费": fund.Line(GRANT, "contest", 300_00, 300_00)}
    assert not after.budget.supplements["adding"].pending


def test_money_is_booked_on_its_day() -> None:
    account = full()
    ledger = account.ledger(GRANT)
    for fact, moved in (
        (received(5_00, MARCH), {"income": 5_00}),
        (fund.UnapprovedPaymentReported("n", GRANT, 5_00, MARCH, QIAN, "b"), {"spent": 5_00}),
        (fund.ClaimPaid("approved", QIAN, MARCH, BANK, "b", "e"), {"spent": 30_00}),
        (fund.PaymentReversed("paid", HE, MARCH, "r", "b"), {"spent": -20_00}),
    ):
        by = moved.get("income", 0) - moved.get("spent", 0)
        after = fund.evolve(account, fact).ledger(GRANT)
        assert after == Ledger(
            ledger.opening,
            ledger.income + moved.get("income", 0),
            ledger.spent + moved.get("spent", 0),
            {**ledger.days, MARCH: ledger.days.get(MARCH, 0) + by},
        )
    fees = fund.evolve(account, fund.FeeRefunded("n", "f", 100_00, MARCH, QIAN, "r", "b"))
    assert (fees.ledger(FEES).income, fees.ledger(FEES).days) == (500_00, {DAY: 600_00, MARCH: -100_00})
    settled = fund.evolve(account, fund.AdvanceSettled("advance", (), 150_00, 50_00, LU, HE, MARCH))
    assert settled.ledger(OFFICE.source).days[MARCH] == 50_00
    assert settled.headroom("办公费") == account.headroom("办公费") + 50_00
    opened = fund.evolve(None, fund.AccountOpened(2026, "X", (SourceAmount(FEES, 7),)))
    assert opened.ledger(FEES) == Ledger(7)
