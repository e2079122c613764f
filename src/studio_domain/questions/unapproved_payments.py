"""未经审批的支付: money that left without an approved claim, reported or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions._claims import Claims
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.views.register import Column


@define
class _UnapprovedPayments:
    asked: Asked
    _claims: Claims = field(factory=Claims)
    _reported: list[Recorded[fund.UnapprovedPaymentReported]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._claims.watches()
        yield on(fund.UnapprovedPaymentReported, self._reported.append)

    def answers(self) -> Iterator[Answer]:
        for event in self._reported:
            fact = event.fact
            yield Answer((fact.payment, str(fact.on), fact.fen, fact.payer, "reported"), places(event))
        for claim in self._claims.known.values():
            paid, approved = claim.steps.get(fund.ClaimPaid), claim.steps.get(fund.ClaimApproved)
            if paid is None or (approved is not None and approved.position < paid.position):
                continue
            why = "approved-later" if approved else "never-approved"
            cells = claim.name, str(paid.fact.on), claim.submitted.fact.fen, paid.fact.payer, why
            yield Answer(cells, places(claim.submitted, paid, approved))


QUESTION: Final = Question(
    "unapproved-payments", "未经审批的支付", "Payments without approval",
    says_zh="列出如实报告的未批支付（reported），以及没有审批记录（never-approved）或审批在后（approved-later）的支付。",
    says_en="Payments that were reported as unapproved, and those that no approval came before.",
    clause=Clause.REIMBURSEMENT,
    columns=(
        Column("payment", "支付", "payment"), Column("paid", "支付日", "paid", "day"),
        Column("fen", "金额", "amount", "fen"), Column("payer", "付款人", "payer"), Column("how", "情形", "how"),
    ),
    make=_UnapprovedPayments,
)  # fmt: skip
