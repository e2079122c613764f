"""A copy of a store in one file, made while others write, and proven before it has its name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from studio_adapters.journal import StoreUnavailable
from studio_adapters.problems import Problem, file_problem
from studio_adapters.sqlite import Recorder, open_file
from studio_adapters.sqlite_file import told
from studio_adapters.verification import Verified, examine, verify


def back_up(rows: Recorder, to: Path) -> Verified:
    """A copy of *rows* as of one moment in the new file *to*, examined and verified; it is there whole or not at all.

    SQLite copies every page inside one reading transaction: who writes meanwhile does not wait and is not in it.
    `Problem` where *to* is there already or cannot be made, `Unverified` where the store is not what was written.
    """
    if to.exists():
        raise Problem(f"{to}: 已存在, 不予覆盖", f"{to}: is there already, and not written over")
    if not to.parent.is_dir():
        raise StoreUnavailable(f"{to}: no such directory")
    beside = to.parent / f"{to.name}.{os.getpid()}.part"
    try:
        beside.touch(mode=0o600, exist_ok=False)
        with rows.datastore.reading() as source, told(beside), closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
        with closing(open_file(beside, create=False)) as copied:
            found = verify(copied)
            examine(copied)
        _settle(beside, to)
    except OSError as problem:
        raise file_problem(to, problem) from problem
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            beside.with_name(beside.name + left).unlink(missing_ok=True)
    return found


def _settle(beside: Path, to: Path) -> None:
    """Under its name once it is on the disk."""
    for path in (beside, to.parent) if os.name == "posix" else (beside,):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    beside.rename(to)
