"""Four matters of discipline of one year, told fact by fact: lawful, or not at any point that one changes.

`d-1` goes the whole way: a gift, measures, a suspension, an appeal. `d-2` was reported in confidence and comes to
nothing. `d-3` is about a public official, who is referred. `d-4` ends with a dismissal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import field, frozen

from audit.changing import Told
from office import BUREAU, DESK, HEAD, LEAD, OFFICER, PARK, REGION, STAFF, Office, Person, mandate_of
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Place, Recorded
from studio_domain.appointment import AppointmentConfirmed, MentorReassigned
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case import facts as case
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import AppealOutcome, GiftDisposal, GiftItem, GiftKind, Reporting, Sanction
from studio_domain.filing import FilingPrepared, FilingSubmitted, Matter
from studio_domain.guideline import Role
from studio_domain.person_record import PersonRegistered
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import LeadAppointed, StaffDeparted, StaffJoined
from studio_domain.values import SHANGHAI, Opened, PersonId

STUDIO: Final = "hz-xihu-001"
DING = Person(PersonId("p-ding"), Role.DISCIPLINE)
REVIEWER = Person(PersonId("p-reviewer"), Role.AUTHORITY, BUREAU)
GONG, WU = PersonId("p-gong"), PersonId("p-wu")
D1, D2, D3, D4 = (f"discipline/d-{number}" for number in range(1, 5))
PROFILE, CASE, VISIT = "studio/profile", "case/2025-0001", "appointment/a-1"
DIGEST = "ab" * 32
AS_OF = date(2026, 2, 1)
OURS = ("discipline.", "obligation.discipline_open", "obligation.gift_", "obligation.change_filing", "trail.", "roles.")
"""The checks that are looked at here."""


@frozen
class Said(Told):
    """A fact that somebody records on its day, or on the day *known*."""

    person: Person = DING
    known: str | None = None
    envelope: Mapping[str, Any] = field(factory=dict)


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(on: str, hour: int) -> datetime:
    return datetime.fromisoformat(f"{on}T{hour:02}:00:00").replace(tzinfo=SHANGHAI)


def sanction_place(matter: str) -> Place:
    """Where the sanction of a matter stands in the lawful year."""
    stream = [said for said in lawful() if said.kind == matter]
    version = next(at for at, said in enumerate(stream, 1) if isinstance(said.fact, discipline.SanctionDecided))
    return Place(f"{STUDIO}/{matter}", version)


def filed(number: str, on: str, matter: str, version: int) -> Said:
    """The sanction of a matter is filed with the authority; submitted on the same day by `submitted`."""
    covers = (Matter("discipline-decision", f"{STUDIO}/{matter}@{version}"),)
    return Said(on, f"filing/{number}", FilingPrepared(covers, DIGEST, BUREAU, DESK.id, day(on)), DESK)


def submitted(number: str, on: str) -> Said:
    return Said(on, f"filing/{number}", FilingSubmitted(DESK.id, day(on)), DESK)


def service(number: str, on: str) -> Said:
    """A service of the staff member whom `d-1` is about."""
    start = at(on, 9)
    told = case.ServiceDelivered(
        number, "2.2", "policy", case.Channel.VISIT, STAFF.id, start, start + timedelta(hours=1), "咨询室", None, (),
        case.Evidence("记录", "ab"),
    )  # fmt: skip
    return Said(on, CASE, told, STAFF)


def investigated(matter: str, *days: str) -> tuple[Said, ...]:
    """Evidence, hearing and conclusion, on three days."""
    found, heard, over = days
    return (
        Said(found, matter, discipline.EvidenceCollected("e-1", DIGEST, DING.id, None, day(found))),
        Said(heard, matter, discipline.SubjectHeard(DIGEST, DING.id, None, day(heard))),
        Said(over, matter, discipline.InvestigationConcluded(True, DIGEST, DING.id, None, day(over))),
    )


def sanctioned(matter: str, on: str, sanction: Sanction, recovery: int = 0) -> Said:
    told = discipline.SanctionDecided(sanction, "制度第9条", recovery, "处〔2025〕1号", HEAD.id, None, day(on))
    return Said(on, matter, told, HEAD)


def opened(matter: str, on: str, subject: PersonId, by: Person = DING) -> Said:
    return Said(on, matter, discipline.DisciplineOpened(subject, "立〔2025〕1号", by.id, None, day(on)), by)


def enforced(matter: str, on: str) -> Said:
    link = Place(f"{STUDIO}/{PROFILE}", 6)
    return Said(on, matter, discipline.SanctionEnforced(link, HEAD.id, day(on)), HEAD)


def closed(matter: str, on: str, recovered: int = 0) -> Said:
    return Said(on, matter, discipline.DisciplineClosed(recovered, HEAD.id, day(on)), HEAD)


TEA = GiftItem(GiftKind.GOODS, "茶叶", 200_00)
CARD = GiftItem(GiftKind.CARD, "购物卡", 1_000_00)
GIFT: Final = discipline.GiftReported(
    "g-1", STAFF.id, "k-7", (TEA, CARD), day("2025-09-29"), None, Reporting.OPEN, None, DESK.id, day("2025-10-11")
)


def founding() -> tuple[Said, ...]:
    """Policies, calendars, posts, people."""
    on = "2024-12-17"
    keys = {"discipline.open_wd": 10, "discipline.appeal_days": 30, "filing.change_days": 10}
    first = day("2020-01-01")
    return (
        *(Said(on, f"region-000000/calendar/{year}", calendar_of(year), OFFICER) for year in (2025, 2026)),
        *(
            Said(on, "policy/values", PolicyValueSet(key, value, day(on), "规〔2024〕2号", HEAD.id), HEAD)
            for key, value in keys.items()
        ),
        Said(on, f"mandate/{DING.id}", mandate_of(DING), HEAD),
        Said(on, f"{REGION}/mandate/{REVIEWER.id}", mandate_of(REVIEWER), OFFICER),
        Said(on, f"{REGION}/person/{STAFF.id}", PersonRegistered(STAFF.id, PARK, False), OFFICER),
        Said(on, f"{REGION}/person/{GONG}", PersonRegistered(GONG, "12000000MB0000027M", True), OFFICER),
        Said(on, PROFILE, LeadAppointed(LEAD.id, "mentor", True, first, HEAD.id), HEAD),
        *(Said(on, PROFILE, StaffJoined(who, "mentor", ("指导",), first), HEAD) for who in (STAFF.id, GONG, WU)),
    )


def lawful() -> tuple[Said, ...]:
    """The year, in the order in which it was recorded."""
    confident = discipline.ConductReported(
        "improper-speech", LEAD.id, None, Reporting.CONFIDENTIAL, Opened(DESK.id), DING.id, None, day("2025-03-03")
    )
    official = discipline.ConductReported(
        "improper-gain", None, None, Reporting.ANONYMOUS, None, DESK.id, None, day("2025-04-01")
    )
    secrets = discipline.ConductReported(
        "trade-secrets", WU, None, Reporting.OPEN, None, LEAD.id, None, day("2025-05-06")
    )
    start = at("2025-10-20", 9)
    slot = AppointmentConfirmed(
        STAFF.id, None, None, start, start + timedelta(hours=1), 0, DESK.id, at("2025-10-13", 9)
    )
    moved = MentorReassigned(LEAD.id, None, "暂停服务", True, DESK.id, at("2025-10-16", 15))
    over = discipline.GiftDisposed("g-1", GiftDisposal.HANDED_OVER, DIGEST, DING.id, day("2025-10-29"))
    answered = discipline.AppealDecided(
        AppealOutcome.CHANGED, Sanction.SUSPENSION, "复-1", REVIEWER.id, None, day("2025-12-10")
    )
    return (
        *founding(),
        Said("2025-03-03", D2, confident),
        Said("2025-03-10", D2, discipline.NoCaseDecided("查无实据", HEAD.id, None, day("2025-03-10")), HEAD),
        Said("2025-04-01", D3, official, DESK),
        opened(D3, "2025-04-07", GONG),
        *investigated(D3, "2025-04-08", "2025-04-09", "2025-04-10"),
        sanctioned(D3, "2025-04-14", Sanction.REFERRAL),
        Said("2025-04-15", D3, discipline.ReferredToAuthority("任免机关", "移-1", HEAD.id, day("2025-04-15")), HEAD),
        filed("b-3", "2025-04-16", D3, 6),
        submitted("b-3", "2025-04-16"),
        closed(D3, "2025-04-17"),
        Said("2025-05-06", D4, secrets, LEAD),
        opened(D4, "2025-05-07", WU),
        *investigated(D4, "2025-05-08", "2025-05-09", "2025-05-12"),
        sanctioned(D4, "2025-05-14", Sanction.DISMISSAL),
        filed("b-4", "2025-05-15", D4, 6),
        submitted("b-4", "2025-05-15"),
        Said("2025-05-16", PROFILE, StaffDeparted(WU, day("2025-05-16"), "解聘"), HEAD),
        enforced(D4, "2025-05-16"),
        closed(D4, "2025-05-19"),
        Said("2025-10-11", D1, GIFT, DESK),
        Said("2025-10-13", VISIT, slot, DESK),
        opened(D1, "2025-10-15", STAFF.id),
        Said("2025-10-16", D1, discipline.MeasuresTaken(day("2025-10-17"), "停-1", HEAD.id, day("2025-10-16")), HEAD),
        service("s-1", "2025-10-16"),
        Said("2025-10-16", VISIT, moved, DESK),
        *investigated(D1, "2025-10-17", "2025-10-20", "2025-10-22"),
        Said("2025-10-29", D1, over),
        sanctioned(D1, "2025-10-30", Sanction.DISMISSAL, 500_00),
        filed("b-1", "2025-11-13", D1, 8),
        submitted("b-1", "2025-11-13"),
        Said("2025-11-29", D1, discipline.AppealFiled(STAFF.id, DIGEST, day("2025-11-29")), STAFF),
        Said("2025-12-10", D1, answered, REVIEWER),
        enforced(D1, "2025-12-12"),
        closed(D1, "2025-12-15", 500_00),
        service("s-2", "2025-12-15"),
    )  # fmt: skip


def recorded(history: Iterable[Told]) -> list[Recorded[Any]]:
    """The history as a journal gives it, after the studio was founded."""
    office = Office(STUDIO)
    for said in history:
        assert isinstance(said, Said)
        office.act(said.day, said.kind, said.person, said.fact, known=said.known, **said.envelope)
    return office.history


def found(history: Iterable[Told], as_of: date = AS_OF) -> list[Finding]:
    """What an audit of the studio says of discipline and of the trail."""
    events = recorded(history)
    grounds = Grounds.of(events, studio=STUDIO)
    all_found = audit_studio(events, grounds=grounds, studio=STUDIO, as_of=as_of)
    return [one for one in all_found if one.check.startswith(OURS)]
