"""The desk: who decides, and when it is written down."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "DELEGATED": No(Why.PENDING, LISTED),
    "FUNDS_SETTLED": ("studio.closed-unsettled",),
    "LATE_SAYS_WHY": ("trail.backdated",),
    "NOT_AHEAD": ("trail.future",),
    "NOT_DELEGABLE": ("trail.not-in-person",),
    "OF_THE_CARRIER": ("trail.other-organisation",),
    "ROLE_HELD": ("trail.role-not-held",),
    "ROLE_MAY": ("trail.role-may-not",),
}
