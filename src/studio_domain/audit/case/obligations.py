"""What a case owes (3.4.3.a, d, 3.4.4.a): closing within the term, closing once it can be, filing once it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown, Spell, served_on
from studio_domain.audit.case.term import moved
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.client_case import facts as case
from studio_domain.client_case.facts import ClosureKind
from studio_domain.guideline import obligation
from studio_domain.working_calendar import Due

_KEYS: Final = ("case_due", "close_ready", "archive_case")
_OBJECTIVE: Final = ClosureKind.OBJECTIVE


@frozen
class CaseObligations:
    """按期结案 case_due, 具备条件后结案 close_ready, 结案归档 archive_case: told at the end, by all that is known then.

    Terms are moved and conditions lost again, so a ledger is drawn up anew each time it is asked for.
    """

    known: CasesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        due, ready, filed = (
            ObligationLedger.of(obligation(key)) for key in ("case_due", "close_ready", "archive_case")
        )
        for of in self.known:
            spells = of.spells()
            for spell, after in zip_longest(spells, spells[1:]):
                self._due(due, of, spell, after)
                self._ready(ready, of, spell, after)
                self._filed(filed, of, spell, after)
        return due, ready, filed

    def findings(self, as_of: date) -> Iterator[Finding]:
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    def _due(self, ledger: ObligationLedger, of: CaseKnown, spell: Spell, after: Spell | None) -> None:
        terms = self.grounds.policy.on(spell.since)
        ledger.open(of.name, spell.begun, spell.since, _agreed(of, spell, after), terms)
        _discharge(ledger, of, spell)

    def _ready(self, ledger: ObligationLedger, of: CaseKnown, spell: Spell, after: Spell | None) -> None:
        found = _closable(of, spell, after)
        if found is not None:
            event, day = found
            terms = self.grounds.policy.on(day)
            due = self.grounds.working_days.add_working_days(day, terms.case.close_lag_wd)
            ledger.open(of.name, event, day, due, terms)
            _discharge(ledger, of, spell)

    def _filed(self, ledger: ObligationLedger, of: CaseKnown, spell: Spell, after: Spell | None) -> None:
        """The file of a case that is reopened is not due any more, until it is closed again."""
        closed = spell.ended
        if closed is None or not isinstance(closed.fact, case.CaseClosed):
            return
        day = closed.fact.on
        terms = self.grounds.policy.on(day)
        due = self.grounds.working_days.due_in_days(day, terms.archive.case_days, rollover=False)
        ledger.open(of.name, closed, day, due, terms)
        archived = (event for event in of.all(case.CaseArchived) if event.version > closed.version)
        filed = next((event for event in archived if after is None or event.version < after.begun.version), None)
        if filed is not None:
            ledger.discharge(of.name, filed, filed.fact.on)
        elif after is not None:
            ledger.discharge(of.name, after.begun, after.since)


def _discharge(ledger: ObligationLedger, of: CaseKnown, spell: Spell) -> None:
    if spell.ended is not None:
        ledger.discharge(of.name, spell.ended, spell.ended.fact.on)


# -- the term as it was moved


def _agreed(of: CaseKnown, spell: Spell, after: Spell | None) -> Due:
    """The day by which a spell is to end, as it was last agreed; while an approved pause lasts it is not known yet.

    What was granted too late, too often or by the wrong hand moves the day all the same: checks of the term tell it.
    """
    due, rests = spell.due, None
    turns = of.any_of(case.CaseTermExtended, case.ServicePaused, case.ServiceResumed)
    for event in sorted(turns, key=lambda one: one.version):
        fact = event.fact
        if not _within(event, spell, after):
            continue
        if isinstance(fact, case.CaseTermExtended):
            due = fact.due
        elif isinstance(fact, case.ServicePaused):
            rests = fact.first if fact.approver is not None else None
        elif rests is not None:
            due, rests = moved(due, rests, fact.last_day), None
    return Due(due, provisional=rests is not None and spell.ended is None)


# -- the condition for closing


def _closable(of: CaseKnown, spell: Spell, after: Spell | None) -> tuple[Recorded[Any], date] | None:
    """The fact with which a spell could be closed (for the last time), and its day; None where it never could.

    As completed: a service and a result since the case was (re)opened, and no step of the plan undone. For a
    cause: while its proposal is not returned. A new plan with steps to do takes the condition away again.
    """
    met: tuple[Recorded[Any], date] | None = None
    served = shown = caused = False
    steps: tuple[str, ...] = ()
    done: set[str] = set()
    for day, _, event in sorted(_turns(of, spell, after), key=lambda turn: turn[:2]):
        fact, late = event.fact, day >= spell.since
        match fact:
            case case.ServiceDelivered():
                served = served or late
            case case.PhaseResultRecorded():
                shown = shown or (late and bool(fact.evidence))
            case case.PlanStepExecuted():
                done.add(fact.step)
            case case.SolutionPlanned():
                steps = fact.steps
            case case.ClosureProposed():
                caused = fact.kind is _OBJECTIVE
            case _:
                caused = False
        possible = caused or (served and shown and done.issuperset(steps))
        met = met or (event, max(day, spell.since)) if possible else None
    return met


def _turns(of: CaseKnown, spell: Spell, after: Spell | None) -> Iterator[tuple[date, int, Recorded[Any]]]:
    """What may bring the condition about or take it away, by day: in the spell, or before it."""
    for served in of.all(case.ServiceDelivered):
        yield served_on(served), served.version, served
    for event in of.any_of(case.PhaseResultRecorded, case.PlanStepExecuted, case.SolutionPlanned):
        yield event.fact.on, event.version, event
    for event in of.any_of(case.ClosureProposed, case.ClosureReturned):
        if _within(event, spell, after):
            yield event.fact.on, event.version, event


def _within(event: Recorded[Any], spell: Spell, after: Spell | None) -> bool:
    """Whether a fact was recorded in a spell: after it began, and before the next one did."""
    return spell.begun.version < event.version and (after is None or event.version < after.begun.version)
