"""What a studio owes (1.3.1.a, 1.3.3.a, 1.4.a, 3.1.0.a, 3.4.0.d, 3.4.4): leads, staff, premises, its name, filings.

Vacancy, shortage and lapse stand in the register as the checks of people and premises see them, and are told there;
the others are told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.filing.filed import Filed, about
from studio_domain.audit.finding import Finding, Predicate
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.audit.studio.gaps import Gap, day_after
from studio_domain.audit.studio.known import Known, Spell
from studio_domain.audit.studio.people import LEAD_VACANCY, STAFF_SHORTAGE, People
from studio_domain.audit.studio.premises import NO_PREMISES, Premises
from studio_domain.guideline import obligation
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.working_calendar import Due

_Matter = tuple[str, date, Recorded[Any]]
"""Which kind of matter, on which day, by which fact."""

_CLEARANCES: Final = ("loans", "handover", "access")


@define
class Obligations:
    """Everything is drawn up when it is asked for: a fact known later may change what was owed earlier."""

    grounds: Grounds
    known: Known
    people: People
    places: Premises
    _changed: list[_Matter] = field(factory=list)
    _filed: Filed = field(factory=Filed)
    _named: list[Recorded[Any]] = field(factory=list)
    _left: list[Recorded[roster.LeadDeparted | roster.StaffDeparted]] = field(factory=list)
    _cleared: list[_Matter] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._filed.watches()
        yield on(recognition.StudioRecognised, self._named.append)
        yield on(recognition.StudioRenamed, self._rename)
        yield on(recognition.OperatorChanged, lambda event: self._change("carrier-change", event))
        yield on(premises.VenueRelocated, lambda event: self._change("venue-change", event))
        yield on(roster.LeadAppointed, lambda event: self._change("lead-change", event))
        yield on(roster.LeadDeparted, self._left.append)
        yield on(roster.StaffDeparted, self._left.append)
        yield on(roster.LoansCleared, lambda event: self._clear("loans", event))
        yield on(roster.HandoverSigned, lambda event: self._clear("handover", event))
        yield on(roster.AccessRevoked, lambda event: self._clear("access", event))

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (
            self._of_gaps("lead_vacancy", LEAD_VACANCY, self.people.vacancies(date.max)),
            self._of_gaps("staff_shortage", STAFF_SHORTAGE, self.people.shortages(date.max)),
            self._of_gaps("venue_lapse", NO_PREMISES, self.places.lapses(date.max)),
            *self._told_here(),
        )

    def findings(self, as_of: date) -> Iterator[Finding]:
        for ledger in self._told_here():
            yield from ledger.findings(as_of)

    def _told_here(self) -> tuple[ObligationLedger, ...]:
        return self._names(), self._changes(), self._departures()

    # -- the facts

    def _change(self, matter: str, event: Recorded[Any]) -> None:
        self._changed.append((matter, event.fact.first, event))

    def _rename(self, event: Recorded[recognition.StudioRenamed]) -> None:
        self._named.append(event)
        self._change("name-change", event)

    def _clear(self, matter: str, event: Recorded[Any]) -> None:
        self._cleared.append((f"{event.fact.person}/{matter}", event.fact.on, event))

    # -- leads, staff, premises

    def _of_gaps(self, key: str, predicate: Predicate, gaps: Iterable[Gap]) -> ObligationLedger:
        """Due after the grace that was adopted, or on the first day where none was."""
        owed = obligation(key)
        ledger, grace = ObligationLedger(owed, predicate), owed.due.keys[0]
        for gap in gaps:
            studio, terms = gap.opened_by.studio, self.grounds.policy.on(gap.first)
            allowed = int(str(terms[grace])) if terms.binds(grace) else 0
            due = self.grounds.working_days.due_in_days(gap.first, allowed, rollover=False)
            ledger.open(studio, gap.opened_by, gap.first, due, terms)
            if gap.until is not None:
                ledger.discharge(studio, gap.closed_by or gap.opened_by, gap.until)
        return ledger

    # -- the name

    def _names(self) -> ObligationLedger:
        owed = obligation("rename")
        ledger = ObligationLedger.of(owed)
        principal = sorted(self.known.principal, key=lambda spell: spell.first)
        for at, spell in enumerate(principal):
            named = self._lead_in_name(spell.first)
            if self._in_recognition(spell.event, spell.first) and named not in (None, spell.person):
                studio, terms = spell.event.studio, self.grounds.policy.on(spell.first)
                days = terms.naming.rename_days
                due = self.grounds.working_days.due_in_days(spell.first, days, rollover=owed.due.rolls_over)
                subject = f"{studio}/{spell.person}"
                ledger.open(subject, spell.event, spell.first, due, terms)
                following = principal[at + 1 :]
                if met := self._met(spell, following):
                    ledger.discharge(subject, met[1], met[0])
        return ledger

    def _met(self, spell: Spell, following: list[Spell]) -> tuple[date, Recorded[Any]] | None:
        """Renamed after this lead, or led by another before that came about."""
        renamed = [
            (event.fact.first, event)
            for event in self._named
            if event.fact.lead == spell.person and event.fact.first >= spell.first
        ]
        superseded = [(later.first, later.event) for later in following if later.person != spell.person]
        return min([*renamed, *superseded], key=lambda one: one[0], default=None)

    def _lead_in_name(self, day: date) -> str | None:
        found = [event for event in self._named if event.fact.first <= day]
        return str(max(reversed(found), key=lambda event: event.fact.first).fact.lead) if found else None

    # -- filings of changes

    def _changes(self) -> ObligationLedger:
        """Each change is filed by a filing that names the fact; one recorded ahead may be filed ahead."""
        owed = obligation("change_filing")
        ledger = ObligationLedger.of(owed)
        short = ((gap.opened_by, gap.first) for gap in self.people.shortages(date.max))
        changed = [*self._changed, *(("staff-shortage", first, event) for event, first in short)]
        for matter, day, event in sorted(changed, key=lambda one: one[1]):
            if self._in_recognition(event, day):
                terms = self.grounds.policy.on(day)
                due = self.grounds.working_days.add_working_days(day, terms.filing.change_days)
                subject = f"{event.studio}/{matter}/{day}"
                ledger.open(subject, event, day, due, terms)
                if filed := self._filed.since(matter, about(event.place), date.min):
                    ledger.discharge(subject, filed, filed.fact.on)
        return ledger

    def _in_recognition(self, event: Recorded[Any], day: date) -> bool:
        """Whether it changes what was recognised: what was known by then of the first day is no change."""
        began = any(
            event.position <= recognised.position and day <= recognised.fact.first
            for recognised, _ in self.known.applied
            if event.stream == recognised.stream
        )
        return not began and any(day in one for one in self.known.needed())

    # -- who left

    def _departures(self) -> ObligationLedger:
        ledger = ObligationLedger.of(obligation("departure_clearance"))
        member = self.known.membership()
        for event in self._left:
            person, last = event.fact.person, event.fact.last_day
            if not any(day_after(last) in days for days in member.get(person, ())):
                for matter in _CLEARANCES:
                    subject = f"{event.studio}/{person}/{matter}"
                    ledger.open(subject, event, last, Due(last), self.grounds.policy.on(last))
        for matter, day, event in self._cleared:
            receiver = getattr(event.fact, "receiver", None)  # what went to somebody outside was not handed over
            if receiver is not None and not any(day in days for days in member.get(receiver, ())):
                continue
            ledger.discharge(f"{event.studio}/{matter}", event, day)
        return ledger
