"""Several processes judge one store: the report is the same to the byte, whatever becomes of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from studio_adapters import sqlite
from studio_adapters.auditing import Workers, audit_store, to_json
from studio_adapters.demo import story
from studio_adapters.demo.office import LAST_DAY
from studio_adapters.journal import Journal
from studio_adapters.sources import open_source
from studio_adapters.verification import Unverified
from terminal import shell


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's studios, found and not found, in SQLite."""
    folder = tmp_path_factory.mktemp("workers")
    office = story.planned(1, 1, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    there = sqlite.open_file(folder / "a.db")
    there.restore(office.rows.origin, office.rows.follow())
    there.close()
    return folder / "a.db"


def said(path: Path, workers: Workers | None, known_at: datetime | None = None) -> str:
    """The report as JSON."""
    with open_source(str(path)) as journal:
        return to_json(audit_store(journal, as_of=LAST_DAY, known_at=known_at, workers=workers))


def test_the_report_is_the_same_to_the_byte(store: Path) -> None:
    workers = Workers(2, partial(open_source, str(store)))
    known_at = datetime.fromisoformat("2025-06-30T00:00:00+00:00")
    for moment in (None, known_at):
        assert said(store, workers, moment) == said(store, None, moment)


@contextmanager
def dying(path: str) -> Iterator[Journal]:
    """A store at whose opening the process ends, as one does that the system kills."""
    os._exit(9)
    with open_source(path) as journal:
        yield journal


def test_who_dies_leaves_the_work_to_the_caller(store: Path) -> None:
    assert said(store, Workers(2, partial(dying, str(store)))) == said(store, None)


def test_a_changed_row_is_named_as_it_is_without_them(store: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.db"
    broken.write_bytes(store.read_bytes())
    with closing(sqlite3.connect(broken)) as plain, plain:
        plain.execute("DROP TRIGGER stored_events_refuses_UPDATE")
        stream, version = plain.execute(
            "SELECT originator_id, originator_version FROM stored_events WHERE originator_id LIKE 'hz-%' "
            "ORDER BY position DESC LIMIT 1 OFFSET 99"
        ).fetchone()
        plain.execute(
            "UPDATE stored_events SET state = CAST(state || ' ' AS BLOB) "
            "WHERE originator_id = ? AND originator_version = ?",
            (stream, version),
        )
    told = []
    for workers in (None, Workers(2, partial(open_source, str(broken)))):
        with pytest.raises(Unverified) as refused:
            said(broken, workers)
        told.append(refused.value.place)
    assert told == [f"{stream}@{version}"] * 2


def test_the_command_takes_their_number(store: Path) -> None:
    one, two = (shell("audit", store, "--as-of", LAST_DAY, "--format", "json", "--jobs", n) for n in (1, 2))
    assert (one.code, one.out) == (two.code, two.out)
    assert two.err == ""
