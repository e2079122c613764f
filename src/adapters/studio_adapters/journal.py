"""The journal: append, read, history, follow. One class over whatever keeps the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

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
    owner_of_all,
    verified,
)
from studio_domain.aggregate import Aggregate, At, BrokenHistory, Change, Context, Recorded, replay
from studio_domain.values import Sealed

if TYPE_CHECKING:
    from studio_adapters.sealing.sealer import Sealer, Sealing

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
    "owner_of_all",
    "row_of",
    "verified",
]

S = TypeVar("S")
E = TypeVar("E")


class Journal:
    """Facts in their envelopes, over rows of bytes."""

    def __init__(
        self,
        rows: Rows,
        clock: Clock = lambda: datetime.now(UTC),
        *,
        remember: int = 0,
        sealer: Sealer | None = None,
    ) -> None:
        """*remember* is how many streams' states are kept in memory; what others append is read all the same.

        Without a *sealer* a fact with personal data is refused; with one it is sealed when written, and read sealed.
        """
        self.rows = rows
        self.clock = clock
        self.sealer = sealer
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
        changes = sorted(changes, key=_stream)
        line = codec.encode_context(context)
        expected, rows, sealing = _stored(changes, line, self.sealer)
        if sealing is not None:
            digest = digest or _body(_stored([_blank(change) for change in changes], line, None)[1])
            expected, rows = _with(sealing.issues(), expected, rows, line)
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


def _stored(
    changes: Iterable[Change], line: bytes, sealer: Sealer | None
) -> tuple[list[tuple[str, int]], list[Row], Sealing | None]:
    """The versions that *changes* rest on, and their rows; the seals of the append, if anything was sealed."""
    expected: list[tuple[str, int]] = []
    rows: list[Row] = []
    sealing = None if sealer is None else sealer.sealing(changes)
    seal = None if sealing is None else sealing.seal
    for change in changes:
        stream, version = change.stream, change.expected
        if expected and expected[-1][0] == stream:
            raise ValueError("one change per stream")
        if change.facts and owner_of_all(stream) is not None:
            raise ValueError(f"{stream} stands for all streams of an owner: no fact is put there")
        expected.append((stream, version))
        for fact in change.facts:
            version += 1
            rows.append(row_of(stream, version, fact, line, seal))
    return expected, rows, sealing if sealing is not None and sealing.used else None


def _with(
    issues: Iterable[Change], expected: list[tuple[str, int]], rows: list[Row], line: bytes
) -> tuple[list[tuple[str, int]], list[Row]]:
    """As they were, and the keys issued among them, in the order of streams."""
    also, more, _ = _stored(issues, line, None)
    return sorted([*expected, *also]), sorted([*rows, *more], key=_place)


def _blank(change: Change) -> Change:
    """The change without anything personal: a digest over a name would be the name in disguise."""
    facts = tuple(codec.with_personal(fact, lambda *_: _BLANK) for fact in change.facts)
    return Change(change.stream, change.expected, facts)


def row_of(
    stream: str, version: int, fact: Any, line: bytes, seal: Callable[[str, int, Any], Any] | None = None
) -> Row:
    """The row that *fact* comes to, in an envelope already written; `TypeError` for a fact of wrong values.

    What is personal is put through *seal*; without one it is refused, unless it is a cell already.
    """
    topic = codec.topic_of(fact)
    if personal := codec.personal(fact):
        if seal is not None:
            fact = seal(stream, version, fact)
        if codec.unsealed(fact):
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
_place: Final = attrgetter("stream", "version")
_BLANK: Final = Sealed("", "", "", "", "")
