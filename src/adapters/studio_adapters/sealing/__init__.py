"""Sealed cells: personal data is stored as ciphertext, by a key per subject that can be destroyed (ADR 0011)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from studio_adapters.sealing.cells import (
    Address,
    CellError,
    CellMisplaced,
    CellTampered,
    KeyMismatch,
    UnknownSuite,
)
from studio_adapters.sealing.port import Key, Keys, KeysRestored, KeysUnavailable, Promise, SubjectErased
from studio_adapters.sealing.sealer import Sealer

__all__ = [
    "Address",
    "CellError",
    "CellMisplaced",
    "CellTampered",
    "Key",
    "KeyMismatch",
    "Keys",
    "KeysRestored",
    "KeysUnavailable",
    "Promise",
    "Sealer",
    "SubjectErased",
    "UnknownSuite",
    "open_keys",
]

VARIABLE: Final = "STUDIO_KEYS"
"""The environment variable that names the key store where nobody else does."""

KEK_VARIABLE: Final = "STUDIO_KEK"
"""The environment variable that names the file of key-encryption keys; by default `<key store>.kek`."""

KINDS: Final = "memory:, a path, sqlite:///path or postgresql://…"


def open_keys(url: str, kek: str | Path | None = None, *, create: bool = True) -> Keys:
    """The key store at *url*: `memory:`, the path of an SQLite file, `sqlite:///…`, `postgresql://…`.

    *kek* is the file of key-encryption keys, or the environment variable STUDIO_KEK; for PostgreSQL one is needed.
    """
    kek = kek or os.environ.get(KEK_VARIABLE)
    scheme, _, rest = url.partition(":")
    if url == "memory:":
        from studio_adapters.sealing.memory import MemoryKeys

        return MemoryKeys()
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return _postgres(url, kek, create=create)
    if scheme == "sqlite" and rest.startswith("///"):
        url = unquote(rest[3:])
    elif rest.startswith("//"):
        raise KeysUnavailable(f"{scheme}: not the address of a key store: {KINDS}")
    from studio_adapters.sealing.sqlite import SqliteKeys

    return SqliteKeys(url, kek, create=create)


def _postgres(url: str, kek: str | Path | None, *, create: bool) -> Keys:
    if kek is None:
        raise KeysUnavailable(f"a key store in PostgreSQL needs a file of key-encryption keys: {KEK_VARIABLE}")
    try:
        import psycopg  # noqa: F401
    except ImportError as missing:
        raise KeysUnavailable("a key store in PostgreSQL needs the extra studio-domain[postgres]") from missing
    from studio_adapters.postgres.keys import PostgresKeys

    return PostgresKeys(url, kek, create=create)
