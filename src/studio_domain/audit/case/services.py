"""Checks of what is done in a case (2.2, 2.3.a, 3.4.1.b, 3.4.2, 3.4.3.d): while it is open, by whom, at which level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import SPECIAL, CaseKnown, CasesKnown, served_on
from studio_domain.audit.case.surroundings import ClientsKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.client_case import facts as case
from studio_domain.client_record.facts import EnterpriseSize
from studio_domain.guideline import Clause, Kind
from studio_domain.policy import Terms
from studio_domain.values import PersonId

NOT_OPEN: Final = Predicate(
    "case.not-open",
    Clause.CASE_CLOSURE,
    Kind.A,
    zh="{stream} 的 {subject} 发生于 {actual}，当时尚未立项或已结案",
    en="{stream}: {subject} is of {actual}, when the case was not open",
)
PAUSED: Final = Predicate(
    "case.served-paused",
    Clause.CASE_TERM,
    Kind.A,
    zh="{stream} 的服务 {subject}（{actual}）在暂停期间提供",
    en="{stream}: service {subject} of {actual} was given while service rested",
)
OTHER_MENTOR: Final = Predicate(
    "case.other-mentor",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="{stream} 的 {subject}（{day}）由 {actual} 办理，当日约定的指导师是 {expected}",
    en="{stream}: {subject} of {day} is by {actual}, the mentor agreed on was {expected}",
)
NO_LEVEL: Final = Predicate(
    "case.no-level",
    Clause.GRADED_SERVICE,
    Kind.G,
    zh="{stream} 的 {subject}（{actual}）尚未确定服务级别",
    en="{stream}: {subject} is of {actual}, when no service level was in force",
)
NO_AGREEMENT: Final = Predicate(
    "case.no-agreement",
    Clause.SERVICE_LEVELS,
    Kind.G,
    zh="{stream} 的 {subject}（{actual}）属专项服务，当日没有已签署并执行中的协议",
    en="{stream}: {subject} of {actual} is special service that no signed agreement covers",
)
UNKNOWN_KIND: Final = Predicate(
    "case.kind-unknown",
    Clause.STARTUP_GUIDANCE,
    Kind.A,
    zh="{stream} 的服务 {subject} 种类 {actual} 未登记",
    en="{stream}: service {subject} is of a kind that nobody registered, {actual}",
)
CONSULTING_CLIENT: Final = Predicate(
    "case.consulting-client",
    Clause.ENTERPRISE_CONSULTING,
    Kind.A,
    zh="{stream} 的经营管理咨询 {subject}，服务对象的企业规模为 {actual}，不是小微企业",
    en="{stream}: consulting {subject} for an enterprise that is no small or micro one, but {actual}",
)
NOT_ASSESSED: Final = Predicate(
    "case.not-assessed",
    Clause.STARTUP_GUIDANCE,
    Kind.A,
    zh="{stream} 的测评服务 {subject}（{actual}）没有测评记录",
    en="{stream}: service {subject} of {actual} is an assessment, and none is on record by then",
)

_SMALL: Final = frozenset({EnterpriseSize.INDIVIDUAL, EnterpriseSize.MICRO, EnterpriseSize.SMALL})
_CONSULTING: Final = "2.3"


@frozen
class _Deed:
    """What somebody did in a case: which fact, called what, by whom, on which day."""

    event: Recorded[Any]
    name: str
    by: PersonId
    on: date

    @property
    def known(self) -> Recorded[Any] | None:
        """By when it must have been known what it rests on: a service is a report, and rests on what is so."""
        return None if isinstance(self.event.fact, case.ServiceDelivered) else self.event


@frozen
class Services:
    """What is done in a case is done while it is open, by the mentor agreed on, at a level, of a known kind."""

    known: CasesKnown
    clients: ClientsKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            for deed in _deeds(of):
                yield from _while_open(of, deed)
                yield from _by_the_mentor(of, deed)
            for event in of.all(case.ServiceDelivered):
                yield from self._served(of, event)

    def _served(self, of: CaseKnown, event: Recorded[case.ServiceDelivered]) -> Iterator[Finding]:
        fact, day = event.fact, served_on(event)
        terms = self.grounds.policy.on(day)
        if any(_rests(pause, of, day) for pause in of.all(case.ServicePaused)):
            yield simply(PAUSED, event, fact.service, actual=on_day(day))
        if of.level_on(day) is None:
            yield simply(NO_LEVEL, event, fact.service, actual=on_day(day))
        elif of.level_on(day) == SPECIAL and not of.agreed_on(day):
            yield simply(NO_AGREEMENT, event, fact.service, actual=on_day(day))
        if fact.sub_kind not in _kinds(terms).get(fact.kind, ()):
            yield simply(UNKNOWN_KIND, event, fact.service, actual=text(f"{fact.kind}:{fact.sub_kind}"))
        if (fact.kind, fact.sub_kind) == ("2.2", "assessment"):
            made = (assessed.fact.on for assessed in of.all(case.ClientAssessed))
            if not any(on <= day for on in made):
                yield simply(NOT_ASSESSED, event, fact.service, actual=on_day(day))
        if fact.kind == _CONSULTING:
            size = self.clients.size(event.studio, of.client or "", day)
            if size not in _SMALL:
                actual = text("unknown" if size is None else size.value)
                yield simply(CONSULTING_CLIENT, event, fact.service, expected=text("small"), actual=actual)


def _kinds(terms: Terms) -> dict[str, tuple[str, ...]]:
    """The services that a case may hold, and their sub-kinds."""
    kinds = terms.service
    return {"2.2": kinds.startup_kinds, _CONSULTING: kinds.consulting_kinds, "2.5": kinds.resource_kinds}


def _rests(pause: Recorded[case.ServicePaused], of: CaseKnown, day: date) -> bool:
    """Whether *day* lies in a pause; it lasts to the resumption recorded after it."""
    ends = (event.fact.last_day for event in of.all(case.ServiceResumed) if event.version > pause.version)
    last = next(ends, None)
    return pause.fact.first <= day and (last is None or day <= last)


# -- deeds


def _deeds(of: CaseKnown) -> Iterator[_Deed]:
    for event in of.all(case.ServiceDelivered):
        yield _Deed(event, event.fact.service, event.fact.mentor, served_on(event))
    for diagnosed in of.all(case.ProblemDiagnosed):
        yield _Deed(diagnosed, diagnosed.fact.diagnosis, diagnosed.fact.mentor, diagnosed.fact.on)
    for assessed in of.all(case.ClientAssessed):
        yield _Deed(assessed, assessed.fact.assessment, assessed.fact.mentor, assessed.fact.on)
    for planned in of.all(case.SolutionPlanned):
        yield _Deed(planned, f"plan {planned.fact.plan}", planned.fact.mentor, planned.fact.on)
    for executed in of.all(case.PlanStepExecuted):
        yield _Deed(executed, executed.fact.step, executed.fact.mentor, executed.fact.on)
    for matched in of.all(case.ResourceMatched):
        yield _Deed(matched, matched.fact.match, matched.fact.mentor, matched.fact.on)
    for shown in of.all(case.PhaseResultRecorded):
        yield _Deed(shown, shown.fact.result, shown.fact.mentor, shown.fact.on)
    for proposed in of.all(case.ClosureProposed):
        yield _Deed(proposed, f"proposal {proposed.fact.proposal}", proposed.fact.proposer, proposed.fact.on)


def _while_open(of: CaseKnown, deed: _Deed) -> Iterator[Finding]:
    if not any(spell.on(deed.on) for spell in of.spells(deed.known)):
        yield simply(NOT_OPEN, deed.event, deed.name, actual=on_day(deed.on))


def _by_the_mentor(of: CaseKnown, deed: _Deed) -> Iterator[Finding]:
    """An appointment names its own mentor, and its own checks say whether it was kept by him."""
    mentor = of.mentor_on(deed.on, deed.known)
    appointed = isinstance(deed.event.fact, case.ServiceDelivered) and deed.event.fact.appointment is not None
    if mentor is not None and mentor != deed.by and not appointed:
        yield simply(
            OTHER_MENTOR, deed.event, deed.name, expected=text(mentor), actual=text(deed.by), day=deed.on.isoformat()
        )
