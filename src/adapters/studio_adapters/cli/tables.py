"""Tables as plain text, aligned for a terminal that shows Han characters two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from studio_adapters.plain import visible


def width(text: str) -> int:
    """How many columns *text* takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table, each column as wide as its widest cell."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in cells]


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))
