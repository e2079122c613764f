"""What is exported can be verified by anybody and comes back as it was; what was touched on the way does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from office import COACHING, chengdu
from stored import ORIGIN, in_file, in_memory, in_sqlite, lines_of
from studio_adapters import sqlite
from studio_adapters.exchange import Header, export
from studio_adapters.journal import NO_LEAF, Row, leaf
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from telling import Studio
from terminal import Terminal

HISTORY = chengdu((COACHING, 680_00)).history
LINES = lines_of(HISTORY)


def body(number: int) -> dict[str, object]:
    """The line of that number, as JSON."""
    found: dict[str, object] = json.loads(LINES[number])
    return found


def stored(path: Path) -> list[str]:
    """What the SQLite file at *path* exports."""
    rows = sqlite.open_file(path, create=False)
    try:
        return list(export(rows.follow(), Header(rows.origin, None)))
    finally:
        rows.close()


class TestThereAndBack:
    def test_an_empty_sqlite_file_exports_what_it_was_given(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", HISTORY)
        assert run("export", source, "-o", tmp_path / "a.jsonl").code == 0
        said = run("import", tmp_path / "a.jsonl", "--to", tmp_path / "b.db")
        assert (said.code, said.err) == (0, "")
        assert f"{len(HISTORY)} 条" in said.out
        assert run("export", tmp_path / "b.db", "-o", tmp_path / "b.jsonl").code == 0
        assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()

    def test_positions_and_instants_are_the_same(self, run: Terminal, tmp_path: Path) -> None:
        run("import", in_file(tmp_path / "a.jsonl", LINES), "--to", tmp_path / "b.db")
        rows = sqlite.open_file(tmp_path / "b.db", create=False)
        assert list(rows.follow()) == list(in_memory(HISTORY).follow())
        assert rows.origin == ORIGIN
        rows.close()

    def test_an_export_to_the_terminal_is_the_export_to_a_file(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", HISTORY)
        assert run("export", source).out.splitlines() == LINES

    def test_the_export_of_an_export_is_the_same(self, run: Terminal, tmp_path: Path) -> None:
        assert run("export", in_file(tmp_path / "a.jsonl", LINES)).out.splitlines() == LINES

    def test_one_studio_leaves_the_region_out(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", HISTORY)
        lines = run("export", source, "--studio", "cd-wuhou-001").out.splitlines()
        assert json.loads(lines[0]) == {"studio-domain": "jsonl/1", "origin": ORIGIN, "studio": "cd-wuhou-001"}
        assert all(json.loads(line)["stream"].startswith("cd-wuhou-001/") for line in lines[1:])
        assert 1 < len(lines) < len(LINES)
        assert run("import", in_file(tmp_path / "one.jsonl", lines), "--to", tmp_path / "one.db").code == 0
        assert run("export", tmp_path / "one.db", "--studio", "cd-wuhou-001").out.splitlines() == lines

    def test_a_studio_without_facts_is_not_exported(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "a.db", HISTORY)
        said = run("export", source, "--studio", "nowhere", "--lang", "en", "-o", tmp_path / "x.jsonl")
        assert (said.code, said.complaint) == (2, "studio-domain: there is no studio nowhere")
        assert not (tmp_path / "x.jsonl").exists()

    def test_the_leaf_of_a_line_can_be_recomputed_from_the_line(self) -> None:
        """The contract of the interchange: stored order and spelling stand in the line."""
        found = body(1)
        envelope = {key: found[key] for key in _ENVELOPE}
        state = "\n".join(
            json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (envelope, found["fact"])
        )
        row = Row(str(found["stream"]), 1, f"{found['type']}/{found['schema']}", state.encode())
        assert leaf(ORIGIN, row, str(found["recorded_at"]), NO_LEAF).hex() == found["leaf"]

    def test_the_keys_of_a_line_stand_in_the_order_of_the_contract(self) -> None:
        assert list(body(3)) == [
            "stream", "version", "type", "schema", "occurred", "recorded_at", "by", "role", "org", "on_behalf_of",
            "reason", "corrects", "command", "correlation", "causation", "rules", "batch", "claimed_at", "leaf", "fact",
        ]  # fmt: skip

    def test_a_byte_order_mark_and_blank_lines_do_no_harm(self, run: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        file.write_text("\ufeff" + "\r\n\r\n".join(LINES), encoding="utf-8", newline="")
        assert run("import", file, "--to", tmp_path / "b.db").code == 0
        assert stored(tmp_path / "b.db") == LINES

    def test_a_dry_run_writes_nothing(self, run: Terminal, tmp_path: Path) -> None:
        file = in_file(tmp_path / "a.jsonl", LINES)
        said = run("import", file, "--to", tmp_path / "b.db", "--dry-run", "--lang=en")
        assert (said.code, said.out) == (0, f"{len(HISTORY)} facts: checked, nothing written\n")
        assert not (tmp_path / "b.db").exists()

    def test_unreadable_types_are_carried_along(self, run: Terminal, tmp_path: Path) -> None:
        """A newer version's facts are verified by their leaves, whoever understands them."""
        found = body(1) | {"type": "future.thing-happened", "schema": 7}
        line = _signed(found)
        file = in_file(tmp_path / "a.jsonl", [LINES[0], line])
        assert run("import", file, "--to", tmp_path / "b.db").code == 0
        assert stored(tmp_path / "b.db") == [LINES[0], line]


