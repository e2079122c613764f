"""What may be set at all: a known key, a value of its type, within its bound."""

from __future__ import annotations

from typing import Final

from studio_domain.guideline import Clause, Rule, require
from studio_domain.policy.facts import PolicyValue
from studio_domain.policy.terms import KEYS

KNOWN_KEY: Final = Rule(Clause.REFERENCE_TEXT, zh="没有政策项 {key}", en="there is no policy key {key}")
OF_ITS_TYPE: Final = Rule(
    Clause.REFERENCE_TEXT, zh="{key} 的取值应为 {type}，不能是 {value}", en="{key} takes {type}, not {value}"
)
WITHIN_BOUND: Final = Rule(
    Clause.REFERENCE_TEXT, zh="{key} 的取值 {value} 超出限度：{bound}", en="{key}: the value {value} is beyond {bound}"
)


def check_value(key: str, value: PolicyValue) -> None:
    """Refuse a value that no book may set: an unknown key, another type, beyond the bound."""
    require(key in KEYS, KNOWN_KEY, key=key)
    known = KEYS[key]
    require(known.fits(value), OF_ITS_TYPE, key=key, type=known.type.__name__, value=value)
    require(known.admits(value), WITHIN_BOUND, key=key, value=value, bound=str(known.bound))
