"""Policies (政策取值): the numbers that a locality or a studio may set, each from a day on.

The guideline is a reference (以供参考), so every figure of it is a value with a default, a bound and a
source. `Terms` are the values of a day, `Policy` gives them, a `PolicyBook` records them. As a
module this is the aggregate of the book.
"""

from __future__ import annotations

from typing import Final

from studio_domain.guideline import MayDecide
from studio_domain.policy import book, pack
from studio_domain.policy.book import (
    BY_DOCUMENT,
    NAMED_RULE,
    NAMED_VERSION,
    NOT_LOOSER,
    NOT_RETROACTIVE,
    ONE_VERSION,
    RULE_ONCE,
    PolicyBook,
    adopt_guideline,
    adopt_local_rule,
    evolve,
    set_value,
)
from studio_domain.policy.facts import Event, GuidelineAdopted, LocalRuleAdopted, PolicyValue, PolicyValueSet
from studio_domain.policy.key import Certainty, Key, Unit
from studio_domain.policy.keys import KNOWN_KEY, OF_ITS_TYPE, WITHIN_BOUND
from studio_domain.policy.pack import Pack, adopt_local_pack, adopt_pack
from studio_domain.policy.policy import Policy, PolicyBooks, scopes_of
from studio_domain.policy.terms import KEYS, Setting, Terms

__all__ = [
    "BY_DOCUMENT",
    "KEYS",
    "KNOWN_KEY",
    "MAY_DECIDE",
    "NAMED_RULE",
    "NAMED_VERSION",
    "NOT_LOOSER",
    "NOT_RETROACTIVE",
    "OF_ITS_TYPE",
    "ONE_VERSION",
    "RULE_ONCE",
    "WITHIN_BOUND",
    "Certainty",
    "Event",
    "GuidelineAdopted",
    "Key",
    "LocalRuleAdopted",
    "Pack",
    "Policy",
    "PolicyBook",
    "PolicyBooks",
    "PolicyValue",
    "PolicyValueSet",
    "Setting",
    "Terms",
    "Unit",
    "adopt_guideline",
    "adopt_local_pack",
    "adopt_local_rule",
    "adopt_pack",
    "evolve",
    "scopes_of",
    "set_value",
]

MAY_DECIDE: Final[MayDecide] = {**book.MAY_DECIDE, **pack.MAY_DECIDE}
