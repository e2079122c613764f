"""Budget (三、（四）6): money is spent after the budget is approved, within its lines as they stand that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fund_year import (
    CARRIER,
    FEES,
    FINANCE_HEAD,
    GRANT,
    HE,
    LU,
    NEW_YEAR,
    OFFICE,
    PUBLICITY,
    QIAN,
    SHEN,
    SPECIAL_FUND,
    STUDIO,
    TERMS,
    TRAINING,
    XU,
    YEAR_END,
    Year,
    balances,
    ready,
)
from studio_domain import fund_account as fund
from studio_domain.aggregate import At
from studio_domain.desk import funds
from studio_domain.fund_account import BudgetLine, SourceAmount, Stage
from studio_domain.person_record import PersonRecord
from telling import refused_by

NOVEMBER = date(2025, 11, 25)


def transfer(year: Year, name: str, fen: int, document: str | None = None) -> Year:
    """From publicity to training, asked for and approved."""
    year.take(
        fund.request_transfer, transfer=name, giving="宣传费", taking="培训活动费", fen=fen, asker=LU, reason="加场培训"
    )
    year.take(fund.approve_transfer, transfer=name, approver=XU, terms=TERMS, document=document)
    return year


class TestS7TheLineAsItStands:
    """A claim is approved within what its line has left that day; a later transfer does not cure it."""

    def story(self, fen: int) -> Year:
        year = ready().spend("a", TRAINING, 8_600_00).spend("b", TRAINING, 6_980_50)
        return year.submit("c", TRAINING, fen).on_to("c", Stage.REVIEWED)

    def test_what_is_left(self) -> None:
        assert self.story(1).account.headroom("培训活动费") == 4_419_50

    def test_fifty_fen_too_many(self) -> None:
        year = self.story(4_420_00)
        with refused_by(fund.WITHIN_LINE, line="培训活动费", over=50):
            year.on_to("c", Stage.APPROVED)

    def test_to_the_fen(self) -> None:
        year = self.story(4_419_50).on_to("c", Stage.PAID, on=NOVEMBER)
        assert year.account.headroom("培训活动费") == 0

    def test_a_transfer_in_time(self) -> None:
        year = transfer(self.story(4_420_00), "t", 500_00).on_to("c", Stage.PAID, on=NOVEMBER)
        assert year.account.headroom("培训活动费") == 499_50
        assert year.account.headroom("宣传费") == 4_500_00

    def test_what_was_approved_counts_before_it_is_paid(self) -> None:
        year = self.story(4_419_50).on_to("c", Stage.APPROVED).submit("d", TRAINING, 1).on_to("d", Stage.REVIEWED)
        with refused_by(fund.WITHIN_LINE, line="培训活动费", over=1):
            year.on_to("d", Stage.APPROVED)

    @pytest.mark.parametrize("decide", [fund.return_claim, fund.reject_claim])
    def test_what_is_given_up_is_free_again(self, decide: Callable[..., Any]) -> None:
        year = self.story(4_419_50).on_to("c", Stage.APPROVED)
        year.take(decide, claim="c", by=HE, reason="票据不符")
        assert year.account.headroom("培训活动费") == 4_419_50

    def test_only_what_was_approved_becomes_free(self) -> None:
        year = self.story(4_419_50)
        year.take(fund.return_claim, claim="c", by=HE, reason="票据不符")
        assert year.account.headroom("培训活动费") == 4_419_50


class TestTransfers:
    """预算调剂: what a line gives away in all is measured against what was approved for it."""

    def test_a_tenth_needs_no_authority_and_one_fen_more_does(self) -> None:
        year = transfer(ready(), "t", 500_00)
        with refused_by(fund.AUTHORITY_AGREES, line="宣传费", given=500_01, pct=10):
            transfer(year, "u", 1)
        transfer(ready(), "u", 500_01, document="西人社〔2025〕9号")

    def test_what_a_line_gave_before_a_claim_still_counts(self) -> None:
        year = transfer(ready(), "t", 450_00).spend("c", PUBLICITY, 1_00)
        with refused_by(fund.AUTHORITY_AGREES, line="宣传费", given=500_01, pct=10):
            transfer(year, "u", 50_01)

    def test_all_that_a_line_has_left_may_go(self) -> None:
        year = transfer(ready(), "t", 5_000_00, document="西人社〔2025〕9号")
        assert year.account.headroom("宣传费") == 0

    def test_a_tenth_of_what_was_approved_in_several_steps(self) -> None:
        year = transfer(transfer(ready(), "t", 450_00), "u", 50_00)
        assert year.account.headroom("宣传费") == 4_500_00

    def test_both_lines_move_and_no_money_does(self) -> None:
        year = transfer(ready(), "t", 500_00)
        lines = year.account.budget.lines
        assert (lines["宣传费"].limit, lines["培训活动费"].limit) == (4_500_00, 20_500_00)
        assert balances(year.account) == balances(ready().account)

    def test_an_answer_is_final(self) -> None:
        year = transfer(ready(), "t", 500_00)
        with refused_by(fund.TRANSFER_PENDING, transfer="t"):
            year.take(fund.decline_transfer, transfer="t", decliner=XU, reason="已批")

    def test_what_was_declined_moves_nothing_and_keeps_its_number(self) -> None:
        year = ready()
        asked = {"transfer": "t", "giving": "宣传费", "taking": "培训活动费", "fen": 1, "asker": LU, "reason": "加场"}
        year.take(fund.request_transfer, **asked)
        year.take(fund.decline_transfer, transfer="t", decliner=XU, reason="不急")
        assert year.account.headroom("宣传费") == 5_000_00
        with refused_by(fund.NEW_TRANSFER, transfer="t"):
            year.take(fund.request_transfer, **asked)
        with refused_by(fund.TRANSFER_PENDING, transfer="t"):
            year.take(fund.approve_transfer, transfer="t", approver=XU, terms=TERMS)


class TestBudget:
    """A budget rests on what each source has and expects; it is drafted again until it is approved."""

    def test_opening_and_expected_income_carry_the_lines(self) -> None:
        year = Year(SourceAmount(FEES, 3_200_00))
        lines = (BudgetLine("资料费", FEES, 13_200_00, "materials"),)
        income = (SourceAmount(FEES, 10_000_00),)
        year.take(fund.draft_budget, income=income, lines=lines, drafter=HE, terms=TERMS)
        lines = (BudgetLine("资料费", FEES, 13_200_01, "materials"),)
        with refused_by(fund.WITHIN_MEANS, source=FEES, over=1):
            year.take(fund.draft_budget, income=income, lines=lines, drafter=HE, terms=TERMS)

    def test_money_already_received_is_not_counted_twice(self) -> None:
        year = Year().receive(GRANT, 20_000_00)
        with refused_by(fund.WITHIN_MEANS, source=GRANT, over=20_000_00):
            year.take(fund.draft_budget, income=(), lines=(TRAINING,), drafter=HE, terms=TERMS)

    def test_the_last_draft_is_approved(self) -> None:
        year = Year()
        for line in (TRAINING, PUBLICITY):
            income = (SourceAmount(GRANT, line.fen),)
            year.take(fund.draft_budget, income=income, lines=(line,), drafter=HE, terms=TERMS)
        document = {"document": "预〔2025〕1号", "on": NEW_YEAR, "regulation": SPECIAL_FUND, "terms": TERMS}
        year.take(fund.approve_budget, approver=XU, **document)
        assert list(year.account.budget.lines) == ["宣传费"]

    @pytest.mark.parametrize("source", [CARRIER, fund.FundSource.FISCAL_AWARD])
    def test_only_a_grant_is_bound_to_purposes_and_rules(self, source: fund.FundSource) -> None:
        year = Year()
        lines, income = (BudgetLine("车辆", source, 100, "vehicle"),), (SourceAmount(source, 100),)
        year.take(fund.draft_budget, income=income, lines=lines, drafter=HE, terms=TERMS)
        year.take(fund.approve_budget, approver=XU, document="d", on=NEW_YEAR, regulation=None, terms=TERMS)

    def test_the_desk_insists_that_the_rules_for_special_funds_stay(self) -> None:
        year = Year()
        income = (SourceAmount(GRANT, TRAINING.fen),)
        year.take(fund.draft_budget, income=income, lines=(TRAINING,), drafter=HE, terms=TERMS)
        account, regulation = At("hz/fund/2025", 3, year.account), At("hz/regulation/special-fund", 2, SPECIAL_FUND)
        changes = funds.approve_budget(account, regulation, approver=XU, document="d", on=NEW_YEAR, terms=TERMS)
        assert changes == (account.then(fund.BudgetApproved(XU, "d")), regulation.then())


class TestSupplements:
    """追加预算: money beyond the budget adds to lines, or makes new ones, from the day that another approves it."""

    def add(self, year: Year, *lines: BudgetLine, income: int, name: str = "s") -> Year:
        """Drafted, on an additional grant."""
        amounts = (SourceAmount(GRANT, income),)
        asked = {"supplement": name, "income": amounts, "lines": lines, "drafter": HE, "reason": "追加补助"}
        year.take(fund.draft_budget_supplement, **asked, terms=TERMS)
        return year

    def approve(self, year: Year, name: str = "s") -> Year:
        words = {"document": "预〔2025〕9号", "on": NOVEMBER, "regulation": SPECIAL_FUND, "terms": TERMS}
        year.take(fund.approve_budget_supplement, supplement=name, approver=XU, **words)
        return year

    def test_lines_grow_from_the_approval_on_and_not_before(self) -> None:
        more = BudgetLine("培训活动费", GRANT, 1, "training")
        year = self.add(ready(), more, income=1)
        year.submit("c", TRAINING, 20_000_01).on_to("c", Stage.REVIEWED)
        with refused_by(fund.WITHIN_LINE, line="培训活动费", over=1):
            year.on_to("c", Stage.APPROVED)
        assert self.approve(year).on_to("c", Stage.APPROVED).account.headroom("培训活动费") == 0

    def test_a_new_line_has_a_limit_of_its_own(self) -> None:
        contest = BudgetLine("竞赛费", GRANT, 3_000_00, "contest")
        year = self.approve(self.add(ready(), contest, income=3_000_00)).spend("c", contest, 3_000_00, on=NOVEMBER)
        assert year.account.headroom("竞赛费") == 0
        assert balances(year.account)[GRANT] == 22_000_00

    def test_what_is_added_to_a_source_rests_on_its_own_income(self) -> None:
        lines = (BudgetLine("竞赛费", GRANT, 100, "contest"), BudgetLine("办公费", CARRIER, 1, "office"))
        with refused_by(fund.WITHIN_ADDED_MEANS, source=CARRIER, over=1):
            self.add(ready(), *lines, income=101)

    def test_the_last_draft_is_approved_and_only_once(self) -> None:
        year = self.add(ready(), BudgetLine("竞赛费", GRANT, 100, "contest"), income=100)
        year = self.approve(self.add(year, BudgetLine("宣传费", GRANT, 50, "publicity"), income=100))
        assert "竞赛费" not in year.account.budget.lines
        assert year.account.headroom("宣传费") == 5_000_50
        with refused_by(fund.SUPPLEMENT_PENDING, supplement="s"):
            self.approve(year)

    def test_a_tenth_of_what_was_approved_includes_what_was_added(self) -> None:
        year = self.approve(self.add(ready(), BudgetLine("宣传费", GRANT, 1_000_00, "publicity"), income=1_000_00))
        transfer(year, "t", 600_00)
        with refused_by(fund.AUTHORITY_AGREES, line="宣传费", given=600_01, pct=10):
            transfer(year, "u", 1)

    def test_no_money_moves(self) -> None:
        year = self.approve(self.add(ready(), BudgetLine("竞赛费", GRANT, 100, "contest"), income=100))
        assert balances(year.account) == balances(ready().account)

    def test_the_desk_insists_that_the_rules_for_special_funds_stay(self) -> None:
        year = self.add(ready(), BudgetLine("竞赛费", GRANT, 100, "contest"), income=100)
        account, regulation = At("hz/fund/2025", 9, year.account), At("hz/regulation/special-fund", 2, SPECIAL_FUND)
        changes = funds.approve_budget_supplement(
            account, regulation, supplement="s", approver=XU, document="d", on=NOVEMBER, terms=TERMS
        )
        assert changes == (account.then(fund.BudgetSupplementApproved("s", XU, "d")), regulation.then())


class TestOneYearFollowsAnother:
    """A year opens with what the year before it closed with, source by source, in the carrier's books."""

    def closed(self) -> fund.FundAccount:
        year = ready().spend("a", OFFICE, 1_000_00)
        year.take(fund.close_year, by=SHEN, on=YEAR_END)
        return year.account

    def test_opening_is_closing(self) -> None:
        opening = (SourceAmount(GRANT, 25_000_00), SourceAmount(CARRIER, 2_000_00))
        opened = fund.open_account(None, year=2026, opening=opening, studio=STUDIO, previous=self.closed())
        assert opened == fund.AccountOpened(2026, STUDIO.carrier, opening)

    def test_a_source_left_out(self) -> None:
        with refused_by(fund.OPENS_AS_CLOSED, source=CARRIER, opening=0, closing=2_000_00):
            fund.open_account(
                None, year=2026, opening=(SourceAmount(GRANT, 25_000_00),), studio=STUDIO, previous=self.closed()
            )

    def test_what_was_overdrawn_is_carried_over(self) -> None:
        overdrawn = fund.evolve(self.closed(), fund.UnapprovedPaymentReported("u", FEES, 7, YEAR_END, QIAN, "b"))
        opening = (SourceAmount(GRANT, 25_000_00), SourceAmount(CARRIER, 2_000_00), SourceAmount(FEES, -7))
        opened = fund.open_account(None, year=2026, opening=opening, studio=STUDIO, previous=overdrawn)
        assert opened.opening == opening

    def test_the_desk_insists_that_neither_studio_nor_last_year_moves(self) -> None:
        account, studio = At[fund.FundAccount | None]("hz/fund/2025", 0, None), At("hz/studio/profile", 1, STUDIO)
        previous = At[fund.FundAccount | None]("hz/fund/2024", 0, None)
        opened = fund.AccountOpened(2025, STUDIO.carrier, ())
        changes = funds.open_account(account, studio, previous, year=2025, opening=())
        assert changes == (account.then(opened), studio.then(), previous.then())


