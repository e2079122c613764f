"""Tables as plain text, aligned for a terminal that shows Han characters two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width


def width(text: str) -> int:
    """How many columns *text* takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def visible(text: object) -> str:
    """*text* on one line: control characters and direction marks show as escapes, so that no name redraws a screen."""
    said = str(text)
    if said.isprintable():
        return said
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in said)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """The lines of a table; columns named in *right* are aligned to the right."""
    cells = [list(heads), *([visible(cell) for cell in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(heads))]
    return ["  ".join(_cell(row, column, widths, right) for column in range(len(heads))).rstrip() for row in cells]


def _cell(row: Sequence[str], column: int, widths: Sequence[int], right: frozenset[int]) -> str:
    gap = " " * (widths[column] - width(row[column]))
    return gap + row[column] if column in right else row[column] + gap
