"""Whoever decides is still entitled when it is written down: a mandate that ends meanwhile leads to a new attempt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.house import HEAD, LINE, TODAY, A, House
from machines.office import BUREAU, CARRIERS, FIRST, HE, OFFICER, REGION, Who
from studio_adapters.app import StudioApp
from studio_adapters.journal import Batch, Clock, Receipt, Rows
from studio_adapters.memory import Recorder
from studio_adapters.stores import open_store
from studio_domain import fund_account as fund
from studio_domain.desk.authority import ROLE_HELD
from studio_domain.guideline import Role
from telling import refused_by

YESTERDAY = TODAY - timedelta(1)


class Overtaken:
    """A store on which another process writes something just before the first append that *meanwhile* waits for."""

    def __init__(self, rows: Any) -> None:
        self._rows = rows
        self.meanwhile: Callable[[], object] | None = None
        self.seen: list[Batch] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        self.seen += batches
        first, self.meanwhile = self.meanwhile, None
        if first is not None:
            first()
        done: tuple[Receipt, ...] = self._rows.append(batches, clock)
        return done


class Two:
    """The house, and another app on the same store with an eye of its own on it."""

    def __init__(self, ours: Rows, theirs: Rows | str) -> None:
        self.store = Overtaken(ours)
        self.house = House(self.store)
        self.other = StudioApp(theirs, clock=self.house.clock)

    def ends(self, owner: str, who: Who, by: Who, org: str) -> Callable[[], object]:
        """The other app ends the mandate of *who* as of yesterday."""

        def end() -> None:
            held = self.other.mandates(owner, who.id)
            with self.other.acting(by.id, role=by.role, org=org):
                for mandate in held.state.mandates:
                    held.record_end(mandate_id=mandate, last_day=YESTERDAY, reason="调离")

        return end


@pytest.fixture(params=["memory", "sqlite"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Two]:
    if request.param == "memory":
        rows = Recorder("shared")
        both = Two(rows, rows)
    else:
        both = Two(open_store(str(tmp_path / "s.db")), str(tmp_path / "s.db"))
    with closing(both.house.app), closing(both.other):
        yield both


def test_a_mandate_that_ends_meanwhile_takes_the_decision_back(two: Two) -> None:
    house, claim = two.house, two.house.submitted(A, LINE, 10_00)
    two.store.meanwhile = two.ends(A, HE, HEAD, CARRIERS[A])
    told = {"role": Role.FINANCE, "org": CARRIERS[A]}
    with house.as_(HE), refused_by(ROLE_HELD, day=TODAY, **told):
        house.account(A).review_claim(claim=claim)
    assert house.account(A).state.claims[claim].stage is fund.Stage.SUBMITTED


def test_a_mandate_towards_the_region_too(two: Two) -> None:
    house, owner = two.house, f"region-{REGION.code}"
    two.store.meanwhile = two.ends(owner, OFFICER, OFFICER, BUREAU)
    with house.as_(OFFICER, org=BUREAU):
        # the same officer holds a mandate of the nation, which is as good
        house.account(A).review_performance(conclusion="良好", document="d")
    two.store.meanwhile = two.ends("region-000000", OFFICER, OFFICER, BUREAU)
    with house.as_(OFFICER, org=BUREAU), refused_by(ROLE_HELD, day=TODAY, role=Role.AUTHORITY, org=BUREAU):
        house.account(A).review_performance(conclusion="良好", document="d")


def test_another_mandate_recorded_meanwhile_leads_to_a_new_attempt_that_succeeds(two: Two) -> None:
    house, claim = two.house, two.house.submitted(A, LINE, 10_00)

    def more() -> None:
        with two.other.acting(HEAD.id, role=HEAD.role, org=CARRIERS[A]):
            two.other.mandates(A, HE.id).record_mandate(
                mandate_id="m-more", role=Role.ARCHIVIST, org=CARRIERS[A], first=FIRST, document="d"
            )

    two.store.meanwhile = more
    before = len(two.store.seen)
    with house.as_(HE):
        house.account(A).review_claim(claim=claim)
    assert house.account(A).state.claims[claim].stage is fund.Stage.REVIEWED
    assert len(two.store.seen) == before + 2


def test_a_studio_founded_meanwhile_takes_back_who_appoints_himself(two: Two) -> None:
    """Before the founding somebody's mandate is the first; a moment later nobody appoints himself."""
    house, studio, org = two.house, "hz-new-001", CARRIERS[A]
    first, stranger = Who("p-first", Role.CARRIER_HEAD), Who("p-stranger", Role.CARRIER_HEAD)

    def appoint(app: StudioApp, who: Who) -> None:
        with app.acting(who.id, role=who.role, org=org):
            app.mandates(studio, who.id).record_mandate(
                mandate_id="m-1", role=who.role, org=org, first=FIRST, document="d"
            )

    def found() -> None:
        with two.other.acting(first.id, role=first.role, org=org):
            two.other.studio(studio).register_carrier(region=REGION, carrier=org, name="运营载体", kind="park")

    appoint(two.other, first)
    two.store.meanwhile = found
    with refused_by(ROLE_HELD, day=TODAY, role=Role.CARRIER_HEAD, org=org):
        appoint(house.app, stranger)
    assert list(house.app.journal.read(f"{studio}/mandate/{stranger.id}")) == []


def test_one_stream_more_is_insisted_on_and_not_every_stream_that_was_read(two: Two) -> None:
    """An approval has always insisted on the mandate that limits it, and on the approver's ties."""
    house, claim = two.house, two.house.submitted(A, LINE, 10_00)
    for who, decide, ties in (
        (HE, partial(house.account(A).review_claim, claim=claim), []),
        (HEAD, partial(house.account(A).approve_claim, claim=claim), [f"region-{REGION.code}/person/{HEAD.id}"]),
    ):
        with house.as_(who):
            decide()
        streams = [stream for stream, _ in two.store.seen[-1].expected]
        assert streams == [f"{A}/fund/2025", f"{A}/mandate/{who.id}", *ties]
