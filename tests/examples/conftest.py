"""The sample adapter as it is when installed: its wheel, unpacked, where Python looks for distributions."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from terminal import Terminal

SAMPLE = Path(__file__).parents[2] / "examples/sample-adapter"


@pytest.fixture(scope="session")
def sample_adapter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The directory in which the sample's wheel lies unpacked; on `sys.path` meanwhile."""
    place = tmp_path_factory.mktemp("sample")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=SAMPLE, env={**os.environ, "PYTHONWARNINGS": ""}, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    site = place / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(site)
    sys.path.insert(0, str(site))
    yield site
    sys.path.remove(str(site))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A command in this process."""
    return Terminal(capsys)
