"""Registers in a database of tables: the statements that SQLite and PostgreSQL share. No SQL is written per register.

Live tables bear the names that registers give them; those built beside them have the number of their generation behind
(`fund_ledger__2`) until they take the live ones' place. Every name that goes into a statement was checked by `spec_of`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from attrs import frozen

from studio_adapters.port import ForeignStore
from studio_adapters.views.port import OWNER, Generation, Moved, Poison, Reading, Step
from studio_adapters.views.spec import Spec
from studio_adapters.views.sql_tables import (
    COLUMNS,
    GENERATION,
    MADE,
    POSITIONS,
    TABLES,
    THERE,
    Database,
    generation_of,
    physical_name,
    there_values,
)
from studio_domain.views.register import INTEGERS, Key, Row, Table

T = TypeVar("T")


class SqlSink(ABC):
    """The port over a database; an engine says how a transaction is had and what its types are called."""

    text: str
    integer: str
    options: str
    """What stands behind the columns of a table."""

    @abstractmethod
    def writing(self, work: Callable[[Database], T]) -> T:
        """What *work* answers, in one transaction that writes, or not at all."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[Database]:
        """A transaction that reads as of one moment."""

    @abstractmethod
    def alone(self, db: Database) -> None:
        """Wait for whoever else makes, switches or drops tables, and keep them waiting until the end."""

    @abstractmethod
    def name(self, table: str) -> str:
        """The name of a table as it stands in a statement."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held open."""

    def made(self) -> tuple[str, ...]:
        """The statements that make the tables about registers."""
        names = {table: self.name(table) for table in (POSITIONS, TABLES, COLUMNS)}
        types = {"text": self.text, "integer": self.integer, "options": self.options}
        return tuple(statement.format(**names, **types) for statement in MADE)

    # -- generations

    def generations(self, register: str | None = None) -> Sequence[Generation]:
        """What is kept of a register, or of all."""
        with self.snapshot() as db:
            return self._generations(db, register)

    def _generations(self, db: Database, register: str | None = None) -> list[Generation]:
        where = "" if register is None else " WHERE register = ?"
        statement = f"SELECT {GENERATION} FROM {self.name(POSITIONS)}{where} ORDER BY register, generation"
        return [generation_of(row) for row in db.ask(statement, *(() if register is None else (register,)))]

    def begin(self, spec: Spec, origin: str, *, live: bool) -> Generation:
        """Empty tables for *spec*, or those that are there already."""
        return self.writing(lambda db: self._begin(db, spec, origin, live))

    def _begin(self, db: Database, spec: Spec, origin: str, live: bool) -> Generation:
        self.alone(db)
        there = self._generations(db, spec.name)
        for one in there:
            if (one.live, one.fingerprint) == (live, spec.fingerprint):
                return one
            if live and one.live:
                raise Moved(f"{spec.name} is kept in another form")
        for table in spec.tables:
            if db.ask(
                f"SELECT 1 FROM {self.name(TABLES)} WHERE table_name = ? AND register <> ?", table.name, spec.name
            ):
                raise ForeignStore(f"the table {table.name} belongs to another register")
        number = 1 + max((one.number for one in there), default=0)
        for table in spec.tables:
            self._make(db, table, spec.name, number, physical_name(table.name, number, live))
        made = Generation(spec.name, number, live, spec.version, spec.fingerprint, origin)
        db.do(
            f"INSERT INTO {self.name(POSITIONS)}"
            " (register, generation, live, version, fingerprint, origin, position, leaf)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, '')",
            spec.name, number, int(live), spec.version, spec.fingerprint, origin,
        )  # fmt: skip
        return made

    def _make(self, db: Database, table: Table, register: str, number: int, physical: str) -> None:
        columns = (OWNER, *table.columns)
        keys = columns[: table.key + 1]
        said = ", ".join(
            f'"{column.name}" {self.integer if column.unit in INTEGERS else self.text}'
            + (" NOT NULL" if column in keys else "")
            for column in columns
        )
        key = ", ".join(f'"{column.name}"' for column in keys)
        db.do(f"CREATE TABLE {self.name(physical)} ({said}, PRIMARY KEY ({key})){self.options}")
        db.do(
            f"INSERT INTO {self.name(TABLES)} (table_name, register, generation, zh, en) VALUES (?, ?, ?, ?, ?)",
            physical, register, number, table.zh, table.en,
        )  # fmt: skip
        db.many(
            f"INSERT INTO {self.name(COLUMNS)} (table_name, number, column_name, zh, en, unit, key)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (physical, place, column.name, column.zh, column.en, column.unit, int(column in keys))
                for place, column in enumerate(columns, start=1)
            ],
        )

    def switch(self, generation: Generation) -> bool:
        """Put the generation in the place of the live one."""
        return self.writing(lambda db: self._switch(db, generation))

    def _switch(self, db: Database, seen: Generation) -> bool:
        self.alone(db)
        self._hold(db, seen.register)
        there = self._generations(db, seen.register)
        found = next((one for one in there if (one.number, one.fingerprint) == (seen.number, seen.fingerprint)), None)
        if found is None:
            raise Moved(f"{seen.register} has moved")
        if found.live:
            return True
        live = next((one for one in there if one.live), None)
        if found.poison or (live and not live.poison and live.position > found.position):
            return False
        if live is not None:
            self._drop(db, live)
        for (physical,) in db.ask(
            f"SELECT table_name FROM {self.name(TABLES)} WHERE register = ? AND generation = ?",
            found.register, found.number,
        ):  # fmt: skip
            plain = physical.removesuffix(f"__{found.number}")
            db.do(f'ALTER TABLE {self.name(physical)} RENAME TO "{plain}"')
            for about in (TABLES, COLUMNS):
                db.do(f"UPDATE {self.name(about)} SET table_name = ? WHERE table_name = ?", plain, physical)
        db.do(
            f"UPDATE {self.name(POSITIONS)} SET live = 1 WHERE register = ? AND generation = ?",
            found.register, found.number,
        )  # fmt: skip
        return True

    def discard(self, generation: Generation) -> None:
        """Drop tables that were built beside the live ones."""

        def work(db: Database) -> None:
            self.alone(db)
            self._hold(db, generation.register)
            for one in self._generations(db, generation.register):
                if one.number == generation.number and not one.live:
                    self._drop(db, one)

        self.writing(work)

    def _hold(self, db: Database, register: str) -> None:
        """The rows of a register's generations, so that nobody brings one on: in the order in which `advance` does."""
        for one in self._generations(db, register):
            db.do(
                f"UPDATE {self.name(POSITIONS)} SET live = live WHERE register = ? AND generation = ?",
                register, one.number,
            )  # fmt: skip

    def _drop(self, db: Database, one: Generation) -> None:
        for (physical,) in db.ask(
            f"SELECT table_name FROM {self.name(TABLES)} WHERE register = ? AND generation = ?",
            one.register, one.number,
        ):  # fmt: skip
            db.do(f"DROP TABLE {self.name(physical)}")
            for about in (TABLES, COLUMNS):
                db.do(f"DELETE FROM {self.name(about)} WHERE table_name = ?", physical)
        db.do(f"DELETE FROM {self.name(POSITIONS)} WHERE register = ? AND generation = ?", one.register, one.number)

    # -- bringing on

    def advance(self, steps: Sequence[Step]) -> None:
        """All steps in one transaction, or none."""
        ordered = sorted(steps, key=lambda step: (step.generation.register, step.generation.number))

        def work(db: Database) -> None:
            for step in ordered:
                self._advance(db, step)

        self.writing(work)

    def _advance(self, db: Database, step: Step) -> None:
        seen = step.generation
        found = db.ask(
            f"UPDATE {self.name(POSITIONS)} SET position = ?, leaf = ?, origin = ?"
            f" WHERE {THERE} AND stopped_position IS NULL RETURNING live",
            step.position, step.leaf, seen.origin, *there_values(seen),
        )  # fmt: skip
        if not found:
            raise Moved(f"{seen.register} has moved")
        ((live,),) = found
        for table in sorted(step.changes):
            self._apply(db, physical_name(table, seen.number, bool(live)), step.changes[table])

    def _apply(self, db: Database, physical: str, changes: Mapping[Key, Row | None]) -> None:
        columns = self._columns(db, physical)
        keys = [column.name for column in columns if column.key]
        rest = [column.name for column in columns if not column.key]
        gone = [key for key, row in changes.items() if row is None]
        there = [(*key, *(row[name] for name in rest)) for key, row in changes.items() if row is not None]
        if gone:
            where = " AND ".join(f'"{name}" = ?' for name in keys)
            db.many(f"DELETE FROM {self.name(physical)} WHERE {where}", gone)
        if there:
            names = ", ".join(f'"{name}"' for name in (*keys, *rest))
            key = ", ".join(f'"{name}"' for name in keys)
            also = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
            db.many(
                f"INSERT INTO {self.name(physical)} ({names}) VALUES ({', '.join('?' * len(columns))})"
                f" ON CONFLICT ({key}) DO {f'UPDATE SET {also}' if also else 'NOTHING'}",
                there,
            )

    def stop(self, generation: Generation, poison: Poison) -> None:
        """Write down why a generation does not go on."""
        statement = (
            f"UPDATE {self.name(POSITIONS)} SET stopped_position = ?, stopped_type = ?, stopped_stream = ?,"
            f" stopped_version = ?, stopped_reason = ? WHERE {THERE}"
        )
        said = (poison.position, poison.type, poison.stream, poison.version, poison.reason)
        self.writing(lambda db: db.do(statement, *said, *there_values(generation)))

    def resume(self, register: str) -> None:
        """Let what was stopped go on."""
        statement = (
            f"UPDATE {self.name(POSITIONS)} SET stopped_position = NULL, stopped_type = NULL, stopped_stream = NULL,"
            " stopped_version = NULL, stopped_reason = NULL WHERE register = ?"
        )
        self.writing(lambda db: db.do(statement, register))

    # -- reading

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The live rows as of one moment."""
        with self.snapshot() as db:
            yield _Reading(self, db)

    def _columns(self, db: Database, physical: str) -> list[_Column]:
        statement = f"SELECT column_name, key FROM {self.name(COLUMNS)} WHERE table_name = ? ORDER BY number"
        return [_Column(name, bool(key)) for name, key in db.ask(statement, physical)]


@frozen
class _Column:
    name: str
    key: bool


@frozen
class _Reading:
    _sink: SqlSink
    _db: Database

    def live(self, register: str) -> Generation | None:
        return next((one for one in self._sink._generations(self._db, register) if one.live), None)

    def tables(self, register: str) -> Sequence[str]:
        live = self.live(register)
        statement = f"SELECT table_name FROM {self._sink.name(TABLES)} WHERE register = ? AND generation = ?"
        found = self._db.ask(statement, register, live.number) if live else ()
        return sorted(name for (name,) in found)

    def rows(self, table: str) -> Iterator[Row]:
        columns = self._sink._columns(self._db, table)
        if not columns:
            raise LookupError(f"there is no table {table}")
        names = [column.name for column in columns]
        said = ", ".join(f'"{name}"' for name in names)
        order = ", ".join(f'"{column.name}"' for column in columns if column.key)
        for row in self._db.stream(f"SELECT {said} FROM {self._sink.name(table)} ORDER BY {order}"):
            yield dict(zip(names, row, strict=True))
