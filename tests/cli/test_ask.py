"""`ask` from a terminal: which questions there are, an answer in three forms, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from office import CASHIER, COACHING, chengdu
from stored import in_sqlite
from studio_domain.fund_account import facts as fund
from studio_domain.questions import questions
from terminal import Terminal


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A command in this process."""
    return Terminal(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A studio that paid without approval, to a payee whose reference looks like a formula."""
    office = chengdu((COACHING, 600_00), on="2025-07-05")
    said = fund.UnapprovedPaymentReported(
        '=HYPERLINK("x")', fund.FundSource.CARRIER, 80_00, date(2025, 7, 12), CASHIER.id, "T-9"
    )
    office.tell("2025-07-12", "fund/2025", said)
    return in_sqlite(tmp_path / "a.db", office.history)


def test_without_arguments_it_lists_every_question(run: Terminal) -> None:
    said = run("ask")
    assert said.code == 0
    assert len(said.out.splitlines()) == len(questions()) + 1
    assert all(name in said.out and one.zh in said.out for name, one in questions().items())


def test_an_answer_for_a_person(run: Terminal, source: Path) -> None:
    said = run("ask", source, "unapproved-payments", "--as-of", "2025-12-31")
    assert (said.code, said.err) == (0, "")
    assert "未经审批的支付 [三、（四）6] 2025-12-31" in said.out
    assert "80.00" in said.out
    assert "cd-wuhou-001/fund/2025@" in said.out
    english = run("ask", source, "未经审批的支付", "--as-of", "2025-12-31", "--lang", "en")
    assert "1 rows." in english.out


def test_an_answer_as_json(run: Terminal, source: Path) -> None:
    said = run("ask", source, "unapproved-payments", "--as-of", "2025-12-31", "--format", "json")
    body = json.loads(said.out)
    (row,) = body["rows"]
    assert dict(zip(body["columns"], row["cells"], strict=True))["fen"] == 80_00
    assert row["evidence"][0]["stream"] == "cd-wuhou-001/fund/2025"


def test_a_spreadsheet_reads_it_and_runs_nothing(run: Terminal, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    said = run("ask", source, "unapproved-payments", "--as-of", "2025-12-31", "--format", "csv", "-o", out)
    assert (said.code, said.out) == (0, "")
    text = out.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[:2] == ["工作室", "支付"]
    assert row[1] == '\'=HYPERLINK("x")'
    assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


def test_before_it_happened_there_was_nothing(run: Terminal, source: Path) -> None:
    said = run("ask", source, "unapproved-payments", "--as-of", "2025-07-11")
    assert "没有。" in said.out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("no-question",), "没有问题 no-question"),
        (("unapproved-payments", "--studio", "no-1"), "没有工作室 no-1"),
    ],
)
def test_what_cannot_be_asked_is_one_line(run: Terminal, source: Path, arguments: tuple[str, ...], why: str) -> None:
    said = run("ask", source, *arguments)
    assert said.code == 2
    assert why in said.complaint


@pytest.mark.parametrize("amount", ["x", "-5", "1.234", "1.2.3", ""])
def test_no_amount(run: Terminal, source: Path, amount: str) -> None:
    assert run("ask", source, "large-payments", f"--least={amount}").code == 64


def test_the_same_bytes_from_an_export(run: Terminal, source: Path, tmp_path: Path) -> None:
    assert run("export", source, "-o", tmp_path / "a.jsonl").code == 0
    asked = "unapproved-payments", "--as-of", "2025-12-31", "--format", "json"
    assert run("ask", source, *asked).out == run("ask", tmp_path / "a.jsonl", *asked).out
