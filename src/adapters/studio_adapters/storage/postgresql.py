"""`postgresql://user@host/database`: a schema of a server (extra `postgres`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from studio_adapters.port import Rows, StoreUnavailable
from studio_adapters.storage import Trial, shown

ADDRESS: Final = "postgresql://USER@HOST/DATABASE"

_TAMPERING: Final = (
    "UPDATE stored_events SET topic = 'x'",
    "DELETE FROM stored_events",
    "TRUNCATE stored_events CASCADE",
    "DELETE FROM stored_commands",
    "UPDATE studio_journal SET origin = 'another'",
)


def open_url(url: str, *, create: bool = True, origin: str | None = None) -> Rows:
    """The store in the schema that the search path of *url* names first."""
    _needs_driver(url)
    from studio_adapters.postgres import open_url as opened

    return opened(url, create=create, origin=origin)


@contextmanager
def trial(folder: Path, address: str | None) -> Iterator[Trial | None]:
    """A schema of its own in the database at *address*, dropped afterwards; the role must be allowed to create one."""
    if address is None:
        yield None
        return
    _needs_driver(address)
    from secrets import token_hex

    import psycopg
    from psycopg.sql import SQL, Identifier

    schema = f"studio_trial_{token_hex(6)}"

    def change(statement: SQL) -> None:
        with psycopg.connect(address, autocommit=True, connect_timeout=10) as admin:
            admin.execute(statement.format(Identifier(schema)))

    try:
        change(SQL("CREATE SCHEMA {}"))
    except psycopg.Error as trouble:
        first = str(trouble).strip().partition("\n")[0]
        raise StoreUnavailable(f"{shown(address)}: connection failed: {first}") from trouble
    try:
        url = _within(address, schema)
        yield Trial(url, forbidden=[_tampering(url, one) for one in _TAMPERING])
    finally:
        change(SQL("DROP SCHEMA {} CASCADE"))


def _within(address: str, schema: str) -> str:
    """The address with *schema* as its search path; other options stay."""
    parts = urlsplit(address)
    said = dict(parse_qsl(parts.query))
    said["options"] = f"{said.get('options', '')} -csearch_path={schema}".strip()
    return urlunsplit(parts._replace(query=urlencode(said, quote_via=quote)))


def _tampering(url: str, statement: str) -> Callable[[], object]:
    def run() -> None:
        import psycopg

        with psycopg.connect(url, autocommit=True, connect_timeout=10) as raw:
            raw.execute(statement.encode())

    return run


def _needs_driver(url: str) -> None:
    try:
        import psycopg  # noqa: F401
        import psycopg_pool  # noqa: F401
    except ImportError as missing:
        raise StoreUnavailable(f"{shown(url)}: needs the extra studio-domain[postgres]") from missing
