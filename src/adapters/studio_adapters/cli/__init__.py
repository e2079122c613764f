"""The command line: `studio-domain COMMAND …`. Chinese by default, English with `--lang en`.

Exit codes: 0 no open violation · 1 open violations · 2 unreadable or not verifiable · 64 usage · 70 a fault of ours.
"""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise

from studio_domain.guideline import Language

UNREADABLE = 2
USAGE = 64
FAULT = 70
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code; bad input is one line on stderr, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _settle_streams()
    language: Language = "en" if _asks_english(given) else "zh"
    from studio_adapters.cli.parser import parse

    try:
        asked = parse(given, language)
    except SystemExit as left:
        return USAGE if left.code else 0
    return _guarded(asked, language)


def _settle_streams() -> None:
    """An ASCII terminal shows question marks instead of failing; a stream closed from the start is nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _asks_english(given: Sequence[str]) -> bool:
    return "--lang=en" in given or ("--lang", "en") in pairwise(given)


def _guarded(asked: Namespace, language: Language) -> int:
    from studio_adapters.journal import JournalError
    from studio_adapters.problems import Problem, cause_in_chinese, file_problem
    from studio_domain.aggregate import BrokenHistory

    module, _, function = asked.run.partition(".")
    try:
        code: int = getattr(import_module(f"studio_adapters.cli.{module}"), function)(asked)
    except Problem as problem:
        return _fail(problem.message(language))
    except (JournalError, BrokenHistory) as problem:
        return _fail(f"存储出错: {cause_in_chinese(str(problem))}" if language == "zh" else str(problem))
    except OSError as problem:
        from studio_adapters.cli.output import discard_output

        if problem.filename is None:
            discard_output()
        return _fail(file_problem(problem.filename or "", problem).message(language))
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断\n" if language == "zh" else "\ninterrupted\n")
        return INTERRUPTED
    except Exception:  # Python would end with 1, which says that violations are open
        traceback.print_exc()
        return FAULT
    return code


def _fail(message: str) -> int:
    from studio_adapters.plain import visible

    sys.stderr.write(f"studio-domain: {visible(message)}\n")
    return UNREADABLE
