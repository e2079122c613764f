"""Service fees: 收取和退还服务费 (合理范围内收取服务对象服务费 三、（三）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import (
    NEW_NUMBER,
    POSITIVE,
    REASON_STATED,
    TWO_HANDS,
    open_for,
    payable,
    stated,
)
from studio_domain.fund_account.facts import ChargedItem, FeeCharged, FeeRefunded, FundSource
from studio_domain.fund_account.opening import PREVIOUS_CLOSED
from studio_domain.fund_account.state import Charge, FundAccount
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, Source, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.tariff_schedule import BASIC, TariffSchedule
from studio_domain.values import Fen, PersonId, invoice_number

# -- rules

FREE_OF_CHARGE: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="公共就业服务机构不得向服务对象收费（载体类型 {kind}）",
    en="a public employment service charges no fee (carrier is {kind})",
    source=Source.LAW,
)
NEW_CHARGE: Final = Rule(Clause.REASONABLE_FEES, zh="收费 {charge} 已存在", en="charge {charge} exists")
ITEMISED: Final = Rule(Clause.REASONABLE_FEES, zh="收费须列明项目", en="a charge lists its items")
TARIFF_IN_FORCE: Final = Rule(
    Clause.REASONABLE_FEES, zh="{on} 没有执行中的收费标准", en="no tariff is in force on {on}"
)
IN_TARIFF: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="{on} 执行的收费标准没有 {item}",
    en="the tariff in force on {on} has no {item}",
)
WITHIN_TARIFF: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="{item} 单价超出收费标准 {over:yuan} 元",
    en="the price of {item} exceeds the tariff by {over:yuan}",
)
BASIC_SERVICE: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="基本服务 {item} 单价不得高于 {most:yuan} 元",
    en="basic service {item} costs at most {most:yuan}",
)
QUANTITY: Final = Rule(Clause.REASONABLE_FEES, zh="{item} 的数量至少为 1", en="the quantity of {item} is at least 1")
PRICE_NOT_NEGATIVE: Final = Rule(
    Clause.REASONABLE_FEES, zh="{item} 的单价不得为负", en="the price of {item} is not negative"
)
UNIT_BY_QUANTITY: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="{item} 应为 {expected:yuan} 元，而非 {fen:yuan} 元",
    en="{item} comes to {expected:yuan}, not {fen:yuan}",
)
RECEIPT_GIVEN: Final = Rule(Clause.REASONABLE_FEES, zh="收费须开具票据", en="a charge has a receipt")
RECEIPT_ONCE: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="票据 {receipt} 已用于收费 {charge}",
    en="receipt {receipt} was already given for charge {charge}",
)
CHARGE_EXISTS: Final = Rule(Clause.REASONABLE_FEES, zh="没有收费 {charge}", en="there is no charge {charge}")
REFUNDED_IN_TIME: Final = Rule(
    Clause.BUDGET,
    zh="{charged} 年度的收费，退费记入当年，当年结账后记入次年，不得记入 {year} 年度",
    en="a charge of {charged} is refunded in its year, or once that is closed in the next, not in {year}",
)
WITHIN_CHARGE: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="退费合计超出收费 {over:yuan} 元",
    en="the refunds exceed the charge by {over:yuan}",
)

# -- decisions


def charge_fee(
    account: FundAccount,
    *,
    charge: str,
    client: str,
    items: tuple[ChargedItem, ...],
    service_on: date,
    on: date,
    collector: PersonId,
    receipt: str,
    tariff: TariffSchedule,
    studio: Studio,
    terms: Terms,
    case: str | None = None,
) -> FeeCharged:
    """收取服务费 (明码标价 三、（三）): by the tariff in force on the day of the service; refuses what it does not
    list, more than it says, amounts that do not add up, a receipt missing or used, a collector who made the
    tariff (SD-12), and any fee of a public employment service."""
    require(studio.carrier_kind not in terms.fee.free_carrier_kinds, FREE_OF_CHARGE, kind=studio.carrier_kind)
    open_for(account, on)
    require(charge not in account.charges, NEW_CHARGE, charge=charge)
    number = tariff.version_on(service_on)
    if number is None:
        raise Breach(TARIFF_IN_FORCE, on=service_on)
    version = tariff.versions[number]
    require(collector not in (version.drafter, version.approver), TWO_HANDS, hand=collector)
    require(bool(items), ITEMISED)
    for item in items:
        _listed(item, service_on, tariff, terms)
        expected = item.unit_fen * item.quantity
        require(item.quantity >= 1, QUANTITY, item=item.item)
        require(item.fen == expected, UNIT_BY_QUANTITY, item=item.item, expected=expected, fen=item.fen)
    given = invoice_number(receipt)
    require(bool(given), RECEIPT_GIVEN)
    for name, other in account.charges.items():
        require(given != other.receipt, RECEIPT_ONCE, receipt=given, charge=name)
    fen = sum(item.fen for item in items)
    return FeeCharged(charge, client, items, fen, service_on, on, collector, receipt, case)


def refund_fee(
    account: FundAccount,
    *,
    refund: str,
    charge: str,
    fen: Fen,
    on: date,
    payer: PersonId,
    reason: str,
    reference: str,
    earlier: FundAccount | None = None,
) -> FeeRefunded:
    """退还服务费 (三、（三）): refuses more in all than was charged, more than the fees have left, and no reason.

    *earlier* is the account that has the charge, where that is not this one: the year before, and closed. What it
    refunded itself counts with what is refunded here.
    """
    open_for(account, on)
    require((FeeRefunded, refund) not in account.books.numbers, NEW_NUMBER, number=refund)
    charged, before = _charged(account, charge, earlier)
    refunded = before + fen
    require(fen > 0, POSITIVE)
    require(refunded <= charged.fen, WITHIN_CHARGE, over=refunded - charged.fen)
    payable(account, FundSource.SERVICE_FEE, fen, payer, on)
    require(stated(reason), REASON_STATED)
    charge_year = None if earlier is None else earlier.year
    return FeeRefunded(refund, charge, fen, on, payer, reason, reference, charge_year)


def _charged(account: FundAccount, charge: str, earlier: FundAccount | None) -> tuple[Charge, Fen]:
    """The *charge* of this account, or of the one of the year before, and what was refunded of it in both."""
    home = account if earlier is None else earlier
    if earlier is not None:
        in_time = earlier.year + 1 == account.year
        require(in_time, REFUNDED_IN_TIME, charged=earlier.year, year=account.year)
        require(earlier.year_end.closed, PREVIOUS_CLOSED, year=earlier.year)
    if charge not in home.charges:
        raise Breach(CHARGE_EXISTS, charge=charge)
    charged = home.charges[charge]
    return charged, charged.refunded + account.earlier_refunds.get((home.year, charge), 0)


def _listed(item: ChargedItem, day: date, tariff: TariffSchedule, terms: Terms) -> None:
    listed = tariff.item_on(item.item, day)
    if listed is None:
        raise Breach(IN_TARIFF, on=day, item=item.item)
    most = terms.fee.basic_price
    require(item.unit_fen >= 0, PRICE_NOT_NEGATIVE, item=item.item)
    require(item.unit_fen <= listed.unit_fen, WITHIN_TARIFF, item=item.item, over=item.unit_fen - listed.unit_fen)
    require(listed.level != BASIC or item.unit_fen <= most, BASIC_SERVICE, item=item.item, most=most)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    charge_fee: frozenset({Role.STAFF, Role.FINANCE, Role.CASHIER}),
    refund_fee: frozenset({Role.CASHIER}),
}
