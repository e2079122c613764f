"""What is known of a policy key: its default, how sure that is, how far it may go, where it comes from."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, TypeVar, cast

import attrs
from attrs import field, frozen

from studio_domain.guideline import Clause
from studio_domain.policy.bounds import Between, Bound, Clock, Codes, Including, MonthDay, OneOf
from studio_domain.policy.facts import PolicyValue

T = TypeVar("T")

_KEY: Final = "key"


class Certainty(Enum):
    """How far a default may be relied on before anybody adopted it."""

    CERTAIN = "C"  # stands in the text or the law
    LIKELY = "L"
    UNVERIFIED = "U"  # an engineering default


C: Final = Certainty.CERTAIN
L: Final = Certainty.LIKELY
U: Final = Certainty.UNVERIFIED


class Unit(Enum):
    """What a value counts."""

    NONE = ""
    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "month"
    YEARS = "year"
    MINUTES = "minute"
    HOURS = "hour"
    FEN = "fen"
    PERCENT = "pct"
    PERSONS = "person"
    TIMES = "time"
    SCORE = "score"
    MONTH_DAY = "MM-DD"
    CLOCK = "HH:MM"


MOST: Final = 10**12
LARGEST: Final = {
    Unit.DAYS: 36_525,
    Unit.WORKING_DAYS: 26_000,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
    Unit.MINUTES: 525_600,
    Unit.HOURS: 8_784,
    Unit.PERCENT: 100,
}
"""The largest number of each unit: a hundred years, a year of minutes or hours; beyond it dates have no end."""


@frozen
class Key:
    """A policy key (政策项): `name` is `<group>.<field>`, `type` the type of a value that is not None."""

    name: str
    type: type[int] | type[bool] | type[str] | type[tuple[str, ...]]
    optional: bool
    default: PolicyValue
    bound: Bound
    certainty: Certainty
    clause: Clause
    unit: Unit
    zh: str
    en: str

    @property
    def certain(self) -> bool:
        """Whether the default binds although nobody adopted it."""
        return self.certainty is Certainty.CERTAIN

    @property
    def tightens_only(self) -> bool:
        """Whether a narrower scope may only be stricter: thresholds that stand in the text or the law itself."""
        return self.certain and self.bound.directed and not self.optional

    def fits(self, value: PolicyValue) -> bool:
        """Whether *value* has the key's type; a switch is no number."""
        if value is None:
            return self.optional
        if self.type is tuple:
            return isinstance(value, tuple) and all(type(member) is str for member in value)
        return type(value) is self.type

    def admits(self, value: PolicyValue) -> bool:
        """Whether a value of the right type lies within the bound, and is no larger than its unit makes sense."""
        if value is None:
            return True
        return self.bound.admits(value) and not (isinstance(value, int) and value > LARGEST.get(self.unit, MOST))


@frozen
class Described:
    """What a field of a group says about its key; name and type come from the field itself."""

    clause: Clause
    certainty: Certainty
    zh: str
    en: str
    unit: Unit
    bound: Bound


def key(
    default: T,
    clause: Clause,
    certainty: Certainty,
    zh: str,
    en: str,
    unit: Unit = Unit.NONE,
    *,
    at_least: int | None = None,
    at_most: int | None = None,
    one_of: tuple[str, ...] = (),
    superset: bool = False,
    bound: Bound | None = None,
) -> T:
    """A field of a group of terms. Without a bound a number is 0 or more, a list one of codes."""
    if bound is None and superset:
        bound = Including(cast(tuple[str, ...], default))
    elif bound is None and one_of:
        bound = OneOf(one_of)
    elif bound is None and unit is Unit.MONTH_DAY:
        bound = MonthDay()
    elif bound is None and unit is Unit.CLOCK:
        bound = Clock()
    elif bound is None and isinstance(default, bool):
        bound = Bound()
    elif bound is None and isinstance(default, tuple):
        bound = Codes()
    described = Described(clause, certainty, zh, en, unit, bound or Between(at_least or 0, at_most))
    return field(default=default, metadata={_KEY: described})


def described(attribute: attrs.Attribute[Any]) -> Described:
    """What `key` said about the field."""
    return cast(Described, attribute.metadata[_KEY])
