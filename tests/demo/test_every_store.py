"""The same history says the same wherever it lies: SQLite, PostgreSQL, an export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_adapters.cli import main
from studio_adapters.demo import story
from studio_adapters.demo.story import EXPORT, HISTORY

AS_OF = ("--as-of", "2026-12-31")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the scenarios were told."""
    directory = tmp_path_factory.mktemp("demo")
    assert story.tell(directory, seed=1, size=0).as_told
    return directory


def test_export_import_into_postgresql_export_is_identical(directory: Path, tmp_path: Path, postgres_url: str) -> None:
    assert main(["import", str(directory / EXPORT), "--to", postgres_url]) == 0
    again = tmp_path / "again.jsonl"
    assert main(["export", postgres_url, "-o", str(again)]) == 0
    assert again.read_bytes() == (directory / EXPORT).read_bytes()


@pytest.mark.parametrize("known_at", [(), ("--known-at", "2025-11-26T00:00:00+08:00")], ids=["now", "then"])
def test_an_audit_says_the_same_bytes_of_every_store(
    directory: Path, tmp_path: Path, postgres_url: str, known_at: tuple[str, ...]
) -> None:
    assert main(["import", str(directory / EXPORT), "--to", postgres_url]) == 0
    for form in (["json"], ["html"], ["html", "--lang", "en"]):
        said = set()
        for number, source in enumerate((str(directory / HISTORY), str(directory / EXPORT), postgres_url)):
            report = tmp_path / str(number)
            assert main(["audit", source, *AS_OF, *known_at, "-o", str(report), "--format", *form]) == 1
            said.add(report.read_bytes())
        assert len(said) == 1


def test_what_was_known_before_the_second_invoice_and_the_last_approval(directory: Path, tmp_path: Path) -> None:
    """As known on 26 November the shift of the 28th had not been heard of; the 0.50 were over all the same."""

    report = tmp_path / "then.json"
    known = ("--known-at", "2025-11-26T00:00:00+08:00", "--as-of", "2025-11-26")
    assert main(["audit", str(directory / HISTORY), *known, "--format", "json", "-o", str(report)]) == 1
    found = {one["check"]: one["delta"] for one in json.loads(report.read_text())["findings"]}
    assert found["fund.line-exceeded"] == {"unit": "fen", "value": 50}
