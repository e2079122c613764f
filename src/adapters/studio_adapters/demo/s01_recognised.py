"""S1 (杭州): recognised with everything exactly at its boundary; nothing is found. S4 and S13 are how it goes on."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo import s04_case, s13_succession
from studio_adapters.demo.applicant import RECOGNISED
from studio_adapters.demo.office import NotAsTold, Office
from studio_adapters.demo.people import DIGITAL_PARK, XIHU
from studio_adapters.demo.recognised import RecognisedHouse, figures

STUDIO: Final = "hz-xihu-001"
LEAD, REGION = "周明远", "杭州市西湖区"
NAME: Final = "杭州市西湖区周明远创业指导师工作室"
DOCUMENT: Final = "西人社发〔2024〕37号"
TWO_YEARS: Final = date(2022, 5, 20)
"""何雨晴 begins: two years on the day of the application."""


def tell(office: Office) -> None:
    """The studio, its case of 2024, its years, and its lead's successor."""
    house = RecognisedHouse(office, STUDIO, XIHU, DIGITAL_PARK, 1, lead_name=LEAD, region=REGION)
    house.recognised(
        {
            house.lead.id: ("mentoring", date(2018, 3, 12)),
            house.staff.id: ("training", date(2019, 9, 1)),
            house.desk.id: ("mentoring", date(2021, 4, 15)),
            house.keeper.id: ("mentoring", TWO_YEARS),
        },
        document=DOCUMENT,
        leaving={house.lead.id: s13_succession.RETIRED},
    )
    house.plans({2024: figures(3, 3, 3), 2025: figures(1, 0, 3)})
    s04_case.tell(house)
    house.guides(2025, house.lead)
    for year in (2024, 2025):
        house.evaluates(year)
    s13_succession.tell(house)


def lived_as_told(office: Office) -> None:
    """Recognised under the name of its lead, its case closed with the jobs of the scenario, renamed after the next."""
    known, case = office.app.studio(STUDIO).state, office.app.case(STUDIO, s04_case.CASE).state
    names = known.name_on(RECOGNISED), known.name_on(s13_succession.RENAMED)
    if not known.serves_on(RECOGNISED) or names != (NAME, s13_succession.FULL_NAME):
        raise NotAsTold(f"{STUDIO}: recognised as {names[0]}, renamed {names[1]}")
    if case.end.closed != s04_case.CLOSED or not case.end.archived:
        raise NotAsTold(f"{STUDIO}: case {s04_case.CASE} is not closed on {s04_case.CLOSED} and archived")
