"""Checks of the course of a matter of discipline (3.4.7.d): investigated, heard, appealed, carried out, closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.case.people import People
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, fen, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import AppealOutcome, Sanction
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.person_record import EmploymentChanged, PersonRegistered
from studio_domain.values import PersonId, add_days

UNINVESTIGATED: Final = Predicate(
    "discipline.uninvestigated",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{stream} 在调查属实之前作出处理，缺少{actual}",
    en="{stream} was decided without {actual}",
)
UNHEARD: Final = Predicate(
    "discipline.unheard",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{stream} 作出处理前没有听取 {subject} 的陈述申辩",
    en="{stream} was decided before {subject} was heard",
)
OFFICIAL: Final = Predicate(
    "discipline.official-sanctioned",
    Clause.DISCIPLINE,
    Kind.X,
    zh="{stream} 的当事人 {subject} 是公职人员，只能移送，却作了 {actual} 处理",
    en="{subject} of {stream} is a public official, who can only be referred; {actual} was decided",
    source=Source.LAW,
)
APPEAL_VOID: Final = Predicate(
    "discipline.appeal-void",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{stream} 受理了 {actual} 的申诉，申诉人应为 {subject}，期限至 {expected}",
    en="{stream} took an appeal of {actual}; {subject} could appeal, up to {expected}",
    policy="discipline.appeal_days",
)
STILL_THERE: Final = Predicate(
    "discipline.still-there",
    Clause.DISCIPLINE,
    Kind.X,
    zh="{stream} 记明 {actual} 已执行，{subject} 此后仍为工作室服务",
    en="{stream} says that {actual} was carried out; {subject} serves for the studio all the same",
)
CLOSED_EARLY: Final = Predicate(
    "discipline.closed-early",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{stream} 结案时尚缺{actual}",
    en="{stream} was closed without {actual}",
)
UNRECOVERED: Final = Predicate(
    "discipline.loss-open",
    Clause.DISCIPLINE,
    Kind.G,
    zh="{stream} 结案时应追回 {expected:yuan} 元，只追回 {actual:yuan} 元",
    en="{stream} was closed with {actual:yuan} of {expected:yuan} made good",
)


@define
class _Matter:
    subject: PersonId | None = None
    evidence: bool = False
    founded: bool | None = None
    heard: bool = False
    sanction: Sanction | None = None
    decided: Recorded[Any] | None = None
    recovery: int = 0
    carried_out: bool = False
    appealed: bool = False
    suspended: bool = False
    gifts: dict[str, bool] = field(factory=dict)


@define
class Course:
    """Each step rests on those before it, as they were known then."""

    grounds: Grounds
    people: People
    _matters: defaultdict[str, _Matter] = field(factory=lambda: defaultdict(_Matter))
    _officials: defaultdict[PersonId, list[tuple[date, bool]]] = field(factory=lambda: defaultdict(list))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PersonRegistered, self._registered)
        yield on(EmploymentChanged, self._employed)
        yield on(discipline.ConductReported, self._reported)
        yield on(discipline.GiftReported, self._gift)
        yield on(discipline.DisciplineOpened, self._opened)
        yield on(discipline.MeasuresTaken, self._measured)
        yield on(discipline.MeasuresLifted, self._lifted)
        yield on(discipline.EvidenceCollected, self._evidence)
        yield on(discipline.SubjectHeard, self._heard)
        yield on(discipline.InvestigationConcluded, self._concluded)
        yield on(discipline.SanctionDecided, self._sanctioned)
        yield on(discipline.AppealFiled, self._appealed)
        yield on(discipline.AppealDecided, self._appeal_decided)
        yield on(discipline.SanctionEnforced, self._enforced)
        yield on(discipline.ReferredToAuthority, self._referred)
        yield on(discipline.GiftDisposed, self._disposed)
        yield on(discipline.DisciplineClosed, self._closed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- who is a public official

    def _registered(self, event: Recorded[PersonRegistered]) -> None:
        self._officials[event.fact.person].append((date.min, event.fact.public_official))

    def _employed(self, event: Recorded[EmploymentChanged]) -> None:
        person = PersonId(event.stream.rpartition("/")[2])
        self._officials[person].append((event.fact.on, event.fact.public_official))

    def _is_official(self, person: PersonId, day: date) -> bool:
        known = sorted((one for one in self._officials[person] if one[0] <= day), key=lambda one: one[0])
        return bool(known) and known[-1][1]

    # -- up to the conclusion

    def _reported(self, event: Recorded[discipline.ConductReported]) -> None:
        matter = self._matters[event.stream]
        matter.subject = matter.subject or event.fact.subject

    def _gift(self, event: Recorded[discipline.GiftReported]) -> None:
        matter = self._matters[event.stream]
        matter.subject = matter.subject or event.fact.receiver
        matter.gifts[event.fact.gift] = False

    def _opened(self, event: Recorded[discipline.DisciplineOpened]) -> None:
        """What was decided about an earlier report counts for nothing now; gifts go on."""
        self._matters[event.stream] = _Matter(event.fact.subject, gifts=self._matters[event.stream].gifts)

    def _measured(self, event: Recorded[discipline.MeasuresTaken]) -> None:
        self._matters[event.stream].suspended = True

    def _lifted(self, event: Recorded[discipline.MeasuresLifted]) -> None:
        self._matters[event.stream].suspended = False

    def _evidence(self, event: Recorded[discipline.EvidenceCollected]) -> None:
        self._matters[event.stream].evidence = True

    def _heard(self, event: Recorded[discipline.SubjectHeard]) -> None:
        self._matters[event.stream].heard = True

    def _concluded(self, event: Recorded[discipline.InvestigationConcluded]) -> None:
        self._matters[event.stream].founded = event.fact.founded

    # -- what was decided

    def _sanctioned(self, event: Recorded[discipline.SanctionDecided]) -> None:
        matter, fact = self._matters[event.stream], event.fact
        there = (("evidence", matter.evidence), ("conclusion", bool(matter.founded)))
        if lacks := [name for name, given in there if not given]:
            self._add(UNINVESTIGATED, event, matter, count(0), text(", ".join(lacks)), count(len(lacks)))
        if not matter.heard:
            self._add(UNHEARD, event, matter, count(1), count(0), count(1))
        matter.sanction, matter.decided, matter.recovery = fact.sanction, event, fact.recovery
        self._official(event, matter, fact.sanction)

    def _official(self, event: Recorded[Any], matter: _Matter, sanction: Sanction) -> None:
        referred = sanction is Sanction.REFERRAL
        if not referred and matter.subject is not None and self._is_official(matter.subject, event.fact.on):
            expected, actual = text(Sanction.REFERRAL.value), text(sanction.value)
            self._add(OFFICIAL, event, matter, expected, actual, count(1))

    def _appealed(self, event: Recorded[discipline.AppealFiled]) -> None:
        matter, fact = self._matters[event.stream], event.fact
        matter.appealed = True
        if matter.decided is None:
            return
        decided = matter.decided.fact.on
        terms = self.grounds.policy.on(decided)
        last = add_days(decided, terms.discipline.appeal_days)
        late = max(0, (fact.on - last).days)
        if late or fact.appellant != matter.subject:
            key = str(APPEAL_VOID.policy)
            found = finding(
                APPEAL_VOID, event, str(matter.subject or "-"), event.stream,
                expected=on_day(last), actual=on_day(fact.on), delta=days(late), also=(matter.decided.place,),
                binding=terms.binds(key) or fact.appellant != matter.subject, policy=terms.cite(key),
            )  # fmt: skip
            self._found.append(found)

    def _appeal_decided(self, event: Recorded[discipline.AppealDecided]) -> None:
        matter, fact = self._matters[event.stream], event.fact
        matter.appealed = False
        matter.carried_out = fact.outcome is AppealOutcome.REVOKED
        if fact.outcome is AppealOutcome.REVOKED:
            matter.sanction, matter.recovery = None, 0
        elif fact.sanction is not None:
            matter.sanction = fact.sanction
            self._official(event, matter, fact.sanction)

    def _enforced(self, event: Recorded[discipline.SanctionEnforced]) -> None:
        matter = self._matters[event.stream]
        matter.carried_out = matter.sanction is not Sanction.REFERRAL
        if matter.subject is None or matter.sanction not in (Sanction.SUSPENSION, Sanction.DISMISSAL):
            return
        suspended = matter.sanction is Sanction.SUSPENSION and matter.suspended
        if not suspended and self.people.belongs(matter.subject, add_days(event.fact.on, 1)):
            self._add(STILL_THERE, event, matter, count(0), text(matter.sanction.value), count(1))

    def _referred(self, event: Recorded[discipline.ReferredToAuthority]) -> None:
        self._matters[event.stream].carried_out = True

    # -- the end

    def _disposed(self, event: Recorded[discipline.GiftDisposed]) -> None:
        self._matters[event.stream].gifts[event.fact.gift] = True

    def _closed(self, event: Recorded[discipline.DisciplineClosed]) -> None:
        matter = self._matters[event.stream]
        over = matter.carried_out or (matter.founded is False and matter.decided is None)
        lacks = [] if over and not matter.appealed else ["enforcement"]
        lacks += [f"gift {gift}" for gift, disposed in matter.gifts.items() if not disposed]
        if lacks:
            self._add(CLOSED_EARLY, event, matter, count(0), text(", ".join(lacks)), count(len(lacks)))
        short = matter.recovery - event.fact.recovered
        if short > 0:
            self._add(UNRECOVERED, event, matter, fen(matter.recovery), fen(event.fact.recovered), fen(short))

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        matter: _Matter,
        expected: Measure,
        actual: Measure,
        delta: Measure,
    ) -> None:
        """Told about the matter; what was decided stands beside it."""
        also: tuple[Place, ...] = ()
        if matter.decided is not None and matter.decided.place != event.place:
            also = (matter.decided.place,)
        found = finding(
            predicate, event, str(matter.subject or "-"), event.stream,
            expected=expected, actual=actual, delta=delta, also=also,
        )  # fmt: skip
        self._found.append(found)
