"""无合同服务: services by people who were neither of the studio nor under a contract on that day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain import client_case as case
from studio_domain.aggregate import Recorded
from studio_domain.audit.appointment.serving import Serving
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.values import legal_day
from studio_domain.views.register import Column


@define
class _ServicesWithoutContract:
    asked: Asked
    _serving: Serving = field(factory=Serving)
    _services: list[Recorded[case.ServiceDelivered]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._serving.watches()
        yield on(case.ServiceDelivered, self._services.append)

    def answers(self) -> Iterator[Answer]:
        for event in self._services:
            fact, day = event.fact, legal_day(event.fact.start)
            if not self._serving.on(event.studio, fact.mentor, day):
                cells = event.stream.rpartition("/")[2], fact.service, str(day), fact.mentor, fact.kind
                yield Answer(cells, places(event))


QUESTION: Final = Question(
    "services-without-contract", "无合同服务", "Services without a contract",
    says_zh="列出服务当日既不在册、也没有在执行合同的人员所提供的服务。",
    says_en="Services by people who on that day were neither on the roster nor under a contract in force.",
    clause=Clause.EXPERT_MANAGEMENT,
    columns=(
        Column("case", "项目", "case"), Column("service", "服务", "service"), Column("day", "日期", "day", "day"),
        Column("mentor", "提供人", "by"), Column("kind", "服务类别", "kind"),
    ),
    make=_ServicesWithoutContract,
)  # fmt: skip
