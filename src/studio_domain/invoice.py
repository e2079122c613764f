"""Invoice registry (发票登记): an invoice supports one claim at a time, across all studios of a region (3.4.6.c).

Stream `region-<code>/invoice/<number>`, the number normalised by `values.invoice_number`.
"""

from __future__ import annotations

from typing import Final, assert_never

from attrs import frozen

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.values import Fen

# -- rules

INVOICE_ONCE: Final = Rule(
    Clause.VOUCHERS,
    zh="发票 {number} 已用于 {account} 的报销 {claim}",
    en="invoice {number} already supports claim {claim} of {account}",
)
HELD_BY_CLAIM: Final = Rule(
    Clause.VOUCHERS,
    zh="发票 {number} 未用于 {account} 的报销 {claim}",
    en="invoice {number} does not support claim {claim} of {account}",
)

# -- facts


@frozen
class InvoiceUsed:
    """发票入账: by a claim of an account (its stream)."""

    number: str
    account: str
    claim: str
    fen: Fen


@frozen
class InvoiceFreed:
    """发票释放: the claim was rejected, returned or reversed."""

    account: str
    claim: str


Event = InvoiceUsed | InvoiceFreed

# -- state


@frozen
class Invoice:
    """An invoice, and the account and claim that it supports now."""

    number: str
    held_by: tuple[str, str] | None


def evolve(invoice: Invoice | None, event: Event) -> Invoice:
    """The invoice after *event*; what frees it for another claim than its holder changes nothing."""
    match event:
        case InvoiceUsed(number, account, claim):
            return Invoice(number, (account, claim))
        case InvoiceFreed(account, claim):
            if invoice is None:
                raise LookupError("freed before it was used")
            return Invoice(invoice.number, None) if invoice.held_by == (account, claim) else invoice
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions


def use(invoice: Invoice | None, *, number: str, account: str, claim: str, fen: Fen) -> InvoiceUsed:
    """票据归集 (及时归集相关票据账目 三、（四）6): refuses an invoice that supports a claim already."""
    if invoice is not None and invoice.held_by is not None:
        holder, held = invoice.held_by
        raise Breach(INVOICE_ONCE, number=number, account=holder, claim=held)
    return InvoiceUsed(number, account, claim, fen)


def free(invoice: Invoice, *, account: str, claim: str) -> InvoiceFreed:
    """票据释放 (三、（四）6): refuses a claim that the invoice does not support."""
    require(invoice.held_by == (account, claim), HELD_BY_CLAIM, number=invoice.number, account=account, claim=claim)
    return InvoiceFreed(account, claim)


# -- who may decide: whoever submits or settles a claim, and whoever ends one

MAY_DECIDE: Final[MayDecide] = {
    use: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST, Role.FINANCE}),
    free: frozenset({Role.FINANCE, Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
}
