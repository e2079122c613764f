"""Who belongs to a studio on a day: leads, staff, the archivist, what qualifies them (一、（三）1、3; 三、（四）4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.policy.composition import StudioTerms
from studio_domain.studio.recognition_facts import EvidenceAttached, EvidenceKind, EvidenceReviewed
from studio_domain.studio.roster_facts import (
    AccessRevoked,
    ArchivistAssigned,
    DutyAssigned,
    ExperienceDeclared,
    ExperienceVerified,
    HandoverSigned,
    LeadAppointed,
    LeadDeparted,
    LeaveEnded,
    LeaveStarted,
    LoansCleared,
    RosterEvent,
    StaffDeparted,
    StaffJoined,
)
from studio_domain.values import Days, PersonId, add_days, reaches_years

_DAY: Final = timedelta(1)


@frozen
class Experience:
    """Work of a kind; it counts once it was verified (核实)."""

    person: PersonId
    kind: str
    days: Days
    verified: bool = False


@frozen
class Evidence:
    """What was handed in about a lead, and whether the authority accepted it; None where it has not looked yet."""

    person: PersonId
    kind: EvidenceKind
    region: str
    accepted: bool | None = None


@frozen
class Service:
    """A person's time as lead or as staff, from a day up to and including another, or still."""

    person: PersonId
    category: str
    first: date
    last: date | None = None
    principal: bool = False

    def on(self, day: date) -> bool:
        """Whether *day* lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)

    def through(self, last: date) -> Service:
        """The same, but no longer than to *last*."""
        return attrs.evolve(self, last=last if self.last is None else min(self.last, last))


@frozen
class Roster:
    """All people of a studio, past ones too."""

    leads: tuple[Service, ...] = ()
    staff: tuple[Service, ...] = ()
    leaves: tuple[tuple[PersonId, Days], ...] = ()
    archivists: tuple[tuple[PersonId, date], ...] = ()
    experiences: Mapping[str, Experience] = field(factory=dict)
    evidence: Mapping[str, Evidence] = field(factory=dict)

    # -- who is there

    def leads_on(self, day: date) -> tuple[Service, ...]:
        """Who leads on *day*, each once, in the order of their appointments."""
        return tuple({one.person: one for one in self.leads if one.on(day)}.values())

    def staff_on(self, day: date) -> tuple[Service, ...]:
        """Who belongs to the staff on *day*; a lead is none of them."""
        leads = {one.person for one in self.leads_on(day)}
        return tuple({one.person: one for one in self.staff if one.on(day) and one.person not in leads}.values())

    def principal_on(self, day: date) -> PersonId | None:
        """After whom the studio is named: of the principal leads of *day* the one appointed last."""
        found = [one for one in self.leads if one.principal and one.on(day)]
        return max(found, key=lambda one: one.first).person if found else None

    def is_member_on(self, person: PersonId, day: date) -> bool:
        """Whether *person* is lead or staff on *day*, and not on leave."""
        there = any(one.person == person and one.on(day) for one in (*self.leads, *self.staff))
        return there and not self.on_leave(person, day)

    def on_leave(self, person: PersonId, day: date) -> bool:
        """Whether *person* is on leave on *day*."""
        return any(who == person and day in days for who, days in self.leaves)

    def archivist_on(self, day: date) -> PersonId | None:
        """Who keeps the archives on *day*: whom the last assignment by then named, while a member."""
        named = [(first, person) for person, first in self.archivists if first <= day]
        person = max(named, key=lambda one: one[0])[1] if named else None
        there = person is not None and any(one.person == person and one.on(day) for one in (*self.leads, *self.staff))
        return person if there else None

    # -- what qualifies them

    def qualified_from(self, person: PersonId, kinds: tuple[str, ...], years: int) -> date | None:
        """The day on which verified work of these *kinds* amounts to *years* (满 N 年); None if it never does."""
        found = (one for one in self.experiences.values() if one.person == person and one.verified)
        return reaches_years((one.days for one in found if one.kind in kinds), years)

    def lead_qualifies(self, person: PersonId, day: date, terms: StudioTerms) -> bool:
        """Whether *person* has a lead's years on *day*, that day included (从事创业指导服务工作 5 年（含）以上)."""
        reached = self.qualified_from(person, terms.lead_experience_kinds, terms.lead_years)
        return reached is not None and reached <= day

    def qualified_staff_on(self, day: date, terms: StudioTerms) -> tuple[PersonId, ...]:
        """The staff of *day* that have the years (2 年（含）以上); who has them only later does not count yet."""
        reached = (
            (one.person, self.qualified_from(one.person, terms.staff_experience_kinds, terms.staff_years))
            for one in self.staff_on(day)
        )
        return tuple(person for person, since in reached if since is not None and since <= day)

    def evidence_of(self, person: PersonId, kind: EvidenceKind) -> Iterator[Evidence]:
        """What was handed in about *person*, of a kind."""
        return (one for one in self.evidence.values() if (one.person, one.kind) == (person, kind))


