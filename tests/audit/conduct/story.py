"""A year of pledges, declarations and inspections: lawful, or not at any point that one changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from audit.changing import Told
from audit.discipline.story import Said, day
from office import HEAD, LEAD, OFFICER, STAFF, Office, Person
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case import facts as case
from studio_domain.conduct_record import IntegrityDeclared, PledgeSigned
from studio_domain.expert_contract import facts as expert
from studio_domain.inspection import InspectionHeld
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import StaffJoined, StudioRecognised
from studio_domain.values import SHANGHAI, PersonId

STUDIO: Final = "hz-xihu-001"
FAN: Final = PersonId("p-fan")
EXPERT: Final = Person(FAN, LEAD.role)
CASE, X1, YEAR = "case/2025-0001", "expert/x-1", "inspection/2025"
AS_OF = date(2026, 1, 31)
DIGEST = "ab" * 32
OURS = ("conduct.", "inspection.", "obligation.pledge_renewal")
"""The checks that are looked at here."""


def pledge(on: str, person: Person, known: str | None = None) -> Said:
    told = PledgeSigned(person.id, "承诺书/1", DIGEST, day(on))
    return Said(on, f"conduct/{person.id}", told, person, known)


def declared(on: str, person: Person) -> Said:
    told = IntegrityDeclared(person.id, day(on).year, (), DIGEST, day(on))
    return Said(on, f"conduct/{person.id}", told, person)


def served(number: int, on: str, mentor: PersonId) -> Said:
    start = datetime.fromisoformat(f"{on}T09:00:00").replace(tzinfo=SHANGHAI)
    told = case.ServiceDelivered(
        f"s-{number}", "2.2", "policy", case.Channel.VISIT, mentor, start, start + timedelta(hours=1), "咨询室", None,
        (), case.Evidence("记录", "ab"),
    )  # fmt: skip
    return Said(on, CASE, told, STAFF)


def logged(on: str) -> Said:
    start = datetime.fromisoformat(f"{on}T09:00:00").replace(tzinfo=SHANGHAI)
    told = expert.ServiceLogged("e-1", "t-1", "case/k-1", start, start + timedelta(hours=1), STAFF.id)
    return Said(on, X1, told, STAFF)


def inspected(number: int, on: str) -> Said:
    return Said(on, YEAR, InspectionHeld(f"jc-{number}", day(on).year, "廉洁自律", DIGEST, HEAD.id, day(on)), HEAD)


def lawful() -> tuple[Said, ...]:
    """The year, in the order in which it was recorded."""
    on = "2024-12-17"
    keys = {"discipline.pledge_months": 12, "discipline.inspections_year": 2}
    recognised = StudioRecognised("名", "地", LEAD.id, (), "文", day("2025-01-01"), None, OFFICER.id, OFFICER.org)
    return (
        *(Said(on, f"region-000000/calendar/{year}", calendar_of(year), OFFICER) for year in (2024, 2025, 2026)),
        *(
            Said(on, "policy/values", PolicyValueSet(key, value, day(on), "规〔2024〕2号", HEAD.id), HEAD)
            for key, value in keys.items()
        ),
        Said(on, "studio/profile", StaffJoined(STAFF.id, "mentor", ("指导",), day("2020-01-01")), HEAD),
        Said("2025-01-01", "studio/profile", recognised, OFFICER),
        pledge("2025-01-06", STAFF),
        served(1, "2025-01-06", STAFF.id),
        Said("2025-01-06", X1, expert.ExpertNominated(FAN, LEAD.id, "财税", "经验", day("2025-01-06")), LEAD),
        pledge("2025-02-03", EXPERT),
        logged("2025-02-04"),
        inspected(1, "2025-05-20"),
        served(2, "2025-06-03", STAFF.id),
        inspected(2, "2025-11-12"),
        declared("2025-11-20", STAFF),
        declared("2025-12-31", EXPERT),
        pledge("2026-01-06", STAFF),
    )


def recorded(history: Iterable[Told]) -> list[Recorded[Any]]:
    """The history as a journal gives it, after the studio was founded."""
    office = Office(STUDIO)
    for said in history:
        assert isinstance(said, Said)
        office.act(said.day, said.kind, said.person, said.fact, known=said.known, **said.envelope)
    return office.history


def found(history: Iterable[Told], as_of: date = AS_OF) -> list[Finding]:
    """What an audit of the studio says of conduct."""
    events = recorded(history)
    grounds = Grounds.of(events, studio=STUDIO)
    all_found = audit_studio(events, grounds=grounds, studio=STUDIO, as_of=as_of)
    return [one for one in all_found if one.check.startswith(OURS)]
