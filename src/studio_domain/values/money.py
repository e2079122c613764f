"""人民币: integer fen, never a float. Rounding happens only where a rate is applied."""

from __future__ import annotations

import re
from typing import Annotated, Final

FEN: Final = "fen"
Fen = Annotated[int, FEN]
"""An amount in fen (分, 1/100 yuan): `441950` is ¥4,419.50."""

_FOLDED: Final = str.maketrans("０１２３４５６７８９，．－￥", "0123456789,.-¥")
_YUAN: Final = re.compile(r"(-?)(?:¥ ?)?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?")

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_WEIGHTS: Final = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
_LARGEST: Final = 10**18 - 1


def whole_fen(value: int) -> Fen:
    """*value* itself: money is an int, never a bool or a float (`TypeError`).

    A converter of facts' fields, not a validator: it holds whoever makes a fact, and costs nothing where stored bytes
    are read, since the codec takes nothing but whole numbers there.
    """
    if type(value) is not int:
        raise TypeError(f"money is integer fen, not {type(value).__name__}: {value!r}")
    return value


def yuan(text: str) -> Fen:
    """Money as people write it in yuan: `4,419.50`, `¥600.00`, `-0.5`, full-width digits too.

    Raises `ValueError` for anything else, more than two decimals among it, and `TypeError` for a number.
    """
    if not isinstance(text, str):
        raise TypeError(f"yuan are read from text, not from {type(text).__name__}: {text!r}")
    written = _YUAN.fullmatch(text.strip().translate(_FOLDED))
    if written is None:
        raise ValueError(f"not an amount in yuan with at most two decimals: {text!r}")
    sign, whole, decimals = written.groups("")
    fen = int(whole.replace(",", "")) * 100 + int(decimals.ljust(2, "0"))
    return -fen if sign else fen


def yuan_text(fen: Fen) -> str:
    """Money for people, in yuan: `4,419.50`, `-0.50`."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def at_rate(fen: Fen, basis_points: int) -> Fen:
    """*basis_points* (1/10,000) of an amount, to the fen, half a fen away from zero (四舍五入)."""
    if type(fen) is not int or type(basis_points) is not int:
        raise TypeError(f"a rate is whole basis points of integer fen: {basis_points!r} of {fen!r}")
    product = fen * basis_points
    rounded = (2 * abs(product) + 10_000) // 20_000
    return -rounded if product < 0 else rounded


def in_capitals(fen: Fen) -> str:
    """Money in words, for print (人民币大写): `壹万贰仟叁佰肆拾伍元陆角柒分`, `负捌元整`.

    Of the forms that the rules for bills (支付结算办法, 附一) leave open, this is the one that writes no
    整 after 角 and no 零 before 仟 or 角: `壹拾万柒仟元伍角叁分`.
    """
    if type(fen) is not int:
        raise TypeError(f"money is integer fen, not {type(fen).__name__}: {fen!r}")
    if fen < 0:
        return "负" + in_capitals(-fen)
    if fen > _LARGEST:
        raise ValueError(f"too large to be written in words: {fen} fen")
    whole, fen = divmod(fen, 100)
    jiao, fen = divmod(fen, 10)
    words = [_in_words(whole) + "元"] if whole or not (jiao or fen) else []
    if jiao:
        words.append(_DIGITS[jiao] + "角")
    elif fen and whole:
        words.append("零")
    words.append(_DIGITS[fen] + "分" if fen else "" if jiao else "整")
    return "".join(words)


def _in_words(number: int) -> str:
    for weight, unit in _WEIGHTS:
        if number >= weight:
            head, tail = divmod(number, weight)
            words = _in_words(head) + unit
            return words if not tail else words + ("零" if tail < weight // 10 else "") + _in_words(tail)
    return _DIGITS[number]
