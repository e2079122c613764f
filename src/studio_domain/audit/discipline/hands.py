"""Checks of hands in discipline (SD-8): reporter, investigator, decider and subject are four; who is above whom.

Authority is judged as it was known when it was used. A reporter in confidence is sealed, and takes part in this only
where the history is read by somebody who may open it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.mandates_known import MandatesKnown
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import Reporting
from studio_domain.guideline import Clause, Hands, Kind, Role, hands
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

SIDES: Final = Predicate(
    "discipline.hands",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{person} 在 {stream} 中一人两面：{actual}",
    en="{person} stands on two sides of {stream}: {actual}",
)
TOO_LOW: Final = Predicate(
    "discipline.decider-too-low",
    Clause.DISCIPLINE,
    Kind.X,
    zh="{stream} 的当事人 {subject} 是 {post}，由 {actual} 决定，应由 {expected} 决定",
    en="{subject} of {stream} is {post}; {actual} decided, it takes {expected}",
)

_HEAD: Final = Role.CARRIER_HEAD.value
_AUTHORITY: Final = Role.AUTHORITY.value

_Side = tuple[str, Hands, Place]
"""As what, whose hands, by which fact."""


@define
class _Matter:
    subject: tuple[PersonId, Place] | None = None
    reporters: list[_Side] = field(factory=list)
    investigators: list[_Side] = field(factory=list)
    deciders: list[_Side] = field(factory=list)
    over: bool = False


@define
class DisciplineHands:
    """Who acts on a delegation stands on the delegator's side as well."""

    mandates: MandatesKnown = field(factory=MandatesKnown)
    _matters: defaultdict[str, _Matter] = field(factory=lambda: defaultdict(_Matter))
    _leads: defaultdict[PersonId, list[tuple[date, date | None]]] = field(factory=lambda: defaultdict(list))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self.mandates.watches()
        yield on(roster.LeadAppointed, self._appointed)
        yield on(roster.LeadDeparted, self._departed)
        yield on(discipline.ConductReported, self._reported)
        yield on(discipline.GiftReported, self._reported)
        yield on(discipline.NoCaseDecided, self._no_case)
        yield on(discipline.DisciplineOpened, self._opened)
        yield on(discipline.MeasuresTaken, self._measured)
        yield on(discipline.MeasuresLifted, self._measured)
        for step in (discipline.EvidenceCollected, discipline.SubjectHeard, discipline.InvestigationConcluded):
            yield on(step, self._investigated)
        yield on(discipline.SanctionDecided, self._sanctioned)
        yield on(discipline.AppealDecided, self._appeal_decided)
        yield on(discipline.SanctionEnforced, self._carried_out)
        yield on(discipline.DisciplineClosed, self._closed)
        yield on(discipline.ReferredToAuthority, self._carried_out)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- posts, as known so far

    def _appointed(self, event: Recorded[roster.LeadAppointed]) -> None:
        self._leads[event.fact.person].append((event.fact.first, None))

    def _departed(self, event: Recorded[roster.LeadDeparted]) -> None:
        spells, ended = self._leads[event.fact.person], event.fact.last_day
        spells[:] = [(first, ended if last is None or last > ended else last) for first, last in spells]

    def _leads_on(self, person: PersonId, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self._leads[person])

    # -- the matter

    def _reported(self, event: Recorded[discipline.ConductReported | discipline.GiftReported]) -> None:
        matter, fact = self._matters[event.stream], event.fact
        if matter.over:  # what is reported anew is investigated and decided anew
            matter.investigators, matter.deciders, matter.over = [], [], False
        named = fact.receiver if isinstance(fact, discipline.GiftReported) else fact.subject
        if named is not None and matter.subject is None:
            matter.subject = named, event.place
        if fact.reporting is Reporting.OPEN:
            matter.reporters.append(("reporter", hands(fact.recorder), event.place))
        elif isinstance(fact.reporter, str):
            matter.reporters.append(("reporter", hands(PersonId(fact.reporter)), event.place))

    def _no_case(self, event: Recorded[discipline.NoCaseDecided]) -> None:
        self._decides(event, hands(event.fact.decider, event.fact.on_behalf_of))
        self._matters[event.stream].over = True

    def _closed(self, event: Recorded[discipline.DisciplineClosed]) -> None:
        self._matters[event.stream].over = True

    def _opened(self, event: Recorded[discipline.DisciplineOpened]) -> None:
        self._matters[event.stream].subject = event.fact.subject, event.place
        self._decides(event, hands(event.fact.decider, event.fact.on_behalf_of))

    def _measured(self, event: Recorded[discipline.MeasuresTaken | discipline.MeasuresLifted]) -> None:
        self._apart(event, "decider", hands(event.fact.decider, event.context.on_behalf_of))

    def _investigated(self, event: Recorded[Any]) -> None:
        ours = hands(event.fact.investigator, event.fact.on_behalf_of)
        self._apart(event, "investigator", ours)
        self._matters[event.stream].investigators.append(("investigator", ours, event.place))

    def _sanctioned(self, event: Recorded[discipline.SanctionDecided]) -> None:
        ours = hands(event.fact.decider, event.fact.on_behalf_of)
        self._decides(event, ours)
        self._matters[event.stream].deciders.append(("decider", ours, event.place))

    def _appeal_decided(self, event: Recorded[discipline.AppealDecided]) -> None:
        matter, ours = self._matters[event.stream], hands(event.fact.decider, event.fact.on_behalf_of)
        self._apart(event, "appeal", ours, *matter.investigators, *matter.deciders)
        matter.deciders.append(("decider", ours, event.place))

    def _carried_out(self, event: Recorded[discipline.SanctionEnforced | discipline.ReferredToAuthority]) -> None:
        subject = self._matters[event.stream].subject
        ours = hands(event.fact.by, event.context.on_behalf_of)
        if subject is not None and subject[0] in ours:
            self._two(event, subject[0], "subject, enforcer", subject[1])

    # -- what does not hold

    def _decides(self, event: Recorded[Any], ours: Hands) -> None:
        self._apart(event, "decider", ours, *self._matters[event.stream].investigators)
        self._above(event)

    def _apart(self, event: Recorded[Any], side: str, ours: Hands, *also: _Side) -> None:
        matter = self._matters[event.stream]
        subject = matter.subject
        others = [*matter.reporters, *also]
        if subject is not None:
            others.insert(0, ("subject", frozenset((subject[0],)), subject[1]))
        for other, theirs, place in others:
            if (person := min(ours & theirs, default=None)) is not None:
                self._two(event, person, f"{other}, {side}", place)
                return

    def _two(self, event: Recorded[Any], person: PersonId, sides: str, other: Place) -> None:
        also = () if other == event.place else (other,)
        found = finding(
            SIDES, event, person, event.stream,
            expected=count(1), actual=text(sides), delta=count(1), also=also, person=person,
        )  # fmt: skip
        self._found.append(found)

    def _above(self, event: Recorded[Any]) -> None:
        """A head is answered by the authority alone, a lead by the head of the carrier or the authority."""
        subject, role, day = self._matters[event.stream].subject, event.context.role, event.fact.on
        if subject is None:
            return
        person = subject[0]
        if self.mandates.anywhere(person, (Role.CARRIER_HEAD,), day):
            self._low(event, person, "carrier-head", role, (_AUTHORITY,))
        elif self.mandates.anywhere(person, (Role.LEAD,), day) or self._leads_on(person, day):
            self._low(event, person, "lead", role, (_HEAD, _AUTHORITY))

    def _low(self, event: Recorded[Any], subject: PersonId, post: str, role: str, need: tuple[str, ...]) -> None:
        if role not in need:
            found = finding(
                TOO_LOW, event, subject, event.stream,
                expected=text(", ".join(need)), actual=text(role), delta=count(1), post=post,
            )  # fmt: skip
            self._found.append(found)
