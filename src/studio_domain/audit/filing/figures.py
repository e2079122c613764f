"""What the facts say of a year, metric by metric (3.4.0.c): counted as they pass, so at each fact as known then.

A definition that the check of reports asks, no check itself. The register that people read
(`views.annual_figures`) is written apart from it: where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain import reception_ledger
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.recognised import Recognised
from studio_domain.client_case import facts as case
from studio_domain.policy import Policy
from studio_domain.service_activity import facts as activity
from studio_domain.studio import roster_facts as roster
from studio_domain.training_program import facts as training
from studio_domain.values import Days, PersonId, add_days, covers_years

STAFF: Final = "staff-minimum"
SERVICES: Final = "services"
MINUTES: Final = "service-minutes"
OPENED: Final = "cases-opened"
CLOSED: Final = "cases-closed"
CLIENTS: Final = "clients-served"
JOBS: Final = "jobs"
FOUNDED: Final = "enterprises-founded"
RECEPTIONS: Final = "receptions"
TRAININGS: Final = "trainings"
SESSIONS: Final = "training-sessions"
ACTIVITIES: Final = "activities"

COUNTED: Final = frozenset(
    {
        STAFF, SERVICES, MINUTES, OPENED, CLOSED, CLIENTS, JOBS, FOUNDED, RECEPTIONS, TRAININGS, SESSIONS, ACTIVITIES,
    }
)  # fmt: skip
"""The metrics that follow from facts; of any other nothing is said here."""

Told = Callable[[str, date, Recorded[Any]], None]
"""Told of each fact that counts: for which metric, from which day on, and which fact."""

_MINUTE: Final = timedelta(minutes=1)


@define
class _Spell:
    """A person's time as staff or lead, and what ended it."""

    person: PersonId
    days: Days
    ended_by: Place | None = None


@define
class _Work:
    person: PersonId
    kind: str
    days: Days
    verified: bool = False


