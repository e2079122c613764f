"""Registers in memory: for tests, and for a service that builds them each time it starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock

import attrs
from attrs import define, field

from studio_adapters.port import ForeignStore
from studio_adapters.views.port import OWNER, Generation, Moved, Poison, Reading, Step
from studio_adapters.views.spec import Spec
from studio_domain.views.register import Key, Row, sortable

Tables = dict[str, dict[Key, Row]]


@define
class _Kept:
    """A generation and its rows, by table and key."""

    generation: Generation
    tables: Tables


@define
class MemorySink:
    """The port in dictionaries."""

    _kept: dict[tuple[str, int], _Kept] = field(factory=dict)
    _lock: RLock = field(factory=RLock)

    def generations(self, register: str | None = None) -> Sequence[Generation]:
        """What is kept of a register, or of all."""
        with self._lock:
            return [one.generation for place, one in sorted(self._kept.items()) if register in (None, place[0])]

    def begin(self, spec: Spec, origin: str, *, live: bool) -> Generation:
        """Empty tables for *spec*, or those that are there already."""
        with self._lock:
            there = self.generations(spec.name)
            for one in there:
                if (one.live, one.fingerprint) == (live, spec.fingerprint):
                    return one
                if live and one.live:
                    raise Moved(f"{spec.name} is kept in another form")
            taken = {
                table for one in self._kept.values() for table in one.tables if one.generation.register != spec.name
            }
            for table in spec.tables:
                if table.name in taken:
                    raise ForeignStore(f"the table {table.name} belongs to another register")
            number = 1 + max((one.number for one in there), default=0)
            made = Generation(spec.name, number, live, spec.version, spec.fingerprint, origin)
            self._kept[spec.name, number] = _Kept(made, {table.name: {} for table in spec.tables})
            return made

    def advance(self, steps: Sequence[Step]) -> None:
        """All steps or none."""
        with self._lock:
            found = [self._found(step.generation) for step in steps]
            for step, one in zip(steps, found, strict=True):
                if one is None or one.generation.poison is not None:
                    raise Moved(f"{step.generation.register} has moved")
            for step, kept in zip(steps, found, strict=True):
                assert kept is not None
                for table, changes in step.changes.items():
                    _apply(kept.tables[table], changes)
                kept.generation = attrs.evolve(
                    step.generation, position=step.position, leaf=step.leaf, live=kept.generation.live
                )

    def stop(self, generation: Generation, poison: Poison) -> None:
        """Write down why a generation does not go on."""
        with self._lock:
            found = self._found(generation)
            if found is not None:
                found.generation = attrs.evolve(found.generation, poison=poison)

    def resume(self, register: str) -> None:
        """Let what was stopped go on."""
        with self._lock:
            for place, one in self._kept.items():
                if place[0] == register:
                    one.generation = attrs.evolve(one.generation, poison=None)

    def switch(self, generation: Generation) -> bool:
        """Put the generation in the place of the live one."""
        with self._lock:
            found = self._kept.get((generation.register, generation.number))
            if found is None or found.generation.fingerprint != generation.fingerprint:
                raise Moved(f"{generation.register} has moved")
            if found.generation.live:
                return True
            live = next((one for one in self.generations(generation.register) if one.live), None)
            if found.generation.poison or (live and not live.poison and live.position > found.generation.position):
                return False
            if live is not None:
                del self._kept[live.register, live.number]
            found.generation = attrs.evolve(found.generation, live=True)
            return True

    def discard(self, generation: Generation) -> None:
        """Drop tables that were built beside the live ones."""
        with self._lock:
            found = self._kept.get((generation.register, generation.number))
            if found is not None and not found.generation.live:
                del self._kept[generation.register, generation.number]

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The live rows as of one moment: while they are read nobody writes."""
        with self._lock:
            yield _Reading([one for one in self._kept.values() if one.generation.live])

    def close(self) -> None:
        """Nothing is held open."""

    def _found(self, seen: Generation) -> _Kept | None:
        """The generation, if it is where it was last seen."""
        found = self._kept.get((seen.register, seen.number))
        if found is None or found.generation.fingerprint != seen.fingerprint:
            return None
        return found if found.generation.at((seen.position, seen.leaf)) else None


def _apply(rows: dict[Key, Row], changes: Mapping[Key, Row | None]) -> None:
    for key, row in changes.items():
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = {OWNER.name: key[0], **row}


@define
class _Reading:
    _live: list[_Kept]

    def live(self, register: str) -> Generation | None:
        return next((one.generation for one in self._live if one.generation.register == register), None)

    def tables(self, register: str) -> Sequence[str]:
        return sorted(table for one in self._live if one.generation.register == register for table in one.tables)

    def rows(self, table: str) -> Iterator[Row]:
        for one in self._live:
            if table in one.tables:
                yield from (row for _, row in sorted(one.tables[table].items(), key=sortable))
                return
        raise LookupError(f"there is no table {table}")
