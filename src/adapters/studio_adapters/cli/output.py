"""Where a command's words go: a file, which is there whole or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from studio_adapters.problems import Problem, file_problem


def emit(lines: Iterable[str], output: Path | None = None, *, exact: bool = False) -> None:
    """Lines, without their ends, to *output* or standard output.

    What is *exact* (an export, JSON) is UTF-8 whatever the terminal says. Who stops reading early has seen enough.
    """
    if output is not None:
        _to_file(lines, output)
        return
    if exact and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()


def spare(source: str, output: Path | None) -> None:
    """What a command reads is not written over by what it says of it; `Problem` where *output* is the *source*."""
    path = Path(source.removeprefix("sqlite:///"))
    if output is not None and output.exists() and path.exists() and output.samefile(path):
        raise Problem(f"{output}: 就是所读的数据源, 不予覆盖", f"{output}: is the source itself, not written over")


def discard_output() -> None:
    """Send what is still in the buffer of standard output nowhere, or the end of the program would trip over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def emit_bytes(content: bytes, output: Path) -> None:
    """Bytes into a file, which is there whole or not at all."""
    _to_file([content], output)


def _to_file(parts: Iterable[str] | Iterable[bytes], output: Path) -> None:
    beside = output.parent / f"{output.name}.{os.getpid()}.part"
    try:
        with beside.open("wb") as file:
            file.writelines(part if isinstance(part, bytes) else f"{part}\n".encode() for part in parts)
        beside.replace(output)
    except OSError as problem:
        raise file_problem(output, problem) from problem
    finally:
        beside.unlink(missing_ok=True)
