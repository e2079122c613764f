"""The sample adapter keeps the contract, and is found by its entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve

from segment_store import segments
from segment_store.store import SegmentStore
from studio_adapters import memory
from studio_adapters.app import StudioApp
from studio_adapters.journal import Batch, ForeignStore, Journal, Receipt, Rows, StoreUnavailable
from studio_adapters.stores import open_store
from studio_adapters.testing.storage_contract import OpenAgain, StorageContract
from studio_domain.aggregate import Change, Context
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from terminal import Terminal

LEDGER, OTHER = "hz-1/rectification/ledger", "hz-2/rectification/ledger"
SOMEBODY = PersonId("p-001")
NOON = datetime(2025, 3, 4, 4, tzinfo=UTC)
ANSWER = FindingAnswered("f-1", "说明", SOMEBODY)


def add(rows: Rows, command: str, *changes: Change) -> Receipt:
    """Append through the journal."""
    return rows.append([batch(command, *changes)], lambda: NOON)[0]


def batch(command: str, *changes: Change) -> Batch:
    context = Context(occurred=NOON, by=SOMEBODY, role="staff", org="carrier", command=command, rules="guideline/1")
    return Journal(memory.Recorder()).batch(changes, context)


def story(rows: Rows) -> None:
    """Four appends, the third without facts."""
    add(rows, "c-1", Change(OTHER, 0, (ANSWER,)), Change(LEDGER, 0, (ANSWER, ANSWER)))
    add(rows, "c-2", Change(LEDGER, 2, (ANSWER,)))
    add(rows, "c-3", Change(LEDGER, 3))
    add(rows, "c-4", Change(LEDGER, 3, (ANSWER,)))


pytestmark = pytest.mark.usefixtures("sample_adapter")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"segments:///{tmp_path}/journal"


@pytest.fixture
def rows(address: str) -> Iterator[Rows]:
    with closing(open_store(address)) as store:
        yield store


class TestSegments(StorageContract):
    @pytest.fixture
    def address(self, tmp_path: Path) -> str:
        return f"segments:///{tmp_path}/journal"

    @pytest.fixture
    def rows(self, address: str) -> Iterator[Rows]:
        with closing(open_store(address)) as store:
            yield store

    @pytest.fixture
    def open_again(self, rows: Rows, address: str) -> OpenAgain:
        return lambda: open_store(address, create=False)

    @pytest.fixture
    def fresh(self, tmp_path: Path) -> str:
        return f"segments:///{tmp_path}/fresh"


class TestOnDisk:
    def test_a_segment_an_append_and_nothing_half_written(self, rows: Rows, tmp_path: Path) -> None:
        story(rows)
        numbered = [f"{number:012}.jsonl" for number in range(5)]
        assert sorted(found.name for found in (tmp_path / "journal").iterdir()) == [*numbered, "lock"]

    @pytest.mark.parametrize("number", range(5))
    def test_a_segment_that_was_changed_is_found_when_it_is_opened(
        self, rows: Rows, address: str, tmp_path: Path, number: int
    ) -> None:
        """The last one by the leaves of its rows, each other by the digest that its successor names."""
        story(rows)
        segment = tmp_path / f"journal/{number:012}.jsonl"
        segment.chmod(0o644)
        text = segment.read_text("utf-8")
        segment.write_text(
            text.replace("{", "{ ", 1) if number < 4 else text.replace('"version":', '"version":1'), "utf-8"
        )
        with pytest.raises(ForeignStore, match=r"[0-9]{12}\.jsonl: the file is damaged$"):
            list(open_store(address).follow())

    def test_what_was_torn_from_the_middle_is_not_passed_over(self, rows: Rows, address: str, tmp_path: Path) -> None:
        story(rows)
        (tmp_path / "journal/000000000002.jsonl").rename(tmp_path / "journal/000000000009.jsonl")
        assert [row[0] for row in open_store(address).follow()] == [1, 2, 3], "as far as there is no gap"

    def test_a_part_that_a_killed_writer_left_is_nothing(self, rows: Rows, address: str, tmp_path: Path) -> None:
        story(rows)
        (tmp_path / "journal/tmp1.part").write_text('{"format"')
        assert list(open_store(address).follow()) == list(rows.follow())

    def test_without_locks_whoever_comes_second_decides_on_what_is_there(
        self, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The number is given to another writer between reading and writing."""
        monkeypatch.setattr(segments, "fcntl", None)
        mine, other = SegmentStore(_path(address)), SegmentStore(_path(address))
        asked = [batch("c-1", Change(LEDGER, 0, (ANSWER,)))]

        def clock_that_lets_another_in() -> datetime:
            if not other.end():
                add(other, "d-1", Change(OTHER, 0, (ANSWER,)))
            return NOON

        (receipt,) = mine.append(asked, clock_that_lets_another_in)
        assert (receipt.first, receipt.last) == (2, 2)
        assert [row[:3] for row in other.follow()] == [(1, OTHER, 1), (2, LEDGER, 1)]

    def test_bytes_that_are_no_text_are_kept(self, address: str) -> None:
        """A history from elsewhere may hold any bytes; its leaves verify, and they are for the audit to find."""
        source = memory.Recorder("elsewhere")
        asked = batch("c-1", Change(LEDGER, 0, (ANSWER,)))
        (row,) = asked.rows
        source.append([evolve(asked, rows=(evolve(row, state=row.state + b"\xff\xfe"),))], lambda: NOON)
        with closing(open_store(address)) as store:
            store.restore("elsewhere", source.follow())
        with closing(open_store(address)) as again:
            assert list(again.follow()) == list(source.follow())

    def test_a_place_that_is_no_store(self, tmp_path: Path) -> None:
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes/a.txt").write_text("a")
        (tmp_path / "file").write_text("a")
        with pytest.raises(ForeignStore, match="not a store of segments"):
            open_store(f"segments:///{tmp_path}/notes")
        for name, why in (("file", "not a directory"), ("none", "no such directory"), ("no/ne", "no such directory")):
            with pytest.raises(StoreUnavailable, match=why):
                open_store(f"segments:///{tmp_path}/{name}", create=False)
        with pytest.raises(StoreUnavailable, match="no such directory"):
            open_store(f"segments:///{tmp_path}/no/ne")
        with pytest.raises(StoreUnavailable, match="not the address of a store"):
            open_store("segments:journal")


