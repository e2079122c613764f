"""The evaluation sheet (评价考核表): by year and person, each indicator's score, the weighted score, the grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.evaluation_cycle.facts import (
    AppealDecided,
    AppealFiled,
    CycleClosed,
    EvaluateesListed,
    GradeDecided,
    IndicatorsDefined,
    Scored,
)
from studio_domain.views.register import Column, RowChange, Table, folding, reads

GRADES: Final = Table(
    "evaluation_grades", "评价考核表", "evaluation sheet", 2,
    (
        Column("cycle", "年度", "cycle"),
        Column("person", "考核对象", "evaluated"),
        Column("exempt", "免予考核理由", "exempt"),
        Column("score", "得分", "score"),
        Column("grade", "等次", "grade"),
        Column("appeal", "申诉", "appeal"),
        Column("decided", "定等日期", "decided", "day"),
    ),
)  # fmt: skip
SCORES: Final = Table(
    "evaluation_scores", "评价考核评分", "scores", 3,
    (
        Column("cycle", "年度", "cycle"),
        Column("person", "考核对象", "evaluated"),
        Column("indicator", "指标", "indicator"),
        Column("weight", "权重", "weight", "count"),
        Column("value", "得分", "value"),
        Column("source", "依据", "source"),
    ),
)  # fmt: skip
CYCLES: Final = Table(
    "evaluation_cycles", "年度考核", "evaluations", 1,
    (
        Column("cycle", "年度", "cycle"),
        Column("indicators", "指标数", "indicators", "count"),
        Column("evaluated", "考核人数", "evaluated", "count"),
        Column("graded", "已定等人数", "graded", "count"),
        Column("closed", "完成日期", "closed", "day"),
    ),
)  # fmt: skip

_Row = dict[str, str | int | None]
_MOST: Final = 2**63 - 1


class EvaluationSheet:
    """评价考核表: a row a year, a person, a score."""

    tables = (CYCLES, GRADES, SCORES)

    def __init__(self) -> None:
        self._cycles: dict[str, _Row] = {}
        self._grades: dict[tuple[str, str], _Row] = {}
        self._scores: dict[tuple[str, str, str], _Row] = {}
        self._weights: dict[tuple[str, str], int] = {}
        self.see = folding(
            reads(IndicatorsDefined, self._defined),
            reads(EvaluateesListed, self._listed),
            reads(Scored, self._scored),
            reads(AppealFiled, self._appealed),
            reads(AppealDecided, self._answered),
            reads(GradeDecided, self._graded),
            reads(CycleClosed, self._closed),
        )

    def _defined(self, event: Recorded[IndicatorsDefined]) -> Iterator[RowChange]:
        name = _name(event)
        for one in event.fact.indicators:
            self._weights[name, one.code] = max(-_MOST, min(one.weight, _MOST))
        yield self._cycle(name, indicators=len(event.fact.indicators))

    def _listed(self, event: Recorded[EvaluateesListed]) -> Iterator[RowChange]:
        """A later list takes the place of an earlier one."""
        name = _name(event)
        listed = {one.person: one.exempt for one in event.fact.evaluatees}
        for cycle, person in [key for key in self._grades if key[0] == name and key[1] not in listed]:
            del self._grades[cycle, person]
            yield "evaluation_grades", (cycle, person), None
        for person, exempt in listed.items():
            yield self._grade(name, person, exempt=exempt)
        yield self._cycle(name, evaluated=sum(exempt is None for exempt in listed.values()))

    def _scored(self, event: Recorded[Scored]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._score(_name(event), fact.person, fact.indicator, value=fact.value, source=fact.source)

    def _appealed(self, event: Recorded[AppealFiled]) -> Iterator[RowChange]:
        yield self._grade(_name(event), event.fact.person, appeal="filed")

    def _answered(self, event: Recorded[AppealDecided]) -> Iterator[RowChange]:
        fact, name = event.fact, _name(event)
        yield self._grade(name, fact.person, appeal="decided")
        if fact.indicator is not None and fact.value is not None:
            yield self._score(name, fact.person, fact.indicator, value=fact.value, source=fact.document)

    def _graded(self, event: Recorded[GradeDecided]) -> Iterator[RowChange]:
        fact, name = event.fact, _name(event)
        yield self._grade(name, fact.person, score=fact.score, grade=fact.grade, decided=fact.on.isoformat())
        graded = sum(key[0] == name and row["grade"] is not None for key, row in self._grades.items())
        yield self._cycle(name, graded=graded)

    def _closed(self, event: Recorded[CycleClosed]) -> Iterator[RowChange]:
        yield self._cycle(_name(event), closed=event.fact.on.isoformat())

    # -- rows

    def _cycle(self, name: str, **said: str | int | None) -> RowChange:
        before = self._cycles.get(name) or dict.fromkeys(column.name for column in CYCLES.columns)
        self._cycles[name] = {**before, "cycle": name, **said}
        return "evaluation_cycles", (name,), self._cycles[name]

    def _grade(self, name: str, person: str, **said: str | int | None) -> RowChange:
        before = self._grades.get((name, person)) or dict.fromkeys(column.name for column in GRADES.columns)
        self._grades[name, person] = {**before, "cycle": name, "person": person, **said}
        return "evaluation_grades", (name, person), self._grades[name, person]

    def _score(self, name: str, person: str, indicator: str, **said: str | int | None) -> RowChange:
        key, weight = (name, person, indicator), self._weights.get((name, indicator))
        before = self._scores.get(key) or dict.fromkeys(column.name for column in SCORES.columns)
        of: _Row = {"cycle": name, "person": person, "indicator": indicator, "weight": weight}
        self._scores[key] = {**before, **of, **said}
        return "evaluation_scores", key, self._scores[key]


def _name(event: Recorded[Any]) -> str:
    """A cycle is named by its year, the last part of its stream."""
    return event.stream.rpartition("/")[2]
