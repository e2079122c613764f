"""The desk of a fund account: decisions that rest on other streams, or change them too (三、（三）; 三、（四）6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from studio_domain import fund_account as fund
from studio_domain import invoice as registry
from studio_domain.aggregate import At, Change, Changes
from studio_domain.fund_account import (
    ChargedItem,
    ClaimKind,
    FundAccount,
    ReconcilingItem,
    SourceAmount,
    Voucher,
    VoucherKind,
)
from studio_domain.fund_account.documents import counts_as_invoice
from studio_domain.invoice import Invoice
from studio_domain.mandate import Mandates
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.tariff_schedule import TariffSchedule
from studio_domain.values import Fen, Personal, PersonId, invoice_number

Invoices = Sequence[At[Invoice | None]]
"""The region's streams of a claim's invoices, one for each: `region-<code>/invoice/<number>`."""


def invoices_of(vouchers: Iterable[Voucher]) -> tuple[str, ...]:
    """The numbers, normalised, by which the region knows the invoices among *vouchers*."""
    return tuple(invoice_number(each.number) for each in vouchers if counts_as_invoice(each.kind, each.number))


# -- the account rests on the studio, on last year, on the system of rules


def open_account(
    account: At[FundAccount | None],
    studio: At[Studio],
    previous: At[FundAccount | None],
    *,
    year: int,
    opening: tuple[SourceAmount, ...],
) -> Changes:
    """开立专账 (三、（三）): with the closing of last year's account, which must not move meanwhile."""
    opened = fund.open_account(account.state, year=year, opening=opening, studio=studio.state, previous=previous.state)
    return account.then(opened), studio.then(), previous.then()