class TestCarriersRules:
    """应执行运营负责载体的经费管理制度: a claim is made under the version in force on its day."""

    def test_the_version_changes_on_its_day(self) -> None:
        year = ready()
        year.take(fund.adopt_finance_rules, version="2025", effective=date(2025, 6, 1), document="财〔2025〕3号")
        year.submit("a", OFFICE, 1, on=date(2025, 5, 31)).submit("b", OFFICE, 1, on=date(2025, 6, 1))
        submitted = [fact for fact in year.facts if isinstance(fact, fund.ClaimSubmitted)]
        assert [fact.finance_rules for fact in submitted] == ["2023", "2025"]

    def test_of_two_that_begin_on_one_day_the_last_adopted_holds(self) -> None:
        """Our decisions adopt no two; an imported history may."""
        account = fund.evolve(ready().account, fund.FinanceRulesAdopted("2023b", date(2023, 7, 1), "d"))
        assert account.finance_rules_on(NEW_YEAR) == "2023b"


def test_an_approval_leaves_the_approvers_mandates_as_they_are() -> None:
    """The desk reads the mandates and the record of the approver, and of nobody else."""
    year = ready().submit("a", OFFICE, 1).on_to("a", Stage.REVIEWED)
    account, mandates = At("hz/fund/2025", 9, year.account), At(f"hz/mandate/{SHEN}", 1, FINANCE_HEAD)
    person: At[PersonRecord | None] = At(f"region-330106/person/{SHEN}", 0, None)
    changes = funds.approve_claim(account, mandates, person, claim="a", approver=SHEN, on=NOVEMBER, terms=TERMS)
    assert changes == (account.then(fund.ClaimApproved("a", SHEN, None, NOVEMBER)), mandates.then(), person.then())
    with pytest.raises(ValueError, match=f"does not hold the mandates of {XU}"):
        funds.approve_claim(account, mandates, person, claim="a", approver=XU, on=NOVEMBER, terms=TERMS)
    other: At[PersonRecord | None] = At(f"region-330106/person/{XU}", 0, None)
    with pytest.raises(ValueError, match=f"is not the record of {SHEN}"):
        funds.approve_claim(account, mandates, other, claim="a", approver=SHEN, on=NOVEMBER, terms=TERMS)
