"""A storage adapter in a directory of JSON Lines: `segments:///relative`, `segments:////absolute`.

The module is the adapter: the entry point `segments` in the group `studio_domain.storage` names it. What it needs of
the store itself is imported when a store is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote, unquote

from studio_adapters.port import Rows, StoreUnavailable
from studio_adapters.storage import Trial

ADDRESS: Final = "segments:///DIRECTORY"

_START: Final = "segments:///"


def open_url(url: str, *, create: bool = True, origin: str | None = None) -> Rows:
    """The store in the directory that *url* names."""
    from segment_store.store import SegmentStore

    if not url.startswith(_START) or url == _START:
        raise StoreUnavailable(f"{url}: not the address of a store: {ADDRESS}")
    return SegmentStore(Path(unquote(url.removeprefix(_START))), create=create, origin=origin)


@contextmanager
def trial(folder: Path, address: str | None) -> Iterator[Trial]:
    """A directory in *folder*, or beside the one at *address*, on the disk that matters.

    A file system refuses no change to its owner: there is nothing to name as forbidden.
    """
    beside = folder if address is None else Path(unquote(address.removeprefix(_START))).absolute().parent
    with TemporaryDirectory(prefix="segments-trial-", dir=beside) as place:
        yield Trial(_START + quote(f"{place}/journal"))