def approve_budget(
    account: At[FundAccount],
    regulation: At[RegulationBook | None],
    *,
    approver: PersonId,
    document: str,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> Changes:
    """批准预算 (三、（四）6): while the system of rules for special funds (专项资金管理制度) stays as it is."""
    approved = fund.approve_budget(
        account.state,
        approver=approver,
        document=document,
        on=on,
        regulation=regulation.state,
        terms=terms,
        principal=principal,
    )
    return account.then(approved), regulation.then()


def approve_budget_supplement(
    account: At[FundAccount],
    regulation: At[RegulationBook | None],
    *,
    supplement: str,
    approver: PersonId,
    document: str,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> Changes:
    """批准追加预算 (三、（四）6): while the system of rules for special funds stays as it is."""
    approved = fund.approve_budget_supplement(
        account.state,
        supplement=supplement,
        approver=approver,
        document=document,
        on=on,
        regulation=regulation.state,
        terms=terms,
        principal=principal,
    )
    return account.then(approved), regulation.then()


# -- a claim and the region's invoices: an invoice supports one claim at a time


def submit_claim(
    account: At[FundAccount],
    invoices: Invoices,
    *,
    claim: str,
    kind: ClaimKind,
    line: str,
    category: str,
    fen: Fen,
    vouchers: tuple[Voucher, ...],
    claimant: PersonId,
    purpose: str,
    on: date,
    beneficiary: PersonId | None = None,
    payee: Personal[str] | None = None,
) -> Changes:
    """提交报销、借款 (三、（四）6): and keep its invoices from every other claim of the region."""
    submitted = fund.submit_claim(
        account.state,
        claim=claim,
        kind=kind,
        line=line,
        category=category,
        fen=fen,
        vouchers=vouchers,
        claimant=claimant,
        purpose=purpose,
        on=on,
        beneficiary=beneficiary,
        payee=payee,
    )
    return account.then(submitted), *_used(account, invoices, claim, vouchers)


def settle_advance(
    account: At[FundAccount],
    invoices: Invoices,
    *,
    claim: str,
    vouchers: tuple[Voucher, ...],
    spent: Fen,
    returned: Fen,
    reviewer: PersonId,
    on: date,
) -> Changes:
    """借款核销 (三、（四）6): and keep its invoices from every other claim of the region."""
    settled = fund.settle_advance(
        account.state, claim=claim, vouchers=vouchers, spent=spent, returned=returned, reviewer=reviewer, on=on
    )
    return account.then(settled), *_used(account, invoices, claim, vouchers)


def return_claim(account: At[FundAccount], invoices: Invoices, *, claim: str, by: PersonId, reason: str) -> Changes:
    """退回补正 (三、（四）6): the invoices are free again."""
    returned = fund.return_claim(account.state, claim=claim, by=by, reason=reason)
    return account.then(returned), *_freed(account, invoices, claim)


def reject_claim(account: At[FundAccount], invoices: Invoices, *, claim: str, by: PersonId, reason: str) -> Changes:
    """不予报销 (三、（四）6): the invoices are free again."""
    rejected = fund.reject_claim(account.state, claim=claim, by=by, reason=reason)
    return account.then(rejected), *_freed(account, invoices, claim)


def reverse_payment(
    account: At[FundAccount],
    invoices: Invoices,
    *,
    claim: str,
    by: PersonId,
    on: date,
    reason: str,
    reference: str,
) -> Changes:
    """红字冲销 (三、（四）6): the invoices are free again."""
    reversal = fund.reverse_payment(account.state, claim=claim, by=by, on=on, reason=reason, reference=reference)
    return account.then(reversal), *_freed(account, invoices, claim)


# -- an approval rests on a mandate, a fee on the tariff


def approve_claim(
    account: At[FundAccount],
    mandates: At[Mandates],
    person: At[PersonRecord | None],
    *,
    claim: str,
    approver: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """审批 (三、（四）6): while the approver's mandates, and what is on record of his family, stay as they are."""
    _held_by(mandates, approver)
    if person.stream.rpartition("/")[2] != approver:
        raise ValueError(f"{person.stream} is not the record of {approver}")
    approved = fund.approve_claim(
        account.state,
        claim=claim,
        approver=approver,
        on=on,
        mandates=mandates.state,
        person=person.state,
        terms=terms,
    )
    return account.then(approved), mandates.then(), person.then()


def charge_fee(
    account: At[FundAccount],
    tariff: At[TariffSchedule],
    studio: At[Studio],
    *,
    charge: str,
    client: str,
    items: tuple[ChargedItem, ...],
    service_on: date,
    on: date,
    collector: PersonId,
    receipt: str,
    terms: Terms,
    case: str | None = None,
) -> Changes:
    """收取服务费 (三、（三）): while tariff and carrier stay as they are."""
    charged = fund.charge_fee(
        account.state,
        charge=charge,
        client=client,
        items=items,
        service_on=service_on,
        on=on,
        collector=collector,
        receipt=receipt,
        tariff=tariff.state,
        studio=studio.state,
        terms=terms,
        case=case,
    )
    return account.then(charged), tariff.then(), studio.then()


def refund_earlier_fee(
    account: At[FundAccount],
    earlier: At[FundAccount],
    *,
    refund: str,
    charge: str,
    fen: Fen,
    on: date,
    payer: PersonId,
    reason: str,
    reference: str,
) -> Changes:
    """退还上年服务费 (三、（三）): while the account that has the charge stays as it is."""
    refunded = fund.refund_fee(
        account.state,
        refund=refund,
        charge=charge,
        fen=fen,
        on=on,
        payer=payer,
        reason=reason,
        reference=reference,
        earlier=earlier.state,
    )
    return account.then(refunded), earlier.then()


# -- who reconciles is no cashier


def reconcile(
    account: At[FundAccount],
    mandates: At[Mandates],
    *,
    month: int,
    books_fen: Fen,
    items: tuple[ReconcilingItem, ...],
    reconciler: PersonId,
    on: date,
) -> Changes:
    """与载体财务账核对 (三、（三）): while the reconciler's mandates stay as they are."""
    _held_by(mandates, reconciler)
    reconciled = fund.reconcile(
        account.state,
        month=month,
        books_fen=books_fen,
        items=items,
        reconciler=reconciler,
        on=on,
        mandates=mandates.state,
    )
    return account.then(reconciled), mandates.then()


def _held_by(mandates: At[Mandates], person: PersonId) -> None:
    if mandates.stream.rpartition("/")[2] != person:
        raise ValueError(f"{mandates.stream} does not hold the mandates of {person}")


# -- the registry


def _used(account: At[FundAccount], invoices: Invoices, claim: str, vouchers: tuple[Voucher, ...]) -> Iterator[Change]:
    streams = _by_number(invoices, invoices_of(vouchers))
    for each in vouchers:
        if counts_as_invoice(each.kind, each.number):
            number = invoice_number(each.number)
            found = streams[number]
            used = registry.use(found.state, number=number, account=account.stream, claim=claim, fen=each.fen)
            yield found.then(used)


def _freed(account: At[FundAccount], invoices: Invoices, claim: str) -> Iterator[Change]:
    known = account.state.claims[claim]
    for number, found in _by_number(invoices, known.invoices).items():
        ours = found.state is not None and found.state.held_by == (account.stream, claim)
        # a claim from before the registry, or from when it knew an invoice by its kind alone: nothing is ours to free
        filed = any(one.kind is VoucherKind.INVOICE for one in known.vouchers[number])
        if found.state is None or (not ours and not filed):
            yield found.then()
        else:
            yield found.then(registry.free(found.state, account=account.stream, claim=claim))


def _by_number(invoices: Invoices, numbers: Sequence[str]) -> dict[str, At[Invoice | None]]:
    """The streams by number: those that the claim's invoices have, and no other."""
    streams = {found.stream.rpartition("/")[2]: found for found in invoices}
    if sorted(streams) != sorted(numbers):
        raise ValueError(f"the claim has the invoices {sorted(numbers)}, the streams are of {sorted(streams)}")
    return streams
