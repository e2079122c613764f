"""Whether a store holds what was written: every leaf recomputed, no version and no position missing."""

from __future__ import annotations

from hashlib import sha256

from attrs import frozen

from studio_adapters.journal import NO_LEAF, LeafMismatch, Row, Rows, leaf


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
    """Read the store from the first fact to the last; `LeafMismatch` names the first that is not what was written."""
    heads: dict[str, tuple[int, str]] = {}
    last = ""
    expected = 0
    for position, stream, version, topic, state, recorded_at, kept in rows.follow():
        expected += 1
        if position != expected:
            raise LeafMismatch(f"position {expected} is missing, {position} follows")
        before, previous = heads.get(stream, (0, NO_LEAF))
        if version != before + 1:
            raise LeafMismatch(f"{stream}@{before + 1} is missing, {version} follows")
        if leaf(rows.origin, Row(stream, version, topic, state), recorded_at, previous) != kept:
            raise LeafMismatch(f"{stream}@{version} does not hash to its leaf")
        if recorded_at < last:
            raise LeafMismatch(f"{stream}@{version} was recorded before the fact that precedes it")
        heads[stream] = version, kept.hex()
        last = recorded_at
    return Verified(rows.origin, expected, len(heads), tuple(rows.owners()), last or None, heads_digest(heads))


def heads_digest(heads: dict[str, tuple[int, str]]) -> str:
    """The history digest: SHA-256 (hex) over lines `stream version leaf` of the last fact of each stream, by stream.

    A stream's last leaf rests on all before it, so this names the whole history, on whatever store it lies.
    """
    body = sha256()
    for stream, (version, proof) in sorted(heads.items()):
        body.update(f"{stream} {version} {proof}\n".encode())
    return body.hexdigest()
