"""The command line as a person meets it: what was said on which stream, and the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest
from attrs import frozen

from studio_adapters.cli import main


@frozen
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.removesuffix("\n")


class Terminal:
    """`run("audit", path)`: a command in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        code = main([str(one) for one in arguments])
        return Said(code, *self._capsys.readouterr())


def shell(*arguments: object, environment: Mapping[str, str] | None = None) -> Said:
    """A command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "studio_adapters", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    return Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
