"""月度台账."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "KNOWN_LEDGER": No(Why.VOID, "what no ledger has cannot be frozen in it: its content is that of nothing"),
    "MONTH_OVER": ("ledger.too-early",),
    "ANOTHER_CONTENT": No(Why.AGAIN, "each freezing is worked out again"),
    "FROZEN_BY_ARCHIVIST": ("archive.not-archivist",),
}
