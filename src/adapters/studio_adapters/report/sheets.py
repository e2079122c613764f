"""The audit as working papers (工作底稿): a spreadsheet with a sheet for findings, facts, clauses, obligations, each
register and each question.

Everything is written as text or number, nothing as a formula or a link. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from studio_adapters import audit_words, codec
from studio_adapters.asking import ask
from studio_adapters.audit_report import Report
from studio_adapters.cli.words import pick
from studio_adapters.journal import Journal
from studio_adapters.plain import plain, visible
from studio_adapters.problems import Problem
from studio_adapters.report.evidence import role_words, witnesses
from studio_adapters.views.spec import known
from studio_domain.aggregate import Recorded
from studio_domain.guideline import OBLIGATIONS, Language, heading
from studio_domain.questions import Asked, questions
from studio_domain.values import stream_owner
from studio_domain.views.register import Column, Kept

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | int | None

MOST_ROWS: Final = 1_048_575
"""How many rows a sheet has below its head; a longer table goes on in a further sheet."""

_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  the file says no instant, or the same report would differ
_TEXT: Final = 32_767
"""How many characters a cell holds."""


@frozen
class Sheet:
    """A table: what it is called, its columns, its rows."""

    name: str
    columns: Sequence[tuple[str, str]]
    """Of each column its head, and its unit (`fen`, `count`, `day`, `text`)."""
    rows: Sequence[Sequence[Cell]]


def workbook(journal: Journal, report: Report, *, language: Language = "zh") -> bytes:
    """The working papers of *report*. `Problem` if XlsxWriter is not installed (extra `report`)."""
    try:
        from xlsxwriter import Workbook
    except ImportError as missing:
        raise Problem(
            "电子表格需要 studio-domain[report]（XlsxWriter）", "a spreadsheet needs studio-domain[report] (XlsxWriter)"
        ) from missing
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(written, options)
    book.set_properties({"title": pick(language, "审计工作底稿", "working papers of an audit"), "created": _MADE})
    names: set[str] = set()
    for sheet in sheets(journal, report, language):
        for number, at in enumerate(range(0, max(len(sheet.rows), 1), MOST_ROWS)):
            _write(book, sheet, sheet.rows[at : at + MOST_ROWS], _free(sheet.name, number, names))
    book.close()
    return written.getvalue()


def _free(name: str, number: int, taken: set[str]) -> str:
    """A name that no sheet has yet: at most 31 characters, without those that Excel does not take."""
    base = "".join("_" if char in "[]:*?/\\" else char for char in name)
    wanted = f"{base[:27]} {number + 1}" if number else base[:31]
    while wanted.lower() in taken:
        number += 1
        wanted = f"{base[:27]} {number + 1}"
    taken.add(wanted.lower())
    return wanted


def _write(book: Workbook, sheet: Sheet, rows: Sequence[Sequence[Cell]], name: str) -> None:
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1, "text_wrap": True, "valign": "top"})
    money, body = book.add_format({"num_format": "#,##0.00"}), book.add_format({"text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    for at, (words, unit) in enumerate(sheet.columns):
        page.write_string(0, at, words, head)
        page.set_column(at, at, 14 if unit in ("fen", "count", "day") else 26)
    for line, row in enumerate(rows, 1):
        for at, ((_, unit), cell) in enumerate(zip(sheet.columns, row, strict=True)):
            if isinstance(cell, int):
                if unit == "fen":
                    page.write_number(line, at, cell / 100, money)
                else:
                    page.write_number(line, at, cell)
            elif cell:
                page.write_string(line, at, visible(cell)[:_TEXT], body)
    if rows:
        page.autofilter(0, 0, len(rows), len(sheet.columns) - 1)


# -- what is in it


def sheets(journal: Journal, report: Report, language: Language) -> Iterator[Sheet]:
    """Every sheet, in order."""
    yield _summary(journal, report, language)
    yield _findings(report, language)
    yield _facts(journal, report, language)
    yield _clauses(report, language)
    yield _obligations(report, language)
    yield from _registers(journal, report, language)
    yield from _questions(journal, report, language)


def _heads(language: Language, *columns: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(pick(language, zh, en), unit) for zh, en, unit in columns]


def _summary(journal: Journal, report: Report, language: Language) -> Sheet:
    known_at = plain(report.known_at) if report.known_at else pick(language, "全部已记录的事实", "all that is recorded")
    rows: list[tuple[Cell, Cell]] = [
        (pick(language, "结论", "conclusion"), audit_words.conclusion(report, language)),
        (pick(language, "截至", "as of"), str(report.as_of)),
        (pick(language, "按何时所知", "as known at"), known_at),
        (pick(language, "事实", "facts"), report.events),
        (pick(language, "工作室", "studios"), len(report.studios)),
        (pick(language, "账簿", "log"), journal.rows.origin),
        (pick(language, "历史摘要", "history digest"), report.history_digest),
    ]
    return Sheet(
        pick(language, "摘要", "Summary"), _heads(language, ("项目", "item", "text"), ("值", "value", "text")), rows
    )


def _findings(report: Report, language: Language) -> Sheet:
    columns = _heads(
        language,
        ("工作室", "studio", "text"), ("条款", "clause", "text"), ("条目", "id of the clause", "text"),
        ("程度", "severity", "text"), ("状态", "status", "text"), ("发现", "finding", "text"),
        ("应为", "expected", "text"), ("实为", "actual", "text"), ("相差", "difference", "text"),
        ("起", "from", "day"), ("止（不含）", "until", "day"), ("检查", "check", "text"), ("政策", "policy", "text"),
        ("凭据", "evidence", "text"), ("整改", "remedy", "text"), ("编号", "id", "text"),
    )  # fmt: skip
    rows = [
        (
            stream_owner(one.evidence[0].stream), heading(one.clause), one.clause.value,
            audit_words.severity(one, language), audit_words.status(one, language), one.message(language),
            *(audit_words.measured(figure, language) for figure in (one.expected, one.actual, one.delta)),
            str(one.interval.first), None if one.interval.until is None else str(one.interval.until),
            one.check, one.policy, ", ".join(f"{place.stream}@{place.version}" for place in one.evidence),
            None if one.remedy is None else f"{one.remedy.stream}@{one.remedy.version}", str(one.id),
        )
        for one in report.findings
    ]  # fmt: skip
    return Sheet(pick(language, "发现", "Findings"), columns, rows)


def _facts(journal: Journal, report: Report, language: Language) -> Sheet:
    columns = _heads(
        language,
        ("凭据", "evidence", "text"), ("发生", "occurred", "text"), ("记录", "recorded", "text"),
        ("事项", "what", "text"), ("何人", "by", "text"), ("代何人", "on behalf of", "text"),
        ("角色", "role", "text"), ("单位", "organisation", "text"), ("理由", "reason", "text"),
    )  # fmt: skip
    found = witnesses(journal, {place for finding in report.findings for place in finding.evidence})
    rows = [
        (
            f"{place.stream}@{place.version}", one.occurred, one.recorded, pick(language, one.zh, one.en), one.by,
            one.on_behalf_of, role_words(one.role, language), one.org, one.reason,
        )
        for place, one in sorted(found.items())
    ]  # fmt: skip
    return Sheet(pick(language, "发现所据事实", "Facts behind findings"), columns, rows)


def _clauses(report: Report, language: Language) -> Sheet:
    columns = _heads(
        language,
        ("编号", "id", "text"),
        ("标题", "heading", "text"),
        ("条款", "clause", "text"),
        ("结果", "verdict", "text"),
    )
    rows = [
        (
            one.reading.clause.value, one.reading.heading, pick(language, one.reading.zh, one.reading.en),
            audit_words.verdict(one.verdict, language),
        )
        for one in report.clauses
    ]  # fmt: skip
    return Sheet(pick(language, "条款", "Clauses"), columns, rows)


def _obligations(report: Report, language: Language) -> Sheet:
    columns = _heads(
        language,
        ("义务", "obligation", "text"), ("对象", "subject", "text"), ("条款", "clause", "text"),
        ("产生", "opened", "day"), ("到期", "due", "day"), ("履行", "discharged", "day"), ("状态", "standing", "text"),
        ("逾期天数", "days overdue", "count"), ("凭据", "evidence", "text"),
    )  # fmt: skip
    rows = [
        (
            audit_words.owed(one, language), one.subject, heading(OBLIGATIONS[one.key].clause), str(one.opened),
            str(one.due), None if one.discharged is None else str(one.discharged),
            audit_words.standing(one, language), one.overdue_days, f"{one.opened_by.stream}@{one.opened_by.version}",
        )
        for one in report.obligations
    ]  # fmt: skip
    return Sheet(pick(language, "义务", "Obligations"), columns, rows)


def _registers(journal: Journal, report: Report, language: Language) -> Iterator[Sheet]:
    """A sheet for each table that has rows, of all studios together."""
    studio = Column("owner", "所属", "owner")
    specs = known()
    rows: dict[str, list[Sequence[Cell]]] = {table.name: [] for spec in specs for table in spec.tables}
    for name in report.studios:
        kept = [Kept(spec.make()) for spec in specs]
        for event in _seen(journal, name, report):
            for one in kept:
                one.see_all((event,), as_of=report.as_of)
        for one in kept:
            for table in one.register.tables:
                columns = [column.name for column in table.columns]
                rows[table.name] += [(name, *(row[column] for column in columns)) for row in one.table(table.name)]
    for spec in specs:
        for table in spec.tables:
            if rows[table.name]:
                heads = [(pick(language, one.zh, one.en), one.unit) for one in (studio, *table.columns)]
                yield Sheet(pick(language, table.zh, table.en), heads, rows[table.name])


def _seen(journal: Journal, name: str, report: Report) -> Iterable[Recorded[Any]]:
    for event in codec.recorded_eagerly(journal.rows.history(name, 0, None)):
        if report.known_at is None or event.recorded_at <= report.known_at:
            yield event


def _questions(journal: Journal, report: Report, language: Language) -> Iterator[Sheet]:
    """A sheet for each question that has an answer."""
    studio, evidence = Column("studio", "工作室", "studio"), Column("evidence", "凭据", "evidence")
    for question in questions().values():
        told = list(ask(journal, question, Asked(report.as_of), studios=report.studios, known_at=report.known_at))
        if told:
            heads = [(pick(language, one.zh, one.en), one.unit) for one in (studio, *question.columns, evidence)]
            rows = [
                (one.studio, *one.answer.cells, ", ".join(f"{at.stream}@{at.version}" for at in one.answer.evidence))
                for one in told
            ]
            yield Sheet(pick(language, f"问·{question.zh}", f"Q {question.en}"), heads, rows)
