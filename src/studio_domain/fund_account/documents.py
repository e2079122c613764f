"""What tells one voucher from another (原始凭证): the number, and of what is no invoice the issuer too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from studio_domain.fund_account.facts import Voucher, VoucherKind
from studio_domain.values import invoice_number, issuer_key, looks_like_invoice, same_issuer


def counts_as_invoice(kind: VoucherKind, number: str) -> bool:
    """Whether a voucher goes into the region's invoice registry: as what it was filed, or by its number."""
    return kind is VoucherKind.INVOICE or looks_like_invoice(number)


@frozen
class Document:
    """A voucher by what tells it from others: what it was filed as, its number and its issuer, normalised.

    An invoice is one by its number alone. Another document is the same only by number and issuer; an issuer that is not
    known may be any.
    """

    kind: VoucherKind
    number: str
    issuer: str | None = None

    @classmethod
    def of(cls, voucher: Voucher) -> Document:
        """What *voucher* is, however it was written."""
        issuer = issuer_key(voucher.issuer) if voucher.issuer is not None else None
        return cls(voucher.kind, invoice_number(voucher.number), issuer)

    @property
    def is_invoice(self) -> bool:
        """Whether it counts as an invoice."""
        return counts_as_invoice(self.kind, self.number)

    def same_as(self, other: Document) -> bool:
        """Whether the two are one document."""
        if self.number != other.number:
            return False
        return self.is_invoice or other.is_invoice or same_issuer(self.issuer, other.issuer)


def by_number(vouchers: Iterable[Voucher]) -> Mapping[str, tuple[Document, ...]]:
    """The documents that *vouchers* are, by number."""
    found: dict[str, tuple[Document, ...]] = {}
    for document in map(Document.of, vouchers):
        found[document.number] = (*found.get(document.number, ()), document)
    return found
