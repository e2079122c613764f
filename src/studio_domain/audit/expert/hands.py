"""Checks of hands (SD-9, SD-7; 3.4.8.b–d): who nominates, verifies, approves and renews, and nobody for himself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import ContractsKnown
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Hands, Kind, distinct, hands
from studio_domain.values import PersonId

SELECTION: Final = Predicate(
    "expert.selection-hands",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="{person} 在 {stream} 的提名、核验、批准中经手两次，或为自己经手",
    en="{person} had a hand twice in nominating, verifying and approving {stream}, or is the expert",
)
SIGNS_ALONE: Final = Predicate(
    "expert.signs-for-both",
    Clause.EXPERT_SELECTION,
    Kind.G,
    zh="专家 {person} 代载体签订了自己的合同 {stream}",
    en="expert {person} signed {stream} for the carrier, too",
)
OWN_LOG: Final = Predicate(
    "expert.own-log",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="专家 {person} 核实了自己的服务记录 {entry}",
    en="expert {person} verified entry {entry} of the expert's own log",
)
RENEWAL: Final = Predicate(
    "expert.renewal-hands",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{person} 提名了专家或就是专家，又批准续聘 {stream}",
    en="{person} nominated the expert or is the expert, and approved the renewal of {stream}",
)
OWN_EVALUATION: Final = Predicate(
    "expert.own-evaluation",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="专家 {person} 考核、解聘了自己（{stream}）",
    en="expert {person} evaluated or dismissed the expert of {stream}",
)


@define
class ExpertHands:
    """Who acts on a delegation stands on both sides, so the delegator's hand counts as well."""

    known: ContractsKnown
    _selected: defaultdict[str, list[tuple[Hands, Place]]] = field(factory=lambda: defaultdict(list))
    """By contract: who nominated and verified so far."""
    _nominators: dict[str, tuple[Hands, Place]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.QualificationVerified, self._verified)
        yield on(expert.EngagementApproved, self._approved)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.LogVerified, self._log)
        yield on(expert.ExpertEvaluated, self._evaluated)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(expert.ContractRenewed, self._renewed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        fact = event.fact
        ours = hands(fact.nominator, fact.on_behalf_of)
        self._select(event, ours, fact.person)
        self._nominators[event.stream] = ours, event.place

    def _verified(self, event: Recorded[expert.QualificationVerified]) -> None:
        self._select(event, _of(event, event.fact.verifier), self._person(event))

    def _approved(self, event: Recorded[expert.EngagementApproved]) -> None:
        self._select(event, _of(event, event.fact.approver), self._person(event))

    def _select(self, event: Recorded[Any], ours: Hands, person: PersonId | None) -> None:
        earlier = self._selected[event.stream]
        himself = frozenset() if person is None else frozenset((person,))
        twice = distinct(himself, frozenset().union(*(hand for hand, _ in earlier)) - himself, ours)
        if twice is not None:
            also = tuple(place for hand, place in earlier if twice in hand)
            self._add(SELECTION, event, twice, also)
        earlier.append((ours, event.place))

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._himself(SIGNS_ALONE, event, _of(event, event.fact.carrier_signer))

    def _log(self, event: Recorded[expert.LogVerified]) -> None:
        self._himself(OWN_LOG, event, _of(event, event.fact.verifier), entry=event.fact.entry)

    def _evaluated(self, event: Recorded[expert.ExpertEvaluated]) -> None:
        self._himself(OWN_EVALUATION, event, _of(event, event.fact.evaluator))

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        self._himself(OWN_EVALUATION, event, _of(event, event.fact.by))

    def _himself(self, predicate: Predicate, event: Recorded[Any], ours: Hands, entry: str = "") -> None:
        person = self._person(event)
        if person is not None and person in ours:
            self._add(predicate, event, person, entry=entry)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        ours, person = _of(event, event.fact.approver), self._person(event)
        nominators, place = self._nominators.get(event.stream, (hands(event.fact.approver) - ours, event.place))
        twice = min(ours & (nominators | ({person} if person else set())), default=None)
        if twice is not None:
            self._add(RENEWAL, event, twice, (place,) if twice in nominators else ())

    def _person(self, event: Recorded[Any]) -> PersonId | None:
        return self.known.contracts[event.stream].person

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        person: PersonId,
        also: tuple[Place, ...] = (),
        entry: str = "",
    ) -> None:
        found = finding(
            predicate, event, person, event.stream,
            expected=count(0), actual=count(1), delta=count(1), also=also, person=person, entry=entry,
        )  # fmt: skip
        self._found.append(found)


def _of(event: Recorded[Any], person: PersonId) -> Hands:
    """The hands of whoever the fact names; he may have acted for another."""
    return hands(person, event.context.on_behalf_of)
