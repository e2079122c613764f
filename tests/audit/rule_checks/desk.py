"""The desk: who decides, and when it is written down."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "CASES_CLOSED": ("studio.closed-with-case",),
    "CONTRACTS_ENDED": ("studio.closed-with-contract",),
    "DELEGATED": No(Why.PENDING, LISTED),
    "FILES_ARCHIVED": ("studio.closed-unarchived",),
    "FUNDS_SETTLED": ("studio.closed-unsettled",),
    "LATE_SAYS_WHY": ("trail.backdated",),
    "NOTHING_AHEAD": ("studio.closed-with-appointment",),
    "NOT_AHEAD": ("trail.future",),
    "NOT_DELEGABLE": ("trail.not-in-person",),
    "OF_THE_CARRIER": ("trail.other-organisation",),
    "ROLE_HELD": ("trail.role-not-held",),
    "ROLE_MAY": ("trail.role-may-not",),
}
