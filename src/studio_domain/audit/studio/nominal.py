"""The lead serves in person (1.3.1.b): in each full year of the recognition, hours of guidance of his own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.studio.gaps import both
from studio_domain.audit.studio.known import Known
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.guideline import Clause, Kind
from studio_domain.values import Days, PersonId, legal_day, union

NOMINAL: Final = Predicate(
    "studio.lead-nominal",
    Clause.LEAD_SERVES,
    Kind.A,
    zh="领办人 {subject} 在 {year} 年提供指导 {actual} 小时，应不少于 {expected} 小时",
    en="lead {subject} gave {actual} hours of guidance in {year}, it takes {expected}",
    policy="studio.lead_min_hours",
)


@define
class Nominal:
    """Whoever leads throughout a year in which the studio is recognised throughout."""

    grounds: Grounds
    known: Known
    _served: defaultdict[tuple[PersonId, int], timedelta] = field(factory=lambda: defaultdict(timedelta))

    def watches(self) -> Iterator[Watch]:
        yield on(ServiceDelivered, self._serve)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for spell in self.known.leads:
            led = union(both([spell.days], self.known.needed()))
            for year in range(spell.first.year, as_of.year + 1):
                last = date(year, 12, 31)
                whole = any(days.first <= date(year, 1, 1) and last in days for days in led)
                if not whole or last > as_of:
                    continue
                terms = self.grounds.policy.on(last)
                least = terms.studio.lead_min_hours
                hours = self._served[spell.person, year] // timedelta(hours=1)
                if hours < least:
                    yield finding(
                        NOMINAL, spell.event, spell.person, str(year),
                        expected=count(least), actual=count(hours), delta=count(least - hours),
                        interval=Days.through(date(year, 1, 1), last), binding=terms.binds("studio.lead_min_hours"),
                        policy=terms.cite("studio.lead_min_hours"), year=year,
                    )  # fmt: skip

    def _serve(self, event: Recorded[ServiceDelivered]) -> None:
        fact = event.fact
        if fact.end > fact.start:
            self._served[fact.mentor, legal_day(fact.start).year] += fact.end - fact.start
