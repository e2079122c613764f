"""任职、授权、委托."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "DOCUMENTED": No(Why.OPEN, LISTED),
    "FIRST_TO_LAST": No(Why.VOID, "it holds on no day: `trail.role-not-held` finds whoever acts on it"),
    "FOR_AN_ORGANISATION": No(Why.OPEN, LISTED),
    "MANDATE_EXISTS": ("trail.reference",),
    "MANDATE_ONCE": No(Why.OPEN, LISTED),
}
