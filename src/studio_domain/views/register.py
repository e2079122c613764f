"""What a register (台账) is: an accumulator that sees facts and says which rows changed.

The same class serves an auditor in memory and a service persistently: it yields `(table, key, row)`, a row of None
meaning that the key is gone. It keeps what it needs of open matters only; the rows are the sink's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from attrs import define, field, frozen

from studio_domain.aggregate import Recorded

F = TypeVar("F")

Key = tuple[str | int, ...]
Row = Mapping[str, str | int | None]
RowChange = tuple[str, Key, Row | None]
"""A table, a key in it, and its row from now on."""


@frozen
class Column:
    """A column: its name, what people call it, and what it counts (`fen`, `day`, `text`, `count`)."""

    name: str
    zh: str
    en: str
    unit: str = "text"


@frozen
class Table:
    """A table of a register: its name, its columns, and how many of the first make up the key."""

    name: str
    zh: str
    en: str
    key: int
    columns: tuple[Column, ...]


class Register(Protocol):
    """An accumulator over facts; facts that it does not read change nothing."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """What it keeps."""
        ...

    def see(self, event: Recorded[Any]) -> Iterable[RowChange]:
        """The rows that *event* changes."""
        ...


Fold = Callable[[Recorded[Any]], Iterable[RowChange]]


def reads(fact: type[F], fold: Callable[[Recorded[F]], Iterable[RowChange]]) -> tuple[type[Any], Fold]:
    """Fold every *fact* with *fold*; mypy holds the two to each other."""
    return fact, fold


def folding(*pairs: tuple[type[Any], Fold]) -> Fold:
    """One fold by class of fact; a class that is not read changes nothing."""
    by_class = dict(pairs)

    def see(event: Recorded[Any]) -> Iterable[RowChange]:
        fold = by_class.get(type(event.fact))
        return () if fold is None else fold(event)

    return see


@define
class Kept:
    """The rows of a register, in memory."""

    register: Register
    rows: dict[str, dict[Key, Row]] = field(factory=dict)

    def see(self, event: Recorded[Any]) -> None:
        """Take in one fact."""
        for table, key, row in self.register.see(event):
            kept = self.rows.setdefault(table, {})
            if row is None:
                kept.pop(key, None)
            else:
                kept[key] = row

    def see_all(self, history: Iterable[Recorded[Any]], *, as_of: date | None = None) -> Kept:
        """Take in a history, or the part of it that had happened by the end of a legal day."""
        for event in history:
            if as_of is None or event.context.day <= as_of:
                self.see(event)
        return self

    def table(self, name: str) -> list[Row]:
        """The rows of a table in the order of their keys."""
        return [row for _, row in sorted(self.rows.get(name, {}).items(), key=_sortable)]

    def lines(self) -> Iterator[str]:
        """Every row as a line of canonical JSON, by table and key: what the digest is taken over."""
        for name in sorted(self.rows):
            for row in self.table(name):
                yield json.dumps([name, row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over all rows: equal for a register that is rebuilt."""
        body = sha256()
        for line in self.lines():
            body.update(line.encode() + b"\n")
        return body.hexdigest()


def _sortable(item: tuple[Key, Row]) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(part, str), part) for part in item[0])
