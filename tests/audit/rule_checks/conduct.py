"""廉洁承诺与申报."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "OWN_PLEDGE": ("trail.actor",),
    "PLEDGE_TEXT": ("conduct.incomplete",),
    "PLEDGE_DIGEST": ("conduct.incomplete",),
    "PLEDGE_IN_ORDER": No(Why.DATES, "which pledge holds follows from the days stated"),
    "OWN_DECLARATION": ("trail.actor",),
    "DECLARED_FOR_THE_YEAR": ("conduct.incomplete",),
    "DECLARED_ONCE": No(Why.AGAIN, "each declaration is judged, and one of the year is enough"),
    "DECLARATION_DIGEST": ("conduct.incomplete",),
}
