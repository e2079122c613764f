"""Segments on disk: a file an append, complete when it has its number, never changed afterwards.

`000000000000.jsonl` is written when the store is made, and names its origin. Each further segment begins with a line
that names the digest of the segment before it, then a line for each row, then a line for each command.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final

from attrs import frozen

from studio_adapters.port import (
    NO_LEAF,
    ForeignStore,
    JournalError,
    Kept,
    Receipt,
    StoreUnavailable,
    leaf_of,
    new_origin,
)

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FORMAT: Final = "studio-segments/1"
LOCK: Final = "lock"

Done = tuple[bytes, Receipt]
"""The digest of a command, and what it was answered."""


@frozen
class Segment:
    """What one append added; `origin` where a restored history brings its own."""

    origin: str | None
    rows: tuple[Kept, ...]
    done: tuple[Done, ...]


class Segments:
    """The directory, and how far it has been read."""

    def __init__(self, path: Path, *, create: bool, origin: str | None) -> None:
        self.path = path
        self.origin = ""
        self._next = 0
        self._digest = ""
        self._leaves: dict[str, tuple[int, str]] = {}
        self._position = 0
        if not self._file(0).exists():
            self._make(create, origin)
        for _ in self._read_one():  # the first segment has no rows
            pass

    def _file(self, number: int) -> Path:
        return self.path / f"{number:012}.jsonl"

    def _make(self, create: bool, origin: str | None) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise StoreUnavailable(f"{self.path}: not a directory")
        if not create:
            why = "not a store of segments" if self.path.exists() else "no such directory"
            raise (ForeignStore if self.path.exists() else StoreUnavailable)(f"{self.path}: {why}")
        try:
            self.path.mkdir(exist_ok=True)
            foreign = any(found.suffix != ".part" and found.name != LOCK for found in self.path.iterdir())
            if foreign and not self._file(0).exists():
                raise ForeignStore(f"{self.path}: not a store of segments")
        except OSError as trouble:
            raise self._trouble(trouble) from trouble
        self._link([{"format": FORMAT, "segment": 0, "before": "", "origin": origin or new_origin()}], 0)

    # -- writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer after the other, where the system has file locks; it lets go for a process that is killed.

        Without them nothing is lost: a number is given once, and whoever comes second tries again.
        """
        if fcntl is None:
            yield
            return
        try:
            descriptor = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as trouble:
            raise self._trouble(trouble) from trouble
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def write(self, segment: Segment) -> bool:
        """Give *segment* the next number; False if another writer has given it meanwhile."""
        head = {"format": FORMAT, "segment": self._next, "before": self._digest, "origin": segment.origin}
        lines: list[dict[str, Any]] = [head]
        for _, stream, version, topic, state, recorded_at, proof in segment.rows:
            text = state.decode("utf-8", "surrogateescape")  # what was restored need not be a text
            place = {"stream": stream, "version": version, "topic": topic, "state": text}
            lines.append({**place, "recorded_at": recorded_at, "leaf": proof.hex()})
        for digest, done in segment.done:
            command = {"command": done.command, "digest": digest.hex(), "first": done.first, "last": done.last}
            lines.append({**command, "leaf": done.leaf.hex()})
        written = self._link(lines, self._next)
        if written is None:
            return False
        for row in segment.rows:
            self._leaves[row[1]] = row[2], row[6].hex()
        self._position += len(segment.rows)
        self.origin = segment.origin or self.origin
        self._next, self._digest = self._next + 1, written
        return True

    def _link(self, lines: list[dict[str, Any]], number: int) -> str | None:
        """The digest of what was written as segment *number*, on disk and complete; None if that is there already.

        A hard link is made or not, whatever happens meanwhile: it is the moment at which the append is done.
        """
        content = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines).encode()
        try:
            descriptor, part = mkstemp(suffix=".part", dir=self.path)
            try:
                with open(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(part, 0o444)
                try:
                    os.link(part, self._file(number))
                except FileExistsError:
                    return None
            finally:
                os.unlink(part)
            self._flush_directory()
        except OSError as trouble:
            raise self._trouble(trouble) from trouble
        return sha256(content).hexdigest()

    def _flush_directory(self) -> None:
        if os.name == "posix":
            directory = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)

    def _trouble(self, trouble: OSError) -> JournalError:
        why = {
            errno.ENOSPC: "the disk is full",
            errno.EDQUOT: "the disk is full",
            errno.EROFS: "the file is read-only",
            errno.EACCES: "the file is read-only",
            errno.ENOENT: "no such directory",
        }
        return StoreUnavailable(f"{self.path}: {why.get(trouble.errno or 0, trouble.strerror)}")

    # -- reading

    def newer(self) -> Iterator[Segment]:
        """What was written since, in order; a segment that is not what was written ends it."""
        while self._file(self._next).exists():
            yield from self._read_one()

    def _read_one(self) -> Iterator[Segment]:
        file = self._file(self._next)
        try:
            content = file.read_bytes()
        except OSError as trouble:
            raise self._trouble(trouble) from trouble
        try:
            segment = self._segment(content.decode().splitlines())
        except (ValueError, KeyError, TypeError, AttributeError) as odd:
            raise ForeignStore(f"{file}: the file is damaged") from odd
        self._next, self._digest = self._next + 1, sha256(content).hexdigest()
        yield segment

    def _segment(self, lines: list[str]) -> Segment:
        head, *rest = map(json.loads, lines)
        if (head["format"], head["segment"], head["before"]) != (FORMAT, self._next, self._digest):
            raise ValueError("not the segment that comes next")
        self.origin = head["origin"] or self.origin
        rows = [self._row(line) for line in rest if "stream" in line]
        return Segment(head["origin"], tuple(rows), tuple(_done(line) for line in rest if "command" in line))

    def _row(self, line: dict[str, Any]) -> Kept:
        stream, version, topic, recorded_at = line["stream"], line["version"], line["topic"], line["recorded_at"]
        state, proof = line["state"].encode("utf-8", "surrogateescape"), bytes.fromhex(line["leaf"])
        above, previous = self._leaves.get(stream, (0, NO_LEAF))
        if version != above + 1 or leaf_of(self.origin, stream, version, topic, state, recorded_at, previous) != proof:
            raise ValueError("not the row that its leaf was made of")
        self._leaves[stream] = version, proof.hex()
        self._position += 1
        return self._position, stream, version, topic, state, recorded_at, proof


def _done(line: dict[str, Any]) -> Done:
    return bytes.fromhex(line["digest"]), Receipt(
        line["command"], line["first"], line["last"], bytes.fromhex(line["leaf"])
    )
