"""For every rule that a decision keeps to: the checks that find what it would have refused, or why none does.

One module a kind of stream, named after it, with a table `ROWS`; the desk has one of its own. A new aggregate adds
its module and nothing else: `test_every_rule` finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import frozen


class Why(Enum):
    """Why no check looks for what a rule refuses."""

    VOID = "nothing follows from it: it gives, moves or allows nothing, so nobody is better or worse off"
    AGAIN = "it says once more what was said; each saying is judged by the checks that judge the first"
    DATES = "what holds on a day follows from the days stated, whatever the order in which it was decided"
    DERIVED = "the audit works it out from other facts, and does not take this one's word for it"
    UNSEEN = "no fact can show it: what is missing, or was meant, leaves no trace"
    CLOSED = "no fact can hold it: the list is closed, so it can neither be decided, stored nor imported"
    PENDING = "a check is wanting: `docs/explanation/guards-without-checks.md` lists it until there is one"


@frozen
class No:
    """No check, of which kind the reason is, and the reason in a sentence."""

    why: Why
    because: str


Row = tuple[str, ...] | No
"""The ids of the checks, or why there is none."""

Rows = Mapping[str, Row]

LISTED = "see guards-without-checks.md"
