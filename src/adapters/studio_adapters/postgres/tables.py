"""Tables, triggers and the one function that appends. Made by a role that may, once; checked by all others."""

from __future__ import annotations

from typing import Any, Final, LiteralString

import psycopg
from psycopg import errors
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal

from studio_adapters.journal import FORMAT, LARGEST, ForeignStore, new_origin

MARK: Final = "studio-domain store"
"""The comment on our tables: a table of the same name without it is somebody else's."""

TABLES: Final = ("stored_commands", "stored_events", "studio_journal")
APPEND: Final = "append_facts_2"
FUNCTIONS: Final = (APPEND, "refuse_change_1", "refuse_unless_next_1")
"""Named with their revision: a newer one stands beside the older while processes of both run."""

MAKING: Final = 1_398_031_409
APPENDING: Final = 1_398_031_410
TURNING: Final = 1_398_031_411
LISTENING: Final = 1_398_031_413
"""The first half of our advisory locks; the second says which schema, which table."""

CHANNEL: Final = "studio_events_"
"""Notices are sent on the channel of this name and the number of the table."""

CREATE_TABLES: Final = """
CREATE TABLE {schema}.studio_journal (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    format integer NOT NULL,
    origin text COLLATE "C" NOT NULL CHECK (origin ~ '^[!-~]+$'));
CREATE TABLE {schema}.stored_events (
    position bigint PRIMARY KEY,
    originator_version bigint NOT NULL,
    originator_id text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL CHECK (length(state) <= {largest}),
    recorded_at text COLLATE "C" NOT NULL CHECK (length(recorded_at) = 27),
    leaf bytea NOT NULL CHECK (length(leaf) = 32),
    UNIQUE (originator_id, originator_version) INCLUDE (position));
CREATE TABLE {schema}.stored_commands (
    command text COLLATE "C" PRIMARY KEY,
    digest bytea NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    leaf bytea NOT NULL);
COMMENT ON TABLE {schema}.studio_journal IS {mark};
COMMENT ON TABLE {schema}.stored_events IS {mark};
COMMENT ON TABLE {schema}.stored_commands IS {mark};
"""

CREATE_TRIGGERS: Final = """
CREATE TRIGGER stored_events_only_next BEFORE INSERT ON {schema}.stored_events
    FOR EACH ROW EXECUTE FUNCTION {schema}.refuse_unless_next_1();
CREATE TRIGGER stored_events_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.stored_events
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change_1();
CREATE TRIGGER stored_commands_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.stored_commands
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change_1();
CREATE TRIGGER studio_journal_for_ever BEFORE DELETE OR TRUNCATE ON {schema}.studio_journal
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change_1();
CREATE TRIGGER studio_journal_as_it_is BEFORE UPDATE ON {schema}.studio_journal
    FOR EACH ROW EXECUTE FUNCTION {schema}.refuse_change_1();
"""

# A store that was never written to may still take the origin of the history that is restored into it.
CREATE_REFUSALS: Final = """
CREATE OR REPLACE FUNCTION {schema}.refuse_change_1() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_TABLE_NAME = 'studio_journal' AND TG_OP = 'UPDATE' THEN
        IF NEW.format = OLD.format AND NOT EXISTS (SELECT FROM {schema}.stored_events)
                AND NOT EXISTS (SELECT FROM {schema}.stored_commands) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a journal is only ever added to: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $body$;

CREATE OR REPLACE FUNCTION {schema}.refuse_unless_next_1() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    end_position bigint; end_moment text; end_version bigint;
BEGIN
    SELECT e.position, e.recorded_at INTO end_position, end_moment
        FROM {schema}.stored_events e ORDER BY e.position DESC LIMIT 1;
    SELECT e.originator_version INTO end_version
        FROM {schema}.stored_events e
        WHERE e.originator_id = NEW.originator_id ORDER BY e.originator_version DESC LIMIT 1;
    IF NEW.position IS DISTINCT FROM coalesce(end_position, 0) + 1
            OR NEW.originator_version IS DISTINCT FROM coalesce(end_version, 0) + 1
            OR NEW.recorded_at < end_moment THEN
        RAISE EXCEPTION 'a journal is only ever added to, next after last: % of % at position % is refused',
            NEW.originator_version, NEW.originator_id, NEW.position
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $body$;
"""

