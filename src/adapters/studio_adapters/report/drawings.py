"""The pictures of a studio, from what was gathered of it; one that would show nothing is not drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from studio_adapters.audit_report import Report, Verdict
from studio_adapters.cli.words import pick
from studio_adapters.report.gathering import Gathered, act_words
from studio_adapters.report.pictures.cases import Course, timelines
from studio_adapters.report.pictures.days import heatmap, honesty
from studio_adapters.report.pictures.drawing import Drawing
from studio_adapters.report.pictures.money import Line, Step, budget, waterfall
from studio_adapters.report.pictures.verdicts import ClauseRow, clause_matrix, hands_matrix
from studio_domain.audit import Finding, Severity, Status
from studio_domain.fund_account import FundSource
from studio_domain.guideline import Language, heading
from studio_domain.views.register import Row

MOST_CASES: Final = 60
"""How many cases a picture shows: those that are open or overdue first, then the latest."""

MOST_QUARTERS: Final = 16

_ENTRIES: Final = {
    "opening": ("期初", "opening"),
    "receipt": ("收入", "received"),
    "returned": ("缴回", "returned"),
    "claim": ("报销支付", "claims paid"),
    "settlement": ("借款核销退回", "advances settled"),
    "reversal": ("冲销", "reversals"),
    "unapproved": ("未经审批的支付", "paid without approval"),
    "fee": ("服务收费", "fees"),
    "refund": ("退费", "refunds"),
}
_SOURCES: Final = {
    FundSource.FISCAL_GRANT: ("财政补助", "fiscal grant"),
    FundSource.FISCAL_AWARD: ("以奖代补", "fiscal award"),
    FundSource.CARRIER: ("载体", "carrier"),
    FundSource.SERVICE_FEE: ("服务费", "fees"),
    FundSource.SPONSORSHIP: ("赞助", "sponsorship"),
    FundSource.DONATION: ("捐赠", "donation"),
    FundSource.OTHER: ("其他", "other"),
}


def pictures(
    name: str, gathered: Gathered, findings: Sequence[Finding], as_of: date, language: Language
) -> Iterator[Drawing]:
    """Money first, then cases, appointments, hands, and when things were written down."""
    by_account: defaultdict[str, list[Row]] = defaultdict(list)
    for row in gathered.table("fund_ledger"):
        by_account[str(row["account"])].append(row)
    lines_of: defaultdict[str, list[Row]] = defaultdict(list)
    for row in gathered.table("budget_execution"):
        lines_of[str(row["account"])].append(row)
    for number, account in enumerate(sorted(by_account.keys() | lines_of.keys())):
        if by_account[account]:
            yield _waterfall(f"{name}-money-{number}", account, by_account[account], as_of, language)
        if lines_of[account]:
            lines = [_line(row) for row in lines_of[account]]
            yield budget(f"{name}-budget-{number}", account, lines, str(as_of), language)
    if courses := gathered.courses():
        first = sorted(courses, key=lambda one: (one.closed is not None and not one.overdue(as_of), _latest(one)))
        shown = sorted(first[:MOST_CASES], key=lambda one: (one.opened, one.case))
        yield timelines(f"{name}-cases", shown, as_of, language)
    for year, held in sorted(_appointments(gathered.table("appointments")).items()):
        yield heatmap(f"{name}-days-{year}", held, year, language)
    if rows := gathered.hands(findings):
        acts = [act for act in act_words(language) if any(act[0] in row.times for row in rows)]
        yield hands_matrix(f"{name}-hands", rows, acts, str(as_of), language)
    if gathered.lags:
        yield honesty(f"{name}-lag", gathered.lags, str(as_of), language)


def _latest(course: Course) -> int:
    return -course.opened.toordinal()


def _waterfall(name: str, account: str, rows: Iterable[Row], as_of: date, language: Language) -> Drawing:
    """Opening and closing as the ledger has them; between them what came and went, by kind and source."""
    opening, balances = 0, dict[str, int]()
    moved: dict[tuple[str, str], int] = {}
    for row in rows:
        into, out = _int(row["income_fen"]), _int(row["spent_fen"])
        balances[str(row["source"])] = _int(row["balance_fen"])
        if row["entry"] == "opening":
            opening += into
        else:
            key = str(row["entry"]), str(row["source"])
            moved[key] = moved.get(key, 0) + into - out
    steps = [Step(_step(entry, source, language), fen) for (entry, source), fen in sorted(moved.items(), key=_order)]
    return waterfall(name, account, opening, steps, sum(balances.values()), str(as_of), language)


def _order(item: tuple[tuple[str, str], int]) -> tuple[bool, tuple[str, str]]:
    return item[1] < 0, item[0]


def _step(entry: str, source: str, language: Language) -> str:
    sources = {known.value: words for known, words in _SOURCES.items()}
    what = pick(language, *_ENTRIES.get(entry, (entry, entry)))
    return f"{what} · {pick(language, *sources.get(source, (source, source)))}"


def _line(row: Row) -> Line:
    total = _int(row["budget_fen"]) + _int(row["supplemented_fen"]) + _int(row["moved_fen"])
    return Line(str(row["line"]), total, _int(row["approved_fen"]), _int(row["paid_fen"]))


def _int(value: str | int | None) -> int:
    return value if isinstance(value, int) else 0


def _appointments(rows: Iterable[Row]) -> Mapping[int, Counter[date]]:
    found: defaultdict[int, Counter[date]] = defaultdict(Counter)
    for row in rows:
        try:
            day = date.fromisoformat(str(row["day"]))
        except ValueError:
            continue
        if row["outcome"] in ("confirmed", "checked-in", "completed"):
            found[day.year][day] += 1
    return found


# -- the clauses, of the whole report


def clauses(report: Report, language: Language) -> Drawing:
    """Each clause that a check holds, and how it stood in each quarter in which something was found."""
    quarters: set[str] = set()
    gravest: defaultdict[str, dict[str, str]] = defaultdict(dict)
    order = ("violated", "warned", "advised")
    for finding in report.findings:
        if finding.status is not Status.OPEN:
            continue
        verdict = _VERDICTS[finding.severity]
        for quarter in quarters_of(finding, report.as_of):
            quarters.add(quarter)
            known = gravest[finding.clause.value].get(quarter)
            if known is None or order.index(verdict) < order.index(known):
                gravest[finding.clause.value][quarter] = verdict
    shown = _between(sorted(quarters))[-MOST_QUARTERS:]
    rows = [
        ClauseRow(
            one.reading.clause.value,
            heading(one.reading.clause),
            one.reading.zh if language == "zh" else one.reading.en,
            gravest[one.reading.clause.value],
        )
        for one in report.clauses
        if one.verdict is not Verdict.UNCHECKED
    ]
    return clause_matrix("clauses", rows, shown, str(report.as_of), language)


def _between(quarters: Sequence[str]) -> list[str]:
    """From the first to the last of *quarters*, none left out."""
    if not quarters:
        return []
    first, last = (int(one[:-2]) * 4 + int(one[-1]) - 1 for one in (quarters[0], quarters[-1]))
    return [_named(at) for at in range(max(first, last - MOST_QUARTERS), last + 1)]


_VERDICTS: Final = {Severity.VIOLATION: "violated", Severity.WARNING: "warned", Severity.ADVICE: "advised"}


def quarters_of(finding: Finding, as_of: date) -> list[str]:
    """The quarters in which it held, from its first day to the day before its interval ends, none after *as_of*."""
    first, until = finding.interval.first, finding.interval.until
    last = min(as_of, date.fromordinal(until.toordinal() - 1) if until is not None and until > first else first)
    number, end = _quarter(first), max(_quarter(last), _quarter(first))
    return [_named(at) for at in range(max(number, end - MOST_QUARTERS), end + 1)]


def _named(quarter: int) -> str:
    return f"{quarter // 4:04d}Q{quarter % 4 + 1}"


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
