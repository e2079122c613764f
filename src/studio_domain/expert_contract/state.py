"""What the rules of an expert's contract need to know of its past; `transitions` says how facts change it.

Nothing happens because a term ends: whether the contract holds on a day follows from its inclusive dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from studio_domain.expert_contract.facts import (
    ContractRenewed,
    ContractSigned,
    ExpertEvaluated,
    ExpertNominated,
    QualificationVerified,
)
from studio_domain.expert_contract.hours import Hours
from studio_domain.guideline import Hands, hands
from studio_domain.values import Days, Fen, PersonId, Span, legal_day


class Stage(Enum):
    """How far the selection (选聘) has come."""

    NOMINATED = "nominated"  # 已提名
    VERIFIED = "verified"  # 已核验
    APPROVED = "approved"  # 已批准
    SIGNED = "signed"  # 已签订
    DECLINED = "declined"  # 不予聘用


@frozen
class Entry:
    """A service that was logged: when, on what occasion, for which task; once verified, the minutes that count."""

    span: Span
    task: str
    occasion: str
    minutes: int | None = None

    @property
    def first_day(self) -> date:
        """The legal day on which it began."""
        return legal_day(self.span.start)

    @property
    def last_day(self) -> date:
        """The legal day on which it ended."""
        return legal_day(self.span.end)


@frozen
class Fee:
    """A fee (劳务费) that was claimed: for which entries, through which claim of which account, when, of how much, with
    which tax, and whether paid."""

    entries: tuple[str, ...]
    account: str
    claim: str
    on: date
    gross: Fen
    tax: Fen
    paid: bool = False


@frozen
class Booking:
    """What an appointment takes of the contract (预约占用): from a legal day to another, both included."""

    first: date
    last: date


@frozen
class Ending:
    """How the contract ends: on its last day, by termination or by its term, and whether accounts are settled."""

    declined: bool = False
    acknowledged: bool = False
    terminated: date | None = None
    settled: bool = False


@frozen
class ExpertContract:
    """The contract (聘用合同) of one expert, from nomination to settlement.

    `last` is the end of its term with the latest `renewal` in it; `bookings` the appointments, by stream, that rely on
    it and have no outcome yet.
    """

    nomination: ExpertNominated
    verified: QualificationVerified | None = None
    approved: date | None = None
    signed: ContractSigned | None = None
    last: date | None = None
    renewal: ContractRenewed | None = None
    tasks: frozenset[str] = frozenset()
    entries: Mapping[str, Entry] = field(factory=dict)
    fees: Mapping[str, Fee] = field(factory=dict)
    bookings: Mapping[str, Booking] = field(factory=dict)
    evaluations: Mapping[str, ExpertEvaluated] = field(factory=dict)
    suspensions: tuple[Days, ...] = ()
    ending: Ending = field(factory=Ending)

    @property
    def person(self) -> PersonId:
        """The expert."""
        return self.nomination.person

    @property
    def stage(self) -> Stage:
        """How far the selection has come; whether a signed contract holds is asked of its days."""
        if self.ending.declined:
            return Stage.DECLINED
        reached = (self.signed, Stage.SIGNED), (self.approved, Stage.APPROVED), (self.verified, Stage.VERIFIED)
        return next((stage for fact, stage in reached if fact is not None), Stage.NOMINATED)

    @property
    def nominators(self) -> Hands:
        """Who nominated the expert, and for whom."""
        return hands(self.nomination.nominator, self.nomination.on_behalf_of)

    @property
    def paid(self) -> bool:
        """Whether the expert is paid by it."""
        return self.signed is not None and self.signed.unit_fen > 0

    @property
    def suspended(self) -> bool:
        """Whether a suspension is under way or announced that has no end yet."""
        return bool(self.suspensions) and self.suspensions[-1].until is None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as known now; None before it is signed."""
        if self.last is None or self.ending.terminated is None:
            return self.last
        return min(self.last, self.ending.terminated)

    def in_force_on(self, day: date) -> bool:
        """Whether *day* lies in its term, renewals and termination counted."""
        return self.covers(day, day)

    def active_on(self, day: date) -> bool:
        """Whether it is in force on *day* and not suspended: the expert may serve."""
        return self.in_force_on(day) and not any(day in pause for pause in self.suspensions)

    def covers(self, first_day: date, last_day: date) -> bool:
        """Whether it is in force from *first_day* to *last_day*, both included."""
        last = self.last_day
        return self.signed is not None and last is not None and self.signed.first <= first_day <= last_day <= last

    def ended_by(self, day: date) -> bool:
        """Whether its last day is over when *day* begins; a nomination that was declined is over too."""
        return self.ending.declined or (self.last_day is not None and self.last_day < day)

    def fee_of(self, entry: str) -> str | None:
        """The fee in which an entry was claimed."""
        return next((name for name, fee in self.fees.items() if entry in fee.entries), None)

    def hours(self, entries: Iterable[str]) -> tuple[Hours, ...]:
        """The verified hours of these entries."""
        chosen = (self.entries[name] for name in entries)
        return tuple(Hours(one.occasion, one.span.start, one.minutes) for one in chosen if one.minutes is not None)

    @property
    def last_evaluation(self) -> str | None:
        """The evaluation of the latest day; of several on one day the one recorded last."""
        if not self.evaluations:
            return None
        return max(reversed(list(self.evaluations)), key=lambda name: self.evaluations[name].on)
