"""人员登记."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "INTEREST_EXISTS": ("trail.reference",),
    "INTEREST_ONCE": ("trail.number-twice",),
    "REGISTERED_ONCE": No(
        Why.AGAIN, "a person's stream is that person's: the later registration says how he stands now"
    ),
}
