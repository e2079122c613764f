"""Inspections (监督检查, 3.4.7.d): so many in each year through which the studio is recognised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.guideline import Clause, Kind
from studio_domain.inspection import InspectionHeld
from studio_domain.values import Days, legal_day

TOO_FEW: Final = Predicate(
    "inspection.too-few",
    Clause.DISCIPLINE,
    Kind.A,
    zh="{subject} 在 {year} 年开展监督检查 {actual} 次，应不少于 {expected} 次",
    en="{subject} was inspected {actual} times in {year}, it takes {expected}",
    policy="discipline.inspections_year",
)
INCOMPLETE: Final = Predicate(
    "inspection.incomplete",
    Clause.DISCIPLINE,
    Kind.A,
    zh="{stream} 的检查 {subject} 缺失或无效：{actual}",
    en="of inspection {subject} in {stream} is missing or void: {actual}",
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@define
class TooFewInspections:
    """Counted where the studio served and was recognised all year; an inspection counts in the year of its day."""

    grounds: Grounds
    _recognised: Recognised = field(factory=Recognised)
    _held: defaultdict[tuple[str, int], set[str]] = field(factory=lambda: defaultdict(set))
    _served: set[tuple[str, int]] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(InspectionHeld, self._inspect)
        yield on(ServiceDelivered, self._serve)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for studio, year in sorted(self._served):
            end, recognised = date(year, 12, 31), self._recognised.first(studio)
            terms = self.grounds.policy.on(end)
            held, least = len(self._held[studio, year]), terms.discipline.inspections_year
            if recognised is None or end > as_of or held >= least or not self._through(studio, year):
                continue
            key = str(TOO_FEW.policy)
            yield finding(
                TOO_FEW, recognised, studio, str(year),
                expected=count(least), actual=count(held), delta=count(least - held), interval=_year(year),
                binding=terms.binds(key), policy=terms.cite(key), year=year,
            )  # fmt: skip

    def _through(self, studio: str, year: int) -> bool:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return any(first in span and last in span for span in self._recognised.days(studio))

    def _serve(self, event: Recorded[ServiceDelivered]) -> None:
        self._served.add((event.studio, legal_day(event.fact.start).year))

    def _inspect(self, event: Recorded[InspectionHeld]) -> None:
        fact = event.fact
        self._held[event.studio, fact.on.year].add(fact.inspection)
        wrong = [] if fact.scope.strip() else ["scope"]
        wrong += [] if _DIGEST.fullmatch(fact.digest) else ["digest"]
        wrong += [] if fact.on.year == fact.year else ["year"]
        if wrong:
            found = finding(
                INCOMPLETE, event, fact.inspection, event.stream,
                expected=count(0), actual=text(", ".join(wrong)), delta=count(len(wrong)),
            )  # fmt: skip
            self._found.append(found)


def _year(year: int) -> Days:
    return Days.through(date(year, 1, 1), date(year, 12, 31))
