"""`memory:`, a store that is gone when the process ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from studio_adapters.port import Rows, StoreUnavailable
from studio_adapters.storage import Trial

ADDRESS: Final = "memory:"


def open_url(url: str, *, create: bool = True, origin: str | None = None) -> Rows:
    """A new store, empty."""
    from studio_adapters.memory import Recorder
    from studio_adapters.stores import KINDS

    if url != ADDRESS:
        raise StoreUnavailable(f"{url}: not the address of a store: {KINDS}")
    return Recorder(origin)


@contextmanager
def trial(folder: Path, address: str | None) -> Iterator[Trial]:
    """Another store each time."""
    yield Trial(ADDRESS, shared=False)
