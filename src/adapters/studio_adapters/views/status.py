"""How registers stand: how far each is, what waits, and what stopped."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from studio_adapters.port import Rows
from studio_adapters.views.port import Poison, Sink
from studio_adapters.views.spec import Spec, known


@frozen
class Status:
    """How a register stands: `lag` facts behind the journal, the first of them recorded at `waiting_since`."""

    register: str
    state: str
    """`live` · `building` · `stopped` · `outdated` (of another form than this release's) · `missing`."""
    version: int
    position: int
    lag: int
    waiting_since: str | None = None
    poison: Poison | None = None


def status(sink: Sink, rows: Rows, registers: Iterable[Spec] | None = None) -> list[Status]:
    """How registers (all of the library) stand in a sink, measured at the end of a journal."""
    end = rows.end()
    told: list[Status] = []
    for spec in known() if registers is None else registers:
        there = sink.generations(spec.name)
        if not any(one.live for one in there):
            told.append(Status(spec.name, "missing", spec.version, 0, end))
        for one in sorted(there, key=lambda one: not one.live):
            if one.poison is not None:
                state = "stopped"
            elif not one.live:
                state = "building"
            else:
                state = "live" if one.fingerprint == spec.fingerprint else "outdated"
            lag = max(end - one.position, 0)
            since = next((kept[5] for kept in rows.follow(one.position)), None) if lag else None
            told.append(Status(spec.name, state, one.version, one.position, lag, since, one.poison))
    return told
