"""The journal in PostgreSQL (15 or later): one function call an append, gap-free in the order of commits.

`PERSISTENCE_MODULE=studio_adapters.postgres`: eventsourcing finds the factory of a persistence module by looking for
the only factory class in it.
"""

from __future__ import annotations

from studio_adapters.journal import ForeignStore
from studio_adapters.postgres.factory import Factory
from studio_adapters.postgres.rows import Recorder
from studio_adapters.postgres.server import Datastore

__all__ = ["Factory", "Recorder", "open_url"]


def open_url(url: str, *, origin: str | None = None, create: bool = True) -> Recorder:
    """The store in the schema that the search path of *url* names first, `public` if it names none.

    It is made with *origin* if it is not there and *create* allows it.
    """
    datastore = Datastore(url)
    try:
        found = datastore.run(lambda connection: connection.execute("SELECT current_schema() AS schema").fetchone())
        if found is None or found["schema"] is None:
            raise ForeignStore(f"{datastore.where}: the search path names no schema that is there")
        datastore.schema = found["schema"]
        recorder = Recorder(datastore)
        recorder.open(create=create, origin=origin)
    except BaseException:
        datastore.close()
        raise
    return recorder
