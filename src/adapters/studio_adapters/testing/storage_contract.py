"""What every store keeps to, one test a line: subclass it, and give it your stores.

class TestMine(StorageContract):
    @pytest.fixture
    def rows(self) -> Iterator[Rows]: ...       # an empty store
    @pytest.fixture
    def open_again(self, rows) -> OpenAgain: ... # the same store, as another process would open it
    @pytest.fixture
    def address(self, rows) -> str: ...          # what `open_store` takes; without it no other process is tried
    @pytest.fixture
    def forbidden(self, rows) -> Forbidden: ...  # ways to change what is written, which the database refuses
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from threading import Barrier, Event
from typing import Any

import pytest

from studio_adapters.journal import (
    LARGEST,
    Batch,
    CommandReused,
    Conflict,
    ForeignStore,
    Journal,
    JournalError,
    Kept,
    LeafMismatch,
    Receipt,
    Row,
    Rows,
    leaf,
)
from studio_adapters.memory import Recorder
from studio_domain.aggregate import Change, Context, unmoved
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId

OpenAgain = Callable[[], Rows]
Forbidden = Sequence[Callable[[], object]]

LEDGER = "hz-1/rectification/ledger"
OTHER = "hz-2/rectification/ledger"
SOMEBODY = PersonId("p-001")
NOON = datetime(2025, 3, 4, 4, tzinfo=UTC)


class Ticking:
    """A clock that goes on a second each time it is asked, or by *step*."""

    def __init__(self, start: datetime = NOON, step: timedelta = timedelta(seconds=1)) -> None:
        self.now, self.step = start, step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def answered(text: str = "说明") -> FindingAnswered:
    """A fact to store."""
    return FindingAnswered("f-1", text, SOMEBODY)


def context(command: str) -> Context:
    """Who, when and why: the same for every fact, but for the command."""
    return Context(occurred=NOON, by=SOMEBODY, role="staff", org="carrier", command=command, rules="guideline/1")


def add(rows: Rows, command: str, *changes: Change, clock: Callable[[], datetime] | None = None) -> Receipt:
    """Append through the journal."""
    return Journal(rows, clock or Ticking()).append(changes, context(command))


def batch(command: str, *changes: Change) -> Batch:
    """What the journal would ask for."""
    return Journal(Recorder()).batch(changes, context(command))


def story(rows: Rows, clock: Callable[[], datetime] | None = None) -> None:
    """Some appends: several streams, several facts, one without any, one of two batches."""
    clock = clock or Ticking()
    region = "region-330106/policy/values"
    add(rows, "c-1", Change(OTHER, 0, (answered("z"),)), Change(LEDGER, 0, (answered(), answered("b"))), clock=clock)
    add(rows, "c-2", Change(region, 0, (answered("政策"),)), clock=clock)
    add(rows, "c-3", Change(LEDGER, 2), clock=clock)
    both = batch("c-4", Change(LEDGER, 2, (answered("x"),))), batch("c-5", Change(LEDGER, 3, (answered("y"),)))
    rows.append(both, clock)


class StorageContract:
    """All that a store promises (design, "The journal")."""

    @pytest.fixture
    def rows(self) -> Iterator[Rows]:
        """An empty store."""
        raise NotImplementedError

    @pytest.fixture
    def open_again(self, rows: Rows) -> OpenAgain:
        """The same store once more; one that lives in one process only answers itself."""
        return lambda: rows

    @pytest.fixture
    def address(self) -> str:
        """Where another process finds the store."""
        pytest.skip("no other process can open it")

    @pytest.fixture
    def forbidden(self) -> Forbidden:
        """Statements that would change or drop what is written."""
        pytest.skip("no database that could be asked past the adapter")

    # -- one append: all of it or nothing

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

    def test_no_fact_is_put_in_all_streams_of_an_owner(self, rows: Rows) -> None:
        with pytest.raises(ValueError, match="hz-1/"):
            add(rows, "c-1", Change("hz-1/", 0, (answered(),)))

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

    # -- positions

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

    # -- commands

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

    # -- instants

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

    # -- what is read is what was written

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

    # -- owners

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

    # -- restoring

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

    # -- others at the same time

    def test_the_database_itself_refuses_to_forget(self, rows: Rows, forbidden: Forbidden) -> None:
        story(rows)
        before = list(rows.follow()), rows.receipt("c-1"), rows.origin
        assert forbidden
        for attempt in forbidden:
            with pytest.raises(Exception, match=r"only ever added to|denied|permission"):
                attempt()
            assert (list(rows.follow()), rows.receipt("c-1"), rows.origin) == before

    def test_of_many_threads_that_expect_the_same_version_one_succeeds(self, rows: Rows, open_again: OpenAgain) -> None:
        stores = [rows, *(open_again() for _ in range(5))]
        for version in range(3):
            start = Barrier(len(stores))

            def attempt(n: int, version: int = version, start: Barrier = start) -> str:
                start.wait()
                try:
                    add(stores[n], f"c-{version}-{n}", Change(LEDGER, version, (answered(),)))
                except Conflict:
                    return "conflict"
                return "written"

            with ThreadPoolExecutor(len(stores)) as pool:
                outcomes = sorted(pool.map(attempt, range(len(stores))))
            assert outcomes == ["conflict"] * 5 + ["written"]
        assert [row[2] for row in rows.read(LEDGER)] == [1, 2, 3]

    def test_a_follower_misses_nothing_and_repeats_nothing(self, rows: Rows, open_again: OpenAgain) -> None:
        writers, each = 4, 8

        def write(n: int) -> None:
            store = open_again()
            for version in range(each):
                add(store, f"c-{n}-{version}", Change(f"hz-{n}/rectification/ledger", version, (answered(),)))

        seen: list[int] = []
        with ThreadPoolExecutor(writers) as pool:
            done = [pool.submit(write, n) for n in range(writers)]
            while len(seen) < writers * each and not all(writer.done() for writer in done):
                seen += [row[0] for row in rows.follow(after=len(seen))]
        for writer in done:
            writer.result()
        seen += [row[0] for row in rows.follow(after=len(seen))]
        assert seen == list(range(1, writers * each + 1))
        instants = [row[5] for row in rows.follow()]
        assert instants == sorted(set(instants))

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

    def test_of_two_processes_that_expect_the_same_version_one_succeeds(self, rows: Rows, address: str) -> None:
        racers = [_racer(address, f"c-{n}") for n in range(2)]
        for racer in racers:  # both are up, then both are let go
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        outcomes = sorted(racer.communicate("go\n", timeout=60)[0] for racer in racers)
        assert outcomes == ["Conflict\n", "written\n"]
        assert [row[:3] for row in rows.follow()] == [(1, LEDGER, 1)]


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


_RACE = """
import sys
from studio_adapters.journal import Conflict
from studio_adapters.stores import open_store
from studio_adapters.testing.storage_contract import LEDGER, Change, add, answered
rows = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
try:
    add(rows, sys.argv[2], Change(LEDGER, 0, (answered(),)))
except Conflict:
    print("Conflict")
else:
    print("written")
rows.close()
"""


def _racer(address: str, command: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments: list[Any] = [sys.executable, "-c", _RACE, address, command]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
