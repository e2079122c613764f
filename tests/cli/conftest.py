"""The command line, for tests that speak to it."""

from __future__ import annotations

import pytest

from terminal import Terminal


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A command in this process."""
    return Terminal(capsys)
