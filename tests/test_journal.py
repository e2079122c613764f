"""The journal over any store: what it asks of changes, and what a decision gets to see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from attrs import evolve

from studio_adapters import codec
from studio_adapters.journal import Batch, CommandReused, Journal, JournalError, Row
from studio_domain import fund_account, rectification
from studio_domain.aggregate import At, BrokenHistory, Change, Unreadable
from studio_domain.fund_account import facts as fund
from studio_domain.values import PersonId
from telling import context

STREAM = "hz-xihu-001/fund/2025"
OPENED = fund.AccountOpened(2025, "X", ())
RULES = fund.FinanceRulesAdopted("1", date(2025, 1, 1), "d")
PAID_OUT_OF_NOTHING = fund.ClaimPaid("c-1", PersonId("p-1"), date(2025, 3, 4), fund.ReceiptMode.BANK, "r", "e")


def unreadable(journal: Journal, topic: str, body: bytes) -> None:
    """A row that no version of ours has written."""
    state = codec.encode_context(context("c-x")) + b"\n" + body
    row = Row(STREAM, 2, topic, state)
    journal.rows.append([Batch("c-x", b"digest", ((STREAM, 1),), (row,))], journal.clock)


def test_a_stream_is_loaded_with_the_version_at_which_it_was_read(journal: Journal) -> None:
    assert journal.load(fund_account, STREAM) == At(STREAM, 0, None)
    with pytest.raises(LookupError, match=STREAM):
        journal.existing(fund_account, STREAM)
    journal.append([Change(STREAM, 0, (OPENED, RULES))], context("c-1"))
    at = journal.existing(fund_account, STREAM)
    assert (at.stream, at.version) == (STREAM, 2)
    assert at == journal.load(fund_account, STREAM)
    journal.append([at.then(OPENED)], context("c-2"))
    assert [event.version for event in journal.read(STREAM)] == [1, 2, 3]


def test_one_change_per_stream(journal: Journal) -> None:
    with pytest.raises(ValueError, match="one change per stream"):
        journal.append([Change(STREAM, 0, (OPENED,)), Change(STREAM, 1, (RULES,))], context("c-1"))


def test_a_fact_without_a_stored_name_is_not_appended(journal: Journal) -> None:
    with pytest.raises(TypeError, match="no stored name"):
        journal.append([Change(STREAM, 0, ("a text",))], context("c-1"))
    assert not list(journal.follow())


@pytest.mark.parametrize(
    "change",
    [
        {"reference": None},
        {"entry": 5},
        {"on": datetime(2025, 3, 4, tzinfo=UTC)},
        {"on": "2025-03-04"},
        {"mode": "bank"},
    ],
    ids=str,
)
def test_a_fact_that_would_not_come_back_is_not_appended(journal: Journal, change: dict[str, object]) -> None:
    """Nothing takes a fact out again, and an unreadable one ends its stream for every decision."""
    wrong = cast("Any", evolve)(PAID_OUT_OF_NOTHING, **change)
    with pytest.raises(TypeError, match=r"^fund-account\.claim-paid/1: "):
        journal.append([Change(STREAM, 0, (OPENED, wrong))], context("c-1"))
    assert not list(journal.follow())


def test_a_command_is_told_apart_by_decision_and_arguments(journal: Journal) -> None:
    digest = codec.command_digest("fund-account.open", STREAM, {"year": 2025})
    receipt = journal.append([Change(STREAM, 0, (OPENED,))], context("c-1"), digest=digest)
    assert journal.receipt("c-1", digest) == receipt
    assert journal.append([Change(STREAM, 0, (RULES,))], context("c-1"), digest=digest) == receipt
    with pytest.raises(CommandReused, match="other arguments"):
        journal.receipt("c-1", codec.command_digest("fund-account.open", STREAM, {"year": 2026}))


def test_a_senseless_fact_stops_a_decision_and_not_an_audit(journal: Journal) -> None:
    journal.append([Change(STREAM, 0, (OPENED, PAID_OUT_OF_NOTHING))], context("c-1"))
    with pytest.raises(BrokenHistory, match=f"{STREAM}@2: ClaimPaid makes no sense here"):
        journal.load(fund_account, STREAM)
    assert [event.fact for event in journal.history("hz-xihu-001")] == [OPENED, PAID_OUT_OF_NOTHING]


@pytest.mark.parametrize(
    ("topic", "body", "problem"),
    [
        ("fund-account.opened/2", b"{}", "unknown type fund-account.opened/2"),
        ("a.b/1", b"{}", "unknown type a.b/1"),
        ("fund-account.claim-reviewed/1", b'{"claim":5,"reviewer":"x"}', "claim: Expected `str`, got `int`"),
        ("fund-account.claim-reviewed/1", b'{"claim":"c"', "Input data was truncated"),
    ],
)
def test_an_unreadable_fact_stops_a_decision_and_is_a_fact_of_an_audit(
    journal: Journal, topic: str, body: bytes, problem: str
) -> None:
    journal.append([Change(STREAM, 0, (OPENED,))], context("c-1"))
    unreadable(journal, topic, body)
    with pytest.raises(BrokenHistory, match=STREAM) as stopped:
        journal.load(fund_account, STREAM)
    assert problem in str(stopped.value)
    for read in (journal.follow(), journal.history("hz-xihu-001")):
        (_, event) = read
        assert event.fact == Unreadable(topic, problem)
        assert event.context == context("c-x")


def test_every_fact_is_at_most_a_mebibyte(journal: Journal) -> None:
    large = rectification.FindingAnswered("f", "长" * 400_000, PersonId("p-1"))
    with pytest.raises(JournalError, match="at most 1 MiB"):
        journal.append([Change("hz/rectification/ledger", 0, (large,))], context("c-1"))


def test_no_fact_is_put_in_all_streams_of_an_owner(journal: Journal) -> None:
    """They can be insisted upon, and not be written to."""
    with pytest.raises(ValueError, match="hz-1/"):
        journal.append([Change("hz-1/", 0, (OPENED,))], context("c-1"))
