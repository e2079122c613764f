"""What an expert may be paid (日常工作管理 三、（四）8): verified hours only, capped net of tax, by title."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert_story import (
    CONSULTING,
    DAY,
    EXPERT_FEES,
    FAN,
    LECTURE,
    STAFF,
    TERMS,
    Engagement,
    at,
    engaged,
    funded,
    lectured,
    payment_list,
)
from fund_year import OFFICE, Year
from studio_domain import expert_contract as expert
from studio_domain import fund_account as fund
from studio_domain.aggregate import At, Change
from studio_domain.desk import experts
from studio_domain.expert_contract import Hours, Title, half_days, payable_units, unit_cap
from studio_domain.expert_contract import fees as expert_fees
from studio_domain.fund_account import Stage
from studio_domain.values import gross_of, withholding
from telling import refused_by

CONTRACT, ACCOUNT = "hz-xihu-001/expert/x-2025-01", "hz-xihu-001/fund/2025"
MONDAY, TUESDAY, WEDNESDAY = date(2025, 3, 17), date(2025, 3, 18), date(2025, 3, 19)


class TestCapsAfterTax:
    """The caps are net: what the tax takes comes on top, fen by fen as the tax law has it."""

    @pytest.mark.parametrize(
        ("kind", "title", "units", "net", "gross"),
        [
            (LECTURE, Title.ACADEMICIAN, 100, 1_500_00, 1_675_00),
            (LECTURE, Title.FULL, 200, 2_000_00, 2_300_00),
            (CONSULTING, Title.FULL, 100, 2_400_00, 2_800_00),
            (LECTURE, Title.FULL, 300, 3_000_00, 3_550_00),
            (CONSULTING, Title.ACADEMICIAN, 100, 3_600_00, 4_285_72),
            (LECTURE, Title.ASSOCIATE, 300, 1_500_00, 1_675_00),
            (LECTURE, Title.OTHER, 400, 2_000_00, 2_300_00),
            (CONSULTING, Title.OTHER, 100, 1_500_00, 1_675_00),
            (CONSULTING, Title.ASSOCIATE, 100, 2_400_00, 2_800_00),
        ],
    )
    def test_the_cap_to_the_fen(self, kind: expert.FeeKind, title: Title, units: int, net: int, gross: int) -> None:
        assert gross_of(net) == gross
        assert expert.for_units(unit_cap(kind, title, TERMS), units) == net
        story = engaged(title, unit_fen=9_000_00, fee_kind=kind).served("s-1", at(TUESDAY, 8), 180)
        story.served("s-2", at(TUESDAY, 13), 180)
        claimed = partial(story.claimed, "f-1", "s-1", "s-2", units=units)
        dear = gross + 2  # a fen more of gross may leave the same net, where the fen of tax is rounded
        over = dear - withholding(dear) - net
        with refused_by(expert.WITHIN_CAP, net=net + over, over=over):
            claimed(gross=dear)
        fee = claimed(gross=gross).facts[-1]
        assert isinstance(fee, expert.FeeClaimed)
        assert (fee.gross, fee.tax, fee.net) == (gross, gross - net, net)

    def test_the_caps_are_the_regions_own_where_it_sets_them(self) -> None:
        thrifty = attrs.evolve(TERMS, expert=attrs.evolve(TERMS.expert, lecture_cap_full=800_00))
        with refused_by(expert.WITHIN_CAP, net=2_000_00, over=400_00):
            lectured().claimed("f-1", "s-1", units=200, gross=2_300_00, terms=thrifty)


class TestHoursThatCount:
    """Class hours are whole, four at most in half a day; consulting is by half days, and less from the third day on."""

    def units(self, kind: expert.FeeKind, *hours: tuple[datetime, int], before: tuple[Hours, ...] = ()) -> int:
        return payable_units(kind, [Hours("case/k-1", start, minutes) for start, minutes in hours], before, TERMS)

    @pytest.mark.parametrize(
        ("minutes", "units"), [(44, 0), (45, 100), (89, 100), (90, 200), (179, 300), (180, 400), (181, 400), (240, 400)]
    )
    def test_lectures_of_a_morning(self, minutes: int, units: int) -> None:
        assert self.units(LECTURE, (at(TUESDAY, 8), minutes)) == units

    def test_broken_hours_add_up(self) -> None:
        assert self.units(LECTURE, (at(TUESDAY, 9), 20), (at(WEDNESDAY, 9), 25)) == 100
        assert self.units(LECTURE, (at(TUESDAY, 9), 20), (at(WEDNESDAY, 9), 24)) == 0

    def test_a_lecture_over_noon_has_two_half_days(self) -> None:
        assert self.units(LECTURE, (at(TUESDAY, 9), 360)) == 800
        assert self.units(LECTURE, (at(TUESDAY, 11), 360)) == 500

    def test_half_a_day_is_paid_once_in_whatever_fees(self) -> None:
        before = (Hours("case/k-2", at(TUESDAY, 8), 135),)
        assert self.units(LECTURE, (at(TUESDAY, 10, 30), 90), before=before) == 100
        assert self.units(LECTURE, (at(TUESDAY, 13), 90), before=before) == 200

    @pytest.mark.parametrize(
        ("hours", "units"),
        [
            ([(at(MONDAY, 9), 30)], 60),
            ([(at(MONDAY, 9), 30), (at(MONDAY, 10), 30)], 60),
            ([(at(MONDAY, 9), 30), (at(MONDAY, 14), 30)], 100),
            ([(at(MONDAY, 9), 360)], 100),
            ([(at(MONDAY, 9), 360), (at(TUESDAY, 9), 360)], 200),
            ([(at(MONDAY, 9), 360), (at(TUESDAY, 9), 360), (at(WEDNESDAY, 9), 360)], 250),
            ([(at(MONDAY, 9), 30), (at(TUESDAY, 9), 30), (at(WEDNESDAY, 9), 30)], 150),
        ],
    )
    def test_days_of_consulting(self, hours: list[tuple[datetime, int]], units: int) -> None:
        assert self.units(CONSULTING, *hours) == units

    def test_the_third_day_stays_the_third_in_another_fee(self) -> None:
        before = tuple(Hours("case/k-1", at(day, 9), 360) for day in (MONDAY, TUESDAY))
        assert self.units(CONSULTING, (at(WEDNESDAY, 9), 360), before=before) == 50
        elsewhere = tuple(attrs.evolve(one, occasion="case/k-2") for one in before)
        assert self.units(CONSULTING, (at(WEDNESDAY, 9), 360), before=elsewhere) == 100

    def test_the_other_half_of_a_day_paid_before(self) -> None:
        before = (Hours("case/k-2", at(MONDAY, 9), 60),)
        assert self.units(CONSULTING, (at(MONDAY, 14), 60), before=before) == 40
        assert self.units(CONSULTING, (at(MONDAY, 10), 60), before=before) == 0

    @given(
        st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 31)).map(
            lambda when: when.replace(second=0, microsecond=0)
        ),
        st.integers(0, 3_000),
    )
    def test_half_days_hold_all_minutes_and_none_more_than_it_has(self, start: datetime, minutes: int) -> None:
        parts = dict(half_days(Hours("x", start.replace(tzinfo=at(MONDAY, 0).tzinfo), minutes)))
        assert sum(parts.values()) == minutes
        assert all(0 < part <= 720 for part in parts.values())

    def test_a_half_minute_before_noon_is_of_the_morning(self) -> None:
        start = at(TUESDAY, 11, 59) + timedelta(seconds=30)
        assert dict(half_days(Hours("x", start, 2))) == {(TUESDAY, False): 1, (TUESDAY, True): 1}


class TestThroughTheFundAccount:
    """A fee is claimed together with the claim that pays it, and is paid when that claim is."""

    def claim(self, year: Year, **words: Any) -> tuple[Change, ...]:
        asked: dict[str, Any] = {
            "fee": "f-1", "entries": ("s-1",), "units": 200, "gross": 2_300_00, "tax": 300_00, "net": 2_000_00,
            "claim": "c-1", "line": "专家费", "category": "expert", "vouchers": (payment_list(2_300_00),),
            "claimant": STAFF, "on": DAY, "terms": TERMS,
        }  # fmt: skip
        contract = At(CONTRACT, 9, lectured().contract)
        return experts.claim_fee(contract, At(ACCOUNT, 5, year.account), (), **(asked | words))

    def test_both_are_appended_at_once(self) -> None:
        contract, account = self.claim(funded())
        (fee,), (claim,) = contract.facts, account.facts
        assert (contract.stream, contract.expected, account.stream, account.expected) == (CONTRACT, 9, ACCOUNT, 5)
        assert (fee.account, fee.claim) == (ACCOUNT, "c-1") == (account.stream, claim.claim)
        assert (claim.fen, claim.beneficiary, claim.claimant) == (fee.gross, FAN, STAFF)
        assert claim.purpose == f"外聘专家劳务费 {CONTRACT} f-1"

    def test_what_the_account_refuses_is_no_fee(self) -> None:
        with refused_by(fund.CATEGORY_OF_LINE, line=OFFICE.line, budgeted="office", category="expert"):
            self.claim(funded(), line=OFFICE.line)

    def test_it_is_paid_when_the_claim_is(self) -> None:
        story = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00, claim="c-1")
        year = funded().submit("c-1", EXPERT_FEES, 2_300_00, payment_list(2_300_00), beneficiary=FAN)
        for stage in (Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED):
            year.on_to("c-1", stage)
            with refused_by(expert.CLAIM_AS_SAID, fee="f-1", claim="c-1", stage=stage, needed="paid"):
                experts.pay_fee(At(CONTRACT, 9, story.contract), At(ACCOUNT, 5, year.account), fee="f-1", on=DAY)
        year.on_to("c-1", Stage.PAID)
        paid, pinned = experts.pay_fee(At(CONTRACT, 9, story.contract), At(ACCOUNT, 5, year.account), fee="f-1", on=DAY)
        assert (paid.facts, pinned) == ((expert.FeePaid("f-1", DAY),), Change(ACCOUNT, 5))

    def test_what_is_rejected_may_be_claimed_again(self) -> None:
        story = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00, claim="c-1")
        year = funded().submit("c-1", EXPERT_FEES, 2_300_00, payment_list(2_300_00), beneficiary=FAN)
        year.take(fund.reject_claim, claim="c-1", by=STAFF, reason="超标")
        withdrawn, pinned = experts.withdraw_fee(
            At(CONTRACT, 9, story.contract), At(ACCOUNT, 5, year.account), fee="f-1", on=DAY
        )
        assert pinned == Change(ACCOUNT, 5)
        story.contract = expert.evolve(story.contract, withdrawn.facts[0])
        again = story.claimed("f-2", "s-1", units=200, gross=2_300_00, claim="c-2")
        assert set(again.contract.fees) == {"f-2"}

    def test_a_reversal_frees_a_paid_fee(self) -> None:
        year = funded().submit("c-f-1", EXPERT_FEES, 2_300_00, payment_list(2_300_00)).on_to("c-f-1", Stage.PAID)
        story = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00).paid("f-1", year.account)
        year.take(fund.reverse_payment, claim="c-f-1", by=STAFF, on=DAY, reason="错付", reference="b")
        story.take(expert.withdraw_fee, fee="f-1", on=DAY, account=year.account)
        assert story.contract.fees == {}

    def test_another_account_is_a_mistake(self) -> None:
        story = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00)
        other = At("hz-xihu-001/fund/2026", 1, funded().account)
        for decide in (experts.pay_fee, experts.withdraw_fee):
            with pytest.raises(ValueError, match="is claimed from hz-xihu-001/fund/2025, not from"):
                decide(At(CONTRACT, 9, story.contract), other, fee="f-1", on=DAY)


class TestTaxOfAMonth:
    """以一个月内取得的收入为一次: fees of one contract in one month are taxed alone, or together with those before."""

    FIRST, SECOND = 800_00, 1_050_00
    """Alone nothing and 50 yuan are withheld, together 210."""

    def twice(self, on: date, tax: int) -> Engagement:
        story = engaged().served("s-1", at(TUESDAY, 9), 45).served("s-2", at(TUESDAY, 10), 45)
        story.claimed("f-1", "s-1", units=100, gross=self.FIRST, on=date(2025, 3, 19))
        return story.claimed("f-2", "s-2", units=100, gross=self.SECOND, tax=tax, net=self.SECOND - tax, on=on)

    @pytest.mark.parametrize("tax", [50_00, 210_00])
    def test_alone_or_together(self, tax: int) -> None:
        assert self.twice(date(2025, 3, 31), tax).contract.fees["f-2"].tax == tax

    @pytest.mark.parametrize("tax", [49_99, 50_01, 209_99, 210_01])
    def test_and_nothing_else(self, tax: int) -> None:
        with refused_by(expert.TAX_WITHHELD, expected=210_00, tax=tax):
            self.twice(date(2025, 3, 31), tax)

    def test_the_next_month_is_another(self) -> None:
        with refused_by(expert.TAX_WITHHELD, expected=50_00, tax=210_00):
            self.twice(date(2025, 4, 1), 210_00)
        assert self.twice(date(2025, 4, 1), 50_00).contract.fees["f-2"].tax == 50_00

    def test_what_was_withdrawn_is_no_income(self) -> None:
        story = self.twice(date(2025, 3, 31), 50_00)
        story.contract = expert.evolve(story.contract, expert.FeeWithdrawn("f-2", date(2025, 3, 31)))
        assert expert_fees.month_tax(story.contract, self.SECOND, date(2025, 3, 31)) == 210_00
        story.contract = expert.evolve(story.contract, expert.FeeWithdrawn("f-1", date(2025, 3, 31)))
        assert expert_fees.month_tax(story.contract, self.SECOND, date(2025, 3, 31)) == 50_00
