"""工作室."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "CARRIER_NAMED": No(Why.OPEN, LISTED),
    "KNOWN_KIND": ("studio.carrier-kind",),
    "REGISTERED_ONCE": ("studio.carrier-twice",),
    "VALID_CODE": ("studio.carrier-code",),
}
