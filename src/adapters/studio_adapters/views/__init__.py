"""Where registers (台账) are kept with their positions: rows and position in one transaction, whatever the engine."""

from __future__ import annotations

import os

from studio_adapters.port import StoreUnavailable
from studio_adapters.views.memory import MemorySink
from studio_adapters.views.port import (
    Digest,
    Generation,
    Moved,
    OtherHistory,
    Poison,
    RegisterStopped,
    Shown,
    Sink,
    Step,
)
from studio_adapters.views.runner import Runner
from studio_adapters.views.spec import Spec, known, spec_of
from studio_adapters.views.status import Status, status

__all__ = [
    "Digest",
    "Generation",
    "MemorySink",
    "Moved",
    "OtherHistory",
    "Poison",
    "RegisterStopped",
    "Runner",
    "Shown",
    "Sink",
    "Spec",
    "Status",
    "Step",
    "known",
    "open_registers",
    "spec_of",
    "status",
]


def open_registers(url: str | os.PathLike[str], *, create: bool = True, schema: str | None = None) -> Sink:
    """The registers at *url*: `memory:`, the path of an SQLite file, `sqlite:///path` or `postgresql://…`.

    What is not there yet is made if *create* allows it. On PostgreSQL they live in *schema*; without one, in
    `studio_registers`, or if the search path names another schema than `public` first, in `<that>_registers`.
    """
    address = os.fspath(url)
    if address == "memory:":
        return MemorySink()
    if address.startswith(("postgresql://", "postgres://")):
        try:
            from studio_adapters.postgres.registers import PostgresSink
        except ImportError as missing:
            where = address.rpartition("@")[2]
            raise StoreUnavailable(f"{where}: needs the extra studio-domain[postgres]") from missing
        return PostgresSink(address, schema=schema, create=create)
    from studio_adapters.views.sqlite import SqliteSink

    return SqliteSink(path_of(address), create=create)


def path_of(address: str) -> str:
    """The path that an address of SQLite names."""
    return address.removeprefix("sqlite:///") if address.startswith("sqlite:///") else address
