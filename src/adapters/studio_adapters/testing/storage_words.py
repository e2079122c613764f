"""What tests of stores have in common: facts to store, a story to tell, and what a follower was given of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from attrs import frozen

from studio_adapters.journal import Batch, Journal, Kept, Receipt, Rows
from studio_adapters.memory import Recorder
from studio_domain.aggregate import Change, Context
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId

LEDGER = "hz-1/rectification/ledger"
OTHER = "hz-2/rectification/ledger"
SOMEBODY = PersonId("p-001")
NOON = datetime(2025, 3, 4, 4, tzinfo=UTC)


class Ticking:
    """A clock that goes on a second each time it is asked, or by *step*."""

    def __init__(self, start: datetime = NOON, step: timedelta = timedelta(seconds=1)) -> None:
        self.now, self.step = start, step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def answered(text: str = "说明") -> FindingAnswered:
    """A fact to store."""
    return FindingAnswered("f-1", text, SOMEBODY)


def context(command: str) -> Context:
    """Who, when and why: the same for every fact, but for the command."""
    return Context(occurred=NOON, by=SOMEBODY, role="staff", org="carrier", command=command, rules="guideline/1")


def add(rows: Rows, command: str, *changes: Change, clock: Callable[[], datetime] | None = None) -> Receipt:
    """Append through the journal."""
    return Journal(rows, clock or Ticking()).append(changes, context(command))


def batch(command: str, *changes: Change) -> Batch:
    """What the journal would ask for."""
    return Journal(Recorder()).batch(changes, context(command))


def story(rows: Rows, clock: Callable[[], datetime] | None = None) -> None:
    """Some appends: several streams, several facts, one without any, one of two batches."""
    clock = clock or Ticking()
    region = "region-330106/policy/values"
    add(rows, "c-1", Change(OTHER, 0, (answered("z"),)), Change(LEDGER, 0, (answered(), answered("b"))), clock=clock)
    add(rows, "c-2", Change(region, 0, (answered("政策"),)), clock=clock)
    add(rows, "c-3", Change(LEDGER, 2), clock=clock)
    both = batch("c-4", Change(LEDGER, 2, (answered("x"),))), batch("c-5", Change(LEDGER, 3, (answered("y"),)))
    rows.append(both, clock)


@frozen
class Delivery:
    """What a follower was given of what was written; `str` is the line that a run of tests prints."""

    store: str
    writers: int
    appends: int
    kills: int
    events: int
    missed: int
    repeated: int
    unordered: int

    @classmethod
    def of(
        cls, given: Sequence[Kept], kept: Sequence[Kept], *, store: str, writers: int, appends: int, kills: int = 0
    ) -> Delivery:
        """*given* to a follower, in that order, of what the store has *kept* in the end."""
        return cls(
            store,
            writers,
            appends,
            kills,
            events=len(kept),
            missed=len(set(kept) - set(given)),
            repeated=len(given) - len(set(given)),
            unordered=sum(before[0] > after[0] for before, after in pairwise(given)),
        )

    @property
    def whole(self) -> bool:
        """Nothing missed, nothing twice, nothing before its turn."""
        return (self.missed, self.repeated, self.unordered) == (0, 0, 0)

    def __str__(self) -> str:
        return (
            f"{self.store}: writers {self.writers}, appends {self.appends}, kills {self.kills}, events {self.events}, "
            f"missed {self.missed}, repeated {self.repeated}, out of order {self.unordered}"
        )
