"""`adapters`: what is installed, whether it keeps its promises, and one clear line for each that does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from studio_adapters import storage
from studio_adapters.journal import StoreUnavailable
from studio_adapters.stores import open_store
from terminal import Terminal

ROOT = Path(__file__).parents[2]

FORGETFUL = """
from contextlib import contextmanager
from studio_adapters.memory import Recorder
from studio_adapters.storage import Trial

ADDRESS = "forgetful:"

class Rows(Recorder):
    {flaw}

def open_url(url, *, create=True, origin=None):
    return Rows(origin)

@contextmanager
def trial(folder, address):
    yield Trial("forgetful:", shared=False, forbidden={forbidden})
"""

FLAWS = {
    "": ("()", "passed", 6, "6 项"),
    "def append(self, batches, clock):\n        from attrs import evolve\n"
    "        return super().append([evolve(one, expected=()) for one in batches], clock)": (
        "()", "failed", 1, "conflict: 只读的流已变动",
    ),
    "def receipt(self, command): return None\n    def append(self, batches, clock):\n"
    "        self._commands.clear()\n        return super().append(batches, clock)": (
        "()", "failed", 2, "command: trial-1/rectification/ledger is at version 3, not 2",
    ),
    "def follow(self, after=0): return (row for row in super().follow(after) if row[0] != 5)": (
        "()", "failed", 3, "读出的字节与写入的不同",
    ),
    "def restore(self, origin, kept): return 0": ("()", "failed", 4, "非空存储可被恢复"),
    "pass": ("(lambda: None,)", "failed", 4, "数据库允许改动已写入的内容"),
    "def history(self, owner, after=0, until=None): return iter(())": ("()", "failed", 3, "按所有者读出的与全部不符"),
}  # fmt: skip


def install(place: Path, name: str, code: str, *, scheme: str = "forgetful", module: str = "forgetful_store") -> None:
    """A distribution as pip leaves one: its module, and its metadata."""
    (place / f"{module}.py").write_text(code, "utf-8")
    info = place / f"{name.replace('-', '_')}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(f"[studio_domain.storage]\n{scheme} = {module}\n")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory in which Python looks for distributions."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "forgetful_store", raising=False)
    return tmp_path


def listed(run: Terminal, *asked: object) -> tuple[int, dict[str, dict[str, Any]]]:
    said = run("adapters", "--format", "json", *asked)
    return said.code, {f"{one['scheme']} {one['distribution']}": one for one in json.loads(said.out)["adapters"]}


class TestOurs:
    def test_are_listed_and_tried(self, run: Terminal) -> None:
        code, found = listed(run)
        assert code == 0
        ours = {name: one for name, one in found.items() if one["distribution"] == "studio-domain"}
        assert list(ours) == [f"{scheme} studio-domain" for scheme in ("memory", "sqlite", "postgresql")]
        assert [one["outcome"] for one in ours.values()] == ["passed", "passed", "not-tried"]
        assert {one["version"] for one in ours.values()} == {version("studio-domain")}
        assert found["sqlite studio-domain"]["passed"] == found["sqlite studio-domain"]["steps"]

    def test_in_both_languages(self, run: Terminal) -> None:
        chinese, english = run("adapters"), run("adapters", "--lang", "en")
        assert chinese.out.splitlines()[0].split() == ["名称", "地址", "发行包", "版本", "自检"]
        server = "postgresql://USER@HOST/DATABASE"
        assert chinese.out.splitlines()[3].endswith(f"未自检: 需要 --at {server}")
        assert english.out.splitlines()[3].endswith(f"not tried: needs --at {server}")
        assert (chinese.code, english.code) == (0, 0)

    def test_a_server_is_tried_where_one_is_given(self, run: Terminal, postgres_server: str) -> None:
        """In a schema of its own, which is gone afterwards, so that it can be tried again."""
        for scheme in ("postgresql", "postgres"):
            address = f"{scheme}{postgres_server.removeprefix('postgresql')}"
            code, found = listed(run, "--at", address)
            assert (code, found["postgresql studio-domain"]["outcome"]) == (0, "passed")
        import psycopg

        with psycopg.connect(postgres_server) as raw:
            left = raw.execute("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'studio_trial_%'").fetchall()
        assert left == []

    def test_a_server_that_does_not_answer(self, run: Terminal) -> None:
        said = run("adapters", "--at", "postgresql://me:secret@127.0.0.1:1/db")
        assert said.code == 1
        (line,) = [line for line in said.out.splitlines() if line.startswith("postgresql")]
        assert "失败: postgresql://127.0.0.1:1/db: 无法连接服务器" in line
        assert "secret" not in said.out

    def test_sqlite_is_tried_on_the_disk_that_is_named(self, run: Terminal, tmp_path: Path) -> None:
        for address in (f"sqlite:///{tmp_path}/studio.db", tmp_path / "studio.db"):
            code, found = listed(run, "--at", address)
            assert (code, found["sqlite studio-domain"]["outcome"]) == (0, "passed")
        assert list(tmp_path.iterdir()) == []
        code, found = listed(run, "--at", f"sqlite:///{tmp_path}/none/studio.db")
        assert (code, found["sqlite studio-domain"]["outcome"]) == (1, "failed")
        assert found["sqlite studio-domain"]["message_zh"] == f"{tmp_path}/none: 目录不存在, 或不可写"

    def test_are_declared_as_others_declare_theirs(self) -> None:
        with open(ROOT / "pyproject.toml", "rb") as file:
            declared = tomllib.load(file)["project"]["entry-points"][storage.GROUP]
        assert declared == dict(storage.OURS)

    def test_are_opened_without_looking_through_what_is_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(storage, "entry_points", lambda **_: pytest.fail("looked"))
        open_store("memory:").close()


class TestOthers:
    @pytest.mark.parametrize("flaw", FLAWS)
    def test_are_held_to_the_contract(self, run: Terminal, place: Path, flaw: str) -> None:
        forbidden, outcome, passed, why = FLAWS[flaw]
        install(place, "studio-forgetful", FORGETFUL.format(flaw=flaw or "pass", forbidden=forbidden))
        code, found = listed(run)
        told = found["forgetful studio-forgetful"]
        assert (told["outcome"], len(told["passed"]), code) == (outcome, passed, 0 if outcome == "passed" else 1)
        assert why in told["message_zh"]
        assert told["version"] == "1.2"

    @pytest.mark.parametrize(
        ("code", "why"),
        [
            ("import no_such_library", "ModuleNotFoundError: No module named 'no_such_library'"),
            ("raise SystemExit(3)", "SystemExit: 3"),
            ("1 / 0", "ZeroDivisionError: division by zero"),
            ("ADDRESS = 'x:'", "TypeError: forgetful_store has no open_url, trial"),
        ],
    )
    def test_that_cannot_be_loaded_are_one_line(self, run: Terminal, place: Path, code: str, why: str) -> None:
        install(place, "studio-forgetful", code)
        for language, begins in (("zh", "失败: 无法加载: "), ("en", "failed: cannot be loaded: ")):
            told = run("adapters", "--lang", language)
            assert (told.code, told.err) == (1, "")
            (line,) = [line for line in told.out.splitlines() if line.startswith("forgetful")]
            assert line.endswith(begins + why)
        said = run("audit", "forgetful:x")
        assert said.code == 2
        assert said.complaint == f"studio-domain: 存储出错: studio-forgetful 1.2: 无法加载该适配器: {why}"

    def test_do_not_take_the_place_of_ours(self, run: Terminal, place: Path) -> None:
        install(place, "studio-thief", "1 / 0", scheme="memory")
        code, found = listed(run)
        assert (code, found["memory studio-thief"]["outcome"]) == (1, "failed")
        assert "studio-domain" in found["memory studio-thief"]["message_zh"]
        open_store("memory:").close()

    def test_that_have_the_same_scheme_are_used_by_nobody(self, run: Terminal, place: Path) -> None:
        for name in ("studio-one", "studio-two"):
            install(place, name, "", module=f"forgetful_{name[-3:]}")
        code, found = listed(run)
        assert (code, {one["outcome"] for name, one in found.items() if "forgetful" in name}) == (1, {"failed"})
        with pytest.raises(
            StoreUnavailable, match=r"more than one adapter has this scheme: studio-one 1\.2, studio-two"
        ):
            open_store("forgetful:")

    def test_are_loaded_only_when_their_scheme_is_asked_for(self, place: Path) -> None:
        """Neither to start nor to open another store is anything of theirs imported."""
        install(place, "studio-forgetful", "raise SystemExit(9)")
        code = (
            "from studio_adapters.cli import main\nfrom studio_adapters.stores import open_store\n"
            "main(['--help']); open_store('memory:')\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(place)}, capture_output=True
        )
        assert done.returncode == 0


@pytest.mark.parametrize("address", ["foo://x", "FOO:x", "f_o:x"])
def test_an_address_of_nobody_is_one_line(run: Terminal, address: str) -> None:
    assert run("adapters", "--at", address).complaint == f"studio-domain: {address}: 没有安装这种存储的适配器"
    said = run("audit", address)
    assert (said.code, said.complaint.startswith(f"studio-domain: 存储出错: {address}: 不是存储的地址: ")) == (2, True)