def after(roster: Roster, event: RosterEvent | EvidenceAttached | EvidenceReviewed) -> Roster:
    """The roster after *event*; LookupError for who or what is unknown."""
    match event:
        case ExperienceDeclared(experience, person, kind, first, last):
            declared = Experience(person, kind, Days.through(first, last))
            return attrs.evolve(roster, experiences={**roster.experiences, experience: declared})
        case ExperienceVerified(experience):
            verified = attrs.evolve(roster.experiences[experience], verified=True)
            return attrs.evolve(roster, experiences={**roster.experiences, experience: verified})
        case EvidenceAttached(evidence, person, kind, region):
            return attrs.evolve(roster, evidence={**roster.evidence, evidence: Evidence(person, kind, region)})
        case EvidenceReviewed(evidence, _, accepted):
            reviewed = attrs.evolve(roster.evidence[evidence], accepted=accepted)
            return attrs.evolve(roster, evidence={**roster.evidence, evidence: reviewed})
        case LeadAppointed(person, category, principal, first):
            appointed = Service(person, category, first, principal=principal)
            promoted = add_days(first, -1)  # the last day on the staff; none at all if both were on one day
            staff = tuple(
                one.through(promoted) if one.person == person and one.first <= first else one for one in roster.staff
            )
            return attrs.evolve(roster, leads=(*roster.leads, appointed), staff=staff)
        case LeadDeparted(person, last_day):
            return attrs.evolve(roster, leads=_ended(roster.leads, person, last_day))
        case StaffJoined(person, category, _, first):
            return attrs.evolve(roster, staff=(*roster.staff, Service(person, category, first)))
        case StaffDeparted(person, last_day):
            return attrs.evolve(roster, staff=_ended(roster.staff, person, last_day))
        case LeaveStarted(person, first):
            return attrs.evolve(roster, leaves=(*roster.leaves, (person, Days(first))))
        case LeaveEnded(person, last_day):
            return attrs.evolve(roster, leaves=_returned(roster.leaves, person, last_day))
        case ArchivistAssigned(person, first):
            return attrs.evolve(roster, archivists=(*roster.archivists, (person, first)))
        case DutyAssigned() | LoansCleared() | HandoverSigned() | AccessRevoked():
            return roster
        case _ as unreachable:
            assert_never(unreachable)


def _ended(services: tuple[Service, ...], person: PersonId, last: date) -> tuple[Service, ...]:
    """What a person began by *last* ends with it; LookupError for who was never there."""
    if not any(one.person == person for one in services):
        raise LookupError("departed without having been there")
    return tuple(one.through(last) if one.person == person and one.first <= last else one for one in services)


def _returned(
    leaves: tuple[tuple[PersonId, Days], ...], person: PersonId, last: date
) -> tuple[tuple[PersonId, Days], ...]:
    """The last leave of a person ends with *last*; LookupError for who was on none."""
    at = max((at for at, (who, _) in enumerate(leaves) if who == person), default=None)
    if at is None:
        raise LookupError("back from a leave that never began")
    ended = (person, Days.through(leaves[at][1].first, last))
    return (*leaves[:at], ended, *leaves[at + 1 :])
