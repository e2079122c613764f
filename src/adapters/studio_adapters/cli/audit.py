"""`audit`: clause by clause what does not hold, by which facts, by how much; and what is owed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import Final

from studio_adapters.audit_report import Verdict
from studio_adapters.audit_words import conclusion, measured, owed, severity, status
from studio_adapters.auditing import Progress, Report, Workers, audit_store, to_json
from studio_adapters.cli.output import emit, emit_bytes, spare
from studio_adapters.cli.words import pick
from studio_adapters.journal import Journal
from studio_adapters.plain import plain, visible
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_domain.audit import Entry, Finding, Standing
from studio_domain.guideline import OBLIGATIONS, READINGS, Language, heading
from studio_domain.values import legal_day, stream_owner

LONG: Final = 20_000
"""From how many facts on the work is long enough to tell how far it is."""

_WORTH: Final = 100_000
"""From how many facts on several processes are worth their start."""

_MOST: Final = 8
"""How many processes judge at most where nobody says how many."""

_CLAUSES: Final = {clause: place for place, clause in enumerate(READINGS)}


def run(asked: Namespace) -> int:
    """The report to a file or the terminal; 1 if a violation is open."""
    as_of = asked.as_of or legal_day(datetime.now(UTC))
    spare(asked.source, asked.output)
    with open_source(asked.source) as journal:
        report = audit_store(
            journal,
            studios=[asked.studio] if asked.studio else None,
            as_of=as_of,
            known_at=asked.known_at,
            progress=progress(asked.lang),
            workers=_workers(asked, journal),
        )
        if asked.format in ("html", "xlsx"):
            _paper(journal, report, asked)
            return 1 if report.open_violations else 0
    as_json = asked.format == "json"
    lines = to_json(report).splitlines() if as_json else map(visible, lines_of(report, asked.source, asked.lang))
    emit(lines, asked.output, exact=as_json)
    return 1 if report.open_violations else 0


def _paper(journal: Journal, report: Report, asked: Namespace) -> None:
    """The report as a page, or as a spreadsheet, which is for a file alone."""
    from studio_adapters.report import html_report, workbook

    if asked.format == "html":
        emit(html_report(journal, report, language=asked.lang).splitlines(), asked.output, exact=True)
    elif asked.output is None:
        raise Problem("电子表格要写入文件: 请加 -o", "a spreadsheet goes into a file: add -o")
    else:
        emit_bytes(workbook(journal, report, language=asked.lang), asked.output)


def _workers(asked: Namespace, journal: Journal) -> Workers | None:
    """Several processes for a long history in a store; an export is in the memory of this one."""
    if asked.source.lower().endswith(".jsonl") or asked.studio:
        return None
    few = 1 if journal.rows.end() < _WORTH else min(os.cpu_count() or 1, _MOST)
    return Workers(asked.jobs or few, partial(open_source, asked.source))


def progress(language: Language) -> Progress | None:
    """Who tells a person at a terminal how far it is; nobody where no person is."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if total >= LONG:
            said = pick(language, f"已审计 {done:,} / {total:,} 条", f"audited {done:,} of {total:,} facts")
            sys.stderr.write(f"\r{said}" + ("\n" if done >= total else ""))
            sys.stderr.flush()

    return tell


# -- as text


def lines_of(report: Report, source: str, language: Language) -> Iterator[str]:
    """The report for a person, line by line."""
    yield from _head(report, source, language)
    for owner, findings in groupby(report.findings, key=lambda one: stream_owner(one.evidence[0].stream)):
        yield ""
        yield f"== {owner}"
        for finding in sorted(findings, key=_place_in_text):
            yield from _finding(finding, language)
    due = [entry for entry in report.obligations if entry.standing in (Standing.OPEN, Standing.OVERDUE)]
    if due:
        yield ""
        yield pick(language, "== 义务（未到期与逾期）", "== Obligations, open and overdue")
        yield from (_obligation(entry, language) for entry in sorted(due, key=lambda entry: (entry.due, entry.key)))
    yield ""
    yield from _verdicts(report, language)
    yield conclusion(report, language)


def _head(report: Report, source: str, language: Language) -> Iterator[str]:
    known = f" {plain(report.known_at)} " if report.known_at else pick(language, "现在", " now")
    yield pick(language, f"审计 {_shown(source)}", f"Audit of {_shown(source)}")
    yield pick(
        language,
        f"截至 {report.as_of}（含当日）, 按{known}所知; 事实 {report.events} 条, 工作室 {len(report.studios)} 个",
        f"as of {report.as_of} (inclusive), as known{known.rstrip()}; "
        f"{report.events} facts, {len(report.studios)} studios",
    )
    yield pick(language, f"历史摘要 {report.history_digest}", f"history digest {report.history_digest}")


def _shown(source: str) -> str:
    """The address without what may be a password."""
    scheme, slashes, rest = source.partition("://")
    return scheme + slashes + rest.rpartition("@")[2]


def _place_in_text(finding: Finding) -> tuple[int, object, str]:
    return _CLAUSES[finding.clause], finding.evidence[0], finding.check


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    yield ""
    told = f"{severity(finding, language)}, {status(finding, language)}"
    yield f"{heading(finding.clause)} [{told}] {finding.message(language)}"
    yield pick(language, "  证据 ", "  evidence ") + ", ".join(f"{p.stream}@{p.version}" for p in finding.evidence)
    expected, actual, delta = (measured(one, language) for one in (finding.expected, finding.actual, finding.delta))
    yield pick(
        language,
        f"  应为 {expected}, 实为 {actual}, 相差 {delta}",
        f"  expected {expected}, actual {actual}, difference {delta}",
    )
    policy = f"  {pick(language, '政策', 'policy')} {finding.policy}" if finding.policy else ""
    yield f"  {finding.clause.value}  {finding.check}  {finding.id}{policy}"


def _obligation(entry: Entry, language: Language) -> str:
    what = owed(entry, language)
    where = f"{entry.opened_by.stream}@{entry.opened_by.version}"
    if entry.standing is Standing.OVERDUE:
        state = pick(language, f"逾期 {entry.overdue_days} 天", f"{entry.overdue_days} days overdue")
    else:
        state = pick(language, "未到期", "open")
        if entry.provisional:
            state += pick(language, "（日历未采用, 暂定）", " (provisional, no calendar adopted)")
    return pick(
        language,
        f"  {entry.due} {what}（{entry.subject}）: {state}; {heading(OBLIGATIONS[entry.key].clause)}, {where}",
        f"  {entry.due} {what} ({entry.subject}): {state}; {heading(OBLIGATIONS[entry.key].clause)}, {where}",
    )


def _verdicts(report: Report, language: Language) -> Iterator[str]:
    def of(verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in report.clauses)

    violated, warned, advised = of(Verdict.VIOLATED), of(Verdict.WARNED), of(Verdict.ADVISED)
    holds, unchecked = of(Verdict.HOLDS), of(Verdict.UNCHECKED)
    yield pick(
        language,
        f"条款 {len(report.clauses)} 条: 违规 {violated}, 提醒 {warned}, 建议 {advised}, 符合 {holds}, "
        f"本版本未检查 {unchecked}",
        f"{len(report.clauses)} clauses: {violated} violated, {warned} with warnings, {advised} with advice, "
        f"{holds} hold, {unchecked} not checked by this version",
    )
