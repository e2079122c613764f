"""`diff`: what an audit of a later day, or as known later, says differently."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Final

from studio_adapters.audit_diff import CHANGED, GONE, NEW, Difference, Moment, RowChange, difference, kind_of, to_json
from studio_adapters.audit_words import measured, owed, severity, standing, status
from studio_adapters.cli.output import emit, spare
from studio_adapters.cli.words import pick
from studio_adapters.plain import plain, visible
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_domain.audit import Entry, Finding
from studio_domain.guideline import Language, heading
from studio_domain.values import legal_day, yuan_text
from studio_domain.views.register import Column, Table

_MARKS: Final = {NEW: "+", GONE: "-", CHANGED: "~"}


def run(asked: Namespace) -> int:
    """Two audits of one history, and what is not the same in them; 0 whatever that is."""
    before, after = _moments(asked)
    spare(asked.source, asked.output)
    with open_source(asked.source) as journal:
        found = difference(journal, before, after, studio=asked.studio)
    as_json = asked.format == "json"
    lines = to_json(found).splitlines() if as_json else map(visible, lines_of(found, asked.lang))
    emit(lines, asked.output, exact=as_json)
    return 0


def _moments(asked: Namespace) -> tuple[Moment, Moment]:
    """Two days as known at one instant, or one day as known at two."""
    sides = asked.before, asked.after
    days = [one for one in sides if not isinstance(one, datetime)]
    if len(days) == 1:
        raise Problem(
            "比较两个日期，或两个时刻，不能一个日期一个时刻", "compare two days, or two instants, not one of each"
        )
    if days and asked.as_of:
        raise Problem("比较两个日期时不用 --as-of", "--as-of does not go with two days")
    if not days and asked.known_at:
        raise Problem("比较两个时刻时不用 --known-at", "--known-at does not go with two instants")
    as_of: date = asked.as_of or legal_day(datetime.now(UTC))
    first, second = (Moment(as_of, one) if isinstance(one, datetime) else Moment(one, asked.known_at) for one in sides)
    return first, second


# -- as text


def lines_of(found: Difference, language: Language) -> Iterator[str]:
    """The difference for a person: a line for all that is new (+), gone (-) or not as it was (~)."""
    before, after = (
        plain(report.known_at) if report.known_at and found.before.as_of == found.after.as_of else str(report.as_of)
        for report in (found.before, found.after)
    )
    yield pick(language, f"从 {before} 到 {after}", f"from {before} to {after}")
    yield ""
    yield pick(language, f"== 发现（{len(found.findings)}）", f"== Findings ({len(found.findings)})")
    for one, other in found.findings:
        yield _finding(one, other, language)
    yield ""
    yield pick(language, f"== 义务（{len(found.obligations)}）", f"== Obligations ({len(found.obligations)})")
    for owed_before, owed_after in found.obligations:
        yield _obligation(owed_before, owed_after, language)
    yield ""
    yield pick(language, f"== 台账（{len(found.rows)} 行）", f"== Registers ({len(found.rows)} rows)")
    for (studio, table), changes in groupby(found.rows, key=lambda change: (change.studio, change.table)):
        yield from _table(studio, table, list(changes), language)


def _finding(before: Finding | None, after: Finding | None, language: Language) -> str:
    shown = after or before
    assert shown is not None
    said = f"{heading(shown.clause)} [{severity(shown, language)}, {status(shown, language)}]"
    line = f"{_MARKS[kind_of(before, after)]} {said} {shown.message(language)}  {shown.id}"
    if before is not None and after is not None:
        was = [f"{status(before, language)}", measured(before.actual, language), measured(before.delta, language)]
        became = [f"{status(after, language)}", measured(after.actual, language), measured(after.delta, language)]
        moved = [f"{a} → {b}" for a, b in zip(was, became, strict=True) if a != b]
        line += pick(language, f"（{'；'.join(moved)}）", f" ({'; '.join(moved)})") if moved else ""
    return line


def _obligation(before: Entry | None, after: Entry | None, language: Language) -> str:
    shown = after or before
    assert shown is not None
    stands = " → ".join(dict.fromkeys(_stands(one, language) for one in (before, after) if one is not None))
    return f"{_MARKS[kind_of(before, after)]} {shown.due} {owed(shown, language)} {shown.subject}: {stands}"


def _stands(entry: Entry, language: Language) -> str:
    days = pick(language, f" {entry.overdue_days} 天", f" {entry.overdue_days} days") if entry.overdue_days else ""
    return standing(entry, language) + days


def _table(studio: str, table: Table, changes: list[RowChange], language: Language) -> Iterator[str]:
    counts = Counter(kind_of(change.before, change.after) for change in changes)
    said = ", ".join(f"{_MARKS[kind]}{counts[kind]}" for kind in (NEW, GONE, CHANGED) if counts[kind])
    yield f"{studio}  {pick(language, table.zh, table.en)}  {said}"
    for change in changes:
        key = "/".join(map(str, change.key))
        yield f"  {_MARKS[kind_of(change.before, change.after)]} {key}  {'  '.join(_cells(change, table, language))}"


def _cells(change: RowChange, table: Table, language: Language) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    for column in table.columns[table.key :]:
        was, became = _cell(column, before.get(column.name)), _cell(column, after.get(column.name))
        words = pick(language, column.zh, column.en)
        if change.before is not None and change.after is not None:
            if was != became:
                yield f"{words} {was or '–'} → {became or '–'}"
        elif was or became:
            yield f"{words} {was or became}"


def _cell(column: Column, value: str | int | None) -> str:
    if value is None:
        return ""
    return yuan_text(value) if column.unit == "fen" and isinstance(value, int) else str(value)
