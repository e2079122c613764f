"""监督检查."""

from __future__ import annotations

from audit.rule_checks import Rows

ROWS: Rows = {
    "INSPECTED_ONCE": ("trail.number-twice",),
    "IN_ITS_YEAR": ("inspection.incomplete",),
    "SCOPE_STATED": ("inspection.incomplete",),
    "RESULT_GIVEN": ("inspection.incomplete",),
}
