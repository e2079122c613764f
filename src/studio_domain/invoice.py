"""Invoice registry (发票登记): an invoice supports one claim at a time, across all studios of a region (3.4.6.c).

Stream `region-<code>/invoice/<number>`, the number normalised by `values.invoice_number`.
"""

from __future__ import annotations

from attrs import frozen

from studio_domain.values import Fen

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
