"""The carrier (申报载体, 1.1.c; 1.3.2): one legal entity, by a valid code, of a kind that text or region names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import CarrierRegistered
from studio_domain.values import uscc_is_valid

CARRIER_TWICE: Final = Predicate(
    "studio.carrier-twice",
    Clause.CARRIER_INNOVATION,
    Kind.G,
    zh="{stream} 已登记申报载体 {expected}，又登记 {actual}",
    en="{stream} was registered by carrier {expected}, and again by {actual}",
)
CARRIER_CODE: Final = Predicate(
    "studio.carrier-code",
    Clause.CARRIER_KINDS,
    Kind.G,
    zh="申报载体的统一社会信用代码 {subject} 有误",
    en="the carrier's code {subject} is no unified social credit code",
)
CARRIER_KIND: Final = Predicate(
    "studio.carrier-kind",
    Clause.CARRIER_KINDS,
    Kind.G,
    zh="申报载体 {subject} 的类型 {actual} 未登记，可用：{expected}",
    en="carrier {subject} is of the kind {actual}, known are {expected}",
)


@define
class Registration:
    """A studio has one carrier; a registration that corrects the former takes its place."""

    _grounds: Grounds
    _first: dict[str, Recorded[CarrierRegistered]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CarrierRegistered, self._registered)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _registered(self, event: Recorded[CarrierRegistered]) -> None:
        fact = event.fact
        first = self._first.setdefault(event.stream, event)
        if event.context.corrects == (first.stream, first.version):
            self._first[event.stream] = event
        elif first is not event:
            self._add(CARRIER_TWICE, event, text(first.fact.carrier), text(fact.carrier))
        if not uscc_is_valid(fact.carrier):
            self._add(CARRIER_CODE, event, count(1), count(0))
        kinds = self._grounds.policy.on(event.context.day).studio.carrier_kinds
        if fact.kind not in kinds:
            self._add(CARRIER_KIND, event, text(", ".join(kinds)), text(fact.kind))

    def _add(
        self, predicate: Predicate, event: Recorded[CarrierRegistered], expected: Measure, actual: Measure
    ) -> None:
        self._found.append(
            finding(predicate, event, event.fact.carrier, expected=expected, actual=actual, delta=count(1))
        )
