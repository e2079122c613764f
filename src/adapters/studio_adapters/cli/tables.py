"""Tables as plain text, aligned for a terminal that shows Han characters two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from studio_adapters.plain import visible


def width(text: str) -> int:
    """How many columns *text* takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table."""
    cells = [list(heads), *([visible(cell) for cell in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(heads))]
    return [
        "  ".join(text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
