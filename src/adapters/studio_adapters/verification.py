"""Whether a store holds what was written: every leaf recomputed, no version and no position missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Protocol, runtime_checkable

from attrs import define, field, frozen

from studio_adapters.port import NO_LEAF, Kept, Rows, leaf_of
from studio_adapters.problems import Problem


class Unverified(Problem):
    """A row that is not what was written, or one that is missing; `place` names it."""

    def __init__(self, place: str, zh: str, en: str) -> None:
        super().__init__(f"核验未通过: {place} {zh}", f"does not verify: {place} {en}")
        self.place = place


@define
class Chain:
    """The last version and leaf of every stream seen; each row must continue its stream."""

    origin: str
    heads: dict[str, tuple[int, str]] = field(factory=dict)
    last: str = ""
    """The instant of the row before; rows come in the order of recording."""

    def through(self, rows: Iterable[Kept]) -> Iterator[Kept]:
        """*rows* as they come; `Unverified` for the first that does not follow, or does not hash to its leaf."""
        origin, heads = self.origin, self.heads
        new = 0, NO_LEAF
        for kept in rows:
            _, stream, version, topic, state, recorded_at, proof = kept
            before, previous = heads.get(stream, new)
            if version != before + 1:
                raise Unverified(
                    f"{stream}@{before + 1}", f"缺失, 其后为第 {version} 条", f"is missing, {version} follows"
                )
            if leaf_of(origin, stream, version, topic, state, recorded_at, previous) != proof:
                raise Unverified(f"{stream}@{version}", "叶哈希不符", "does not hash to its leaf")
            if recorded_at < self.last:
                raise _out_of_order(f"{stream}@{version}")
            heads[stream] = version, proof.hex()
            self.last = recorded_at
            yield kept


def proven(rows: Iterable[Kept], origin: str) -> Iterator[Kept]:
    """*rows* as they come, each proven to be what was written; `Unverified` for the first that is not."""
    return Chain(origin).through(rows)


def in_order(rows: Rows) -> int:
    """The last position, to which none is missing, and no instant lies before another; `Unverified` if not.

    With every row `proven` in its stream this is all that `verify` proves, without reading the rows in that order.
    """
    position, before = 0, ""
    for found, recorded_at in rows.instants():
        if found != position + 1:
            raise _missing(position + 1, found)
        if recorded_at < before:
            raise _out_of_order(f"#{found}")
        position, before = found, recorded_at
    return position


def _missing(position: int, found: int) -> Unverified:
    return Unverified(f"#{position}", f"缺失, 其后为 {found}", f"is missing, {found} follows")


def _out_of_order(place: str) -> Unverified:
    return Unverified(place, "的记录时间早于前一条", "was recorded before the fact that precedes it")


@runtime_checkable
class SelfExamining(Protocol):
    """A store whose database can be asked whether it is in order itself."""

    def troubles(self) -> Sequence[Unverified]:
        """What is wrong with its files, its tables, its triggers; nothing if all is as it was made."""
        ...


def examine(rows: Rows) -> bool:
    """Whether the database of *rows* was asked, and is in order; `Unverified` for the first that is wrong with it."""
    if not isinstance(rows, SelfExamining):
        return False
    for trouble in rows.troubles():
        raise trouble
    return True


@frozen
class Verified:
    """A store found in order, and how much of it there is."""

    origin: str
    facts: int
    streams: int
    owners: tuple[str, ...]
    last: str | None
    digest: str


def verify(rows: Rows) -> Verified:
    """Read the store from the first fact to the last; `Unverified` names the first that is not what was written."""
    chain = Chain(rows.origin)
    facts = sum(1 for _ in chain.through(_gapless(rows.follow())))
    heads = chain.heads
    return Verified(rows.origin, facts, len(heads), tuple(rows.owners()), chain.last or None, heads_digest(heads))


def _gapless(rows: Iterable[Kept]) -> Iterator[Kept]:
    for position, kept in enumerate(rows, start=1):
        if kept[0] != position:
            raise _missing(position, kept[0])
        yield kept


def heads_digest(heads: dict[str, tuple[int, str]]) -> str:
    """The history digest: SHA-256 (hex) over lines `stream version leaf` of the last fact of each stream, by stream.

    A stream's last leaf rests on all before it, so this names the whole history, on whatever store it lies.
    """
    body = sha256()
    for stream, (version, proof) in sorted(heads.items()):
        body.update(f"{stream} {version} {proof}\n".encode())
    return body.hexdigest()
