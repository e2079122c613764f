"""What is known of each case (服务项目): its facts by class, and what they say of a day. No check, grounds for all.

What a decision had to know is judged as it was known when it was recorded; what a report tells of, as it is known now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, TypeVar, get_args

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.shared import latest
from studio_domain.client_case import facts as case
from studio_domain.values import PersonId

F = TypeVar("F")

SPECIAL: Final = "special"
"""The level of service (专项服务) that takes an agreement."""


@define
class Spell:
    """From the opening, or a reopening, of a case to its closing or handing over."""

    begun: Recorded[case.CaseOpened] | Recorded[case.CaseReopened]
    since: date
    due: date
    ended: Recorded[case.CaseClosed] | Recorded[case.CaseTransferred] | None = None

    @property
    def last(self) -> date | None:
        """The day on which it ended."""
        return None if self.ended is None else self.ended.fact.on

    def on(self, day: date) -> bool:
        """Whether the case was open on *day*: the day of its closing counts."""
        return self.since <= day and (self.last is None or day <= self.last)


@define
class CaseKnown:
    """A case, by its facts in the order of recording."""

    stream: str
    _facts: dict[type[Any], list[Recorded[Any]]] = field(factory=dict)

    def add(self, event: Recorded[Any]) -> None:
        """Take up a fact, in place of the one that it corrects."""
        kept, corrected = self._facts.setdefault(type(event.fact), []), event.context.corrects
        if corrected is not None:
            kept[:] = [earlier for earlier in kept if (earlier.stream, earlier.version) != corrected]
        kept.append(event)

    def all(self, fact: type[F]) -> list[Recorded[F]]:
        """Its facts of a class."""
        return self._facts.get(fact, [])

    def before(self, event: Recorded[Any], fact: type[F]) -> list[Recorded[F]]:
        """Its facts of a class that were recorded before *event*."""
        return [one for one in self.all(fact) if one.version < event.version]

    def any_of(self, *facts: type[Any]) -> Iterator[Recorded[Any]]:
        """Its facts of several classes."""
        for fact in facts:
            yield from self.all(fact)

    @property
    def name(self) -> str:
        """Its number."""
        return self.stream.rpartition("/")[2]

    @property
    def client(self) -> str | None:
        """Whose case it is; None where nobody recorded that it was opened."""
        opened = self.all(case.CaseOpened)
        return opened[0].fact.client if opened else None

    def seen(self, fact: type[F], by: Recorded[Any] | None) -> list[Recorded[F]]:
        """Its facts of a class: those recorded before *by*, or all that are known now."""
        return self.all(fact) if by is None else self.before(by, fact)

    def mentor_on(self, day: date, by: Recorded[Any] | None = None) -> PersonId | None:
        """In whose hands it was on *day*, as known when *by* was recorded, or now."""
        begun = [(event.fact.opened, event.fact.mentor) for event in self.seen(case.CaseOpened, by)]
        begun += [(event.fact.first, event.fact.mentor) for event in self.seen(case.MentorAssigned, by)]
        return latest(begun, day)

    def level_on(self, day: date, by: Recorded[Any] | None = None) -> str | None:
        """The service level in force on *day*, as known when *by* was recorded, or now."""
        return latest(((event.fact.first, event.fact.level) for event in self.seen(case.ServiceLevelSet, by)), day)

    def agreed_on(self, day: date, by: Recorded[Any] | None = None) -> bool:
        """Whether an agreement, signed by then, covers *day*, as known when *by* was recorded, or now."""
        agreements = (event.fact for event in self.seen(case.AgreementSigned, by))
        return any(one.signed <= day and one.first <= day <= one.last for one in agreements)

    def spells(self, by: Recorded[Any] | None = None) -> list[Spell]:
        """When it was open, in the order of recording, as known when *by* was recorded, or now."""
        turns = self.any_of(case.CaseOpened, case.CaseReopened, case.CaseClosed, case.CaseTransferred)
        spells: list[Spell] = []
        for event in sorted(turns, key=lambda one: one.version):
            if by is not None and event.version >= by.version:
                break
            if isinstance(event.fact, case.CaseOpened):
                if not spells:
                    spells.append(Spell(event, event.fact.opened, event.fact.due))
            elif isinstance(event.fact, case.CaseReopened):
                spells.append(Spell(event, event.fact.on, event.fact.due))
            elif spells and spells[-1].ended is None:
                spells[-1].ended = event
        return spells

    def spell_of(self, event: Recorded[Any]) -> Spell | None:
        """The spell that was begun last when *event* was recorded."""
        begun = [spell for spell in self.spells() if spell.begun.version <= event.version]
        return begun[-1] if begun else None


@define
class CasesKnown:
    """Every case by its stream. It comes before the checks that ask it, and has no findings of its own."""

    cases: dict[str, CaseKnown] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        for fact in get_args(case.Event):
            yield on(fact, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def __iter__(self) -> Iterator[CaseKnown]:
        return iter(self.cases.values())

    def _see(self, event: Recorded[Any]) -> None:
        known = self.cases.get(event.stream)
        if known is None:
            known = self.cases[event.stream] = CaseKnown(event.stream)
        known.add(event)


# -- what checks share


def served_on(event: Recorded[case.ServiceDelivered]) -> date:
    """The legal day on which a service began."""
    return day_of(event.fact.start)
