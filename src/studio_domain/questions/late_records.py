"""迟延补录: facts that were written down more than a week after they occurred, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column

_DAYS: Final = 7


@define
class _LateRecords:
    asked: Asked
    _late: list[tuple[int, Recorded[Any]]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def _see(self, event: Recorded[Any]) -> None:
        context = event.context
        if context.batch is not None and context.claimed_at is None:
            return  # an import that does not say when its source wrote it down
        late = (day_of(context.claimed_at or event.recorded_at) - day_of(context.occurred)).days
        if late > _DAYS:
            self._late.append((late, event))

    def answers(self) -> Iterator[Answer]:
        for late, event in sorted(self._late, key=lambda one: (-one[0], one[1].stream, one[1].version)):
            context = event.context
            reason = None if context.reason is None else context.reason.value
            what = type(event.fact).__name__
            cells = event.stream, what, str(day_of(context.occurred)), late, context.by, context.role, reason
            yield Answer(cells, places(event))


QUESTION: Final = Question(
    "late-records", "迟延补录", "Written down late",
    says_zh="列出发生七天以后才记录的事实、何人记录、有无理由；倒填日期是造假的常见形式。",
    says_en="Facts written down more than seven days after they occurred, by whom, and with which reason: backdating "
    "is how trails are most often falsified.",
    clause=Clause.TRUTHFUL_REPORTS,
    columns=(
        Column("stream", "对象", "stream"), Column("what", "事项", "what"), Column("day", "发生", "occurred", "day"),
        Column("days", "迟延天数", "days late", "count"), Column("by", "记录人", "by"), Column("role", "角色", "role"),
        Column("reason", "理由", "reason"),
    ),
    make=_LateRecords,
)  # fmt: skip
