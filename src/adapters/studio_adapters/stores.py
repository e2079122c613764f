"""A store by its address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from studio_adapters import storage
from studio_adapters.journal import Rows, StoreUnavailable

VARIABLE: Final = "STUDIO_STORE"
"""The environment variable that names the store where nobody else does."""

KINDS: Final = "memory:, a path, sqlite:///path or postgresql://…"
"""The addresses of our own adapters; `studio_adapters.storage` finds others by their scheme."""


def open_store(url: str | None = None, *, create: bool = True, origin: str | None = None) -> Rows:
    """The store at *url*, or at the address in STUDIO_STORE.

    `memory:`, the path of an SQLite file, `sqlite:///relative` (`sqlite:////absolute`), `postgresql://…`, or an address
    with the scheme of an adapter that is installed (`studio-domain adapters` lists them).
    A store that is not there yet is made if *create* allows it.
    """
    url = url or os.environ.get(VARIABLE)
    if not url:
        raise StoreUnavailable(f"no store is named, and {VARIABLE} is not set: {KINDS}")
    scheme = scheme_of(url)
    if scheme is None:
        from studio_adapters import sqlite

        return sqlite.open_file(url, create=create, origin=origin)
    adapter = storage.find(scheme)
    if adapter is None:
        raise StoreUnavailable(f"{storage.shown(url)}: not the address of a store: {KINDS}")
    return adapter.open_url(url, create=create, origin=origin)


def scheme_of(url: str) -> str | None:
    """The scheme of an address, or None for the path of a file; `C:\\` is a drive, and a file that is there counts."""
    scheme, colon, rest = url.partition(":")
    if url == "memory:" or (scheme in ("postgresql", "postgres") and rest.startswith("//")):
        return scheme
    return scheme if colon and len(scheme) > 1 and "/" not in scheme and not Path(url).exists() else None
