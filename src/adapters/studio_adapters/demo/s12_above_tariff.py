"""S12 (成都): a fee above the published tariff, by a tariff that reaches back; part of it refunded. And its twin."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo import routine
from studio_adapters.demo.expected import DAYS, FEN, OPEN, REMEDIED, Expected
from studio_adapters.demo.house import COACHING, House
from studio_adapters.demo.office import Office
from studio_adapters.demo.people import STAR_PARK, WUHOU
from studio_adapters.demo.routine import CARRIER, FEES
from studio_domain.fund_account import WITHIN_TARIFF, BudgetLine, ChargedItem, FeeCharged
from studio_domain.guideline import Clause
from studio_domain.tariff_schedule import PUBLISHED_BEFORE_EFFECT, TariffPublished
from studio_domain.values import PersonId

STUDIO: Final = "cd-wuhou-012"
TWIN: Final = "cd-wuhou-112"

FOUNDED: Final = date(2024, 12, 20)
NEW_YEAR: Final = date(2025, 1, 1)
APPROVED, ENTERED, PUBLISHED = date(2025, 6, 28), date(2025, 7, 1), date(2025, 7, 10)
SERVED: Final = date(2025, 7, 5)
REFUNDED: Final = date(2025, 7, 21)

OLD, NEW = 600_00, 680_00
MATERIALS, MATERIALS_FEN = "资料费", 80_00
CHARGED: Final = NEW + MATERIALS_FEN
TOO_MUCH: Final = CHARGED - OLD
CHARGE: Final = "sf-2025-0705"

OFFICE: Final = BudgetLine("办公费", CARRIER, 8_000_00, "office")
COSTS: Final = BudgetLine("服务成本", FEES, 3_000_00, "service-cost")

EXPECTED: Final = (
    Expected(Clause.REASONABLE_FEES.value, "fee.tariff-retroactive", "2", 9, DAYS, OPEN),
    Expected(Clause.REASONABLE_FEES.value, "fee.overcharge", CHARGE, TOO_MUCH, FEN, REMEDIED),
    Expected(Clause.REASONABLE_FEES.value, "fee.unlisted-item", CHARGE, MATERIALS_FEN, FEN, REMEDIED),
)


def tell(office: Office) -> None:
    """The studio that charged by a tariff that nobody could have read yet."""
    house = _year(office, STUDIO, 27)
    _charge_too_much(house)
    house.draft_tariff(APPROVED, 2, ((COACHING, NEW),))
    _publish_late(house)
    refund(house)
    for month in (9, 10, 11):
        house.charge(date(2025, month, 16), COACHING, NEW)
    routine.end(house, 2025)


def tell_twin(office: Office) -> None:
    """Its twin charges what is published: ¥600.00 on 5 July, ¥680.00 from 10 July on."""
    house = _year(office, TWIN, 28)
    house.price(APPROVED, 2, ((COACHING, NEW),), effective=PUBLISHED, public=PUBLISHED)
    house.charge(SERVED, COACHING, OLD)
    for day in (PUBLISHED, date(2025, 9, 16), date(2025, 11, 18)):
        house.charge(day, COACHING, NEW)
    routine.end(house, 2025)


def refund(house: House) -> None:
    """What was too much is paid back: the findings on it are remedied, and stay."""
    house.refund(REFUNDED, CHARGE, TOO_MUCH, "超标准收费退回")


def _year(office: Office, studio: str, number: int) -> House:
    house = House(office, studio, WUHOU, STAR_PARK, number)
    house.found(FOUNDED)
    house.price(FOUNDED, 1, ((COACHING, OLD),), effective=NEW_YEAR)
    income = ((CARRIER, 10_000_00), (FEES, 6_000_00))
    routine.begin(house, 2025, date(2025, 1, 2), income=income, lines=(OFFICE, COSTS))
    house.receive(date(2025, 1, 14), CARRIER, 10_000_00)
    for month in (2, 3, 4, 5):
        house.charge(date(2025, month, 20), COACHING, OLD)
    for month in (3, 6, 9):
        house.claim(f"bg-2025-{number}{month:02}", OFFICE, 1_950_00, date(2025, month, 11), purpose="办公用品")
    house.claim(f"fw-2025-{number}", COSTS, 920_00, date(2025, 6, 18), purpose="辅导材料印制")
    routine.keep(house, 2025)
    return house


def _charge_too_much(house: House) -> None:
    """5 July: ¥680.00 and ¥80.00 that no tariff lists; refused, and taken on paper."""
    office = house.office
    items = (ChargedItem(COACHING, NEW, 1, NEW), ChargedItem(MATERIALS, MATERIALS_FEN, 1, MATERIALS_FEN))
    receipt, client = office.number(house.place, SERVED), "c-120705"
    office.refused(
        "s12-charge", WITHIN_TARIFF, SERVED, house.desk,
        lambda: house.account(2025).charge_fee(
            charge=CHARGE, client=client, items=items, service_on=SERVED, receipt=receipt
        ),
        item=COACHING, over=NEW - OLD,
    )  # fmt: skip
    charged = FeeCharged(CHARGE, client, items, CHARGED, SERVED, SERVED, PersonId(house.desk.id), receipt)
    office.brought_in("s12-2025-07-05", SERVED, house.desk, f"{STUDIO}/fund/2025", charged)


def _publish_late(house: House) -> None:
    """10 July: published, in force from 1 July; refused, and posted on the wall."""
    office = house.office
    office.refused(
        "s12-tariff", PUBLISHED_BEFORE_EFFECT, PUBLISHED, house.staff, lambda: house.publish(2, ENTERED),
        effective=ENTERED, published=PUBLISHED,
    )  # fmt: skip
    posted = TariffPublished(2, PUBLISHED, ENTERED, "宣传展示区", PersonId(house.staff.id))
    office.brought_in("s12-2025-07-10", PUBLISHED, house.staff, f"{STUDIO}/tariff/schedule", posted)
