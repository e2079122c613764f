"""久无进展的项目: open cases in which nothing was done for two months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain import client_case as case
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column

_DAYS: Final = 60
_WORK: Final = (
    case.ClientAssessed, case.ProblemDiagnosed, case.SolutionPlanned, case.PlanStepExecuted, case.ServiceDelivered,
    case.ResourceMatched, case.MatchResultRecorded, case.PhaseResultRecorded, case.ContactTried,
)  # fmt: skip


@define
class _IdleCases:
    asked: Asked
    _open: dict[str, Recorded[case.CaseOpened]] = field(factory=dict)
    _last: dict[str, Recorded[Any]] = field(factory=dict)
    _ended: set[str] = field(factory=set)

    def watches(self) -> Iterator[Watch]:
        yield on(case.CaseOpened, self._opened)
        for fact in _WORK:
            yield on(fact, self._worked)
        yield on(case.CaseClosed, self._end)
        yield on(case.CaseTransferred, self._end)
        yield on(case.CaseReopened, self._reopened)

    def _opened(self, event: Recorded[case.CaseOpened]) -> None:
        self._open[event.stream] = event
        self._last.setdefault(event.stream, event)

    def _worked(self, event: Recorded[Any]) -> None:
        known = self._last.get(event.stream)
        if known is None or _day(event) >= _day(known):
            self._last[event.stream] = event

    def _end(self, event: Recorded[Any]) -> None:
        self._ended.add(event.stream)

    def _reopened(self, event: Recorded[case.CaseReopened]) -> None:
        self._ended.discard(event.stream)
        self._worked(event)

    def answers(self) -> Iterator[Answer]:
        idle = [
            ((self.asked.as_of - _day(last)).days, opened, last)
            for opened, last in ((opened, self._last[stream]) for stream, opened in self._open.items())
            if opened.stream not in self._ended
        ]
        for days, opened, last in sorted(idle, key=lambda one: (-one[0], one[1].stream)):
            if days > _DAYS:
                fact = opened.fact
                cells = fact.case, fact.client, fact.mentor, str(fact.due), str(_day(last)), days
                yield Answer(cells, places(*dict.fromkeys((opened, last))))


def _day(event: Recorded[Any]) -> date:
    return day_of(event.context.occurred)


QUESTION: Final = Question(
    "idle-cases", "久无进展的项目", "Cases that rest",
    says_zh="列出在办项目中已六十天以上没有服务、诊断、对接或联系记录的。",
    says_en="Open cases in which no service, diagnosis, match or contact was recorded for more than sixty days.",
    clause=Clause.CASE_CLOSURE,
    columns=(
        Column("case", "项目", "case"), Column("client", "服务对象", "client"), Column("mentor", "指导师", "mentor"),
        Column("due", "到期", "due", "day"), Column("last", "最近记录", "last record", "day"),
        Column("days", "天数", "days", "count"),
    ),
    make=_IdleCases,
)  # fmt: skip
