"""The edges of what budgets, claims and vouchers say (3.4.6.b–d), where no mutation of a whole year goes."""

from __future__ import annotations

from datetime import date

import pytest

from audit.changing import Apply, change, insert, one, place_of, then, wrap
from audit.fund_changes import BUDGET, DRAFT, SETTLED, approved, payment, reviewed, submitted, told
from audit.histories import (
    ACCOUNT,
    AS_OF,
    FEES,
    FINANCE,
    FINHEAD,
    HEAD,
    LINES,
    STAFF,
    Y2024,
    grounds,
    invoice,
    lawful_year,
    paid,
    recorded,
)
from audit.mutations_form import AGAIN, BOUGHT, LAST_YEAR, RECEIPT
from audit.mutations_posts import ELSEWHERE, NEXT, posted
from audit.mutations_trail import AS_OF as TRAIL_AS_OF
from audit.mutations_trail import STUDIO, add, compliant, in_turn
from office import HEAD as CARRIER_HEAD
from office import PARK
from studio_domain.aggregate import Place
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.audit.roles import Roles
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, ClaimKind, Voucher, VoucherKind
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Region

LAWFUL = lawful_year()


def found(*steps: Apply) -> list[Finding]:
    return audit(recorded(then(*steps)(LAWFUL)), fund_checks(grounds()), as_of=AS_OF)


def names(*steps: Apply) -> list[str]:
    return [one.check for one in found(*steps)]


class TestBudget:
    @pytest.mark.parametrize("corrected", [(ACCOUNT, 3), (f"{ACCOUNT}0", 4)])
    def test_a_correction_of_anything_else_is_a_second_approval(self, corrected: tuple[str, int]) -> None:
        second = one(fund.BudgetApproved, document="预〔2025〕2号")
        assert names(insert(BUDGET, AGAIN), wrap(second, corrects=corrected)) == ["fund.budget-approved-twice"]

    def test_a_third_approval_is_told_against_the_second(self) -> None:
        third = told("2025-01-09", fund.BudgetApproved(HEAD, "预〔2025〕3号"))
        findings = found(insert(BUDGET, AGAIN, third))
        assert [one.evidence[1] for one in findings] == [Place(ACCOUNT, 4), Place(ACCOUNT, 5)]

    def test_years_are_apart(self) -> None:
        line = BudgetLine("资料费", FEES, 1, "materials")
        drafted = fund.BudgetDrafted((fund.SourceAmount(FEES, 1),), (line,), FINANCE)
        steps = (told("2024-12-03", drafted, Y2024), told("2024-12-03", fund.BudgetApproved(HEAD, "预"), Y2024))
        assert names(insert(LAST_YEAR, *steps)) == []

    def test_each_line_that_is_there_too_often(self) -> None:
        more = tuple(BudgetLine(name, FEES, 1, "materials") for name in ("甲", "乙", "甲", "乙", "乙"))
        findings = found(change(DRAFT, lines=(*LINES, *more)))
        assert [(one.subjects[0], one.delta.value) for one in findings] == [("乙", 2), ("甲", 1)]


class TestDays:
    def test_an_approval_before_the_claim_went_back_counts_no_more(self) -> None:
        """Of a payment without a new approval it is told that there is none, not that it came too early."""
        history = (
            change(approved("C-09"), on=date(2025, 9, 30)),
            insert(approved("C-09"), told("2025-09-04", fund.ClaimReturned("C-09", FINANCE, "缺章"))),
        )
        assert names(*history) == ["fund.unapproved-payment"]

    def test_a_second_payment_is_told_once(self) -> None:
        again = told("2025-09-05", paid("C-09", "2025-09-01"))
        assert "fund.paid-before-approval" not in names(insert(payment("C-09"), again))

    def test_a_reversal_of_an_unpaid_claim_has_no_day_to_follow(self) -> None:
        undone = told("2025-09-03", fund.PaymentReversed("C-09", FINHEAD, date(2025, 1, 2), "误", "P"))
        assert "fund.undone-before-payment" not in names(insert(approved("C-09"), undone))


