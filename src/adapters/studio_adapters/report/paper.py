"""What a report holds, gathered from a store and an audit of it: the page only lays it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from attrs import frozen

from studio_adapters import codec
from studio_adapters.audit_report import Report
from studio_adapters.journal import Journal
from studio_adapters.report.drawings import clauses, pictures
from studio_adapters.report.evidence import Witness, witnesses
from studio_adapters.report.gathering import Gathered
from studio_adapters.report.pictures.drawing import Drawing
from studio_adapters.views.spec import known
from studio_domain.aggregate import Place
from studio_domain.audit import Entry, Finding
from studio_domain.guideline import Language
from studio_domain.values import stream_owner
from studio_domain.views.register import Kept, Row, Table

DETAILED: Final = 12
"""How many studios are shown with pictures and registers; of more, those with findings come first, and it is said."""

MOST_ROWS: Final = 200
"""How many rows of a register the page shows; the others are in the tables that `--format xlsx` gives."""


@frozen
class Shown:
    """A table of a register: its rows as far as they are shown, and how many there are."""

    table: Table
    rows: Sequence[Row]
    total: int


@frozen
class Studio:
    """A studio, or what is a region's: what was found, what is owed, pictures and registers."""

    name: str
    title: str
    facts: int
    findings: Sequence[Finding]
    obligations: Sequence[Entry]
    drawings: Sequence[Drawing]
    tables: Sequence[Shown]
    detailed: bool


@frozen
class Paper:
    """A report, ready to be laid out."""

    report: Report
    origin: str
    studios: Sequence[Studio]
    evidence: Mapping[UUID, Sequence[tuple[Place, Witness | None]]]
    """Of each finding the facts that it rests on, in the order of time; None for one that the store does not have."""
    clauses: Drawing
    language: Language


def paper(journal: Journal, report: Report, language: Language) -> Paper:
    """*report*, with the facts behind its findings, and each studio's registers and pictures as of its day."""
    by_owner: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_owner[stream_owner(finding.evidence[0].stream)].append(finding)
    owed: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in report.obligations:
        owed[stream_owner(entry.opened_by.stream)].append(entry)
    first = sorted(report.studios, key=lambda name: (name not in by_owner, name))
    detailed = frozenset(first[:DETAILED])
    others = sorted(by_owner.keys() - set(report.studios))
    return Paper(
        report=report,
        origin=journal.rows.origin,
        studios=[
            _studio(journal, report, name, by_owner[name], owed[name], language, detailed=name in detailed)
            for name in (*report.studios, *others)
        ],
        evidence=_evidence(journal, report),
        clauses=clauses(report, language),
        language=language,
    )


def _evidence(journal: Journal, report: Report) -> Mapping[UUID, Sequence[tuple[Place, Witness | None]]]:
    known = witnesses(journal, {place for finding in report.findings for place in finding.evidence})

    def in_time(told: tuple[Place, Witness | None]) -> tuple[str, str, Place]:
        place, one = told
        return ("", "", place) if one is None else (one.occurred, one.recorded, place)

    return {
        finding.id: sorted(((place, known.get(place)) for place in finding.evidence), key=in_time)
        for finding in report.findings
    }


def _studio(
    journal: Journal,
    report: Report,
    name: str,
    findings: Sequence[Finding],
    obligations: Sequence[Entry],
    language: Language,
    *,
    detailed: bool,
) -> Studio:
    if not detailed:
        return Studio(name, name, 0, findings, obligations, (), (), detailed)
    gathered = Gathered(tuple(Kept(spec.make()) for spec in known()))
    history = codec.recorded_eagerly(journal.rows.history(name, 0, None))
    gathered.see_all(history, report.as_of, report.known_at)
    drawn = list(pictures(f"s-{_identifier(name)}", gathered, findings, report.as_of, language))
    tables = [
        Shown(table, rows[:MOST_ROWS], len(rows))
        for kept in gathered.registers
        for table in kept.register.tables
        if (rows := kept.table(table.name))
    ]
    title = _title(gathered, name)
    return Studio(name, title, gathered.facts, findings, obligations, drawn, tables, detailed)


def _identifier(name: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in name)


def _title(gathered: Gathered, name: str) -> str:
    """The studio's official name, where it has one."""
    names = [row.get("name") for row in gathered.table("studio_profile")]
    return next((f"{said}" for said in names if said), name)
