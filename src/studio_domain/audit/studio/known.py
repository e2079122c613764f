"""Who led and who served, when, and with which experience: timelines that checks of people ask, no checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.recognised import Recognised
from studio_domain.audit.studio.gaps import Effect, day_after
from studio_domain.policy import Policy
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import Days, PersonId, reaches_years


@define
class Spell:
    """A person's time as lead or staff: what began it, and what ended it where something did."""

    event: Recorded[Any]
    person: PersonId
    first: date
    last: date | None = None
    ended_by: Recorded[Any] | None = None

    @property
    def days(self) -> Days:
        """The days of it, as an interval."""
        return Days.through(self.first, self.last)


@define
class _Work:
    person: PersonId
    kind: str
    days: Days
    verified: bool = False


@define
class Shown:
    """Evidence about a lead: of which kind and region, when it was handed in, how the authority saw it, and when."""

    person: PersonId
    kind: recognition.EvidenceKind
    region: str
    attached: date
    accepted: bool | None = None
    reviewed: date | None = None


@define
class Known:
    """The people of one studio, by all that is known now; whoever asks names the days."""

    recognised: Recognised = field(factory=Recognised)
    leads: list[Spell] = field(factory=list)
    staff: list[Spell] = field(factory=list)
    principal: list[Spell] = field(factory=list)
    evidence: dict[str, Shown] = field(factory=dict)
    applied: list[tuple[Recorded[recognition.StudioRecognised], date | None]] = field(factory=list)
    """Each recognition, and the day of the application before it."""
    _work: dict[str, _Work] = field(factory=dict)
    _submitted: date | None = None

    def watches(self) -> Iterator[Watch]:
        """What the check that asks must show it."""
        yield from self.recognised.watches()
        yield on(recognition.JointApplicationSubmitted, self._submit)
        yield on(recognition.StudioRecognised, self._recognise)
        yield on(recognition.EvidenceAttached, self._attach)
        yield on(recognition.EvidenceReviewed, self._review)
        yield on(roster.ExperienceDeclared, self._declare)
        yield on(roster.ExperienceVerified, self._verify)
        yield on(roster.LeadAppointed, self._lead)
        yield on(roster.LeadDeparted, self._lead_left)
        yield on(roster.StaffJoined, self._join)
        yield on(roster.StaffDeparted, self._left)

    # -- what is asked

    @property
    def began(self) -> Recorded[recognition.StudioRecognised] | None:
        """The fact by which the studio was first recognised."""
        return self.applied[0][0] if self.applied else None

    def needed(self) -> tuple[Days, ...]:
        """The days on which the studio is recognised."""
        first = self.began
        return self.recognised.days(first.studio) if first else ()

    def reached(self, person: PersonId, kinds: tuple[str, ...], years: int) -> date | None:
        """The day on which verified work of *kinds* amounts to *years*."""
        done = (work for work in self._work.values() if work.person == person and work.verified)
        return reaches_years((work.days for work in done if work.kind in kinds), years)

    def staff_years(self, person: PersonId, policy: Policy, day: date) -> date | None:
        """The day from which a member of the staff counts, by the terms of *day*."""
        terms = policy.on(day).studio
        return self.reached(person, terms.staff_experience_kinds, terms.staff_years)

    def leading(self) -> dict[str, list[Days]]:
        """Who leads on which days."""
        return _by_person(self.leads)

    def serving(self, policy: Policy) -> dict[str, list[Days]]:
        """Which staff counts on which days: none who leads, and nobody before his years are reached."""
        found: dict[str, list[Days]] = defaultdict(list)
        for spell in self.staff:
            reached = self.staff_years(spell.person, policy, spell.first)
            if reached is not None and (spell.last is None or reached <= spell.last):
                found[spell.person].append(Days(max(spell.first, reached), spell.days.until))
        return found

    def membership(self) -> dict[str, list[Days]]:
        """Who belongs to the studio on which days."""
        return _by_person([*self.leads, *self.staff])

    def ends(self, spells: list[Spell]) -> Iterator[Effect]:
        """When each of them is over, and by which fact."""
        for spell in spells:
            if spell.last is not None and spell.ended_by is not None:
                yield Effect(day_after(spell.last), spell.ended_by)

    def begins(self, spells: list[Spell], policy: Policy | None = None) -> Iterator[Effect]:
        """When each of them begins; with a *policy* when it begins to count."""
        for spell in spells:
            since = self.staff_years(spell.person, policy, spell.first) if policy else spell.first
            if since is not None:
                yield Effect(max(spell.first, since), spell.event)

    # -- the facts

    def _submit(self, event: Recorded[recognition.JointApplicationSubmitted]) -> None:
        self._submitted = max(event.fact.lead_signed, event.fact.carrier_signed)

    def _recognise(self, event: Recorded[recognition.StudioRecognised]) -> None:
        self.applied.append((event, self._submitted))
        self._submitted = None

    def _attach(self, event: Recorded[recognition.EvidenceAttached]) -> None:
        fact = event.fact
        self.evidence[fact.evidence] = Shown(fact.person, fact.kind, fact.region, event.context.day)

    def _review(self, event: Recorded[recognition.EvidenceReviewed]) -> None:
        if shown := self.evidence.get(event.fact.evidence):
            shown.accepted, shown.reviewed = event.fact.accepted, event.context.day

    def _declare(self, event: Recorded[roster.ExperienceDeclared]) -> None:
        fact = event.fact
        self._work[fact.experience] = _Work(fact.person, fact.kind, Days.through(fact.first, fact.last))

    def _verify(self, event: Recorded[roster.ExperienceVerified]) -> None:
        if work := self._work.get(event.fact.experience):
            work.verified = True

    def _lead(self, event: Recorded[roster.LeadAppointed]) -> None:
        fact = event.fact
        spell = Spell(event, fact.person, fact.first)
        self.leads.append(spell)
        if fact.principal:
            self.principal.append(spell)
        if fact.first > date.min:
            _end(self.staff, event, date.fromordinal(fact.first.toordinal() - 1), begun_by=fact.first)

    def _lead_left(self, event: Recorded[roster.LeadDeparted]) -> None:
        _end(self.leads, event, event.fact.last_day, begun_by=event.fact.last_day)

    def _join(self, event: Recorded[roster.StaffJoined]) -> None:
        self.staff.append(Spell(event, event.fact.person, event.fact.first))

    def _left(self, event: Recorded[roster.StaffDeparted]) -> None:
        _end(self.staff, event, event.fact.last_day, begun_by=event.fact.last_day)


def _by_person(spells: list[Spell]) -> dict[str, list[Days]]:
    found: dict[str, list[Days]] = defaultdict(list)
    for spell in spells:
        found[spell.person].append(spell.days)
    return found


def _end(spells: list[Spell], event: Recorded[Any], last: date, *, begun_by: date) -> None:
    """What the person had begun by a day ends with *last*, unless it ended earlier; a later spell is another one."""
    for spell in spells:
        ours = spell.person == event.fact.person and spell.first <= begun_by
        if ours and (spell.last is None or spell.last > last):
            spell.last, spell.ended_by = last, event
