"""政策取值."""

from __future__ import annotations

from audit.rule_checks import LISTED, No, Rows, Why

ROWS: Rows = {
    "BY_DOCUMENT": No(Why.OPEN, LISTED),
    "KNOWN_KEY": ("policy.unknown-key",),
    "NAMED_RULE": No(Why.OPEN, LISTED),
    "NAMED_VERSION": No(Why.OPEN, LISTED),
    "NOT_LOOSER": ("policy.scope",),
    "NOT_RETROACTIVE": ("policy.retroactive",),
    "OF_ITS_TYPE": ("policy.out-of-bound",),
    "ONE_VERSION": ("policy.two-guidelines",),
    "RULE_ONCE": No(Why.AGAIN, "a local rule adopted twice is adopted; nothing is counted by the number of adoptions"),
    "WITHIN_BOUND": ("policy.out-of-bound",),
}
