"""Stores that break one promise each: what the contract has to find.

Each is the store in memory (which keeps every promise) with one thing done as somebody else's store once did it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event
from typing import Any

import attrs
from eventsourcing.persistence import StoredEvent

from studio_adapters import sqlite
from studio_adapters.journal import NO_LEAF, Batch, Clock, Conflict, Kept, Receipt, Row, Rows, leaf
from studio_adapters.memory import Recorder


class DropsALastWrite(Recorder):
    """Acknowledges a fact that it has not written."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        short = [attrs.evolve(one, rows=one.rows[:-1]) if len(one.rows) > 1 else one for one in batches]
        return super().append(short, clock)


class RepeatsAPosition(Recorder):
    """Hands the last row of a page out again with the next (a position that is inclusive by mistake)."""

    def follow(self, after: int = 0) -> Iterator[Kept]:
        return super().follow(after - 1 if after % 2 else after)


class JumpsAhead(Recorder):
    """Goes on after the highest position it has seen, past one that is not visible yet (a high-water mark)."""

    def follow(self, after: int = 0) -> Iterator[Kept]:
        rows = list(super().follow(after))
        return iter([row for row in rows if row[0] != 2] if len(rows) > 2 else rows)


class ForgetsTheOrder(Recorder):
    """Reads in the order of streams."""

    def follow(self, after: int = 0) -> Iterator[Kept]:
        return iter(sorted(super().follow(after), key=lambda row: (row[1], row[2])))


class ChecksNoVersion(Recorder):
    """Insists on unique versions alone: a decision made on an older state is let in."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        found = {stream: self._version(stream) for stream, _ in batch.expected}
        moved = [
            attrs.evolve(row, version=row.version + found[row.stream] - dict(batch.expected)[row.stream])
            for row in batch.rows
        ]
        return super()._append(attrs.evolve(batch, expected=tuple(found.items()), rows=tuple(moved)), clock)


class ChecksWrittenStreamsOnly(Recorder):
    """Forgets the streams that a decision has only read: write skew."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        written = {row.stream for row in batch.rows}
        expected = tuple(one for one in batch.expected if one[0] in written)
        return super()._append(attrs.evolve(batch, expected=expected), clock)


class OverlooksWhatIsNotThere(Recorder):
    """Holds a decision to the streams that it names, and not to all of an owner's."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        named = tuple(one for one in batch.expected if not one[0].endswith("/"))
        return super()._append(attrs.evolve(batch, expected=named), clock)


class SwallowsConflicts(Recorder):
    """Reports success for what it did not store (ON CONFLICT DO NOTHING)."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        try:
            return super().append(batches, clock)
        except Conflict:
            return tuple(Receipt(one.command, self.end() + 1, self.end(), b"") for one in batches)


class KeepsTheFirstHalf(Recorder):
    """Commits batch by batch."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        return tuple(super(KeepsTheFirstHalf, self).append([one], clock)[0] for one in batches)


class KeepsHalfABatch(Recorder):
    """Takes nothing back."""

    @contextmanager
    def _all_or_none(self) -> Iterator[None]:
        with self._database_lock:
            yield


class LeavesGaps(Recorder):
    """Lets versions be skipped: uniqueness is all it checks."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        numbered: dict[str, int] = dict(batch.expected)
        rows = []
        for row in batch.rows:
            numbered[row.stream] += 1
            rows.append(attrs.evolve(row, version=numbered[row.stream]))
        return super()._append(attrs.evolve(batch, rows=tuple(rows)), clock)


class WastesPositions(Recorder):
    """Counts a position for what was rolled back (a sequence)."""

    wasted = 0

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        try:
            receipts = super().append(batches, clock)
        except Conflict:
            self.wasted += 1
            raise
        return tuple(attrs.evolve(r, first=r.first + self.wasted, last=r.last + self.wasted) for r in receipts)

    def follow(self, after: int = 0) -> Iterator[Kept]:
        return ((row[0] + self.wasted, *row[1:]) for row in super().follow(max(after - self.wasted, 0)))


class GivesNoReceipt(Recorder):
    """Knows no command again: a lost acknowledgement is written twice."""

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        return None

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        self._commands.pop(batch.command, None)
        return super()._append(batch, clock)


