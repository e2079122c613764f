"""Ranges, owners, order: what is asked for, all of it, and nothing else."""

from __future__ import annotations

from itertools import islice
from threading import Event

import pytest

from studio_adapters.journal import Rows
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, OTHER, add, answered, story
from studio_domain.aggregate import Change


class Reading(Stores):
    """Ranges, owners, order: what is asked for, all of it, and nothing else."""

    def test_studios_and_regions_stand_apart(self, rows: Rows) -> None:
        owners = ["hz-10", "hz-1", "hz", "hz-1.a", "region-330106", "region-330100", "hz-2"]
        for n, owner in enumerate(owners):
            add(rows, f"c-{n}", Change(f"{owner}/rectification/ledger", 0, (answered(),)))
        add(rows, "c-last", Change("hz-1/fund/2025", 0, (answered(),)))
        assert list(rows.owners()) == sorted(owners)
        for owner in owners[2:]:
            assert [row[1] for row in rows.history(owner)] == [f"{owner}/rectification/ledger"]
        assert [row[0] for row in rows.history("hz-1")] == [2, 8]
        assert [row[0] for row in rows.history("hz-1", after=2)] == [8]
        assert [row[0] for row in rows.history("hz-1", until=2)] == [2]
        assert not list(rows.history("hz-1", after=2, until=7))
        assert not list(rows.history("nobody"))
        assert not list(rows.read("hz-1/fund/2026"))

    def test_the_order_is_told_without_the_rows(self, rows: Rows) -> None:
        assert not list(rows.instants())
        story(rows)
        assert [tuple(told) for told in rows.instants()] == [(kept[0], kept[5]) for kept in rows.follow()]

    def test_rows_are_picked_by_type_and_by_owner(self, rows: Rows) -> None:
        story(rows)
        kept = list(rows.follow())
        of_type = kept[0][3]
        assert list(rows.among([of_type, "no.such-type/1"], "nobody", 6)) == kept
        assert list(rows.among([of_type], "nobody", 2)) == kept[:2]
        assert list(rows.among([], "region-", 6)) == [row for row in kept if row[1].startswith("region-")]
        assert list(rows.among([], "hz-1", 6)) == [row for row in kept if row[1].startswith("hz-1/")]
        assert not list(rows.among([of_type.upper()], "egion-", 6))

    def test_the_end_is_the_last_position_and_who_listens_is_told(self, rows: Rows, open_again: OpenAgain) -> None:
        wake = Event()
        rows.listen(wake)
        assert rows.end() == 0
        add(rows, "c-1", Change(LEDGER, 0, (answered(), answered())))
        assert (rows.end(), open_again().end()) == (2, 2)
        assert wake.is_set()
        wake.clear()
        rows.unlisten(wake)
        add(rows, "c-2", Change(LEDGER, 2, (answered(),)))
        assert not wake.is_set()

    @pytest.mark.parametrize("after", [-1, 0, 1, 5, 6, 7, 2**40])
    def test_ranges_begin_after_and_end_with(self, rows: Rows, after: int) -> None:
        story(rows)
        kept = list(rows.follow())
        assert list(rows.follow(after)) == [row for row in kept if row[0] > after]
        assert list(rows.read(LEDGER, after)) == [row for row in kept if row[1] == LEDGER and row[2] > after]
        for until in (None, -1, 0, after, 5, 2**40):
            end = 2**40 if until is None else until
            of_owner = [row for row in kept if row[1].startswith("hz-1/") and after < row[0] <= end]
            assert list(rows.history("hz-1", after, until)) == of_owner
            assert list(rows.among([], "hz-1", end)) == [
                row for row in kept if row[1].startswith("hz-1/") and row[0] <= end
            ]

    def test_who_stops_reading_goes_on_from_where_he_was(self, rows: Rows) -> None:
        """A few rows at a time, others writing in between: nothing is held open, nothing lost, nothing twice."""
        story(rows)
        seen: list[int] = []
        for turn in range(4):
            seen += [row[0] for row in islice(rows.follow(len(seen)), 2)]
            add(rows, f"more-{turn}", Change(OTHER, 1 + turn, (answered(),)))
        seen += [row[0] for row in rows.follow(len(seen))]
        assert seen == list(range(1, 11))

    def test_a_reading_goes_on_while_others_write(self, rows: Rows, open_again: OpenAgain) -> None:
        """What was there when it began comes without a gap, and then what it may have seen of the rest."""
        story(rows)
        other, following, of_owner = open_again(), rows.follow(), rows.history("hz-1")
        seen, owned = [next(following)[0]], [next(of_owner)[0]]
        add(other, "more", Change(LEDGER, 4, (answered(), answered())))
        seen += [row[0] for row in following]
        assert seen in (list(range(1, 7)), list(range(1, 9)))
        owned += [row[0] for row in of_owner]
        assert owned in ([1, 2, 5, 6], [1, 2, 5, 6, 7, 8])
        assert [row[0] for row in rows.follow(len(seen))] == list(range(len(seen) + 1, 9))

    def test_two_studios_in_one_store_do_not_touch(self, rows: Rows) -> None:
        """Turn by turn, in one append and in two: each has its own history, whole, in one order."""
        a, b = "hz-a/fund/2025", "hz-a.b/fund/2025"
        for turn in range(3):
            add(rows, f"both-{turn}", Change(a, 2 * turn, (answered("a"),)), Change(b, turn, (answered("b"),)))
            add(rows, f"one-{turn}", Change(a, 2 * turn + 1, (answered("a"),)))
        assert rows.owners() == ["hz-a", "hz-a.b"]
        assert [row[0] for row in rows.history("hz-a")] == [2, 3, 5, 6, 8, 9]
        assert [row[0] for row in rows.history("hz-a.b")] == [1, 4, 7]
        assert [row[0] for row in rows.among([], "hz-a", 9)] == list(range(1, 10))
