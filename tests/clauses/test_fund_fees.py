"""Fees charged (合理范围内收取服务费, 三、（三）): nothing above or beside the tariff of the day of the service."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from fund_year import DAY, FEES, LU, NEW_YEAR, QIAN, STUDIO, TERMS, XU, Year, told
from studio_domain import fund_account as fund
from studio_domain import tariff_schedule
from studio_domain.aggregate import At
from studio_domain.desk import funds
from studio_domain.fund_account import ChargedItem
from studio_domain.guideline import Source
from studio_domain.tariff_schedule import TariffItem, TariffSchedule
from telling import refused_by

PLAN = "商业计划书辅导"
JULY_5, JULY_9, JULY_10 = date(2025, 7, 5), date(2025, 7, 9), date(2025, 7, 10)


def version(number: int, fen: int, since: date) -> tuple[tariff_schedule.Event, ...]:
    return (
        tariff_schedule.TariffDrafted(number, (TariffItem(PLAN, "special", "次", fen),), LU),
        tariff_schedule.TariffApproved(number, XU, since, "纪要"),
        tariff_schedule.TariffPublished(number, since, since, "宣传展示区", LU),
    )


TARIFF: TariffSchedule = told(tariff_schedule, *version(1, 600_00, NEW_YEAR), *version(2, 680_00, JULY_10))
TIANFU = attrs.evolve(STUDIO, carrier_name="天府星空创业园运营有限公司")


def charge(year: Year, *items: ChargedItem, service_on: date = JULY_5, **words: Any) -> Year:
    asked: dict[str, Any] = {
        "charge": "f-1", "client": "k-1", "items": items, "service_on": service_on, "on": service_on,
        "collector": QIAN, "receipt": "NO.0001", "tariff": TARIFF, "studio": TIANFU, "terms": TERMS,
    }  # fmt: skip
    year.take(fund.charge_fee, **(asked | words))
    return year


class TestS12WithinTheTariff:
    """The version in force when the service was given decides, not the one in force when it is paid for."""

    def test_the_price_of_the_later_version(self) -> None:
        with refused_by(fund.WITHIN_TARIFF, item=PLAN, over=80_00):
            charge(Year(), ChargedItem(PLAN, 680_00, 1, 680_00))

    def test_the_eve_of_the_later_version_and_its_first_day(self) -> None:
        dear = ChargedItem(PLAN, 680_00, 1, 680_00)
        with refused_by(fund.WITHIN_TARIFF, item=PLAN, over=80_00):
            charge(Year(), dear, service_on=JULY_9, on=JULY_10)
        assert charge(Year(), dear, service_on=JULY_10).account.balance(FEES) == 680_00

    def test_an_item_beside_the_tariff(self) -> None:
        with refused_by(fund.IN_TARIFF, on=JULY_5, item="资料费"):
            charge(Year(), ChargedItem(PLAN, 600_00, 1, 600_00), ChargedItem("资料费", 80_00, 1, 80_00))

    def test_by_the_tariff_or_below_it(self) -> None:
        assert charge(Year(), ChargedItem(PLAN, 600_00, 2, 1_200_00)).account.balance(FEES) == 1_200_00
        assert charge(Year(), ChargedItem(PLAN, 500_00, 1, 500_00)).account.balance(FEES) == 500_00

    def test_the_total_is_the_sum_of_the_items(self) -> None:
        year = charge(Year(), ChargedItem(PLAN, 600_00, 1, 600_00), ChargedItem(PLAN, 300_00, 1, 300_00))
        charged = year.facts[-1]
        assert isinstance(charged, fund.FeeCharged)
        assert charged.fen == 900_00


class TestRefund:
    """退还服务费: no more in all than was charged, out of what the fees have left."""

    def refund(self, year: Year, fen: int, name: str = "r-1") -> Year:
        words = {"payer": QIAN, "on": JULY_10, "reason": "多收", "reference": "b-1"}
        year.take(fund.refund_fee, refund=name, charge="f-1", fen=fen, **words)
        return year

    def test_to_the_last_fen_and_not_beyond(self) -> None:
        year = self.refund(charge(Year(), ChargedItem(PLAN, 600_00, 1, 600_00)), 160_00)
        assert year.account.balance(FEES) == 440_00
        year = self.refund(year, 440_00, "r-2")
        with refused_by(fund.WITHIN_CHARGE, over=1):
            self.refund(year, 1, "r-3")

    def test_it_lowers_income(self) -> None:
        year = self.refund(charge(Year(), ChargedItem(PLAN, 600_00, 1, 600_00)), 160_00)
        assert year.account.closings == (fund.SourceClosing(FEES, 0, 440_00, 0, 440_00),)


class TestRefundAfterTheYearEnd:
    """退还上年服务费: in the next year's account, citing the charge, once its own year is closed; in no later year."""

    def closed(self, refunded: int = 0) -> Year:
        """2025 with a charge of ¥600.00, part of it refunded, closed."""
        year = charge(Year(), ChargedItem(PLAN, 600_00, 1, 600_00))
        if refunded:
            year = TestRefund().refund(year, refunded)
        year.take(fund.close_year, by=XU, on=date(2025, 12, 31))
        return year

    def following(self, before: Year) -> Year:
        """2026, as 2025 closed."""
        year = Year()
        opening = (fund.SourceAmount(FEES, before.account.balance(FEES)),)
        opened = fund.open_account(None, year=2026, opening=opening, studio=STUDIO, previous=before.account)
        year.account = fund.evolve(None, opened)
        return year

    def refund(self, year: Year, before: Year, fen: int, name: str = "r-1") -> Year:
        words = {"payer": QIAN, "on": date(2026, 1, 15), "reason": "多收", "reference": "b-1"}
        year.take(fund.refund_fee, refund=name, charge="f-1", fen=fen, earlier=before.account, **words)
        return year

    def test_refunds_of_both_years_make_up_the_charge_and_no_more(self) -> None:
        before = self.closed(160_00)
        year = self.refund(self.following(before), before, 400_00)
        with refused_by(fund.WITHIN_CHARGE, over=1):
            self.refund(year, before, 40_01, "r-2")
        year = self.refund(year, before, 40_00, "r-2")
        assert (year.account.balance(FEES), before.account.balance(FEES)) == (0, 440_00)

    def test_a_charge_of_the_same_number_in_both_years_is_two(self) -> None:
        before = self.closed()
        year = self.following(before)
        charge(year, ChargedItem(PLAN, 680_00, 1, 680_00), service_on=date(2026, 1, 5), on=date(2026, 1, 5))
        year = self.refund(year, before, 600_00)
        assert year.account.charges["f-1"].refunded == 0
        assert year.account.earlier_refunds == {(2025, "f-1"): 600_00}

    def test_nothing_is_booked_into_the_closed_year(self) -> None:
        with refused_by(fund.YEAR_OPEN, year=2025):
            TestRefund().refund(self.closed(), 1)

    def test_the_desk_insists_that_the_year_of_the_charge_stays(self) -> None:
        before = self.closed()
        account, earlier = At("cd/fund/2026", 1, self.following(before).account), At("cd/fund/2025", 9, before.account)
        words: dict[str, Any] = {"refund": "r-1", "charge": "f-1", "fen": 1, "reason": "多收", "reference": "b"}
        changes = funds.refund_earlier_fee(account, earlier, on=date(2026, 1, 15), payer=QIAN, **words)
        refunded = fund.FeeRefunded("r-1", "f-1", 1, date(2026, 1, 15), QIAN, "多收", "b", 2025)
        assert changes == (account.then(refunded), earlier.then())


