"""Checks of 不相容岗位分离 (3.4.6.d, 3.3.g, 3.4.6.a): whose hands a payment went through, by persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import define, field

from studio_domain import person_record
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.mandates_known import Held, MandatesKnown
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind, Role, hands
from studio_domain.person_record import Relation, RelationDeclared
from studio_domain.values import PersonId

FOUR_HANDS: Final = Predicate(
    "fund.four-hands",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="{person} 在 {matter} 中经手了须由不同人办理的两个环节",
    en="{person} had a hand twice in {matter}, where the hands must differ",
)
BENEFICIARY_APPROVES: Final = Predicate(
    "fund.beneficiary-approves",
    Clause.FUND_SAFETY,
    Kind.G,
    zh="报销 {claim} 的收款人是 {beneficiary}，审批人 {person} 是其本人或近亲属",
    en="claim {claim} pays {beneficiary}; {person}, who approved it, is the same person or close kin",
)
OWN_ACCEPTANCE: Final = Predicate(
    "fund.own-acceptance",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 由经办人 {person} 本人或受其委托的人验收",
    en="the goods of claim {claim} were accepted by {person}, who claims them, or on that person's behalf",
)
LIMIT_EXCEEDED: Final = Predicate(
    "fund.limit-exceeded",
    Clause.CARRIER_FINANCE_RULES,
    Kind.X,
    zh="{person} 批准报销 {claim} 的 {claimed:yuan} 元，授权限额 {limit:yuan} 元",
    en="{person} approved claim {claim} of {claimed:yuan}, with a mandate up to {limit:yuan}",
)

_APPROVERS: Final = (Role.FINANCE_HEAD, Role.CARRIER_HEAD)
_CLOSE: Final = frozenset({Relation.SPOUSE, Relation.KIN})

Key = tuple[str, str]
"""An account and a claim of it."""


class _Part(Enum):
    CLAIM = "claim"
    REVIEW = "review"
    APPROVAL = "approval"
    PAYMENT = "payment"


@define
class _Claim:
    fen: int
    beneficiary: PersonId | None
    hands: dict[PersonId, tuple[_Part, int]]
    """Who had a hand in it: in which part first, and the version that says so."""


@define
class ClaimHands:
    """Claimant, reviewer, approver and payer are four persons; who acts for another has two hands (SD-1, SD-2)."""

    grounds: Grounds
    _mandates: MandatesKnown = field(factory=MandatesKnown)
    _close: dict[frozenset[PersonId], Place] = field(factory=dict)
    _claims: dict[Key, _Claim] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._mandates.watches()
        yield on(person_record.RelationDeclared, self._related)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.GoodsAccepted, self._accepted)
        yield on(fund.ClaimReviewed, self._reviewed)
        yield on(fund.ClaimApproved, self._approved)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.ClaimRejected, self._rejected)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.FundReturned, self._returned)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _related(self, event: Recorded[RelationDeclared]) -> None:
        if event.fact.relation in _CLOSE:
            person = PersonId(event.stream.rpartition("/")[2])
            self._close[frozenset((person, event.fact.other))] = event.place

    # -- the four hands

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact = event.fact
        hands = {fact.claimant: (_Part.CLAIM, event.version)}
        self._claims[event.stream, fact.claim] = _Claim(fact.fen, fact.beneficiary, hands)

    def _accepted(self, event: Recorded[fund.GoodsAccepted]) -> None:
        """Nobody attests for himself that the goods came (验收、证明), nor for whom he acts."""
        claim = self._claims.get((event.stream, event.fact.claim))
        if claim is None:
            return
        for person in hands(event.fact.acceptor, event.context.on_behalf_of):
            before = claim.hands.get(person)
            if before and before[0] is _Part.CLAIM:
                self._own_acceptance(event, person, Place(event.stream, before[1]))

    def _reviewed(self, event: Recorded[fund.ClaimReviewed]) -> None:
        self._hand(event, _Part.REVIEW, event.fact.reviewer)

    def _approved(self, event: Recorded[fund.ClaimApproved]) -> None:
        fact = event.fact
        claim = self._claims.get((event.stream, fact.claim))
        if claim is None:
            return
        held = self._authority(event, day_of(event.context.occurred))
        behind = {mandate.delegator for mandate in held} if fact.on_behalf_of is None else {fact.on_behalf_of}
        hands = [fact.approver, *sorted([person for person in behind if person and person != fact.approver])]
        for person in hands:
            self._hand(event, _Part.APPROVAL, person)
        self._beneficiary(event, claim, hands)
        limits = [mandate.limit for mandate in held if mandate.limit is not None]
        if held and len(limits) == len(held) and claim.fen > max(limits):
            self._over(event, claim.fen, max(limits), tuple(mandate.place for mandate in held))

    def _authority(self, event: Recorded[fund.ClaimApproved], day: date) -> list[Held]:
        """The mandates that the approval rests on: his own unless he says for whom he acts, else delegated ones."""
        held = self._mandates.held(event.studio, event.fact.approver, _APPROVERS, day)
        behind = event.fact.on_behalf_of
        if behind is not None:
            return [mandate for mandate in held if mandate.delegator == behind]
        return [mandate for mandate in held if mandate.delegator is None] or held

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        self._hand(event, _Part.PAYMENT, event.fact.payer)
        self._claims.pop((event.stream, event.fact.claim), None)

    def _rejected(self, event: Recorded[fund.ClaimRejected]) -> None:
        self._claims.pop((event.stream, event.fact.claim), None)

    def _hand(
        self, event: Recorded[fund.ClaimReviewed | fund.ClaimApproved | fund.ClaimPaid], part: _Part, person: PersonId
    ) -> None:
        claim = self._claims.get((event.stream, event.fact.claim))
        if claim is None:
            return
        before = claim.hands.get(person)
        if before is None:
            claim.hands[person] = part, event.version
        elif before[0] is not part and not self._merged(event, {before[0], part}):
            self._twice(event, event.fact.claim, person, Place(event.stream, before[1]))

    def _merged(self, event: Recorded[Any], parts: set[_Part]) -> bool:
        """Whether a small studio may have both in one hand: review and approval, never another pair."""
        fund_terms = self.grounds.policy.on(event.context.day).fund
        return fund_terms.sod_merge_reviewer_approver and parts == {_Part.REVIEW, _Part.APPROVAL}

    # -- two hands where there are but two

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        if event.fact.claimant == event.fact.reviewer:
            self._twice(event, event.fact.claim, event.fact.reviewer)

    def _returned(self, event: Recorded[fund.FundReturned]) -> None:
        if event.fact.approver in hands(event.fact.payer, event.context.on_behalf_of):
            self._twice(event, event.fact.returned, event.fact.approver)

    # -- what is told

    def _twice(self, event: Recorded[Any], matter: str, person: PersonId, *before: Place) -> None:
        found = finding(
            FOUR_HANDS,
            event,
            matter,
            person,
            expected=count(1),
            actual=count(2),
            delta=count(1),
            also=before,
            matter=matter,
            person=person,
        )
        self._found.append(found)

    def _own_acceptance(self, event: Recorded[fund.GoodsAccepted], claimant: PersonId, before: Place) -> None:
        found = finding(
            OWN_ACCEPTANCE,
            event,
            event.fact.claim,
            claimant,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=(before,),
            claim=event.fact.claim,
            person=claimant,
        )
        self._found.append(found)

    def _beneficiary(self, event: Recorded[fund.ClaimApproved], claim: _Claim, hands: list[PersonId]) -> None:
        if claim.beneficiary is None:
            return
        for person in hands:
            tie = self._close.get(frozenset((person, claim.beneficiary)))
            if person == claim.beneficiary or tie:
                found = finding(
                    BENEFICIARY_APPROVES,
                    event,
                    event.fact.claim,
                    person,
                    expected=count(0),
                    actual=count(1),
                    delta=count(1),
                    also=(tie,) if tie else (),
                    claim=event.fact.claim,
                    beneficiary=claim.beneficiary,
                    person=person,
                )
                self._found.append(found)

    def _over(self, event: Recorded[fund.ClaimApproved], claimed: int, limit: int, because: tuple[Place, ...]) -> None:
        found = finding(
            LIMIT_EXCEEDED,
            event,
            event.fact.claim,
            event.fact.approver,
            expected=fen(limit),
            actual=fen(claimed),
            delta=fen(claimed - limit),
            also=because,
            claim=event.fact.claim,
            person=event.fact.approver,
            claimed=claimed,
            limit=limit,
        )
        self._found.append(found)
