"""`history` and `show`: what was recorded, and what came of it, also where a name tries to redraw the screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from office import COACHING, FINANCE_HEAD, PARK, STAFF, Office, chengdu
from stored import in_file, in_sqlite, lines_of
from studio_adapters.plain import json_text, plain, visible
from studio_domain.fund_account import facts as fund
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from telling import Studio
from terminal import Terminal

HISTORY = chengdu((COACHING, 680_00)).history
FUND = "cd-wuhou-001/fund/2025"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The story of Chengdu, in SQLite."""
    return in_sqlite(tmp_path / "a.db", HISTORY)


class TestHistory:
    def test_a_fact_is_a_line_in_the_order_of_positions(self, run: Terminal, source: Path) -> None:
        lines = run("history", source).out.splitlines()
        assert [int(line.split()[0]) for line in lines] == list(range(1, len(HISTORY) + 1))
        fee = next(line for line in lines if "fee-charged" in line)
        assert f"{FUND}@7  fund-account.fee-charged/1  p-desk (staff)  charge=F-1 " in fee
        assert "2025-07-05T12:00:00+08:00" in fee

    def test_after_a_position_and_of_one_studio(self, run: Terminal, source: Path) -> None:
        every = run("history", source).out.splitlines()
        assert run("history", source, "--after", "20").out.splitlines() == every[20:]
        region = run("history", source, "--studio", "region-510107").out.splitlines()
        assert region == [line for line in every if "  region-510107/" in line]
        ours = run("history", source, "--studio", "cd-wuhou-001", "--after", "20").out.splitlines()
        assert ours == [line for line in every[20:] if "  cd-wuhou-001/" in line]

    def test_as_json_each_line_has_envelope_and_fact(self, run: Terminal, source: Path) -> None:
        lines = [json.loads(line) for line in run("history", source, "--format", "json").out.splitlines()]
        assert [line["position"] for line in lines] == list(range(1, len(HISTORY) + 1))
        fee = next(line for line in lines if line["type"] == "fund-account.fee-charged/1")
        assert (fee["stream"], fee["version"], fee["by"], fee["fact"]["fen"]) == (FUND, 7, "p-desk", 680_00)

    def test_a_studio_that_is_not_there_is_named(self, run: Terminal, source: Path) -> None:
        said = run("history", source, "--studio", "nowhere", "--lang", "en")
        assert (said.code, said.complaint) == (2, "studio-domain: there is no studio nowhere")

    @pytest.mark.parametrize("after", ["-1", "x", "1.5", "９", "9" * 19])
    def test_a_position_is_a_whole_number(self, run: Terminal, source: Path, after: str) -> None:
        said = run("history", source, f"--after={after}")
        assert said.code == 64
        assert f"{after} 不是一个不小于 0 的整数" in said.err

    def test_it_is_the_same_from_an_export(self, run: Terminal, source: Path, tmp_path: Path) -> None:
        assert run("history", in_file(tmp_path / "a.JSONL", lines_of(HISTORY))).out == run("history", source).out


