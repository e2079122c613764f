"""代办事项: who recorded for whom, how often, of which kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column

_SHOWN: Final = 20
"""How many facts of a pair are named as evidence."""


@define
class _ActedForOthers:
    asked: Asked
    _times: defaultdict[tuple[str, str, str], Counter[str]] = field(factory=lambda: defaultdict(Counter))
    _seen: defaultdict[tuple[str, str, str], list[Recorded[Any]]] = field(factory=lambda: defaultdict(list))

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def _see(self, event: Recorded[Any]) -> None:
        context = event.context
        if context.on_behalf_of is not None:
            key = context.by, context.on_behalf_of, context.role
            self._times[key][type(event.fact).__name__] += 1
            if len(self._seen[key]) < _SHOWN:
                self._seen[key].append(event)

    def answers(self) -> Iterator[Answer]:
        for key, times in sorted(self._times.items()):
            what = ", ".join(f"{name} × {number}" for name, number in sorted(times.items()))
            yield Answer((*key, times.total(), what), places(*self._seen[key]))


QUESTION: Final = Question(
    "acted-for-others", "代办事项", "Acted for others",
    says_zh="列出何人代何人、以何角色办理了多少事项；对照委托文书的期限与范围。",
    says_en="Who acted for whom, in which role and how often: hold it against the delegations' terms.",
    clause=Clause.OPERATE_BY_RULES,
    columns=(
        Column("by", "代办人", "by"), Column("principal", "被代办人", "for"), Column("role", "角色", "role"),
        Column("times", "次数", "times", "count"), Column("what", "事项", "what"),
    ),
    make=_ActedForOthers,
)  # fmt: skip
