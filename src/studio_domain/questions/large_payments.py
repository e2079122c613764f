"""大额支出: what was paid from an amount on, the largest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain.audit.engine import Watch
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions._claims import Claims
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _LargePayments:
    asked: Asked
    _claims: Claims = field(factory=Claims)

    def watches(self) -> Iterator[Watch]:
        yield from self._claims.watches()

    def answers(self) -> Iterator[Answer]:
        paid = [
            claim
            for claim in self._claims.known.values()
            if fund.ClaimPaid in claim.steps and claim.submitted.fact.fen >= self.asked.least
        ]
        for claim in sorted(paid, key=lambda one: (-one.submitted.fact.fen, one.name)):
            fact, event = claim.submitted.fact, claim.steps[fund.ClaimPaid]
            payment: fund.ClaimPaid = event.fact
            cells = claim.name, str(payment.on), fact.fen, fact.line, fact.purpose, fact.beneficiary, payment.reference
            yield Answer(cells, places(claim.submitted, claim.steps.get(fund.ClaimApproved), event))


QUESTION: Final = Question(
    "large-payments", "大额支出", "Large payments",
    says_zh="列出不少于某一金额的支付（--least 元，默认 10,000），由大到小；逐笔核对审批、票据与用途。",
    says_en="Payments of at least an amount (--least in yuan, 10,000 by default), the largest first: look at approval, "
    "vouchers and purpose of each.",
    clause=Clause.FUND_SAFETY,
    columns=(
        Column("claim", "报销", "claim"), Column("paid", "支付日", "paid", "day"),
        Column("fen", "金额", "amount", "fen"),
        Column("line", "科目", "line"), Column("purpose", "用途", "purpose"),
        Column("beneficiary", "受益人", "beneficiary"), Column("reference", "付款凭据", "reference"),
    ),
    make=_LargePayments,
)  # fmt: skip
