"""A SOURCE of history as people name one: a SQLite file, `sqlite:///…`, `postgresql://…`, or an export (`.jsonl`)."""

from __future__ import annotations

from pathlib import Path

from studio_adapters.stores import open_store

from studio_adapters.exchange import verified
from studio_adapters.journal import Journal
from studio_adapters.problems import Problem


def open_source(source: str) -> Journal:
    """The journal of *source*, for reading; a store is never made by looking for one.

    Raises `Problem` for a file that is not there, `BadLine` for an export that does not verify, `JournalError` for a
    store that cannot be read.
    """
    if source.endswith(".jsonl"):
        return _export(Path(source))
    return Journal(open_store(source, create=False))


def _export(path: Path) -> Journal:
    from studio_adapters.memory import Recorder

    try:
        header, lines = verified.open_export(path)
        rows = Recorder()
        rows.restore(header.origin, verified.kept(lines, header))
    except OSError as problem:
        raise unreadable(path, problem) from problem
    return Journal(rows)


def unreadable(path: Path, problem: OSError) -> Problem:
    """A file that the system does not give us."""
    why = problem.strerror or str(problem)
    return Problem(f"无法读取 {path}: {why}", f"cannot read {path}: {why}")