class LooksCommandsUpLast(Recorder):
    """A command that comes back is a conflict with itself."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        for stream, expected in batch.expected:
            if self._version(stream) != expected:
                raise Conflict(stream)
        return super()._append(batch, clock)


class TakesAnyDigest(Recorder):
    """The id of a command is enough: another decision is answered with its receipt."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        known = self._commands.get(batch.command)
        return known[1] if known else super()._append(batch, clock)


class AnswersNewReceipts(Recorder):
    """Answers a repeated command with where the journal ends now."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        return tuple(attrs.evolve(one, last=self.end()) for one in super().append(batches, clock))


class BelievesTheClock(Recorder):
    """Takes the clock at its word, also when it stands still or goes back."""

    @property
    def _last_instant(self) -> str:
        return ""


class OneInstantForAll(Recorder):
    """One instant for all batches of a transaction: what is exported and sorted comes back in another order."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        instant = clock()
        self._begun = super()._last_instant
        return super().append(batches, lambda: instant)

    @property
    def _last_instant(self) -> str:
        return self._begun


class NormalisesText(Recorder):
    """Keeps text, not bytes: what a database does that drops NUL or normalises."""

    def _add(self, event: StoredEvent, now: str) -> int:
        return super()._add(_with_state(event, event.state.replace(b"\\u0000", b"")), now)


class CutsLongFacts(Recorder):
    """Keeps the beginning of what is too long for its column."""

    def _add(self, event: StoredEvent, now: str) -> int:
        return super()._add(_with_state(event, event.state[: 2**19]), now)


class ChainsTheWholeLog(Recorder):
    """Chains leaves over the log, not over each stream: one studio's export proves nothing."""

    def _add(self, event: StoredEvent, now: str) -> int:
        previous = self._kept[-1][6].hex() if self._kept else NO_LEAF
        count = super()._add(event, now)
        position, stream, version, topic, state, instant, _ = self._kept[-1]
        proof = leaf(self._origin, Row(stream, version, topic, state), instant, previous)
        self._kept[-1] = position, stream, version, topic, state, instant, proof
        return count


class WritesInTheOrderAsked(Recorder):
    """Puts the rows of an append down in another order than (stream, version)."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        return super()._append(attrs.evolve(batch, rows=tuple(sorted(batch.rows, key=_backwards))), clock)


def _backwards(row: Row) -> tuple[list[int], int]:
    return [-ord(letter) for letter in row.stream], row.version


class OwnersByPrefix(Recorder):
    """Finds a studio by the beginning of its name: hz-1 with hz-10."""

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        end = self.end() if until is None else until
        return (row for row in self.follow(after) if row[1].startswith(owner) and row[0] <= end)


class EndsTooEarly(Recorder):
    """Reads up to, and not with, the end of a range."""

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        return super().history(owner, after, None if until is None else until - 1)


class ReadsFromAVersion(Recorder):
    """Reads a stream from a version on, not after it."""

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        return super().read(stream, max(after - 1, 0))


class StopsAtAPage(Recorder):
    """Ends with the first page of a studio."""

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        return iter(list(super().history(owner, after, until))[:2])


class ForgetsTheTypes(Recorder):
    """Picks rows by owner alone."""

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        return super().among([], owners, until)


class ForgetsTheFirst(Recorder):
    """Tells the order without its first row."""

    def instants(self) -> Iterator[tuple[int, str]]:
        return (found for found in super().instants() if found[0] > 1)


class LosesAPlaceWhileItIsRead(Recorder):
    """Reads on by counting rows, in a list that others add to."""

    def follow(self, after: int = 0) -> Iterator[Kept]:
        end = self.end()
        for number, row in enumerate(list(super().follow(after))):
            if number and self.end() > end:
                end = self.end()
                continue
            yield row


class ShowsWhatIsNotCommitted(Recorder):
    """Reads what another transaction has written so far."""

    def follow(self, after: int = 0) -> Iterator[Kept]:
        return iter(self._kept[max(after, 0) :])

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        return self._commands.get(command)


class TellsTooEarly(Recorder):
    """Wakes who listens before there is anything to read, and not after."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        self._notify_listeners()
        listeners, self._listeners = self._listeners, set()
        try:
            return super().append(batches, clock)
        finally:
            self._listeners = listeners


