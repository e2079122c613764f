"""The port behind registers that are kept: what a register is made of, how far it is, and where its rows go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol

from attrs import define, frozen

from studio_adapters.port import JournalError
from studio_adapters.views.spec import Spec
from studio_domain.views.register import Column, Key, Row, digest_of, line_of

OWNER: Final = Column("owner", "工作室或地区", "studio or region")
"""The first column of every table that is kept: whose register the row belongs to."""


# -- what can go wrong


class Moved(JournalError):
    """A register is not where it was when it was looked at: another process has brought it on. Nothing was written."""


class RegisterStopped(JournalError):
    """A register does not go on: the text says at which fact, and why."""


class OtherHistory(JournalError):
    """A register has seen facts that the journal does not hold: it is of another log, or of a later copy."""


@frozen
class Poison:
    """The fact at which a register stopped, and why: never a value, since a value may be personal."""

    position: int
    type: str
    stream: str
    version: int
    reason: str

    def __str__(self) -> str:
        return f"{self.stream}@{self.version} ({self.type}, position {self.position}): {self.reason}"


# -- what is kept


@frozen
class Generation:
    """The tables of a register that were made at one time, and how far they are: live, or built beside the live one.

    `position` and `leaf` are those of the last fact that was taken in; 0 and nothing at first. `version` and
    `fingerprint` are those of the class that writes them.
    """

    register: str
    number: int
    live: bool
    version: int
    fingerprint: str
    origin: str
    position: int = 0
    leaf: str = ""
    poison: Poison | None = None

    def at(self, place: tuple[int, str]) -> bool:
        """Whether it has taken in what stands up to there, and no more."""
        return (self.position, self.leaf) == place


Changes = Mapping[str, Mapping[Key, Row | None]]
"""By table and key, owner first: the row from now on, or None if it is gone."""


@frozen
class Step:
    """What brings a generation on, from the place where it was last seen: all of it or nothing."""

    generation: Generation
    position: int
    leaf: str
    changes: Changes


@frozen
class Digest:
    """What a register shows, named by SHA-256 (hex), and the position up to which it holds."""

    position: int
    sha256: str


class Sink(Protocol):
    """Where registers are kept. Rows and position are written in one transaction, by whoever comes first."""

    def generations(self, register: str | None = None) -> Sequence[Generation]:
        """What is kept of a register, or of all, by name and number."""
        ...

    def begin(self, spec: Spec, origin: str, *, live: bool) -> Generation:
        """Empty tables for *spec*; those of the same fingerprint if they are there already.

        A live generation of another fingerprint is `Moved`; a table of another register is `ForeignStore`.
        """
        ...

    def advance(self, steps: Sequence[Step]) -> None:
        """All *steps* in one transaction. `Moved` if one of the generations is not where its step begins."""
        ...

    def stop(self, generation: Generation, poison: Poison) -> None:
        """Write down why a generation does not go on; nothing if it is not where it was last seen."""
        ...

    def resume(self, register: str) -> None:
        """Let what was stopped go on from where it stopped."""
        ...

    def switch(self, generation: Generation) -> bool:
        """Put the generation in the place of the live one, which is dropped; False while that is further on.

        For a reader it is one change: all of the old rows before it, all of the new ones after.
        """
        ...

    def discard(self, generation: Generation) -> None:
        """Drop tables that were built beside the live ones; nothing if they are not there."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """The live rows as of one moment, however long they are read."""
        ...

    def close(self) -> None:
        """Give back what is held open."""
        ...


class Reading(Protocol):
    """What is live, as of one moment."""

    def live(self, register: str) -> Generation | None:
        """How far a register is; None if it is not kept here."""
        ...

    def tables(self, register: str) -> Sequence[str]:
        """The names of its tables, in ascending order."""
        ...

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, `owner` among their columns, by owner and key."""
        ...


# -- what every sink does the same way


@define
class Shown:
    """The live registers of a sink, for who reads them."""

    sink: Sink

    def table(self, name: str, owner: str | None = None) -> list[Row]:
        """The rows of a table in the order of their keys; of one *owner*, as `Kept.table` has them."""
        with self.sink.reading() as reading:
            return list(_of(reading.rows(name), owner))

    def digest(self, register: str, owner: str | None = None) -> Digest:
        """What a register shows; of one *owner* it is the digest of `Kept` over the owner's history."""
        with self.sink.reading() as reading:
            live = reading.live(register)
            if live is None:
                raise LookupError(f"no register {register} is kept here")
            lines = (
                line_of(table, row)
                for table in reading.tables(register)
                for row in _of(reading.rows(table), owner)
            )  # fmt: skip
            return Digest(live.position, digest_of(lines))


def _of(rows: Iterable[Row], owner: str | None) -> Iterator[Row]:
    for row in rows:
        if owner is None:
            yield row
        elif row[OWNER.name] == owner:
            yield {name: value for name, value in row.items() if name != OWNER.name}
