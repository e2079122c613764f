"""The story from beginning to end: planned, told into a store, exported, audited, compared with its script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import frozen

from studio_adapters import sqlite
from studio_adapters.audit_report import Report
from studio_adapters.auditing import audit_store
from studio_adapters.demo import (
    ordinary,
    s01_recognised,
    s03_hidden_shortage,
    s07_overspent,
    s12_above_tariff,
    s14_year_end,
)
from studio_adapters.demo.expected import Expected
from studio_adapters.demo.office import LAST_DAY, Office, origin_of
from studio_adapters.exchange import Header, export
from studio_adapters.journal import Journal, Rows
from studio_adapters.problems import Problem
from studio_adapters.report import html_report
from studio_domain.audit import Status
from studio_domain.guideline import Breach, Language

HISTORY: Final = "history.db"
EXPORT: Final = "history.jsonl"
EXPECTED: Final = "expected-findings.json"
REPORT: Final = "report.html"
LEGACY: Final = "legacy"

SCRIPT: Final = tuple(sorted((*s03_hidden_shortage.EXPECTED, *s07_overspent.EXPECTED, *s12_above_tariff.EXPECTED)))
"""Every finding that the story tells of."""


@frozen
class Told:
    """What came of it: the audit's report, what it found too little or too much, and what was refused on the way."""

    report: Report
    missing: tuple[Expected, ...]
    unforeseen: tuple[Expected, ...]
    refusals: dict[str, Breach]

    @property
    def as_told(self) -> bool:
        """Whether the audit found what the script says, nothing more and nothing less."""
        return not self.missing and not self.unforeseen


def planned(seed: int, size: int, legacy: Path) -> Office:
    """The whole story, not yet told."""
    office = Office(seed, size, legacy)
    for tell in (
        s01_recognised.tell, s03_hidden_shortage.tell, s03_hidden_shortage.tell_twin, s14_year_end.tell,
        s07_overspent.tell, s07_overspent.tell_twin, s12_above_tariff.tell, s12_above_tariff.tell_twin,
    ):  # fmt: skip
        tell(office)
    ordinary.tell(office, size)
    return office


def tell(directory: Path, *, seed: int, size: int, language: Language = "zh") -> Told:
    """Tell the story and write its files into an empty *directory*; `NotAsTold` where a step went another way.

    It is told in memory, and written to the store as an import of its export would: all of it in one transaction.
    """
    office = planned(seed, size, directory / LEGACY)
    told = carried_out(office, directory)
    write_report(office.rows, told.report, directory, language)
    with closing(sqlite.open_file(directory / HISTORY, origin=origin_of(seed, size))) as store:
        store.restore(office.rows.origin, office.rows.follow())
    return told


def carried_out(office: Office, directory: Path) -> Told:
    """The story as planned, told and exported, audited and compared with the script."""
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    s14_year_end.closed_as_told(office)
    s01_recognised.lived_as_told(office)
    _write(office.rows, directory)
    report = audit_store(Journal(office.rows), as_of=LAST_DAY)
    missing, unforeseen = difference(SCRIPT, report)
    return Told(report, missing, unforeseen, office.refusals)


def write_report(rows: Rows, report: Report, directory: Path, language: Language) -> None:
    """The audit as a page, in an installation that can make one."""
    try:
        page = html_report(Journal(rows), report, language=language)
    except Problem:  # without the extra `report`
        return
    (directory / REPORT).write_text(page, encoding="utf-8", newline="\n")


def _write(rows: Rows, directory: Path) -> None:
    """The export of the store, and the script."""
    (directory / EXPECTED).write_text(_as_text(SCRIPT), encoding="utf-8", newline="\n")
    with (directory / EXPORT).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in export(rows.follow(), Header(rows.origin, None)))


def difference(script: Iterable[Expected], report: Report) -> tuple[tuple[Expected, ...], tuple[Expected, ...]]:
    """What *script* has and the audit's open and remedied findings have not, and the other way round."""
    told = Counter(script)
    found = Counter(Expected.of(one) for one in report.findings if one.status is not Status.EXPLAINED)
    return tuple(sorted((told - found).elements())), tuple(sorted((found - told).elements()))


def _as_text(script: Iterable[Expected]) -> str:
    return json.dumps([one.as_json() for one in script], ensure_ascii=False, indent=1) + "\n"
