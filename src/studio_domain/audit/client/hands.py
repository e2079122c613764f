"""SD-13 (个人信息删除): who approves an erasure does not carry it out; who placed a hold does not lift it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.client.known import client_of
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_record.facts import ClientDataErased, ErasureApproved, LegalHoldLifted, LegalHoldPlaced
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.values import PersonId

TWO_HANDS: Final = Predicate(
    "client.erasure-one-hand",
    Clause.SECRECY,
    Kind.A,
    zh="{person} 既批准又执行了服务对象 {subject} 的删除 {matter}",
    en="{person} both approved and carried out the erasure {matter} of client {subject}",
    source=Source.LAW,
)
OWN_HOLD: Final = Predicate(
    "client.own-hold-lifted",
    Clause.SECRECY,
    Kind.A,
    zh="{person} 解除了自己设置的保全 {matter}（服务对象 {subject}）",
    en="{person} lifted hold {matter} of client {subject}, placed by the same hand",
)


@define
class Hands:
    """Whose hands a matter has been through, both of who acts for somebody."""

    _approved: dict[tuple[str, str], tuple[frozenset[PersonId | None], Place]] = field(factory=dict)
    _placed: dict[tuple[str, str], tuple[PersonId, Place]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(ErasureApproved, self._approve)
        yield on(ClientDataErased, self._erase)
        yield on(LegalHoldPlaced, self._place)
        yield on(LegalHoldLifted, self._lift)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _approve(self, event: Recorded[ErasureApproved]) -> None:
        fact = event.fact
        hands = frozenset((fact.approver, fact.on_behalf_of))
        self._approved[event.stream, fact.request] = hands, event.place

    def _erase(self, event: Recorded[ClientDataErased]) -> None:
        fact = event.fact
        approved = self._approved.get((event.stream, fact.request))
        if approved is None:
            return
        for person in (fact.executor, event.context.on_behalf_of):
            if person is not None and person in approved[0]:
                self._add(TWO_HANDS, event, fact.request, person, approved[1])

    def _place(self, event: Recorded[LegalHoldPlaced]) -> None:
        self._placed.setdefault((event.stream, event.fact.hold), (event.fact.placed_by, event.place))

    def _lift(self, event: Recorded[LegalHoldLifted]) -> None:
        fact = event.fact
        placed = self._placed.pop((event.stream, fact.hold), None)
        if placed is not None and placed[0] == fact.lifted_by:
            self._add(OWN_HOLD, event, fact.hold, fact.lifted_by, placed[1])

    def _add(self, predicate: Predicate, event: Recorded[Any], matter: str, person: PersonId, before: Place) -> None:
        found = finding(
            predicate,
            event,
            client_of(event.stream),
            matter,
            person,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=(before,),
            matter=matter,
            person=person,
        )
        self._found.append(found)
