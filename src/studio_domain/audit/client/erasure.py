"""删除与限制处理 (个人信息保护法 47): asked for, approved, free of holds; answered within the term, or kept by law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import Factory, define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.client.known import client_of, day_before
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.client_record.facts import (
    ClientDataErased,
    ErasureApproved,
    ErasureRequested,
    LegalHoldLifted,
    LegalHoldPlaced,
    LegalRank,
    ProcessingRestricted,
    RestrictionEnded,
)
from studio_domain.guideline import Clause, Kind, Source, obligation

UNAPPROVED: Final = Predicate(
    "client.erasure-unapproved",
    Clause.SECRECY,
    Kind.A,
    zh="服务对象 {subject} 的删除 {request} 执行时没有 {missing}",
    en="the erasure {request} of client {subject} was carried out without {missing}",
    source=Source.LAW,
)
ERASED_UNDER_HOLD: Final = Predicate(
    "client.erased-while-kept",
    Clause.SECRECY,
    Kind.A,
    zh="服务对象 {subject} 的信息在 {kept} 期间被删除",
    en="the data of client {subject} was erased while it had to be kept ({kept})",
    source=Source.LAW,
)
RANK: Final = Predicate(
    "client.restriction-rank",
    Clause.CLIENT_LIBRARY,
    Kind.A,
    zh="服务对象 {subject} 请求删除后，仅依 {rank} 改为限制处理",
    en="client {subject} asked for erasure, and the data was restricted instead by a {rank} alone",
    source=Source.LAW,
)


@define
class _Kept:
    """What keeps the data: holds by number, and restrictions with their last day."""

    holds: dict[str, Place] = field(factory=dict)
    restrictions: list[tuple[date, date, Place]] = field(factory=list)
    requested: dict[str, date] = field(factory=dict)
    approved: dict[str, date] = field(factory=dict)


@define
class Erasures:
    """个人信息删除 pii_erasure: a request is answered by erasure, or by a restriction that law or regulation asks for;
    when that ends, it is owed again."""

    grounds: Grounds
    owed: ObligationLedger = Factory(lambda: ObligationLedger.of(obligation("pii_erasure")))
    _kept: dict[str, _Kept] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(ErasureRequested, self._requested)
        yield on(ErasureApproved, self._approved)
        yield on(ProcessingRestricted, self._restricted)
        yield on(RestrictionEnded, self._ended)
        yield on(LegalHoldPlaced, self._placed)
        yield on(LegalHoldLifted, self._lifted)
        yield on(ClientDataErased, self._erased)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (self.owed,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        yield from self.owed.findings(as_of)

    # -- what is asked, and what keeps the data

    def _of(self, stream: str) -> _Kept:
        return self._kept.setdefault(stream, _Kept())

    def _requested(self, event: Recorded[ErasureRequested]) -> None:
        fact = event.fact
        self._of(event.stream).requested.setdefault(fact.request, fact.on)
        self._owe(event, fact.on)

    def _approved(self, event: Recorded[ErasureApproved]) -> None:
        self._of(event.stream).approved.setdefault(event.fact.request, event.fact.on)

    def _restricted(self, event: Recorded[ProcessingRestricted]) -> None:
        fact, kept = event.fact, self._of(event.stream)
        kept.restrictions.append((fact.on, fact.until, event.place))
        if fact.rank is not LegalRank.DEPARTMENTAL_RULE:
            if self.owed.discharge(event.stream, event, fact.on):
                self._owe(event, fact.until)
        elif kept.requested:
            self._add(RANK, event, rank=fact.rank)

    def _ended(self, event: Recorded[RestrictionEnded]) -> None:
        """The data is free again from that very day; an erasure asked for is owed from then on, not from later."""
        day, kept = event.fact.on, self._of(event.stream)
        ends = day_before(day)
        if any(first <= day <= last for first, last, _ in kept.restrictions):
            kept.restrictions = [(first, min(last, ends), by) for first, last, by in kept.restrictions]
            if self.owed.discharge(event.stream, event, day):
                self._owe(event, day)

    def _placed(self, event: Recorded[LegalHoldPlaced]) -> None:
        self._of(event.stream).holds.setdefault(event.fact.hold, event.place)

    def _lifted(self, event: Recorded[LegalHoldLifted]) -> None:
        self._of(event.stream).holds.pop(event.fact.hold, None)

    def _owe(self, event: Recorded[Any], day: date) -> None:
        """A term in working days ends on one, so it has rolled over already."""
        terms = self.grounds.policy.on(day)
        due = self.grounds.working_days.add_working_days(day, terms.pii.erasure_wd)
        self.owed.open(event.stream, event, day, due, terms)

    # -- the erasure

    def _erased(self, event: Recorded[ClientDataErased]) -> None:
        fact, kept = event.fact, self._of(event.stream)
        while self.owed.discharge(event.stream, event, fact.on):
            pass
        steps = {"request": kept.requested.get(fact.request), "approval": kept.approved.get(fact.request)}
        missing = [step for step, day in steps.items() if day is None or day > fact.on]
        if missing:
            self._add(UNAPPROVED, event, request=fact.request, missing=", ".join(missing))
        for hold, place in kept.holds.items():
            self._add(ERASED_UNDER_HOLD, event, place, kept=hold)
        for first, last, place in kept.restrictions:
            if first <= fact.on <= last:
                self._add(ERASED_UNDER_HOLD, event, place, kept=f"{first}/{last}")

    def _add(self, predicate: Predicate, event: Recorded[Any], *also: Place, **figures: Any) -> None:
        found = finding(
            predicate, event, client_of(event.stream), expected=count(1), actual=count(0), delta=count(1), also=also,
            **figures,
        )  # fmt: skip
        self._found.append(found)
