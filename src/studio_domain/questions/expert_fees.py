"""外聘专家劳务费: of each contract the hours that were logged and verified, and what was claimed and paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _Contract:
    person: str | None = None
    logged: int = 0
    verified: int = 0
    fees: dict[str, Recorded[expert.FeeClaimed]] = field(factory=dict)
    paid: set[str] = field(factory=set)
    evidence: list[Recorded[Any]] = field(factory=list)


@define
class _ExpertFees:
    asked: Asked
    _contracts: dict[str, _Contract] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ServiceLogged, self._logged)
        yield on(expert.LogVerified, self._verified)
        yield on(expert.FeeClaimed, self._claimed)
        yield on(expert.FeePaid, self._paid)
        yield on(expert.FeeWithdrawn, self._withdrawn)

    def _of(self, event: Recorded[Any]) -> _Contract:
        return self._contracts.setdefault(event.stream, _Contract())

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._of(event).person = event.fact.person
        self._of(event).evidence.append(event)

    def _logged(self, event: Recorded[expert.ServiceLogged]) -> None:
        self._of(event).logged += max(0, (event.fact.end - event.fact.start) // timedelta(minutes=1))

    def _verified(self, event: Recorded[expert.LogVerified]) -> None:
        self._of(event).verified += event.fact.minutes

    def _claimed(self, event: Recorded[expert.FeeClaimed]) -> None:
        self._of(event).fees[event.fact.fee] = event
        self._of(event).evidence.append(event)

    def _paid(self, event: Recorded[expert.FeePaid]) -> None:
        self._of(event).paid.add(event.fact.fee)

    def _withdrawn(self, event: Recorded[expert.FeeWithdrawn]) -> None:
        self._of(event).fees.pop(event.fact.fee, None)

    def answers(self) -> Iterator[Answer]:
        for stream, known in sorted(self._contracts.items()):
            fees = {name: event.fact for name, event in known.fees.items()}
            cells = (
                stream.rpartition("/")[2], known.person, known.logged, known.verified,
                sum(fee.gross for fee in fees.values()), sum(fee.tax for fee in fees.values()),
                sum(fee.net for name, fee in fees.items() if name in known.paid),
            )  # fmt: skip
            yield Answer(cells, places(*known.evidence))


QUESTION: Final = Question(
    "expert-fees", "外聘专家劳务费与工时", "Fees and hours of experts",
    says_zh="列出每份外聘合同记录与核验的分钟数、申请的劳务费、代扣税款与已付净额。",
    says_en="Of each contract the minutes that were logged and verified, fees claimed, tax withheld, net amounts paid.",
    clause=Clause.EXPERT_MANAGEMENT,
    columns=(
        Column("contract", "合同", "contract"), Column("person", "专家", "expert"),
        Column("logged", "记录分钟", "minutes logged", "count"),
        Column("verified", "核验分钟", "minutes verified", "count"), Column("gross", "应发", "gross", "fen"),
        Column("tax", "代扣税款", "tax", "fen"), Column("paid", "已付净额", "net paid", "fen"),
    ),
    make=_ExpertFees,
)  # fmt: skip
