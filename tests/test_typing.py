"""The types catch seven blunders, and an event that nobody folds: `tests/typing/blunders.py`, without its comments."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLUNDERS = ROOT / "tests/typing/blunders.py"

EXPECTED = {
    "wrong_type": "arg-type",
    "typo": "attr-defined",
    "missing_argument": "call-arg",
    "attribute_mutation": "misc",
    "dict_mutation": "index",
    "wrong_type_of_loaded_state": "arg-type",
    "create_on_existing": "call-arg",
    "evolve_that_forgets": "arg-type",
}


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The function that each error is in, and its code."""
    place = tmp_path_factory.mktemp("typing")
    naked = place / "blunders.py"
    naked.write_text(re.sub(r"  # type: ignore\[[\w-]+\]", "", BLUNDERS.read_text("utf-8")), "utf-8")
    command = [
        sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(place / "c"),
        "--no-error-summary", "--no-pretty", "--hide-error-context", str(naked),
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MYPY")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240)
    assert not done.stderr, done.stderr
    lines = naked.read_text("utf-8").splitlines()
    found: dict[str, str] = {}
    for line in done.stdout.splitlines():
        if match := re.search(r"blunders\.py:(\d+): error: .*\[([\w-]+)\]$", line):
            function = _function(lines, int(match[1]))
            assert function not in found, f"{function} has two errors"
            found[function] = match[2]
        else:
            assert ": note:" in line, line
    return found


def _function(lines: list[str], number: int) -> str:
    names = (re.match(r"def (\w+)", line) for line in reversed(lines[:number]))
    return next(name[1] for name in names if name)


def test_seven_blunders_are_seven_errors(errors: dict[str, str]) -> None:
    assert errors == EXPECTED
    assert len(EXPECTED) == 7 + 1


def test_each_has_its_comment() -> None:
    """So that mypy over the tests fails as soon as a guarantee is lost."""
    codes = re.findall(r"# type: ignore\[([\w-]+)\]", BLUNDERS.read_text("utf-8"))
    assert sorted(codes) == sorted(EXPECTED.values())