class TestVouchers:
    def receipt(self, claim: str, number: str, fen: int, day: str, kind: VoucherKind = RECEIPT) -> Apply:
        return change(submitted(claim), vouchers=(invoice(number, fen, day, kind),))

    def last_year(self, voucher: Voucher) -> Apply:
        asked = fund.ClaimSubmitted("C-1", ClaimKind.EXPENSE, "资料费", "materials", 1, (voucher,), STAFF, "none", "纸")
        return insert(LAST_YEAR, told("2024-12-03", asked, Y2024))

    def test_a_receipt_counts_within_its_account_an_invoice_within_the_studio(self) -> None:
        for number, kind, checks in (
            ("0908", RECEIPT, []),
            ("0908", VoucherKind.INVOICE, ["fund.duplicate-invoice"]),
            ("25332000000000009999", RECEIPT, ["fund.duplicate-invoice"]),
        ):
            steps = (
                self.last_year(invoice(number, 1, "2024-12-03", kind)),
                self.receipt("C-09", number, 6980_50, BOUGHT, kind),
            )
            assert [name for name in names(*steps) if "duplicate" in name] == checks

    def test_an_invoice_of_last_year_s_account_is_no_receipt_of_this_one(self) -> None:
        steps = (
            self.last_year(invoice("0908", 1, "2024-12-03")),
            self.receipt("C-09", "0908", 6980_50, BOUGHT),
        )
        assert [name for name in names(*steps) if "duplicate" in name] == []

    def test_a_claim_handed_in_twice_uses_its_vouchers_once(self) -> None:
        handed_in = LAWFUL[place_of(LAWFUL, submitted("C-09"))]
        assert names(insert(submitted("C-09"), handed_in)) == ["fund.claim-order"]

    def test_an_advance_is_settled_with_what_it_came_with(self) -> None:
        """That it came with vouchers is one finding; that the settlement has the same is none."""
        both = (invoice("0708", 2600_00, "2025-06-10", RECEIPT),)
        assert names(change(submitted("C-07"), vouchers=both), change(SETTLED, vouchers=both)) == [
            "fund.advance-with-vouchers"
        ]

    def test_each_voucher_without_a_number_is_a_finding_of_its_own(self) -> None:
        two = (invoice("", 6980_49, BOUGHT), invoice("?", 1, BOUGHT, RECEIPT))
        findings = found(change(submitted("C-09"), vouchers=two))
        assert [one.subjects for one in findings] == [("C-09", "1"), ("C-09", "2")]
        assert len({one.id for one in findings}) == 2


class TestAcceptance:
    def test_for_whom_is_told_once(self) -> None:
        goods = one(fund.GoodsAccepted, claim="C-09")
        assert names(change(goods, acceptor=STAFF), wrap(goods, on_behalf_of=STAFF)) == ["fund.own-acceptance"]

    def test_who_has_reviewed_may_attest(self) -> None:
        late = told("2025-09-02", fund.GoodsAccepted("C-09", FINANCE, date(2025, 9, 2), "验"))
        assert names(insert(reviewed("C-09"), late)) == []

    def test_a_claim_that_nobody_submitted_has_no_claimant(self) -> None:
        other = told("2025-09-02", fund.GoodsAccepted("C-99", STAFF, date(2025, 9, 2), "验"))
        assert names(insert(reviewed("C-09"), other)) == []


class TestPosts:
    RULES = fund.FinanceRulesAdopted("2", date(2025, 8, 1), "规〔2025〕8号")

    def test_a_second_registration_that_corrects_nothing_moves_no_post(self) -> None:
        region = Region("510107", "四川省成都市武侯区")
        bent = in_turn(
            posted(ELSEWHERE),
            add(NEXT, "studio/profile", CARRIER_HEAD, CarrierRegistered(region, ELSEWHERE.org, "武侯创业园", "park")),
            add(NEXT, "fund/2025", ELSEWHERE, self.RULES),
        )
        findings = audit(bent(compliant()), (Roles(),), as_of=TRAIL_AS_OF, owner=STUDIO)
        assert [(one.check, one.expected.value) for one in findings] == [("trail.other-organisation", PARK)]
