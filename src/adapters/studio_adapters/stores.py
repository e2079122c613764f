"""A store by its address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from studio_adapters.journal import Rows, StoreUnavailable

VARIABLE: Final = "STUDIO_STORE"
"""The environment variable that names the store where nobody else does."""

KINDS: Final = "memory:, a path, sqlite:///path or postgresql://…"


def open_store(url: str | None = None, *, create: bool = True, origin: str | None = None) -> Rows:
    """The store at *url*, or at the address in STUDIO_STORE.

    `memory:`, the path of an SQLite file, `sqlite:///relative` (`sqlite:////absolute`), `postgresql://…`.
    A store that is not there yet is made if *create* allows it.
    """
    url = url or os.environ.get(VARIABLE)
    if not url:
        raise StoreUnavailable(f"no store is named, and {VARIABLE} is not set: {KINDS}")
    scheme, colon, rest = url.partition(":")
    if url == "memory:":
        from studio_adapters import memory

        return memory.Recorder(origin)
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return _postgres(url, create=create, origin=origin)
    if colon and len(scheme) > 1 and "/" not in scheme and not Path(url).exists():  # C:\ is a drive
        if scheme != "sqlite" or not rest.startswith("///") or len(rest) == 3:
            raise StoreUnavailable(f"{shown(url)}: not the address of a store: {KINDS}")
        url = unquote(rest[3:])
    from studio_adapters import sqlite

    return sqlite.open_file(url, create=create, origin=origin)


def _postgres(url: str, *, create: bool, origin: str | None) -> Rows:
    try:
        import psycopg  # noqa: F401
        import psycopg_pool  # noqa: F401
    except ImportError as missing:
        raise StoreUnavailable(f"{shown(url)}: needs the extra studio-domain[postgres]") from missing
    from studio_adapters import postgres

    return postgres.open_url(url, origin=origin, create=create)


def shown(url: str) -> str:
    """The address without what may be a password."""
    scheme, slashes, rest = url.partition("://")
    return scheme + slashes + rest.rpartition("@")[2]
