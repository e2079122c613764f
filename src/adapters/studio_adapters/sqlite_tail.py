"""What happens inside a transaction that writes: the end of the journal, and what is put behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from studio_adapters.journal import (
    NO_LEAF,
    Batch,
    Clock,
    Conflict,
    Receipt,
    Row,
    check_digest,
    check_version,
    later,
    leaf,
    owner_of_all,
)

INSERT: Final = "INSERT INTO stored_events VALUES (?,?,?,?,?,?,?)"
INSERT_COMMAND: Final = "INSERT INTO stored_commands VALUES (?,?,?,?,?)"
COMMAND: Final = "SELECT digest, first, last, leaf FROM stored_commands WHERE command=?"
HEAD: Final = (
    "SELECT originator_version, leaf FROM stored_events WHERE originator_id=? ORDER BY originator_version DESC LIMIT 1"
)
LAST_OF_OWNER: Final = (
    "SELECT coalesce(max(position), 0) FROM stored_events WHERE originator_id >= ? AND originator_id < ?"
)
END: Final = """SELECT origin, coalesce(position, 0), coalesce(recorded_at, '') FROM studio_journal
    LEFT JOIN stored_events ON position = (SELECT max(position) FROM stored_events)"""

MANY: Final = 100_000
"""Streams whose heads are kept in mind at most."""


class Tail:
    """The end of the journal and the heads of its streams, as one writer last saw them.

    A new one asks the file. One that has appended before asks nothing: it may be mistaken, but only if
    somebody else has written, and then its next position is taken and the database refuses the row.
    """

    def __init__(self) -> None:
        self.asking = True
        self._origin, self._position, self._instant = "", -1, ""
        self._heads: dict[str, tuple[int, str]] = {}

    def append(self, c: sqlite3.Connection, batch: Batch, clock: Clock) -> Receipt:
        """The batch behind the end, or its receipt if it was put there before."""
        if self.asking and (known := c.execute(COMMAND, (batch.command,)).fetchone()):
            check_digest(batch.command, known[0], batch.digest)
            return Receipt(batch.command, *known[1:])
        for stream, expected in batch.expected:
            check_version(stream, self._version(c, stream), expected)
        try:
            first, last, proof = self.insert(c, batch.rows, clock)
            c.execute(INSERT_COMMAND, (batch.command, batch.digest, first, last, proof))
        except sqlite3.IntegrityError as taken:
            if self.asking:
                raise
            raise Conflict("somebody else has written") from taken
        return Receipt(batch.command, first, last, proof)

    def insert(self, c: sqlite3.Connection, rows: Sequence[Row], clock: Clock) -> tuple[int, int, bytes]:
        """*rows* next after last, at one instant: the first position, the last, and the last leaf."""
        if self._position < 0:
            self._origin, self._position, self._instant = c.execute(END).fetchone()
        first, proof = self._position + 1, b""
        if rows:
            self._instant = later(clock(), self._instant)
        for row in rows:
            version, previous = self._head(c, row.stream)
            check_version(row.stream, version, row.version - 1)
            self._position += 1
            proof = leaf(self._origin, row, self._instant, previous)
            self._heads[row.stream] = row.version, proof.hex()
            c.execute(INSERT, (self._position, row.stream, row.version, row.topic, row.state, self._instant, proof))
        return first, self._position, proof

    def _version(self, c: sqlite3.Connection, stream: str) -> int:
        if (owner := owner_of_all(stream)) is None:
            return self._head(c, stream)[0]
        (last,) = c.execute(LAST_OF_OWNER, (f"{owner}/", f"{owner}0")).fetchone()  # 0 is the character after /
        return int(last)

    def _head(self, c: sqlite3.Connection, stream: str) -> tuple[int, str]:
        head = self._heads.get(stream)
        if head is None:
            if len(self._heads) >= MANY:
                self._heads.clear()
            version, proof = c.execute(HEAD, (stream,)).fetchone() or (0, b"")
            head = self._heads[stream] = version, proof.hex() or NO_LEAF
        return head
