"""S14 (杭州 FY2025): the money of a year, to the fen; final accounts equal to the ledger. Nothing is found."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo import routine
from studio_adapters.demo.house import COACHING, MATCHING, House
from studio_adapters.demo.office import NotAsTold, Office
from studio_adapters.demo.people import DIGITAL_PARK, XIHU
from studio_adapters.demo.routine import CARRIER, FEES, FISCAL
from studio_domain.fund_account import BudgetLine, FundSource, SourceClosing
from studio_domain.values import Fen, yuan_text

STUDIO: Final = "hz-xihu-014"

GRANT: Final = 100_000_00
OWN: Final = 30_000_00
ACCOUNTS: Final = (
    SourceClosing(FISCAL, 0, GRANT, 87_750_50, 12_249_50),
    SourceClosing(CARRIER, 0, OWN, 26_400_00, 3_600_00),
    SourceClosing(FEES, 3_200_00, 18_640_00, 9_815_20, 12_024_80),
)
TOTAL: Final = 27_874_30

_TRAINING: Final = BudgetLine("培训活动费", FISCAL, 45_000_00, "training")
_EXPERTS: Final = BudgetLine("专家咨询费", FISCAL, 20_000_00, "expert")
_ACTIVITIES: Final = BudgetLine("创业活动费", FISCAL, 30_000_00, "activity")
_OFFICE: Final = BudgetLine("办公费", CARRIER, 28_000_00, "office")
_COSTS: Final = BudgetLine("服务成本", FEES, 15_000_00, "service-cost")

SPENT: Final[tuple[tuple[BudgetLine, str, tuple[Fen, ...], int], ...]] = (
    (_TRAINING, "创业培训班", (12_600_00, 9_800_00, 11_200_00, 8_400_00), 4),
    (_EXPERTS, "专家授课咨询", (6_100_00, 6_000_00, 6_200_50), 5),
    (_ACTIVITIES, "创业项目路演", (9_150_00, 8_300_00, 10_000_00), 6),
    (_OFFICE, "办公用品与耗材", (6_600_00, 6_600_00, 6_600_00, 6_600_00), 2),
    (_COSTS, "服务材料", (4_815_20, 5_000_00), 9),
)
"""42,000.00 + 18,300.50 + 27,450.00 of the grant, 26,400.00 of the carrier's, 9,815.20 of fees; from which month on."""


def tell(office: Office) -> None:
    """Half a year before, the year itself, and the year after."""
    house = House(office, STUDIO, XIHU, DIGITAL_PARK, 14)
    house.found(date(2024, 7, 1), prices=((COACHING, 600_00), (MATCHING, 320_00)))
    _before(house)
    _year(house)
    _after(house)


def _before(house: House) -> None:
    supplies = BudgetLine("办公费", CARRIER, 2_000_00, "office")
    routine.begin(house, 2024, date(2024, 7, 2), income=((CARRIER, 2_000_00), (FEES, 3_200_00)), lines=(supplies,))
    house.receive(date(2024, 7, 10), CARRIER, 2_000_00)
    for day in (date(2024, month, 18) for month in range(8, 13)):
        house.charge(day, MATCHING, 320_00, 2)
    for month in (9, 11):
        house.claim(f"bg-2024-{month:02}", supplies, 1_000_00, date(2024, month, 12), purpose="办公用品", pace=1)
    routine.keep(house, 2024, first_month=7)
    routine.end(house, 2024)


def _year(house: House) -> None:
    lines = (_TRAINING, _EXPERTS, _ACTIVITIES, _OFFICE, _COSTS)
    income = ((FISCAL, GRANT), (CARRIER, OWN), (FEES, 18_640_00))
    routine.begin(house, 2025, date(2025, 1, 2), income=income, lines=lines)
    house.receive(date(2025, 1, 15), CARRIER, OWN)
    house.receive(date(2025, 3, 20), FISCAL, GRANT, document="西财社〔2025〕21号", purpose="创业指导师工作室专项补助")
    for number in range(15):
        house.charge(house.office.working(date(2025, 2 + number * 2 // 3, 5 + number % 3 * 8)), COACHING, 600_00, 2)
    for month in (6, 10):
        house.charge(date(2025, month, 26), MATCHING, 320_00)
    for line, purpose, parts, first in SPENT:
        for number, fen in enumerate(parts):
            day = house.office.working(date(2025, first + number * 2, 8 + number))
            house.claim(f"{line.category}-2025-{number + 1}", line, fen, day, purpose=purpose, pace=1)
    routine.keep(house, 2025)
    routine.end(house, 2025)


def _after(house: House) -> None:
    line = BudgetLine("办公费", CARRIER, 12_000_00, "office")
    routine.begin(house, 2026, date(2026, 1, 5), income=((CARRIER, 12_000_00), (FEES, 9_000_00)), lines=(line,))
    house.receive(date(2026, 1, 15), CARRIER, 12_000_00)
    for month in (2, 4, 6, 9, 11):
        house.charge(date(2026, month, 10), COACHING, 600_00)
        house.claim(f"bg-2026-{month:02}", line, 1_800_00, date(2026, month, 16), purpose="办公用品", pace=1)
    routine.keep(house, 2026)
    routine.end(house, 2026)


def closed_as_told(office: Office) -> None:
    """The account closed with the figures of the scenario, and its final accounts are approved."""
    account = office.app.fund_account(STUDIO, 2025).state
    draft = account.year_end.draft
    if not account.year_end.approved or draft is None or draft.closings != account.closings:
        raise NotAsTold(f"{STUDIO}: the final accounts of 2025 are not approved as drafted")
    order = list(FundSource)
    closings = sorted(account.closings, key=lambda each: order.index(each.source))
    total = sum(each.closing for each in closings)
    if tuple(closings) != ACCOUNTS or total != TOTAL:
        raise NotAsTold(f"{STUDIO}: 2025 closed with {yuan_text(total)}")
