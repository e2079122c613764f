"""Old records (历史资料): what our decisions would have refused is taken as its source claims it, and audited."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stored import in_file, in_sqlite
from studio_adapters import codec, sqlite
from studio_adapters.exchange import legacy
from studio_adapters.journal import Journal, Rows
from studio_adapters.memory import Recorder
from studio_domain.aggregate import Recorded
from studio_domain.fund_account import facts as fund
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from telling import Studio
from terminal import Terminal

LEDGER = "hz-1/rectification/ledger"


def answer(text: str, **fields: Any) -> str:
    """A line of the simplest kind of fact."""
    found = {
        "stream": LEDGER, "type": "rectification.finding-answered", "occurred": "2023-05-06", "by": "p-1",
        "role": "lead", "org": "carrier", "fact": {"finding": "f-1", "answer": text, "answered_by": "p-1"},
    }  # fmt: skip
    return json.dumps(found | fields, ensure_ascii=False)


def claimed(day: str) -> str:
    """Noon of a day, in Hangzhou."""
    return f"{day}T12:00:00+08:00"


def history(store: Path) -> list[Recorded[Any]]:
    """All facts of the store, in the order of positions."""
    rows: Rows = sqlite.open_file(store, create=False)
    try:
        return list(Journal(rows).follow())
    finally:
        rows.close()


def answers(store: Path) -> list[str]:
    """What was answered, in the order of positions."""
    return [event.fact.answer for event in history(store)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where nothing is yet."""
    return tmp_path / "b.db"


