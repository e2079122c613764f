"""预算执行 (3.4.6.b): what a line had when a claim was approved, as known then."""

from __future__ import annotations

from datetime import date

import pytest

from audit.changing import Apply, History, change, then
from audit.fund_changes import asked, left, line, shifted
from audit.histories import (
    ACCOUNT,
    CASHIER,
    FINANCE,
    FINHEAD,
    GRANT,
    HEAD,
    OWN,
    STAFF,
    Story,
    grounds,
    invoice,
    lawful_year,
    received,
    recorded,
)
from studio_domain.aggregate import Place
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, Severity, Status, fen
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, PayerKind, SourceAmount
from studio_domain.guideline import Clause

YEAR_END = date(2025, 12, 31)
PRINTED = "2533 2000 0000 1234 5678"
TYPED = "25332000000012345678"


def found(history: History, *checks: str, adopted: bool = True, as_of: date = YEAR_END) -> list[Finding]:
    """What the checks of money find; of all, or of these checks."""
    findings = audit(recorded(history), fund_checks(grounds(adopted)), as_of=as_of)
    return [one for one in findings if not checks or one.check in checks]


def s7(third: int = 4420_00, *, reverse_first: bool = False, second_number: str = PRINTED) -> History:
    """S7: 培训活动费 ¥20,000.00, paid 8,600.00 and 6,980.50; the third claim comes before the transfer."""
    year = Story()
    year.tell("2025-01-02", fund.AccountOpened(2025, "91000000MA00000157", ()))
    year.tell("2025-01-02", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2025〕1号"))
    lines = (BudgetLine("培训活动费", GRANT, 20000_00, "training"), BudgetLine("宣传费", GRANT, 10000_00, "publicity"))
    year.tell("2025-01-06", fund.BudgetDrafted((SourceAmount(GRANT, 30000_00),), lines, FINANCE))
    year.tell("2025-01-08", fund.BudgetApproved(HEAD, "预〔2025〕1号"))
    first = (invoice(TYPED, 1860_00, "2025-04-10"), invoice("A-1", 6740_00, "2025-04-10"))
    year.claim("C-1", "培训活动费", "training", 8600_00, "2025-04-14", "2025-04-15", "2025-04-16", "2025-04-18",
               vouchers=first)  # fmt: skip
    if reverse_first:
        year.tell("2025-04-21", fund.PaymentReversed("C-1", CASHIER, date(2025, 4, 21), "重开", "P-C1R"))
    second = (invoice(second_number, 1860_00, "2025-08-20"), invoice("A-2", 5120_50, "2025-08-20"))
    year.claim("C-2", "培训活动费", "training", 6980_50, "2025-09-01", "2025-09-02", "2025-09-03", "2025-09-05",
               vouchers=second)  # fmt: skip
    year.claim("C-3", "培训活动费", "training", third, "2025-11-20", "2025-11-21", "2025-11-25", "2025-11-25")
    transfer = fund.TransferRequested("T-1", "宣传费", "培训活动费", 500_00, FINANCE, "培训增加")
    year.tell("2025-11-28", transfer, fund.TransferApproved("T-1", FINHEAD))
    return tuple(year.told)


MONEY = ("fund.line-exceeded", "fund.duplicate-invoice")


class TestS7:
    """The story as told: over the line by ¥0.50 and cured afterwards, and one e-invoice in two claims."""

    def test_over_by_half_a_yuan_when_approved(self) -> None:
        (over,) = found(s7(), "fund.line-exceeded")
        assert over.subjects == ("C-3",)
        assert (over.expected, over.actual, over.delta) == (fen(4419_50), fen(4420_00), fen(50))
        assert over.clause is Clause.BUDGET
        assert over.severity is Severity.VIOLATION
        assert over.status is Status.OPEN
        assert over.interval.first == date(2025, 11, 25)
        assert "0.50" in over.message("zh")
        assert "no later transfer or supplement cures" in over.message("en")

    def test_the_evidence_is_the_approval_and_then_what_made_the_line(self) -> None:
        history = recorded(s7())
        (over,) = found(s7(), "fund.line-exceeded")
        facts = {event.place: event.fact for event in history}
        cited = [type(facts[place]) for place in over.evidence]
        assert cited == [fund.ClaimApproved, fund.BudgetDrafted, fund.BudgetApproved]
        assert over.evidence[1] == Place(ACCOUNT, 3)

    def test_one_invoice_in_two_claims_however_it_is_typed(self) -> None:
        (twice,) = found(s7(), "fund.duplicate-invoice")
        assert twice.subjects == (TYPED,)
        assert twice.clause is Clause.VOUCHERS

    def test_nothing_else_of_it_is_wrong_with_line_or_invoice(self) -> None:
        assert [one.check for one in found(s7(), *MONEY)] == ["fund.duplicate-invoice", "fund.line-exceeded"]

    def test_a_claim_of_all_that_is_left_is_lawful(self) -> None:
        assert found(s7(4419_50), "fund.line-exceeded") == []

    def test_one_fen_more_is_not(self) -> None:
        assert [one.delta for one in found(s7(4419_51), "fund.line-exceeded")] == [fen(1)]

    def test_reversed_before_its_second_use_the_invoice_is_free_again(self) -> None:
        assert found(s7(reverse_first=True), *MONEY) == []

    def test_before_the_approval_was_known_there_is_nothing_to_find(self) -> None:
        assert found(s7(), "fund.line-exceeded", as_of=date(2025, 11, 24)) == []

    def test_the_finding_keeps_its_id_over_the_year(self) -> None:
        (then_,) = found(s7(), "fund.line-exceeded", as_of=date(2025, 11, 25))
        (now,) = found(s7(), "fund.line-exceeded", as_of=date(2026, 12, 31))
        assert then_.id == now.id


def test_a_payment_without_a_claim_uses_up_its_line_too() -> None:
    """Money that left is gone: the next claim has that much less."""
    history = left("培训活动费")(lawful_year())
    assert [one.check for one in found(history)] == ["fund.unapproved-payment", "fund.line-exceeded"]
    assert [one.delta for one in found(history, "fund.line-exceeded")] == [fen(100_00)]


def test_a_payment_without_a_claim_from_no_line_leaves_the_lines_alone() -> None:
    assert found(left()(lawful_year()), "fund.line-exceeded") == []


def test_a_line_that_is_in_no_budget_has_nothing() -> None:
    year = Story(told=list(s7()[:4]))
    year.claim("C-9", "差旅费", "travel", 10_00, "2025-03-03", "2025-03-04", "2025-03-05")
    (over,) = found(tuple(year.told), "fund.line-exceeded")
    assert (over.expected, over.delta) == (fen(0), fen(10_00))


def test_an_amended_budget_takes_the_place_of_the_first() -> None:
    year = Story(told=list(s7()))
    lines = (BudgetLine("培训活动费", GRANT, 30000_00, "training"),)
    year.tell("2025-12-01", fund.BudgetDrafted((SourceAmount(GRANT, 30000_00),), lines, FINANCE))
    year.tell("2025-12-02", fund.BudgetApproved(HEAD, "预〔2025〕2号"))
    year.claim("C-4", "培训活动费", "training", 9999_50, "2025-12-03", "2025-12-04", "2025-12-05")
    assert [one.subjects for one in found(tuple(year.told), "fund.line-exceeded")] == [("C-3",)]
    year.claim("C-5", "培训活动费", "training", 1, "2025-12-08", "2025-12-09", "2025-12-10")
    assert [one.subjects for one in found(tuple(year.told), "fund.line-exceeded")] == [("C-3",), ("C-5",)]


@pytest.mark.parametrize(
    ("apply", "check"),
    [
        (change(asked("T-1"), fen=1000_01), "fund.transfer-above-limit"),
        (line("travel", GRANT, 300_00), "fund.forbidden-category"),
    ],
)
def test_a_number_that_nobody_adopted_warns_only(apply: Apply, check: str) -> None:
    """The tenth and the list of categories are defaults of ours, until someone adopts them."""
    history = apply(lawful_year())
    assert [one.severity for one in found(history, check)] == [Severity.VIOLATION]
    assert [one.severity for one in found(history, check, adopted=False)] == [Severity.WARNING]
    assert all(one.policy for one in found(history, check))


def test_a_transfer_told_the_other_way_round_takes_from_the_line_it_lessens() -> None:
    history = then(change(asked("T-2"), fen=-9000_01, giving="专家劳务费", taking="宣传费"))(lawful_year())
    assert [one.delta for one in found(history, "fund.transfer-overdrawn")] == [fen(1)]
    assert found(change(shifted("T-2"), document="文")(lawful_year())) == []


def test_carrier_money_is_not_the_grants() -> None:
    """A source has its own lines: the carrier's receipt is not booked to the grant."""
    year = Story(told=list(s7(4419_50)))
    year.tell("2025-02-10", received("R-3", OWN, 12000_00, "2025-02-10", PayerKind.CARRIER))
    overdrawn = found(tuple(year.told), "fund.balance-negative")
    assert [one.subjects for one in overdrawn] == [(ACCOUNT, "fiscal-grant")]
    assert overdrawn[0].delta == fen(8600_00 + 6980_50 + 4419_50)
    assert STAFF not in overdrawn[0].message("zh")
