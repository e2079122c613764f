"""How far a policy value may go: what the guideline or the law leaves open, and in which form it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import ClassVar, Final

from attrs import frozen

from studio_domain.policy.facts import PolicyValue

CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A registered code: ASCII, lower case, words joined by hyphens."""

MONTH_DAY: Final = re.compile(r"[0-9]{2}-[0-9]{2}")

CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")

PERMANENT: Final = "Y"


@frozen
class Bound:
    """Any value of the key's type."""

    @property
    def directed(self) -> bool:
        """Whether of two values one is stricter than the other."""
        return False

    def admits(self, value: PolicyValue) -> bool:
        """Whether *value* lies within; it already has the key's type, and is not None."""
        return True

    def keeps(self, value: PolicyValue, wider: PolicyValue) -> bool:
        """Whether *value* is at least as strict as what a wider scope has set."""
        return True

    def __str__(self) -> str:
        return "any"


@frozen
class Between(Bound):
    """A whole number from *least* to *most*, both included (以上、以内, Civil Code 1259)."""

    least: int = 0
    most: int | None = None

    @property
    def directed(self) -> bool:
        return (self.least > 0) != (self.most is not None)

    def admits(self, value: PolicyValue) -> bool:
        return isinstance(value, int) and self.least <= value and (self.most is None or value <= self.most)

    def keeps(self, value: PolicyValue, wider: PolicyValue) -> bool:
        if not isinstance(value, int) or not isinstance(wider, int):
            return True
        return value >= wider if self.most is None else value <= wider

    def __str__(self) -> str:
        return f">= {self.least}" if self.most is None else f"{self.least}..{self.most}"


def codes_of(value: PolicyValue) -> tuple[str, ...]:
    """The members of a list of codes, or nothing where it is no such list."""
    return value if isinstance(value, tuple) else ()


def well_formed(codes: tuple[str, ...]) -> bool:
    """Whether these are registered codes, each once."""
    return len(set(codes)) == len(codes) and all(CODE.fullmatch(code) for code in codes)


@frozen
class Codes(Bound):
    """A list of codes, none of which is among *never*; it may not be empty unless *empty*."""

    never: tuple[str, ...] = ()
    empty: bool = False

    def admits(self, value: PolicyValue) -> bool:
        codes = codes_of(value)
        return well_formed(codes) and (self.empty or bool(codes)) and not set(codes) & set(self.never)

    def __str__(self) -> str:
        return f"codes, none of {', '.join(self.never)}" if self.never else "codes"


@frozen
class Including(Bound):
    """A list of codes that ends in 等: more may be registered, none of these left out."""

    codes: tuple[str, ...]

    @property
    def directed(self) -> bool:
        return True

    def admits(self, value: PolicyValue) -> bool:
        return well_formed(codes_of(value)) and set(self.codes) <= set(codes_of(value))

    def keeps(self, value: PolicyValue, wider: PolicyValue) -> bool:
        return set(codes_of(wider)) <= set(codes_of(value))

    def __str__(self) -> str:
        return f"includes {', '.join(self.codes)}"


@frozen
class OneOf(Bound):
    """One code of a closed list."""

    codes: tuple[str, ...]

    def admits(self, value: PolicyValue) -> bool:
        return value in self.codes

    def __str__(self) -> str:
        return f"one of {', '.join(self.codes)}"


@frozen
class MonthDay(Bound):
    """A day of every year, written MM-DD; 29 February is none."""

    def admits(self, value: PolicyValue) -> bool:
        if not isinstance(value, str) or not MONTH_DAY.fullmatch(value):
            return False
        try:
            date(2001, int(value[:2]), int(value[3:]))
        except ValueError:
            return False
        return True

    def __str__(self) -> str:
        return "MM-DD"


@frozen
class Clock(Bound):
    """A time of day in Asia/Shanghai, written HH:MM; 24:00 is the day's end."""

    def admits(self, value: PolicyValue) -> bool:
        return isinstance(value, str) and CLOCK.fullmatch(value) is not None

    def __str__(self) -> str:
        return "HH:MM"


@frozen
class Bands(Bound):
    """Grades from a score on, `85:excellent`, from the highest down to `0:…`: they cover 0–100."""

    def admits(self, value: PolicyValue) -> bool:
        parts = [band.partition(":") for band in codes_of(value)]
        if not parts or not all(score.isascii() and score.isdigit() for score, _, _ in parts):
            return False
        scores = [int(score) for score, _, _ in parts]
        falling = all(higher > lower for higher, lower in pairwise(scores))
        return falling and scores[0] <= 100 and scores[-1] == 0 and well_formed(tuple(code for _, _, code in parts))

    def __str__(self) -> str:
        return "score:grade, falling to 0:grade"


@frozen
class Labelled(Bound):
    """Codes with what people read, `excellent:优秀`, each code once."""

    def admits(self, value: PolicyValue) -> bool:
        parts = [label.partition(":") for label in codes_of(value)]
        return bool(parts) and well_formed(tuple(code for code, _, _ in parts)) and all(text for _, _, text in parts)

    def __str__(self) -> str:
        return "code:label"


def years_of(retention: str) -> int | None:
    """The years of a retention code (保管期限): `D30` is 30, `Y` (permanent) is None."""
    return None if retention == PERMANENT else int(retention.removeprefix("D"))


@frozen
class AtLeastRetained(Bound):
    """A retention table, `voucher:D30`, that keeps every class at least as long as *minima* (the law)."""

    minima: tuple[str, ...] = ()

    @property
    def directed(self) -> bool:
        return True

    def admits(self, value: PolicyValue) -> bool:
        rows = codes_of(value)
        parts = [row.partition(":") for row in rows]
        if not all(re.fullmatch(r"Y|D[1-9][0-9]?", retention) for _, _, retention in parts):
            return False
        return well_formed(tuple(code for code, _, _ in parts)) and self.keeps(value, self.minima)

    def keeps(self, value: PolicyValue, wider: PolicyValue) -> bool:
        table = retention_years(codes_of(value))
        return all(
            code in table and (table[code] is None or (years is not None and (table[code] or 0) >= years))
            for code, years in retention_years(codes_of(wider)).items()
        )

    def __str__(self) -> str:
        return f"class:Y or class:D<years>, at least {', '.join(self.minima)}"


def retention_years(table: tuple[str, ...]) -> Mapping[str, int | None]:
    """Class of record → years it is kept, None for permanent, of a table `("voucher:D30", …)`."""
    return {code: years_of(retention) for code, _, retention in (row.partition(":") for row in table)}


@frozen
class NameForm(Bound):
    """Templates of a studio's name: region, then the lead's name, then the fixed words (一、（四）)."""

    order: ClassVar[tuple[str, ...]] = ("{region}", "{lead}", "创业指导师工作室")

    def admits(self, value: PolicyValue) -> bool:
        templates = codes_of(value)
        return bool(templates) and all(self._in_order(template) for template in templates)

    def _in_order(self, template: str) -> bool:
        places = [template.find(part) for part in self.order]
        return places == sorted(places) and all(template.count(part) == 1 for part in self.order)

    def __str__(self) -> str:
        return "{region}, {lead}, 创业指导师工作室, in this order"