class TestImport:
    def test_no_rule_stops_it_and_the_audit_finds_what_it_breaches(
        self, run: Terminal, tmp_path: Path, store: Path
    ) -> None:
        """A payment on a claim that nobody submitted, on an account that was never opened."""
        paid = answer(
            "",
            stream="hz-1/fund/2023",
            type="fund-account.claim-paid",
            role="cashier",
            fact={
                "claim": "c-1", "payer": "p-1", "on": "2023-05-06", "mode": "bank", "reference": "t-1", "entry": "j-1",
            },
        )  # fmt: skip
        assert run("import", in_file(tmp_path / "old.jsonl", [paid]), "--to", store, "--legacy").code == 0
        said = run("audit", store, "--as-of", "2023-12-31", "--format", "json")
        assert said.code == 1
        found = {one["check"]: one for one in json.loads(said.out)["findings"]}
        assert found["fund.unapproved-payment"]["message_zh"].endswith("（据导入来源所称）")
        assert found["fund.unopened"]["status"] == "open"

    def test_the_envelope_names_the_batch_and_says_what_the_source_claims(
        self, run: Terminal, tmp_path: Path, store: Path
    ) -> None:
        line = answer("a", claimed_at=claimed("2023-05-08"), rules="old-handbook", reason="late-entry")
        said = run("import", in_file(tmp_path / "old.jsonl", [line]), "--to", store, "--legacy")
        [event] = history(store)
        batch = event.context.batch
        assert batch is not None
        assert batch in said.out
        assert event.context.command == f"{batch}-0"
        assert event.context.rules == "old-handbook"
        assert event.context.reason is not None
        assert event.context.claimed_at is not None
        assert event.context.claimed_at.isoformat() == "2023-05-08T12:00:00+08:00"
        assert event.recorded_at.year >= 2026
        assert event.context.day.isoformat() == "2023-05-06"

    def test_facts_come_in_the_order_claimed_and_share_an_instant_only_if_they_claim_one(
        self, run: Terminal, tmp_path: Path, store: Path
    ) -> None:
        """So that what was known when (K) is kept; who claims nothing comes last, each by himself."""
        lines = [
            answer("unclaimed-1"),
            answer("third", claimed_at=claimed("2023-06-03")),
            answer("first", claimed_at=claimed("2023-06-01")),
            answer("second-a", claimed_at=claimed("2023-06-02"), stream="hz-2/rectification/ledger"),
            answer("second-b", claimed_at="2023-06-02T04:00:00Z"),
            answer("unclaimed-2"),
        ]
        assert run("import", in_file(tmp_path / "old.jsonl", lines), "--to", store, "--legacy").code == 0
        assert answers(store) == ["first", "second-b", "second-a", "third", "unclaimed-1", "unclaimed-2"]
        instants = [event.recorded_at for event in history(store)]
        assert instants == sorted(instants)
        assert instants[1] == instants[2]
        assert len(set(instants)) == 5
        assert [event.context.command.rpartition("-")[2] for event in history(store)] == ["0", "1", "1", "2", "3", "4"]

    def test_they_follow_what_the_store_holds(self, run: Terminal, tmp_path: Path) -> None:
        before = Studio("hz-1").tell("2025-03-04", "rectification/ledger", FindingAnswered("f-0", "x", PersonId("p-1")))
        store = in_sqlite(tmp_path / "b.db", before.history)
        file = in_file(tmp_path / "old.jsonl", [answer("a", version=2), answer("b")])
        assert run("import", file, "--to", store, "--legacy").code == 0
        assert [(event.version, event.fact.answer) for event in history(store)] == [(1, "x"), (2, "a"), (3, "b")]

    def test_the_same_file_again_writes_nothing_twice(self, run: Terminal, tmp_path: Path, store: Path) -> None:
        file = in_file(tmp_path / "old.jsonl", [answer("a", version=2), answer("b", claimed_at=claimed("2023-06-01"))])
        run("import", file, "--to", store, "--legacy")
        before = history(store)
        for lang, words in (("zh", "此前已导入"), ("en", "was brought in before")):
            again = run("import", file, "--to", store, "--legacy", "--lang", lang)
            assert (again.code, again.err) == (0, "")
            assert words in again.out
        assert history(store) == before

    def test_not_even_after_the_store_was_exported_and_restored(
        self, run: Terminal, tmp_path: Path, store: Path
    ) -> None:
        file = in_file(tmp_path / "old.jsonl", [answer("a"), answer("b")])
        run("import", file, "--to", store, "--legacy")
        run("export", store, "-o", tmp_path / "a.jsonl")
        run("import", tmp_path / "a.jsonl", "--to", tmp_path / "c.db")
        assert "此前已导入" in run("import", file, "--to", tmp_path / "c.db", "--legacy").out
        assert answers(tmp_path / "c.db") == ["a", "b"]

    def test_what_was_imported_verifies_and_comes_back_identical(
        self, run: Terminal, tmp_path: Path, store: Path
    ) -> None:
        lines = [answer("a", claimed_at=claimed("2023-06-01")), answer("b", claimed_at=claimed("2023-06-01"))]
        run("import", in_file(tmp_path / "old.jsonl", lines), "--to", store, "--legacy")
        assert run("doctor", store).code == 0
        run("export", store, "-o", tmp_path / "a.jsonl")
        run("import", tmp_path / "a.jsonl", "--to", tmp_path / "c.db")
        assert history(tmp_path / "c.db") == history(store)

    def test_an_export_may_be_taken_as_old_records(self, run: Terminal, tmp_path: Path, store: Path) -> None:
        """An edited export is no export any more; taken as claims, its facts come in under a batch of their own."""
        source = Studio("hz-1").tell("2025-03-04", "rectification/ledger", FindingAnswered("f-0", "x", PersonId("p-1")))
        run("export", in_sqlite(tmp_path / "a.db", source.history), "-o", tmp_path / "a.jsonl")
        edited = (tmp_path / "a.jsonl").read_text("utf-8").replace('"answer":"x"', '"answer":"y"')
        file = in_file(tmp_path / "edited.jsonl", edited.splitlines())
        refused = run("import", file, "--to", store)
        assert "叶哈希不符" in refused.complaint
        assert "--legacy" in refused.complaint
        assert run("import", file, "--to", store, "--legacy").code == 0
        assert answers(store) == ["y"]
        assert history(store)[0].context.batch is not None

    def test_a_dry_run_writes_nothing_and_needs_no_store(self, run: Terminal, tmp_path: Path, store: Path) -> None:
        file = in_file(tmp_path / "old.jsonl", [answer("a"), answer("b")])
        said = run("import", file, "--to", store, "--legacy", "--dry-run")
        assert (said.code, said.out) == (0, "2 条: 已检查, 未写入\n")
        assert not store.exists()

    def test_a_dry_run_into_a_store_leaves_it_alone(self, run: Terminal, tmp_path: Path, store: Path) -> None:
        run("import", in_file(tmp_path / "old.jsonl", [answer("a")]), "--to", store, "--legacy")
        for version, code in ((2, 0), (3, 2)):
            more = in_file(tmp_path / "more.jsonl", [answer("b", version=version)])
            assert run("import", more, "--to", store, "--legacy", "--dry-run").code == code
        assert answers(store) == ["a"]

    def test_an_empty_file_made_for_it_becomes_the_store(self, run: Terminal, tmp_path: Path, store: Path) -> None:
        store.touch()
        assert run("import", in_file(tmp_path / "old.jsonl", [answer("a")]), "--to", store, "--legacy").code == 0
        assert answers(store) == ["a"]