class TestPublicEmploymentService:
    """A public employment service charges nobody it serves: the law says so, not the guideline."""

    @pytest.mark.parametrize("fen", [0, 600_00])
    def test_whatever_the_tariff_says(self, fen: int) -> None:
        public = attrs.evolve(STUDIO, carrier_kind="public-employment-service")
        with refused_by(fund.FREE_OF_CHARGE, kind="public-employment-service"):
            charge(Year(), ChargedItem(PLAN, fen, 1, fen), studio=public)
        assert fund.FREE_OF_CHARGE.source is Source.LAW


def test_the_desk_insists_that_tariff_and_carrier_stay() -> None:
    """What was read to decide may not have moved when the charge is recorded."""
    account, tariff = At("cd/fund/2025", 2, Year().account), At("cd/tariff/schedule", 6, TARIFF)
    studio = At("cd/studio/profile", 1, TIANFU)
    items = (ChargedItem(PLAN, 600_00, 1, 600_00),)
    changes = funds.charge_fee(
        account, tariff, studio,
        charge="f-1", client="k-1", items=items, service_on=DAY, on=DAY, collector=QIAN, receipt="1", terms=TERMS,
    )  # fmt: skip
    charged = fund.FeeCharged("f-1", "k-1", items, 600_00, DAY, DAY, QIAN, "1")
    assert changes == (account.then(charged), tariff.then(), studio.then())
