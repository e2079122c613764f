"""Two audits of one history: what is new, gone or changed, and that nothing else is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from office import COACHING, chengdu
from stored import in_memory, in_sqlite
from studio_adapters import sqlite
from studio_adapters.audit_diff import Moment, difference
from studio_adapters.auditing import audit_store
from studio_adapters.demo import story
from studio_adapters.journal import Journal
from studio_adapters.views.spec import known
from studio_domain.views.register import Kept
from terminal import Terminal

SHORT = "wh-hongshan-903"
OVER = "hz-xihu-007"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's scenarios in SQLite."""
    folder = tmp_path_factory.mktemp("diff")
    office = story.planned(1, 0, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    store = sqlite.open_file(folder / "a.db")
    store.restore(office.rows.origin, office.rows.follow())
    store.close()
    return folder / "a.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A command in this process."""
    return Terminal(capsys)


def found(run: Terminal, source: Path, *arguments: object) -> dict[str, Any]:
    """What `diff` says, as JSON."""
    said = run("diff", source, *arguments, "--format", "json")
    assert (said.code, said.err) == (0, "")
    body: dict[str, Any] = json.loads(said.out)
    return body


class TestTwoDays:
    def test_the_last_day_of_grace_and_the_day_after(self, run: Terminal, source: Path) -> None:
        """The shortage of S3 is allowed until 2025-05-31; what is found on the next day was not there before."""
        body = found(run, source, "2025-05-31", "2025-06-01", "--studio", SHORT)
        new = {one["after"]["check"]: one for one in body["findings"] if one["change"] == "new"}
        assert set(new) == {"studio.staff-shortage"}
        assert new["studio.staff-shortage"]["before"] is None
        (owed,) = (one for one in body["obligations"] if one["after"]["key"] == "staff_shortage")
        assert [owed[side]["standing"] for side in ("before", "after")] == ["open", "overdue"]

    def test_a_remedy_changes_a_finding_and_does_not_take_it_away(self, run: Terminal, source: Path) -> None:
        body = found(run, source, "2025-07-20", "2025-07-21", "--studio", "cd-wuhou-012")
        changed = [one for one in body["findings"] if one["change"] == "changed"]
        assert {(one["before"]["status"], one["after"]["status"]) for one in changed} == {("open", "remedied")}
        assert not [one for one in body["findings"] if one["change"] == "gone"]

    def test_who_joined_is_a_row_of_the_roster(self, run: Terminal, source: Path) -> None:
        said = run("diff", source, "2025-06-19", "2025-06-20", "--studio", SHORT)
        assert said.code == 0
        assert "人员名册  +1" in said.out
        assert "p-310" in said.out

    def test_of_a_day_and_itself_nothing_is_told(self, run: Terminal, source: Path) -> None:
        body = found(run, source, "2025-12-31", "2025-12-31")
        assert (body["findings"], body["obligations"], body["rows"]) == ([], [], [])

    def test_there_and_back_is_the_same_the_other_way_round(self, source: Path) -> None:
        with_store = Journal(sqlite.open_file(source))
        one, other = Moment(date(2025, 6, 30), None), Moment(date(2025, 12, 31), None)
        there, back = difference(with_store, one, other), difference(with_store, other, one)
        assert sorted(map(str, there.findings)) == sorted(str((after, before)) for before, after in back.findings)
        assert {(row.studio, row.key, str(row.before), str(row.after)) for row in there.rows} == {
            (row.studio, row.key, str(row.after), str(row.before)) for row in back.rows
        }
        with_store.rows.close()

    def test_before_and_what_is_told_make_after(self, source: Path) -> None:
        """Nothing is left out: the findings and the rows of the one day, changed as told, are those of the other."""
        journal = Journal(sqlite.open_file(source))
        one, other = Moment(date(2025, 5, 1), None), Moment(date(2026, 2, 1), None)
        told = difference(journal, one, other, studio=SHORT)
        findings = {f.id: f for f in audit_store(journal, studios=[SHORT], as_of=one.as_of).findings}
        for before, after in told.findings:
            if before is not None:
                assert findings.pop(before.id) == before
            if after is not None:
                findings[after.id] = after
        assert findings == {f.id: f for f in audit_store(journal, studios=[SHORT], as_of=other.as_of).findings}
        for spec in known():
            was, became = (
                Kept(spec.make()).see_all(journal.history(SHORT), as_of=day) for day in (one.as_of, other.as_of)
            )
            for row in told.rows:
                if row.table in spec.tables:
                    rows = was.rows.setdefault(row.table.name, {})
                    assert rows.pop(row.key, None) == row.before
                    if row.after is not None:
                        rows[row.key] = row.after
            assert was.digest == became.digest
        journal.rows.close()


class TestTwoInstants:
    def test_a_transfer_written_down_later_is_seen_in_the_budget_and_cures_nothing(
        self, run: Terminal, source: Path
    ) -> None:
        instants = "2025-11-26T00:00:00+08:00", "2025-12-01T00:00:00+08:00"
        body = found(run, source, *instants, "--as-of", "2025-12-31", "--studio", OVER)
        assert not [one for one in body["findings"] if "line-exceeded" in str(one)]
        moved = {row["key"][1]: row["after"]["moved_fen"] for row in body["rows"] if row["table"] == "budget_execution"}
        assert moved == {"培训活动费": 500_00, "宣传费": -500_00}
        assert body["before"]["events"] < body["after"]["events"]

    def test_english(self, run: Terminal, source: Path) -> None:
        instants = "2025-11-26T00:00:00+08:00", "2025-12-01T00:00:00+08:00"
        said = run("diff", source, *instants, "--as-of", "2025-12-31", "--studio", OVER, "--lang", "en")
        assert "free -0.50 → 499.50" in said.out
        assert said.out.startswith("from 2025-11-26T00:00:00+08:00 to")


class TestBadInput:
    def test_a_day_and_an_instant_are_not_compared(self, run: Terminal, source: Path) -> None:
        said = run("diff", source, "2025-01-01", "2025-11-26T00:00:00+08:00")
        assert (said.code, said.out) == (2, "")
        assert "不能一个日期一个时刻" in said.complaint

    @pytest.mark.parametrize(
        ("sides", "option"),
        [
            (("2025-01-01", "2025-02-01"), ("--as-of", "2025-03-01")),
            (("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"), ("--known-at", "2025-03-01T00:00:00Z")),
        ],
    )
    def test_what_does_not_go_together_is_said(
        self, run: Terminal, source: Path, sides: tuple[str, str], option: tuple[str, str]
    ) -> None:
        said = run("diff", source, *sides, *option, "--lang", "en")
        assert said.code == 2
        assert option[0] in said.complaint

    def test_an_unknown_studio(self, run: Terminal, source: Path) -> None:
        said = run("diff", source, "2025-01-01", "2025-02-01", "--studio", "no-1")
        assert (said.code, said.complaint.endswith("没有工作室 no-1")) == (2, True)

    def test_no_day(self, run: Terminal, source: Path) -> None:
        assert run("diff", source, "yesterday", "2025-02-01").code == 64


def test_the_same_bytes_from_an_export_and_a_store(run: Terminal, tmp_path: Path) -> None:
    history = chengdu((COACHING, 680_00), on="2025-07-05", effective="2025-07-11").history
    store = in_sqlite(tmp_path / "a.db", history)
    assert run("export", store, "-o", tmp_path / "a.jsonl").code == 0
    said = [
        run("diff", one, "2025-07-01", "2025-07-31", "--format", "json").out for one in (store, tmp_path / "a.jsonl")
    ]
    assert said[0] == said[1]
    assert json.loads(said[0])["findings"]
    assert in_memory(history).end() > 0
