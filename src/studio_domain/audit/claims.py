"""Checks of 报销手续 (3.4.6.d): submitted, accepted, reviewed, approved and paid, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind

_ACCEPTANCE_KEY: Final = "fund.acceptance_from"
_ADVANCE: Final = fund.ClaimKind.ADVANCE

ORDER: Final = Predicate(
    "fund.claim-order",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 未按提交、审核、审批、支付的顺序办理",
    en="claim {claim} did not go through submission, review, approval and payment in this order",
)
ACCEPTANCE_MISSING: Final = Predicate(
    "fund.acceptance-missing",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 的 {claimed:yuan} 元须先验收（{least:yuan} 元起），审核时尚无验收",
    en="claim {claim} of {claimed:yuan} needs acceptance (from {least:yuan}), and had none when reviewed",
    policy=_ACCEPTANCE_KEY,
)
UNAPPROVED_PAYMENT: Final = Predicate(
    "fund.unapproved-payment",
    Clause.REIMBURSEMENT,
    Kind.A,
    zh="支付 {payment} 未经审批",
    en="payment {payment} was made without approval",
)
PAID_TWICE: Final = Predicate(
    "fund.paid-twice",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 重复支付",
    en="claim {claim} was paid twice",
)
SETTLEMENT_DIFFERS: Final = Predicate(
    "fund.settlement-differs",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="借款 {claim} 支付 {paid:yuan} 元，核销与退回合计 {settled:yuan} 元",
    en="advance {claim} of {paid:yuan} was settled for {settled:yuan}, spent and paid back",
)
Key = tuple[str, str]
"""An account and a claim of it."""


_RETURNED, _SUBMITTED, _REVIEWED, _APPROVED = range(4)
"""How far a claim has come."""


@define
class _Open:
    """A claim on its way: what it asks for, and how far it has come."""

    kind: fund.ClaimKind
    fen: int
    last: int
    """The version of its latest step."""
    stage: int = _SUBMITTED
    accepted: bool = False


@define
class ClaimProcedure:
    """Each step follows its own; of a payment without its steps only the payment is told."""

    grounds: Grounds
    _open: dict[Key, _Open] = field(factory=dict)
    _paid: dict[Key, int] = field(factory=dict)
    """Claims that were paid, and the version of the payment."""
    _advances: dict[Key, int] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.GoodsAccepted, self._accepted)
        yield on(fund.ClaimReviewed, self._reviewed)
        yield on(fund.ClaimApproved, self._approved)
        yield on(fund.ClaimPaid, self._payment)
        yield on(fund.ClaimReturned, self._returned)
        yield on(fund.ClaimRejected, self._rejected)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.PaymentReversed, self._reversed)
        yield on(fund.UnapprovedPaymentReported, self._unapproved)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- the steps

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        key, fact = (event.stream, event.fact.claim), event.fact
        if key in self._paid:
            return
        before = self._open.get(key)
        if before and before.stage != _RETURNED:
            self._out_of_order(event, "return", "submission", before.last)
        accepted = before is not None and before.accepted
        self._open[key] = _Open(fact.kind, fact.fen, event.version, accepted=accepted)

    def _accepted(self, event: Recorded[fund.GoodsAccepted]) -> None:
        if claim := self._open.get((event.stream, event.fact.claim)):
            claim.accepted = True

    def _reviewed(self, event: Recorded[fund.ClaimReviewed]) -> None:
        claim = self._step(event, _REVIEWED, "submission", "review")
        if claim is None or claim.accepted or claim.kind is _ADVANCE:
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        least = terms.fund.acceptance_from
        if claim.fen >= least:
            found = finding(
                ACCEPTANCE_MISSING,
                event,
                event.fact.claim,
                expected=count(1),
                actual=count(0),
                delta=count(1),
                binding=terms.binds(_ACCEPTANCE_KEY),
                policy=terms.cite(_ACCEPTANCE_KEY),
                claim=event.fact.claim,
                claimed=claim.fen,
                least=least,
            )
            self._found.append(found)

    def _approved(self, event: Recorded[fund.ClaimApproved]) -> None:
        self._step(event, _APPROVED, "review", "approval")

    def _step(
        self, event: Recorded[fund.ClaimReviewed | fund.ClaimApproved], stage: int, missing: str, step: str
    ) -> _Open | None:
        key = event.stream, event.fact.claim
        if key in self._paid:
            return None
        claim = self._open.get(key)
        if claim is None or claim.stage < stage - 1:
            self._out_of_order(event, missing, step, claim.last if claim else None)
        if claim and claim.stage < stage:
            claim.stage, claim.last = stage, event.version
        return claim

    def _payment(self, event: Recorded[fund.ClaimPaid]) -> None:
        key, name = (event.stream, event.fact.claim), event.fact.claim
        first = self._paid.get(key)
        if first is not None:
            self._twice(event, first)
            return
        self._paid[key] = event.version
        claim = self._open.pop(key, None)
        if claim is None or claim.stage != _APPROVED:
            self._without_approval(event, name, claim.last if claim else None)
        if claim and claim.kind is _ADVANCE:
            self._advances[key] = claim.fen

    def _unapproved(self, event: Recorded[fund.UnapprovedPaymentReported]) -> None:
        self._without_approval(event, event.fact.payment)

    def _returned(self, event: Recorded[fund.ClaimReturned]) -> None:
        if claim := self._open.get((event.stream, event.fact.claim)):
            claim.stage, claim.last = _RETURNED, event.version

    def _rejected(self, event: Recorded[fund.ClaimRejected]) -> None:
        self._open.pop((event.stream, event.fact.claim), None)

    # -- after payment

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        key, fact = (event.stream, event.fact.claim), event.fact
        paid, settled = self._advances.pop(key, None), fact.spent + fact.returned
        if paid is None:
            self._out_of_order(event, "payment", "settlement")
        elif paid != settled:
            found = finding(
                SETTLEMENT_DIFFERS,
                event,
                fact.claim,
                expected=fen(paid),
                actual=fen(settled),
                delta=fen(settled - paid),
                also=(Place(event.stream, self._paid[key]),),
                claim=fact.claim,
                paid=paid,
                settled=settled,
            )
            self._found.append(found)

    def _reversed(self, event: Recorded[fund.PaymentReversed]) -> None:
        key = event.stream, event.fact.claim
        self._advances.pop(key, None)
        if self._paid.pop(key, None) is None:
            self._out_of_order(event, "payment", "reversal")

    def _out_of_order(self, event: Recorded[Any], missing: str, step: str, last: int | None = None) -> None:
        claim, also = event.fact.claim, _before(event, last)
        found = finding(
            ORDER, event, claim, expected=text(missing), actual=text(step), delta=count(1), also=also, claim=claim
        )
        self._found.append(found)

    def _twice(self, event: Recorded[fund.ClaimPaid], first: int) -> None:
        claim, also = event.fact.claim, _before(event, first)
        found = finding(
            PAID_TWICE, event, claim, expected=count(1), actual=count(2), delta=count(1), also=also, claim=claim
        )
        self._found.append(found)

    def _without_approval(self, event: Recorded[Any], payment: str, last: int | None = None) -> None:
        found = finding(
            UNAPPROVED_PAYMENT,
            event,
            payment,
            expected=count(1),
            actual=count(0),
            delta=count(1),
            also=_before(event, last),
            payment=payment,
        )
        self._found.append(found)


def _before(event: Recorded[Any], version: int | None) -> tuple[Place, ...]:
    """An earlier step of the same account, as further evidence."""
    return () if version is None else (Place(event.stream, version),)
