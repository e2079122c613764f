"""Stock eventsourcing on our PostgreSQL: application, projection, and upstream's own cases.

ADR 0003 lists the cases that do not fit, with the reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from eventsourcing import postgres as stock
from eventsourcing.application import Application
from eventsourcing.persistence import (
    InfrastructureFactory,
    InfrastructureFactoryError,
    IntegrityError,
    StoredEvent,
    Tracking,
)
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.tests import persistence as upstream
from psycopg.conninfo import conninfo_to_dict

from studio_adapters.codec.mapper import StudioEvent, projector
from studio_adapters.journal import ForeignStore, Journal, StoreUnavailable
from studio_adapters.postgres import Factory, open_url
from studio_domain import invoice
from studio_domain.aggregate import Change
from studio_domain.values import Fen
from telling import context


@pytest.fixture
def env(postgres_url: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """eventsourcing's variables for the schema of this test."""
    told = conninfo_to_dict(postgres_url)
    made = {
        "PERSISTENCE_MODULE": "studio_adapters.postgres",
        "MAPPER_TOPIC": "studio_adapters.codec.mapper:StudioMapper",
        "ORIGINATOR_ID_TYPE": "text",
        "POSTGRES_DBNAME": str(told["dbname"]),
        "POSTGRES_HOST": str(told["host"]),
        "POSTGRES_PORT": str(told["port"]),
        "POSTGRES_USER": str(told["user"]),
        "POSTGRES_PASSWORD": str(told["password"]),
        "POSTGRES_SCHEMA": str(told["options"]).partition("search_path=")[2],
    }
    if request.cls is not None:
        request.cls.made = made
    return made


# -- upstream's cases


class Cases:
    """What upstream's cases ask of us: a recorder in a schema of its own, and ids that are text."""

    made: dict[str, str]
    factory: Factory

    @pytest.fixture(autouse=True)
    def _factory(self, env: dict[str, str], request: pytest.FixtureRequest) -> Iterator[None]:
        request.cls.factory = Factory(env)
        yield
        request.cls.factory.close()

    def new_originator_id(self) -> str:
        return f"hz-1/case/{uuid4().hex}"


class TestAggregates(Cases, upstream.AggregateRecorderTestCase):
    test_performance = None  # type: ignore[assignment]

    def create_recorder(self) -> Any:
        return self.factory.aggregate_recorder("snapshots")


class TestApplications(Cases, upstream.ApplicationRecorderTestCase[Any]):
    test_performance = test_concurrent_no_conflicts = test_concurrent_throughput = None  # type: ignore[assignment]

    def create_recorder(self) -> Any:
        return self.factory.application_recorder()

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestTracking(Cases, upstream.TrackingRecorderTestCase):
    def create_recorder(self) -> Any:
        return self.factory.tracking_recorder()


class TestProcesses(Cases, upstream.ProcessRecorderTestCase):
    test_performance = None  # type: ignore[assignment]

    def create_recorder(self) -> Any:
        return self.factory.process_recorder()


class TestNoInterleaving(Cases, upstream.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> Any:
        return self.factory.application_recorder()

    def create_stack(self, originator_id: Any) -> Sequence[StoredEvent]:
        return [StoredEvent(originator_id, n, "test.counted/1", b"{}") for n in range(1, self.insert_num + 1)]


class TestFactories(Cases):
    def test_the_module_names_one_factory(self, env: dict[str, str]) -> None:
        made: Any = InfrastructureFactory.construct(env)
        assert type(made) is Factory
        made.close()

    def test_upstream_s_functions_that_lose_events_are_refused(self, env: dict[str, str]) -> None:
        with pytest.raises(InfrastructureFactoryError, match="lose events"):
            Factory(env | {"POSTGRES_ENABLE_DB_FUNCTIONS": "yes"})

    def test_without_leave_to_make_tables_none_are_made(self, env: dict[str, str]) -> None:
        factory = Factory(env | {"CREATE_TABLE": "no"})
        with pytest.raises(ForeignStore, match="no store in schema"):
            factory.application_recorder()
        factory.close()

    def test_processes_that_start_together_all_find_their_tables(self, env: dict[str, str]) -> None:
        def start(_: int) -> None:
            factory = Factory(env)
            for make in (factory.process_recorder, factory.tracking_recorder, factory.application_recorder):
                make()
            factory.aggregate_recorder("snapshots")
            factory.close()

        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(start, range(6))) == [None] * 6

    def test_versions_of_a_stream_come_one_after_the_other(self) -> None:
        """Upstream takes any version that is not there yet."""
        recorder = self.factory.application_recorder()
        stream = self.new_originator_id()
        for versions in ([2], [1, 3], [0]):
            with pytest.raises(IntegrityError):
                recorder.insert_events([StoredEvent(stream, n, "test.counted/1", b"{}") for n in versions])
        assert recorder.insert_events([StoredEvent(stream, n, "test.counted/1", b"{}") for n in (1, 2)]) == [1, 2]

    def test_positions_go_by_stream_and_version(self) -> None:
        """What upstream hands over in any order is answered in that order, and stands in ours."""
        recorder = self.factory.application_recorder()
        events = [StoredEvent(s, n, "test.counted/1", b"{}") for s, n in (("b/c/d", 1), ("a/c/d", 1), ("b/c/d", 2))]
        assert recorder.insert_events(events) == [2, 1, 3]
        assert [n.originator_id for n in recorder.select_notifications(1, 9)] == ["a/c/d", "b/c/d", "b/c/d"]

    def test_what_tracking_refuses_is_not_written(self) -> None:
        recorder = self.factory.process_recorder()
        stream = self.new_originator_id()
        recorder.insert_events([StoredEvent(stream, 1, "t/1", b"{}")], tracking=Tracking("upstream", 2))
        with pytest.raises(IntegrityError):
            recorder.insert_events([StoredEvent(stream, 2, "t/1", b"{}")], tracking=Tracking("upstream", 1))
        assert len(recorder.select_events(stream)) == 1

    def test_snapshots_stand_beside_the_journal(self) -> None:
        snapshots = self.factory.aggregate_recorder("snapshots")
        snapshots.insert_events([StoredEvent("hz-1/case/1", 7, "snapshot", b"{}")])
        assert [e.originator_version for e in snapshots.select_events("hz-1/case/1")] == [7]
        assert self.factory.aggregate_recorder().select_events("hz-1/case/1") == []