def test_an_app_and_the_command_line_take_its_addresses(address: str, run: Terminal) -> None:
    with StudioApp(address) as app, app.acting("p-1", role="carrier-head", org="91000000MA00000157"):
        app.rectification("hz-1")
        add(app.journal.rows, "c-1", Change(LEDGER, 0, (ANSWER,)))
    said = run("history", address, "--format", "json")
    assert (said.code, json.loads(said.out)["stream"]) == (0, LEDGER)
    assert run("doctor", address).code == 0


def test_it_is_listed_and_passes_its_self_test(sample_adapter: Path, tmp_path: Path) -> None:
    """In a process of its own, which knows it by its metadata alone."""
    asked = [sys.executable, "-m", "studio_adapters", "adapters", "--format", "json"]
    for at in ([], ["--at", f"segments:///{tmp_path}/journal"]):
        done = subprocess.run(
            [*asked, *at], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(sample_adapter)}
        )
        (found,) = [one for one in json.loads(done.stdout)["adapters"] if one["scheme"] == "segments"]
        assert (found["distribution"], found["version"], found["outcome"]) == ("studio-segments", "0.1.0", "passed")
        assert found["passed"] == found["steps"] != []
    assert not list(tmp_path.iterdir()), "what was tried is gone"


def _path(address: str) -> Path:
    return Path(address.removeprefix("segments:///"))
