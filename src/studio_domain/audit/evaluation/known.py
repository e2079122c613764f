"""Who served in a year, and how much (考核数据), as the pass has seen it: no check, grounds for several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.client_case import facts as case
from studio_domain.expert_contract import facts as expert
from studio_domain.values import PersonId, legal_day

_MINUTE: Final = timedelta(minutes=1)


@define
class Served:
    """Services of cases, and logs of experts: who gave one is a provider; only services of cases are counted."""

    services: defaultdict[tuple[int, PersonId], int] = field(factory=lambda: defaultdict(int))
    minutes: defaultdict[tuple[int, PersonId], int] = field(factory=lambda: defaultdict(int))
    _providers: defaultdict[int, set[PersonId]] = field(factory=lambda: defaultdict(set))
    _experts: dict[str, PersonId] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(case.ServiceDelivered, self._delivered)
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ServiceLogged, self._logged)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def providers(self, year: int) -> list[PersonId]:
        """Whoever gave a service in *year*."""
        return sorted(self._providers.get(year, ()))

    def counted(self, metric: str, year: int, person: PersonId) -> int | None:
        """How much of a metric; None for one that nothing is known of."""
        if metric == "services":
            return self.services.get((year, person), 0)
        return self.minutes.get((year, person), 0) if metric == "service-minutes" else None

    def _delivered(self, event: Recorded[case.ServiceDelivered]) -> None:
        fact = event.fact
        year = legal_day(fact.start).year
        self._providers[year].add(fact.mentor)
        self.services[year, fact.mentor] += 1
        self.minutes[year, fact.mentor] += max(0, (fact.end - fact.start) // _MINUTE)

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._experts[event.stream] = event.fact.person

    def _logged(self, event: Recorded[expert.ServiceLogged]) -> None:
        if (person := self._experts.get(event.stream)) is not None:
            self._providers[legal_day(event.fact.start).year].add(person)