class TestStoreThatIsNotEmpty:
    @pytest.mark.parametrize("dry", [(), ("--dry-run",)])
    @pytest.mark.parametrize(("lang", "said"), [("zh", "存储不是空的"), ("en", "the store is not empty")])
    def test_it_is_refused_and_left_alone(
        self, run: Terminal, tmp_path: Path, dry: tuple[str, ...], lang: str, said: str
    ) -> None:
        other = Studio().tell("2025-03-04", "rectification/ledger", FindingAnswered("f-1", "已改", PersonId("p-1")))
        store = in_sqlite(tmp_path / "b.db", other.history)
        before = stored(store)
        found = run("import", in_file(tmp_path / "a.jsonl", LINES), "--to", store, "--lang", lang, *dry)
        assert found.code == 2
        assert found.complaint.endswith(f"b.db: {said}")
        assert stored(store) == before


_ENVELOPE = (
    "occurred", "by", "role", "org", "on_behalf_of", "reason", "corrects", "command", "correlation", "causation",
    "rules", "batch", "claimed_at",
)  # fmt: skip


def _signed(found: dict[str, object], previous: str = NO_LEAF) -> str:
    """*found* as a line, its leaf recomputed: somebody who knows the form and changes a line."""
    envelope = {key: found[key] for key in _ENVELOPE}
    state = "\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (envelope, found["fact"]))
    version = found["version"]
    assert isinstance(version, int)
    row = Row(str(found["stream"]), version, f"{found['type']}/{found['schema']}", state.encode("utf-8", "replace"))
    proof = leaf(ORIGIN, row, str(found["recorded_at"]), previous).hex()
    return json.dumps(found | {"leaf": proof}, ensure_ascii=False, separators=(",", ":"))


def changed(number: int, **fields: object) -> list[str]:
    """The lines, with fields of one changed and its leaf as it was."""
    line = json.dumps(body(number) | fields, ensure_ascii=False, separators=(",", ":"))
    return [*LINES[:number], line, *LINES[number + 1 :]]


def forged(number: int, **fields: object) -> list[str]:
    """The lines up to one whose fields were changed and whose leaf was made anew."""
    return [*LINES[:number], _signed(body(number) | fields)]


FEE = next(n for n, line in enumerate(LINES) if "fund-account.fee-charged" in line)
EDITED_FACT = [*LINES[:FEE], LINES[FEE].replace('"fen":68000', '"fen":60000', 1), *LINES[FEE + 1 :]]

