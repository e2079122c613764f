"""What an owner runs once, as text: the schema of a store, and the rights of those who write, read and audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, LiteralString

from psycopg.sql import SQL, Composable, Identifier, Literal

from studio_adapters.journal import FORMAT
from studio_adapters.postgres import tables

NAMES: Final = {"writer": "studio_writer", "reader": "studio_reader", "auditor": "studio_auditor"}
"""The roles, and what they are called unless somebody says otherwise."""

SCHEMA: Final = "CREATE SCHEMA IF NOT EXISTS {schema};"

HEAD: Final = "INSERT INTO {schema}.studio_journal (format, origin) VALUES ({format}, gen_random_uuid());"

ROLE: Final = """
DO $do$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {name}) THEN
        CREATE ROLE {role} LOGIN;
    END IF;
END $do$;
"""

NOBODY: Final = """
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON {schema}.stored_events, {schema}.stored_commands, {schema}.studio_journal FROM PUBLIC;
REVOKE ALL ON FUNCTION {schema}.{append} FROM PUBLIC;
"""

RIGHTS: Final[dict[str, LiteralString]] = {
    "writer": """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT ON {schema}.stored_events, {schema}.stored_commands TO {role};
GRANT SELECT ON {schema}.studio_journal TO {role};
GRANT EXECUTE ON FUNCTION {schema}.{append} TO {role};
""",
    "reader": """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON {schema}.stored_events, {schema}.studio_journal TO {role};
""",
    "auditor": """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON {schema}.stored_events, {schema}.stored_commands, {schema}.studio_journal TO {role};
""",
}
"""Facts are added, never changed; what is not granted is refused, whatever the triggers say."""


def store(schema: str) -> str:
    """Schema, tables, functions and triggers of an empty store, with an identity of its own."""
    names: dict[str, Composable] = {"schema": Identifier(schema), "format": Literal(FORMAT)}
    made = [SQL(SCHEMA).format(**names), *tables.parts(schema), SQL(HEAD).format(**names)]
    return "\n".join(part.as_string().strip() for part in made) + "\n"


def rights(schema: str, names: Mapping[str, str] = NAMES) -> str:
    """The roles, made if they are not there, and all that they may do in *schema*."""
    known: dict[str, Composable] = {"schema": Identifier(schema), "append": Identifier(tables.APPEND)}
    parts = [SQL(NOBODY).format(**known)]
    for kind, name in names.items():
        told: dict[str, Composable] = {**known, "role": Identifier(name), "name": Literal(name)}
        parts += [SQL(ROLE).format(**told), SQL(RIGHTS[kind]).format(**told)]
    return "\n".join(part.as_string().strip() for part in parts) + "\n"