class TellsNobody(Recorder):
    """Wakes nobody."""

    def listen(self, event: Event) -> None:
        pass


class WritesSideBySide(Recorder):
    """Has no lock between looking and writing."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        for one in batches:
            for stream, expected in one.expected:
                if self._version(stream) != expected and one.command not in self._commands:
                    raise Conflict(stream)
        Event().wait(0.01)
        found = [
            attrs.evolve(
                one,
                expected=tuple((stream, self._version(stream)) for stream, _ in one.expected),
                rows=tuple(
                    attrs.evolve(row, version=row.version - dict(one.expected)[row.stream] + self._version(row.stream))
                    for row in one.rows
                ),
            )
            for one in batches
        ]
        return super().append(found, clock)


class RestoresAnything(Recorder):
    """Believes an export, and puts it on top of what is there."""

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        self._origin = origin
        before = len(self._kept)
        self._kept += [(before + number, *row[1:]) for number, row in enumerate(kept, start=1)]
        return len(self._kept) - before


class ForgetsWhatItRestored(Recorder):
    """Restores rows without their commands, and under its own name."""

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        here = self._origin
        count = super().restore(origin, kept)
        self._commands.clear()
        self._origin = here
        return count


class RestoresPositions(Recorder):
    """Keeps the positions that the rows had elsewhere: a studio of many begins anywhere, with gaps."""

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        rows = list(kept)
        count = super().restore(origin, rows)
        self._kept = [(there[0], *here[1:]) for there, here in zip(rows, self._kept, strict=True)]
        return count


class SaysNothingOfAnEmptyAppend(Recorder):
    """Keeps no receipt of a command that recorded nothing."""

    def _append(self, batch: Batch, clock: Clock) -> Receipt:
        receipt = super()._append(batch, clock)
        if not batch.rows:
            del self._commands[batch.command]
        return receipt


class KeepsWhatWasTakenBack(Recorder):
    """Remembers a position that was never committed, once its disk was full (a cached tail that is not dropped)."""

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        try:
            return super().append(batches, clock)
        except ZeroDivisionError:
            self._kept.append((len(self._kept) + 1, "lost", 1, "", b"", self._last_instant, b""))
            raise


def _with_state(event: StoredEvent, state: bytes) -> StoredEvent:
    """The stored event with other bytes."""
    return StoredEvent(event.originator_id, event.originator_version, event.topic, state)


# -- opened by other processes


def hasty(address: str) -> Rows:
    """Acknowledges what adds to one stream as soon as it is in memory, and writes it with the next append."""
    return _Hasty(address)


class _Hasty:
    def __init__(self, address: str) -> None:
        self._rows = sqlite.open_file(address)
        self._waiting: list[tuple[Sequence[Batch], Clock]] = []

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        while self._waiting:
            self._rows.append(*self._waiting.pop())
        if any(len(one.expected) > 1 for one in batches):
            return self._rows.append(batches, clock)
        self._waiting.append((batches, clock))
        end = self._rows.end()
        return tuple(Receipt(one.command, end + 1, end + len(one.rows), b"") for one in batches)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)


def racing(address: str) -> Rows:
    """A store that takes no lock: two processes that expect the same both write."""
    store = sqlite.open_file(address)
    vars(store)["append"] = _unlocked(store)
    return store


def _unlocked(store: sqlite.Recorder) -> Callable[[Sequence[Batch], Clock], tuple[Receipt, ...]]:
    append = store.append

    def again(batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        while True:
            try:
                return append([_as_it_is_now(store, one) for one in batches], clock)
            except Conflict:  # they met: whoever lost writes after the other all the same
                continue

    return again


def _as_it_is_now(store: sqlite.Recorder, batch: Batch) -> Batch:
    """The batch, as if it had expected what there is."""
    return attrs.evolve(
        batch,
        expected=tuple((stream, sum(1 for _ in store.read(stream))) for stream, _ in batch.expected),
        rows=tuple(attrs.evolve(row, version=1 + sum(1 for _ in store.read(row.stream))) for row in batch.rows),
    )


def own(address: str) -> Rows:
    """A store of its own for each process (a start-up race that everybody wins)."""
    return sqlite.open_file(f"{address}.{os.getpid()}")
