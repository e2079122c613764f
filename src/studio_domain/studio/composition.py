"""What a studio consists of on a day: people, premises, libraries, rules (一、（三）; 三、（一）（二）（四）).

It is asked when the joint application is submitted, and once more, as far as the studio's own record goes, when it is
recognised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol

from studio_domain.guideline import Clause, Rule, require
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio.premises_facts import ZoneKind
from studio_domain.studio.recognition_facts import EvidenceKind
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, region_chain

# -- rules

LEAD_THERE: Final = Rule(
    Clause.ONE_LEAD,
    zh="{day} 主领办人须为 {lead}，领办人至少 {least} 名，现有 {leads} 名",
    en="on {day} the principal lead must be {lead}, with {least} leads at least; there are {leads}",
)
LEAD_YEARS: Final = Rule(
    Clause.LEAD_EXPERIENCE,
    zh="{lead} 至 {day} 从事创业指导服务工作未满 {years} 年（经核实）",
    en="by {day} {lead} has not {years} years of mentoring that were verified",
)
LEAD_INFLUENCE: Final = Rule(
    Clause.LEAD_INFLUENCE,
    zh="{lead} 的社会影响力没有经主管部门审核的证明材料",
    en="no evidence of the standing of {lead} was accepted by the authority",
)
LEAD_CONTRIBUTION: Final = Rule(
    Clause.LEAD_CONTRIBUTION,
    zh="{lead} 没有在 {region} 作出贡献的证明材料",
    en="no evidence shows what {lead} contributed in {region}",
)
STAFF_ENOUGH: Final = Rule(
    Clause.THREE_STAFF,
    zh="{day} 从业满 {years} 年的工作人员 {staff} 名，应有 {least} 名",
    en="on {day} {staff} members of the staff have {years} years, there must be {least}",
)
ARCHIVIST_NAMED: Final = Rule(
    Clause.ARCHIVIST, zh="{day} 没有档案专人", en="on {day} nobody is named to keep the archives"
)
PREMISES_HELD: Final = Rule(
    Clause.FIXED_PREMISES, zh="{day} 没有在用的固定场所", en="on {day} the studio has no premises"
)
EQUIPPED: Final = Rule(Clause.FIXED_PREMISES, zh="没有登记设备设施", en="no equipment is registered")
ZONED: Final = Rule(
    Clause.TWO_ZONES,
    zh="未设 {zone}，也未说明理由",
    en="there is no {zone}, nor a reason why",
)
SET_APART: Final = Rule(
    Clause.SEPARATED_ZONE,
    zh="{day} 咨询服务区相对隔离未经确认",
    en="on {day} it is not attested that the consultation zone is set apart",
)
AREA_THERE: Final = Rule(Clause.FOUR_AREAS, zh="{day} 没有功能区 {kind}", en="on {day} there is no {kind}")
LIBRARY_THERE: Final = Rule(
    Clause.FIVE_LIBRARIES, zh="{day} 没有资源库 {library}", en="on {day} the {library} library is not open"
)
REGULATION_HOLDS: Final = Rule(
    Clause.EIGHT_SYSTEMS, zh="{day} 没有执行中的制度 {kind}", en="on {day} no rules of {kind} are in force"
)

# -- people


def lead_is_fit(studio: Studio, lead: PersonId, day: date, terms: Terms) -> None:
    """The lead has the years on *day*, standing that the authority accepted, and contributed in the studio's region."""
    has_years(studio, lead, day, terms)
    influence = studio.roster.evidence_of(lead, EvidenceKind.INFLUENCE)
    require(any(one.accepted for one in influence), LEAD_INFLUENCE, lead=lead)
    local = [
        one
        for one in studio.roster.evidence_of(lead, EvidenceKind.LOCAL_CONTRIBUTION)
        if one.accepted is not False and studio.region.code in region_chain(one.region)
    ]
    require(bool(local), LEAD_CONTRIBUTION, lead=lead, region=studio.region.code)


def has_years(studio: Studio, lead: PersonId, day: date, terms: Terms) -> None:
    """从事创业指导服务工作 5 年（含）以上: verified work of the kinds that count, *day* included."""
    fit = studio.roster.lead_qualifies(lead, day, terms.studio)
    require(fit, LEAD_YEARS, lead=lead, day=day, years=terms.studio.lead_years)


def people(studio: Studio, lead: PersonId, day: date, terms: Terms) -> None:
    """There are leads, *lead* the principal one, and staff enough that have their years."""
    leads, least = len(studio.roster.leads_on(day)), terms.studio.min_leads
    there = studio.principal_lead_on(day) == lead and leads >= least
    require(there, LEAD_THERE, day=day, lead=lead, least=least, leads=leads)
    staff = len(studio.roster.qualified_staff_on(day, terms.studio))
    enough = staff >= terms.studio.min_staff
    require(enough, STAFF_ENOUGH, day=day, staff=staff, least=terms.studio.min_staff, years=terms.studio.staff_years)
    require(studio.archivist_on(day) is not None, ARCHIVIST_NAMED, day=day)


def tenure_day(first: date, day: date, terms: Terms, *, recognising: bool) -> date | None:
    """On which day the years of a lead who began on *first* are counted, or None for not on this one.

    *day* is that of the application, or of the recognition. As `studio.tenure_as_of` says: when the studio applies,
    when it is recognised, or when the lead joins.
    """
    counted = terms.studio.tenure_as_of
    if counted == "join":
        return first
    return max(first, day) if recognising is (counted == "recognition") else None


# -- premises


def premises(studio: Studio, day: date, terms: Terms) -> None:
    """There is a place with equipment and two zones, the consultation zone set apart, with its areas."""
    found = studio.premises.venues_on(day)
    require(bool(found), PREMISES_HELD, day=day)
    require(studio.premises.equipped, EQUIPPED)
    zones = frozenset[ZoneKind]().union(*(venue.zones for venue in found))
    for zone in ZoneKind:
        require(zone in zones or any(venue.deviates for venue in found), ZONED, zone=zone)
    require(studio.premises.isolated_on(day), SET_APART, day=day)
    kinds = {area.kind for area in studio.premises.areas_on(day)}
    for kind in terms.venue.area_kinds:
        require(kind in kinds, AREA_THERE, kind=kind, day=day)


# -- libraries and rules, which are other streams' states


class Library(Protocol):
    """A library as its stream has it: `resource_entry.ResourceEntry`, which rests on this package in turn."""

    @property
    def library(self) -> str:
        """Of which kind."""
        ...

    def active_on(self, day: date) -> bool:
        """Whether it is open on *day*."""
        ...


def libraries(entries: Iterable[Library | None], day: date, terms: Terms) -> None:
    """Each of the five libraries is open on *day*."""
    there = {entry.library for entry in entries if entry is not None and entry.active_on(day)}
    for library in terms.library.kinds:
        require(library in there, LIBRARY_THERE, library=library, day=day)


def regulations(books: Iterable[RegulationBook | None], day: date, terms: Terms) -> None:
    """Each of the eight systems of rules has a version in force on *day*."""
    there = {book.kind for book in books if book is not None and book.version_on(day) is not None}
    for kind in terms.regulation.kinds:
        require(kind in there, REGULATION_HOLDS, kind=kind, day=day)
