"""The rows of the journal, over segments: everything in memory, and on disk before it is said to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from pathlib import Path
from threading import Event, RLock
from typing import Final

from segment_store.segments import Done, Segment, Segments
from studio_adapters.port import (
    NO_LEAF,
    Batch,
    Clock,
    Conflict,
    ForeignStore,
    Kept,
    Receipt,
    check_digest,
    check_version,
    commands,
    later,
    leaf,
    owner_of_all,
    verified,
)

ATTEMPTS: Final = 1000
"""How often an append is made anew where there are no file locks, and another writer gave the number."""


class SegmentStore:
    """Keeps the contract of `studio_adapters.port.Rows`."""

    def __init__(self, path: Path, *, create: bool = True, origin: str | None = None) -> None:
        self._segments = Segments(path, create=create, origin=origin)
        self._lock = RLock()
        self._kept: list[Kept] = []
        self._streams: defaultdict[str, list[int]] = defaultdict(list)
        self._owners: defaultdict[str, list[int]] = defaultdict(list)
        self._commands: dict[str, tuple[bytes, Receipt]] = {}
        self._listeners: set[Event] = set()
        self._refresh()

    @property
    def origin(self) -> str:
        """The identity of the log."""
        self._refresh()
        return self._segments.origin

    # -- writing

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        """All batches as one segment, or none."""
        with self._lock, self._segments.writing():
            for _ in range(ATTEMPTS):
                self._refresh()
                segment, receipts = self._made(batches, clock)
                if not segment.done:  # every command was obeyed before
                    return receipts
                if self._segments.write(segment):
                    self._take(segment)
                    break
            else:
                raise Conflict(f"{self._segments.path}: other writers were always first")
        self._notify()
        return receipts

    def _made(self, batches: Sequence[Batch], clock: Clock) -> tuple[Segment, tuple[Receipt, ...]]:
        """The segment that *batches* come to on what is there now, and what they are answered."""
        rows: list[Kept] = []
        done: dict[str, Done] = {}
        tips: dict[str, tuple[int, str]] = {}
        receipts = []
        last = self._kept[-1][5] if self._kept else ""
        for batch in batches:
            known = self._commands.get(batch.command) or done.get(batch.command)
            if known is not None:
                check_digest(batch.command, known[0], batch.digest)
                receipts.append(known[1])
                continue
            for stream, expected in batch.expected:
                found = self._end_of(stream, rows) if owner_of_all(stream) else tips.get(stream, self._tip(stream))[0]
                check_version(stream, found, expected)
            first = len(self._kept) + len(rows) + 1
            if batch.rows:
                last = later(clock(), last)
            proof = b""
            for row in batch.rows:
                version, above = tips.get(row.stream, self._tip(row.stream))
                check_version(row.stream, version, row.version - 1)
                proof = leaf(self._segments.origin, row, last, above)
                tips[row.stream] = row.version, proof.hex()
                position = len(self._kept) + len(rows) + 1
                rows.append((position, row.stream, row.version, row.topic, row.state, last, proof))
            receipt = Receipt(batch.command, first, len(self._kept) + len(rows), proof)
            done[batch.command] = batch.digest, receipt
            receipts.append(receipt)
        return Segment(None, tuple(rows), tuple(done.values())), tuple(receipts)

    def _end_of(self, streams: str, rows: Sequence[Kept]) -> int:
        """The position of the last row in any stream of an owner, those included that this append brings."""
        ours = [row[0] for row in rows if row[1].startswith(streams)]
        before = self._owners.get(streams.rstrip("/"), [])
        return ours[-1] if ours else before[-1] + 1 if before else 0

    def _tip(self, stream: str) -> tuple[int, str]:
        """The version of a stream, and its last leaf (hex)."""
        places = self._streams.get(stream)
        return (len(places), self._kept[places[-1]][6].hex()) if places else (0, NO_LEAF)

    def restore(self, origin: str, kept: Iterable[Kept]) -> int:
        """Rows verbatim into an empty store, as one segment that brings its origin."""
        with self._lock, self._segments.writing():
            self._refresh()
            if self._kept or self._commands:
                raise ForeignStore(f"{self._segments.path}: the store is not empty")
            rows = tuple(verified(origin, kept))
            done: dict[str, Done] = {}
            for receipt in commands(rows):
                if receipt.command in done:
                    raise ForeignStore(f"command {receipt.command} stands in two places")
                done[receipt.command] = b"", receipt
            segment = Segment(origin, rows, tuple(done.values()))
            if not self._segments.write(segment):
                raise ForeignStore(f"{self._segments.path}: the store is not empty")
            self._take(segment)
        self._notify()
        return len(rows)

    # -- what is on disk

    def _refresh(self) -> None:
        """Take in what was written since, by whomever."""
        with self._lock:
            for segment in self._segments.newer():
                self._take(segment)

    def _take(self, segment: Segment) -> None:
        for row in segment.rows:
            place, stream = len(self._kept), row[1]
            self._streams[stream].append(place)
            self._owners[stream.partition("/")[0]].append(place)
            self._kept.append(row)
        self._commands.update({done[1].command: done for done in segment.done})

    # -- reading

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        """What a command did, if it was done."""
        self._refresh()
        return self._commands.get(command)

    def read(self, stream: str, after: int = 0) -> Iterator[Kept]:
        """One stream, by version, after a version."""
        self._refresh()
        places = tuple(self._streams.get(stream, ()))
        return map(self._kept.__getitem__, islice(places, max(after, 0), None))

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Kept]:
        """Every stream of one owner, by position."""
        self._refresh()
        end = len(self._kept) if until is None else until
        places = tuple(self._owners.get(owner, ()))
        return (self._kept[place] for place in places if after <= place < end)

    def follow(self, after: int = 0) -> Iterator[Kept]:
        """Everything after a position, up to the present."""
        return map(self._kept.__getitem__, range(max(after, 0), self.end()))

    def instants(self) -> Iterator[tuple[int, str]]:
        """Position and instant of every row."""
        return ((row[0], row[5]) for row in self.follow())

    def among(self, topics: Collection[str], owners: str, until: int) -> Iterator[Kept]:
        """Every row of one of the types, or of an owner whose name begins so."""
        known = takewhile(lambda row: row[0] <= until, self.follow())
        return (row for row in known if row[3] in topics or row[1].startswith(owners))

    def end(self) -> int:
        """The last position."""
        self._refresh()
        return len(self._kept)

    def owners(self) -> Sequence[str]:
        """The first parts of all streams, in ascending order."""
        self._refresh()
        return sorted(self._owners)

    # -- who listens

    def listen(self, event: Event) -> None:
        """Set *event* whenever this store has written."""
        self._listeners.add(event)

    def unlisten(self, event: Event) -> None:
        """Leave *event* alone from now on."""
        self._listeners.discard(event)

    def _notify(self) -> None:
        for listener in tuple(self._listeners):
            listener.set()

    def close(self) -> None:
        """Nothing is held open."""
