"""Whether what is kept of a register is what its facts say: the fold once more, in memory, to the same position."""

from __future__ import annotations

from itertools import takewhile

from studio_adapters.port import Rows
from studio_adapters.views.follower import Follower, Undecided
from studio_adapters.views.memory import MemorySink
from studio_adapters.views.port import Shown, Sink
from studio_adapters.views.runner import BATCH
from studio_adapters.views.spec import Spec


def agrees(rows: Rows, sink: Sink, spec: Spec) -> bool:
    """Whether the live rows of a register are those that *spec* makes of the journal up to its position."""
    shown = Shown(sink).digest(spec.name)
    return shown.sha256 == folded(rows, spec, shown.position)


def folded(rows: Rows, spec: Spec, until: int) -> str | None:
    """The digest of a register at a position; None if it stops before. All of its rows are in memory meanwhile."""
    sink = MemorySink()
    follower = Follower(spec, sink.begin(spec, rows.origin, live=True))
    for kept in takewhile(lambda kept: kept[0] <= until, rows.follow()):
        before = follower.position, follower.leaf
        follower.see(Undecided(kept), before)
        follower.reached(kept[0], kept[6].hex())
        if follower.poison is not None:
            return None
        if (kept[0] % BATCH == 0 or kept[0] == until) and (step := follower.step()) is not None:
            sink.advance([step])
            follower.written(step)
    return Shown(sink).digest(spec.name).sha256
