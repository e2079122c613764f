"""Claims with all that became of them, as several questions ask for them: no question itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.fund_account import facts as fund
from studio_domain.values import PersonId

HANDS: Final = {
    fund.ClaimSubmitted: ("claimant", "claimed"),  # 经办
    fund.GoodsAccepted: ("acceptor", "accepted"),  # 验收
    fund.ClaimReviewed: ("reviewer", "reviewed"),  # 审核
    fund.ClaimApproved: ("approver", "approved"),  # 审批
    fund.ClaimPaid: ("payer", "paid"),  # 支付
}
"""The hands that a claim passes through, in their order: the field that names whose it was, and its code."""


@define
class Claim:
    """A claim and its steps by class of fact, the last of each."""

    submitted: Recorded[fund.ClaimSubmitted]
    steps: dict[type[Any], Recorded[Any]] = field(factory=dict)

    @property
    def name(self) -> str:
        """Account and number: `2025 bx-1`."""
        return f"{self.submitted.stream.rpartition('/')[2]} {self.submitted.fact.claim}"

    def hands(self) -> Iterator[tuple[type[Any], PersonId, Recorded[Any]]]:
        """Who had it in hand, step by step."""
        for fact, (who, _) in HANDS.items():
            if (event := self.steps.get(fact)) is not None:
                yield fact, getattr(event.fact, who), event


@define
class Claims:
    """All claims of a studio."""

    known: dict[tuple[str, str], Claim] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        """What it wants to see."""
        yield on(fund.ClaimSubmitted, self._submitted)
        for fact in (*HANDS, fund.ClaimRejected, fund.ClaimReturned, fund.PaymentReversed):
            if fact is not fund.ClaimSubmitted:
                yield on(fact, self._step)

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        claim = self.known[event.stream, event.fact.claim] = Claim(event)
        claim.steps[fund.ClaimSubmitted] = event

    def _step(self, event: Recorded[Any]) -> None:
        claim = self.known.get((event.stream, event.fact.claim))
        if claim is not None:
            claim.steps[type(event.fact)] = event
