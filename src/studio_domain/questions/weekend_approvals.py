"""休息日审批: approvals and payments on Saturdays, Sundays, or days that the adopted calendar makes holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain import client_case as case
from studio_domain import tariff_schedule as tariff
from studio_domain import working_calendar
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column
from studio_domain.working_calendar import WorkingDays

_DECISIONS: Final = (
    fund.BudgetApproved, fund.TransferApproved, fund.ClaimApproved, fund.ClaimPaid, tariff.TariffApproved,
    case.CaseClosed, case.CaseTermExtended,
)  # fmt: skip


@define
class _WeekendApprovals:
    asked: Asked
    _calendars: list[Any] = field(factory=list)
    _taken: list[tuple[date, Recorded[Any]]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(working_calendar.CalendarAdopted, self._adopted)
        for fact in _DECISIONS:
            yield on(fact, self._decided)

    def _adopted(self, event: Recorded[working_calendar.CalendarAdopted]) -> None:
        self._calendars.append(event.fact)

    def _decided(self, event: Recorded[Any]) -> None:
        self._taken.append((day_of(event.context.occurred), event))

    def answers(self) -> Iterator[Answer]:
        days = WorkingDays(self._calendars)
        for day, event in self._taken:
            if not days.is_working(day):
                context = event.context
                cells = event.stream, type(event.fact).__name__, str(day), context.by, context.role
                yield Answer(cells, places(event))


QUESTION: Final = Question(
    "weekend-approvals", "休息日审批", "Approvals on days of rest",
    says_zh="列出在休息日作出的批准、支付与结案（按采用的工作日历，未采用的年份按周六、周日）。",
    says_en="Approvals, payments and closures on days of rest, by the calendar adopted, else on Saturdays and Sundays.",
    clause=Clause.OPERATE_BY_RULES,
    columns=(
        Column("stream", "对象", "stream"), Column("what", "事项", "what"), Column("day", "日期", "day", "day"),
        Column("by", "办理人", "by"), Column("role", "角色", "role"),
    ),
    make=_WeekendApprovals,
)  # fmt: skip
