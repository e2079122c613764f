"""The command line: `studio-domain COMMAND …`. Chinese by default, English with `--lang en`.

Exit codes: 0 no open violation · 1 open violations · 2 unreadable or not verifiable · 64 usage.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

from studio_domain.guideline import Language

UNREADABLE = 2
USAGE = 64
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code; bad input is one line on stderr, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an ASCII terminal shows question marks instead of failing
    language: Language = "en" if _asks_english(given) else "zh"
    from studio_adapters.cli.parser import parse

    try:
        asked = parse(given, language)
    except SystemExit as left:
        return USAGE if left.code else 0
    return _guarded(asked, language)


def _asks_english(given: Sequence[str]) -> bool:
    following = dict(pairwise(given))
    return "--lang=en" in given or following.get("--lang") == "en"


def _guarded(asked: Namespace, language: Language) -> int:
    from studio_adapters.cli.words import pick
    from studio_adapters.journal import JournalError
    from studio_adapters.problems import Problem
    from studio_domain.aggregate import BrokenHistory

    module, _, function = asked.run.partition(".")
    try:
        code: int = getattr(import_module(f"studio_adapters.cli.{module}"), function)(asked)
        sys.stdout.flush()
    except Problem as problem:
        return _fail(problem.message(language))
    except (JournalError, BrokenHistory) as problem:
        return _fail(pick(language, f"存储出错: {problem}", str(problem)))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return 0
    except OSError as problem:
        name, why = problem.filename or "", problem.strerror or str(problem)
        return _fail(pick(language, f"无法读写 {name}: {why}", f"cannot read or write {name}: {why}"))
    except KeyboardInterrupt:
        sys.stderr.write(pick(language, "\n已中断\n", "\ninterrupted\n"))
        return INTERRUPTED
    return code


def _fail(message: str) -> int:
    from studio_adapters.cli.tables import visible

    sys.stderr.write(f"studio-domain: {visible(message)}\n")
    return UNREADABLE