BAD: dict[str, tuple[str, str, str, str]] = {
    "a field too few": (json.dumps({"stream": LEDGER}), "type", "缺少该字段", "the field is missing"),
    "an unknown field": (answer("a", when="2023"), "when", "未知字段", "an unknown field"),
    "a name for an id": (answer("a", by="张三"), "by", "不得用姓名", "not a name"),
    "a number for an id": (answer("a", by=5), "by", "人员编号", "a person's id"),
    "another's name": (answer("a", on_behalf_of="李四"), "on_behalf_of", "不得用姓名", "not a name"),
    "no stream": (answer("a", stream="hz-1"), "stream", "不是合法的流名", "not the name of a stream"),
    "a stream that is none": (answer("a", stream=None), "stream", "不是合法的流名", "not the name of a stream"),
    "an unknown type": (answer("a", type="os.system"), "type", "未知类型 os.system/1", "unknown type os.system/1"),
    "a type that is none": (answer("a", type=7), "type", "应为文本", "text is needed"),
    "a newer schema": (answer("a", schema=2), "type", "未知类型", "unknown type"),
    "a schema that is none": (answer("a", schema="1"), "schema", "应为整数", "a whole number is needed"),
    "an instant without its zone": (answer("a", occurred="2023-05-06T12:00:00"), "occurred", "信封", "occurred"),
    "a day that is none": (answer("a", occurred="2023-02-30"), "", "信封", "not a valid value"),
    "a claim without its zone": (answer("a", claimed_at="2023-05-06T12:00:00"), "claimed_at", "信封", "claimed_at"),
    "an unknown reason": (answer("a", reason="because"), "reason", "信封", "reason"),
    "a role that is none": (answer("a", role=1), "role", "信封", "role"),
    "a fact with a field too few": (answer("a", fact={"finding": "f-1"}), "fact", "事实不合要求", "answer"),
    "a fact with a field too many": (
        answer("a", fact={"finding": "f-1", "answer": "a", "answered_by": "p-1", "x": 1}), "fact",
        "事实不合要求", "unknown",
    ),
    "a fact that is none": (answer("a", fact=[]), "fact", "事实不合要求", ""),
    "a version that is not next": (answer("a", version=3), "version", "应为 2, 现为 3", "expected 2, found 3"),
    "a version that is none": (answer("a", version="2"), "version", "应为 2", "expected 2"),
    "too large": (answer("a" * 2**20), "fact", "1 MiB", "1 MiB"),
    "half a line": (answer("a")[:-9], "", "不是完整的 JSON", "not complete JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_malformed_line_in_the_middle_stops_all_of_it(run: Terminal, tmp_path: Path, store: Path, name: str) -> None:
    line, field, zh, en = BAD[name]
    file = in_file(tmp_path / "old.jsonl", [answer("before"), line, answer("after")])
    for dry in ((), ("--dry-run",)):
        chinese = run("import", file, "--to", store, "--legacy", *dry)
        english = run("import", file, "--to", store, "--legacy", "--lang", "en", *dry)
        where = f" [{field}]" if field else ""
        assert (chinese.code, english.code) == (2, 2)
        assert chinese.complaint.startswith(f"studio-domain: old.jsonl 第 2 行{where}")
        assert english.complaint.startswith(f"studio-domain: old.jsonl, line 2{where}")
        assert zh in chinese.complaint
        assert en in english.complaint
        assert "张三" not in chinese.complaint
        assert "李四" not in chinese.complaint
    assert not store.exists()


@pytest.mark.parametrize("lines", [[], ['{"studio-domain":"jsonl/1","origin":"x","studio":null}'], ["", " "]])
def test_a_file_without_records_is_no_import(run: Terminal, tmp_path: Path, store: Path, lines: list[str]) -> None:
    said = run("import", in_file(tmp_path / "old.jsonl", lines), "--to", store, "--legacy")
    assert (said.code, said.complaint) == (2, "studio-domain: old.jsonl 第 1 行: 文件中没有记录")
    assert not store.exists()


def test_an_export_comes_in_as_its_own_claim(tmp_path: Path) -> None:
    """An export brought in as old records was written down, by its source's own word, when it was recorded there."""
    source = Studio().tell("2025-01-02", "fund/2025", fund.AccountOpened(2025, "x", ()))
    source.tell("2025-01-03", "fund/2025", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "d"))
    lines = [
        {
            "stream": event.stream, "version": event.version, "type": codec.topic_of(event.fact).rpartition("/")[0],
            "occurred": event.context.day.isoformat(), "by": "p-1", "role": "finance-head", "org": "x",
            "recorded_at": event.recorded_at.isoformat(), "leaf": "0" * 64, "fact": codec.to_dict(event.fact),
        }
        for event in source.history
    ]  # fmt: skip
    file = tmp_path / "export.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    journal = Journal(Recorder())
    assert legacy.bring_in(journal, legacy.understand(file, "b")) == 2
    assert [event.context.claimed_at for event in journal.follow()] == [event.recorded_at for event in source.history]
