"""Who joins a studio: 领办人, 工作人员, 档案专人 (一、（三）1、3; 三、（四）4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.composition import lead_is_fit
from studio_domain.studio.recognition_facts import EvidenceKind
from studio_domain.studio.roster_facts import ArchivistAssigned, DutyAssigned, LeadAppointed, StaffJoined
from studio_domain.studio.standing import alive, another, digested, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

LEAD_CATEGORY_KNOWN: Final = Rule(
    Clause.LEAD_CATEGORY,
    zh="{category} 不是登记的领办人类别，须说明理由",
    en="{category} is no registered category of leads: say why",
)
EXCELLENCE_SHOWN: Final = Rule(
    Clause.LEAD_CATEGORY,
    zh="{person} 没有优秀的证明材料，须说明理由",
    en="nothing shows that {person} is excellent: hand it in, or say why",
)
ALREADY_LEADS: Final = Rule(
    Clause.ONE_LEAD, zh="{person} 于 {first} 已是领办人", en="{person} leads already on {first}"
)
A_PRINCIPAL: Final = Rule(
    Clause.NAME_FORM,
    zh="{first} 没有主领办人，先确定主领办人",
    en="on {first} there is no principal lead: appoint one first",
)
STAFF_CATEGORY_KNOWN: Final = Rule(
    Clause.STAFF_CATEGORIES, zh="{category} 不是登记的工作人员类别", en="{category} is no registered category of staff"
)
ALREADY_MEMBER: Final = Rule(
    Clause.THREE_STAFF,
    zh="{person} 于 {first} 已是领办人或工作人员",
    en="{person} is lead or staff already on {first}",
)
STAFF_THEN: Final = Rule(
    Clause.STAFF_DUTIES, zh="{person} 于 {first} 不是工作人员", en="{person} does not belong to the staff on {first}"
)
ARCHIVIST_A_MEMBER: Final = Rule(
    Clause.ARCHIVIST,
    zh="{person} 于 {first} 不是工作室成员，不能任档案专人",
    en="{person} is no member of the studio on {first}, and cannot keep its archives",
)
ANOTHER_ARCHIVIST: Final = Rule(Clause.ARCHIVIST, zh="{person} 已是档案专人", en="{person} keeps the archives already")
ARCHIVES_HANDED_OVER: Final = Rule(
    Clause.ARCHIVIST, zh="更换档案专人须有移交清单", en="a new archivist takes over by a list"
)

# -- decisions


def appoint_lead(
    studio: Studio,
    *,
    person: PersonId,
    category: str,
    principal: bool,
    first: date,
    by: PersonId,
    terms: Terms,
    deviation: str | None = None,
    behind: PersonId | None = None,
) -> LeadAppointed:
    """确定领办人 (一、（三）1): by the carrier. A category that is not registered, or no evidence of excellence, takes
    a stated *deviation*. Of a recognised studio a lead has on the first day what recognition asks for: the years,
    standing and local contribution; of others the application shows it. *behind* is whom the appointing person acts
    for."""
    alive(studio)
    another(by, person, behind)
    reasoned = deviation is not None and bool(deviation.strip())
    require(reasoned or category in terms.studio.lead_categories, LEAD_CATEGORY_KNOWN, category=category)
    excellent = any(True for _ in studio.roster.evidence_of(person, EvidenceKind.CATEGORY))
    require(reasoned or excellent, EXCELLENCE_SHOWN, person=person)
    known = studio.principal_lead_on(first)
    leads = studio.is_lead_on(person, first)
    require(not leads or (principal and known != person), ALREADY_LEADS, person=person, first=first)
    require(principal or known is not None, A_PRINCIPAL, first=first)
    if studio.serves_on(first):
        lead_is_fit(studio, person, first, terms)
    return LeadAppointed(person, category, principal, first, by, deviation)


def join_staff(
    studio: Studio, *, person: PersonId, category: str, duties: tuple[str, ...], first: date, terms: Terms
) -> StaffJoined:
    """工作人员到岗 (一、（三）3): for duties that are stated; who has not the years yet joins, and counts only from
    the day on which they are reached. Refuses an unknown category, and who is lead or staff already."""
    alive(studio)
    require(category in terms.studio.staff_categories, STAFF_CATEGORY_KNOWN, category=category)
    stated("duties", *duties)
    there = studio.is_lead_on(person, first) or studio.is_staff_on(person, first)
    require(not there, ALREADY_MEMBER, person=person, first=first)
    return StaffJoined(person, category, duties, first)


def assign_duty(studio: Studio, *, person: PersonId, duties: tuple[str, ...], first: date) -> DutyAssigned:
    """分配职责 (协助领办人日常工作和活动组织 一、（三）3): to a member of the staff."""
    alive(studio)
    stated("duties", *duties)
    require(studio.is_staff_on(person, first), STAFF_THEN, person=person, first=first)
    return DutyAssigned(person, duties, first)


def assign_archivist(
    studio: Studio, *, person: PersonId, first: date, handover: str | None = None
) -> ArchivistAssigned:
    """明确档案专人 (三、（四）4): a member of the studio; after a change with the list handed over (SHA-256, hex)."""
    alive(studio)
    there = studio.is_lead_on(person, first) or studio.is_staff_on(person, first)
    require(there, ARCHIVIST_A_MEMBER, person=person, first=first)
    former = studio.roster.archivist_named(first)
    require(former != person, ANOTHER_ARCHIVIST, person=person)
    require(former is None or handover is not None, ARCHIVES_HANDED_OVER)
    if handover is not None:
        digested(handover)
    return ArchivistAssigned(person, first, handover)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    appoint_lead: frozenset({Role.CARRIER_HEAD}),
    join_staff: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    assign_duty: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    assign_archivist: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
}
