"""人民币: integer fen, never a float. Rounding happens only where a rate is applied."""

from __future__ import annotations

from typing import Annotated, Any, Final

FEN: Final = "fen"
Fen = Annotated[int, FEN]
"""An amount in fen (分, 1/100 yuan): `441950` is ¥4,419.50."""


def whole_fen(_: Any, attribute: Any, value: Any) -> None:
    """An attrs validator: money is an int, never a bool or a float."""
    if type(value) is not int:
        raise TypeError(f"{attribute.name} is integer fen, not {type(value).__name__}: {value!r}")


def yuan_text(fen: Fen) -> str:
    """Money for people, in yuan: `4,419.50`, `-0.50`."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"
