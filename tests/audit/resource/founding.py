"""A studio recognised on 2024-07-01 with its libraries and systems: where stories about them begin."""

from __future__ import annotations

from datetime import date
from typing import Final

from office import HEAD, LEAD, OFFICER, STAFF, Office, Person
from studio_domain import resource_entry as resource
from studio_domain.client_record.facts import ClientRegistered, DocumentKind
from studio_domain.guideline import Role
from studio_domain.policy import Terms
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted
from studio_domain.resource_entry import Engagement, Origin
from studio_domain.studio import LeadAppointed, StaffJoined, StudioRecognised
from studio_domain.values import PersonId

NAME: Final = "cd-wuhou-001"
RECOGNISED: Final = date(2025, 1, 6)
GRACE: Final = date(2025, 4, 6)
"""Ninety days after the recognition."""
AS_OF: Final = date(2025, 5, 30)
ANOTHER: Final = Person(PersonId("p-desk"), Role.STAFF)


def open_libraries(office: Office, day: str = "2024-12-17") -> Office:
    """All five kinds, kept by the lead."""
    for kind in Terms().library.kinds:
        office.act(
            day, f"resource/library-{kind}", LEAD, resource.LibraryOpened(kind, LEAD.id, date.fromisoformat(day))
        )
    return office


def fill_libraries(office: Office, day: str = "2025-01-07") -> Office:
    """An entry in each, and all eight categories of information."""
    on = date.fromisoformat(day)
    for number, category in enumerate(Terms().library.info_categories, start=1):
        document, issuer, first = None, None, None
        if category == "policies":
            document, issuer, first = "成就发〔2024〕8号", "成都市人社局", date(2024, 1, 1)
        told = resource.InformationAdded(1, category, "汇编", "官网", document, issuer, first, None, STAFF.id, on)
        office.act(day, f"resource/i-{number}", STAFF, told)
    tool = resource.ToolPublished(
        1, "创业潜质测评", ("graduate",), "ab12", Origin.DEVELOPED, None, STAFF.id, LEAD.id, on
    )
    course = resource.CoursePublished(
        1, "创办你的企业", Origin.IMPORTED, "授〔2024〕1号", ("teacher", "tutorial"), (), STAFF.id, LEAD.id, on
    )
    office.act(day, "resource/t-1", STAFF, tool).act(day, "resource/k-1", STAFF, course)
    office.act(
        day, "resource/e-1", STAFF,
        resource.ExpertListed(STAFF.id, Engagement.FULL_TIME, ("开业指导",), None, on),
    )  # fmt: skip
    client = ClientRegistered("k-1", "n-1", None, DocumentKind.CITIZEN_ID, None, None, True, on)
    return office.act(day, "client/k-1", STAFF, client)


def enact(
    office: Office, kind: str, version: int = 1, day: str = "2024-12-17", effective: str = "2025-01-01"
) -> Office:
    """A version of a system of rules, drafted by the lead and approved by the carrier's head."""
    office.act(day, f"regulation/{kind}", LEAD, RegulationDrafted(kind, version, "制度", LEAD.id))
    told = RegulationApproved(version, date.fromisoformat(effective), HEAD.id, f"制〔{version}〕号")
    return office.act(day, f"regulation/{kind}", HEAD, told)


def founded() -> Office:
    """Rules, libraries, lead and staff, recognition: everything in its order, and adopted grace."""
    office = Office(NAME)
    for key, value in (("library.grace_days", 90), ("library.info_review_days", 180)):
        said = PolicyValueSet(key, value, date(2024, 12, 16), "规〔2024〕2号", HEAD.id)
        office.act("2024-12-16", "policy/values", HEAD, said)
    for kind in Terms().regulation.kinds:
        enact(office, kind)
    open_libraries(office)
    office.act(
        "2024-12-18", "studio/profile", HEAD, LeadAppointed(LEAD.id, "mentor", True, date(2024, 12, 18), HEAD.id)
    )
    for person in (STAFF, ANOTHER):
        office.act(
            "2024-12-18", "studio/profile", LEAD, StaffJoined(person.id, "mentor", ("接待",), date(2024, 12, 18))
        )
    told = StudioRecognised(
        "成都市武侯区林晓创业指导师工作室",
        "成都市武侯区",
        LEAD.id,
        (),
        "武人社发〔2025〕1号",
        RECOGNISED,
        None,
        OFFICER.id,
        OFFICER.org,
    )
    return office.act(RECOGNISED.isoformat(), "studio/profile", OFFICER, told)


def compliant() -> Office:
    """Founded, with every library filled on the day after the recognition."""
    return fill_libraries(founded())
