"""What an auditor gets: which duty does not hold, for whom, by which facts, by how much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID, uuid5

import attrs
from attrs import field, frozen

from studio_domain.aggregate import Place, Recorded
from studio_domain.guideline import Clause, Kind, Language, Modality, Source, fill, reading
from studio_domain.values import Days

FINDINGS: Final = UUID("6ff43a31-4a53-5d0c-9f44-6f0f3f6c9a10")


class Severity(Enum):
    """How grave: from the clause's modality and the kind of check, never from the checker's taste."""

    VIOLATION = "violation"  # 违规
    WARNING = "warning"  # 提醒
    ADVICE = "advice"  # 建议


class Status(Enum):
    """What has become of it. A remedy or an explanation never removes a finding."""

    OPEN = "open"  # 未整改
    REMEDIED = "remedied"  # 已整改
    EXPLAINED = "explained"  # 已说明


class Unit(Enum):
    """What a measure counts."""

    FEN = "fen"
    DAYS = "days"
    COUNT = "count"
    DATE = "date"
    TEXT = "text"


@frozen
class Measure:
    """A figure of a finding with its unit: `Measure(50, Unit.FEN)`."""

    value: int | str
    unit: Unit


def fen(value: int) -> Measure:
    """An amount of money."""
    return Measure(value, Unit.FEN)


def count(value: int) -> Measure:
    """A number of things or persons."""
    return Measure(value, Unit.COUNT)


def days(value: int) -> Measure:
    """A number of days."""
    return Measure(value, Unit.DAYS)


def on_day(value: date) -> Measure:
    """A legal day."""
    return Measure(value.isoformat(), Unit.DATE)


def text(value: str) -> Measure:
    """A code or an id."""
    return Measure(value, Unit.TEXT)


@frozen
class Predicate:
    """What a check holds a history to: its stable name, its clause, and what to say when it does not hold.

    *zh* and *en* are format strings over the finding's figures; `{over:yuan}` reads fen as yuan.
    *policy* is the key by whose value it judges.
    """

    check: str
    clause: Clause
    kind: Kind
    zh: str
    en: str
    policy: str | None = None
    source: Source = Source.GUIDELINE

    def severity(self, *, binding: bool = True) -> Severity:
        """From modality and kind; a deadline that nobody adopted (*binding* false) at most warns."""
        understood = reading(self.clause)
        modality = understood.limit or understood.modality
        if self.kind is Kind.R or modality in (Modality.MAY, Modality.ENCOURAGED):
            return Severity.ADVICE
        if modality is Modality.SHOULD or not binding:
            return Severity.WARNING
        return Severity.VIOLATION


@frozen(kw_only=True)
class Finding:
    """What does not hold, by which facts, and by how much.

    `evidence[0]` is the fact that breached the duty. The id rests on it, on the check and on the subjects
    alone, so that a remedy may add evidence and change the status of the same finding.
    `figures` fill the texts of the predicate. `claimed` says that the breach is as claimed by the source of an import.
    """

    predicate: Predicate
    severity: Severity
    status: Status = Status.OPEN
    subjects: tuple[str, ...]
    interval: Days
    evidence: tuple[Place, ...]
    expected: Measure
    actual: Measure
    delta: Measure
    policy: str | None = None
    remedy: Place | None = None
    claimed: bool = False
    figures: Mapping[str, object] = field(factory=dict, eq=False)

    @property
    def id(self) -> UUID:
        """The same in every audit that finds it."""
        breach = self.evidence[0]
        parts = (self.predicate.check, *self.subjects, "", breach.stream, str(breach.version))
        return uuid5(FINDINGS, "\n".join(parts))

    @property
    def check(self) -> str:
        """The stable name of the check."""
        return self.predicate.check

    @property
    def clause(self) -> Clause:
        """The clause that does not hold."""
        return self.predicate.clause

    def message(self, language: Language = "zh") -> str:
        """What is wrong, for a person."""
        said = fill(self.predicate.zh if language == "zh" else self.predicate.en, self.figures)
        if not self.claimed:
            return said
        return f"{said}（据导入来源所称）" if language == "zh" else f"{said} (as claimed by the source)"

    def with_remedy(self, by: Place) -> Finding:
        """The same finding, remedied by a fact."""
        return attrs.evolve(self, status=Status.REMEDIED, remedy=by, evidence=(*self.evidence, by))

    def with_explanation(self, by: Place) -> Finding:
        """The same finding, explained by a fact; what is remedied stays so."""
        if self.status is not Status.OPEN:
            return self
        return attrs.evolve(self, status=Status.EXPLAINED, evidence=(*self.evidence, by))


def finding(
    predicate: Predicate,
    breach: Recorded[Any],
    *subjects: str,
    expected: Measure,
    actual: Measure,
    delta: Measure,
    also: tuple[Place, ...] = (),
    interval: Days | None = None,
    binding: bool = True,
    policy: str | None = None,
    **figures: object,
) -> Finding:
    """A finding that *breach* brought about; `also` is further evidence, the interval by default its day.

    The texts may name the measures (`{expected}`, `{delta:yuan}`), the first `{subject}`, the `{stream}` of the
    breach, and any further *figures*.
    """
    measured = {"expected": expected.value, "actual": actual.value, "delta": delta.value}
    named = {"subject": subjects[0] if subjects else "", "stream": breach.stream}
    return Finding(
        predicate=predicate,
        severity=predicate.severity(binding=binding),
        subjects=subjects,
        interval=interval or Days(breach.context.day),
        evidence=(breach.place, *also),
        expected=expected,
        actual=actual,
        delta=delta,
        policy=policy,
        claimed=breach.context.batch is not None,
        figures={**measured, **named, **figures},
    )
