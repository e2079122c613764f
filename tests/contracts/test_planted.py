"""The contract can fail: each store that breaks a promise is found, and each test finds one that does."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from contracts import planted
from contracts.test_sqlite import TAMPERING
from studio_adapters import sqlite
from studio_adapters.journal import Kept, Rows
from studio_adapters.memory import Recorder
from studio_adapters.testing import StorageContract
from studio_adapters.testing.storage_contract import processes, together
from studio_adapters.testing.storage_contract.agreement import MODEST, agree
from studio_adapters.testing.storage_words import LEDGER, Delivery, add, answered, batch, story
from studio_domain.aggregate import Change

FOUND_BY: dict[type[Recorder], tuple[str, ...]] = {
    planted.DropsALastWrite: (
        "the_end_is_the_last_position_and_who_listens_is_told",
        "a_retry_after_a_lost_acknowledgement_writes_nothing_twice",
        "within_an_append_positions_go_by_stream_and_version",
    ),
    planted.RepeatsAPosition: (
        "positions_count_without_a_gap_whatever_was_refused",
        "ranges_begin_after_and_end_with",
        "whatever_is_asked_it_answers_as_memory_does",
    ),
    planted.JumpsAhead: (
        "eight_writers_and_a_follower_who_misses_nothing",
        "who_stops_reading_goes_on_from_where_he_was",
    ),
    planted.ForgetsTheOrder: (
        "a_writer_that_learns_of_another_goes_on_from_there",
        "two_studios_in_one_store_do_not_touch",
    ),
    planted.ChecksNoVersion: (
        "a_refused_writer_is_not_let_in_by_asking_for_less",
        "a_stream_at_another_version_than_expected_is_a_conflict",
    ),
    planted.ChecksWrittenStreamsOnly: ("a_stream_that_was_only_read_must_not_have_moved",),
    planted.OverlooksWhatIsNotThere: ("what_rests_on_all_of_an_owner_is_a_conflict_once_any_stream_of_it_moved",),
    planted.SwallowsConflicts: ("of_many_threads_that_expect_the_same_version_one_succeeds",),
    planted.KeepsTheFirstHalf: (
        "every_batch_of_an_append_is_written_or_none",
        "an_append_that_is_rolled_back_leaves_no_place_between_two_others",
    ),
    planted.KeepsHalfABatch: ("what_does_not_verify_is_not_restored",),
    planted.LeavesGaps: ("a_version_that_does_not_come_next_is_refused",),
    planted.WastesPositions: (
        "every_stream_of_an_append_is_written_or_none",
        "an_append_that_is_rolled_back_leaves_no_place_between_two_others",
    ),
    planted.GivesNoReceipt: (
        "an_acknowledgement_is_lost_and_the_decision_is_not_lawful_any_more",
        "a_command_twice_in_one_append_is_obeyed_once",
    ),
    planted.LooksCommandsUpLast: ("a_command_is_looked_up_before_the_versions",),
    planted.TakesAnyDigest: ("a_command_does_not_come_back_as_another",),
    planted.AnswersNewReceipts: ("a_command_is_obeyed_once",),
    planted.BelievesTheClock: ("recorded_at_goes_on_when_the_clock_does_not",),
    planted.OneInstantForAll: ("each_batch_has_an_instant_of_its_own",),
    planted.NormalisesText: ("what_is_read_is_what_was_written",),
    planted.CutsLongFacts: (
        "a_fact_of_a_mebibyte_is_kept_and_a_larger_one_refused",
        "facts_of_a_mebibyte_go_together_into_one_append",
    ),
    planted.ChainsTheWholeLog: ("leaves_chain_each_stream", "bytes_are_the_same_on_every_store"),
    planted.WritesInTheOrderAsked: ("within_an_append_positions_go_by_stream_and_version",),
    planted.OwnersByPrefix: ("studios_and_regions_stand_apart", "whatever_is_asked_it_answers_as_memory_does"),
    planted.EndsTooEarly: ("ranges_begin_after_and_end_with",),
    planted.ReadsFromAVersion: ("ranges_begin_after_and_end_with",),
    planted.StopsAtAPage: ("ranges_begin_after_and_end_with",),
    planted.ForgetsTheTypes: ("rows_are_picked_by_type_and_by_owner",),
    planted.ForgetsTheFirst: ("the_order_is_told_without_the_rows",),
    planted.LosesAPlaceWhileItIsRead: ("a_reading_goes_on_while_others_write",),
    planted.ShowsWhatIsNotCommitted: (
        "a_transaction_that_is_held_open_hides_nothing_for_good",
        "a_transaction_that_is_held_open_and_rolled_back_leaves_no_place",
    ),
    planted.TellsTooEarly: ("who_listens_is_told_when_it_can_be_read_and_not_before",),
    planted.TellsNobody: ("the_end_is_the_last_position_and_who_listens_is_told",),
    planted.WritesSideBySide: ("of_many_threads_that_expect_the_same_version_one_succeeds",),
    planted.RestoresAnything: (
        "a_fact_that_could_not_have_been_written_is_not_restored",
        "nothing_is_restored_into_a_store_that_holds_anything",
    ),
    planted.ForgetsWhatItRestored: ("a_restored_history_goes_on", "a_history_is_restored_verbatim"),
    planted.RestoresPositions: ("one_studio_of_many_is_restored",),
    planted.SaysNothingOfAnEmptyAppend: ("an_append_without_facts_has_a_receipt_and_no_position",),
    planted.KeepsWhatWasTakenBack: ("a_clock_that_fails_leaves_nothing",),
}

BY_PROCESSES = {
    "contracts.planted:hasty": "writers_that_are_killed_leave_whole_appends_and_a_follower_misses_nothing",
    "contracts.planted:racing": "of_two_processes_that_expect_the_same_version_one_succeeds",
    "contracts.planted:own": "processes_that_start_together_make_one_store_and_find_it",
}

BY_THE_DATABASE = (
    "the_database_itself_refuses_to_forget",
    "a_full_disk_is_told_and_nothing_is_half_written",
    "where_nothing_may_be_written_everything_is_read",
)


class Contract(StorageContract):
    """Does not wait to say what it found in the fewest words."""

    BUDGET = settings(MODEST, phases=[Phase.generate], database=None)


def cases(name: str) -> Iterator[dict[str, Any]]:
    """What a test is given beside its stores, one at a time."""
    marks = getattr(getattr(Contract, name), "pytestmark", [])
    named = [(mark.args[0], mark.args[1]) for mark in marks if mark.name == "parametrize"]
    for values in product(*(values for _, values in named)):
        yield dict(zip((name for name, _ in named), values, strict=True))


def finds(name: str, **given: Any) -> bool:
    """Whether the test of that name fails on what it is given."""
    try:
        getattr(Contract(), name)(**given)
    except (Exception, pytest.fail.Exception):
        return True
    return False


def found(store: Callable[[], Rows], name: str) -> bool:
    """Whether the test finds the store, in any of its cases."""
    wanted = inspect.signature(getattr(Contract, name)).parameters
    for case in cases(name):
        rows = store()
        stores = {"rows": rows, "open_again": lambda rows=rows: rows}
        if finds(name, **{key: value for key, value in stores.items() if key in wanted}, **case):
            return True
    return False


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE", 0.5)


EACH = [pytest.param(store, name, id=f"{store.__name__}-{name}") for store, names in FOUND_BY.items() for name in names]


@pytest.mark.parametrize(("store", "name"), EACH)
def test_a_store_that_breaks_a_promise_is_found(store: type[Recorder], name: str) -> None:
    assert found(store, f"test_{name}")


def test_every_test_of_the_contract_finds_something() -> None:
    tests = {name.removeprefix("test_") for name in dir(StorageContract) if name.startswith("test_")}
    named = [*(name for names in FOUND_BY.values() for name in names), *BY_PROCESSES.values(), *BY_THE_DATABASE]
    assert set(named) == tests
    stores = {one for one in vars(planted).values() if inspect.isclass(one) and issubclass(one, Recorder)} - {Recorder}
    assert set(FOUND_BY) == stores


@pytest.mark.parametrize("opener", BY_PROCESSES)
def test_what_only_processes_show_is_found(opener: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WRITERS", 2)
    monkeypatch.setattr(processes, "KILLS", 1)
    path = tmp_path / "studio.db"
    name = f"test_{BY_PROCESSES[opener]}"
    wanted = inspect.signature(getattr(Contract, name)).parameters
    with closing(sqlite.open_file(path)) as rows:
        given = {
            "rows": rows, "open_again": lambda: rows, "address": str(path), "fresh": f"{path}.fresh", "opener": opener,
        }  # fmt: skip
        assert finds(name, **{key: value for key, value in given.items() if key in wanted})


def test_a_database_that_lets_everything_through_is_found(tmp_path: Path) -> None:
    def attempt(statement: str) -> Callable[[], object]:
        def run() -> None:
            with closing(sqlite3.connect(path, isolation_level=None)) as raw:
                raw.execute(statement)

        return run

    forgets, full, writes = (f"test_{name}" for name in BY_THE_DATABASE)
    for statement in TAMPERING:
        path = tmp_path / f"{TAMPERING.index(statement)}.db"
        with closing(sqlite.open_file(path)) as rows:
            with closing(sqlite3.connect(path, isolation_level=None)) as raw:
                for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    raw.execute(f"DROP TRIGGER {trigger}")
            assert finds(forgets, rows=rows, forbidden=[attempt(statement)])
    roomy, writable = Recorder(), Recorder()
    assert finds(full, rows=roomy, open_again=lambda: roomy, full=nullcontext)
    assert finds(writes, rows=writable, read_only=lambda: writable)


def test_a_run_of_the_model_says_where_stores_differ() -> None:
    with pytest.raises(AssertionError):
        agree(Recorder("same"), planted.OwnersByPrefix("same"), budget=Contract.BUDGET)


class TestDelivery:
    """What is counted of a follower is counted right."""

    def kept(self) -> list[Kept]:
        rows = Recorder("same")
        story(rows)
        return list(rows.follow())

    def of(self, given: list[Kept]) -> Delivery:
        return Delivery.of(given, self.kept(), store="s", writers=1, appends=5)

    def test_whole(self) -> None:
        told = self.of(self.kept())
        assert told.whole
        assert str(told) == "s: writers 1, appends 5, kills 0, events 6, missed 0, repeated 0, out of order 0"

    def test_missed_repeated_and_out_of_order(self) -> None:
        one, two, three, *rest = self.kept()
        for given, counted in (
            ([one, three, *rest], (1, 0, 0)),
            ([one, two, two, three, *rest], (0, 1, 0)),
            ([one, three, two, *rest], (0, 0, 1)),
            ([two, one, one], (4, 1, 1)),
        ):
            told = self.of(given)
            assert (told.missed, told.repeated, told.unordered) == counted
            assert not told.whole


def test_a_batch_is_the_same_whoever_asks_for_it() -> None:
    """The words of these tests: what `batch` makes is what `add` appends."""
    rows = Recorder()
    add(rows, "c-1", Change(LEDGER, 0, (answered(),)))
    known = rows.receipt("c-1")
    assert known is not None
    assert known[0] == batch("c-1", Change(LEDGER, 0, (answered(),))).digest
