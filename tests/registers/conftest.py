"""Places for registers: each test that asks for `sink` runs on every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from studio_adapters.views import Sink, open_registers

Again = Callable[[], Sink]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Again]:
    """The same place as often as it is asked for, as another process would open it."""
    with ExitStack() as stack:
        if request.param == "memory":
            only = open_registers("memory:")
            yield lambda: only
            return
        address = str(tmp_path / "registers.db")
        if request.param == "postgres":
            address = request.getfixturevalue("registers_url")

        def opened() -> Sink:
            sink = open_registers(address)
            stack.callback(sink.close)
            return sink

        yield opened


@pytest.fixture
def sink(again: Again) -> Sink:
    """An empty place."""
    return again()


@pytest.fixture
def registers_url(postgres_url: str, postgres_server: str) -> Iterator[str]:
    """Where registers may be on PostgreSQL; their schema is dropped after the test."""
    yield postgres_url
    schema = postgres_url.rpartition("%3D")[2] + "_registers"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute("SET client_min_messages = warning")
        admin.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(schema)))