BAD: dict[str, tuple[list[str], int, str, str, str]] = {
    "an edited digit in the fact": (EDITED_FACT, FEE + 1, "leaf", "叶哈希不符", "the leaf does not verify"),
    "an edited person": (changed(3, by="p-other"), 4, "leaf", "叶哈希不符", "the leaf does not verify"),
    "an edited instant": (changed(3, recorded_at="2024-12-16T04:00:00.000009Z"), 4, "leaf", "叶哈希不符", "the leaf"),
    "a swapped pair": ([*LINES[:2], LINES[3], LINES[2], *LINES[4:]], 4, "recorded_at", "行序", "not in the order"),
    "a swapped pair of one stream": (
        [*LINES[:FEE], LINES[FEE + 1], LINES[FEE], *LINES[FEE + 2 :]], FEE + 1, "version",
        "应为 7, 现为 8", "expected 7, found 8",
    ),
    "a line twice": ([*LINES[:4], LINES[3], *LINES[4:]], 5, "version", "缺行或重复", "stands twice"),
    "a line left out": ([*LINES[:FEE], *LINES[FEE + 1 :]], FEE + 1, "version", "缺行或重复", "a line is missing"),
    "a truncated line": ([*LINES[:-1], LINES[-1][:200]], len(LINES), "", "不是完整的 JSON", "not complete JSON"),
    "a field too many": (changed(2, extra=1), 3, "extra", "未知字段", "an unknown field"),
    "a field too few": ([LINES[0], '{"stream":"a/fund/1"}'], 2, "version", "缺少该字段", "the field is missing"),
    "a number as text": (changed(2, version="1"), 3, "version", "应为整数", "a whole number is needed"),
    "a switch as a number": (changed(2, version=True), 3, "version", "应为整数", "a whole number is needed"),
    "no stream's name": (changed(2, stream="a b/fund/1"), 3, "stream", "不是合法的流名", "not the name of a stream"),
    "a key twice": (
        [*LINES[:2], LINES[2].replace('"version":1', '"version":1,"version":1', 1)], 3, "",
        "a key stands twice", "a key stands twice",
    ),
    "no object": ([LINES[0], "[1]"], 2, "", "应为 JSON 对象", "a JSON object is needed"),
    "not a number": ([LINES[0], '{"version":NaN}'], 2, "", "NaN", "NaN"),
    "too deep": ([LINES[0], "[" * 100_000], 2, "", "不是完整的 JSON", "not complete JSON"),
    "too many digits": ([LINES[0], '{"version":' + "9" * 5_000 + "}"], 2, "", "不是完整的 JSON", "not complete JSON"),
    "no header": (LINES[1:], 1, "studio-domain", "--legacy", "--legacy"),
    "a foreign file": (['{"id":1,"name":"x"}'], 1, "studio-domain", "缺少文件头", "no header"),
    "another format": (['{"studio-domain":"jsonl/9","origin":"x"}'], 1, "studio-domain", "请升级", "upgrade"),
    "no origin": (['{"studio-domain":"jsonl/1","origin":""}'], 1, "origin", "日志标识", "the origin of the log"),
    "another's origin": ([LINES[0].replace(ORIGIN, "other"), *LINES[1:]], 2, "leaf", "叶哈希不符", "does not verify"),
    "another studio's line": (
        [LINES[0].replace('"studio":null', '"studio":"a"'), *LINES[1:]], 2, "stream", "不属于 a", "not of a",
    ),
    "forged: no name of a type": (forged(1, type="os.system('x')"), 2, "type", "格式不对", "not in the form"),
    "forged: a schema that is none": (forged(1, schema=0), 2, "schema", "格式不对", "not in the form"),
    "forged: no instant": (
        forged(1, recorded_at="2024-13-45T04:00:00.000000Z"), 2, "recorded_at", "不是时刻", "not an instant",
    ),
    "forged: a day": (forged(1, recorded_at="2024-12-16"), 2, "recorded_at", "格式不对", "not in the form"),
    "forged: no command": (forged(1, command="a b"), 2, "command", "格式不对", "not in the form"),
    "forged: a command that is a number": (forged(1, command=5), 2, "command", "应为文本", "text is needed"),
    "forged: too large": (forged(1, fact={"x": "y" * 2**20}), 2, "fact", "超过", "more than"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_verify_is_refused_by_file_line_field_and_reason(
    run: Terminal, tmp_path: Path, name: str
) -> None:
    """Nothing is written, in either language it is one line, and as a source the file is refused just the same."""
    lines, number, field, zh, en = BAD[name]
    file = in_file(tmp_path / "a.jsonl", lines)
    where = f" [{field}]" if field else ""
    for command in (
        ("import", file, "--to", tmp_path / "b.db"),
        ("audit", file, "--as-of", "2025-12-31"),
        ("doctor", file),
    ):
        chinese, english = run(*command), run(*command, "--lang", "en")
        assert (chinese.code, english.code) == (2, 2)
        assert chinese.complaint.startswith(f"studio-domain: a.jsonl 第 {number} 行{where}: ")
        assert english.complaint.startswith(f"studio-domain: a.jsonl, line {number}{where}: ")
        assert zh in chinese.complaint
        assert en in english.complaint
        assert chinese.out == english.out == ""
    assert [one.name for one in tmp_path.iterdir()] == ["a.jsonl"]


def test_half_a_surrogate_pair_is_no_text(run: Terminal, tmp_path: Path) -> None:
    file = in_file(tmp_path / "a.jsonl", [LINES[0], LINES[1].replace('"rules":"', '"rules":"\\ud800', 1)])
    assert "不成对的代理字符" in run("import", file, "--to", tmp_path / "b.db").complaint


RAW = {
    "an empty file": (b"", 1, "文件为空", "the file is empty"),
    "UTF-16": ("\n".join(LINES).encode("utf-16"), 1, "不是 UTF-8 编码", "not UTF-8"),
    "zeros": (b"\0" * 5_000, 1, "不是完整的 JSON", "not complete JSON"),
    "GBK further down": (
        f"{LINES[0]}\n{LINES[1]}\n".encode() + "武侯区".encode("gbk"), 3, "不是 UTF-8 编码", "not UTF-8",
    ),
    "no line ends": (b'"' + b"x" * (8 * 2**20), 1, "行过长", "the line is too long"),
}  # fmt: skip


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_text_of_ours_is_refused_by_its_line(run: Terminal, tmp_path: Path, name: str) -> None:
    raw, number, zh, en = RAW[name]
    file = tmp_path / "a.jsonl"
    file.write_bytes(raw)
    chinese, english = (run("import", file, "--to", tmp_path / "b.db", "--lang", lang) for lang in ("zh", "en"))
    assert chinese.complaint.startswith(f"studio-domain: a.jsonl 第 {number} 行: {zh}")
    assert english.complaint.startswith(f"studio-domain: a.jsonl, line {number}: {en}")
    assert not (tmp_path / "b.db").exists()
