"""日常接待台账."""

from __future__ import annotations

from audit.rule_checks import Rows

ROWS: Rows = {
    "IN_ITS_MONTH": ("reception.other-month",),
    "ENTRY_ONCE": ("trail.number-twice",),
    "ENTRY_EXISTS": ("trail.reference",),
    "REASON_STATED": ("reception.incomplete",),
}
