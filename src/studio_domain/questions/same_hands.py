"""同人经办审批: claims in which one person had two of the hands that are to be four persons'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions._claims import HANDS, Claims
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.values import PersonId
from studio_domain.views.register import Column


@define
class _SameHands:
    asked: Asked
    _claims: Claims = field(factory=Claims)

    def watches(self) -> Iterator[Watch]:
        yield from self._claims.watches()

    def answers(self) -> Iterator[Answer]:
        for claim in self._claims.known.values():
            had: defaultdict[PersonId, list[tuple[type[Any], Recorded[Any]]]] = defaultdict(list)
            for fact, person, event in claim.hands():
                had[person].append((fact, event))
            for person, steps in had.items():
                if len({fact for fact, _ in steps} - {fund.GoodsAccepted}) > 1:
                    hands = ", ".join(HANDS[fact][1] for fact, _ in steps)
                    cells = claim.name, person, hands, claim.submitted.fact.fen
                    yield Answer(cells, places(*(event for _, event in steps)))


QUESTION: Final = Question(
    "same-hands", "同人经办审批", "Several hands of one person",
    says_zh="列出同一人承担经办、审核、审批、支付中两项以上的报销；小机构是否获准合并岗位另看政策。",
    says_en="Claims in which one person claimed, reviewed, approved or paid more than once; whether policy lets a "
    "small studio merge two of them is another question.",
    clause=Clause.REIMBURSEMENT,
    columns=(
        Column("claim", "报销", "claim"), Column("person", "人员", "person"), Column("hands", "环节", "hands"),
        Column("fen", "金额", "amount", "fen"),
    ),
    make=_SameHands,
)  # fmt: skip
