"""What an audit gives: findings, obligations, a verdict on each clause; and all of it as JSON (design §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from attrs import frozen

from studio_adapters.plain import json_text, plain
from studio_domain.aggregate import Place
from studio_domain.audit import ALL_PREDICATES, Entry, Finding, Measure, Severity, Standing, Status
from studio_domain.guideline import OBLIGATIONS, READINGS, Reading, heading


class Verdict(Enum):
    """How a clause stands: the gravest finding that is open, or that there is none."""

    VIOLATED = "violated"  # 违规
    WARNED = "warned"  # 提醒
    ADVISED = "advised"  # 建议
    HOLDS = "holds"  # 符合
    UNCHECKED = "unchecked"  # 未检查: no check is written for it


_OF: Final = {
    Severity.VIOLATION: Verdict.VIOLATED,
    Severity.WARNING: Verdict.WARNED,
    Severity.ADVICE: Verdict.ADVISED,
}
_CHECKED: Final = frozenset(predicate.clause for predicate in ALL_PREDICATES.values())


@frozen
class ClauseResult:
    """A clause, how its findings stand by status and severity, and what follows."""

    reading: Reading
    counts: Mapping[Status, Mapping[Severity, int]]
    verdict: Verdict


@frozen(kw_only=True)
class Report:
    """An audit's result. *events* are the facts known at *known_at*, *history_digest* names them (`heads_digest`)."""

    history_digest: str
    events: int
    studios: tuple[str, ...]
    as_of: date
    known_at: datetime | None
    clauses: tuple[ClauseResult, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Entry, ...]

    @property
    def open_violations(self) -> int:
        """How many findings are violations that nobody remedied or explained."""
        return sum(one.severity is Severity.VIOLATION and one.status is Status.OPEN for one in self.findings)

    @property
    def overdue(self) -> tuple[Entry, ...]:
        """The obligations that are overdue and not met."""
        return tuple(entry for entry in self.obligations if entry.standing is Standing.OVERDUE)


def judged(findings: Iterable[Finding]) -> tuple[ClauseResult, ...]:
    """All 107 clauses, in the order of the text."""
    tally: defaultdict[object, dict[Status, dict[Severity, int]]] = defaultdict(
        lambda: {status: dict.fromkeys(Severity, 0) for status in Status}
    )
    for finding in findings:
        tally[finding.clause][finding.status][finding.severity] += 1
    return tuple(ClauseResult(one, tally[one.clause], _verdict(one, tally[one.clause])) for one in READINGS.values())


def _verdict(reading: Reading, counts: Mapping[Status, Mapping[Severity, int]]) -> Verdict:
    gravest = (verdict for severity, verdict in _OF.items() if counts[Status.OPEN][severity])
    return next(gravest, Verdict.HOLDS if reading.clause in _CHECKED else Verdict.UNCHECKED)


# -- as JSON


def to_json(report: Report) -> str:
    """The report as JSON text, the same byte for byte for the same history, dates and version of the library."""
    body = {
        "history_digest": report.history_digest,
        "events": report.events,
        "studios": list(report.studios),
        "as_of": plain(report.as_of),
        "known_at": plain(report.known_at),
        "clauses": [_clause(one) for one in report.clauses],
        "findings": [finding_as_json(one) for one in report.findings],
        "obligations": [obligation_as_json(one) for one in report.obligations],
    }
    return json_text(body, indent=1) + "\n"


def _clause(result: ClauseResult) -> dict[str, Any]:
    reading = result.reading
    return {
        "id": reading.clause.value,
        "clause_ref": reading.heading,
        "title_zh": reading.zh,
        "title_en": reading.en,
        "modality": reading.modality.value,
        "verdict": result.verdict.value,
        **{
            status.value: {severity.value: result.counts[status][severity] for severity in Severity}
            for status in Status
        },
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding as reports and differences have it."""
    return {
        "id": str(finding.id),
        "check": finding.check,
        "clause": finding.clause.value,
        "clause_ref": heading(finding.clause),
        "severity": finding.severity.value,
        "status": finding.status.value,
        "rule_source": finding.predicate.source.value,
        "policy": finding.policy,
        "subjects": list(finding.subjects),
        "interval": {"first": plain(finding.interval.first), "until": plain(finding.interval.until)},
        "evidence": [_place(place) for place in finding.evidence],
        "expected": _measure(finding.expected),
        "actual": _measure(finding.actual),
        "delta": _measure(finding.delta),
        "remedy": _place(finding.remedy),
        "message_zh": finding.message("zh"),
        "message_en": finding.message("en"),
    }


def obligation_as_json(entry: Entry) -> dict[str, Any]:
    """An obligation as reports and differences have it."""
    known = OBLIGATIONS[entry.key]
    return {
        "key": entry.key,
        "clause": known.clause.value,
        "clause_ref": heading(known.clause),
        "title_zh": known.zh,
        "title_en": known.en,
        "subject": entry.subject,
        "opened": plain(entry.opened),
        "opened_by": _place(entry.opened_by),
        "due": plain(entry.due),
        "provisional": entry.provisional,
        "discharged": plain(entry.discharged),
        "discharged_by": _place(entry.discharged_by),
        "standing": entry.standing.value,
        "overdue_days": entry.overdue_days,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"stream": place.stream, "version": place.version}


def _measure(measure: Measure) -> dict[str, Any]:
    return {"value": measure.value, "unit": measure.unit.value}
