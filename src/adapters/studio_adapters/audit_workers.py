"""Studios of one store, judged by several processes: each opens the store anew and reads studios of its own.

What comes back is small: findings, obligations, and where each stream ends. A process that dies, or comes upon a row
that is not what was written, leaves its studios to the caller, which judges them itself and says what is wrong.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime
from multiprocessing import get_context
from typing import Any, Final

from attrs import define, frozen

from studio_adapters.audit_reading import Proof, read_studio
from studio_adapters.journal import Journal, JournalError
from studio_adapters.problems import Problem
from studio_adapters.region_facts import RegionFacts
from studio_domain.aggregate import Recorded
from studio_domain.audit import Entry, Finding, examine

_SHARES: Final = 8
"""How many shares of the studios each process gets, one after the other: so that none waits long for the last."""


@frozen
class Workers:
    """How many processes judge, and how each opens the store: something that can be sent to another process."""

    processes: int
    reopen: Callable[[], AbstractContextManager[Journal]]


@frozen
class Judged:
    """What was found of a studio; `facts` is how many rows it has, none if it was founded while the audit runs."""

    name: str
    facts: int
    findings: tuple[Finding, ...] = ()
    obligations: tuple[Entry, ...] = ()


@define
class Judging:
    """What judging a studio needs: the proof of its rows, the facts of its regions, and the two dates."""

    proof: Proof
    regions: RegionFacts
    as_of: date
    known_at: datetime | None

    @classmethod
    def of(cls, journal: Journal, last: int, as_of: date, known_at: datetime | None) -> Judging:
        """For the store up to the position *last*."""
        rows = journal.rows
        proof = Proof(rows, last, known_at)
        return cls(proof, RegionFacts(proof.history, frozenset(rows.owners())), as_of, known_at)

    def history(self, name: str) -> Iterable[Recorded[Any]]:
        """The facts of a studio, and those of its regions that serve them, in the order of positions, once."""
        return read_studio(self.proof, name).whole(self.regions)

    def judge(self, name: str) -> Judged:
        """Every check and every obligation of a studio; `Unverified` for a row that is not what was written."""
        studio = read_studio(self.proof, name)
        if not studio.facts:
            return Judged(name, 0)
        grounds = studio.grounds(self.regions, self.known_at)
        found = examine(
            studio.whole(self.regions), grounds=grounds, studio=name, as_of=self.as_of, known_at=self.known_at
        )
        return Judged(name, studio.facts, found.findings, found.obligations)


@frozen
class Share:
    """Some studios, judged by another process, and what its proof says of their streams."""

    judged: tuple[Judged, ...]
    heads: Mapping[str, tuple[int, str]]
    events: int
    seen: int


Shares = Iterator[tuple[Sequence[str], Share | None]]
"""Names in their order, a share at a time, each with what a process found of it; None where none could say."""


@contextmanager
def shared(workers: Workers, names: Sequence[str], judging: Judging) -> Iterator[Shares]:
    """*names* in shares that other processes are judging from now on, while the caller may do something else."""
    size = -(-len(names) // (workers.processes * _SHARES))
    parts = [names[at : at + size] for at in range(0, len(names), size)]
    settings = workers.reopen, judging.proof.last, judging.as_of, judging.known_at
    # a process of its own from the start: a store's connection does not outlive a fork
    pool = ProcessPoolExecutor(workers.processes, get_context("spawn"), initializer=_begin, initargs=settings)
    try:
        found = [pool.submit(_judge, part) for part in parts]
        yield zip(parts, map(_answer, found), strict=True)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _answer(share: Future[Share | None]) -> Share | None:
    try:
        return share.result()
    except BrokenProcessPool:  # killed, or out of memory: whoever called it does that work
        return None


# -- in the other process

_OPEN: Final = ExitStack()
_mine: Judging | None = None


def _begin(
    reopen: Callable[[], AbstractContextManager[Journal]], last: int, as_of: date, known_at: datetime | None
) -> None:
    global _mine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is asked to stop is the caller, who stops us
    _mine = Judging.of(_OPEN.enter_context(reopen()), last, as_of, known_at)


def _judge(names: Sequence[str]) -> Share | None:
    """None where a row is not what was written, or the store cannot be read: the caller finds the same, and says it."""
    mine = _mine
    assert mine is not None, "a process begins before it judges"
    before = mine.proof
    proof = mine.proof = Proof(before.rows, before.last, before.known_at)
    try:
        judged = tuple(mine.judge(name) for name in names)
    except (Problem, JournalError):
        return None
    return Share(judged, proof.heads, proof.events, proof.seen)
