"""What people call the parts of an audit, in Chinese and English: the same in a terminal and on paper."""

from __future__ import annotations

from typing import Final

from studio_adapters.audit_report import Report, Verdict
from studio_adapters.cli.words import pick
from studio_domain.audit import Entry, Finding, Measure, Severity, Standing, Status, Unit
from studio_domain.guideline import OBLIGATIONS, Language
from studio_domain.values import yuan_text

_SEVERITY: Final = {
    Severity.VIOLATION: ("违规", "violation"),
    Severity.WARNING: ("提醒", "warning"),
    Severity.ADVICE: ("建议", "advice"),
}
_STATUS: Final = {
    Status.OPEN: ("未整改", "open"),
    Status.REMEDIED: ("已整改", "remedied"),
    Status.EXPLAINED: ("已说明", "explained"),
}
_STANDING: Final = {
    Standing.OPEN: ("未到期", "open"),
    Standing.OVERDUE: ("逾期未履行", "overdue"),
    Standing.LATE: ("逾期履行", "discharged late"),
    Standing.DISCHARGED: ("已履行", "discharged"),
}
_VERDICT: Final = {
    Verdict.VIOLATED: ("违规", "violated"),
    Verdict.WARNED: ("提醒", "warned"),
    Verdict.ADVISED: ("建议", "advised"),
    Verdict.HOLDS: ("符合", "holds"),
    Verdict.UNCHECKED: ("本版本未检查", "not checked by this version"),
}
_UNIT: Final = {
    Unit.FEN: ("{} 元", "{} yuan"),
    Unit.DAYS: ("{} 天", "{} days"),
    Unit.COUNT: ("{}", "{}"),
    Unit.DATE: ("{}", "{}"),
    Unit.TEXT: ("{}", "{}"),
}


def severity(finding: Finding, language: Language) -> str:
    """How grave it is."""
    return pick(language, *_SEVERITY[finding.severity])


def status(finding: Finding, language: Language) -> str:
    """What has become of it."""
    return pick(language, *_STATUS[finding.status])


def standing(entry: Entry, language: Language) -> str:
    """How an obligation stands."""
    return pick(language, *_STANDING[entry.standing])


def verdict(value: Verdict, language: Language) -> str:
    """How a clause stands."""
    return pick(language, *_VERDICT[value])


def owed(entry: Entry, language: Language) -> str:
    """What is owed."""
    known = OBLIGATIONS[entry.key]
    return pick(language, known.zh, known.en)


def measured(measure: Measure, language: Language) -> str:
    """A figure with its unit, money in yuan."""
    value = yuan_text(measure.value) if measure.unit is Unit.FEN and isinstance(measure.value, int) else measure.value
    return pick(language, *_UNIT[measure.unit]).format(value)


def conclusion(report: Report, language: Language) -> str:
    """The sentence that somebody reads who reads no other."""
    found, violations, overdue = len(report.findings), report.open_violations, len(report.overdue)
    if violations:
        return pick(
            language,
            f"共 {found} 项发现, 其中未整改的违规 {violations} 项; 逾期义务 {overdue} 项。",
            f"{found} findings, {violations} of them open violations; {overdue} obligations overdue.",
        )
    return pick(
        language,
        f"没有未整改的违规; 共 {found} 项发现, 逾期义务 {overdue} 项。",
        f"No open violation; {found} findings, {overdue} obligations overdue.",
    )