@define
class Figures:
    """The figures of one studio by what has passed so far."""

    policy: Policy
    told: Told
    recognised: Recognised = field(factory=Recognised)
    _by_day: defaultdict[str, Counter[date]] = field(factory=lambda: defaultdict(Counter))
    """By metric, then by day: an entry a day on which something counts."""
    _clients: dict[str, str] = field(factory=dict)
    """Whose a case is, by its stream."""
    _receptions: dict[tuple[str, str], date] = field(factory=dict)
    """The day of each entry that stands."""
    _first_served: dict[tuple[int, str], date] = field(factory=dict)
    _staff: list[_Spell] = field(factory=list)
    _leads: list[_Spell] = field(factory=list)
    _work: dict[str, _Work] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        """What the check that asks must show it."""
        yield from self.recognised.watches()
        yield on(case.CaseOpened, self._opened)
        yield on(case.CaseClosed, self._closed)
        yield on(case.ServiceDelivered, self._served)
        yield on(case.OutcomeRecorded, self._outcome)
        yield on(reception_ledger.ReceptionRecorded, self._received)
        yield on(reception_ledger.ReceptionStruckOut, self._struck_out)
        yield on(training.SessionDelivered, self._taught)
        yield on(training.ProgramCompleted, self._completed)
        yield on(activity.ActivityHeld, self._held)
        yield on(roster.StaffJoined, self._joined)
        yield on(roster.StaffDeparted, self._departed)
        yield on(roster.LeadAppointed, self._appointed)
        yield on(roster.LeadDeparted, self._lead_departed)
        yield on(roster.ExperienceDeclared, self._declared)
        yield on(roster.ExperienceVerified, self._verified)

    def value(self, metric: str, year: int, as_of: date) -> int:
        """The figure of *metric* over *year*, up to and including *as_of*."""
        if metric == STAFF:
            return self._fewest(year, as_of)[0]
        if metric == CLIENTS:
            return sum(of == year and day <= as_of for (of, _), day in self._first_served.items())
        return sum(count for day, count in self._by_day[metric].items() if day.year == year and day <= as_of)

    def causes(self, metric: str, year: int, as_of: date) -> tuple[Place, ...]:
        """The facts behind a number of staff that fell: who left, or became a lead."""
        day = self._fewest(year, as_of)[1] if metric == STAFF else None
        return tuple(spell.ended_by for spell in self._staff if spell.days.until == day and spell.ended_by is not None)

    # -- what is counted by its day

    def _count(self, metric: str, day: date, event: Recorded[Any], number: int = 1) -> None:
        if number:
            self._by_day[metric][day] += number
            self.told(metric, day, event)

    def _opened(self, event: Recorded[case.CaseOpened]) -> None:
        self._clients[event.stream] = event.fact.client
        self._count(OPENED, event.fact.opened, event)

    def _closed(self, event: Recorded[case.CaseClosed]) -> None:
        self._count(CLOSED, event.fact.on, event)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        fact = event.fact
        day, client = day_of(fact.start), self._clients.get(event.stream, event.stream)
        self._count(SERVICES, day, event)
        self._count(MINUTES, day, event, max(0, (fact.end - fact.start) // _MINUTE))
        before = self._first_served.get((day.year, client))
        if before is None or day < before:
            self._first_served[day.year, client] = day
            self.told(CLIENTS, day, event)

    def _outcome(self, event: Recorded[case.OutcomeRecorded]) -> None:
        self._count(JOBS, event.fact.on, event, event.fact.jobs)
        self._count(FOUNDED, event.fact.on, event, int(event.fact.founded))

    def _received(self, event: Recorded[reception_ledger.ReceptionRecorded]) -> None:
        self._receptions[event.stream, event.fact.entry] = event.fact.on
        self._count(RECEPTIONS, event.fact.on, event)

    def _struck_out(self, event: Recorded[reception_ledger.ReceptionStruckOut]) -> None:
        """Nobody was received: the entry counts no more."""
        day = self._receptions.pop((event.stream, event.fact.entry), None)
        if day is not None:
            self._count(RECEPTIONS, day, event, -1)

    def _taught(self, event: Recorded[training.SessionDelivered]) -> None:
        self._count(SESSIONS, day_of(event.fact.start), event)

    def _completed(self, event: Recorded[training.ProgramCompleted]) -> None:
        self._count(TRAININGS, event.fact.on, event)

    def _held(self, event: Recorded[activity.ActivityHeld]) -> None:
        self._count(ACTIVITIES, event.fact.on, event)

    # -- the fewest staff of any day

    def _fewest(self, year: int, as_of: date) -> tuple[int, date | None]:
        """Of all days of the recognition in the period the lowest number, and the first day that had it.

        A number falls only where somebody leaves or becomes a lead, so no other day need be looked at.
        """
        period = Days.through(date(year, 1, 1), min(as_of, date(year, 12, 31)))
        falls = {spell.days.until for spell in self._staff} | {spell.days.first for spell in self._leads}
        numbers: list[tuple[int, date]] = []
        for studio in self.recognised.studios():
            for span in self.recognised.days(studio):
                first = max(span.first, period.first)
                inside = {day for day in (first, *falls) if day is not None and day >= first}
                numbers += [(self._staff_on(day), day) for day in inside if day in span and day in period]
        return min(numbers, default=(0, None))

    def _staff_on(self, day: date) -> int:
        leads = {spell.person for spell in self._leads if day in spell.days}
        there = {spell.person for spell in self._staff if day in spell.days} - leads
        return sum(self._has_years(person, day) for person in there)

    def _has_years(self, person: PersonId, day: date) -> bool:
        terms = self.policy.on(day).studio
        kinds = terms.staff_experience_kinds
        work = [one.days for one in self._work.values() if one.person == person and one.verified and one.kind in kinds]
        return covers_years(work, terms.staff_years, day)

    def _joined(self, event: Recorded[roster.StaffJoined]) -> None:
        self._staff.append(_Spell(event.fact.person, Days(event.fact.first)))
        self.told(STAFF, event.fact.first, event)

    def _departed(self, event: Recorded[roster.StaffDeparted]) -> None:
        self._end(self._staff, event.fact.person, _after(event.fact.last_day), event)

    def _appointed(self, event: Recorded[roster.LeadAppointed]) -> None:
        """A member of the staff who becomes a lead is staff no longer."""
        self._leads.append(_Spell(event.fact.person, Days(event.fact.first)))
        self._end(self._staff, event.fact.person, event.fact.first, event)

    def _lead_departed(self, event: Recorded[roster.LeadDeparted]) -> None:
        self._end(self._leads, event.fact.person, _after(event.fact.last_day), event)

    def _end(self, spells: list[_Spell], person: PersonId, until: date, event: Recorded[Any]) -> None:
        for spell in spells:
            if spell.person == person and until in spell.days:
                spell.days, spell.ended_by = Days(spell.days.first, until), event.place
        self.told(STAFF, until, event)

    def _declared(self, event: Recorded[roster.ExperienceDeclared]) -> None:
        fact = event.fact
        self._work[fact.experience] = _Work(fact.person, fact.kind, Days.through(fact.first, fact.last))

    def _verified(self, event: Recorded[roster.ExperienceVerified]) -> None:
        if work := self._work.get(event.fact.experience):
            work.verified = True
            self.told(STAFF, work.days.first, event)


def _after(last: date) -> date:
    """The first day on which what lasted to the end of *last* is no more."""
    return add_days(last, 1) if last < date.max else last
