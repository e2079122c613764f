"""Two clients of a studio, served as they agreed to; one asked for erasure and got it. Here stories begin."""

from __future__ import annotations

from datetime import date
from typing import Final

from office import HEAD, LEAD, STAFF, Office, Person, mandate_of
from studio_domain.client_case.facts import (
    CaseOpened,
    Channel,
    Evidence,
    ResourceMatched,
    ServiceDelivered,
    ServiceLevelSet,
)
from studio_domain.client_record import facts as client
from studio_domain.client_record.facts import DocumentKind, EnterpriseSize, LegalRank, Purpose
from studio_domain.guideline import Role
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.subject_key import KeyPurpose, SubjectKeyIssued
from studio_domain.values import PersonId, Sealed
from studio_domain.working_calendar import CalendarAdopted
from telling import noon

NAME: Final = "cd-wuhou-001"
AS_OF: Final = date(2025, 7, 31)
ARCHIVIST: Final = Person(PersonId("p-arch"), Role.ARCHIVIST)
OVERSEER: Final = Person(PersonId("p-over"), Role.DISCIPLINE)
LIN, WU = "client/k-1", "client/k-2"
CASE: Final = "case/2025-0001"
PROVIDER: Final = "e-1"
WORD: Final = Evidence("记录", "ab12")


def cell(key: str, text: str = "Y2VsbA==") -> Sealed:
    """What a journal keeps of something personal; the audit never opens it."""
    return Sealed(text, "Y29tbWl0", "c2FsdA==", key, "aes-256-gcm/1")


def registered(office: Office, day: str, kind: str, key: str, *, adult: bool = True) -> Office:
    """A client with notice, consent to guidance and key, all in one append."""
    on, name = date.fromisoformat(day), kind.rpartition("/")[2]
    told = client.ClientRegistered(
        name, "告知书/1", cell(key), DocumentKind.CITIZEN_ID, cell(key), cell(key), adult, on
    )
    guardian = None if adult else cell(key)
    consent = client.ConsentGranted(Purpose.GUIDANCE, "同意书/1", None, guardian, "签字件", on)
    office.act(day, kind, STAFF, told, consent)
    issued = SubjectKeyIssued(key, f"{NAME}/{kind}", KeyPurpose.SERVICE, "0" * 64)
    return office.act(day, f"key/{key}", STAFF, issued)


def compliant() -> Office:
    """Lin is served, classified and matched from February on; Wu withdraws in April, and is erased in May."""
    office = Office(NAME)
    office.act("2024-12-17", "region-000000/calendar/2025", HEAD, CalendarAdopted(2025, (), (), "国办发明电"))
    value = PolicyValueSet("pii.erasure_wd", 15, date(2024, 12, 17), "规〔2024〕2号", HEAD.id)
    office.act("2024-12-17", "policy/values", HEAD, value)
    for person in (ARCHIVIST, OVERSEER):
        office.act("2024-12-17", f"mandate/{person.id}", HEAD, mandate_of(person))
    registered(office, "2025-02-03", LIN, "key-lin")
    office.act(
        "2025-02-03", LIN, STAFF,
        client.EnterpriseUpdated(cell("key-lin"), "91000000MA00000157", EnterpriseSize.MICRO, "餐饮", date(2025, 2, 3)),
        client.NeedRecorded("n-1", "2.2", cell("key-lin"), date(2025, 2, 3)),
        client.NeedRecorded("n-2", "2.5", None, date(2025, 2, 3)),
    )  # fmt: skip
    office.act(
        "2025-02-04", LIN, LEAD,
        client.AccessGranted(STAFF.id, Purpose.GUIDANCE, date(2025, 2, 4), date(2025, 12, 31), LEAD.id),
        client.ClientClassified("graduate", "start", ("n-1",), "毕业一年内创业", LEAD.id, date(2025, 2, 4)),
    )  # fmt: skip
    opened = CaseOpened("2025-0001", "k-1", ("n-1", "n-2"), LEAD.id, date(2025, 2, 5), date(2025, 8, 4))
    level = ServiceLevelSet("special", ("n-1",), "需要专项辅导", LEAD.id, date(2025, 2, 5))
    office.act("2025-02-05", CASE, STAFF, opened).act("2025-02-05", CASE, LEAD, level)
    office.act(
        "2025-02-10", LIN, STAFF, client.AccessRecorded(STAFF.id, Purpose.GUIDANCE, ("needs",), date(2025, 2, 10))
    )
    office.act("2025-03-03", CASE, LEAD, delivered("s-1", "2025-03-03"))
    referral = client.ConsentGranted(Purpose.REFERRAL, "同意书/1", PROVIDER, None, "签字件", date(2025, 3, 4))
    office.act("2025-03-04", LIN, STAFF, referral)
    office.act(
        "2025-03-05", CASE, LEAD, ResourceMatched("m-1", "n-2", "2.5", PROVIDER, LEAD.id, date(2025, 3, 5), None)
    )
    statistics = client.ConsentGranted(Purpose.STATISTICS, "同意书/1", None, None, "签字件", date(2025, 3, 6))
    office.act("2025-03-06", LIN, STAFF, statistics)
    return _erased(office)


def _erased(office: Office) -> Office:
    """Wu, a minor: restricted by a law until the end of April while under a hold, then erased."""
    registered(office, "2025-03-10", WU, "key-wu", adult=False)
    office.act("2025-03-10", WU, STAFF, client.NeedRecorded("n-1", "2.2", cell("key-wu"), date(2025, 3, 10)))
    office.act("2025-04-01", WU, STAFF, client.ErasureRequested("r-1", STAFF.id, date(2025, 4, 1)))
    office.act("2025-04-01", WU, STAFF, client.ConsentWithdrawn(Purpose.GUIDANCE, None, date(2025, 4, 1)))
    office.act("2025-04-02", WU, OVERSEER, client.LegalHoldPlaced("h-1", "调查", OVERSEER.id, date(2025, 4, 2)))
    told = client.ProcessingRestricted("档案法", LegalRank.LAW, date(2025, 4, 30), HEAD.id, date(2025, 4, 22))
    office.act("2025-04-22", WU, HEAD, told)
    office.act("2025-05-06", WU, HEAD, client.LegalHoldLifted("h-1", HEAD.id, date(2025, 5, 6)))
    office.act("2025-05-07", WU, HEAD, client.ErasureApproved("r-1", "撤回同意", HEAD.id, None, date(2025, 5, 7)))
    gone = client.ClientDataErased("r-1", ("key-wu",), ARCHIVIST.id, ("sqlite keys.db",), date(2025, 5, 8))
    return office.act("2025-05-08", WU, ARCHIVIST, gone)


def delivered(service: str, day: str) -> ServiceDelivered:
    """An hour of coaching at noon."""
    start = noon(day)
    return ServiceDelivered(
        service, "2.2", "coaching", Channel.VISIT, LEAD.id, start, start.replace(hour=13), "咨询室", None, (), WORD
    )
