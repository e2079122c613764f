"""`demo`: a story told into files, audited, and compared with its script."""

from __future__ import annotations

import shutil
import tempfile
from argparse import Namespace
from pathlib import Path

from studio_adapters.demo.office import ORIGIN, NotAsTold
from studio_adapters.demo.story import EXPECTED, EXPORT, HISTORY, LEGACY, REPORT, tell
from studio_adapters.demo.telling import lines
from studio_adapters.journal import JournalError
from studio_adapters.problems import Problem
from studio_adapters.stores import open_store

_OURS = (HISTORY, EXPORT, EXPECTED, REPORT, LEGACY)
_BESIDE = (f"{HISTORY}-wal", f"{HISTORY}-shm")


def run(asked: Namespace) -> int:
    """0 when the story went as told, 1 when not; an older demo in the directory is replaced, nothing else is."""
    if asked.size < 1:
        raise Problem("规模至少为 1", "the size is at least 1")
    out: Path = asked.out
    _check(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        told = tell(made, seed=asked.seed, size=asked.size, language=asked.lang)
        _move(made, out)
    except NotAsTold as problem:
        print(f"{'故事未按剧本进行' if asked.lang == 'zh' else 'the story went another way'}: {problem}")
        return 1
    finally:
        shutil.rmtree(made, ignore_errors=True)
    for line in lines(told, out, seed=asked.seed, size=asked.size, language=asked.lang):
        print(line)
    return 0 if told.as_told else 1


def _check(out: Path) -> None:
    """`Problem` unless *out* is free, empty, or an older demo."""
    if not out.exists() or (out.is_dir() and (not any(out.iterdir()) or _is_demo(out))):
        return
    raise Problem(
        f"{out} 已存在且不是演示目录，请另选 --out", f"{out} is there and is no demonstration: choose another --out"
    )


def _is_demo(out: Path) -> bool:
    """Whether a demo was written there: our files and no others, and the store has a demo's origin."""
    if not (out / EXPECTED).is_file() or any(path.name not in (*_OURS, *_BESIDE) for path in out.iterdir()):
        return False
    try:
        rows = open_store(str(out / HISTORY), create=False)
    except JournalError:
        return False
    try:
        return rows.origin.startswith(ORIGIN)
    finally:
        rows.close()


def _move(made: Path, out: Path) -> None:
    """What was made takes the place of what is there."""
    for name in (*_OURS, *_BESIDE):
        there = out / name
        if there.is_dir() and not there.is_symlink():
            shutil.rmtree(there)
        else:
            there.unlink(missing_ok=True)
    out.mkdir(exist_ok=True)
    for name in _OURS:
        if (made / name).exists():  # a report is not made without the extra for it
            (made / name).replace(out / name)
