"""What the database itself refuses, and how it is told."""

from __future__ import annotations

import pytest

from studio_adapters.journal import Rows, StoreUnavailable
from studio_adapters.testing.storage_contract.stores import Forbidden, Full, OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, add, answered, story
from studio_adapters.verification import verify
from studio_domain.aggregate import Change


class Refusing(Stores):
    """What the database itself refuses, and how it is told."""

    def test_the_database_itself_refuses_to_forget(self, rows: Rows, forbidden: Forbidden) -> None:
        story(rows)
        before = list(rows.follow()), rows.receipt("c-1"), rows.origin
        assert forbidden
        for attempt in forbidden:
            with pytest.raises(Exception, match=r"only ever added to|denied|permission"):
                attempt()
            assert (list(rows.follow()), rows.receipt("c-1"), rows.origin) == before

    def test_a_full_disk_is_told_and_nothing_is_half_written(
        self, rows: Rows, open_again: OpenAgain, full: Full
    ) -> None:
        """Once there is room again, the same command goes through, after the last that was written."""
        story(rows)
        before, large = list(rows.follow()), answered("x" * 900_000)
        change = Change(LEDGER, 4, (answered(), large))
        with full():
            for _ in range(2):
                with pytest.raises(StoreUnavailable) as told:
                    add(rows, "c-9", change)
                assert "\n" not in str(told.value)
                assert list(rows.follow()) == before
        assert rows.receipt("c-9") is None
        receipt = add(rows, "c-9", change)
        assert (receipt.first, receipt.last) == (7, 8)
        assert verify(open_again()).facts == 8

    def test_where_nothing_may_be_written_everything_is_read(self, rows: Rows, read_only: OpenAgain) -> None:
        story(rows)
        store = read_only()
        assert list(store.follow()) == list(rows.follow())
        assert store.receipt("c-1") == rows.receipt("c-1")
        with pytest.raises(StoreUnavailable, match="read-only") as told:
            add(store, "c-9", Change(LEDGER, 4, (answered(),)))
        assert "\n" not in str(told.value)
        assert rows.end() == 6
