"""成长与研发台账."""

from __future__ import annotations

from audit.rule_checks import Rows

ROWS: Rows = {
    "IN_ITS_YEAR": ("development.other-year",),
    "ENTRY_ONCE": ("trail.number-twice",),
    "MINUTES_POSITIVE": ("development.incomplete",),
}
