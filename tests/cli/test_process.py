"""The command in a process of its own: quick to explain itself, and at ease with any terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from office import COACHING, chengdu
from stored import in_sqlite
from terminal import shell

HISTORY = chengdu((COACHING, 680_00), on="2025-07-05", effective="2025-07-11").history


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of Chengdu, in SQLite."""
    return in_sqlite(tmp_path_factory.mktemp("store") / "a.db", HISTORY)


@pytest.mark.parametrize("asked", [["--help"], ["audit", "--help"], ["--version"], ["nothing"]])
def test_to_explain_itself_it_loads_neither_store_nor_codec(asked: list[str]) -> None:
    heavy = ("eventsourcing", "cattrs", "msgspec", "psycopg", "chinese_calendar", "cryptography", "sqlite3", "rich")
    code = (
        "import sys\nfrom studio_adapters.cli import main\n"
        f"main({asked!r})\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_domain_loads_no_adapter_and_no_library_but_attrs() -> None:
    code = "import sys, studio_domain.audit, studio_domain.desk.funds, studio_domain.views; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"studio_adapters", "eventsourcing", "cattrs", "msgspec", "psycopg", "sqlite3"}


def test_an_audit_as_a_module(source: Path) -> None:
    said = shell("audit", source, "--as-of", "2025-07-20")
    assert (said.code, said.err) == (1, "")
    assert "收费 F-1 共 680.00 元" in said.out


def test_bad_input_leaves_no_traceback(tmp_path: Path) -> None:
    said = shell("audit", tmp_path / "no.db")
    assert (said.code, said.out) == (2, "")
    assert said.complaint.endswith("no.db: 文件不存在")


def test_an_ascii_terminal_sees_question_marks(source: Path) -> None:
    said = shell("audit", source, "--as-of", "2025-07-20", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert said.code == 1
    assert f"{'?' * 2} {source}" in said.out
    assert said.out.isascii()
    lost = shell("audit", f"{source}x", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (lost.code, lost.complaint.isascii()) == (2, True)


@pytest.mark.parametrize("asked", [["export"], ["audit", "--as-of", "2025-07-20", "--format", "json"]])
def test_what_programs_read_is_utf8_on_any_terminal(source: Path, asked: list[str]) -> None:
    plain, ascii_ = (
        shell(asked[0], source, *asked[1:], environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        for encoding in ("utf-8", "ascii")
    )
    assert plain.out == ascii_.out
    assert not plain.out.isascii()


def _with_output_closed(asked: list[object]) -> tuple[int, str]:
    """Starts a command, closes its standard output at once, and waits for the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "studio_adapters", *map(str, asked)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    return process.wait(), complaint


@pytest.mark.parametrize(
    ("asked", "code"), [(["history"], 0), (["export"], 0), (["audit", "--as-of", "2025-07-20"], 1), (["doctor"], 0)]
)
def test_who_stops_reading_has_seen_enough(source: Path, asked: list[object], code: int) -> None:
    """No complaint, and the exit code still tells how the audit went."""
    assert _with_output_closed([asked[0], source, *asked[1:]]) == (code, "")


@pytest.mark.skipif(os.name == "nt", reason="a shell's way to close a stream")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_were_closed_from_the_start_are_nowhere(source: Path, closed: str) -> None:
    for asked, code in (("audit", 1), ("doctor", 0)):
        day = "--as-of 2025-07-20" if asked == "audit" else ""
        done = subprocess.run(
            f'"{sys.executable}" -m studio_adapters {asked} "{source}" {day} {closed}',
            shell=True,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("asked", [["export"], ["doctor"], ["audit", "--as-of", "2025-07-20"]])
def test_a_full_disk_is_one_line(source: Path, asked: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "studio_adapters", asked[0], source, *asked[1:]],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert "磁盘已满" in done.stderr.decode()
