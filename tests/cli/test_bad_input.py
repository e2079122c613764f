"""Whatever is not a history, or cannot be reached: one clear line in either language, exit 2, nothing written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from office import chengdu
from stored import in_file, in_sqlite, lines_of
from terminal import Terminal

HISTORY = chengdu().history
NAMES = ("audit", "backup", "catalog", "demo", "doctor", "export", "history", "import", "registers", "schema", "show")
COMMANDS = ("audit", "history", "export", "doctor", "show")


def _nothing(path: Path) -> Path:
    return path / "missing.db"


def _directory(path: Path) -> Path:
    (path / "there.db").mkdir()
    return path / "there.db"


def _text(path: Path) -> Path:
    return in_file(path / "text.db", ["just some text", "and more of it"] * 200)


def _empty(path: Path) -> Path:
    (path / "empty.db").touch()
    return path / "empty.db"


def _foreign(path: Path) -> Path:
    with sqlite3.connect(path / "foreign.db") as plain:
        plain.execute("CREATE TABLE stored_events (id INTEGER)")
    plain.close()
    return path / "foreign.db"


def _newer(path: Path) -> Path:
    store = in_sqlite(path / "newer.db", HISTORY[:1])
    with sqlite3.connect(store) as plain:
        plain.execute("PRAGMA user_version = 9")
    plain.close()
    return store


def _no_export(path: Path) -> Path:
    return path / "missing.jsonl"


def _directory_export(path: Path) -> Path:
    (path / "there.jsonl").mkdir()
    return path / "there.jsonl"


SOURCES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a missing file": (_nothing, "missing.db: 文件不存在", "missing.db: no such file"),
    "a directory": (_directory, "there.db: 是目录, 不是文件", "there.db: a directory, not a file"),
    "a text file": (_text, "text.db: 不是 SQLite 文件", "text.db: not an SQLite file"),
    "an empty file": (_empty, "empty.db: 空文件, 不是存储", "empty.db: an empty file, not a store"),
    "a foreign SQLite file": (_foreign, "但不是本软件的存储", "but not a store of studio-domain"),
    "a newer store": (_newer, "format 9", "stored in format 9"),
    "a missing export": (_no_export, "missing.jsonl: 文件不存在", "missing.jsonl: No such file or directory"),
    "a directory for an export": (_directory_export, "there.jsonl: 是目录, 不是文件", "there.jsonl: Is a directory"),
    "an unreachable server": (
        lambda _: "postgresql://me:secret@127.0.0.1:1/x",
        "127.0.0.1:1/x: 无法连接服务器", "127.0.0.1:1/x: connection failed",
    ),
    "no address": (lambda _: "mysql://x/y", "mysql://x/y", "mysql://x/y"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_is_none(run: Terminal, tmp_path: Path, name: str) -> None:
    make, zh, en = SOURCES[name]
    source = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    for command in COMMANDS if "server" not in name else COMMANDS[:1]:
        rest = ("a/fund/2025",) if command == "show" else ()
        for lang, words in (("zh", zh), ("en", en)):
            said = run(command, source, *rest, "--lang", lang)
            assert (said.code, said.out) == (2, "")
            assert said.complaint.startswith("studio-domain: ")
            assert words in said.complaint
            assert "secret" not in said.complaint
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", [name for name in SOURCES if "missing" not in name and "empty" not in name])
def test_a_store_to_import_into_that_is_none(run: Terminal, tmp_path: Path, name: str) -> None:
    """Neither an export nor old records go into it, and it is as it was."""
    make, zh, en = SOURCES[name]
    target = make(tmp_path)
    if str(target).endswith(".jsonl"):
        zh, en = "there.jsonl: 是目录, 不是文件", "there.jsonl: a directory, not a file"
    lines = lines_of(HISTORY)
    file = in_file(tmp_path / "history.jsonl", lines)
    content = target.read_bytes() if isinstance(target, Path) and target.is_file() else b""
    for legacy in ((), ("--legacy",)):
        for lang, words in (("zh", zh), ("en", en)):
            said = run("import", file, "--to", target, "--lang", lang, *legacy)
            assert (said.code, said.out) == (2, "")
            assert words in said.complaint
    assert not content or (isinstance(target, Path) and target.read_bytes() == content)


@pytest.mark.parametrize("legacy", [(), ("--legacy",)])
@pytest.mark.parametrize(("lang", "why"), [("zh", "文件不存在"), ("en", "No such file or directory")])
def test_a_file_to_import_that_is_not_there(
    run: Terminal, tmp_path: Path, legacy: tuple[str, ...], lang: str, why: str
) -> None:
    said = run("import", tmp_path / "no.jsonl", "--to", tmp_path / "b.db", "--lang", lang, *legacy)
    assert (said.code, said.complaint.endswith(f"no.jsonl: {why}")) == (2, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("legacy", [(), ("--legacy",)])
def test_a_store_in_a_directory_that_is_not_there(run: Terminal, tmp_path: Path, legacy: tuple[str, ...]) -> None:
    file = in_file(tmp_path / "a.jsonl", lines_of(HISTORY))
    said = run("import", file, "--to", tmp_path / "no" / "b.db", *legacy)
    assert (said.code, said.complaint.endswith("b.db: 所在目录不存在")) == (2, True)


class TestUsage:
    @pytest.mark.parametrize(
        ("asked", "zh", "en"),
        [
            ((), "缺少参数", "the following arguments are required"),
            (("nothing",), "无效的取值", "invalid choice"),
            (("audit",), "缺少参数: SOURCE", "the following arguments are required: SOURCE"),
            (("audit", "x", "--as-of"), "需要一个值", "expected one argument"),
            (("audit", "x", "--as-of", "2025-02-30"), "2025-02-30 不是一个日期", "2025-02-30 is not a day"),
            (("audit", "x", "--as-of", "0001-01-01"), "0001-01-01 不是一个日期", "0001-01-01 is not a day"),
            (("audit", "x", "--as-of", "9999-12-31"), "9999-12-31 不是一个日期", "9999-12-31 is not a day"),
            (("audit", "x", "--known-at", "2025-02-03"), "带时区的时刻", "an instant with its zone"),
            (("audit", "x", "--known-at", "2025-02-03T04:05:06"), "带时区的时刻", "an instant with its zone"),
            (("audit", "x", "--known-at", "soon\x1b[2J"), "soon\\x1b[2J 不是", "soon\\x1b[2J is not"),
            (("audit", "x", "--stud", "y"), "无法识别的参数", "unrecognized arguments"),
            (("import", "x"), "缺少参数: --to", "the following arguments are required: --to"),
            (("export", "x", "y"), "无法识别的参数: y", "unrecognized arguments: y"),
        ],
    )
    def test_is_told_in_the_language_asked_for(self, run: Terminal, asked: tuple[str, ...], zh: str, en: str) -> None:
        chinese, english = run(*asked), run(*asked, "--lang", "en")
        assert (chinese.code, english.code) == (64, 64)
        assert zh in chinese.err
        assert chinese.err.startswith("用法: ")
        assert en in english.err
        assert english.err.startswith("usage: ")

    @pytest.mark.parametrize("command", NAMES)
    def test_each_command_explains_itself(self, run: Terminal, command: str) -> None:
        chinese, english = run(command, "--help"), run("--lang=en", command, "--help")
        assert (chinese.code, english.code) == (0, 0)
        assert chinese.out.startswith(f"用法: studio-domain {command}")
        assert english.out.startswith(f"usage: studio-domain {command}")
        assert "显示帮助并退出" in chinese.out
        assert "show this help message and exit" in english.out
        assert not any("\u4e00" <= char <= "\u9fff" for char in english.out)

    def test_so_does_the_whole(self, run: Terminal) -> None:
        said = run("--help")
        assert said.code == 0
        for command in NAMES:
            assert f"    {command} " in said.out
        assert run("--version").out.startswith("studio-domain ")

    @pytest.mark.parametrize("place", ["before", "after"])
    def test_the_language_may_stand_before_or_after_the_command(
        self, run: Terminal, tmp_path: Path, place: str
    ) -> None:
        source = in_sqlite(tmp_path / "a.db", HISTORY)
        lang = ("--lang", "en")
        said = run(*lang, "doctor", source) if place == "before" else run("doctor", source, *lang)
        assert said.out.startswith("origin: ")
        assert run("doctor", source).out.startswith("日志标识: ")


@pytest.mark.parametrize("command", ["audit", "export"])
class TestAFileToWriteInto:
    def test_is_never_the_source(self, run: Terminal, tmp_path: Path, command: str) -> None:
        for source in (in_sqlite(tmp_path / "kept.db", HISTORY), in_file(tmp_path / "kept.jsonl", lines_of(HISTORY))):
            before = source.read_bytes()
            (tmp_path / source.suffix[1:]).symlink_to(source)
            for output in (source, tmp_path / source.suffix[1:]):
                said = run(command, source, "-o", output, "--lang", "en")
                assert said.code == 2
                assert "is the source itself" in said.complaint
            assert source.read_bytes() == before

    def test_nor_the_root(self, run: Terminal, tmp_path: Path, command: str) -> None:
        said = run(command, in_sqlite(tmp_path / "kept.db", HISTORY), "-o", "/", "--lang", "en")
        assert (said.code, "cannot read or write /" in said.complaint) == (2, True)


def _tampered(store: Path, statement: str) -> Path:
    with sqlite3.connect(store) as plain:
        for (trigger,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(statement)
    plain.close()
    return store


@pytest.mark.parametrize("change", ["state = x'ff00'", "state = x''", "topic = ''"])
def test_a_row_that_was_changed_stops_an_export(run: Terminal, tmp_path: Path, change: str) -> None:
    store = _tampered(in_sqlite(tmp_path / "kept.db", HISTORY), f"UPDATE stored_events SET {change} WHERE position = 1")
    said = run("export", store, "-o", tmp_path / "out.jsonl", "--lang", "en")
    assert said.code == 2
    assert "does not hash to its leaf" in said.complaint
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", ["audit", "export", "doctor"])
def test_a_store_that_lost_its_identity(run: Terminal, tmp_path: Path, command: str) -> None:
    store = _tampered(in_sqlite(tmp_path / "kept.db", HISTORY), "DELETE FROM studio_journal")
    said = run(command, store)
    assert (said.code, "文件已损坏" in said.complaint) == (2, True)


def test_a_fault_of_ours_is_not_taken_for_a_finding(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python would end with 1, which says that violations are open."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("studio_adapters.cli.moving.verify", broken)
    said = run("doctor", in_sqlite(tmp_path / "a.db", HISTORY))
    assert (said.code, "ZeroDivisionError" in said.err) == (70, True)
