"""Codes that others issue: regions (GB/T 2260), organisations (GB 32100), citizens (GB 11643).

Check digits are computed; nothing is looked up, since regions merge, split and are renamed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from attrs import field, frozen

NATION: Final = "000000"

_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUE: Final = {character: value for value, character in enumerate(_USCC)}
_USCC_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))

_CITIZEN_WEIGHTS: Final = tuple(pow(2, 17 - place, 11) for place in range(17))
_CITIZEN_CHECK: Final = "10X98765432"

_FULL_WIDTH: Final = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


# -- regions


def check_region(code: str) -> str:
    """*code* itself, if it has the form of a region code: six digits."""
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        raise ValueError(f"a region code is six digits (GB/T 2260), not {code!r}")
    return code


@lru_cache(maxsize=4096)
def region_chain(code: str) -> tuple[str, ...]:
    """The region and all that it lies in, the nation first: 000000, 330000, 330100, 330106."""
    check_region(code)
    return tuple(dict.fromkeys((NATION, code[:2] + "0000", code[:4] + "00", code)))


def _region_code(_: Any, attribute: Any, value: str) -> None:
    check_region(value)


@frozen
class Region:
    """A region (行政区划) as it was named then: six digits of GB/T 2260, and the name of that day."""

    code: str = field(validator=_region_code)
    name: str

    @property
    def chain(self) -> tuple[str, ...]:
        """The codes of the nation and of all regions down to this one."""
        return region_chain(self.code)


# -- organisations


def check_uscc(code: str) -> str:
    """A unified social credit code (统一社会信用代码) as it is stored: half width, upper case, no spaces.

    Raises `ValueError` that names what is wrong: its length, a character, or the check character.
    """
    stored = "".join(code.translate(_FULL_WIDTH).split()).upper()
    if len(stored) != 18:
        raise ValueError(f"a unified social credit code has 18 characters, {stored!r} has {len(stored)}")
    for place, character in enumerate(stored, start=1):
        if character not in _USCC_VALUE:
            raise ValueError(f"character {place} of {stored!r} is none of {_USCC}: {character!r}")
    weighted = sum(weight * _USCC_VALUE[character] for weight, character in zip(_USCC_WEIGHTS, stored, strict=False))
    expected = _USCC[-weighted % 31]
    if stored[17] != expected:
        raise ValueError(f"the check character of {stored!r} should be {expected!r}")
    return stored


def uscc_is_valid(code: str) -> bool:
    """Whether *code* is a unified social credit code just as it is stored."""
    try:
        return check_uscc(code) == code
    except ValueError:
        return False


# -- citizens


def citizen_id_is_valid(number: str) -> bool:
    """Whether a citizen's number (公民身份号码) has 18 places and the right check digit."""
    digits, check = number[:17], number[17:]
    if len(digits) != 17 or not (digits.isascii() and digits.isdigit()):
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip(_CITIZEN_WEIGHTS, digits, strict=True))
    return check.upper() == _CITIZEN_CHECK[weighted % 11]