# -- a stock application, and a stock projection


class Invoices(Application[str]):
    """Nothing of ours but what its environment names."""


class Counting(stock.PostgresTrackingRecorder):
    """A view: how many facts were seen, in memory, tracked in the database."""

    seen: list[tuple[str, int]]

    def count(self, event: StudioEvent, tracking: Tracking) -> None:
        self.insert_tracking(tracking)
        self.__dict__.setdefault("seen", []).append((event.originator_id, event.originator_version))


class Counter(Projection[Counting]):
    name = "counter"

    def process_event(self, domain_event: StudioEvent, tracking: Tracking) -> None:
        self.view.count(domain_event, tracking)


def used(number: str) -> invoice.InvoiceUsed:
    return invoice.InvoiceUsed(number, "hz-1/fund/2025", "claim-1", Fen(100))


class TestStockApplication:
    def test_it_reads_what_the_journal_wrote(self, env: dict[str, str], postgres_url: str) -> None:
        """The repository folds our facts, and the notification log lists them by our positions."""
        rows = open_url(postgres_url)
        stream = "region-330106/invoice/1"
        facts = used("1"), invoice.InvoiceFreed("hz-1/fund/2025", "claim-1")
        Journal(rows).append([Change(stream, 0, facts)], context())
        rows.close()
        with Invoices(env=env) as app:
            repository: Any = app.repository
            found = repository.get(stream, projector_func=projector(invoice))
            assert found == invoice.Invoice("1", None)
            section = app.notification_log["1,10"]
            assert [(item.id, item.originator_id, item.originator_version) for item in section.items] == [
                (1, stream, 1),
                (2, stream, 2),
            ]

    def test_a_projection_sees_each_fact_once_also_those_of_others(
        self, env: dict[str, str], postgres_url: str
    ) -> None:
        """It follows from the first pull on: nothing written meanwhile by another process is waited for in vain."""
        rows = open_url(postgres_url)
        journal = Journal(rows)
        journal.append([Change("region-330106/invoice/1", 0, (used("1"),))], context("c-1"))
        with ProjectionRunner(
            application_class=Invoices, projection_class=Counter, view_class=Counting, env=env
        ) as runner:
            for number in range(2, 12):
                stream = f"region-330106/invoice/{number}"
                journal.append([Change(stream, 0, (used(str(number)),))], context(f"c-{number}"))
            runner.wait(11, timeout=5)
            assert runner.projection.view.seen == [(f"region-330106/invoice/{n}", 1) for n in range(1, 12)]
        rows.close()

    def test_a_subscription_that_loses_its_server_says_so(
        self, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone() -> Any:
            raise psycopg.OperationalError("gone")

        factory = Factory(env)
        recorder: Any = factory.application_recorder()
        with recorder.subscribe() as subscription:
            monkeypatch.setattr(recorder.datastore.pool, "_connect", gone)
            recorder.datastore.close()
            with pytest.raises(StoreUnavailable, match="gone"):
                next(subscription)
        factory.close()


def test_a_forked_process_makes_its_own_connections(postgres_url: str) -> None:
    """A service that opens its store and then forks its workers must not have them talk over one line."""
    program = """
import os, sys
from studio_adapters.postgres import open_url
store = open_url(sys.argv[1])
pids = lambda: [row[0] for row in store._ask("SELECT pg_backend_pid()")]
mine = pids()
child = os.fork()
if child == 0:
    os._exit(0 if pids() != mine else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert pids() == mine
store.close()
"""
    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    done = subprocess.run([sys.executable, "-c", program, postgres_url], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
