"""Checks of 票据归集 (3.4.6.c): a source document supports one claim at a time, whatever it was filed as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import Voucher, VoucherKind
from studio_domain.guideline import Clause, Kind
from studio_domain.values import invoice_number, issuer_key, looks_like_invoice, same_issuer

DUPLICATE_INVOICE: Final = Predicate(
    "fund.duplicate-invoice",
    Clause.VOUCHERS,
    Kind.X,
    zh="发票 {number} 用于报销 {claim}，此前已用于报销 {first}",
    en="invoice {number} supports claim {claim}, and already claim {first}",
)
DUPLICATE_VOUCHER: Final = Predicate(
    "fund.duplicate-voucher",
    Clause.VOUCHERS,
    Kind.G,
    zh="票据 {number} 用于报销 {claim}，此前已用于本专账的报销 {first}",
    en="voucher {number} supports claim {claim}, and already claim {first} of the same account",
)

Key = tuple[str, str]
"""An account and a claim of it."""

_Number = tuple[str, str]
"""Within what a number stands for one document, and the number: of an invoice the studio, else the account."""

_Use = tuple[str, str, str | None]
"""A use of a document: the account, the claim, and the issuer by which it is told there (`issuer_key`)."""

_Handed = fund.ClaimSubmitted | fund.AdvanceSettled
_NOBODY: Final[Mapping[_Use, int]] = {}


def is_invoice(kind: VoucherKind, number: str) -> bool:
    """Whether a document is an invoice: by what it was filed as, or else by its *number* (`invoice_number`)."""
    return kind is VoucherKind.INVOICE or looks_like_invoice(number)


@define
class VoucherUse:
    """Which claims each document supports at present: no check, but what one finds duplicates by."""

    _holders: defaultdict[_Number, dict[_Use, int]] = field(factory=lambda: defaultdict(dict))
    """Of each number the uses of its documents, and the version at which each began."""
    _uses: defaultdict[Key, list[tuple[_Number, _Use]]] = field(factory=lambda: defaultdict(list))

    def take(self, event: Recorded[_Handed], vouchers: Iterable[Voucher]) -> Iterator[Finding]:
        """The claim comes to use *vouchers*: what of them another claim uses, or the same one twice.

        An invoice is one by its number, any other document by number and issuer.
        """
        key, studio = (event.stream, event.fact.claim), event.studio
        for voucher in vouchers:
            if not (number := invoice_number(voucher.number)):
                continue
            as_invoice, as_other = (studio, number), (event.stream, number)
            invoices, others = self._holders.get(as_invoice, _NOBODY), self._holders.get(as_other, _NOBODY)
            scope, issuer = as_other, None if voucher.issuer is None else issuer_key(voucher.issuer)
            if is_invoice(voucher.kind, number):
                scope = as_invoice
                if invoices:
                    yield _twice(DUPLICATE_INVOICE, event, number, number, invoices)
                elif others:
                    yield _twice(DUPLICATE_VOUCHER, event, number, voucher.number, others)
            elif same := {
                **{use: at for use, at in others.items() if same_issuer(use[2], issuer)},
                **{use: at for use, at in invoices.items() if use[0] == event.stream},
            }:
                yield _twice(DUPLICATE_VOUCHER, event, number, voucher.number, same)
            use = (*key, issuer)
            self._holders[scope].setdefault(use, event.version)
            self._uses[key].append((scope, use))

    def free(self, key: Key) -> None:
        """The claim uses nothing any more."""
        for scope, use in self._uses.pop(key, ()):
            self._holders[scope].pop(use, None)


def _twice(
    predicate: Predicate, event: Recorded[_Handed], number: str, written: str, holders: Mapping[_Use, int]
) -> Finding:
    (stream, claim, _), version = next(iter(holders.items()))
    return finding(
        predicate,
        event,
        number,
        expected=count(1),
        actual=count(2),
        delta=count(1),
        also=(Place(stream, version),),
        number=written,
        claim=event.fact.claim,
        first=claim,
    )
