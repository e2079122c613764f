"""The desk: who decides, and when it is written down."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "DELEGATED": No(
        Why.UNSEEN, "an old record names a principal also where somebody only wrote down what another had done"
    ),
    "FUNDS_SETTLED": ("studio.closed-unsettled",),
    "LATE_SAYS_WHY": ("trail.backdated",),
    "NOT_AHEAD": ("trail.future",),
    "NOT_DELEGABLE": No(Why.PENDING, LISTED),
    "OF_THE_CARRIER": No(Why.PENDING, LISTED),
    "ROLE_HELD": ("trail.role-not-held",),
    "ROLE_MAY": ("trail.role-may-not",),
}
