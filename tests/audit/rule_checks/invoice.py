"""发票登记."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "HELD_BY_CLAIM": No(
        Why.DERIVED, "who holds an invoice is read from the claims; what the registry frees is not asked"
    ),
    "INVOICE_ONCE": ("fund.duplicate-invoice", "regional.invoice-twice"),
}
