"""Checks of 选聘管理 (3.4.8.a, 3.4.8.b): nominated, verified, approved, signed; for a term that begins later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import ContractsKnown
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind
from studio_domain.values import add_days, add_years

_TERM_KEY: Final = "expert.term_years"

ORDER: Final = Predicate(
    "expert.selection-order",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="{stream} 未按提名、核验、批准、签订的顺序办理",
    en="{stream} did not go through nomination, verification, approval and signing in this order",
)
UNPROVEN: Final = Predicate(
    "expert.qualification-unproven",
    Clause.EXPERT_SELECTION,
    Kind.A,
    zh="{stream} 核验资格没有利益冲突申报或证明文件",
    en="{stream}: the qualification was verified without declaration of conflicts or document",
)
BACKDATED: Final = Predicate(
    "expert.signed-backdated",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="{stream} 于 {expected} 签订，聘期却自 {actual} 起",
    en="{stream} was signed on {expected}, for a term from {actual} on",
)
UNAPPROVED: Final = Predicate(
    "expert.signed-unapproved",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="{stream} 于 {actual} 签订，{expected} 才批准",
    en="{stream} was signed on {actual}, and approved on {expected}",
)
AHEAD: Final = Predicate(
    "expert.signed-ahead",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="{stream} 于 {expected} 记录，却称 {actual} 签订",
    en="{stream} was recorded on {expected}, and is said to be signed on {actual}",
)
UNWRITTEN: Final = Predicate(
    "expert.unwritten",
    Clause.EXPERT_SELECTION,
    Kind.A,
    zh="{stream} 的批准或合同没有文件",
    en="{stream}: there is no document of the approval or of the contract",
)
TOO_LONG: Final = Predicate(
    "expert.term-too-long",
    Clause.EXPERT_SELECTION,
    Kind.A,
    zh="{stream} 聘期至 {actual}，至多至 {expected}",
    en="{stream} lasts to {actual}, {expected} is the latest",
    policy=_TERM_KEY,
)

_NOMINATED, _VERIFIED, _APPROVED, _SIGNED = range(1, 5)
_STEPS: Final = ("nothing", "nomination", "verification", "approval", "signing")
_DECLINED: Final = -1


@define
class Selection:
    """Each step follows its own and none is repeated; a declined nomination goes no further."""

    grounds: Grounds
    known: ContractsKnown
    _reached: dict[str, tuple[int, Place]] = field(factory=dict)
    _approval: dict[str, date] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.QualificationVerified, self._verified)
        yield on(expert.EngagementApproved, self._approved)
        yield on(expert.EngagementDeclined, self._declined)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- the steps

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._step(event, _NOMINATED)

    def _verified(self, event: Recorded[expert.QualificationVerified]) -> None:
        self._step(event, _VERIFIED)
        fact = event.fact
        missing = [name for name in ("declaration", "document") if not getattr(fact, name).strip()]
        if missing:
            self._add(UNPROVEN, event, count(2), text(", ".join(missing)), count(len(missing)))

    def _approved(self, event: Recorded[expert.EngagementApproved]) -> None:
        self._step(event, _APPROVED)
        self._approval[event.stream] = event.fact.on
        self._written(event, "approval")

    def _written(self, event: Recorded[expert.EngagementApproved | expert.ContractSigned], what: str) -> None:
        if not event.fact.document.strip():
            self._add(UNWRITTEN, event, count(1), text(what), count(1))

    def _declined(self, event: Recorded[expert.EngagementDeclined]) -> None:
        reached, _ = self._reached.get(event.stream, (0, None))
        if reached not in (_NOMINATED, _VERIFIED, _APPROVED):
            expected = "nothing" if reached in (_SIGNED, _DECLINED) else "nomination"
            self._add(ORDER, event, text(expected), text("declining"), count(1), self._before(event))
        self._reached[event.stream] = _DECLINED, event.place

    def _step(self, event: Recorded[Any], step: int) -> None:
        reached = self._reached.get(event.stream, (0, event.place))[0]
        if reached != step - 1:
            self._add(ORDER, event, text(_STEPS[step - 1]), text(_STEPS[step]), count(1), self._before(event))
        self._reached[event.stream] = step, event.place

    def _before(self, event: Recorded[Any]) -> tuple[Place, ...]:
        reached = self._reached.get(event.stream)
        return () if reached is None else (reached[1],)

    # -- the term

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._step(event, _SIGNED)
        self._written(event, "contract")
        fact, approved, recorded = event.fact, self._approval.get(event.stream), day_of(event.context.occurred)
        earliest = min(fact.expert_signed, fact.carrier_signed)
        if approved is not None and earliest < approved:
            self._add(UNAPPROVED, event, on_day(approved), on_day(earliest), days((approved - earliest).days))
        if fact.signed > recorded:
            self._add(AHEAD, event, on_day(recorded), on_day(fact.signed), days((fact.signed - recorded).days))
        if fact.first < fact.signed:
            self._add(BACKDATED, event, on_day(fact.signed), on_day(fact.first), days((fact.signed - fact.first).days))
        self._length(event, fact.first, fact.last)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        ends = self.known.contracts[event.stream].ends
        if len(ends) > 1 and ends[-2][1] < date.max:
            self._length(event, add_days(ends[-2][1], 1), event.fact.last)

    def _length(self, event: Recorded[Any], first: date, last: date) -> None:
        terms = self.grounds.policy.on(event.context.day)
        if first.year + terms.expert.term_years > date.max.year:
            return
        latest = add_days(add_years(first, terms.expert.term_years), -1)
        if last > latest:
            found = finding(
                TOO_LONG,
                event,
                event.stream,
                expected=on_day(latest),
                actual=on_day(last),
                delta=days((last - latest).days),
                binding=terms.binds(_TERM_KEY),
                policy=terms.cite(_TERM_KEY),
            )
            self._found.append(found)

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
    ) -> None:
        found = finding(predicate, event, event.stream, expected=expected, actual=actual, delta=delta, also=also)
        self._found.append(found)
