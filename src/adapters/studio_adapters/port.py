"""The port behind the journal: rows of bytes, what may go wrong with them, and what every adapter does the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Event
from typing import Final, Protocol
from uuid import uuid4

from attrs import frozen

from studio_adapters import codec

Clock = Callable[[], datetime]

FORMAT: Final = 1
"""The version of the stored form; a store of another version is refused."""

LARGEST: Final = 2**20
"""The most bytes of a stored fact, its envelope included."""

NO_LEAF: Final = "0" * 64


# -- what can go wrong


class JournalError(Exception):
    """Storage could not do what was asked; nothing was written."""


class Conflict(JournalError):
    """A stream has moved since it was read: read again, decide again."""


class CommandReused(JournalError):
    """A command id came back with another decision or other arguments."""


class ForeignStore(JournalError):
    """Not a store of ours, one of another format, or one with other contents than asked for."""


class StoreUnavailable(JournalError):
    """The store cannot be reached, opened, read or written; the text names it and the cause."""


class LeafMismatch(JournalError):
    """A row does not hash to its leaf: it is not what was written."""


# -- rows, as adapters keep them


@frozen
class Row:
    """A fact to store, as bytes: `topic` is its stored name and schema, `state` its two lines."""

    stream: str
    version: int
    topic: str
    state: bytes


Kept = tuple[int, str, int, str, bytes, str, bytes]
"""A row as it is kept: position, stream, version, topic, state, recorded_at, leaf."""


@frozen
class Receipt:
    """What an append answers: where its facts stand, and the last leaf as proof.

    `first` and `last` are positions; an append without facts has `last` = `first` − 1.
    """

    command: str
    first: int
    last: int
    leaf: bytes


@frozen
class Batch:
    """What one append asks for: the command it obeys, the versions it rests on, its rows.

    Both `expected` (stream → version) and `rows` are in the order of (stream, version): so the order of
    (recorded_at, stream, version) is the order of positions on every store. In `expected`, `<owner>/` stands for all
    streams of an owner, and its version is the position of the last row in them (0 if there is none).
    """

    command: str
    digest: bytes
    expected: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]


class Rows(Protocol):
    """The port. An adapter keeps rows: all of an append or none, in order, for ever.

    Positions count 1, 2, 3… without a gap, in the order of commits. Every batch gets one instant,
    `later(clock(), last instant)`, taken inside the write transaction.
    """

    @property
    def origin(self) -> str:
        """The identity of the log, fixed when the store was made."""
        ...

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        """All batches in one transaction, or none.

        A command already done with the same digest answers its receipt and writes nothing; with another
        digest it is `CommandReused`. A stream at another version than expected is a `Conflict`.
        """
        ...

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        """Rows verbatim into an empty store, which takes *origin*; how many. One transaction.

        The rows are `verified`, and counted anew in the order given. Their `commands` are known from then on,
        without a digest. A store that is not empty is a `ForeignStore`.
        """
        ...

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        """The digest and the receipt of *command*, if it was done. The digest is empty if restored."""
        ...

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        """One stream, by version, after version *after*."""
        ...

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        """Every stream `<owner>/…`, by position: after *after*, up to and with *until*."""
        ...

    def follow(self, after: int = 0) -> Iterator[Kept]:
        """Everything after a position, by position, up to the present."""
        ...

    def instants(self) -> Iterator[tuple[int, str]]:
        """Position and `recorded_at` of every row, by position, up to the present: the order, without the rows."""
        ...

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        """Every row of a type in *topics*, or of an owner whose name begins with *owners*, by position.

        Up to and with position *until*. What is passed over need not leave the database.
        """
        ...

    def end(self) -> int:
        """The last position; 0 in an empty store."""
        ...

    def owners(self) -> Sequence[str]:
        """The first parts of all streams (studios and regions), in ascending order."""
        ...

    def listen(self, event: Event) -> None:
        """Set *event* whenever this process has written here; what others write gives no notice."""
        ...

    def unlisten(self, event: Event) -> None:
        """Leave *event* alone from now on."""
        ...

    def close(self) -> None:
        """Give back what the store holds open."""
        ...


# -- what every adapter does the same way


def check_digest(command: str, known: bytes, asked: bytes) -> None:
    """A command comes back as what it was, or not at all."""
    if known != asked:
        raise CommandReused(
            f"command {command} was used by an imported history"
            if not known
            else f"command {command} was already used for another decision or with other arguments"
        )


def check_version(stream: str, found: int, expected: int) -> None:
    """A stream is where the decision saw it."""
    if found != expected:
        raise Conflict(f"{stream} is at version {found}, not {expected}")


def owner_of_all(stream: str) -> str | None:
    """The owner, where *stream* stands for all of an owner's (`<owner>/`); None for a stream."""
    return stream[:-1] if stream.endswith("/") else None


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC, always 27 characters: texts sort as instants do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def later(now: datetime, last: str) -> str:
    """The instant of an append: *now*, or a microsecond after *last* if that is not past."""
    text = instant(now)
    if text > last:
        return text
    return instant(datetime.fromisoformat(last) + timedelta(microseconds=1))


def leaf(origin: str, row: Row, recorded_at: str, previous: str) -> bytes:
    """The leaf of *row*: every column by name, the bytes by their digest, the leaf before (hex)."""
    return leaf_of(origin, row.stream, row.version, row.topic, row.state, recorded_at, previous)


def leaf_of(origin: str, stream: str, version: int, topic: str, state: bytes, recorded_at: str, previous: str) -> bytes:
    """As `leaf`, of columns as they were read."""
    text = (
        f"\0studio-domain/event/v1\n{origin}\n{stream}\n{version}\n{topic}\n"
        f"{recorded_at}\n{sha256(state).hexdigest()}\n{previous}\n"
    )
    return sha256(text.encode()).digest()


def new_origin() -> str:
    """An identity for a new log."""
    return str(uuid4())


def verified(origin: str, kept: Iterable[Kept]) -> Iterator[Kept]:
    """*kept* for a `restore`: counted anew, in order, no row too large, each what its leaf was made of."""
    leaves: dict[str, tuple[int, str]] = {}
    before = ("", "", 0)
    for position, (_, stream, version, topic, state, recorded_at, proof) in enumerate(kept, start=1):
        above, previous = leaves.get(stream, (0, NO_LEAF))
        if version != above + 1:
            raise LeafMismatch(f"{stream}: version {version} comes after version {above}")
        if not before < (place := (recorded_at, stream, version)):
            raise LeafMismatch(f"{stream}@{version} is not in the order of recording")
        if leaf_of(origin, stream, version, topic, state, recorded_at, previous) != proof:
            raise LeafMismatch(f"{stream}@{version} is not what its leaf was made of")
        if len(state) > LARGEST:
            raise JournalError(f"{stream}@{version}: {len(state)} bytes; a fact is at most 1 MiB")
        leaves[stream], before = (version, proof.hex()), place
        yield position, stream, version, topic, state, recorded_at, proof


def commands(kept: Iterable[Kept]) -> Iterator[Receipt]:
    """The receipts of the commands that *kept* came from, as they were given once, where their envelopes tell."""
    command, first, last, proof = "", 0, 0, b""
    for position, _, _, _, state, _, found in kept:
        if (name := _command(state)) != command:
            if command:
                yield Receipt(command, first, last, proof)
            command, first = name, position
        last, proof = position, found
    if command:
        yield Receipt(command, first, last, proof)


def _command(state: bytes) -> str:
    try:
        return codec.command_of(state)
    except codec.UNREADABLE:
        return ""
