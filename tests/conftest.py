"""Stores for tests: each test that asks for `rows` or `journal` runs on every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from telling import Clock

from studio_adapters import memory, sqlite
from studio_adapters.journal import Journal, Rows

ORIGIN = "tests"


@pytest.fixture(params=["memory", "sqlite"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rows]:
    """An empty store."""
    store: Rows = (
        memory.Recorder(ORIGIN)
        if request.param == "memory"
        else sqlite.open_file(tmp_path / "studio.db", origin=ORIGIN)
    )
    yield store
    store.close()


@pytest.fixture
def journal(rows: Rows) -> Journal:
    """A journal over an empty store, with a clock that ticks."""
    return Journal(rows, Clock())
