"""以客观原因结案: cases that were closed undone, and for which reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain import client_case as case
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _ObjectiveClosures:
    asked: Asked
    _opened: dict[str, Recorded[case.CaseOpened]] = field(factory=dict)
    _proposed: dict[tuple[str, int], Recorded[case.ClosureProposed]] = field(factory=dict)
    _closed: list[Recorded[case.CaseClosed]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(case.CaseOpened, self._open)
        yield on(case.ClosureProposed, self._propose)
        yield on(case.CaseClosed, self._closed.append)

    def _open(self, event: Recorded[case.CaseOpened]) -> None:
        self._opened[event.stream] = event

    def _propose(self, event: Recorded[case.ClosureProposed]) -> None:
        self._proposed[event.stream, event.fact.proposal] = event

    def answers(self) -> Iterator[Answer]:
        for event in self._closed:
            if event.fact.kind is case.ClosureKind.OBJECTIVE:
                opened, asked = self._opened.get(event.stream), self._proposed.get((event.stream, event.fact.proposal))
                cells = (
                    event.stream.rpartition("/")[2],
                    None if opened is None else opened.fact.mentor,
                    None if asked is None else asked.fact.reason,
                    0 if asked is None else len(asked.fact.evidence),
                    event.fact.approver,
                    str(event.fact.on),
                )
                yield Answer(cells, places(opened, asked, event))


QUESTION: Final = Question(
    "objective-closures", "以客观原因结案", "Cases closed undone",
    says_zh="列出未完成而以客观原因结案的项目及其原因、证据份数；同一指导师、同一原因集中的要多看。",
    says_en="Cases closed undone for an objective reason, with reason and pieces of evidence: look where one mentor or "
    "one reason stands out.",
    clause=Clause.OBJECTIVE_CLOSURE,
    columns=(
        Column("case", "项目", "case"), Column("mentor", "指导师", "mentor"), Column("reason", "原因", "reason"),
        Column("evidence", "证据份数", "evidence", "count"), Column("approver", "批准人", "approved by"),
        Column("closed", "结案", "closed", "day"),
    ),
    make=_ObjectiveClosures,
)  # fmt: skip
