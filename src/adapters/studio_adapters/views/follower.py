"""One generation of a register on its way through the journal: its accumulators, and what is not yet written of it."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import define, field

from studio_adapters import codec
from studio_adapters.port import Kept, Rows
from studio_adapters.views.port import Generation, OtherHistory, Poison, Step
from studio_adapters.views.spec import Spec
from studio_domain.aggregate import Recorded
from studio_domain.views.register import Key, Misfit, Register, Row, fitted

Owned = tuple[str, Key, Row | None]
"""A table, a key in it (owner first), and its row from now on."""


class Undecided:
    """A fact that is decoded when somebody wants it, and once."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._event: Recorded[Any] | None = None

    @property
    def event(self) -> Recorded[Any]:
        """The fact in its envelope; what cannot be read raises one of `codec.UNREADABLE`."""
        if self._event is None:
            self._event = next(codec.recorded((self.kept,)))
        return self._event


@define(eq=False)
class Follower:
    """Where it is, what it remembers, and what it has to write.

    `generation` is what was last seen in the sink. The accumulators have come as far as `position` and `leaf`. They are
    kept nowhere: a new follower begins at the first fact, and until it comes to what is written it only remembers;
    what its accumulators make of facts beyond is `pending` until it is written.
    """

    spec: Spec
    generation: Generation
    position: int = 0
    leaf: str = ""
    poison: Poison | None = None
    pending: list[tuple[int, list[Owned]]] = field(factory=list)
    _registers: dict[str, Register] = field(factory=dict)

    # -- forward

    def see(self, fact: Undecided, before: tuple[int, str]) -> None:
        """Take in the fact that comes after the place *before*; a fact that cannot be taken in is its poison."""
        position, stream, _, topic, *_ = fact.kept
        if self.poison is not None or not self.spec.wants(topic):
            return
        try:
            changes = list(self._fold(stream.partition("/")[0], fact))
        except Exception as problem:
            self.poison = _poison(fact.kept, problem)
            self.position, self.leaf = before
            return
        if changes:
            self.pending.append((position, changes))

    def _fold(self, owner: str, fact: Undecided) -> Iterator[Owned]:
        register = self._registers.get(owner)
        if register is None:
            register = self._registers[owner] = self.spec.make()
        if fact.kept[0] <= self.generation.position:  # only to remember: its rows were fitted when they were written
            for _ in register.see(fact.event):
                pass
            return
        tables = {table.name: table for table in self.spec.tables}
        for name, key, row in register.see(fact.event):
            if name not in tables:
                raise Misfit(f"{name}: not a table of the register")
            key, row = fitted(tables[name], key, row)
            yield name, (owner, *key), row

    def reached(self, position: int, leaf: str) -> None:
        """All facts up to there were seen, or passed over."""
        if self.poison is None:
            self.position, self.leaf = position, leaf

    # -- what has to be written

    def step(self) -> Step | None:
        """What brings the generation to where the accumulators are; None if it is there, or further."""
        if self.position <= self.generation.position:
            return None
        changes: dict[str, dict[Key, Row | None]] = {}
        for _, owned in self.pending:
            for table, key, row in owned:
                changes.setdefault(table, {})[key] = row
        return Step(self.generation, self.position, self.leaf, changes)

    def written(self, step: Step) -> None:
        """The sink has taken it."""
        self.generation = attrs.evolve(step.generation, position=step.position, leaf=step.leaf)
        self.pending.clear()

    # -- where others have brought it

    def align(self, found: Generation) -> None:
        """The sink is at *found*, whoever brought it there: what was pending up to there is not written again."""
        if found.position < self.generation.position:  # fallen back: a backup, or a server's last moments
            self.position, self.leaf, self.poison = 0, "", None
            self.pending.clear()
            self._registers.clear()
        self.generation = found
        self.pending = [one for one in self.pending if one[0] > found.position]


def check_history(found: Generation, rows: Rows) -> None:
    """What a register has seen last stands in the journal; `OtherHistory` if it does not."""
    if not found.position:
        return
    kept = next(iter(rows.follow(found.position - 1)), None)
    if kept is None:
        raise OtherHistory(
            f"register {found.register} is at {found.position}, and the journal ends at {rows.end()}: an older copy?"
        )
    if kept[6].hex() != found.leaf:
        raise OtherHistory(
            f"register {found.register} has seen another fact at position {found.position}: build it anew"
        )


# -- poison, in words that hold no value

_UNREAD: Final = ("UnknownType", "Malformed", "ValidationError", "DecodeError")


def _poison(kept: Kept, problem: Exception) -> Poison:
    position, stream, version, topic, *_ = kept
    return Poison(position, codec.named(topic), stream, version, _reason(problem))


def _reason(problem: Exception) -> str:
    if isinstance(problem, Misfit):
        return str(problem)
    if isinstance(problem, codec.UNREADABLE) and type(problem).__name__ in _UNREAD:
        return codec.describe(problem)
    return f"{type(problem).__name__} at {_place(traceback.extract_tb(problem.__traceback__))}"


def _place(frames: Iterable[traceback.FrameSummary]) -> str:
    """The line that raised, by its module's file: what is to be mended."""
    last = list(frames)[-1]
    path = Path(last.filename)
    return f"{Path(*path.parts[-3:])}:{last.lineno}"
