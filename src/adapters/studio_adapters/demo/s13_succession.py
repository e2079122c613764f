"""S13 (杭州, after S1 and S4): the lead retires, one of the staff succeeds, in time to the day; nothing is found."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_adapters.demo.people import Person
from studio_adapters.demo.recognised import RecognisedHouse
from studio_domain.guideline import Role
from studio_domain.studio import LeadAppointed, StudioRenamed
from studio_domain.values import PersonId

RETIRED, LEADS = date(2026, 3, 31), date(2026, 4, 1)
MENTORING_SINCE: Final = date(2021, 3, 1)
"""沈嘉宁 mentors; that she trained since 2019 does not count."""
LEAD_FILED, RENAMED, NAME_FILED = date(2026, 4, 10), date(2026, 4, 20), date(2026, 4, 28)
JOINED: Final = date(2026, 5, 18)
STAFF_DUE: Final = date(2026, 5, 31)
"""60 days from the promotion, which left two of the staff."""
NEWCOMER_SINCE: Final = date(2023, 11, 6)
NAME: Final = "沈嘉宁"
FULL_NAME: Final = "杭州市西湖区沈嘉宁创业指导师工作室"


def tell(house: RecognisedHouse) -> None:
    """Appointed, cleared, filed, renamed, filed; a new member of the staff."""
    studio, zhou, shen = house.profile, PersonId(house.lead.id), PersonId(house.staff.id)
    house.experienced(date(2026, 3, 2), house.staff, "mentoring", MENTORING_SINCE)
    house.excellent(date(2026, 3, 3), house.staff)
    house.does(
        date(2026, 3, 20),
        house.head,
        lambda: studio.record_lead_departure(person=zhou, last_day=RETIRED, reason="退休"),
        lambda: studio.appoint_lead(person=shen, category="trainer", principal=True, first=LEADS),
    )
    house.clears(RETIRED, house.lead, house.staff)
    house.does(
        LEADS,
        house.head,
        lambda: house.office.app.mandates(house.studio, shen).record_mandate(
            mandate_id="m-2", role=Role.LEAD, org=house.carrier.code, first=LEADS, document="任〔2026〕2号"
        ),
    )
    changed = (house.last(LeadAppointed, "lead-change"), house.last(LeadAppointed, "staff-shortage"))
    house.files("bb-2026-02", LEAD_FILED, *changed)
    house.does(
        RENAMED,
        house.officer,
        lambda: studio.rename(lead_name=NAME, region_name=house.region, first=RENAMED, document="西人社发〔2026〕12号"),
    )
    house.files("bb-2026-03", NAME_FILED, house.last(StudioRenamed, "name-change"))
    house.experienced(JOINED, house.newcomer, "mentoring", NEWCOMER_SINCE)
    house.joins(JOINED, house.newcomer)
    successor = Person(house.staff.id, Role.LEAD, house.carrier.code)
    house.does(date(2026, 5, 20), successor, lambda: house.lists(house.newcomer))
