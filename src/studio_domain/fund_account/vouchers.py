"""What a claim rests on: 原始凭证 (及时归集相关票据账目 三、（四）6)."""

from __future__ import annotations

from typing import Final

from studio_domain.fund_account.bookings import stated
from studio_domain.fund_account.documents import Document, by_number
from studio_domain.fund_account.facts import Voucher, VoucherKind
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Clause, Rule, require
from studio_domain.values import Fen, may_name_a_person

# -- rules

VOUCHED: Final = Rule(Clause.VOUCHERS, zh="报销须有票据", en="an expense rests on vouchers")
LONGEST: Final = 64
"""Characters of the longest number; that of an invoice has 20."""

VOUCHER_NUMBERED: Final = Rule(
    Clause.VOUCHERS,
    zh="票据须有号码，不超过 {longest} 个字符",
    en="a voucher has a number of at most {longest} characters",
)
VOUCHER_POSITIVE: Final = Rule(
    Clause.VOUCHERS, zh="票据 {number} 金额须为正数", en="the sum of voucher {number} is positive"
)
VOUCHER_ONCE: Final = Rule(Clause.VOUCHERS, zh="票据 {number} 重复", en="voucher {number} is attached twice")
VOUCHER_FREE: Final = Rule(
    Clause.VOUCHERS, zh="票据 {number} 已用于报销 {claim}", en="voucher {number} already supports claim {claim}"
)
ISSUER_NO_PERSON: Final = Rule(
    Clause.SECRECY,
    zh="票据 {number} 的出具单位须写全称或统一社会信用代码，不得写自然人姓名",
    en="the issuer of voucher {number} is an organisation, by full name or code, and never a person's name",
)
VOUCHERS_SUFFICE: Final = Rule(
    Clause.VOUCHERS, zh="票据合计少 {short:yuan} 元", en="the vouchers fall short by {short:yuan}"
)

# -- what several decisions ask


def collected(account: FundAccount, vouchers: tuple[Voucher, ...], fen: Fen) -> None:
    """Vouchers for *fen*: each once and not in use, however written, of no person's name, and enough of them in all.

    An acceptance note (验收单) attests to goods and is worth no money.
    """
    require(bool(vouchers) or fen <= 0, VOUCHED)
    documents = by_number(vouchers)
    for voucher in vouchers:
        document, issuer = Document.of(voucher), voucher.issuer
        number = document.number
        require(0 < len(number) <= LONGEST, VOUCHER_NUMBERED, longest=LONGEST)
        require(voucher.fen > 0, VOUCHER_POSITIVE, number=number)
        named = issuer is None or (stated(issuer) and not may_name_a_person(issuer))
        require(named, ISSUER_NO_PERSON, number=number)
        require(sum(map(document.same_as, documents[number])) == 1, VOUCHER_ONCE, number=number)
        holder = account.holder(document)
        require(holder is None, VOUCHER_FREE, number=number, claim=holder)
    total = sum(voucher.fen for voucher in vouchers if voucher.kind is not VoucherKind.ACCEPTANCE)
    require(total >= fen, VOUCHERS_SUFFICE, short=fen - total)
