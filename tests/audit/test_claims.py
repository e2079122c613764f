"""报销手续 (3.4.6.d, 3.3.g): steps in their order, through hands that differ, within what each may approve."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from audit.changing import Apply, History, change, drop, insert, one, then
from audit.fund_changes import approved, open_claim, payment, reviewed, submitted, told
from audit.histories import (
    AS_OF,
    FINANCE,
    FINHEAD,
    HEAD,
    LEAD,
    STAFF,
    Story,
    grounds,
    invoice,
    lawful_year,
    paid,
    recorded,
    settled,
)
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, Severity, text
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.mandate import DelegationGranted, MandateEnded, MandateGranted

LAWFUL = lawful_year()
NONE: Mapping[str, Any] = {}
MERGE = {"fund.sod_merge_reviewer_approver": True}
MERGED = change(approved("C-09"), approver=FINANCE)
LATE = change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, "2025-08-01"),))
OWN_MANDATE = one(MandateGranted, mandate=f"M-{FINHEAD}")


def found(history: History, *checks: str, adopted: bool = True, policy: Mapping[str, Any] = NONE) -> list[Finding]:
    """What the checks of money find; of all, or of these checks."""
    findings = audit(recorded(history), fund_checks(grounds(adopted, **policy)), as_of=AS_OF)
    return [one for one in findings if not checks or one.check in checks]


class TestOneHandForReviewAndApproval:
    """A small studio may let one person review and approve, if a policy says so; no other pair."""

    def test_not_by_default(self) -> None:
        assert [one.check for one in found(MERGED(LAWFUL))] == ["fund.four-hands"]

    def test_by_policy(self) -> None:
        assert found(MERGED(LAWFUL), policy=MERGE) == []

    @pytest.mark.parametrize(
        "apply",
        [
            change(approved("C-09"), approver=STAFF),
            change(payment("C-09"), payer=FINHEAD),
            change(reviewed("C-09"), reviewer=STAFF),
        ],
    )
    def test_never_another_pair(self, apply: Apply) -> None:
        history = apply(LAWFUL)
        findings = found(history, "fund.four-hands", policy=MERGE)
        assert [one.subjects[0] for one in findings] == ["C-09"]


class TestDelegation:
    """Who acts for another stands on both sides, whether he says so or not."""

    def unsaid(self, last: date = date(2025, 9, 3)) -> Apply:
        """C-09 of the head is approved by one whose own mandate has ended, on a delegation not named."""
        return then(
            change(submitted("C-09"), claimant=HEAD),
            insert(
                one(DelegationGranted),
                told("2025-08-31", MandateEnded(f"M-{FINHEAD}", date(2025, 8, 31), "调岗"), f"mandate/{FINHEAD}"),
            ),
            change(one(DelegationGranted), last=last),
        )

    def test_a_delegation_that_nobody_names_is_found_in_the_mandates(self) -> None:
        (same,) = found(self.unsaid()(LAWFUL), "fund.four-hands")
        assert same.subjects == ("C-09", HEAD)

    def test_a_delegation_that_has_ended_gives_no_second_hand(self) -> None:
        assert found(self.unsaid(date(2025, 9, 2))(LAWFUL), "fund.four-hands") == []

    def test_an_own_mandate_goes_before_a_delegation(self) -> None:
        history = then(
            change(submitted("C-09"), claimant=HEAD), change(one(DelegationGranted), last=date(2025, 9, 30))
        )(LAWFUL)
        assert found(history) == []

    def test_two_hands_of_two_persons_are_two_findings(self) -> None:
        history = then(change(submitted("C-08"), claimant=HEAD), change(reviewed("C-08"), reviewer=FINHEAD))(LAWFUL)
        assert sorted(one.subjects for one in found(history)) == [("C-08", FINHEAD), ("C-08", HEAD)]


class TestLimit:
    """An approval stays within the mandate, as known when it was given."""

    def test_a_limit_lowered_later_changes_nothing(self) -> None:
        lowered = MandateGranted(
            f"M-{FINHEAD}", Role.FINANCE_HEAD, "91000000MA00000157", date(2024, 1, 1), None, 1_00, "任〔2026〕1号"
        )
        history = (*LAWFUL, told("2026-06-01", lowered, f"mandate/{FINHEAD}"))
        assert found(history) == []

    def test_a_mandate_without_a_limit_allows_any_amount(self) -> None:
        assert found(change(OWN_MANDATE, limit=None)(LAWFUL)) == []

    def test_without_any_mandate_it_is_for_the_trail_to_say(self) -> None:
        assert found(drop(OWN_MANDATE)(LAWFUL)) == []

    @pytest.mark.parametrize(("first", "exceeded"), [(date(2025, 8, 6), 1), (date(2025, 8, 7), 0)])
    def test_a_delegation_counts_from_its_first_day(self, first: date, exceeded: int) -> None:
        history = change(one(DelegationGranted), first=first, limit=8999_99)(LAWFUL)
        assert len(found(history, "fund.limit-exceeded")) == exceeded

    def test_what_another_delegated_does_not_count(self) -> None:
        history = change(approved("C-08"), on_behalf_of=LEAD)(LAWFUL)
        assert found(history, "fund.limit-exceeded") == []


class TestSteps:
    """Of a broken order only the step that came too early is told."""

    def test_what_was_missing_and_what_came(self) -> None:
        (early,) = found(drop(reviewed("C-09"))(LAWFUL))
        assert (early.expected, early.actual) == (text("review"), text("approval"))

    def test_a_payment_of_a_claim_that_nobody_submitted(self) -> None:
        history = insert(payment("C-09"), told("2025-09-08", paid("C-99", "2025-09-08")))(LAWFUL)
        assert [(one.check, one.subjects) for one in found(history)] == [("fund.unapproved-payment", ("C-99",))]

    def test_a_payment_after_rejection(self) -> None:
        rejected = one(fund.ClaimRejected, claim="C-04")
        history = insert(rejected, told("2025-07-04", paid("C-04", "2025-07-04")))(LAWFUL)
        assert [one.check for one in found(history, "fund.unapproved-payment")] == ["fund.unapproved-payment"]

    def test_an_approval_of_a_returned_claim(self) -> None:
        history = open_claim(
            fund.ClaimReviewed("C-12", FINANCE), fund.ClaimReturned("C-12", FINANCE, "缺章"),
            fund.ClaimApproved("C-12", FINHEAD), fund.ClaimRejected("C-12", FINHEAD, "跨年"),
        )(LAWFUL)  # fmt: skip
        assert [one.check for one in found(history)] == ["fund.claim-order"]

    def test_a_settlement_of_an_expense(self) -> None:
        history = insert(payment("C-09"), told("2025-09-08", settled("C-09", 0, 0, "2025-09-08", ())))(LAWFUL)
        assert [one.check for one in found(history)] == ["fund.claim-order"]

    def test_an_advance_needs_no_acceptance(self) -> None:
        advances = [told for told in LAWFUL if getattr(told.fact, "kind", None) is fund.ClaimKind.ADVANCE]
        assert advances[0].fact.fen >= 1000_00
        assert found(LAWFUL) == []

    def test_acceptance_from_an_amount_that_nobody_adopted_warns_only(self) -> None:
        history = drop(one(fund.GoodsAccepted, claim="C-09"))(LAWFUL)
        assert [one.severity for one in found(history)] == [Severity.VIOLATION]
        assert [one.severity for one in found(history, "fund.acceptance-missing", adopted=False)] == [Severity.WARNING]


class TestRules:
    """A claim cites the rules in force on the day it was handed in."""

    def test_of_two_from_one_day_the_later_adopted(self) -> None:
        again = told("2025-06-30", fund.FinanceRulesAdopted("v2b", date(2025, 7, 1), "制〔2025〕10号"))
        history = insert(one(fund.FinanceRulesAdopted, version="v2"), again)(LAWFUL)
        outdated = [one.subjects[0] for one in found(history, "fund.rules-version")]
        assert outdated == ["C-04", "C-05", "C-06", "C-08", "C-09", "C-10", "C-20", "C-11"]

    def test_rules_of_another_year_do_not_count(self) -> None:
        year = Story("fund/2026")
        year.tell("2026-01-05", fund.AccountOpened(2026, "91000000MA00000157", ()))
        year.claim("C-01", "资料费", "materials", 10_00, "2026-01-06", rules="v2")
        (unknown,) = found((*LAWFUL, *year.told), "fund.rules-version")
        assert (unknown.expected, unknown.actual) == (text("none"), text("v2"))

    def test_adopted_only_after_the_claim_is_not_in_force(self) -> None:
        year = Story(told=[told for told in LAWFUL if not isinstance(told.fact, fund.FinanceRulesAdopted)])
        year.tell("2026-12-01", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2026〕1号"))
        first, *_ = found(tuple(year.told), "fund.rules-version")
        assert (first.expected, first.actual) == (text("none"), text("v1"))


class TestVouchers:
    """A deadline of ours warns, until it is adopted; what was paid has its vouchers all the same."""

    def test_late_by_a_deadline_that_nobody_adopted(self) -> None:
        (late,) = found(LATE(LAWFUL), adopted=False)
        assert (late.check, late.severity) == ("fund.voucher-late", Severity.WARNING)
        assert late.policy is not None
        assert late.policy.startswith("claim.voucher_days@")

    def test_late_by_an_adopted_deadline(self) -> None:
        assert [one.severity for one in found(LATE(LAWFUL))] == [Severity.VIOLATION]

    def test_a_longer_deadline(self) -> None:
        assert found(LATE(LAWFUL), policy={"claim.voucher_days": 31}) == []

    def test_each_late_voucher_is_told(self) -> None:
        two = (invoice("C09a", 6980_49, "2025-08-01"), invoice("C09b", 1, "2025-07-31"))
        history = change(submitted("C-09"), vouchers=two)(LAWFUL)
        assert sorted(one.delta.value for one in found(history)) == [1, 2]

    def test_a_third_use_is_told_against_the_first(self) -> None:
        number = "25332000000000000200"
        history = then(
            change(submitted("C-09"), vouchers=(invoice(number, 6980_50, "2025-09-01"),)),
            change(submitted("C-10"), vouchers=(invoice(number, 2319_50, "2025-11-20"),)),
        )(LAWFUL)
        findings = found(history)
        assert [one.check for one in findings] == ["fund.duplicate-invoice"] * 2
        assert len({one.evidence[1] for one in findings}) == 1
