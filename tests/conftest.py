"""Stores for tests: each test that asks for `rows` or `journal` runs on every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from postgres_server import postgres_server, postgres_url
from studio_adapters import memory, sqlite
from studio_adapters.journal import Journal, Rows
from telling import Clock

__all__ = ["postgres_server", "postgres_url"]

ORIGIN = "tests"


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rows]:
    """An empty store."""
    with closing(_store(request, tmp_path)) as store:
        yield store


def _store(request: pytest.FixtureRequest, tmp_path: Path) -> Rows:
    if request.param == "memory":
        return memory.Recorder(ORIGIN)
    if request.param == "sqlite":
        return sqlite.open_file(tmp_path / "studio.db", origin=ORIGIN)
    from studio_adapters import postgres

    return postgres.open_url(request.getfixturevalue("postgres_url"), origin=ORIGIN)


@pytest.fixture
def journal(rows: Rows) -> Journal:
    """A journal over an empty store, with a clock that ticks."""
    return Journal(rows, Clock())