class TestShow:
    def test_the_state_of_a_stream(self, run: Terminal, source: Path) -> None:
        said = run("show", source, FUND)
        assert said.code == 0
        assert said.out.splitlines()[:3] == [f"stream: {FUND}", "version: 8", "recorded_at: 2025-07-08T04:00:00Z"]
        assert "  operator: 91000000MA00000900" in said.out.splitlines()

    def test_the_state_as_it_was_on_a_day(self, run: Terminal, source: Path) -> None:
        def shown(day: str) -> dict[str, Any]:
            found: dict[str, Any] = json.loads(run("show", source, FUND, "--as-of", day, "--format", "json").out)
            return found

        before, after = shown("2025-07-04"), shown("2025-07-05")
        assert (before["version"], before["state"]["charges"]) == (6, {})
        assert (after["version"], after["state"]["charges"]["F-1"]["fen"]) == (7, 680_00)
        assert list(after) == ["stream", "version", "recorded_at", "state"]

    def test_what_occurred_later_but_was_recorded_between_is_left_out(self, run: Terminal, tmp_path: Path) -> None:
        office = Office().act("2025-01-02", "fund/2025", FINANCE_HEAD, fund.AccountOpened(2025, PARK, ()))
        for day in ("2025-03-05", "2025-03-04"):
            rules = fund.FinanceRulesAdopted(day, date(2025, 3, 1), "文〔2025〕1号")
            office.act(day, "fund/2025", FINANCE_HEAD, rules, known="2025-03-06")
        said = run("show", in_sqlite(tmp_path / "a.db", office.history), FUND, "--as-of", "2025-03-04")
        assert (said.code, said.out.splitlines()[1]) == (0, "version: 3")
        assert "2025-03-05" not in said.out.partition("state:")[2]

    @pytest.mark.parametrize(
        ("stream", "zh", "en"),
        [
            ("x", "无法识别的流 x; 形如 ", "not a stream: x; it looks like "),
            ("a/nothing/1", "无法识别的流 a/nothing/1; 形如 ", "not a stream: a/nothing/1; it looks like "),
            ("a/fund/2025", "a/fund/2025 没有记录", "nothing is recorded in a/fund/2025"),
        ],
    )
    def test_a_stream_that_is_none(self, run: Terminal, source: Path, stream: str, zh: str, en: str) -> None:
        for lang, words in (("zh", zh), ("en", en)):
            said = run("show", source, stream, "--lang", lang)
            assert said.code == 2
            assert said.complaint.startswith(f"studio-domain: {words}")

    def test_a_history_that_makes_no_sense_is_named_by_its_first_senseless_fact(
        self, run: Terminal, tmp_path: Path
    ) -> None:
        paid = fund.ClaimPaid("c-1", STAFF.id, date(2025, 3, 4), fund.ReceiptMode.BANK, "t-1", "j-1")
        told = Studio("a").tell("2025-03-04", "fund/2025", paid)
        store = in_sqlite(tmp_path / "a.db", told.history)
        for lang, words in (
            ("en", "a/fund/2025@1: ClaimPaid makes no sense here"),
            ("zh", "存储出错: a/fund/2025@1: ClaimPaid 与此前的记录不符"),
        ):
            said = run("show", store, "a/fund/2025", "--lang", lang)
            assert (said.code, said.complaint) == (2, f"studio-domain: {words}")


HOSTILE = "\x1b[2J\u202e张\u2066三\x07\u200b\x9b31m\r\nx\U000e0041"


class TestHostileNames:
    @pytest.fixture
    def hostile(self, tmp_path: Path) -> Path:
        """An answer that tries to clear the screen, to turn the direction of the text, to begin a line."""
        answer = FindingAnswered("f-1", HOSTILE, PersonId("p-1"))
        return in_sqlite(tmp_path / "a.db", Studio("a").tell("2025-03-04", "rectification/ledger", answer).history)

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_they_are_printed_as_escapes(self, run: Terminal, hostile: Path, form: str) -> None:
        said = run("history", hostile, "--format", form)
        assert said.out.count("\n") == 1
        assert not set(HOSTILE) - set("张三[]2J31mx") & set(said.out.rstrip("\n"))
        assert "\\u202e张\\u2066三" in said.out
        if form == "json":
            assert json.loads(said.out)["fact"]["answer"] == HOSTILE

    def test_so_are_those_in_a_question(self, run: Terminal, hostile: Path) -> None:
        said = run("show", hostile, f"a\x1b[2J/{HOSTILE}")
        assert said.code == 2
        assert "\x1b" not in said.complaint
        assert "a\\x1b[2J/\\x1b[2J\\u202e" in said.complaint

    @pytest.mark.parametrize("text", ["创业　指导", "é", "e\u0301", "𠮷", "😀", "tab is not", "“”（）"])
    def test_what_can_be_read_is_left_as_it_is(self, text: str) -> None:
        assert visible(text) == text
        assert json_text([text], indent=1) == f'[\n "{text}"\n]'


class TestPlain:
    def test_values_become_what_json_knows(self) -> None:
        value = {
            "days": (date(2025, 3, 4),),
            ("a", 1): frozenset({2, 1}),
            "enum": fund.FundSource.CARRIER,
            "no": None,
        }
        assert plain(value) == {"a/1": [1, 2], "days": ["2025-03-04"], "enum": "carrier", "no": None}
