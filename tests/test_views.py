"""Registers of money: what they show is what the facts say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from studio_domain.aggregate import Recorded
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, FundSource, ReceiptMode, SourceAmount, Voucher, VoucherKind
from studio_domain.values import PersonId
from studio_domain.views import BudgetExecution, FeeRegister, FundLedger, Kept
from studio_domain.views.register import Column, Register, Row, RowChange, Table
from telling import Studio

ACCOUNT = "hz-xihu-001/fund/2025"
A, B, C, D = (PersonId(f"p-{name}") for name in "abcd")


def told(*facts: tuple[str, Any]) -> Studio:
    studio = Studio("hz-xihu-001")
    for day, fact in facts:
        studio.tell(day, "fund/2025", fact)
    return studio


def claim(name: str, fen: int, line: str = "培训费", kind: ClaimKind = ClaimKind.EXPENSE) -> fund.ClaimSubmitted:
    voucher = Voucher(VoucherKind.INVOICE, f"2533-{name}", fen, date(2025, 3, 1))
    return fund.ClaimSubmitted(name, kind, line, "training", fen, (voucher,), A, "v1", "x")


def paid(name: str) -> fund.ClaimPaid:
    return fund.ClaimPaid(name, D, date(2025, 3, 9), ReceiptMode.BANK, "b-1", f"记-{name}")


OPENED = fund.AccountOpened(2025, "91000000MA00000157", (SourceAmount(FundSource.CARRIER, 100_00),))
BUDGET = fund.BudgetDrafted(
    (),
    (
        fund.BudgetLine("培训费", FundSource.CARRIER, 80_00, "training"),
        fund.BudgetLine("宣传费", FundSource.CARRIER, 20_00, "publicity"),
    ),
    A,
)
BEGUN = (("2025-01-02", OPENED), ("2025-01-03", BUDGET), ("2025-01-04", fund.BudgetApproved(C, "文")))
ALL_THE_WAY = (
    ("2025-03-02", claim("a", 30_00)),
    ("2025-03-03", fund.ClaimReviewed("a", B)),
    ("2025-03-04", fund.ClaimApproved("a", C)),
    ("2025-03-09", paid("a")),
)


def rows_of(register: Register, studio: Studio) -> list[Row]:
    (table,) = register.tables
    return Kept(register).see_all(studio.history).table(table.name)


class TestFundLedger:
    """经费账: every movement of money, and the balance of its source after it."""

    def test_a_payment_lowers_its_source_and_a_reversal_is_red(self) -> None:
        reversal = fund.PaymentReversed("a", B, date(2025, 3, 20), "误付", "b-2")
        studio = told(*BEGUN, *ALL_THE_WAY, ("2025-03-20", reversal))
        rows = Kept(FundLedger()).see_all(studio.history).table("fund_ledger")
        assert [(row["entry"], row["income_fen"], row["spent_fen"], row["balance_fen"]) for row in rows] == [
            ("opening", 100_00, 0, 100_00),
            ("claim", 0, 30_00, 70_00),
            ("reversal", 0, -30_00, 100_00),
        ]
        assert {row["source"] for row in rows} == {"carrier"}

    def test_money_in_fees_refunds_and_what_nobody_approved(self) -> None:
        day = date(2025, 4, 1)
        item = fund.ChargedItem("辅导", 60_00, 1, 60_00)
        studio = told(
            *BEGUN,
            ("2025-04-01", fund.FundReceived("r-1", FundSource.DONATION, 5_00, day, ReceiptMode.BANK, "b-3", "x",
                                             fund.PayerKind.PERSON)),
            ("2025-04-01", fund.FeeCharged("f-1", "c-1", (item,), 60_00, day, day, D, "n-1")),
            ("2025-04-02", fund.FeeRefunded("t-1", "f-1", 10_00, day, D, "多收", "b-4")),
            ("2025-04-03", fund.UnapprovedPaymentReported("u-1", FundSource.CARRIER, 1_00, day, D, "b-5", "宣传费")),
            ("2025-04-04", fund.FundReturned("z-1", FundSource.CARRIER, 9_00, day, D, C, "文", "b-6")),
        )  # fmt: skip
        rows = Kept(FundLedger()).see_all(studio.history).table("fund_ledger")
        assert [(row["entry"], row["source"], row["balance_fen"]) for row in rows[1:]] == [
            ("receipt", "donation", 5_00),
            ("fee", "service-fee", 60_00),
            ("refund", "service-fee", 50_00),
            ("unapproved", "carrier", 99_00),
            ("returned", "carrier", 90_00),
        ]

    def test_an_advance_gives_back_what_was_not_spent(self) -> None:
        steps = ALL_THE_WAY[1:]
        settled = fund.AdvanceSettled("a", (), 25_00, 5_00, A, B, date(2025, 3, 20))
        studio = told(
            *BEGUN, ("2025-03-02", claim("a", 30_00, kind=ClaimKind.ADVANCE)), *steps, ("2025-03-20", settled)
        )
        ledger = Kept(FundLedger()).see_all(studio.history)
        assert ledger.table("fund_ledger")[-1]["balance_fen"] == 75_00
        line = Kept(BudgetExecution()).see_all(studio.history).table("budget_execution")[0]
        assert (line["line"], line["approved_fen"], line["paid_fen"], line["free_fen"]) == (
            "培训费",
            25_00,
            25_00,
            55_00,
        )

    def test_a_claim_that_was_rejected_moves_nothing(self) -> None:
        rejected = ("2025-03-04", fund.ClaimRejected("a", B, "无关"))
        rows = rows_of(FundLedger(), told(*BEGUN, *ALL_THE_WAY[:2], rejected))
        assert [row["entry"] for row in rows] == ["opening"]

    def test_as_of_a_day_leaves_out_what_came_later(self) -> None:
        studio = told(*BEGUN, *ALL_THE_WAY)
        assert len(Kept(FundLedger()).see_all(studio.history, as_of=date(2025, 3, 8)).table("fund_ledger")) == 1
        assert len(Kept(FundLedger()).see_all(studio.history, as_of=date(2025, 3, 9)).table("fund_ledger")) == 2


class TestBudgetExecution:
    """预算执行: what each line was given, what moved, what is approved and paid, what is left."""

    def test_a_line_through_transfer_approval_payment_and_reversal(self) -> None:
        asked = fund.TransferRequested("t-1", "宣传费", "培训费", 5_00, A, "超支")
        studio = told(*BEGUN, ("2025-02-01", asked), ("2025-02-02", fund.TransferApproved("t-1", C)), *ALL_THE_WAY[:3])
        register = Kept(BudgetExecution()).see_all(studio.history)
        training, publicity = sorted(register.table("budget_execution"), key=lambda row: -int(row["budget_fen"] or 0))
        assert (training["moved_fen"], training["approved_fen"], training["paid_fen"]) == (5_00, 30_00, 0)
        assert training["free_fen"] == 55_00
        assert (publicity["moved_fen"], publicity["free_fen"]) == (-5_00, 15_00)
        for day, fact in (
            ("2025-03-09", paid("a")),
            ("2025-03-20", fund.PaymentReversed("a", B, date(2025, 3, 20), "x", "y")),
        ):
            studio.tell(day, "fund/2025", fact)
            register.see(studio.history[-1])
        again = register.table("budget_execution")
        assert [(row["approved_fen"], row["paid_fen"]) for row in again] == [(0, 0), (0, 0)]

    def test_a_supplement_adds_to_its_lines_once_it_is_approved(self) -> None:
        lines = (
            fund.BudgetLine("培训费", FundSource.CARRIER, 7_00, "training"),
            fund.BudgetLine("竞赛费", FundSource.DONATION, 9_00, "contest"),
        )
        drafted = ("2025-02-01", fund.BudgetSupplementDrafted("s-1", (), lines, A, "捐赠"))
        assert len(rows_of(BudgetExecution(), told(*BEGUN, drafted))) == 2
        studio = told(*BEGUN, drafted, ("2025-02-02", fund.BudgetSupplementApproved("s-1", C, "文")), *ALL_THE_WAY)
        rows = {row["line"]: row for row in rows_of(BudgetExecution(), studio)}
        figures = ("budget_fen", "supplemented_fen", "moved_fen", "approved_fen", "free_fen")
        assert {line: tuple(row[name] for name in figures) for line, row in rows.items()} == {
            "培训费": (80_00, 7_00, 0, 30_00, 57_00),
            "宣传费": (20_00, 0, 0, 0, 20_00),
            "竞赛费": (0, 9_00, 0, 0, 9_00),
        }
        assert rows["竞赛费"]["source"] == "donation"
        twice = told(*BEGUN, ("2025-02-02", fund.BudgetSupplementApproved("s-9", C, "文")))
        assert len(rows_of(BudgetExecution(), twice)) == 2

    def test_a_payment_of_a_new_line_is_its_source_s(self) -> None:
        lines = (fund.BudgetLine("竞赛费", FundSource.DONATION, 9_00, "contest"),)
        added = (
            ("2025-02-01", fund.BudgetSupplementDrafted("s-1", (), lines, A, "捐赠")),
            ("2025-03-02", claim("a", 9_00, "竞赛费")),
        )
        rows = rows_of(FundLedger(), told(*BEGUN, *added, ("2025-03-09", paid("a"))))
        assert [row["source"] for row in rows] == ["carrier", "donation"]

    def test_a_rejected_claim_takes_nothing_and_an_unapproved_payment_counts(self) -> None:
        spent = fund.UnapprovedPaymentReported("u-1", FundSource.CARRIER, 1_00, date(2025, 4, 1), D, "b", "宣传费")
        studio = told(
            *BEGUN, *ALL_THE_WAY[:2], ("2025-03-04", fund.ClaimRejected("a", B, "无关")), ("2025-04-01", spent)
        )
        rows = {row["line"]: row for row in Kept(BudgetExecution()).see_all(studio.history).table("budget_execution")}
        assert rows["培训费"]["approved_fen"] == 0
        assert rows["宣传费"]["paid_fen"] == rows["宣传费"]["approved_fen"] == 1_00

    def test_an_approved_claim_that_is_given_up_frees_its_line(self) -> None:
        for over in (fund.ClaimRejected("a", B, "无关"), fund.ClaimReturned("a", B, "缺票")):
            studio = told(*BEGUN, *ALL_THE_WAY[:3], ("2025-03-05", over))
            (row,) = (row for row in rows_of(BudgetExecution(), studio) if row["line"] == "培训费")
            assert (row["approved_fen"], row["paid_fen"], row["free_fen"]) == (0, 0, 80_00)

    def test_an_unapproved_payment_of_no_line_counts_on_none(self) -> None:
        spent = fund.UnapprovedPaymentReported("u-1", FundSource.CARRIER, 1_00, date(2025, 4, 1), D, "b")
        rows = rows_of(BudgetExecution(), told(*BEGUN, ("2025-04-01", spent)))
        assert [row["paid_fen"] for row in rows] == [0, 0]

    def test_an_approval_of_a_transfer_nobody_asked_for_moves_nothing(self) -> None:
        studio = told(*BEGUN, ("2025-02-02", fund.TransferApproved("t-9", C)))
        assert [
            row["moved_fen"] for row in Kept(BudgetExecution()).see_all(studio.history).table("budget_execution")
        ] == [0, 0]


class TestFeeRegister:
    """收费台账: every charge, and what was refunded of it."""

    def test_refunds_add_up_and_one_without_a_charge_shows_nothing(self) -> None:
        day = date(2025, 7, 5)
        items = (fund.ChargedItem("商业计划书辅导", 680_00, 1, 680_00), fund.ChargedItem("资料费", 80_00, 1, 80_00))
        studio = told(
            ("2025-07-05", fund.FeeCharged("f-1", "c-9", items, 760_00, day, day, D, "n-1")),
            ("2025-07-06", fund.FeeRefunded("t-1", "f-1", 100_00, day, D, "多收", "b-1")),
            ("2025-07-07", fund.FeeRefunded("t-2", "f-1", 60_00, day, D, "多收", "b-2")),
            ("2025-07-08", fund.FeeRefunded("t-3", "f-0", 60_00, day, D, "多收", "b-3")),
        )
        (row,) = Kept(FeeRegister()).see_all(studio.history).table("fees")
        assert (row["charged_fen"], row["refunded_fen"], row["items"]) == (760_00, 160_00, "商业计划书辅导×1、资料费×1")

    def test_a_refund_of_the_next_year_counts_for_the_charge_of_the_year_before(self) -> None:
        day = date(2025, 12, 5)
        item = fund.ChargedItem("辅导", 60_00, 1, 60_00)
        studio = told(("2025-12-05", fund.FeeCharged("f-1", "c-9", (item,), 60_00, day, day, D, "n-1")))
        refunded = fund.FeeRefunded("t-1", "f-1", 10_00, date(2026, 1, 5), D, "多收", "b-1", 2025)
        studio.tell("2026-01-05", "fund/2026", refunded)
        (row,) = Kept(FeeRegister()).see_all(studio.history).table("fees")
        assert (row["account"], row["refunded_fen"]) == (ACCOUNT, 10_00)


def test_a_register_that_is_rebuilt_has_the_same_digest_and_another_history_another() -> None:
    studio = told(*BEGUN, *ALL_THE_WAY)
    live, rebuilt = Kept(FundLedger()), Kept(FundLedger()).see_all(studio.history)
    for event in studio.history:
        live.see(event)
    assert live.digest == rebuilt.digest
    assert live.digest != Kept(FundLedger()).see_all(studio.history[:-1]).digest


def test_every_row_has_the_columns_of_its_table_in_order() -> None:
    studio = told(
        *BEGUN,
        *ALL_THE_WAY,
        ("2025-04-01", fund.FeeCharged("f", "c", (), 0, date(2025, 4, 1), date(2025, 4, 1), D, "n")),
    )
    for register in (FundLedger(), BudgetExecution(), FeeRegister()):
        kept = Kept(register).see_all(studio.history)
        for table in register.tables:
            rows = kept.table(table.name)
            assert rows
            assert all(list(row) == [column.name for column in table.columns] for row in rows)


class Drafts:
    """A register of budgets that wait for approval: a row goes when it no longer holds."""

    tables = (
        Table("drafts", "待批预算", "budgets that wait for approval", 1, (Column("account", "账户", "account"),)),
    )

    def see(self, event: Recorded[Any]) -> Iterable[RowChange]:
        if isinstance(event.fact, fund.BudgetDrafted):
            yield "drafts", (event.stream,), {"account": event.stream}
        elif isinstance(event.fact, fund.BudgetApproved):
            yield "drafts", (event.stream,), None


def test_a_register_may_take_a_row_away() -> None:
    studio = told(*BEGUN)
    assert Kept(Drafts()).see_all(studio.history[:2]).table("drafts") == [{"account": ACCOUNT}]
    assert Kept(Drafts()).see_all(studio.history).table("drafts") == []
    assert Kept(Drafts()).see_all(studio.history[2:]).table("drafts") == []
