"""`sqlite:///relative`, `sqlite:////absolute`: one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from studio_adapters.port import Rows, StoreUnavailable
from studio_adapters.storage import Trial

ADDRESS: Final = "sqlite:///PATH"

_START: Final = "sqlite:///"
_TAMPERING: Final = (
    "UPDATE stored_events SET topic = 'x'",
    "DELETE FROM stored_events",
    "INSERT OR REPLACE INTO stored_events SELECT * FROM stored_events WHERE position = 1",
    "DELETE FROM stored_commands",
    "UPDATE studio_journal SET origin = 'another'",
)


def open_url(url: str, *, create: bool = True, origin: str | None = None) -> Rows:
    """The store in the file that *url* names."""
    from studio_adapters.sqlite import open_file
    from studio_adapters.stores import KINDS

    if not url.startswith(_START) or url == _START:
        raise StoreUnavailable(f"{url}: not the address of a store: {KINDS}")
    return open_file(unquote(url.removeprefix(_START)), create=create, origin=origin)


@contextmanager
def trial(folder: Path, address: str | None) -> Iterator[Trial]:
    """A file in *folder*, or in the directory of the file at *address*: a test of the disk that matters."""
    from tempfile import TemporaryDirectory

    place = folder if address is None else Path(unquote(address.removeprefix(_START))).absolute().parent
    try:
        own = TemporaryDirectory(prefix="studio-trial-", dir=place)
    except OSError as trouble:
        raise StoreUnavailable(f"{place}: no such directory, or it cannot be written") from trouble
    with own as found:
        path = Path(found) / "trial.db"
        yield Trial(_START + quote(str(path)), forbidden=[_tampering(path, one) for one in _TAMPERING])


def _tampering(path: Path, statement: str) -> Callable[[], object]:
    def run() -> None:
        import sqlite3

        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute(statement)

    return run
