"""What holds of every aggregate: how a fact stands in its envelope, and how a stream becomes a state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

import studio_domain
from studio_domain import fund_account, mandate
from studio_domain.aggregate import At, BrokenHistory, Change, Place, Recorded, Unreadable, replay
from studio_domain.guideline import Role
from studio_domain.mandate import MandateEnded, MandateGranted
from telling import context

STREAM = "hz-xihu-001/mandate/p-1"
AT = datetime(2025, 3, 4, 4, tzinfo=UTC)
DAY = date(2025, 3, 4)
GRANTED = MandateGranted("m-1", Role.LEAD, "X", DAY, None, None, "任〔2025〕1号")
ENDED = MandateEnded("m-1", DAY, "许可欣调离")


def event(version: int, fact: Any, **other: Any) -> Recorded[Any]:
    told: dict[str, Any] = {"stream": STREAM, "position": version, "recorded_at": AT, "context": context()}
    return Recorded(version=version, fact=fact, **(told | other))


class TestRecorded:
    """A fact in its envelope is a value: equal when all of it is, whatever class a store hands out."""

    @pytest.mark.parametrize(
        "other",
        [
            {"stream": "hz-xihu-002/mandate/p-1"},
            {"version": 2},
            {"position": 2},
            {"recorded_at": datetime(2025, 3, 4, 5, tzinfo=UTC)},
            {"context": context("c-2")},
            {"fact": ENDED},
        ],
        ids=lambda other: next(iter(other)),
    )
    def test_every_part_tells_two_apart(self, other: dict[str, Any]) -> None:
        one: dict[str, Any] = {"version": 1, "fact": GRANTED, "position": 1}
        assert event(**one) == event(**one)
        assert event(**one) != event(**(one | other))
        assert event(**one) != GRANTED

    def test_equal_ones_are_one_in_a_set(self) -> None:
        assert len({event(1, GRANTED), event(1, GRANTED), event(2, ENDED)}) == 2

    def test_a_subclass_of_a_store_is_the_same_fact(self) -> None:
        class Lazy(Recorded[Any]):
            pass

        assert Lazy(STREAM, 1, 1, AT, context(), GRANTED) == event(1, GRANTED)

    def test_what_is_printed_says_where_and_never_what(self) -> None:
        """A fact may hold personal data, and what is printed ends in a log."""
        assert repr(event(2, ENDED)) == "<hz-xihu-001/mandate/p-1@2 MandateEnded>"

    def test_it_knows_its_place_and_its_studio(self) -> None:
        assert event(2, ENDED).place == Place(STREAM, 2)
        assert event(2, ENDED).studio == "hz-xihu-001"


class TestReplay:
    """A decision rests on a stream without gaps that makes sense from its first fact to its last."""

    def test_fact_by_fact(self) -> None:
        assert replay(mandate, []) is None
        assert replay(mandate, [event(1, GRANTED), event(2, ENDED)]) == mandate.evolve(
            mandate.evolve(None, GRANTED), ENDED
        )

    def test_a_remembered_state_is_folded_on_from_its_version(self) -> None:
        whole = replay(mandate, [event(1, GRANTED), event(2, ENDED)])
        known = replay(mandate, [event(1, GRANTED)])
        assert replay(mandate, [event(2, ENDED)], known, 1) == whole
        with pytest.raises(BrokenHistory, match="expected version 3, found 2"):
            replay(mandate, [event(2, ENDED)], known, 2)

    @pytest.mark.parametrize(
        ("history", "says"),
        [
            ([event(2, GRANTED)], f"{STREAM}: expected version 1, found 2"),
            ([event(1, GRANTED), event(1, ENDED)], f"{STREAM}: expected version 2, found 1"),
            ([event(1, Unreadable("a.b/9", "unknown type a.b/9"))], f"{STREAM}@1: unknown type a.b/9"),
            ([event(1, ENDED)], f"{STREAM}@1: MandateEnded makes no sense here"),
        ],
        ids=["a gap", "a version twice", "unreadable", "senseless"],
    )
    def test_a_broken_stream_is_named_and_its_fact_not_printed(self, history: list[Recorded[Any]], says: str) -> None:
        with pytest.raises(BrokenHistory) as broken:
            replay(mandate, history)
        assert str(broken.value) == says


def test_a_decision_adds_facts_to_the_version_that_it_has_read() -> None:
    read = At(STREAM, 1, None)
    assert read.then(ENDED) == Change(STREAM, 1, (ENDED,))
    assert read.then() == Change(STREAM, 1, ())


def test_the_states_are_importable_from_the_package() -> None:
    assert studio_domain.FundAccount is fund_account.FundAccount
    with pytest.raises(AttributeError, match="no attribute 'Fund'"):
        _ = studio_domain.Fund
