"""预算调剂: every shift between lines, asked by whom, granted by whom, and how long after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _Transfers:
    asked: Asked
    _wanted: dict[tuple[str, str], Recorded[fund.TransferRequested]] = field(factory=dict)
    _answered: dict[tuple[str, str], Recorded[Any]] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.TransferRequested, self._request)
        yield on(fund.TransferApproved, self._answer)
        yield on(fund.TransferDeclined, self._answer)

    def _request(self, event: Recorded[fund.TransferRequested]) -> None:
        self._wanted[event.stream, event.fact.transfer] = event

    def _answer(self, event: Recorded[fund.TransferApproved] | Recorded[fund.TransferDeclined]) -> None:
        self._answered[event.stream, event.fact.transfer] = event

    def answers(self) -> Iterator[Answer]:
        for key, event in self._wanted.items():
            fact, answer = event.fact, self._answered.get(key)
            who = None if answer is None else _approver(answer.fact) or answer.fact.decliner
            word = "waiting" if answer is None else "approved" if who == _approver(answer.fact) else "declined"
            day = None if answer is None else str(day_of(answer.context.occurred))
            account = event.stream.rpartition("/")[2]
            cells = (
                f"{account} {fact.transfer}", fact.giving, fact.taking, fact.fen,
                fact.asker, str(day_of(event.context.occurred)), word, who, day,
            )  # fmt: skip
            yield Answer(cells, places(event, answer))


def _approver(fact: fund.TransferApproved | fund.TransferDeclined) -> str | None:
    return fact.approver if isinstance(fact, fund.TransferApproved) else None


QUESTION: Final = Question(
    "transfers", "预算调剂", "Transfers between lines",
    says_zh="列出全部预算调剂：由何科目到何科目、多少、何人申请、何人何日批准；与支出日期对照，看是否先支后调。",
    says_en="Every shift between lines of a budget: how much, asked for and granted by whom and when; held against the "
    "days of payments it shows what was spent before it was shifted.",
    clause=Clause.BUDGET,
    columns=(
        Column("transfer", "调剂", "transfer"), Column("giving", "调出", "from"), Column("taking", "调入", "to"),
        Column("fen", "金额", "amount", "fen"), Column("asker", "申请人", "asked by"),
        Column("asked", "申请日", "asked", "day"), Column("answer", "结果", "answer"),
        Column("who", "批准人", "answered by"), Column("answered", "批准日", "answered", "day"),
    ),
    make=_Transfers,
)  # fmt: skip
