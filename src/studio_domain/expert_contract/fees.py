"""Fees (劳务费): for verified hours, within what was agreed and within the caps, with the tax withheld (三、（四）8).

A fee is paid through a claim of the fund account, and is paid when that claim is.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.expert_contract.facts import FeeClaimed, FeePaid, FeeWithdrawn
from studio_domain.expert_contract.hours import for_units, payable_units, unit_cap
from studio_domain.expert_contract.service import logged_as
from studio_domain.expert_contract.state import ExpertContract, Fee
from studio_domain.fund_account import FundAccount
from studio_domain.fund_account import Stage as ClaimStage
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, Source, require
from studio_domain.policy import Terms
from studio_domain.values import Fen, withholding

# -- rules

_FEES: Final = Clause.EXPERT_MANAGEMENT

PAID_ENGAGEMENT: Final = Rule(_FEES, zh="该聘用为无偿或未签订", en="the engagement is unpaid, or not signed")
UNSETTLED: Final = Rule(_FEES, zh="合同已结清", en="the contract is settled")
NEW_FEE: Final = Rule(_FEES, zh="劳务费 {fee} 已申请", en="fee {fee} is claimed already")
FOR_ENTRIES: Final = Rule(_FEES, zh="劳务费须列明服务记录，各一次", en="a fee names its entries, each once")
VERIFIED_FIRST: Final = Rule(_FEES, zh="服务记录 {entry} 尚未核实", en="entry {entry} is not verified")
CLAIMED_ONCE: Final = Rule(_FEES, zh="服务记录 {entry} 已计入劳务费 {fee}", en="entry {entry} is in fee {fee} already")
UNITS_POSITIVE: Final = Rule(_FEES, zh="劳务费的数量须为正数", en="a fee is for more than nothing")
WITHIN_HOURS: Final = Rule(
    _FEES,
    zh="申请 {units}，核实的服务只计 {payable}（百分之一学时或天）",
    en="{units} hundredths of an hour or day are claimed, {payable} may be",
)
AS_AGREED: Final = Rule(
    _FEES,
    zh="税前 {gross:yuan} 元，约定至多 {agreed:yuan} 元",
    en="{gross:yuan} before tax, {agreed:yuan} was agreed at most",
)
TAX_WITHHELD: Final = Rule(
    _FEES,
    zh="应预扣个人所得税 {expected:yuan} 元，而非 {tax:yuan} 元",
    en="{expected:yuan} of tax are to be withheld, not {tax:yuan}",
    source=Source.LAW,
)
NET_IS_THE_REST: Final = Rule(
    _FEES, zh="税后应为 {expected:yuan} 元，而非 {net:yuan} 元", en="{expected:yuan} are left after tax, not {net:yuan}"
)
WITHIN_CAP: Final = Rule(
    _FEES,
    zh="税后 {net:yuan} 元，超出上限 {over:yuan} 元",
    en="{net:yuan} after tax, the cap is exceeded by {over:yuan}",
)
FEE_EXISTS: Final = Rule(_FEES, zh="没有劳务费 {fee}", en="there is no fee {fee}")
FEE_PAID_ONCE: Final = Rule(_FEES, zh="劳务费 {fee} 已支付", en="fee {fee} is paid already")
CLAIM_AS_SAID: Final = Rule(
    _FEES,
    zh="劳务费 {fee} 的报销 {claim} 现为 {stage}，应为 {needed}",
    en="claim {claim} of fee {fee} is {stage}, not {needed}",
)

# -- decisions


def claim_fee(
    contract: ExpertContract,
    *,
    fee: str,
    entries: tuple[str, ...],
    units: int,
    gross: Fen,
    tax: Fen,
    net: Fen,
    account: str,
    claim: str,
    on: date,
    terms: Terms,
) -> FeeClaimed:
    """申请劳务费 (日常工作管理 三、（四）8): refuses entries not verified or claimed before, more than their hours,
    more than was agreed, tax that is not what is withheld, and more net of tax than the cap by title (讲课费、咨询费
    标准). `units` counts hundredths of a class hour or day; *account* is the stream of the fund account."""
    signed, verified = contract.signed, contract.verified
    if signed is None or verified is None or not contract.paid:
        raise Breach(PAID_ENGAGEMENT)
    require(not contract.ending.settled, UNSETTLED)
    require(fee not in contract.fees, NEW_FEE, fee=fee)
    require(bool(entries) and len(set(entries)) == len(entries), FOR_ENTRIES)
    for entry in entries:
        require(logged_as(contract, entry).minutes is not None, VERIFIED_FIRST, entry=entry)
        before = contract.fee_of(entry)
        require(before is None, CLAIMED_ONCE, entry=entry, fee=before)
    payable = payable_of(contract, entries, terms)
    require(units > 0, UNITS_POSITIVE)
    require(units <= payable, WITHIN_HOURS, units=units, payable=payable)
    agreed, cap = for_units(signed.unit_fen, units), for_units(unit_cap(signed.fee_kind, verified.title, terms), units)
    require(0 < gross <= agreed, AS_AGREED, gross=gross, agreed=agreed)
    together = month_tax(contract, gross, on)
    require(tax in (withholding(gross), together), TAX_WITHHELD, expected=together, tax=tax)
    require(net == gross - tax, NET_IS_THE_REST, expected=gross - tax, net=net)
    require(net <= cap, WITHIN_CAP, net=net, over=net - cap)
    return FeeClaimed(fee, entries, units, gross, tax, net, account, claim, on)


def pay_fee(contract: ExpertContract, *, fee: str, on: date, account: FundAccount) -> FeePaid:
    """支付劳务费 (日常工作管理 三、（四）8): when the claim is paid; refuses it before, and a second time."""
    claimed = claimed_as(contract, fee)
    require(not claimed.paid, FEE_PAID_ONCE, fee=fee)
    _claim_is(account, fee, claimed, ClaimStage.PAID)
    return FeePaid(fee, on)


def withdraw_fee(contract: ExpertContract, *, fee: str, on: date, account: FundAccount) -> FeeWithdrawn:
    """撤回劳务费 (日常工作管理 三、（四）8): once its claim is rejected, or the payment reversed; refuses it before."""
    _claim_is(account, fee, claimed_as(contract, fee), ClaimStage.REJECTED, ClaimStage.REVERSED)
    return FeeWithdrawn(fee, on)


# -- what they ask


def payable_of(contract: ExpertContract, entries: tuple[str, ...], terms: Terms) -> int:
    """The hundredths of an hour or day that the hours of these entries bring, beside what was claimed before."""
    if contract.signed is None:
        return 0
    before = [name for fee in contract.fees.values() for name in fee.entries if name not in entries]
    return payable_units(contract.signed.fee_kind, contract.hours(entries), contract.hours(before), terms)


def month_tax(contract: ExpertContract, gross: Fen, on: date) -> Fen:
    """What is withheld from a fee of *gross*, taken together with those claimed in the same month before it.

    属于同一项目连续性收入的，以一个月内取得该项收入为一次. In which month a fee will be paid nobody knows when it is
    claimed, so that the tax of the fee alone is taken as well; what a month's payments leave short the audit tells.
    """
    month = [fee for fee in contract.fees.values() if (fee.on.year, fee.on.month) == (on.year, on.month)]
    return max(0, withholding(gross + sum(fee.gross for fee in month)) - sum(fee.tax for fee in month))


def claimed_as(contract: ExpertContract, fee: str) -> Fee:
    """The fee of that number."""
    if fee not in contract.fees:
        raise Breach(FEE_EXISTS, fee=fee)
    return contract.fees[fee]


def _claim_is(account: FundAccount, fee: str, claimed: Fee, *needed: ClaimStage) -> None:
    stage, stages = account.claims[claimed.claim].stage, " / ".join(stage.value for stage in needed)
    require(stage in needed, CLAIM_AS_SAID, fee=fee, claim=claimed.claim, stage=stage, needed=stages)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    claim_fee: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.FINANCE}),
    pay_fee: frozenset({Role.FINANCE, Role.CASHIER}),
    withdraw_fee: frozenset({Role.FINANCE, Role.CASHIER}),
}
