"""Checks of 劳务费 (3.4.8.c): for verified hours, once, as agreed, under the cap, with the tax withheld, and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import ContractsKnown, verified_hours
from studio_domain.audit.finding import Finding, Measure, Predicate, count, fen, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.facts import FeeKind, Title
from studio_domain.expert_contract.hours import Hours, for_units, payable_units, unit_cap
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.policy import Terms
from studio_domain.values import withholding

CAP_KEYS: Final = {
    (FeeKind.LECTURE, Title.OTHER): "expert.lecture_cap_other",
    (FeeKind.LECTURE, Title.ASSOCIATE): "expert.lecture_cap_associate",
    (FeeKind.LECTURE, Title.FULL): "expert.lecture_cap_full",
    (FeeKind.LECTURE, Title.ACADEMICIAN): "expert.lecture_cap_academician",
    (FeeKind.CONSULTING, Title.OTHER): "expert.consulting_cap_other",
    (FeeKind.CONSULTING, Title.ASSOCIATE): "expert.consulting_cap_senior",
    (FeeKind.CONSULTING, Title.FULL): "expert.consulting_cap_senior",
    (FeeKind.CONSULTING, Title.ACADEMICIAN): "expert.consulting_cap_academician",
}
"""Which policy caps a fee, by what it is paid for and by title."""

OVER_CAP: Final = Predicate(
    "expert.fee-over-cap",
    Clause.EXPERT_MANAGEMENT,
    Kind.A,
    zh="{stream} 的劳务费 {fee} 税后 {actual:yuan} 元，上限 {expected:yuan} 元，超出 {delta:yuan} 元",
    en="{stream}: fee {fee} brings {actual:yuan} after tax, {expected:yuan} is the cap, exceeded by {delta:yuan}",
    policy="expert.lecture_cap_full",
)
OVER_AGREED: Final = Predicate(
    "expert.fee-over-agreed",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的劳务费 {fee} 税前 {actual:yuan} 元，约定至多 {expected:yuan} 元",
    en="{stream}: fee {fee} is {actual:yuan} before tax, {expected:yuan} was agreed at most",
)
OVER_HOURS: Final = Predicate(
    "expert.fee-over-hours",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的劳务费 {fee} 计 {actual}，核实的服务只计 {expected}（百分之一学时或天）",
    en="{stream}: fee {fee} counts {actual} hundredths of an hour or day, the verified hours bring {expected}",
)
TAX: Final = Predicate(
    "expert.fee-tax",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的劳务费 {fee} 税前 {gross:yuan} 元应扣税 {expected:yuan} 元，实扣 {actual:yuan}、载明 {tax:yuan}",
    en="{stream}: fee {fee} of {gross:yuan}: tax due {expected:yuan}, kept {actual:yuan}, stated {tax:yuan}",
    source=Source.LAW,
)
UNVERIFIED: Final = Predicate(
    "expert.fee-unverified",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的劳务费 {fee} 含未核实的服务记录 {entry}",
    en="{stream}: fee {fee} pays for entry {entry}, which was not verified",
)
TWICE: Final = Predicate(
    "expert.fee-twice",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的服务记录 {entry} 已计入劳务费 {first}，又计入 {fee}",
    en="{stream}: entry {entry} was paid for in fee {first}, and again in {fee}",
)
CLAIM_DIFFERS: Final = Predicate(
    "expert.fee-claim-differs",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的劳务费 {fee} 为 {expected:yuan} 元，报销 {claim} 为 {actual:yuan} 元，或收款人不是专家",
    en="{stream}: fee {fee} is {expected:yuan}, claim {claim} asks for {actual:yuan} or pays somebody else",
)
NOT_PAID: Final = Predicate(
    "expert.fee-not-paid",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 称劳务费 {fee} 已支付，报销 {claim} 并未支付",
    en="{stream} says that fee {fee} is paid, but claim {claim} is not",
)
WITHDRAWN: Final = Predicate(
    "expert.fee-withdrawn",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 撤回劳务费 {fee}，报销 {claim} 既未被拒，也未冲销",
    en="{stream} withdrew fee {fee}, although claim {claim} is neither rejected nor reversed",
)


@define
class _Fees:
    """A contract's entries and fees, as far as money asks."""

    logged: dict[str, expert.ServiceLogged] = field(factory=dict)
    verified: dict[str, Hours] = field(factory=dict)
    claimed: dict[str, tuple[str, Place]] = field(factory=dict)
    """Entry → the fee that it is in, and the fact that says so."""
    fees: dict[str, Recorded[expert.FeeClaimed]] = field(factory=dict)
    paid: set[str] = field(factory=set)


