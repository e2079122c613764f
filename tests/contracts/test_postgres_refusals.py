"""What PostgreSQL itself refuses: to everybody by triggers, to a writer by its rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from studio_adapters.journal import Batch, Row, StoreUnavailable
from studio_adapters.postgres import Recorder, open_url

ADR = Path(__file__).parents[2] / "docs/adr/0003-postgresql.md"
STREAM = "hz-1/fund/2025"


def facts(command: str, expected: int, count: int = 1) -> list[Batch]:
    """A batch of *count* facts on top of version *expected*."""
    rows = tuple(Row(STREAM, expected + n, "test.counted/1", b"{}\n{}") for n in range(1, count + 1))
    return [Batch(command, b"d", ((STREAM, expected),), rows)]


def noon() -> datetime:
    return datetime(2025, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Recorder]:
    """A store of two facts."""
    recorder = open_url(postgres_url, origin="tests")
    recorder.append(facts("c-1", 0, 2), noon)
    yield recorder
    recorder.close()


@pytest.fixture
def admin(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the database, in the schema of the store."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


CHANGES = [
    f"{change} {table}{rest}"
    for table in ("stored_events", "stored_commands", "studio_journal")
    for change, rest in (
        ("UPDATE", {"stored_events": " SET topic = topic", "stored_commands": " SET digest = ''"}.get(table)),
        ("DELETE FROM", ""),
        ("DELETE FROM", " WHERE false"),
        ("TRUNCATE", ""),
    )
    if rest is not None
] + ["UPDATE studio_journal SET origin = 'elsewhere'", "UPDATE studio_journal SET format = 2"]


class TestEvenItsOwner:
    @pytest.mark.parametrize("change", CHANGES)
    def test_changes_nothing(self, change: str, store: Recorder, admin: psycopg.Connection[Any]) -> None:
        before = list(store.follow()), store.receipt("c-1"), store.origin
        with pytest.raises(psycopg.IntegrityError, match="a journal is only ever added to"):
            admin.execute(change.encode())
        assert (list(store.follow()), store.receipt("c-1"), store.origin) == before

    @pytest.mark.parametrize(
        ("position", "version", "moment", "also"),
        [
            (4, 3, "2025-01-01T12:00:01.000000Z", ""),  # a position is left out
            (2, 3, "2025-01-01T12:00:01.000000Z", ""),  # and one is taken
            (3, 4, "2025-01-01T12:00:01.000000Z", ""),  # a version is left out
            (3, 2, "2025-01-01T12:00:01.000000Z", ""),
            (3, 3, "2025-01-01T11:59:59.999999Z", ""),  # recorded before what was recorded last
            (2, 2, "2025-01-01T12:00:01.000000Z", " ON CONFLICT (position) DO UPDATE SET state = excluded.state"),
            (2, 2, "2025-01-01T12:00:01.000000Z", " ON CONFLICT (position) DO NOTHING"),
        ],
    )
    def test_adds_nothing_but_what_comes_next(
        self, position: int, version: int, moment: str, also: str, store: Recorder, admin: psycopg.Connection[Any]
    ) -> None:
        insert = (
            "INSERT INTO stored_events (position, originator_id, originator_version, topic, state, recorded_at, leaf)"
            " VALUES (%s, %s, %s, 'test.counted/1', '', %s, sha256(''))"
        )
        with pytest.raises(psycopg.IntegrityError, match="a journal is only ever added to"):
            admin.execute((insert + also).encode(), (position, STREAM, version, moment))
        admin.execute(insert.encode(), (3, STREAM, 3, "2025-01-01T12:00:01.000000Z"))

    def test_a_store_without_facts_keeps_its_format(self, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        open_url(postgres_url).close()
        with pytest.raises(psycopg.IntegrityError):
            admin.execute("UPDATE studio_journal SET format = 2")
        with pytest.raises(psycopg.IntegrityError):
            admin.execute("DELETE FROM studio_journal")
        with pytest.raises(psycopg.IntegrityError):
            admin.execute("INSERT INTO studio_journal (format, origin) VALUES (1, 'second')")


class TestRoles:
    """The rights are those that ADR 0003 tells people to grant."""

    @pytest.fixture
    def url_of(self, postgres_url: str, store: Recorder, admin: psycopg.Connection[Any]) -> Iterator[dict[str, str]]:
        schema = store.datastore.schema
        granted = ADR.read_text("utf-8").partition("```sql\n")[2].partition("```")[0]
        roles = {role: f"{role}_{schema}" for role in ("studio_writer", "studio_auditor")}
        for role, named in roles.items():
            admin.execute(SQL("CREATE ROLE {} LOGIN PASSWORD 'known'").format(Identifier(named)))
            granted = granted.replace(role, named)
        admin.execute(granted.replace("SCHEMA studios", f"SCHEMA {schema}").replace("studios.", f"{schema}.").encode())
        rest = postgres_url.partition("@")[2]
        yield {role: f"postgresql://{named}:known@{rest}" for role, named in roles.items()}
        for named in roles.values():
            admin.execute(SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(Identifier(named)))

    def test_a_writer_writes_and_reads(self, url_of: dict[str, str]) -> None:
        writer = open_url(url_of["studio_writer"], origin="tests")
        assert writer.append(facts("c-2", 2), noon)[0].last == 3
        assert writer.append(facts("c-2", 2), noon)[0].last == 3
        assert len(list(writer.history("hz-1"))) == len(list(writer.follow())) == 3
        writer.close()

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("role", ["studio_writer", "studio_auditor"])
    def test_neither_changes_anything(self, role: str, change: str, url_of: dict[str, str]) -> None:
        with (
            psycopg.connect(url_of[role], autocommit=True) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
        ):
            connection.execute(change.encode())

    def test_neither_takes_the_triggers_away(self, url_of: dict[str, str]) -> None:
        for url in url_of.values():
            with psycopg.connect(url, autocommit=True) as connection:
                for change in (
                    "ALTER TABLE stored_events DISABLE TRIGGER ALL",
                    "DROP FUNCTION refuse_change_1 CASCADE",
                ):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        connection.execute(change.encode())
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute("SET session_replication_role = replica")

    def test_an_auditor_reads_and_does_not_write(self, url_of: dict[str, str]) -> None:
        auditor = open_url(url_of["studio_auditor"], create=False)
        assert len(list(auditor.follow())) == 2
        with pytest.raises(StoreUnavailable, match="permission denied for table stored_events"):
            auditor.append(facts("c-2", 2), noon)
        auditor.close()
