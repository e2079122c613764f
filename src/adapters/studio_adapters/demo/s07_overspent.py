"""S7 (杭州): a claim ¥0.50 over its line, cured by no later transfer; an e-invoice used twice. And its twin."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo import routine
from studio_adapters.demo.expected import COUNT, FEN, OPEN, Expected
from studio_adapters.demo.house import House
from studio_adapters.demo.office import Office
from studio_adapters.demo.people import DIGITAL_PARK, XIHU
from studio_adapters.demo.routine import CARRIER, FISCAL
from studio_domain.fund_account import (
    VOUCHER_FREE,
    WITHIN_LINE,
    BudgetLine,
    ClaimApproved,
    ClaimKind,
    ClaimSubmitted,
    Voucher,
    VoucherKind,
)
from studio_domain.guideline import Clause
from studio_domain.values import Fen, PersonId

STUDIO: Final = "hz-xihu-007"
TWIN: Final = "hz-xihu-107"

FOUNDED: Final = date(2025, 1, 2)
APRIL, SEPTEMBER, NOVEMBER = date(2025, 4, 18), date(2025, 9, 5), date(2025, 11, 25)

TRAINING: Final = BudgetLine("培训活动费", FISCAL, 20_000_00, "training")
PUBLICITY: Final = BudgetLine("宣传费", FISCAL, 5_000_00, "publicity")
OFFICE: Final = BudgetLine("办公费", CARRIER, 4_000_00, "office")

FIRST: Final = 8_600_00
SECOND: Final = 6_980_50
FREE: Final = 4_419_50
CLAIMED: Final = 4_420_00
MOVED: Final = 500_00
INVOICE: Final = "25332000000012345678"
TYPED: Final = "2533 2000 0000 1234 5678"
INVOICED: Final = 1_860_00
TYPED_AS_OF: Final = date(2025, 8, 20)
"""The day that the paper print was said to be issued: with its own, in April, it would be late besides."""

IN_APRIL, IN_SEPTEMBER, IN_NOVEMBER = "bx-2025-0418", "bx-2025-0905", "bx-2025-1125"

EXPECTED: Final = (
    Expected(Clause.BUDGET.value, "fund.line-exceeded", IN_NOVEMBER, CLAIMED - FREE, FEN, OPEN),
    Expected(Clause.VOUCHERS.value, "fund.duplicate-invoice", INVOICE, 1, COUNT, OPEN),
)


def tell(office: Office) -> None:
    """The studio that spent ¥0.50 too much on paper."""
    house = _year(office, STUDIO, 17)
    first = (house.bill(INVOICED, APRIL, INVOICE), house.bill(FIRST - INVOICED, APRIL))
    house.claim(IN_APRIL, TRAINING, FIRST, APRIL, purpose="春季创业培训班", vouchers=first)
    _invoice_again(house)
    _over_the_line(house)
    _transfer(house)
    routine.end(house, 2025)


def tell_twin(office: Office) -> None:
    """Its twin keeps to the line, and reverses the first use of the invoice before the second."""
    house = _year(office, TWIN, 18)
    number = "25332000000087654321"
    first = (house.bill(INVOICED, APRIL, number), house.bill(FIRST - INVOICED, APRIL))
    house.claim("bx-2025-a1", TRAINING, FIRST, APRIL, purpose="春季创业培训班", vouchers=first)
    reference = office.reference(house.mode, date(2025, 4, 25))
    office.acts(
        date(2025, 4, 25),
        house.finance,
        lambda: house.account(2025).reverse_payment(claim="bx-2025-a1", reason="收款账户有误", reference=reference),
    )
    again = (Voucher(first[0].kind, "2533 2000 0000 8765 4321", INVOICED, first[0].issued), first[1])
    house.claim("bx-2025-a2", TRAINING, FIRST, date(2025, 4, 28), purpose="春季创业培训班", vouchers=again)
    house.claim("bx-2025-a3", TRAINING, SECOND, SEPTEMBER, purpose="创业训练营")
    house.claim("bx-2025-a4", TRAINING, FREE, NOVEMBER, purpose="创业沙龙", approver=house.head)
    _transfer(house)
    routine.end(house, 2025)


def _year(office: Office, studio: str, number: int) -> House:
    house = House(office, studio, XIHU, DIGITAL_PARK, number)
    house.found(FOUNDED)
    lines = (TRAINING, PUBLICITY, OFFICE)
    routine.begin(house, 2025, date(2025, 1, 6), income=((FISCAL, 25_000_00), (CARRIER, 5_000_00)), lines=lines)
    house.receive(date(2025, 1, 13), CARRIER, 5_000_00)
    house.receive(
        date(2025, 3, 20), FISCAL, 25_000_00, document=f"西财社〔2025〕{number}号", purpose="创业指导师工作室专项补助"
    )
    for month in (2, 5, 8, 11):
        house.claim(f"bg-2025-{number}{month:02}", OFFICE, 860_00, date(2025, month, 12), purpose="办公用品")
    house.claim(f"xc-2025-{number}", PUBLICITY, 2_400_00, date(2025, 6, 17), purpose="宣传折页")
    routine.keep(house, 2025)
    return house


def _invoice_again(house: House) -> None:
    """September: the invoice of April, from a paper print; the claim is refused, and was paid on paper."""
    office, line, purpose = house.office, TRAINING, "创业训练营"
    paper = Voucher(VoucherKind.INVOICE, TYPED, INVOICED, TYPED_AS_OF)
    vouchers = (paper, house.bill(SECOND - INVOICED, SEPTEMBER))
    office.refused(
        "s07-invoice", VOUCHER_FREE, SEPTEMBER, house.staff,
        lambda: house.account(2025).submit_claim(
            claim=IN_SEPTEMBER, line=line.line, category=line.category, fen=SECOND, purpose=purpose, vouchers=vouchers
        ),
        number=INVOICE, claim=IN_APRIL,
    )  # fmt: skip
    submitted = ClaimSubmitted(
        IN_SEPTEMBER, ClaimKind.EXPENSE, line.line, line.category, SECOND, vouchers, PersonId(house.staff.id), "2023",
        purpose,
    )  # fmt: skip
    office.brought_in("s07-2025-09-05", SEPTEMBER, house.staff, f"{STUDIO}/fund/2025", submitted)
    house.review(IN_SEPTEMBER, SECOND, SEPTEMBER)
    house.approve(IN_SEPTEMBER, SECOND, SEPTEMBER)
    house.pay(IN_SEPTEMBER, SEPTEMBER)


def _over_the_line(house: House) -> None:
    """November: ¥0.50 more than the line has left; the approval is refused, and was given on paper."""
    office = house.office
    house.submit(IN_NOVEMBER, TRAINING, CLAIMED, NOVEMBER, purpose="创业沙龙")
    house.review(IN_NOVEMBER, CLAIMED, NOVEMBER)
    over: Fen = CLAIMED - FREE
    office.refused(
        "s07-line", WITHIN_LINE, NOVEMBER, house.head,
        lambda: house.account(2025).approve_claim(claim=IN_NOVEMBER), line=TRAINING.line, over=over,
    )  # fmt: skip
    approved = ClaimApproved(IN_NOVEMBER, PersonId(house.head.id))
    office.brought_in("s07-2025-11-25", NOVEMBER, house.head, f"{STUDIO}/fund/2025", approved)
    house.pay(IN_NOVEMBER, NOVEMBER)


def _transfer(house: House) -> None:
    """Three days later ¥500.00 come from 宣传费."""
    account = house.account(2025)
    house.office.acts(
        date(2025, 11, 27),
        house.finance,
        lambda: account.request_transfer(
            transfer="tj-2025-01", giving=PUBLICITY.line, taking=TRAINING.line, fen=MOVED, reason="年末培训增加"
        ),
    )
    house.office.acts(date(2025, 11, 28), house.finance_head, lambda: account.approve_transfer(transfer="tj-2025-01"))
