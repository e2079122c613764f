"""A studio's year 2025 with its plans, its report and its filings: where stories about them begin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from office import BUREAU, DESK, HEAD, LEAD, OFFICER, STAFF, Office, Person
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Recorded
from studio_domain.annual_plan import facts as plan
from studio_domain.annual_plan.facts import Figure, Goal
from studio_domain.client_case import facts as case
from studio_domain.client_case.facts import Channel, ClosureKind, Evidence
from studio_domain.filing import FilingAcknowledged, FilingPrepared, FilingSubmitted, Matter
from studio_domain.guideline import Role
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import ExperienceDeclared, ExperienceVerified, LeadAppointed, StaffJoined, StudioRecognised
from studio_domain.values import PersonId
from telling import noon

NAME: Final = "cd-wuhou-001"
RECOGNISED: Final = date(2025, 1, 6)
AS_OF: Final = date(2026, 3, 31)
WANG: Final = Person(PersonId("p-wang"), Role.STAFF)
"""The third of the staff, beside the two of the office."""
STAFF_OF_THREE: Final = (STAFF, DESK, WANG)

PROFILE: Final = "studio/profile"
FIRST_CASE: Final = "case/2025-0001"
PLAN_2025: Final = "plan/2025"

GOALS: Final = (Goal("services", 2), Goal("jobs", 5))
FIGURES: Final = (
    Figure("staff-minimum", 3), Figure("services", 3), Figure("service-minutes", 210), Figure("cases-opened", 2),
    Figure("cases-closed", 1), Figure("clients-served", 2), Figure("jobs", 3), Figure("enterprises-founded", 1),
)  # fmt: skip
"""What the facts of 2025 amount to."""

_ADOPTED: Final[tuple[tuple[str, str | int], ...]] = (
    ("plan.due", "01-31"), ("plan.first_year_days", 30), ("report.due", "01-31"), ("filing.change_days", 10),
    ("shortage.grace_days", 60),
)  # fmt: skip


def on(day: str) -> date:
    return date.fromisoformat(day)


def founded() -> Office:
    """Policies and calendars, lead and three of the staff with their years, recognised on 2025-01-06."""
    office = Office(NAME)
    day = "2024-12-16"
    for year in (2024, 2025, 2026):
        office.act(day, f"region-000000/calendar/{year}", OFFICER, calendar_of(year))
    for key, value in _ADOPTED:
        office.act(day, "policy/values", HEAD, PolicyValueSet(key, value, on(day), "规〔2024〕2号", HEAD.id))
    office.act(day, PROFILE, HEAD, LeadAppointed(LEAD.id, "mentor", True, on(day), HEAD.id))
    for person in STAFF_OF_THREE:
        employed(office, day, person, "2020-03-01")
    told = StudioRecognised(
        "成都市武侯区陈思齐创业指导师工作室", "成都市武侯区", LEAD.id, (), "武人社发〔2025〕1号", RECOGNISED, None,
        OFFICER.id, BUREAU,
    )  # fmt: skip
    return office.act("2025-01-06", PROFILE, OFFICER, told)


def employed(office: Office, day: str, person: Person, since: str) -> Office:
    """Joins the staff on *day*, with mentoring since another on record."""
    declared = ExperienceDeclared(f"x-{person.id}", person.id, "mentoring", on(since), None, "ab12")
    office.act(day, PROFILE, HEAD, declared)
    office.act(day, PROFILE, OFFICER, ExperienceVerified(f"x-{person.id}", OFFICER.id, on(day)))
    return office.act(day, PROFILE, HEAD, StaffJoined(person.id, "mentor", ("接待",), on(day)))


def planned(office: Office, year: int, drafted: str, approved: str, goals: tuple[Goal, ...] = GOALS) -> Office:
    """A year's plan, by the lead and the carrier's head."""
    office.act(drafted, f"plan/{year}", LEAD, plan.PlanDrafted(year, 1, "做实一对一指导", goals, LEAD.id, on(drafted)))
    return office.act(approved, f"plan/{year}", HEAD, plan.PlanApproved(1, HEAD.id, f"计〔{year}〕1号", on(approved)))


def filed(office: Office, filing: str, day: str, *covers: Matter, authority: str = BUREAU) -> Office:
    """Prepared and submitted on one day."""
    prepared = FilingPrepared(covers, "ab12", authority, STAFF.id, on(day))
    return office.act(day, f"filing/{filing}", STAFF, prepared, FilingSubmitted(STAFF.id, on(day)))


def opened(office: Office, day: str, number: str, client: str) -> Office:
    due = on(day) + timedelta(180)
    told = case.CaseOpened(f"2025-{number}", client, ("n-1",), STAFF.id, on(day), due)
    return office.act(day, f"case/2025-{number}", STAFF, told)


def service(day: str, number: str, minutes: int = 60) -> case.ServiceDelivered:
    start = noon(day)
    return case.ServiceDelivered(
        number, "2.2", "policy", Channel.VISIT, STAFF.id, start, start + timedelta(minutes=minutes), "咨询室", None, (),
        Evidence("记录", "ab"),
    )  # fmt: skip


def served(office: Office, day: str, kind: str, number: str, minutes: int = 60, **rest: Any) -> Office:
    return office.act(day, kind, STAFF, service(day, number, minutes), **rest)


def worked(office: Office) -> Office:
    """Two cases, three services, one outcome: 3 services in 210 minutes for 2 clients, 3 jobs."""
    opened(office, "2025-03-03", "0001", "k-1")
    served(office, "2025-03-10", FIRST_CASE, "s-1", 60)
    opened(office, "2025-04-01", "0002", "k-2")
    served(office, "2025-04-08", "case/2025-0002", "s-2", 90)
    served(office, "2025-05-06", FIRST_CASE, "s-3", 60)
    evidence = (Evidence("营业执照", "cd"),)
    office.act("2025-06-03", FIRST_CASE, STAFF, case.OutcomeRecorded(3, True, on("2025-06-03"), evidence))
    closed = case.CaseClosed(1, ClosureKind.COMPLETED, LEAD.id, on("2025-06-10"))
    return office.act("2025-06-10", FIRST_CASE, LEAD, closed)


def reported(office: Office, day: str, *figures: Figure) -> Office:
    said = plan.ReportSubmitted(2025, 1, on("2025-12-31"), figures or FIGURES, "cd34", LEAD.id, on(day))
    return office.act(day, PLAN_2025, LEAD, said)


def the_year() -> Office:
    """2025 from the recognition to the report, all in time: each due day rolls over to Monday 2026-02-02."""
    office = founded()
    planned(office, 2025, "2025-01-20", "2025-01-24")
    filed(office, "b-2025-01", "2025-02-05", Matter("plan", "2025"))
    worked(office)
    planned(office, 2026, "2026-01-12", "2026-01-20")
    reported(office, "2026-01-28")
    filed(office, "b-2026-01", "2026-02-02", Matter("plan", "2026"), Matter("report", "2025"))
    office.act("2026-02-09", "filing/b-2026-01", OFFICER, FilingAcknowledged(OFFICER.id, on("2026-02-09")))
    return office.act("2026-02-09", PLAN_2025, OFFICER, plan.ReportAcknowledged(1, OFFICER.id, on("2026-02-09")))


def history() -> list[Recorded[Any]]:
    """What `the_year` tells."""
    return the_year().history
