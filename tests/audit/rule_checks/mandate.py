"""任职、授权、委托."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "DOCUMENTED": ("trail.left-blank",),
    "FIRST_TO_LAST": No(Why.VOID, "it holds on no day: `trail.role-not-held` finds whoever acts on it"),
    "FOR_AN_ORGANISATION": ("trail.left-blank",),
    "MANDATE_EXISTS": ("trail.reference",),
    "MANDATE_ONCE": ("trail.number-twice",),
}
