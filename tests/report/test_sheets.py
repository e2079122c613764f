"""The working papers: every finding and row in its sheet, nothing that runs, the same bytes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from office import chengdu
from stored import in_memory, in_sqlite
from studio_adapters import sqlite
from studio_adapters.audit_report import Report
from studio_adapters.auditing import audit_store
from studio_adapters.demo import story
from studio_adapters.demo.office import LAST_DAY
from studio_adapters.journal import Journal
from studio_adapters.report import sheets, workbook
from terminal import Terminal


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Journal, Report]:
    """The demo and its audit."""
    folder = tmp_path_factory.mktemp("sheets")
    office = story.planned(1, 0, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    journal = Journal(office.rows)
    return journal, audit_store(journal, as_of=LAST_DAY)


def read(written: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, by another program's reading."""
    book = openpyxl.load_workbook(BytesIO(written))
    return {page.title: [tuple(cell.value for cell in row) for row in page.iter_rows()] for page in book}


def cells(written: bytes) -> Iterator[Any]:
    """Every cell of every sheet."""
    for page in openpyxl.load_workbook(BytesIO(written)):
        for row in page.iter_rows():
            yield from row


def test_every_finding_and_every_row_of_a_register_is_there(told: tuple[Journal, Report]) -> None:
    journal, report = told
    book = read(workbook(journal, report))
    findings = book["发现"]
    assert [row[-1] for row in findings[1:]] == [str(one.id) for one in report.findings]
    assert [row[5] for row in findings[1:]] == [one.message("zh") for one in report.findings]
    assert len(book["条款"]) == 107 + 1
    assert len(book["义务"]) == len(report.obligations) + 1
    profile = book["工作室概况"]
    assert {row[0] for row in profile[1:]} <= set(report.studios)
    fees = book["收费台账"]
    at = fees[0].index("收费")
    assert 760.0 in [row[at] for row in fees[1:]]
    assert "问·重复使用的票据" in book


def test_english(told: tuple[Journal, Report]) -> None:
    book = read(workbook(*told, language="en"))
    assert list(book)[:5] == ["Summary", "Findings", "Facts behind findings", "Clauses", "Obligations"]
    assert book["Findings"][0][0] == "studio"


def test_the_same_bytes_twice_and_from_another_store(told: tuple[Journal, Report], tmp_path: Path) -> None:
    journal, report = told
    assert workbook(journal, report) == workbook(journal, report)
    history = chengdu(("商业计划书辅导", 680_00), on="2025-07-05").history
    written = []
    for rows in (in_memory(history), sqlite.open_file(in_sqlite(tmp_path / "a.db", history))):
        other = Journal(rows)
        written.append(workbook(other, audit_store(other, as_of=date(2025, 9, 30))))
        rows.close()
    assert written[0] == written[1]


@pytest.mark.parametrize(
    "hostile", ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "http://x.example", "\u202e<b>"]
)
def test_what_looks_like_a_formula_is_text(hostile: str) -> None:
    journal = Journal(in_memory(chengdu((hostile, 80_00), on="2025-07-05").history))
    written = workbook(journal, audit_store(journal, as_of=date(2025, 9, 30)))
    found = list(cells(written))
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink]
    assert not [cell for cell in found if "\u202e" in str(cell.value)]
    assert [cell for cell in found if hostile.replace("\u202e", "\\u202e") in str(cell.value)]


def test_a_table_longer_than_a_sheet_goes_on_in_another(
    told: tuple[Journal, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 60)
    book = read(workbook(*told))
    assert [len(book[name]) for name in ("条款", "条款 2")] == [61, 48]


class TestTheCommand:
    @pytest.fixture
    def run(self, capsys: pytest.CaptureFixture[str]) -> Terminal:
        """A command in this process."""
        return Terminal(capsys)

    def test_it_writes_a_file(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", chengdu(("商业计划书辅导", 680_00), on="2025-07-05").history)
        said = run("audit", source, "--as-of", "2025-09-30", "--format", "xlsx", "-o", tmp_path / "a.xlsx")
        assert (said.code, said.out, said.err) == (1, "", "")
        assert "发现" in read((tmp_path / "a.xlsx").read_bytes())

    def test_not_to_a_terminal(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", chengdu(("商业计划书辅导", 680_00), on="2025-07-05").history)
        said = run("audit", source, "--as-of", "2025-09-30", "--format", "xlsx")
        assert (said.code, said.out) == (2, "")
        assert "请加 -o" in said.complaint
