"""Money that comes in, and money sent back to whom it came from: 收到经费, 退回拨款 (三、（三）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import (
    DOCUMENTED,
    NEW_NUMBER,
    POSITIVE,
    another_hand,
    open_for,
    payable,
    stated,
)
from studio_domain.fund_account.facts import FundReceived, FundReturned, FundSource, PayerKind, ReceiptMode
from studio_domain.fund_account.state import FundAccount
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Fen, PersonId, is_person_id, may_name_a_person

# -- rules

PAYER_NO_NAME: Final = Rule(
    Clause.SECRECY,
    zh="付款人须写单位全称或代码；自然人付款的写人员编号或留空，不得写姓名",
    en="the payer is an organisation, by full name or code; of a natural person the id or nothing, never the name",
)

# -- a report: money that came in is recorded, whatever the audit will say of it


def record_receipt(
    account: FundAccount,
    *,
    receipt: str,
    source: FundSource,
    fen: Fen,
    on: date,
    mode: ReceiptMode,
    reference: str,
    payer: str,
    payer_kind: PayerKind,
    document: str | None = None,
    purpose: str | None = None,
    client: str | None = None,
    declaration: str | None = None,
) -> FundReceived:
    """收到经费 (多渠道筹措工作经费 三、（三）): refused only when ill-formed: no sum, a number already used, or what
    may be a natural person's name for the payer, since it would be stored in the open (档案保密 三、（四）4)."""
    require((FundReceived, receipt) not in account.books.numbers, NEW_NUMBER, number=receipt)
    require(fen > 0, POSITIVE)
    require(_names_nobody(payer, payer_kind), PAYER_NO_NAME)
    return FundReceived(
        receipt, source, fen, on, mode, reference, payer, payer_kind, document, purpose, client, declaration
    )


def _names_nobody(payer: str, kind: PayerKind) -> bool:
    if kind is not PayerKind.PERSON:
        return not may_name_a_person(payer)
    return not payer or is_person_id(payer)


# -- a decision


def return_funds(
    account: FundAccount,
    *,
    returned: str,
    source: FundSource,
    fen: Fen,
    on: date,
    payer: PersonId,
    approver: PersonId,
    document: str,
    reference: str,
    principal: PersonId | None = None,
) -> FundReturned:
    """结余上缴、退回拨款 (做好资金管理 三、（三）): refuses more than is left of the source, the approval of the
    payer or of whom he acts for (*principal*), and a return without a document."""
    open_for(account, on)
    require((FundReturned, returned) not in account.books.numbers, NEW_NUMBER, number=returned)
    require(fen > 0, POSITIVE)
    payable(account, source, fen, payer, on)
    another_hand(approver, payer, principal)
    require(stated(document), DOCUMENTED)
    return FundReturned(returned, source, fen, on, payer, approver, document, reference)


# -- who may decide, and report

MAY_DECIDE: Final[MayDecide] = {
    record_receipt: frozenset({Role.FINANCE, Role.CASHIER}),
    return_funds: frozenset({Role.CASHIER, Role.FINANCE_HEAD}),
}
