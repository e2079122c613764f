"""导入的事实: what came from elsewhere, by import and kind of stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _ImportedRecords:
    asked: Asked
    _times: Counter[tuple[str, str]] = field(factory=Counter)
    _first: dict[tuple[str, str], Recorded[Any]] = field(factory=dict)
    _undated: Counter[tuple[str, str]] = field(factory=Counter)

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def _see(self, event: Recorded[Any]) -> None:
        batch = event.context.batch
        if batch is not None:
            key = batch, event.stream.split("/", 2)[1] if "/" in event.stream else event.stream
            self._times[key] += 1
            self._first.setdefault(key, event)
            self._undated[key] += event.context.claimed_at is None

    def answers(self) -> Iterator[Answer]:
        for key, times in sorted(self._times.items()):
            yield Answer((*key, times, self._undated[key]), places(self._first[key]))


QUESTION: Final = Question(
    "imported-records", "导入的事实", "Imported facts",
    says_zh="列出每批导入的事实条数，以及其中来源没有说明记录时间的条数；导入的事实不受守卫约束，只由审计核对。",
    says_en="How many facts each import brought, and of how many the source does not say when they were written down: "
    "no guard has held what was imported, only the audit does.",
    clause=Clause.TRUTHFUL_REPORTS,
    columns=(
        Column("batch", "批次", "import"), Column("kind", "类别", "kind"), Column("facts", "条数", "facts", "count"),
        Column("undated", "未注明记录时间", "without a time of record", "count"),
    ),
    make=_ImportedRecords,
)  # fmt: skip
