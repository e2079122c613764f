"""政策取值."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "BY_DOCUMENT": ("trail.left-blank",),
    "KNOWN_KEY": ("policy.unknown-key",),
    "NAMED_RULE": ("trail.left-blank",),
    "NAMED_VERSION": ("trail.left-blank",),
    "NOT_LOOSER": ("policy.scope",),
    "NOT_RETROACTIVE": ("policy.retroactive",),
    "OF_ITS_TYPE": ("policy.out-of-bound",),
    "ONE_VERSION": ("policy.two-guidelines",),
    "RULE_ONCE": No(Why.AGAIN, "a local rule adopted twice is adopted; nothing is counted by the number of adoptions"),
    "WITHIN_BOUND": ("policy.out-of-bound",),
}
