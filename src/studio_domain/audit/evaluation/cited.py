"""What an expert's contract cites of a year's evaluation (3.4.8.d): that is what the evaluation decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.evaluation_cycle.facts import GradeDecided
from studio_domain.expert_contract.facts import ExpertEvaluated, ExpertNominated
from studio_domain.guideline import Clause, Kind
from studio_domain.values import PersonId

EXPERT: Final = Predicate(
    "evaluation.expert-differs", Clause.EXPERT_RENEWAL, Kind.X,
    zh="{stream} 引用 {evaluation} 的 {actual}，该年度考核评定为 {expected}",
    en="{stream} cites {actual} of {evaluation}, which decided {expected}",
)  # fmt: skip

_CYCLES: Final = "evaluation/"


@define
class Cited:
    """Only what names the evaluation of a year is held to it: a contract may be evaluated by itself."""

    _grades: dict[tuple[str, PersonId], tuple[str, str]] = field(factory=dict)
    _experts: dict[str, PersonId] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(GradeDecided, self._graded)
        yield on(ExpertNominated, self._nominated)
        yield on(ExpertEvaluated, self._cited)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _graded(self, event: Recorded[GradeDecided]) -> None:
        self._grades[event.stream, event.fact.person] = event.fact.score, event.fact.grade

    def _nominated(self, event: Recorded[ExpertNominated]) -> None:
        self._experts[event.stream] = event.fact.person

    def _cited(self, event: Recorded[ExpertEvaluated]) -> None:
        fact = event.fact
        if not fact.evaluation.startswith(_CYCLES):
            return
        person = self._experts.get(event.stream, PersonId("-"))
        decided = self._grades.get((f"{event.studio}/{fact.evaluation}", person))
        if decided != (fact.score, fact.grade):
            found = finding(
                EXPERT, event, person, event.stream,
                expected=text(" ".join(decided) if decided else "-"), actual=text(f"{fact.score} {fact.grade}"),
                delta=count(1), evaluation=fact.evaluation,
            )  # fmt: skip
            self._found.append(found)
