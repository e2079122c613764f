"""What one reads from the app: states of a day, histories, registers, audits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from app.house import BOOKS, HEAD, TODAY, A, B, House
from machines.office import CARRIER, CASH, HE
from studio_adapters.journal import Rows
from studio_domain import fund_account as fund
from studio_domain.audit.finding import Severity
from studio_domain.values import end_of
from studio_domain.views import FundLedger


@pytest.fixture
def house(rows: Rows) -> Iterator[House]:
    """On every store."""
    with closing(rows):
        yield House(rows)


def test_a_state_of_a_day(house: House) -> None:
    """三、（三）: the account as it was at the end of any day."""
    stream = house.account(A).stream
    claim = house.waiting(10_00)
    house.until(TODAY + timedelta(3))
    house.taken(A, HEAD, lambda: house.account(A).approve_claim(claim=claim))
    assert house.app.state(stream, as_of=TODAY - timedelta(1)) is None
    for day, stage in ((0, fund.Stage.REVIEWED), (2, fund.Stage.REVIEWED), (3, fund.Stage.APPROVED)):
        assert house.app.state(stream, as_of=TODAY + timedelta(day)).claims[claim].stage is stage
    assert house.app.state(stream) == house.account(A).state


def test_only_what_there_is(house: House) -> None:
    assert house.app.state("hz-none-001/fund/2025") is None
    for name in ("hz-a-001/weather/2025", "hz-a-001", "hz-a-001/fund/2025/1"):
        with pytest.raises(ValueError, match="not a stream of a known kind"):
            house.app.state(name)


def test_a_history_by_position(house: House) -> None:
    every = list(house.app.history(A))
    assert {event.studio for event in every} == {A}
    middle, end = every[5].position, every[9].position
    assert list(house.app.history(A, middle)) == every[6:]
    assert list(house.app.history(A, until=end)) == every[:10]
    assert list(house.app.history(A, middle, end)) == every[6:10]
    assert [event.studio for event in house.app.history("region-330106")] != []


def test_a_register_and_the_same_on_a_day(house: House) -> None:
    house.until(TODAY + timedelta(3))
    house.taken(A, BOOKS, house.receive(A, CARRIER, 77))
    now = house.app.register(FundLedger(), A).table("fund_ledger")
    before = house.app.register(FundLedger(), A, as_of=TODAY).table("fund_ledger")
    assert len(now) == len(before) + 1
    assert now[-1]["income_fen"] == 77
    balance = [row["balance_fen"] for row in now if row["source"] == "carrier"][-1]
    assert balance == house.account(A).state.balance(CARRIER)


def test_an_audit_of_all_and_of_one(house: House) -> None:
    """An unapproved payment is found in its studio, from the day on which it became known."""
    house.until(TODAY + timedelta(3))
    house.taken(
        A, BOOKS,
        lambda: house.account(A).report_unapproved_payment(
            payment="u-1", source=CARRIER, fen=5, payer=CASH.person, reference="b"
        ),
    )  # fmt: skip
    known = house.clock.now
    report = house.app.audit()
    assert (report.studios, report.as_of) == ((A, B), TODAY + timedelta(3))
    assert [one.check for one in report.findings if one.severity is not Severity.ADVICE] == ["fund.unapproved-payment"]
    assert house.app.audit(A).findings == report.findings
    assert house.app.audit(B).findings == ()
    assert house.app.audit(A, as_of=TODAY).findings == ()
    assert house.app.audit(A, known_at=end_of(TODAY)).findings == ()
    assert house.app.audit(A, known_at=known).findings == report.findings


def test_what_was_written_down_late_counts_for_its_day(house: House) -> None:
    """A late entry stands after facts of later days; the day that it is about has it all the same."""
    house.until(TODAY + timedelta(3))
    house.taken(A, HE, lambda: house.account(A).request_transfer(
        transfer="t-1", giving="培训活动费", taking="宣传费", fen=1, reason="r"))  # fmt: skip
    house.taken(A, BOOKS, house.receive(A, CARRIER, 5, on=TODAY), on=TODAY, reason="late-entry")
    stream = house.account(A).stream
    state = house.app.state(stream, as_of=TODAY)
    assert state.balance(CARRIER) == house.account(A).state.balance(CARRIER)
    assert "t-1" not in state.budget.transfers
