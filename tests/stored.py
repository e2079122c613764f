"""Histories that tests tell, put into stores and files as a journal would have written them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from studio_adapters import codec, sqlite
from studio_adapters.exchange import Header, export
from studio_adapters.journal import Batch, Rows, row_of
from studio_adapters.memory import Recorder
from studio_domain.aggregate import Recorded

ORIGIN = "tests"


def fill(rows: Rows, history: Iterable[Recorded[Any]]) -> Rows:
    """*rows* with the facts of *history*, each recorded at its own instant."""
    for number, (at, events) in enumerate(groupby(history, key=attrgetter("recorded_at")), start=1):
        members = sorted(events, key=attrgetter("stream", "version"))
        added = tuple(
            row_of(event.stream, event.version, event.fact, codec.encode_context(event.context)) for event in members
        )
        streams = {event.stream: event.version - 1 for event in reversed(members)}
        rows.append([Batch(f"b-{number}", b"", tuple(streams.items()), added)], lambda at=at: at)  # type: ignore[misc]
    return rows


def in_memory(history: Iterable[Recorded[Any]]) -> Rows:
    """A store in memory that holds *history*."""
    return fill(Recorder(ORIGIN), history)


def in_sqlite(path: Path, history: Iterable[Recorded[Any]]) -> Path:
    """An SQLite file that holds *history*."""
    rows = fill(sqlite.open_file(path, origin=ORIGIN), history)
    rows.close()
    return path


def lines_of(history: Iterable[Recorded[Any]], studio: str | None = None) -> list[str]:
    """The export of *history*, line by line."""
    rows = in_memory(history)
    kept = rows.history(studio) if studio else rows.follow()
    return list(export(kept, Header(ORIGIN, studio)))


def in_file(path: Path, lines: Iterable[str]) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return path
