"""S1 (杭州): recognised with everything exactly at its boundary; nothing is found. S4 and S13 are how it goes on."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo import s04_case, s13_succession
from studio_adapters.demo.office import NotAsTold, Office
from studio_adapters.demo.people import DIGITAL_PARK, XIHU
from studio_adapters.demo.recognised import RECOGNISED, RecognisedHouse, figures

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
    )
    house.plans({2024: figures(3, 3, 3), 2025: figures(1, 0, 3)})
    s04_case.tell(house)
    house.guides(2025, house.lead)
    s13_succession.tell(house)


def recognised_as_told(office: Office) -> None:
    """The studio serves from 2024-07-01 on, under the name of its lead."""
    known = office.app.studio(STUDIO).state
    if not known.serves_on(RECOGNISED) or known.name_on(RECOGNISED) != NAME:
        raise NotAsTold(f"{STUDIO}: not recognised under the name of its lead on {RECOGNISED}")
