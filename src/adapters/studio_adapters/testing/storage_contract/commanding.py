"""A command is obeyed once, whenever and wherever it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from studio_adapters.app import StudioApp
from studio_adapters.journal import Batch, Clock, CommandReused, Journal, Receipt, Rows, StoreUnavailable
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, OTHER, Ticking, add, answered, batch
from studio_domain.aggregate import Change
from studio_domain.guideline import Breach
from studio_domain.values import NATION


class Commanding(Stores):
    """A command is obeyed once, whenever and wherever it comes back."""

    def test_a_command_is_obeyed_once(self, rows: Rows, open_again: OpenAgain) -> None:
        change = Change(LEDGER, 0, (answered(),))
        first = add(rows, "c-1", change)
        add(rows, "c-2", Change(LEDGER, 1, (answered(),)))
        assert add(rows, "c-1", change) == first
        again = open_again()
        assert add(again, "c-1", change) == first
        digest = batch("c-1", change).digest
        assert again.receipt("c-1") == (digest, first)
        assert Journal(again).receipt("c-1", digest) == first
        assert Journal(again).receipt("c-9", digest) is None
        assert len(list(rows.follow())) == 2

    def test_a_command_does_not_come_back_as_another(self, rows: Rows, open_again: OpenAgain) -> None:
        add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
        for store in (rows, open_again()):
            with pytest.raises(CommandReused, match="c-1"):
                add(store, "c-1", Change(LEDGER, 1, (answered("something else"),)))
            with pytest.raises(CommandReused):
                Journal(store).receipt("c-1", b"another decision")
        assert len(list(rows.follow())) == 1

    def test_a_command_twice_in_one_append_is_obeyed_once(self, rows: Rows) -> None:
        asked = batch("c-1", Change(LEDGER, 0, (answered(),)))
        first, second = rows.append([asked, asked], Ticking())
        assert first == second
        assert len(list(rows.follow())) == 1

    def test_a_command_is_looked_up_before_the_versions(self, rows: Rows, open_again: OpenAgain) -> None:
        """The streams have moved since, by the command itself and by others: it is still the same command."""
        asked = batch("c-1", Change(LEDGER, 0, (answered(),)), Change(OTHER, 0))
        (first,) = rows.append([asked], Ticking())
        add(rows, "c-2", Change(OTHER, 0, (answered(),)))
        for store in (rows, open_again()):
            assert store.append([asked], Ticking()) == (first,)
        assert rows.end() == 2

    def test_an_acknowledgement_is_lost_and_the_decision_is_not_lawful_any_more(
        self, rows: Rows, open_again: OpenAgain
    ) -> None:
        """Committed, never answered, asked again after a restart: the receipt, not a refusal, and nothing twice."""
        _mandated(rows)
        with pytest.raises(StoreUnavailable, match="lost"):
            _adopted(_deaf(rows), "once")
        written = rows.end()
        again = open_again()
        with pytest.raises(Breach):
            _adopted(again, "another")
        receipt = _adopted(again, "once")
        assert (receipt.command, receipt.last) == ("once", written)
        assert rows.end() == again.end() == written
        assert rows.receipt("another") is None

    def test_a_retry_after_a_lost_acknowledgement_writes_nothing_twice(self, rows: Rows) -> None:
        change = Change(LEDGER, 0, (answered(), answered()))
        for _ in range(2):
            with pytest.raises(StoreUnavailable):
                add(_deaf(rows), "c-1", change)
        assert add(rows, "c-1", change).last == rows.end() == 2


def _deaf(rows: Rows) -> Rows:
    """The store, but its answers to appends do not arrive."""
    return cast("Rows", _Deaf(rows))


class _Deaf:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        self._rows.append(batches, clock)
        raise StoreUnavailable("the acknowledgement was lost")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)


NOW, ORG = datetime(2025, 1, 2, 4, tzinfo=UTC), "91000000MA00000157"


def _mandated(rows: Rows) -> None:
    with StudioApp.acting("p-a", role="authority", org=ORG):
        StudioApp(rows, clock=lambda: NOW).mandates(f"region-{NATION}", "p-a").record_mandate(
            mandate_id="m-1", role="authority", org=ORG, first=NOW.date(), document="任〔2025〕1号"
        )


def _adopted(rows: Rows, command: str) -> Receipt:
    """A decision that is lawful once: the calendar of a year by one document."""
    with StudioApp.acting("p-a", role="authority", org=ORG, command=command):
        return (
            StudioApp(rows, clock=lambda: NOW)
            .calendar(2025)
            .adopt_calendar(days_off=(), days_worked=(), document="国办发明电〔2024〕12号")
        )
