"""S3 (武汉): fewer than three of the staff for 197 days, filed with nobody, and a report that claims three. Its twin.

An expert on the page of the roster is no member of the staff: nothing of him is in the record.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo.expected import COUNT, DAYS, OPEN, REMEDIED, Expected
from studio_adapters.demo.office import LAST_DAY, Office
from studio_adapters.demo.people import HONGSHAN, INCUBATOR
from studio_adapters.demo.recognised import RecognisedHouse, figures
from studio_domain.guideline import Clause
from studio_domain.studio import StaffDeparted
from studio_domain.values import PersonId

STUDIO: Final = "wh-hongshan-903"
TWIN: Final = "wh-hongshan-953"
LEAD, REGION = "陈思齐", "武汉市洪山区"
TWIN_LEAD: Final = "程思远"
"""A name belongs to one studio."""

LEFT: Final = date(2025, 3, 31)
SHORT_FROM, SHORT_UNTIL = date(2025, 4, 1), date(2025, 10, 15)
"""Fewer than three from the one day on, and before the other."""
SHORT: Final = (SHORT_UNTIL - SHORT_FROM).days
ALLOWED: Final = 60
DUE: Final = date(2025, 5, 31)
FILING_DUE: Final = date(2025, 4, 16)
JOINED, JOINED_SINCE = date(2025, 6, 20), date(2023, 10, 15)
"""邓一帆: a year and eight months of mentoring when he joins."""
IN_TIME, IN_TIME_SINCE = DUE, date(2023, 5, 31)
"""The twin's: two years to the day, on the day that it was due."""
CLAIMED, TRUE = 3, 2

NEWCOMER: Final = "p-310"

EXPECTED: Final = (
    Expected(Clause.THREE_STAFF.value, "studio.staff-shortage", STUDIO, SHORT - ALLOWED, DAYS, REMEDIED),
    Expected(
        Clause.STAFF_EXPERIENCE.value, "studio.staff-unqualified", NEWCOMER, (SHORT_UNTIL - JOINED).days, DAYS, OPEN
    ),
    Expected(Clause.TRUTHFUL_REPORTS.value, "report.figure-false", "staff-minimum", CLAIMED - TRUE, COUNT, OPEN),
    Expected(
        Clause.TIMELY_FILING.value, "obligation.change_filing", f"{STUDIO}/staff-shortage/{SHORT_FROM}",
        (LAST_DAY - FILING_DUE).days, DAYS, OPEN,
    ),
)  # fmt: skip


def tell(office: Office) -> None:
    """高远 leaves; who comes in June has not two years before 15 October; the report of 2025 says three."""
    house = _recognised(office, STUDIO, 3, LEAD)
    house.experienced(JOINED, house.newcomer, "mentoring", JOINED_SINCE)
    house.joins(JOINED, house.newcomer)
    house.plans({2024: figures(0, 0, 3), 2025: figures(1, 0, CLAIMED)})


def tell_twin(office: Office) -> None:
    """Filed in time, replaced on the due day by somebody with his two years, and reported as it was: two."""
    house = _recognised(office, TWIN, 103, TWIN_LEAD)
    house.files("bb-2025-02", FILING_DUE, house.last(StaffDeparted, "staff-shortage"))
    house.experienced(IN_TIME, house.newcomer, "mentoring", IN_TIME_SINCE)
    house.joins(IN_TIME, house.newcomer)
    house.plans({2024: figures(0, 0, 3), 2025: figures(1, 0, TRUE)})


def _recognised(office: Office, studio: str, number: int, lead: str) -> RecognisedHouse:
    """Recognised with three of the staff, of whom one leaves; the lead serves each year."""
    house = RecognisedHouse(office, studio, HONGSHAN, INCUBATOR, number, lead_name=lead, region=REGION)
    house.recognised(
        {
            house.lead.id: ("mentoring", date(2017, 9, 4)),
            house.staff.id: ("training", date(2019, 3, 18)),
            house.desk.id: ("mentoring", date(2020, 6, 8)),
            house.keeper.id: ("mentoring", date(2021, 10, 11)),
        },
        document=f"洪人社发〔2024〕{number}号",
        leaving={house.desk.id: LEFT},
    )
    house.registered(date(2024, 9, 3))
    for year in (2025, 2026):
        house.guides(year, house.lead)
    house.evaluates(2025)
    gone = PersonId(house.desk.id)
    house.does(
        LEFT, house.head, lambda: house.profile.record_staff_departure(person=gone, last_day=LEFT, reason="离职")
    )
    house.clears(LEFT, house.desk, house.staff)
    return house
