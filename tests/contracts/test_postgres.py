"""The PostgreSQL store keeps the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest

from studio_adapters import postgres
from studio_adapters.journal import Rows
from studio_adapters.testing import StorageContract
from studio_adapters.testing.storage_contract import Forbidden, OpenAgain

COLUMNS = "(position, originator_id, originator_version, topic, state, recorded_at, leaf)"
TAMPERING = [
    "UPDATE stored_events SET topic = 'x'",
    "UPDATE stored_commands SET digest = '\\x00'",
    "DELETE FROM stored_events",
    "DELETE FROM stored_commands",
    "TRUNCATE stored_events",
    "TRUNCATE stored_commands, stored_events, studio_journal",
    *(
        f"INSERT INTO stored_events {COLUMNS} SELECT {position}, 'a/b/c', {version}, topic, state, recorded_at, leaf"
        " FROM stored_events ORDER BY position DESC LIMIT 1"
        for position, version in (("position + 2", 1), ("position + 1", 2), ("-1", 1), ("NULL", 1))
    ),
    f"INSERT INTO stored_events {COLUMNS} SELECT 1, 'a/b/c', 1, topic, state, recorded_at, leaf FROM stored_events"
    " LIMIT 1 ON CONFLICT (position) DO UPDATE SET state = excluded.state",
    "INSERT INTO stored_commands SELECT * FROM stored_commands ON CONFLICT (command) DO UPDATE SET digest = ''",
    "MERGE INTO stored_events e USING stored_events s ON e.position = s.position WHEN MATCHED THEN DELETE",
    "UPDATE studio_journal SET origin = 'another'",
    "DELETE FROM studio_journal",
]


class TestPostgreSQL(StorageContract):
    @pytest.fixture
    def rows(self, postgres_url: str) -> Iterator[Rows]:
        with closing(postgres.open_url(postgres_url)) as store:
            yield store

    @pytest.fixture
    def open_again(self, rows: Rows, postgres_url: str) -> Iterator[OpenAgain]:
        opened: list[Rows] = []

        def again() -> Rows:
            opened.append(postgres.open_url(postgres_url, create=False))
            return opened[-1]

        yield again
        for store in opened:
            store.close()

    @pytest.fixture
    def address(self, rows: Rows, postgres_url: str) -> str:
        return postgres_url

    @pytest.fixture
    def fresh(self, postgres_url: str) -> str:
        return postgres_url

    @pytest.fixture
    def read_only(self, rows: Rows, postgres_url: str) -> Iterator[OpenAgain]:
        url = f"{postgres_url}%20-cdefault_transaction_read_only%3Don"
        with closing(postgres.open_url(url, create=False)) as store:
            yield lambda: store

    @pytest.fixture
    def forbidden(self, postgres_url: str) -> Forbidden:
        def attempt(statement: str) -> Callable[[], object]:
            def run() -> None:
                with psycopg.connect(postgres_url, autocommit=True) as raw:
                    raw.execute(statement.encode())

            return run

        return [attempt(statement) for statement in TAMPERING]
