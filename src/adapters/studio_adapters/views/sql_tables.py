"""The tables about registers in a database, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol

from studio_adapters.views.port import Generation, Poison

FORMAT: Final = 1
"""The version of the tables about registers; a store of another version is refused."""

POSITIONS: Final = "register_positions"
TABLES: Final = "register_tables"
COLUMNS: Final = "register_columns"

# {text}, {integer} and the names of tables are the engine's
MADE: Final = (
    """CREATE TABLE {register_positions} (
    register {text} NOT NULL, generation {integer} NOT NULL, live {integer} NOT NULL CHECK (live IN (0, 1)),
    version {integer} NOT NULL, fingerprint {text} NOT NULL, origin {text} NOT NULL,
    position {integer} NOT NULL, leaf {text} NOT NULL,
    stopped_position {integer}, stopped_type {text}, stopped_stream {text}, stopped_version {integer},
    stopped_reason {text},
    PRIMARY KEY (register, generation)){options}""",
    """CREATE TABLE {register_tables} (
    table_name {text} PRIMARY KEY, register {text} NOT NULL, generation {integer} NOT NULL,
    zh {text} NOT NULL, en {text} NOT NULL){options}""",
    """CREATE TABLE {register_columns} (
    table_name {text} NOT NULL, number {integer} NOT NULL, column_name {text} NOT NULL,
    zh {text} NOT NULL, en {text} NOT NULL, unit {text} NOT NULL, key {integer} NOT NULL CHECK (key IN (0, 1)),
    PRIMARY KEY (table_name, number)){options}""",
)

GENERATION: Final = (
    "register, generation, live, version, fingerprint, origin, position, leaf, "
    "stopped_position, stopped_type, stopped_stream, stopped_version, stopped_reason"
)
THERE: Final = "register = ? AND generation = ? AND fingerprint = ? AND position = ? AND leaf = ?"


class Database(Protocol):
    """A transaction: statements with `?` for values."""

    def ask(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The rows that a statement answers."""
        ...

    def do(self, statement: str, *values: object) -> int:
        """How many rows a statement changed."""
        ...

    def many(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        """One statement for each of *values*."""
        ...

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement answers, not all in memory."""
        ...


def physical_name(table: str, number: int, live: bool) -> str:
    return table if live else f"{table}__{number}"


def there_values(seen: Generation) -> tuple[object, ...]:
    return seen.register, seen.number, seen.fingerprint, seen.position, seen.leaf


def generation_of(row: Sequence[Any]) -> Generation:
    register, number, live, version, fingerprint, origin, position, leaf, *stopped = row
    poison = None if stopped[0] is None else Poison(*stopped)
    return Generation(register, number, bool(live), version, fingerprint, origin, position, leaf, poison)
