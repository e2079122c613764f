"""What a register (台账) is: an accumulator that sees facts and says which rows changed.

The same class serves an auditor in memory and a service persistently: it yields `(table, key, row)`, a row of None
meaning that the key is gone. It keeps what it needs of open matters only; the rows are the sink's.

A register is of one studio, or of one region: it sees what `journal.history(owner)` holds. Where many are kept in one
place, each has its own accumulator. A class may name a `VERSION` (1 if it does not); whoever changes what its fold
makes of the same facts raises it, and what was kept of it is built anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Final, Protocol, TypeVar

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

INTEGERS: Final = frozenset({"count", "fen"})
"""Units of columns that hold whole numbers of 64 bits; all others hold text."""


def reads(fact: type[F], fold: Callable[[Recorded[F]], Iterable[RowChange]]) -> tuple[type[Any], Fold]:
    """Fold every *fact* with *fold*; mypy holds the two to each other."""
    return fact, fold


class Folding:
    """One fold by class of fact; a class that is not read changes nothing."""

    def __init__(self, by_class: Mapping[type[Any], Fold]) -> None:
        self._by_class = dict(by_class)

    @property
    def reads(self) -> frozenset[type[Any]]:
        """The classes that are read: all others may be passed over without being decoded."""
        return frozenset(self._by_class)

    def __call__(self, event: Recorded[Any]) -> Iterable[RowChange]:
        fold = self._by_class.get(type(event.fact))
        return () if fold is None else fold(event)


def folding(*pairs: tuple[type[Any], Fold]) -> Folding:
    """One fold by class of fact, of what `reads` pairs."""
    return Folding(dict(pairs))


# -- rows that any store can keep


class Misfit(ValueError):
    """A row that does not fit its table; the text names table and column, never a value."""


def fitted(table: Table, key: Key, row: Row | None) -> tuple[Key, Row | None]:
    """Key and row as they are kept, on whatever engine; `Misfit` for what is not of the table's columns."""
    if len(key) != table.key:
        raise Misfit(f"{table.name}: a key of {len(key)} parts, not {table.key}")
    for column, part in zip(table.columns, key, strict=False):
        _fits(table, column, part)
    if row is None:
        return cleaned_key(key), None
    if row.keys() != {column.name for column in table.columns}:
        raise Misfit(f"{table.name}: not the columns of the table")
    for column in table.columns:
        if row[column.name] is not None:
            _fits(table, column, row[column.name])
    if key != tuple(row[column.name] for column in table.columns[: table.key]):
        raise Misfit(f"{table.name}: the key is not what the row says")
    return cleaned_key(key), cleaned(row)


def _fits(table: Table, column: Column, value: object) -> None:
    if column.unit not in INTEGERS:
        if type(value) is not str:
            raise Misfit(f"{table.name}.{column.name}: not text")
    elif type(value) is not int or not -(2**63) <= value < 2**63:
        raise Misfit(f"{table.name}.{column.name}: not a whole number of 64 bits")


def cleaned(row: Row) -> Row:
    """The row without the character that no database takes in a text (U+0000); its picture stands for it."""
    if any(type(value) is str and "\0" in value for value in row.values()):
        return {name: _shown(value) for name, value in row.items()}
    return row


def cleaned_key(key: Key) -> Key:
    """As `cleaned`, of a key."""
    return tuple([part.replace("\0", "\u2400") if isinstance(part, str) else part for part in key])


def _shown(value: str | int | None) -> str | int | None:
    return value.replace("\0", "\u2400") if isinstance(value, str) else value


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
                kept.pop(cleaned_key(key), None)
            else:
                kept[cleaned_key(key)] = cleaned(row)

    def see_all(self, history: Iterable[Recorded[Any]], *, as_of: date | None = None) -> Kept:
        """Take in a history, or the part of it that had happened by the end of a legal day."""
        for event in history:
            if as_of is None or event.context.day <= as_of:
                self.see(event)
        return self

    def table(self, name: str) -> list[Row]:
        """The rows of a table in the order of their keys."""
        return [row for _, row in sorted(self.rows.get(name, {}).items(), key=sortable)]

    def lines(self) -> Iterator[str]:
        """Every row as a line of canonical JSON, by table and key: what the digest is taken over."""
        for name in sorted(self.rows):
            for row in self.table(name):
                yield line_of(name, row)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over all rows: equal for a register that is rebuilt."""
        return digest_of(self.lines())


def line_of(table: str, row: Row) -> str:
    """A row as a line of canonical JSON."""
    return json.dumps([table, dict(row)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 (hex) over lines."""
    body = sha256()
    for line in lines:
        body.update(line.encode() + b"\n")
    return body.hexdigest()


def sortable(item: tuple[Key, Row]) -> tuple[tuple[bool, str | int], ...]:
    """The order of rows: by key, numbers before texts, texts by code point."""
    return tuple((isinstance(part, str), part) for part in item[0])
