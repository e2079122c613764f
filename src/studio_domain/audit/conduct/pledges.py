"""Pledges and declarations (3.4.7.a, 3.4.7.b): signed before the first service and each year, declared each year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import Factory, define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.client_case import facts as case
from studio_domain.conduct_record import IntegrityDeclared, PledgeSigned
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind, obligation
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId, legal_day

NO_PLEDGE: Final = Predicate(
    "conduct.no-pledge",
    Clause.LAW_AND_ETHICS,
    Kind.A,
    zh="{subject} 于 {actual} 首次提供服务，此前没有签署廉洁承诺",
    en="{subject} first served on {actual}, and had signed no pledge by then",
)
UNDECLARED: Final = Predicate(
    "conduct.undeclared",
    Clause.INTEGRITY,
    Kind.A,
    zh="{subject} 在 {year} 年提供了服务，没有作当年的廉洁申报",
    en="{subject} served in {year}, and made no declaration of that year",
)
INCOMPLETE: Final = Predicate(
    "conduct.incomplete",
    Clause.LAW_AND_ETHICS,
    Kind.A,
    zh="{stream} 的 {fact} 缺失或无效：{actual}",
    en="of {fact} in {stream} is missing or void: {actual}",
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def _ledger() -> ObligationLedger:
    return ObligationLedger.of(obligation("pledge_renewal"))


@define
class Pledges:
    """By all that is known now: a pledge counts from the day on which it was signed."""

    grounds: Grounds
    renewals: ObligationLedger = Factory(_ledger)
    _pledged: defaultdict[PersonId, list[Recorded[PledgeSigned]]] = field(factory=lambda: defaultdict(list))
    _declared: set[tuple[PersonId, int]] = field(factory=set)
    _served: dict[tuple[PersonId, int], tuple[date, Recorded[Any]]] = field(factory=dict)
    """The first service of each person and year."""
    _left: defaultdict[PersonId, list[tuple[date, Recorded[Any]]]] = field(factory=lambda: defaultdict(list))
    _experts: dict[str, PersonId] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PledgeSigned, self._pledge)
        yield on(IntegrityDeclared, self._declare)
        yield on(case.ServiceDelivered, self._deliver)
        yield on(expert.ExpertNominated, self._nominate)
        yield on(expert.ServiceLogged, self._log)
        yield on(expert.ContractTerminated, self._end)
        yield on(expert.ContractSettled, self._settle)
        yield on(roster.LeadDeparted, self._leave)
        yield on(roster.StaffDeparted, self._leave)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (self.renewals,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        first: dict[PersonId, tuple[date, Recorded[Any]]] = {}
        for (person, year), served in self._served.items():
            first[person] = min(first.get(person, served), served, key=lambda one: one[0])
            if date(year, 12, 31) <= as_of and (person, year) not in self._declared:
                yield finding(
                    UNDECLARED, served[1], person, str(year),
                    expected=count(1), actual=count(0), delta=count(1), year=year,
                )  # fmt: skip
        for person, (day, event) in first.items():
            signed = min((one.fact.on for one in self._pledged[person]), default=None)
            if signed is None or signed > day:
                late = 0 if signed is None else (signed - day).days
                yield finding(
                    NO_PLEDGE, event, person,
                    expected=text("pledge"), actual=on_day(day), delta=days(late),
                )  # fmt: skip
        self._draw_up()
        yield from self.renewals.findings(as_of)

    # -- the facts

    def _pledge(self, event: Recorded[PledgeSigned]) -> None:
        fact = event.fact
        self._pledged[fact.person].append(event)
        self._lacks(event, [] if fact.text_version.strip() else ["text"], fact.digest)

    def _declare(self, event: Recorded[IntegrityDeclared]) -> None:
        fact = event.fact
        self._declared.add((fact.person, fact.year))
        self._lacks(event, [] if fact.on.year == fact.year else ["year"], fact.digest)

    def _lacks(self, event: Recorded[Any], wrong: list[str], digest: str) -> None:
        wrong += [] if _DIGEST.fullmatch(digest) else ["digest"]
        if wrong:
            found = finding(
                INCOMPLETE, event, event.stream,
                expected=count(0), actual=text(", ".join(wrong)), delta=count(len(wrong)),
                fact=type(event.fact).__name__,
            )  # fmt: skip
            self._found.append(found)

    def _deliver(self, event: Recorded[case.ServiceDelivered]) -> None:
        self._serve(event.fact.mentor, legal_day(event.fact.start), event)

    def _nominate(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._experts[event.stream] = event.fact.person

    def _log(self, event: Recorded[expert.ServiceLogged]) -> None:
        if (person := self._experts.get(event.stream)) is not None:
            self._serve(person, legal_day(event.fact.start), event)

    def _serve(self, person: PersonId, day: date, event: Recorded[Any]) -> None:
        known = self._served.get((person, day.year))
        if known is None or day < known[0]:
            self._served[person, day.year] = day, event

    def _end(self, event: Recorded[expert.ContractTerminated]) -> None:
        if (person := self._experts.get(event.stream)) is not None:
            self._left[person].append((event.fact.last_day, event))

    def _settle(self, event: Recorded[expert.ContractSettled]) -> None:
        if (person := self._experts.get(event.stream)) is not None:
            self._left[person].append((event.fact.on, event))

    def _leave(self, event: Recorded[roster.LeadDeparted | roster.StaffDeparted]) -> None:
        self._left[event.fact.person].append((event.fact.last_day, event))

    # -- what is owed

    def _draw_up(self) -> None:
        """Each pledge is followed by the next, within the time of policy; whoever leaves owes none."""
        self.renewals = _ledger()
        for person, pledges in self._pledged.items():
            ordered = sorted(pledges, key=lambda one: one.fact.on)
            for at, pledge in enumerate(ordered):
                day = pledge.fact.on
                terms = self.grounds.policy.on(day)
                months = terms.discipline.pledge_months
                due = self.grounds.working_days.due_in_months(day, months, rollover=False)
                self.renewals.open(pledge.stream, pledge, day, due, terms)
                ends: list[tuple[date, Recorded[Any]]] = [(one.fact.on, one) for one in ordered[at + 1 : at + 2]]
                ends += [one for one in self._left[person] if one[0] >= day]
                if ends:
                    met, by = min(ends, key=lambda one: one[0])
                    self.renewals.discharge(pledge.stream, by, met)
