"""Ordinary life: studios that keep to the rules from 2024 on, each year another, by the seed. Nothing is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from attrs import frozen

from studio_adapters.demo import routine
from studio_adapters.demo.house import COACHING, MATCHING, House
from studio_adapters.demo.office import FIRST_DAY, YEARS, Office
from studio_adapters.demo.people import (
    COLLEGE,
    GULOU,
    HONGSHAN,
    INCUBATOR,
    INVESTOR,
    PUBLIC_SERVICE,
    TIANHE,
    WUHOU,
    Carrier,
    Place,
)
from studio_adapters.demo.routine import CARRIER, FEES, FISCAL
from studio_domain.fund_account import BudgetLine, ClaimKind, FundSource
from studio_domain.values import Fen


@frozen
class Kind:
    """What a studio is like: where, whose, and whether it charges its clients."""

    studio: str
    place: Place
    carrier: Carrier
    grant: Fen
    charges: bool = True


KINDS: Final = (
    Kind("wh-hongshan", HONGSHAN, INCUBATOR, 80_000_00),
    Kind("gz-tianhe", TIANHE, COLLEGE, 60_000_00),
    Kind("nj-gulou", GULOU, INVESTOR, 50_000_00),
    Kind("cd-wuhou", WUHOU, PUBLIC_SERVICE, 120_000_00, charges=False),
)

PURPOSES: Final = {
    "training": ("创业培训班", "创业训练营", "网络直播培训", "电商创业专班"),
    "expert": ("专家授课", "项目评审咨询", "一对一专家问诊"),
    "publicity": ("宣传折页", "政策宣传视频", "宣传展板"),
    "materials": ("培训教材", "创业案例汇编", "测评工具使用费"),
    "office": ("办公用品", "打印耗材", "通信费"),
    "premises": ("活动室维护", "设备检修"),
    "service-cost": ("辅导材料印制", "融资对接会务"),
}


def tell(office: Office, size: int) -> None:
    """Each kind of studio *size* times, numbered from 1001: three digits are those of the scenarios."""
    for number in range(size):
        for place, kind in enumerate(KINDS):
            house = House(
                office, f"{kind.studio}-{1001 + number}", kind.place, kind.carrier, 1000 + number * len(KINDS) + place
            )
            _Life(house, kind).tell()


def split(chance: Random, total: Fen, parts: int) -> list[Fen]:
    """*total* in so many uneven parts, each at least a third of an even one, in tenths of a yuan but for the last."""
    least = total // (3 * parts)
    cuts = sorted(chance.randrange(0, (total - least * parts) // 10 + 1) * 10 for _ in range(parts - 1))
    return [least + high - low for low, high in zip([0, *cuts], [*cuts, total - least * parts], strict=True)]


def days(chance: Random, first: date, last: date, number: int) -> Iterator[date]:
    """So many days from *first* to *last*, one in each equal stretch."""
    stretch = (last - first).days / number
    for one in range(number):
        yield first + timedelta(days=int(stretch * (one + chance.random())))


class _Life:
    def __init__(self, house: House, kind: Kind) -> None:
        self.house = house
        self.kind = kind
        self.office = house.office
        self.chance = house.office.chance
        self.prices: tuple[tuple[str, Fen], ...] = (
            (COACHING, self.chance.choice((400_00, 500_00, 600_00))),
            (MATCHING, 300_00),
        )
        self._claims = 0

    def tell(self) -> None:
        self.house.found(FIRST_DAY, prices=self.prices if self.kind.charges else ())
        for year in YEARS:
            self._year(year)

    # -- a year

    def _year(self, year: int) -> None:
        house, kind, working = self.house, self.kind, self.office.working
        last = date(year, 12, 5)
        share = self.chance.randrange(80, 121)
        grant, own = kind.grant * share // 100, 30_000_00
        fees = 12_000_00 if kind.charges else 0
        lines = self._lines(grant, own, fees)
        income = [(FISCAL, grant), (CARRIER, own), *([(FEES, fees)] if fees else [])]
        routine.begin(house, year, working(date(year, 1, 2), 1), income=income, lines=lines)
        house.receive(working(date(year, 1, 12)), CARRIER, own)
        document = f"{kind.place.bureau[:1]}财社〔{year}〕{self.chance.randrange(10, 90)}号"
        came = working(date(year, 3, self.chance.randrange(5, 25)))
        house.receive(came, FISCAL, grant, document=document, purpose="创业指导师工作室专项补助", mark="-1")
        for line in lines:
            if line.source is not FEES:
                first = working(came, 5) if line.source is FISCAL else date(year, 1, 25)
                self._spend(line, line.fen * 3 // 4, first, last)
        training, publicity = lines[0], lines[2]
        self._transfer(year, publicity, training, last)
        self._advance(training, working(came, 8))
        self._second_thoughts(lines[3], working(came, 12))
        if fees:
            self._fees(year, lines[-1], last)
        self._summer(year, lines[4])
        self._autumn(year, grant, document)
        routine.keep(house, year)
        routine.end(house, year)

    def _lines(self, grant: Fen, own: Fen, fees: Fen) -> Sequence[BudgetLine]:
        shares = (("培训活动费", "training", 45), ("专家咨询费", "expert", 25), ("宣传推广费", "publicity", 15))
        lines = [BudgetLine(line, FISCAL, grant * pct // 100, category) for line, category, pct in shares]
        lines.append(BudgetLine("资料与平台费", FISCAL, grant * 12 // 100, "materials"))
        lines.append(BudgetLine("办公费", CARRIER, own * 55 // 100, "office"))
        lines.append(BudgetLine("场地维护费", CARRIER, own * 40 // 100, "premises"))
        if fees:
            lines.append(BudgetLine("服务成本", FEES, fees // 2, "service-cost"))
        return lines

    def _spend(self, line: BudgetLine, total: Fen, first: date, last: date) -> None:
        number = max(2, min(7, total // 4_000_00))
        for fen, day in zip(split(self.chance, total, number), days(self.chance, first, last, number), strict=True):
            self._claim(line, fen, self.office.working(day))

    def _claim(self, line: BudgetLine, fen: Fen, day: date) -> None:
        purpose = self.chance.choice(PURPOSES[line.category])
        parts = split(self.chance, fen, 2) if fen > 3_000_00 and self.chance.random() < 0.3 else [fen]
        vouchers = tuple(self.house.bill(part, day) for part in parts)
        self.house.claim(
            self._number(day), line, fen, day, purpose=purpose, vouchers=vouchers, pace=self.chance.randrange(1, 3)
        )

    def _number(self, day: date) -> str:
        self._claims += 1
        return f"bx-{day.year}-{self._claims:03}"

    # -- what happens once a year

    def _transfer(self, year: int, giving: BudgetLine, taking: BudgetLine, last: date) -> None:
        house, day = self.house, self.office.working(last - timedelta(days=30))
        fen = giving.fen * self.chance.randrange(3, 10) // 100
        account, transfer = house.account(year), f"tj-{year}-01"
        self.office.acts(
            day,
            house.finance,
            lambda: account.request_transfer(
                transfer=transfer, giving=giving.line, taking=taking.line, fen=fen, reason="培训场次增加"
            ),
        )
        self.office.acts(
            self.office.working(day, 2), house.finance_head, lambda: account.approve_transfer(transfer=transfer)
        )

    def _advance(self, line: BudgetLine, day: date) -> None:
        """借款 for an activity, settled within the month: most of it spent, the rest paid back."""
        house, account, number = self.house, self.house.account(day.year), self._number(day)
        fen = self.chance.randrange(8, 20) * 100_00
        spent = fen * self.chance.randrange(70, 99) // 100
        house.submit(
            number, line, fen, day, purpose="创业大赛现场开支", kind=ClaimKind.ADVANCE, beneficiary=house.staff
        )
        self.office.acts(day, house.finance, lambda: account.review_claim(claim=number))
        house.approve(number, fen, day)
        paid = self.office.working(day, 1)
        house.pay(number, paid)
        settled = self.office.working(paid, self.chance.randrange(5, 15))
        vouchers = (house.bill(spent, settled),)
        self.office.acts(
            settled,
            house.finance,
            lambda: account.settle_advance(claim=number, vouchers=vouchers, spent=spent, returned=fen - spent),
        )

    def _second_thoughts(self, line: BudgetLine, day: date) -> None:
        """A claim sent back for its papers and paid after that, another one rejected, a payment reversed."""
        house, account, working = self.house, self.house.account(day.year), self.office.working
        fen = self.chance.randrange(300, 900) * 100
        returned, rejected, wrong = (self._number(day) for _ in range(3))
        vouchers = (house.bill(fen, day),)
        house.submit(returned, line, fen, day, purpose="培训教材", vouchers=vouchers)
        self.office.acts(day, house.finance, lambda: account.return_claim(claim=returned, reason="缺签领表"))
        house.claim(returned, line, fen, working(day, 3), purpose="培训教材", vouchers=vouchers, pace=1)
        house.submit(rejected, line, fen, day, purpose="外出考察餐费")
        self.office.acts(
            working(day, 1), house.finance, lambda: account.reject_claim(claim=rejected, reason="不属于该科目")
        )
        paid = house.claim(wrong, line, fen, working(day, 2), purpose="创业案例汇编", pace=1)
        reversed_on = working(paid, 2)
        reference = self.office.reference(house.mode, reversed_on)
        self.office.acts(
            reversed_on,
            house.finance,
            lambda: account.reverse_payment(claim=wrong, reason="收款账户有误", reference=reference),
        )

    def _summer(self, year: int, line: BudgetLine) -> None:
        """The carrier's head is away in August; the deputy approves for that time."""
        house, day = self.house, self.office.working(date(year, 8, 12))
        house.delegate(date(year, 8, 1), date(year, 8, 31))
        number, fen = self._number(day), self.chance.randrange(300, 900) * 100
        house.claim(number, line, fen, day, purpose="空调检修", pace=1, approver=house.deputy)

    def _autumn(self, year: int, grant: Fen, document: str) -> None:
        """An award without strings for a good year, or what is left of the grant sent back; prices of next year."""
        house, working = self.house, self.office.working
        if self.kind.carrier is INVESTOR:
            award = f"{house.place.heading}奖〔{year}〕5号"
            house.receive(working(date(year, 9, 20)), FundSource.FISCAL_AWARD, 10_000_00, document=award, mark="-2")
        if not self.kind.charges:
            house.hand_back(working(date(year, 12, 18)), FISCAL, grant // 50, document)
        if self.kind.charges and year == 2025:
            self.prices = tuple((item, fen + 20_00) for item, fen in self.prices)
            approved, public = working(date(2025, 12, 10)), working(date(2025, 12, 15))
            house.price(approved, 2, self.prices, effective=date(2026, 1, 1), public=public)

    def _fees(self, year: int, costs: BudgetLine, last: date) -> None:
        """Fees the year round, a refund where a service was called off, costs of service late in the year."""
        taken = 0
        spent_from = last - timedelta(days=15)
        charged: tuple[str, date, Fen] | None = None
        for day in days(self.chance, date(year, 1, 8), spent_from, 14):
            item, unit = self.chance.choice(self.prices)
            on, quantity = self.office.working(day), self.chance.randrange(1, 3)
            charge = self.house.charge(on, item, unit, quantity)
            if quantity == 2:
                charged = charge, on, unit
            if on < spent_from:
                taken += unit * quantity
        if charged is not None:
            charge, on, unit = charged
            self.house.refund(self.office.working(on, 2), charge, unit, "一次服务取消")
            taken -= unit
        fen = min(taken // 2, costs.fen)
        if fen > 0:
            self._claim(costs, fen, self.office.working(spent_from, 2))
