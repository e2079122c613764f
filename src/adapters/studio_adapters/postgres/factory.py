"""What eventsourcing makes of a persistence module: recorders, tracking, and the factory that builds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from eventsourcing import postgres as stock
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactoryError,
    ProcessRecorder,
    StoredEvent,
)
from eventsourcing.utils import Environment, EnvType
from psycopg import Cursor
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow

from studio_adapters.postgres.rows import Recorder
from studio_adapters.postgres.server import PATIENCE, Datastore
from studio_adapters.postgres.tables import TURNING


class FollowingRecorder(stock.PostgresTrackingRecorder, Recorder, ProcessRecorder):
    """A recorder that keeps, in the transaction of what it writes, how far another log was read."""

    def __init__(
        self,
        datastore: Datastore,
        *,
        events_table_name: str = "stored_events",
        tracking_table_name: str = "notification_tracking",
    ) -> None:
        super().__init__(datastore, events_table_name=events_table_name, tracking_table_name=tracking_table_name)

    def _insert_events(self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        if (tracking := kwargs.get("tracking")) is not None:
            self._insert_tracking(curs, tracking=tracking)


class Factory(stock.PostgresFactory):
    """`PERSISTENCE_MODULE=studio_adapters.postgres`, and upstream's `POSTGRES_…` variables.

    A schema holds one journal, whatever the application is called. Processes that start together take turns to make
    the tables that are upstream's.
    """

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        plain = self.datastore
        if plain.enable_db_functions:
            raise InfrastructureFactoryError(f"{self.POSTGRES_ENABLE_DB_FUNCTIONS}: upstream's functions lose events")
        told: Any = plain.pool.kwargs
        self._datastore = self.datastore = Datastore(
            make_conninfo(**{name: value for name, value in told.items() if name != "row_factory" and value}),
            schema=plain.schema,
            size=plain.pool.max_size,
            password=plain.pool.get_password_func,
            lock_timeout=plain.lock_timeout or PATIENCE,
            idle_timeout=plain.idle_in_transaction_session_timeout or PATIENCE,
            single_row_tracking=plain.single_row_tracking,
        )

    def application_recorder(self) -> ApplicationRecorder:
        """The journal of the schema."""
        recorder = Recorder(self._datastore)
        recorder.open(create=self.env_create_table())
        return recorder

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Upstream's, for snapshots; for events, the journal."""
        if purpose == "events":
            return self.application_recorder()
        with self._turn():
            return super().aggregate_recorder(purpose)

    def tracking_recorder(
        self, tracking_recorder_class: type[stock.TPostgresTrackingRecorder] | None = None
    ) -> stock.TPostgresTrackingRecorder:
        """Upstream's."""
        with self._turn():
            return super().tracking_recorder(tracking_recorder_class)

    def process_recorder(self) -> ProcessRecorder:
        """The journal of the schema, and how far this application has read another."""
        name = self.env.name.lower() or "notification"
        recorder = FollowingRecorder(self._datastore, tracking_table_name=f"{name}_tracking")
        recorder.open(create=self.env_create_table())
        if self.env_create_table():
            with self._turn():
                recorder.create_table()
        return recorder

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._datastore.connect() as connection:  # one of its own: upstream takes others from the pool
            connection.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (TURNING, self._datastore.schema))
            yield