@define
class _Asked:
    """A claim of a fund account: what it asks for, for whom, and whether it is paid."""

    fen: int
    beneficiary: str | None
    place: Place
    paid: bool = False
    ended: bool = False


@define
class Fees:
    """Each fee by the contract, the hours and the terms of its day; its claim as the account has it."""

    grounds: Grounds
    known: ContractsKnown
    _of: defaultdict[str, _Fees] = field(factory=lambda: defaultdict(_Fees))
    _claims: dict[tuple[str, str], _Asked] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ServiceLogged, self._log)
        yield on(expert.LogVerified, self._verified)
        yield on(expert.FeeClaimed, self._fee)
        yield on(expert.FeePaid, self._fee_paid)
        yield on(expert.FeeWithdrawn, self._withdrawn)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.ClaimRejected, self._ended)
        yield on(fund.PaymentReversed, self._ended)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for of in self._of.values():
            for event in of.fees.values():
                yield from self._differs(event)

    def unpaid(self, stream: str) -> list[str]:
        """The fees of a contract that were claimed, and are neither paid nor withdrawn."""
        of = self._of[stream]
        return [fee for fee in of.fees if fee not in of.paid]

    def unclaimed(self, stream: str, terms: Terms) -> int:
        """The hundredths that verified hours of a paid contract would still bring."""
        of, signed = self._of[stream], self.known.contracts[stream].signed
        if signed is None or signed.fact.unit_fen <= 0:
            return 0
        rest = [hours for entry, hours in of.verified.items() if entry not in of.claimed]
        claimed = [hours for entry, hours in of.verified.items() if entry in of.claimed]
        return payable_units(signed.fact.fee_kind, rest, claimed, terms)

    # -- the account

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact = event.fact
        self._claims[event.stream, fact.claim] = _Asked(fact.fen, fact.beneficiary, event.place)

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        if asked := self._claims.get((event.stream, event.fact.claim)):
            asked.paid = True

    def _ended(self, event: Recorded[fund.ClaimRejected | fund.PaymentReversed]) -> None:
        if asked := self._claims.get((event.stream, event.fact.claim)):
            asked.paid, asked.ended = False, True

    # -- the hours

    def _log(self, event: Recorded[expert.ServiceLogged]) -> None:
        self._of[event.stream].logged.setdefault(event.fact.entry, event.fact)

    def _verified(self, event: Recorded[expert.LogVerified]) -> None:
        of = self._of[event.stream]
        if (logged := of.logged.get(event.fact.entry)) is not None:
            of.verified.setdefault(event.fact.entry, verified_hours(logged, event.fact.minutes))

    # -- the fee

    def _fee(self, event: Recorded[expert.FeeClaimed]) -> None:
        fact, of = event.fact, self._of[event.stream]
        earlier = [of.verified[entry] for entry in of.claimed if entry in of.verified and entry not in fact.entries]
        counted = [of.verified[entry] for entry in dict.fromkeys(fact.entries) if entry in of.verified]
        for entry in dict.fromkeys(fact.entries):
            if entry not in of.verified:
                self._add(UNVERIFIED, event, count(1), count(0), count(1), entry=entry)
            first = of.claimed.setdefault(entry, (fact.fee, event.place))
            if first[1] != event.place:
                self._add(TWICE, event, count(1), count(2), count(1), (first[1],), entry=entry, first=first[0])
        of.fees[fact.fee] = event
        all_verified = len(counted) == len(set(fact.entries))  # else that is told, and there is no sum to go by
        self._amounts(event, counted if all_verified else None, earlier)
        self._tax(event)

    def _amounts(self, event: Recorded[expert.FeeClaimed], counted: list[Hours] | None, earlier: list[Hours]) -> None:
        fact, contract = event.fact, self.known.contracts[event.stream]
        if contract.signed is None:
            return
        signed, terms = contract.signed.fact, self.grounds.policy.on(fact.on)
        if counted is not None and fact.units > (payable := payable_units(signed.fee_kind, counted, earlier, terms)):
            self._add(OVER_HOURS, event, count(payable), count(fact.units), count(fact.units - payable))
        agreed = for_units(signed.unit_fen, fact.units)
        if fact.gross > agreed:
            place = (contract.signed.place,)
            self._add(OVER_AGREED, event, fen(agreed), fen(fact.gross), fen(fact.gross - agreed), place)
        title = contract.verified.fact.title if contract.verified else Title.OTHER
        cap, key = for_units(unit_cap(signed.fee_kind, title, terms), fact.units), CAP_KEYS[signed.fee_kind, title]
        if fact.net > cap:
            found = finding(
                OVER_CAP, event, fact.fee, event.stream,
                expected=fen(cap), actual=fen(fact.net), delta=fen(fact.net - cap), fee=fact.fee,
                also=(contract.verified.place,) if contract.verified else (),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip
            self._found.append(found)

    def _tax(self, event: Recorded[expert.FeeClaimed]) -> None:
        """The fee's own, or what the fees claimed in that month leave to withhold, taken together."""
        fact, kept = event.fact, event.fact.gross - event.fact.net
        month = [
            fee.fact
            for fee in self._of[event.stream].fees.values()
            if fee is not event and (fee.fact.on.year, fee.fact.on.month) == (fact.on.year, fact.on.month)
        ]
        together = withholding(max(fact.gross + sum(fee.gross for fee in month), 0))
        alone, due = withholding(max(fact.gross, 0)), max(0, together - sum(fee.tax for fee in month))
        if fact.tax != kept or kept not in (alone, due):
            wrong = kept - due or fact.tax - due
            self._add(TAX, event, fen(due), fen(kept), fen(wrong), gross=fact.gross, tax=fact.tax)

    def _withdrawn(self, event: Recorded[expert.FeeWithdrawn]) -> None:
        of = self._of[event.stream]
        of.paid.discard(event.fact.fee)
        if (fee := of.fees.pop(event.fact.fee, None)) is not None:
            asked = self._claims.get((fee.fact.account, fee.fact.claim))
            if asked is None or not asked.ended:
                self._claim(WITHDRAWN, event, fee, "rejected / reversed")
            for entry in fee.fact.entries:
                if of.claimed.get(entry, ("", None))[0] == event.fact.fee:
                    del of.claimed[entry]

    def _fee_paid(self, event: Recorded[expert.FeePaid]) -> None:
        fee = self._of[event.stream].fees.get(event.fact.fee)
        if fee is None:
            return
        self._of[event.stream].paid.add(event.fact.fee)
        asked = self._claims.get((fee.fact.account, fee.fact.claim))
        if asked is None or not asked.paid:
            self._claim(NOT_PAID, event, fee, "paid")

    def _claim(
        self,
        predicate: Predicate,
        event: Recorded[expert.FeePaid | expert.FeeWithdrawn],
        fee: Recorded[expert.FeeClaimed],
        expected: str,
    ) -> None:
        found = finding(
            predicate, event, event.fact.fee, event.stream,
            expected=text(expected), actual=text("-"), delta=count(1), also=(fee.place,), fee=event.fact.fee,
            claim=fee.fact.claim,
        )  # fmt: skip
        self._found.append(found)

    def _differs(self, event: Recorded[expert.FeeClaimed]) -> Iterator[Finding]:
        """The claim that pays it is for the gross amount, and for the expert; one not there asks for nothing."""
        fact, person = event.fact, self.known.contracts[event.stream].person
        asked = self._claims.get((fact.account, fact.claim))
        amount = asked.fen if asked else 0
        if asked is None or amount != fact.gross or asked.beneficiary != person:
            yield finding(
                CLAIM_DIFFERS, event, fact.fee, event.stream,
                expected=fen(fact.gross), actual=fen(amount), delta=fen(amount - fact.gross),
                also=(asked.place,) if asked else (), fee=fact.fee, claim=fact.claim,
            )  # fmt: skip

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[expert.FeeClaimed],
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
        **figures: Any,
    ) -> None:
        found = finding(
            predicate, event, event.fact.fee, event.stream,
            expected=expected, actual=actual, delta=delta, also=also, fee=event.fact.fee, **figures,
        )  # fmt: skip
        self._found.append(found)