# Writers queue for the advisory lock until their commit: so positions are gap-free, and in the order of commits.
# Each statement here sees what was committed before the lock was had; nothing is read before it.
# Who listens holds a shared lock: so what costs a writer something is only done where somebody wants it.
CREATE_APPEND: Final = r"""
CREATE OR REPLACE FUNCTION {schema}.append_facts_2(
    asked text, asked_digest bytea, moment text,
    streams text[], expected bigint[], counts bigint[], topics text[], states bytea[],
    OUT known bytea, OUT moved text, OUT version bigint, OUT first bigint, OUT last bigint, OUT leaf bytea
) LANGUAGE plpgsql AS $body$
DECLARE
    origin text; latest text; previous text; leaves text[] := ARRAY[]::text[]; n integer := 0; end_leaf bytea;
BEGIN
    PERFORM pg_advisory_xact_lock({appending}, {events}::regclass::oid::integer);
    SELECT c.digest, c.first, c.last, c.leaf INTO known, first, last, leaf
        FROM {schema}.stored_commands c WHERE c.command = asked;
    IF FOUND THEN
        RETURN;
    END IF;
    FOR i IN 1 .. cardinality(streams) LOOP
        SELECT e.originator_version, e.leaf INTO version, end_leaf
            FROM {schema}.stored_events e WHERE e.originator_id = streams[i] ORDER BY e.originator_version DESC LIMIT 1;
        version := coalesce(version, 0);
        IF version <> expected[i] THEN
            moved := streams[i];
            RETURN;
        END IF;
        leaves[i] := coalesce(encode(end_leaf, 'hex'), repeat('0', 64));
    END LOOP;
    SELECT h.origin INTO STRICT origin FROM {schema}.studio_journal h;
    SELECT e.position, e.recorded_at INTO last, latest FROM {schema}.stored_events e ORDER BY e.position DESC LIMIT 1;
    IF moment <= latest THEN
        moment := to_char((latest::timestamptz + interval '1 microsecond') AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    END IF;
    last := coalesce(last, 0);
    first := last + 1;
    leaf := ''::bytea;
    FOR i IN 1 .. cardinality(streams) LOOP
        previous := leaves[i];
        FOR at IN expected[i] + 1 .. expected[i] + counts[i] LOOP
            n := n + 1;
            last := last + 1;
            leaf := sha256('\x00'::bytea || convert_to(concat_ws(chr(10), 'studio-domain/event/v1', origin, streams[i],
                at, topics[n], moment, encode(sha256(states[n]), 'hex'), previous, ''), 'UTF8'));
            previous := encode(leaf, 'hex');
            INSERT INTO {schema}.stored_events
                (position, originator_version, originator_id, topic, state, recorded_at, leaf)
                VALUES (last, at, streams[i], topics[n], states[n], moment, leaf);
        END LOOP;
    END LOOP;
    IF asked IS NOT NULL THEN
        INSERT INTO {schema}.stored_commands (command, digest, first, last, leaf)
            VALUES (asked, asked_digest, first, last, leaf);
    END IF;
    IF n > 0 AND NOT pg_try_advisory_xact_lock({listening}, {events}::regclass::oid::integer) THEN
        PERFORM pg_notify({channel} || {events}::regclass::oid::text, '');
    END IF;
END $body$;
"""

FOUND: Final = """
SELECT c.relname::text, obj_description(c.oid, 'pg_class') FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(%(schema)s)) AND c.relname = ANY(%(tables)s)
UNION ALL SELECT p.proname::text, %(mark)s FROM pg_proc p
    WHERE p.pronamespace = to_regnamespace(quote_ident(%(schema)s)) AND p.proname = ANY(%(functions)s)
"""


def ensure(connection: psycopg.Connection[Any], schema: str, where: str, *, create: bool, origin: str | None) -> None:
    """The store is there, whole and ours; made, with *origin*, if it is not and *create* allows it.

    Processes that start together take turns, so that none finds half a store.
    """
    if _missing(connection, schema, where) and create:
        try:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (MAKING, schema))
                _make(connection, schema, _missing(connection, schema, where), origin or new_origin())
        except errors.InsufficientPrivilege:
            raise ForeignStore(
                f"{where}: schema {schema} holds no whole store, and account {connection.info.user} may not make one"
            ) from None
    if "studio_journal" in _missing(connection, schema, where):
        raise ForeignStore(f"there is no store in schema {schema} of {where}")
    head = SQL("SELECT format, origin FROM {}.studio_journal").format(Identifier(schema))
    with connection.cursor(row_factory=tuple_row) as cursor:
        found = cursor.execute(head).fetchone()
    if found is None or found[0] != FORMAT:
        raise ForeignStore(f"{where} is of format {found and found[0]}, and this version reads format {FORMAT}")
    if origin is not None and found[1] != origin:
        raise ForeignStore(f"{where} has the origin {found[1]}, not {origin}")


def _missing(connection: psycopg.Connection[Any], schema: str, where: str) -> set[str]:
    """What of a store is not there. All of its tables are, or none is: anything else is not ours."""
    asked = {"schema": schema, "tables": list(TABLES), "functions": list(FUNCTIONS), "mark": MARK}
    with connection.cursor(row_factory=tuple_row) as cursor:
        found: dict[str, str | None] = dict(cursor.execute(FOUND, asked).fetchall())
    for name, comment in sorted(found.items()):
        if comment != MARK:
            raise ForeignStore(f"{name} in schema {schema} of {where} is not ours")
    missing = {*TABLES, *FUNCTIONS} - found.keys()
    if 0 < len(missing & {*TABLES}) < len(TABLES):
        raise ForeignStore(f"schema {schema} of {where} holds half a store: {min(missing)} is missing")
    return missing


def _make(connection: psycopg.Connection[Any], schema: str, missing: set[str], origin: str) -> None:
    """Tables and triggers in an empty schema; in an older store only the newer functions."""
    whole = "studio_journal" in missing
    for statements in parts(schema, functions_only=not whole) if missing else ():
        connection.execute(statements)
    if whole:
        head = SQL("INSERT INTO {}.studio_journal (format, origin) VALUES (%s, %s)").format(Identifier(schema))
        connection.execute(head, (FORMAT, origin))


def parts(schema: str, *, functions_only: bool = False) -> list[Composed]:
    """Tables, functions and triggers of a store in *schema*, each a few statements."""
    functions: list[LiteralString] = [CREATE_REFUSALS, CREATE_APPEND]
    names: dict[str, Composable] = {
        "schema": Identifier(schema),
        "events": Literal(Identifier(schema, "stored_events").as_string()),
        "appending": Literal(APPENDING),
        "listening": Literal(LISTENING),
        "channel": Literal(CHANNEL),
        "largest": Literal(LARGEST),
        "mark": Literal(MARK),
    }
    asked: list[LiteralString] = functions if functions_only else [CREATE_TABLES, *functions, CREATE_TRIGGERS]
    return [SQL(statements).format(**names) for statements in asked]
