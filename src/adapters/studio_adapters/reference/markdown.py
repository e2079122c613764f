"""Markdown: tables whose cells hold whatever text there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table, and an empty one after it."""
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield _row([cell(one) for one in row])
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def cell(value: object) -> str:
    """*value* in a cell: bars and angle brackets are text, a list is parted by commas, nothing is a dash."""
    text = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ") or "–"


def code(value: object) -> str:
    """*value* as code, each member of a list for itself."""
    members = value if isinstance(value, tuple | list) else (value,)
    return ", ".join(f"`{member}`" for member in members)
