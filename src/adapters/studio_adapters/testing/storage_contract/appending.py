"""One append: all of it or nothing; positions next after last, whatever was refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from studio_adapters.journal import Batch, Conflict, JournalError, Row, Rows
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, OTHER, Ticking, add, answered, batch
from studio_domain.aggregate import Change, unmoved


class Appending(Stores):
    """One append: all of it or nothing; positions next after last, whatever was refused."""

    def test_every_stream_of_an_append_is_written_or_none(self, rows: Rows) -> None:
        add(rows, "c-1", Change(OTHER, 0, (answered(),)))
        with pytest.raises(Conflict):
            add(rows, "c-2", Change(LEDGER, 0, (answered(),)), Change(OTHER, 0, (answered(),)))
        assert [row[1] for row in rows.follow()] == [OTHER]
        assert rows.receipt("c-2") is None
        add(rows, "c-2", Change(LEDGER, 0, (answered(),)), Change(OTHER, 1, (answered(),)))
        assert [row[:3] for row in rows.follow()] == [(1, OTHER, 1), (2, LEDGER, 1), (3, OTHER, 2)]

    def test_every_batch_of_an_append_is_written_or_none(self, rows: Rows) -> None:
        good, bad = batch("c-1", Change(LEDGER, 0, (answered(),))), batch("c-2", Change(OTHER, 7, (answered(),)))
        with pytest.raises(Conflict):
            rows.append([good, bad], Ticking())
        assert not list(rows.follow())
        assert rows.receipt("c-1") is None

    @pytest.mark.parametrize("expected", [0, 2])
    def test_a_stream_at_another_version_than_expected_is_a_conflict(self, rows: Rows, expected: int) -> None:
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        with pytest.raises(Conflict, match=LEDGER):
            add(rows, "c-2", Change(LEDGER, expected, (answered(),)))
        assert len(list(rows.follow())) == 1

    def test_a_stream_that_was_only_read_must_not_have_moved(self, rows: Rows) -> None:
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        with pytest.raises(Conflict):
            add(rows, "c-2", Change(OTHER, 0, (answered(),)), Change(LEDGER, 0))
        add(rows, "c-3", Change(OTHER, 0, (answered(),)), Change(LEDGER, 1))
        assert [row[1] for row in rows.follow()] == [LEDGER, OTHER]

    def test_what_rests_on_all_of_an_owner_is_a_conflict_once_any_stream_of_it_moved(
        self, rows: Rows, open_again: OpenAgain
    ) -> None:
        add(rows, "c-1", Change(OTHER, 0, (answered(),)), Change(LEDGER, 0, (answered(),)))
        add(rows, "c-2", Change("hz-10/rectification/ledger", 0, (answered(),)))  # of another owner
        with pytest.raises(Conflict, match="hz-1/"):
            add(rows, "c-3", Change(LEDGER, 1, (answered(),)), unmoved("hz-1", 0))
        moved = add(rows, "c-3", Change(LEDGER, 1, (answered(),)), unmoved("hz-1", 1))
        assert (moved.first, moved.last) == (4, 4)
        add(open_again(), "c-4", Change("hz-1/policy/values", 0, (answered(),)))
        with pytest.raises(Conflict, match="hz-1/"):
            add(rows, "c-5", Change(LEDGER, 2, (answered(),)), unmoved("hz-1", 4))
        assert add(rows, "c-3", Change(LEDGER, 1, (answered(),)), unmoved("hz-1", 1)) == moved
        add(rows, "c-6", Change("hz-3/rectification/ledger", 0, (answered(),)), unmoved("hz-3", 0))
        assert [row[1] for row in rows.history("hz-1")] == [LEDGER, LEDGER, "hz-1/policy/values"]

    @pytest.mark.parametrize("version", [1, 3])
    def test_a_version_that_does_not_come_next_is_refused(self, rows: Rows, version: int) -> None:
        asked = batch("c-1", Change(LEDGER, 0, (answered(), answered())))
        second = Row(LEDGER, version, asked.rows[1].topic, asked.rows[1].state)
        with pytest.raises(JournalError):
            rows.append([Batch("c-1", asked.digest, asked.expected, (asked.rows[0], second))], Ticking())
        assert not list(rows.follow())

    def test_a_clock_that_fails_leaves_nothing(self, rows: Rows) -> None:
        def broken() -> datetime:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            add(rows, "c-1", Change(LEDGER, 0, (answered(),)), clock=broken)
        assert not list(rows.follow())
        assert add(rows, "c-1", Change(LEDGER, 0, (answered(),))).first == 1

    def test_positions_count_without_a_gap_whatever_was_refused(self, rows: Rows) -> None:
        assert add(rows, "c-1", Change(LEDGER, 0, (answered(), answered()))).last == 2
        with pytest.raises(Conflict):
            add(rows, "c-2", Change(LEDGER, 0, (answered(),)))
        receipt = add(rows, "c-3", Change(OTHER, 0, (answered(),)))
        assert (receipt.first, receipt.last) == (3, 3)
        assert [row[0] for row in rows.follow()] == [1, 2, 3]
        assert [row[0] for row in rows.follow(after=2)] == [3]
        assert not list(rows.follow(after=3))

    def test_within_an_append_positions_go_by_stream_and_version(self, rows: Rows) -> None:
        add(rows, "c-1", Change(OTHER, 0, (answered(),)), Change(LEDGER, 0, (answered(), answered())))
        kept = list(rows.follow())
        assert [row[1:3] for row in kept] == [(LEDGER, 1), (LEDGER, 2), (OTHER, 1)]
        assert len({row[5] for row in kept}) == 1

    def test_an_append_without_facts_has_a_receipt_and_no_position(self, rows: Rows) -> None:
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        receipt = add(rows, "c-2", Change(LEDGER, 1))
        assert (receipt.first, receipt.last) == (2, 1)
        assert add(rows, "c-2", Change(LEDGER, 1)) == receipt
        assert add(rows, "c-3", Change(LEDGER, 1, (answered(),))).first == 2
        assert add(rows, "c-2", Change(LEDGER, 1)) == receipt

    def test_a_writer_that_learns_of_another_goes_on_from_there(self, rows: Rows, open_again: OpenAgain) -> None:
        other = open_again()
        for version in range(0, 6, 2):
            add(rows, f"c-{version}", Change(LEDGER, version, (answered(),)))
            add(
                other,
                f"d-{version}",
                Change(LEDGER, version + 1, (answered(),)),
                Change(OTHER, version // 2, (answered(),)),
            )
        with pytest.raises(Conflict):
            add(rows, "c-6", Change(LEDGER, 5, (answered(),)))
        assert [row[0] for row in rows.follow()] == list(range(1, 10))

    def test_an_append_that_is_rolled_back_leaves_no_place_between_two_others(self, rows: Rows) -> None:
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        half = batch("c-2", Change(OTHER, 0, (answered(), answered()))), batch("c-3", Change(LEDGER, 7, (answered(),)))
        with pytest.raises(Conflict):
            rows.append(half, Ticking())
        assert list(rows.read(OTHER)) == []
        assert (rows.receipt("c-2"), rows.end(), rows.owners()) == (None, 1, ["hz-1"])
        assert add(rows, "c-4", Change(OTHER, 0, (answered(),))).first == 2
        assert [row[0] for row in rows.follow()] == [1, 2]

    def test_a_refused_writer_is_not_let_in_by_asking_for_less(self, rows: Rows) -> None:
        """A stale decision stays stale, however it is asked again, until somebody reads again."""
        add(rows, "c-1", Change(LEDGER, 0, (answered("somebody else's"),)))
        for attempt in range(3):
            with pytest.raises(Conflict):
                add(rows, f"stale-{attempt}", Change(LEDGER, 0, (answered(),) * (attempt + 1)))
        assert [row[2] for row in rows.read(LEDGER)] == [1]
