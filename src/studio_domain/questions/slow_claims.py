"""报销用时: how many days each paid claim took from handing in to payment, the slowest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain.audit.engine import Watch
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions._claims import Claims
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _SlowClaims:
    asked: Asked
    _claims: Claims = field(factory=Claims)

    def watches(self) -> Iterator[Watch]:
        yield from self._claims.watches()

    def answers(self) -> Iterator[Answer]:
        took = []
        for claim in self._claims.known.values():
            if (paid := claim.steps.get(fund.ClaimPaid)) is not None:
                began = day_of(claim.submitted.context.occurred)
                took.append(((paid.fact.on - began).days, began, claim, paid))
        for days, began, claim, paid in sorted(took, key=lambda one: (-one[0], one[2].name)):
            cells = claim.name, str(began), str(paid.fact.on), days, claim.submitted.fact.fen
            yield Answer(cells, places(claim.submitted, paid))


QUESTION: Final = Question(
    "slow-claims", "报销用时", "How long claims took",
    says_zh="列出每笔已付报销从提交到支付的天数，由长到短；负数说明先付后报。",
    says_en="Days from handing in to payment of each paid claim, the slowest first; a negative number says that it was "
    "paid before it was asked for.",
    clause=Clause.REIMBURSEMENT,
    columns=(
        Column("claim", "报销", "claim"), Column("handed_in", "提交日", "handed in", "day"),
        Column("paid", "支付日", "paid", "day"), Column("days", "天数", "days", "count"),
        Column("fen", "金额", "amount", "fen"),
    ),
    make=_SlowClaims,
)  # fmt: skip
