"""How far the system of appointments is used (3.4.1.a): adopted, it is for the services of a year too; advice only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.legal_days import day_of
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind
from studio_domain.regulation_book import RegulationApproved
from studio_domain.values import Days, fiscal_year

_SYSTEM: Final = "regulation/appointment"

NONE_BY_APPOINTMENT: Final = Predicate(
    "appointment.share",
    Clause.APPOINTMENT_SYSTEM,
    Kind.R,
    zh="{year} 年提供服务 {services} 次，已建立预约服务制度，没有一次经过预约",
    en="{services} services were given in {year}, none by appointment, although the system is adopted",
)


@define
class _Year:
    first: Recorded[case.ServiceDelivered]
    services: int = 0
    by_appointment: int = 0


@define
class Share:
    """Services of each year, and those by appointment, once a system of appointments is in force."""

    _adopted: dict[str, tuple[date, Recorded[RegulationApproved]]] = field(factory=dict)
    _years: dict[tuple[str, int], _Year] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(RegulationApproved, self._approved)
        yield on(case.ServiceDelivered, self._served)

    def _approved(self, event: Recorded[RegulationApproved]) -> None:
        if event.stream.endswith(_SYSTEM):
            self._adopted.setdefault(event.studio, (event.fact.effective, event))

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        year = self._years.setdefault((event.studio, fiscal_year(day_of(event.fact.start))), _Year(event))
        year.services += 1
        year.by_appointment += event.fact.appointment is not None

    def findings(self, as_of: date) -> Iterator[Finding]:
        for (studio, number), year in self._years.items():
            since, adopted = self._adopted.get(studio, (date.max, None))
            if adopted is None or since.year >= number or number >= as_of.year or year.by_appointment:
                continue
            yield finding(
                NONE_BY_APPOINTMENT,
                year.first,
                str(number),
                expected=count(1),
                actual=count(0),
                delta=count(year.services),
                also=(adopted.place,),
                interval=Days(date(number, 1, 1), date(number + 1, 1, 1)),
                year=number,
                services=year.services,
            )
