"""What is read is what was written, byte for byte, with an instant and a leaf that anybody can recompute."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest

from studio_adapters.journal import LARGEST, Journal, JournalError, Rows
from studio_adapters.memory import Recorder
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import LEDGER, NOON, OTHER, Ticking, add, answered, batch, context, story
from studio_adapters.verification import verify
from studio_domain.aggregate import Change


class Keeping(Stores):
    """What is read is what was written, byte for byte, with an instant and a leaf that anybody can recompute."""

    def test_each_batch_has_an_instant_of_its_own(self, rows: Rows) -> None:
        two = batch("c-1", Change(LEDGER, 0, (answered(),))), batch("c-2", Change(LEDGER, 1, (answered(),)))
        rows.append(two, lambda: NOON)
        assert [row[5] for row in rows.follow()] == ["2025-03-04T04:00:00.000000Z", "2025-03-04T04:00:00.000001Z"]

    @pytest.mark.parametrize("step", [0, -1])
    def test_recorded_at_goes_on_when_the_clock_does_not(self, rows: Rows, open_again: OpenAgain, step: int) -> None:
        clock = Ticking(step=timedelta(hours=step))
        for version in range(3):
            add(rows, f"c-{version}", Change(LEDGER, version, (answered(),)), clock=clock)
        add(open_again(), "c-3", Change(OTHER, 0, (answered(),)), clock=clock)
        instants = [row[5] for row in rows.follow()]
        assert all(len(instant) == 27 and instant.endswith("Z") for instant in instants)
        assert all(earlier < after for earlier, after in pairwise(instants))

    def test_what_is_read_is_what_was_written(self, rows: Rows, open_again: OpenAgain) -> None:
        fact = answered("“说明”\n\u2028\U0001f4d2 'x' \\ \x00")
        asked = batch("c-1", Change(LEDGER, 0, (fact,)))
        rows.append([asked], Ticking())
        for store in (rows, open_again()):
            (kept,) = store.read(LEDGER)
            assert kept[:5] == (1, LEDGER, 1, "rectification.finding-answered/1", asked.rows[0].state)
            (event,) = Journal(store).read(LEDGER)
            assert (event.fact, event.context) == (fact, context("c-1"))
            assert event.recorded_at == NOON + timedelta(seconds=1)

    def test_bytes_are_the_same_on_every_store(self, rows: Rows) -> None:
        other = Recorder(rows.origin)
        story(rows)
        story(other)
        assert list(rows.follow()) == list(other.follow())

    def test_a_fact_of_a_mebibyte_is_kept_and_a_larger_one_refused(self, rows: Rows) -> None:
        frame = len(batch("c-1", Change(LEDGER, 0, (answered(""),))).rows[0].state)
        largest = answered("x" * (LARGEST - frame))
        add(rows, "c-1", Change(LEDGER, 0, (largest,)))
        with pytest.raises(JournalError, match="at most 1 MiB"):
            add(rows, "c-2", Change(LEDGER, 1, (answered("x" * (LARGEST - frame + 1)),)))
        (event,) = Journal(rows).read(LEDGER)
        assert event.fact == largest

    def test_leaves_chain_each_stream(self, rows: Rows) -> None:
        story(rows)
        above: dict[str, str] = {}
        for _, stream, version, topic, state, recorded_at, proof in rows.follow():
            lines = ["studio-domain/event/v1", rows.origin, stream, str(version), topic, recorded_at]
            lines += [sha256(state).hexdigest(), above.get(stream, "0" * 64)]
            assert proof == sha256(b"\0" + "".join(f"{line}\n" for line in lines).encode()).digest()
            above[stream] = proof.hex()
        known = rows.receipt("c-5")
        assert known is not None
        assert known[1].leaf.hex() == above[LEDGER]

    def test_facts_of_a_mebibyte_go_together_into_one_append(self, rows: Rows, open_again: OpenAgain) -> None:
        """Just under the limit each; what is refused for one byte too many takes its whole append with it."""
        frame = len(batch("c-1", Change(LEDGER, 0, (answered(""),))).rows[0].state)
        large, small = answered("x" * (LARGEST - frame)), answered("y" * (LARGEST - frame - 1))
        add(rows, "c-1", Change(LEDGER, 0, (large, small)), Change(OTHER, 0, (small,)))
        with pytest.raises(JournalError):
            add(rows, "c-2", Change(LEDGER, 2, (small,)), Change(OTHER, 1, (answered("z" * (LARGEST - frame + 1)),)))
        for store in (rows, open_again()):
            assert [len(row[4]) for row in store.follow()] == [LARGEST, LARGEST - 1, LARGEST - 1]
            assert [len(row[4]) for row in store.history("hz-1", after=1)] == [LARGEST - 1]
            assert verify(store).facts == 3
