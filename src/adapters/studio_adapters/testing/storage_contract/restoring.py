"""A history is restored verbatim into an empty store, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_adapters.journal import (
    LARGEST,
    CommandReused,
    ForeignStore,
    JournalError,
    Kept,
    LeafMismatch,
    Row,
    Rows,
    leaf,
)
from studio_adapters.memory import Recorder
from studio_adapters.port import NO_LEAF
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, NOON, OTHER, add, answered, story
from studio_domain.aggregate import Change


class Restoring(Stores):
    """A history is restored verbatim into an empty store, or not at all."""

    def test_a_history_is_restored_verbatim(self, rows: Rows, open_again: OpenAgain) -> None:
        source = Recorder("somewhere-else")
        story(source)
        assert rows.restore("somewhere-else", source.follow()) == 6
        for store in (rows, open_again()):
            assert store.origin == "somewhere-else"
            assert list(store.follow()) == list(source.follow())
            for command in ("c-1", "c-5"):
                here, there = store.receipt(command), source.receipt(command)
                assert here is not None
                assert there is not None
                assert here == (b"", there[1])
        with pytest.raises(CommandReused, match="c-1"):
            add(rows, "c-1", Change(OTHER, 1, (answered(),)))

    def test_a_restored_history_goes_on(self, rows: Rows) -> None:
        source = Recorder("somewhere-else")
        for store in (source, rows):
            if store is rows:
                assert rows.restore("somewhere-else", list(source.follow())[:6])
            else:
                story(store)
            add(store, "c-9", Change(LEDGER, 4, (answered("on"),)), clock=lambda: NOON - timedelta(days=1))
        assert list(rows.follow()) == list(source.follow())

    def test_one_studio_of_many_is_restored(self, rows: Rows) -> None:
        source = Recorder("somewhere-else")
        story(source)
        assert rows.restore("somewhere-else", source.history("hz-2")) == 1
        assert [row[:3] for row in rows.follow()] == [(1, OTHER, 1)]

    def test_nothing_is_restored_into_a_store_that_holds_anything(self, rows: Rows) -> None:
        source = Recorder("somewhere-else")
        story(source)
        add(rows, "mine", Change(LEDGER, 0, (answered(),)))
        origin = rows.origin
        with pytest.raises(ForeignStore, match="not empty"):
            rows.restore("somewhere-else", source.follow())
        assert (rows.origin, len(list(rows.follow()))) == (origin, 1)

    @pytest.mark.parametrize("spoil", ["state", "recorded_at", "version", "leaf", "order", "origin"])
    def test_what_does_not_verify_is_not_restored(self, rows: Rows, spoil: str) -> None:
        source, origin = Recorder("somewhere-else"), rows.origin
        story(source)
        with pytest.raises(LeafMismatch):
            rows.restore("elsewhere" if spoil == "origin" else "somewhere-else", _spoiled(list(source.follow()), spoil))
        assert not list(rows.follow())
        assert rows.receipt("c-1") is None
        assert rows.origin == origin
        assert add(rows, "c-1", Change(LEDGER, 0, (answered(),))).first == 1

    def test_a_fact_that_could_not_have_been_written_is_not_restored(self, rows: Rows) -> None:
        """Its leaf is in order, but it is larger than any fact."""
        row, instant = Row(LEDGER, 1, "no.type/1", b"x" * (LARGEST + 1)), "2025-03-04T04:00:00.000000Z"
        kept = (1, LEDGER, 1, row.topic, row.state, instant, leaf("elsewhere", row, instant, NO_LEAF))
        with pytest.raises(JournalError, match="1 MiB"):
            rows.restore("elsewhere", [kept])
        assert not list(rows.follow())


def _spoiled(kept: list[Kept], spoil: str) -> list[Kept]:
    """The rows with one thing wrong; leaves are made to fit where the leaf alone would not tell."""
    position, stream, version, topic, state, recorded_at, proof = kept[1]
    if spoil == "order":
        kept[0], kept[2] = kept[2], kept[0]
    elif spoil == "state":
        kept[1] = position, stream, version, topic, state.replace(b'"b"', b'"c"'), recorded_at, proof
    elif spoil == "recorded_at":
        kept[1] = position, stream, version, topic, state, recorded_at.replace("2025", "2024"), proof
    elif spoil == "version":
        again = Row(stream, 3, topic, state)
        proof = leaf("somewhere-else", again, recorded_at, kept[0][6].hex())
        kept[1] = position, stream, 3, topic, state, recorded_at, proof
    elif spoil == "leaf":
        kept[1] = position, stream, version, topic, state, recorded_at, bytes(32)
    return kept
