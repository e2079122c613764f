"""What an audit reads: each studio once, proven and kept while it is judged; a very long one twice.

No store is ever in memory as a whole. What is kept of it: a head for each stream, the facts of one studio, and the
facts of the regions that serve as grounds (policies, calendars, mandates, persons).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice, takewhile
from operator import attrgetter
from typing import Any, Final

from attrs import define, field, frozen

from studio_adapters import codec
from studio_adapters.journal import Kept, Rows, instant
from studio_adapters.region_facts import RegionFacts, persons_in
from studio_adapters.verification import Chain, heads_digest
from studio_domain.aggregate import Recorded
from studio_domain.audit import Grounds, merged
from studio_domain.policy import scopes_of
from studio_domain.studio import CarrierRegistered
from studio_domain.values import NATION

BUFFER: Final = 5_000
"""Facts of a studio that are kept in memory between their proof and their judgement."""


@define
class Proof:
    """Proves rows owner by owner, and remembers where each stream ends, as known at an instant."""

    rows: Rows
    last: int
    """The last position that belongs to the audit: what is written while it runs does not."""
    known_at: datetime | None
    heads: dict[str, tuple[int, str]] = field(factory=dict)
    events: int = 0
    """How many facts were known."""
    seen: int = 0
    """How many rows were proven."""
    _until: str | None = field(init=False)
    _origin: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._until = None if self.known_at is None else instant(self.known_at)
        self._origin = self.rows.origin

    def history(self, owner: str) -> Iterator[Kept]:
        """Every row of *owner* by position, each proven; `Unverified` for the first that is not what was written."""
        return self.through(self.rows.history(owner, 0, self.last))

    def through(self, rows: Iterable[Kept]) -> Iterator[Kept]:
        """*rows*, which begin and end their streams, each proven."""
        proven = Chain(self._origin)
        for kept in proven.through(rows):
            self.seen += 1
            if self._until is not None and kept[5] <= self._until:
                self.events += 1
                self.heads[kept[1]] = kept[2], kept[6].hex()
            yield kept
        if self._until is None:
            self.events = self.seen
            self.heads |= proven.heads

    def all(self) -> None:
        """Every row of the store, whosever it is."""
        for _ in self.through(takewhile(lambda kept: kept[0] <= self.last, self.rows.follow())):
            pass

    @property
    def digest(self) -> str:
        """The history digest of what was known."""
        return heads_digest(self.heads)


@frozen
class Studio:
    """A studio as it was read: where it lies, whom it names, what it is judged by, and its facts."""

    name: str
    region: str
    persons: frozenset[str]
    books: Sequence[Recorded[Any]]
    """Its own profile and policy book, which may be policy for what comes before them."""
    history: Iterator[Recorded[Any]]
    """Its facts, once."""
    facts: int

    def grounds(self, regions: RegionFacts, known_at: datetime | None) -> Grounds:
        """What it is judged by, of its own and of the regions that it lies in."""
        books = merged(self.books, regions.books(scopes_of(self.region)))
        return Grounds.of(books, studio=self.name, region=self.region, known_at=known_at)

    def whole(self, regions: RegionFacts) -> Iterable[Recorded[Any]]:
        """Its facts, and those of its regions that serve them, in the order of positions."""
        others = regions.of(scopes_of(self.region), self.persons)
        return _interleaved(self.history, sorted(chain.from_iterable(others), key=_position))


def _interleaved(history: Iterable[Recorded[Any]], others: Iterable[Recorded[Any]]) -> Iterator[Recorded[Any]]:
    """Two histories as one, in the order of positions; few are *others*, so that nearly all is a comparison each."""
    waiting = iter(others)
    other = next(waiting, None)
    for event in history:
        while other is not None and other.position < event.position:
            yield other
            other = next(waiting, None)
        yield event
    if other is not None:
        yield other
        yield from waiting


def read_studio(proof: Proof, name: str) -> Studio:
    """Every row of a studio, proven before any of them is judged; `Unverified` for one that is not as written."""
    own = {f"{name}/studio/profile", f"{name}/policy/values"}
    rows = proof.history(name)
    persons: set[str] = set()
    books: list[Kept] = []
    facts = 0
    kept: list[Kept] = []
    while chunk := list(islice(rows, BUFFER)):
        persons |= persons_in(chunk)
        books += (row for row in chunk if row[1] in own)
        facts += len(chunk)
        kept = chunk
    own_books = list(codec.recorded_eagerly(books))
    return Studio(
        name=name,
        region=_region(own_books, proof.known_at),
        persons=frozenset(persons),
        books=own_books,
        history=codec.recorded_eagerly(kept if facts == len(kept) else proof.rows.history(name, 0, proof.last)),
        facts=facts,
    )


def _region(books: Iterable[Recorded[Any]], known_at: datetime | None) -> str:
    """The code of the region in which the studio lies, as it was known; the nation where nobody said."""
    code = NATION
    for event in books:
        if isinstance(event.fact, CarrierRegistered) and (known_at is None or event.recorded_at <= known_at):
            code = event.fact.region.code
    return code


_position: Final = attrgetter("position")
