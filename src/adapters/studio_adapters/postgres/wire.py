"""The one statement that appends, sent in the form that the server keeps.

An append is short: to let the driver find out anew each time how a list of texts is written takes longer than the
server needs to look the stream up. So what is sent is prepared once a connection, its parameters are put together
here, and the driver waits for the answer as it does for every other (an interrupt cancels the statement).
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack
from typing import Final

import psycopg
from psycopg import errors, generators, pq
from psycopg.rows import DictRow

Answer = tuple[bytes | None, ...]
"""A row, as the server keeps it."""

TEXT: Final = 25
BYTES: Final = 17
NUMBER: Final = 20
TEXTS: Final = 1009
NUMBERS: Final = 1016
"""Types by the numbers that they have on every server; `bytea[]` is 1001."""
MANY_BYTES: Final = 1001


class Line(psycopg.Connection[DictRow]):
    """A connection that keeps statements of ours prepared."""

    kept: frozenset[str] = frozenset()

    def call(self, statement: str, types: Sequence[int], values: Sequence[bytes | None]) -> list[Answer]:
        """The rows that *statement* answers, as bytes."""
        binary = [1] * len(values)
        if self.pgconn.transaction_status != pq.TransactionStatus.IDLE:
            self.pgconn.send_query_params(statement.encode(), values, types, binary, 1)
            return self._rows()
        name = f"studio_{len(values)}".encode()
        if statement in self.kept:
            self.pgconn.send_query_prepared(name, values, binary, 1)
            try:
                return self._rows()
            except errors.InvalidSqlStatementName:  # the driver lets go of what was prepared when it rolls back
                self.kept = frozenset()
        self.pgconn.send_prepare(name, statement.encode(), types)
        self._answer()
        self.kept |= {statement}
        self.pgconn.send_query_prepared(name, values, binary, 1)
        return self._rows()

    def _rows(self) -> list[Answer]:
        found = self._answer()
        columns = range(found.nfields)
        return [tuple(found.get_value(row, column) for column in columns) for row in range(found.ntuples)]

    def _answer(self) -> pq.abc.PGresult:
        found: pq.abc.PGresult = self.wait(generators.execute(self.pgconn))[-1]
        if found.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
            raise errors.error_from_result(found, self.info.encoding)
        return found


def texts(items: Sequence[bytes]) -> bytes:
    """A `text[]`."""
    return _array(TEXT, items)


def many_bytes(items: Sequence[bytes]) -> bytes:
    """A `bytea[]`."""
    return _array(BYTES, items)


def numbers(items: Sequence[int]) -> bytes:
    """A `bigint[]`."""
    return _array(NUMBER, [pack("!q", item) for item in items])


def number(found: bytes | None) -> int:
    """A `bigint` that was answered."""
    return int(unpack("!q", found)[0]) if found is not None else 0


def _array(kind: int, items: Sequence[bytes]) -> bytes:
    """One dimension from 1, without nulls; an array of nothing has no dimension."""
    if not items:
        return pack("!iii", 0, 0, kind)
    parts = [pack("!iiiii", 1, 0, kind, len(items), 1)]
    for item in items:
        parts += (pack("!i", len(item)), item)
    return b"".join(parts)
