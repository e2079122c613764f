"""eventsourcing's own test cases for recorders, on our stores, and what of them is left out and why.

| left out | why |
|---|---|
| `AggregateRecorderTestCase` | stores at version 0, expects no positions; snapshots stay upstream's |
| `ApplicationRecorderTestCase.test_concurrent_no_conflicts` | starts streams at version 0 |
| `ApplicationRecorderTestCase.test_concurrent_throughput` | starts streams at version 0 |
| `NonInterleavingNotificationIDsBaseCase` as it is | starts streams at version 0: here its stacks begin at 1 |
| `test_performance`, throughout | prints, and proves nothing |

Ids are text: `new_originator_id` gives the hex of a UUID.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import SkipTest
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOAggregateRecorder, POPOTrackingRecorder
from eventsourcing.sqlite import SQLiteAggregateRecorder, SQLiteTrackingRecorder
from eventsourcing.tests import persistence as upstream
from eventsourcing.utils import Environment

from studio_adapters import memory, sqlite
from studio_adapters.sqlite_datastore import Datastore

AT_ZERO = "starts streams at version 0"


class Text:
    """Ids as texts."""

    def new_originator_id(self) -> UUID | str:
        return uuid4().hex


class InFile:
    """A file for each test, closed after it."""

    @pytest.fixture(autouse=True)
    def _file(self, tmp_path: Path) -> Iterator[None]:
        self.path = tmp_path / "studio.db"
        self.opened: list[Datastore] = []
        yield
        for datastore in self.opened:
            datastore.close()

    def datastore(self) -> Datastore:
        datastore = Datastore(self.path)
        self.opened.append(datastore)
        return datastore


class Quiet:
    """Without what proves nothing."""

    def test_performance(self) -> None:
        raise SkipTest("prints, and proves nothing")


class Skipped(Quiet):
    """Without what breaks a rule of ours."""

    def test_concurrent_no_conflicts(self, initial_position: int = 0) -> None:
        raise SkipTest(AT_ZERO)

    def test_concurrent_throughput(self) -> None:
        raise SkipTest(AT_ZERO)


class FromOne(Text):
    """Stacks of events that begin at version 1."""

    insert_num = 200

    def create_stack(self, originator_id: UUID | str) -> Sequence[StoredEvent]:
        numbers = range(1, self.insert_num + 1)
        return [StoredEvent(originator_id, version, "topic", b"{}") for version in numbers]


# -- memory


class TestMemoryApplicationRecorder(Skipped, Text, upstream.ApplicationRecorderTestCase[Any]):
    def create_recorder(self) -> Any:
        return memory.Recorder()

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestMemoryPositions(FromOne, upstream.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> Any:
        return memory.Recorder()


class TestMemoryProcessRecorder(Quiet, Text, upstream.ProcessRecorderTestCase):
    def create_recorder(self) -> Any:
        return memory.ProcessRecorder()


class TestMemoryTracking(upstream.TrackingRecorderTestCase):
    def create_recorder(self) -> Any:
        return memory.ProcessRecorder()


class MemoryTracking(POPOTrackingRecorder):
    pass


class TestMemoryFactory(upstream.InfrastructureFactoryTestCase[Any]):
    def setUp(self) -> None:
        self.env = Environment("App", {"PERSISTENCE_MODULE": "studio_adapters.memory"})
        super().setUp()

    def expected_factory_class(self) -> Any:
        return memory.Factory

    def expected_aggregate_recorder_class(self) -> Any:
        return POPOAggregateRecorder

    def expected_application_recorder_class(self) -> Any:
        return memory.Recorder

    def expected_tracking_recorder_class(self) -> Any:
        return POPOTrackingRecorder

    def tracking_recorder_subclass(self) -> Any:
        return MemoryTracking

    def expected_process_recorder_class(self) -> Any:
        return memory.ProcessRecorder


# -- SQLite


class TestSQLiteApplicationRecorder(InFile, Skipped, Text, upstream.ApplicationRecorderTestCase[Any]):
    def create_recorder(self) -> Any:
        return sqlite.Recorder(self.datastore())

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestSQLitePositions(InFile, FromOne, upstream.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> Any:
        return sqlite.Recorder(self.datastore())


class TestSQLiteProcessRecorder(InFile, Quiet, Text, upstream.ProcessRecorderTestCase):
    def create_recorder(self) -> Any:
        recorder = sqlite.ProcessRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestSQLiteTracking(InFile, upstream.TrackingRecorderTestCase):
    def create_recorder(self) -> Any:
        recorder = SQLiteTrackingRecorder(self.datastore())
        recorder.create_table()
        return recorder


class SQLiteTracking(SQLiteTrackingRecorder):
    pass


class TestSQLiteFactory(InFile, upstream.InfrastructureFactoryTestCase[Any]):
    def setUp(self) -> None:
        env = {"PERSISTENCE_MODULE": "studio_adapters.sqlite", "SQLITE_DBNAME": str(self.path)}
        self.env = Environment("App", env)
        super().setUp()

    def expected_factory_class(self) -> Any:
        return sqlite.Factory

    def expected_aggregate_recorder_class(self) -> Any:
        return SQLiteAggregateRecorder

    def expected_application_recorder_class(self) -> Any:
        return sqlite.Recorder

    def expected_tracking_recorder_class(self) -> Any:
        return SQLiteTrackingRecorder

    def tracking_recorder_subclass(self) -> Any:
        return SQLiteTracking

    def expected_process_recorder_class(self) -> Any:
        return sqlite.ProcessRecorder
