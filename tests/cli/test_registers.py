"""`registers` keeps registers beside a store; `doctor --registers` says how they stand."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from office import COACHING, chengdu
from stored import in_file, in_sqlite, lines_of
from studio_adapters import codec
from studio_adapters.port import Batch, Row
from studio_adapters.stores import open_store
from studio_adapters.views import known, open_registers
from telling import Clock, context
from terminal import Terminal

HISTORY = chengdu((COACHING, 680_00)).history
END = len(HISTORY)
NAMES = [spec.name for spec in known()]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return in_sqlite(tmp_path / "studio.db", HISTORY)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "台账.db"


def poisoned(store: Path) -> None:
    """A fact of a newer release at the end."""
    with closing(open_store(str(store))) as rows:
        row = Row("cd-x/fund/2030", 1, "fund-account.fee-charged/9", codec.encode_context(context()) + b"\n{}")
        rows.append([Batch("c-new", b"", ((row.stream, 0),), (row,))], Clock())


class TestRegisters:
    def test_they_are_written_and_told(self, run: Terminal, store: Path, kept: Path) -> None:
        said = run("registers", store, "--to", kept)
        assert said.code == 0
        head, *lines = said.out.splitlines()
        assert head.split() == ["台账", "状态", "已到", "落后"]
        assert [line.split() for line in lines] == [[name, "在用", str(END), "0"] for name in NAMES]
        assert run("registers", store, "--to", kept, "--lang", "en").out.split()[:4] == [
            "register", "state", "position", "behind",
        ]  # fmt: skip
        with closing(sqlite3.connect(kept)) as plain:
            assert plain.execute("SELECT count(*) FROM fees").fetchone()[0] > 0

    def test_of_an_export_too(self, run: Terminal, tmp_path: Path, kept: Path) -> None:
        file = in_file(tmp_path / "a.jsonl", lines_of(HISTORY))
        assert run("registers", file, "--to", f"sqlite:///{kept}").code == 0
        assert run("doctor", file, "--registers", kept).code == 0
        said = run("registers", file, "--to", kept, "--follow", "--lang", "en")
        assert (said.code, said.complaint) == (2, f"studio-domain: {file}: an export does not grow")

    def test_one_is_built_anew(self, run: Terminal, store: Path, kept: Path) -> None:
        assert run("registers", store, "--to", kept).code == 0
        assert run("registers", store, "--to", kept, "--rebuild", "fund_ledger", "--rebuild", "fee_register").code == 0
        with closing(open_registers(kept)) as sink:
            numbers = {one.register: one.number for one in sink.generations()}
        assert numbers == dict.fromkeys(NAMES, 1) | {"fund_ledger": 2, "fee_register": 2}

    def test_a_name_that_is_none_is_told_with_those_that_are(self, run: Terminal, store: Path, kept: Path) -> None:
        for option in ("--rebuild", "--resume"):
            said = run("registers", store, "--to", kept, option, "x", "--lang", "en")
            assert said.code == 2
            assert said.complaint.startswith("studio-domain: there is no register x; there are: activity_register, ")
        assert not kept.exists()

    def test_the_store_itself_is_no_place_for_them(self, run: Terminal, store: Path) -> None:
        before = store.read_bytes()
        said = run("registers", store, "--to", store)
        assert (said.code, said.out) == (2, "")
        assert said.complaint.endswith("是事实存储; 台账须另存一个文件")
        assert store.read_bytes() == before

    def test_one_that_stops_is_told_and_the_others_are_written(self, run: Terminal, store: Path, kept: Path) -> None:
        poisoned(store)
        said = run("registers", store, "--to", kept)
        assert said.code == 2
        states = {
            name: (state, int(position)) for name, state, position, _ in map(str.split, said.out.splitlines()[1:])
        }
        assert states["fee_register"] == ("已停", END)
        assert states["budget_execution"] == ("在用", END + 1)
        assert "台账 fee_register 停在 cd-x/fund/2030@1 (fund-account.fee-charged/9" in said.complaint
        assert said.complaint.endswith("排除原因后用 --resume fee_register")
        again = run("registers", store, "--to", kept, "--resume", "fee_register", "--lang", "en")
        assert again.code == 2
        assert "once that is mended: --resume fee_register" in again.complaint


class TestDoctor:
    def test_it_finds_them_in_order(self, run: Terminal, store: Path, kept: Path) -> None:
        run("registers", store, "--to", kept)
        said = run("doctor", store, "--registers", kept)
        assert said.code == 0
        assert said.out.splitlines()[-1] == f"{len(NAMES)} 个台账与重新汇总的结果一致"
        assert said.out.startswith("日志标识: ")

    def test_it_tells_how_far_they_are_behind(self, run: Terminal, store: Path, kept: Path) -> None:
        run("registers", store, "--to", kept)
        poisoned(store)
        poisoned_twice = run("doctor", store, "--registers", kept, "--lang", "en")
        assert poisoned_twice.code == 0
        assert [line.split()[1:] for line in poisoned_twice.out.splitlines() if line.startswith("fund_ledger")] == [
            ["live", str(END), "1"]
        ]

    def test_it_tells_which_stopped(self, run: Terminal, store: Path, kept: Path) -> None:
        poisoned(store)
        run("registers", store, "--to", kept)
        said = run("doctor", store, "--registers", kept, "--lang", "en")
        assert said.code == 2
        assert "register fee_register stopped at cd-x/fund/2030@1" in said.complaint
        assert "unknown type fund-account.fee-charged/9" in said.complaint

    def test_it_finds_a_row_that_was_changed(self, run: Terminal, store: Path, kept: Path) -> None:
        run("registers", store, "--to", kept)
        with closing(sqlite3.connect(kept)) as plain, plain:
            plain.execute("UPDATE fund_ledger SET balance_fen = balance_fen + 1 WHERE version = 1")
            plain.execute("UPDATE fees SET charged_fen = charged_fen + 1")
        said = run("doctor", store, "--registers", kept)
        assert said.code == 2
        assert (
            said.complaint == "studio-domain: 台账 fee_register 与事实不符; 请用 registers --rebuild fee_register 重建"
        )
        assert run("registers", store, "--to", kept, "--rebuild", "fee_register", "--rebuild", "fund_ledger").code == 0
        assert run("doctor", store, "--registers", kept).code == 0

    def test_it_makes_none(self, run: Terminal, store: Path, kept: Path) -> None:
        assert run("doctor", store, "--registers", kept).complaint.endswith(f"{kept}: 文件不存在")
        assert not kept.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_it_follows_until_it_is_interrupted(store: Path, kept: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUNBUFFERED": "1"}
    asked = [sys.executable, "-m", "studio_adapters", "registers", str(store), "--to", str(kept), "--follow"]
    process = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        _until(lambda: kept.exists() and position(kept, "fund_ledger") == END)
        poisoned(store)
        _until(lambda: position(kept, "budget_execution") == END + 1)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("台账 fee_register 停在 cd-x/fund/2030@1")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "fund_ledger" in out
    assert err.endswith("已中断\n")
    assert "Traceback" not in err


def position(kept: Path, register: str) -> int:
    with closing(sqlite3.connect(kept)) as plain:
        try:
            found = plain.execute("SELECT position FROM register_positions WHERE register = ?", (register,)).fetchone()
        except sqlite3.OperationalError:
            return -1
    return int(found[0]) if found else -1


def _until(true: Any) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)
