"""A stock eventsourcing application, its notification log and its projections, on our stores and with our facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import singledispatchmethod
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate as StockAggregate
from eventsourcing.domain import event
from eventsourcing.persistence import IntegrityError, StoredEvent, Tracking
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteTrackingRecorder

from studio_adapters import codec, memory, sqlite
from studio_adapters.codec.mapper import StudioEvent, StudioMapper, projector
from studio_adapters.journal import Journal, JournalError
from studio_adapters.stores import open_store
from studio_domain import fund_account
from studio_domain.aggregate import BrokenHistory, Change, replay
from studio_domain.fund_account import facts as fund
from studio_domain.values import PersonId
from telling import Clock, context

STREAM = "hz/fund/2025"
FACTS = (fund.AccountOpened(2025, "X", ()), fund.FinanceRulesAdopted("1", date(2025, 1, 1), "d"))


class Studios(Application[str]):
    """Stock, but for its environment."""


class Dog(StockAggregate):
    @event("Registered")
    def __init__(self) -> None:
        self.tricks: list[str] = []

    @event("Tricked")
    def trick(self, name: str) -> None:
        self.tricks.append(name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studio.db"


@pytest.fixture
def env(path: Path) -> dict[str, str]:
    return {
        "PERSISTENCE_MODULE": "studio_adapters.sqlite",
        "SQLITE_DBNAME": str(path),
        "ORIGINATOR_ID_TYPE": "text",
        "MAPPER_TOPIC": "studio_adapters.codec.mapper:StudioMapper",
    }


def test_a_stock_application_reads_our_facts_and_writes_some(path: Path, env: dict[str, str]) -> None:
    journal = Journal(open_store(str(path)), Clock())
    journal.append([Change(STREAM, 0, FACTS)], context("c-1"))
    with Studios(env) as app:
        project = projector(fund_account)
        read: Callable[..., Any] = app.repository.get
        assert read(STREAM, projector_func=project) == replay(fund_account, journal.read(STREAM))
        assert read(STREAM, version=1, projector_func=project) == fund_account.evolve(None, FACTS[0])
        assert [(n.id, n.topic) for n in app.notification_log.select(1, 10)] == [
            (1, "fund-account.opened/1"),
            (2, "fund-account.finance-rules-adopted/1"),
        ]
        (first, _) = app.events.get(STREAM)
        assert isinstance(first, StudioEvent)
        assert (first.fact, first.context) == (FACTS[0], context("c-1"))
        line = codec.encode_context(context("c-2"))
        closed = fund.YearClosed(PersonId("p-1"), date(2025, 12, 31))
        app.events.put([StudioEvent(STREAM, 3, closed, line)])
        with pytest.raises(IntegrityError):
            app.events.put([StudioEvent(STREAM, 5, closed, line)])
    (*_, third) = journal.read(STREAM)
    assert (third.fact, third.position, third.context.command) == (closed, 3, "c-2")
    journal.append([Change(STREAM, 3, ())], context("c-3"))
    journal.rows.close()


def test_the_mapper_reads_and_stores_nothing_that_the_journal_would_not() -> None:
    mapper = StudioMapper(transcoder=None)  # type: ignore[arg-type]  # it needs none
    with pytest.raises(BrokenHistory, match=f"{STREAM}@1: unknown type os.system/1"):
        mapper.to_domain_event(StoredEvent(STREAM, 1, "os.system/1", b"{}\n{}"))
    claim = fund.ClaimSubmitted(
        "c", fund.ClaimKind.EXPENSE, "l", "c", 1, (), PersonId("p-1"), "1", "p", payee="somebody"
    )
    with pytest.raises(JournalError, match="payee"):
        mapper.to_stored_event(StudioEvent(STREAM, 1, claim, b"{}"))


@pytest.mark.parametrize("module", ["memory", "sqlite"])
def test_stock_aggregates_live_on_our_stores(module: str, path: Path) -> None:
    env = {
        "PERSISTENCE_MODULE": f"studio_adapters.{module}",
        "SQLITE_DBNAME": str(path),
        "IS_SNAPSHOTTING_ENABLED": "y",
    }
    with Application[Any](env) as app:
        dog = Dog()
        dog.trick("roll")
        app.save(dog)
        app.take_snapshot(dog.id)
        dog.trick("sit")
        app.save(dog)
        again: Dog = app.repository.get(dog.id)
        assert again.tricks == ["roll", "sit"]
        assert [n.id for n in app.recorder.select_notifications(1, 10)] == [1, 2, 3]
        assert not app.recorder.select_notifications(1, 0)


class Spent(SQLiteTrackingRecorder):
    """A view: how many facts of each kind."""

    def __init__(self, datastore: Any, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self.counts: dict[str, int] = {}

    def count(self, kind: str, tracking: Tracking) -> None:
        """The count first: who waits for the tracking goes on as soon as it is there."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.insert_tracking(tracking)


class Counting(Projection[Spent]):
    name = "counting"

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.count(type(domain_event.fact).__name__, tracking)


def test_a_stock_projection_runs_on_our_file_and_sees_what_others_write(
    path: Path, env: dict[str, str], tmp_path: Path
) -> None:
    rows = open_store(str(path))
    journal = Journal(rows, Clock())
    journal.append([Change(STREAM, 0, FACTS)], context("c-1"))
    env |= {"COUNTING_SQLITE_DBNAME": str(tmp_path / "view.db")}
    with ProjectionRunner(application_class=Studios, projection_class=Counting, view_class=Spent, env=env) as runner:
        runner.wait(2, timeout=5)
        journal.append([Change("hz/fund/2026", 0, FACTS[:1])], context("c-2"))  # gives no notice to the runner's app
        runner.wait(3, timeout=5)
        assert runner.projection.view.counts == {"AccountOpened": 2, "FinanceRulesAdopted": 1}
        assert runner.projection.view.max_tracking_id("Studios") == 3
    rows.close()


@pytest.mark.parametrize("module", ["memory", "sqlite"])
def test_what_is_written_while_a_subscription_begins_is_not_missed(
    module: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder: Any = memory.Recorder() if module == "memory" else sqlite.open_file(path)
    monkeypatch.setattr("studio_adapters.subscription.POLL", None)  # only notices count
    listen, late = recorder.listen, Event()

    def written_before(wake: Event) -> None:
        late.wait(0.05)  # time for a pull that comes too early
        recorder.insert_events([StoredEvent("a/b/c", 1, "topic", b"{}")])
        listen(wake)

    monkeypatch.setattr(recorder, "listen", written_before)
    with recorder.subscribe() as subscription:
        seen: list[int] = []
        reader = Thread(target=lambda: seen.append(next(subscription).id))
        reader.start()
        reader.join(5)
        assert seen == [1]
    recorder.close()
