"""工作室."""

from __future__ import annotations

from audit.rule_checks import Rows

ROWS: Rows = {
    "CARRIER_NAMED": ("trail.left-blank",),
    "KNOWN_KIND": ("studio.carrier-kind",),
    "REGISTERED_ONCE": ("studio.carrier-twice",),
    "VALID_CODE": ("studio.carrier-code",),
}
