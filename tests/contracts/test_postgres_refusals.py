"""What PostgreSQL itself refuses: to everybody by triggers, to a writer by its rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from studio_adapters.app import StudioApp
from studio_adapters.journal import Batch, ForeignStore, Row, StoreUnavailable
from studio_adapters.postgres import Recorder, open_url, roles
from studio_adapters.verification import verify

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
    """The rights are those that `studio-domain ddl postgresql` prints."""

    @pytest.fixture
    def url_of(self, postgres_url: str, store: Recorder, admin: psycopg.Connection[Any]) -> Iterator[dict[str, str]]:
        schema = store.datastore.schema
        names = {kind: f"{name} of {schema}" for kind, name in roles.NAMES.items()}
        admin.execute(roles.rights(schema, names).encode())
        for name in names.values():
            admin.execute(SQL("ALTER ROLE {} PASSWORD 'known'").format(Identifier(name)))
        rest = postgres_url.partition("@")[2]
        yield {kind: f"postgresql://{quote(name)}:known@{rest}" for kind, name in names.items()}
        for name in names.values():
            admin.execute(SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(Identifier(name)))

    def test_a_writer_writes_and_reads(self, url_of: dict[str, str]) -> None:
        """Also if it may make a store: nothing is missing, so nothing is made."""
        writer = open_url(url_of["writer"], origin="tests", create=True)
        assert writer.append(facts("c-2", 2), noon)[0].last == 3
        assert writer.append(facts("c-2", 2), noon)[0].last == 3
        assert len(list(writer.history("hz-1"))) == len(list(writer.follow())) == 3
        writer.close()

    def test_a_service_runs_as_writer(self, url_of: dict[str, str]) -> None:
        with StudioApp(url_of["writer"]) as app:
            assert app.journal.rows.end() == 2

    @pytest.mark.parametrize("change", [*CHANGES, "DROP TABLE stored_events", "ALTER TABLE stored_events ADD a text"])
    @pytest.mark.parametrize("role", roles.NAMES)
    def test_none_changes_anything(self, role: str, change: str, url_of: dict[str, str]) -> None:
        with (
            psycopg.connect(url_of[role], autocommit=True) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"permission denied|must be owner") as refused,
        ):
            connection.execute(change.encode())
        assert refused.value.diag.sqlstate == "42501"

    def test_none_takes_the_triggers_away(self, url_of: dict[str, str]) -> None:
        for url in url_of.values():
            with psycopg.connect(url, autocommit=True) as connection:
                for change in (
                    "ALTER TABLE stored_events DISABLE TRIGGER ALL",
                    "DROP FUNCTION refuse_change_1 CASCADE",
                    "CREATE TABLE studio_domain_s (a text)",
                ):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        connection.execute(change.encode())
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute("SET session_replication_role = replica")

    @pytest.mark.parametrize(("role", "denied"), [("reader", "function"), ("auditor", "function")])
    @pytest.mark.parametrize("create", [True, False])
    def test_who_reads_does_not_write(self, role: str, denied: str, create: bool, url_of: dict[str, str]) -> None:
        reading = open_url(url_of[role], create=create)
        assert len(list(reading.follow())) == 2
        assert [row[0] for row in reading.history("hz-1")] == [1, 2]
        assert verify(reading).facts == 2
        with pytest.raises(StoreUnavailable, match=f"^[^\n]*: permission denied for {denied} [^\n]*$"):
            reading.append(facts("c-2", 2), noon)
        reading.close()

    def test_an_auditor_sees_the_receipts_and_a_reader_does_not(self, url_of: dict[str, str]) -> None:
        auditor, reader = open_url(url_of["auditor"]), open_url(url_of["reader"])
        assert auditor.receipt("c-1") is not None
        with pytest.raises(StoreUnavailable, match="permission denied for table stored_commands"):
            reader.receipt("c-1")
        auditor.close()
        reader.close()

    def test_a_writer_of_a_schema_without_a_store_is_told_so(
        self, url_of: dict[str, str], admin: psycopg.Connection[Any]
    ) -> None:
        admin.execute("DROP FUNCTION append_facts_2")
        with pytest.raises(ForeignStore, match=r"holds no whole store, and account studio_writer .* may not make one$"):
            open_url(url_of["writer"])


class TestPrinted:
    """What `studio-domain ddl postgresql` prints is what the library makes."""

    def test_it_makes_the_same_store(self, postgres_url: str, admin: psycopg.Connection[Any]) -> None:
        [schema] = admin.execute("SELECT current_schema()").fetchone() or [""]
        admin.execute(roles.store(f"{schema}").encode())
        printed = _described(admin)
        open_url(postgres_url, create=False).close()
        admin.execute(f'DROP SCHEMA "{schema}" CASCADE; CREATE SCHEMA "{schema}"'.encode())
        open_url(postgres_url).close()
        assert _described(admin) == printed

    def test_a_schema_of_any_name(self, postgres_server: str) -> None:
        name = "stu\"dios'; 工作室"
        with psycopg.connect(postgres_server, autocommit=True) as admin:
            admin.execute(roles.store(name).encode())
            found = admin.execute("SELECT count(*) FROM pg_tables WHERE schemaname = %s", (name,)).fetchone()
            admin.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))
        assert found == (3,)


def _described(admin: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """Columns, constraints, triggers and functions of the schema."""
    asked = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY 1, 2",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = current_schema()::regnamespace ORDER BY 1",
        "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
        " WHERE relnamespace = current_schema()::regnamespace ORDER BY 1",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace ORDER BY 1",
    )
    return [row for query in asked for row in admin.execute(query.encode())]
