"""超期案件: cases that are open beyond their term, or were closed beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain import client_case as case
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _Case:
    opened: Recorded[case.CaseOpened]
    due: date
    due_by: Recorded[Any]
    ended: Recorded[Any] | None = None


@define
class _OverdueCases:
    asked: Asked
    _cases: dict[str, _Case] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(case.CaseOpened, self._opened)
        yield on(case.CaseTermExtended, self._due)
        yield on(case.CaseReopened, self._due)
        yield on(case.CaseClosed, self._ended)
        yield on(case.CaseTransferred, self._ended)

    def _opened(self, event: Recorded[case.CaseOpened]) -> None:
        self._cases[event.stream] = _Case(event, event.fact.due, event)

    def _due(self, event: Recorded[case.CaseTermExtended] | Recorded[case.CaseReopened]) -> None:
        if (known := self._cases.get(event.stream)) is not None:
            known.due, known.due_by, known.ended = event.fact.due, event, None

    def _ended(self, event: Recorded[case.CaseClosed] | Recorded[case.CaseTransferred]) -> None:
        if (known := self._cases.get(event.stream)) is not None:
            known.ended = event

    def answers(self) -> Iterator[Answer]:
        over = []
        for known in self._cases.values():
            until = self.asked.as_of if known.ended is None else known.ended.fact.on
            if until > known.due:
                over.append(((until - known.due).days, known))
        for days, known in sorted(over, key=lambda one: (-one[0], one[1].opened.stream)):
            fact, ended = known.opened.fact, known.ended
            closed = None if ended is None else str(ended.fact.on)
            cells = fact.case, fact.client, fact.mentor, str(fact.opened), str(known.due), closed, days
            yield Answer(cells, places(*dict.fromkeys((known.opened, known.due_by)), ended))


QUESTION: Final = Question(
    "overdue-cases", "超期案件", "Cases beyond their term",
    says_zh="列出截至当日超期未结、或超期后才结案的服务项目，超期最久的在前。",
    says_en="Cases open beyond the day on which they were due, or closed after it, the longest first.",
    clause=Clause.CASE_TERM,
    columns=(
        Column("case", "项目", "case"), Column("client", "服务对象", "client"), Column("mentor", "指导师", "mentor"),
        Column("opened", "立项", "opened", "day"), Column("due", "到期", "due", "day"),
        Column("closed", "结案", "closed", "day"), Column("days", "超期天数", "days over", "count"),
    ),
    make=_OverdueCases,
)  # fmt: skip
