"""A SOURCE of history as people name one: a SQLite file, `sqlite:///…`, `postgresql://…`, or an export (`.jsonl`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio_adapters.exchange import verified
from studio_adapters.journal import Journal, Rows
from studio_adapters.problems import file_problem
from studio_adapters.stores import open_store


@contextmanager
def open_source(source: str) -> Iterator[Journal]:
    """The journal of *source*, for reading; a store is never made by looking for one.

    Raises `Problem` for a file that is not there or does not verify, `JournalError` for a store that cannot be read.
    """
    rows = _export(Path(source)) if source.lower().endswith(".jsonl") else open_store(source, create=False)
    try:
        yield Journal(rows)
    finally:
        rows.close()


def _export(path: Path) -> Rows:
    from studio_adapters.memory import Recorder

    try:
        header, lines = verified.open_export(path)
        rows = Recorder()
        rows.restore(header.origin, verified.kept(lines, header))
    except OSError as problem:
        raise file_problem(path, problem) from problem
    return rows
