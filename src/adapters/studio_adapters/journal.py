"""The journal: append, read, history, follow. One class over whatever keeps the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from threading import Lock
from typing import Any, Final, TypeVar

from studio_adapters import codec
from studio_adapters.port import (
    FORMAT,
    LARGEST,
    NO_LEAF,
    Batch,
    Clock,
    CommandReused,
    Conflict,
    ForeignStore,
    JournalError,
    Kept,
    LeafMismatch,
    Receipt,
    Row,
    Rows,
    StoreUnavailable,
    check_digest,
    check_version,
    commands,
    instant,
    later,
    leaf,
    new_origin,
    verified,
)
from studio_domain.aggregate import Aggregate, At, BrokenHistory, Change, Context, Recorded, replay

__all__ = [
    "FORMAT",
    "LARGEST",
    "NO_LEAF",
    "Batch",
    "Clock",
    "CommandReused",
    "Conflict",
    "ForeignStore",
    "Journal",
    "JournalError",
    "Kept",
    "LeafMismatch",
    "Receipt",
    "Row",
    "Rows",
    "StoreUnavailable",
    "check_digest",
    "check_version",
    "commands",
    "instant",
    "later",
    "leaf",
    "new_origin",
    "row_of",
    "verified",
]

S = TypeVar("S")
E = TypeVar("E")


class Journal:
    """Facts in their envelopes, over rows of bytes."""

    def __init__(self, rows: Rows, clock: Clock = lambda: datetime.now(UTC), *, remember: int = 0) -> None:
        """*remember* is how many streams' states are kept in memory; what others append is read all the same."""
        self.rows = rows
        self.clock = clock
        self._remember = remember
        self._known: dict[str, At[Any]] = {}
        self._lock = Lock()

    # -- writing

    def append(self, changes: Iterable[Change], context: Context, *, digest: bytes | None = None) -> Receipt:
        """All of *changes* or none; a stream that has moved is a `Conflict`.

        *digest* names the decision and its arguments (`codec.command_digest`); without it the stored facts stand
        in for them.
        """
        return self.rows.append([self.batch(changes, context, digest=digest)], self.clock)[0]

    def batch(self, changes: Iterable[Change], context: Context, *, digest: bytes | None = None) -> Batch:
        """The rows that *changes* come to, in stored form."""
        line = codec.encode_context(context)
        expected: list[tuple[str, int]] = []
        rows: list[Row] = []
        for change in sorted(changes, key=_stream):
            stream, version = change.stream, change.expected
            if expected and expected[-1][0] == stream:
                raise ValueError("one change per stream")
            expected.append((stream, version))
            for fact in change.facts:
                version += 1
                rows.append(row_of(stream, version, fact, line))
        return Batch(context.command, digest or _body(rows), tuple(expected), tuple(rows))

    def receipt(self, command: str, digest: bytes) -> Receipt | None:
        """What *command* did, if it was done: asked before deciding. Another digest is `CommandReused`."""
        known = self.rows.receipt(command)
        if known is None:
            return None
        check_digest(command, known[0], digest)
        return known[1]

    # -- reading

    def load(self, aggregate: Aggregate[S, E], stream: str) -> At[S | None]:
        """The present state of *stream*; `None` at version 0 if nothing happened yet.

        States are immutable, so one that is remembered is folded on from where it was.
        """
        known: At[S | None] = self._known.get(stream, At(stream, 0, None))
        newer = list(self.read(stream, known.version))
        if newer:
            known = At(stream, known.version + len(newer), replay(aggregate, newer, known.state, known.version))
        if self._remember:
            self._keep(stream, known)
        return known

    def _keep(self, stream: str, known: At[Any]) -> None:
        with self._lock:
            self._known.pop(stream, None)
            self._known[stream] = known
            if len(self._known) > self._remember:
                del self._known[next(iter(self._known))]

    def existing(self, aggregate: Aggregate[S, E], stream: str) -> At[S]:
        """As `load`, for decisions that need the stream to exist; `LookupError` if it does not."""
        at = self.load(aggregate, stream)
        if at.state is None:
            raise LookupError(f"nothing happened in {stream}")
        return At(at.stream, at.version, at.state)

    def read(self, stream: str, after: int = 0) -> Iterator[Recorded[Any]]:
        """One stream after a version, oldest first, for a decision: anything unreadable is a `BrokenHistory`."""
        try:
            yield from codec.recorded(self.rows.read(stream, after))
        except codec.UNREADABLE as problem:
            raise BrokenHistory(f"{stream}: {codec.describe(problem)}") from problem

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Recorded[Any]]:
        """Everything of one studio or region by position, for an audit: nothing stops it."""
        return codec.recorded_anyhow(self.rows.history(owner, after, until))

    def follow(self, after: int = 0) -> Iterator[Recorded[Any]]:
        """Everything after position *after*, up to the present; call again for the rest."""
        return codec.recorded_anyhow(self.rows.follow(after))


def row_of(stream: str, version: int, fact: Any, line: bytes) -> Row:
    """The row that *fact* comes to, in an envelope already written; `TypeError` for a fact of wrong values."""
    topic = codec.topic_of(fact)
    if personal := codec.unsealed(fact):
        raise JournalError(f"{topic}: {personal} is personal data, which is not stored unsealed")
    body = codec.encode_fact(fact)
    try:  # what cannot be read back would end its stream for every later decision
        same = codec.decode_fact(topic, body) == fact
    except codec.UNREADABLE as problem:
        raise TypeError(f"{topic}: {codec.describe(problem)}") from problem
    if not same:  # a code's text in place of the code has passed guards that look for the code
        raise TypeError(f"{topic}: a value is not of the type that its field has")
    state = line + b"\n" + body
    if len(state) > LARGEST:
        raise JournalError(f"{topic}: {len(state)} bytes; a fact is at most 1 MiB, attachments go by their digest")
    return Row(stream, version, topic, state)


def _body(rows: Iterable[Row]) -> bytes:
    """Names what rows say, whatever the streams' versions have become."""
    body = sha256()
    for row in rows:
        body.update(f"{row.stream}\n{row.topic}\n{len(row.state)}\n".encode() + row.state)
    return body.digest()


_stream: Final = attrgetter("stream")
