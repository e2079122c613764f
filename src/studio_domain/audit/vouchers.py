"""Checks of 票据归集 (3.4.6.c, 3.4.6.d): each document once, in time, and enough for what is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, days, fen, finding, on_day
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.voucher_use import VoucherUse
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days, add_days

_DAYS_KEY: Final = "claim.voucher_days"
_EXPENSE: Final = ClaimKind.EXPENSE
_ACCEPTANCE: Final = VoucherKind.ACCEPTANCE
_NONE: Final = frozenset[str]()

BELOW_CLAIM: Final = Predicate(
    "fund.vouchers-below-claim",
    Clause.REIMBURSEMENT,
    Kind.G,
    zh="报销 {claim} 的 {claimed:yuan} 元，票据合计仅 {vouched:yuan} 元",
    en="claim {claim} of {claimed:yuan} has vouchers for {vouched:yuan} only",
)
LATE: Final = Predicate(
    "fund.voucher-late",
    Clause.VOUCHERS,
    Kind.A,
    zh="报销 {claim} 的票据 {number} 应于 {due} 前交回，逾期 {late} 天",
    en="voucher {number} of claim {claim} was due by {due}; {late} days late",
    policy=_DAYS_KEY,
)
NO_VOUCHER: Final = Predicate(
    "fund.no-voucher",
    Clause.VOUCHERS,
    Kind.A,
    zh="报销 {claim} 的 {claimed:yuan} 元已支付，没有任何票据",
    en="claim {claim} of {claimed:yuan} was paid without any voucher",
)

Key = tuple[str, str]
"""An account and a claim of it."""


@define
class _Claim:
    """What was handed in for a claim."""

    kind: ClaimKind
    fen: int
    vouchers: tuple[Voucher, ...]
    submitted: int
    """The version at which it was."""


@define
class Vouchers:
    """A document supports one claim at a time; what is paid has its vouchers."""

    grounds: Grounds
    _claims: dict[Key, _Claim] = field(factory=dict)
    _returned: dict[Key, frozenset[str]] = field(factory=dict)
    _uses: VoucherUse = field(factory=VoucherUse)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimApproved, self._approved)
        yield on(fund.ClaimPaid, self._paid)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.ClaimReturned, self._sent_back)
        yield on(fund.ClaimRejected, self._ended)
        yield on(fund.PaymentReversed, self._ended)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- handed in

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact, key = event.fact, (event.stream, event.fact.claim)
        self._uses.free(key)
        self._on_time(event, day_of(event.context.occurred), fact.vouchers, self._returned.get(key, _NONE))
        self._found.extend(self._uses.take(event, fact.vouchers))
        self._claims[key] = _Claim(fact.kind, fact.fen, fact.vouchers, event.version)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        fact = event.fact
        self._uses.free((event.stream, fact.claim))
        self._on_time(event, fact.on, fact.vouchers)
        self._found.extend(self._uses.take(event, fact.vouchers))
        vouched = _sum(fact.vouchers)
        if vouched < fact.spent:
            self._below(event, fact.spent, vouched)

    def _on_time(
        self,
        event: Recorded[fund.ClaimSubmitted | fund.AdvanceSettled],
        handed_in: date,
        vouchers: Iterable[Voucher],
        seen: frozenset[str] = _NONE,
    ) -> None:
        terms = self.grounds.policy.on(handed_in)
        for voucher in vouchers:
            due = add_days(voucher.issued, terms.claim.voucher_days)
            if handed_in > due and voucher.number not in seen:
                found = finding(
                    LATE,
                    event,
                    event.fact.claim,
                    voucher.number,
                    expected=on_day(due),
                    actual=on_day(handed_in),
                    delta=days((handed_in - due).days),
                    interval=Days(voucher.issued, handed_in),
                    binding=terms.binds(_DAYS_KEY),
                    policy=terms.cite(_DAYS_KEY),
                    claim=event.fact.claim,
                    number=voucher.number,
                    due=due,
                    late=(handed_in - due).days,
                )
                self._found.append(found)

    # -- approved and paid

    def _approved(self, event: Recorded[fund.ClaimApproved]) -> None:
        claim = self._claims.get((event.stream, event.fact.claim))
        if claim and claim.vouchers and claim.kind is _EXPENSE:
            vouched = _sum(claim.vouchers)
            if vouched < claim.fen:
                self._below(event, claim.fen, vouched, Place(event.stream, claim.submitted))

    def _paid(self, event: Recorded[fund.ClaimPaid]) -> None:
        key, name = (event.stream, event.fact.claim), event.fact.claim
        self._returned.pop(key, None)
        claim = self._claims.get(key)
        if claim and not claim.vouchers and claim.kind is _EXPENSE:
            found = finding(
                NO_VOUCHER,
                event,
                name,
                expected=fen(claim.fen),
                actual=fen(0),
                delta=fen(claim.fen),
                also=(Place(event.stream, claim.submitted),),
                claim=name,
                claimed=claim.fen,
            )
            self._found.append(found)

    # -- free again

    def _sent_back(self, event: Recorded[fund.ClaimReturned]) -> None:
        """A voucher that comes back with the claim is no later for it."""
        key = event.stream, event.fact.claim
        claim, seen = self._claims.get(key), self._returned.get(key, frozenset())
        self._ended(event)
        self._returned[key] = seen.union(one.number for one in claim.vouchers) if claim else seen

    def _ended(self, event: Recorded[fund.ClaimReturned | fund.ClaimRejected | fund.PaymentReversed]) -> None:
        key = event.stream, event.fact.claim
        self._returned.pop(key, None)
        self._claims.pop(key, None)
        self._uses.free(key)

    # -- what is told

    def _below(self, event: Recorded[Any], claimed: int, vouched: int, *also: Place) -> None:
        found = finding(
            BELOW_CLAIM,
            event,
            event.fact.claim,
            expected=fen(claimed),
            actual=fen(vouched),
            delta=fen(claimed - vouched),
            also=also,
            claim=event.fact.claim,
            claimed=claimed,
            vouched=vouched,
        )
        self._found.append(found)


def _sum(vouchers: Iterable[Voucher]) -> int:
    """What they are worth: a note of acceptance (验收单) attests that goods came, and is worth no money."""
    return sum([voucher.fen for voucher in vouchers if voucher.kind is not _ACCEPTANCE])
