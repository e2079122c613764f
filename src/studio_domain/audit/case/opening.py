"""Checks of opening a case and of its mentors (1.1.a, 1.1.b, 3.2.4, 3.4.1.b): may the studio, may the mentor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown, served_on
from studio_domain.audit.case.people import People
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, on_day
from studio_domain.audit.shared import simply
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind
from studio_domain.values import PersonId

OPENED_UNRECOGNISED: Final = Predicate(
    "case.opened-unrecognised",
    Clause.RECOGNITION,
    Kind.X,
    zh="{stream} 于 {actual} 立项或重启，当日工作室不在认定有效期内或已暂停",
    en="{stream} was opened on {actual}, when the studio was not recognised or was suspended",
)
SERVED_UNRECOGNISED: Final = Predicate(
    "case.served-unrecognised",
    Clause.RECOGNITION,
    Kind.X,
    zh="{stream} 的服务 {subject}（{actual}）不在认定有效期内",
    en="{stream}: service {subject} of {actual} was given while the studio was not recognised",
)
PROVIDER: Final = Predicate(
    "case.provider",
    Clause.PLACE_OF_SERVICE,
    Kind.X,
    zh="{stream} 中 {subject} 于 {actual} 负责或提供服务，当日既不在名册也无执行中的聘用合同",
    en="{stream}: {subject} took charge or served on {actual}, on no roster and under no active contract that day",
)
UNLISTED: Final = Predicate(
    "case.provider-unlisted",
    Clause.EXPERT_LIBRARY,
    Kind.X,
    zh="{stream} 中 {subject} 于 {actual} 负责或提供服务，当日未列入指导专家库",
    en="{stream}: {subject} took charge or served on {actual}, not listed in the library of experts that day",
)
MENTOR_CONSENT: Final = Predicate(
    "case.mentor-consent",
    Clause.AGREED_MENTOR,
    Kind.X,
    zh="{stream} 未经服务对象同意更换为 {subject}",
    en="{stream} was given into the hands of {subject} without the client's consent",
)


@frozen
class Opening:
    """A case is opened by a recognised studio; whoever has it or serves may do so, and is listed."""

    known: CasesKnown
    people: People

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            yield from self._opened(of)
            yield from self._hands(of)
            yield from self._served(of)

    def _opened(self, of: CaseKnown) -> Iterator[Finding]:
        for event in of.any_of(case.CaseOpened, case.CaseReopened):
            day = event.fact.opened if isinstance(event.fact, case.CaseOpened) else event.fact.on
            if not self.people.takes_new(event.studio, day):
                yield simply(OPENED_UNRECOGNISED, event, of.name, actual=on_day(day))

    def _hands(self, of: CaseKnown) -> Iterator[Finding]:
        for event in of.all(case.CaseOpened):
            yield from self._may(event, event.fact.mentor, event.fact.opened)
        for assigned in of.all(case.MentorAssigned):
            yield from self._may(assigned, assigned.fact.mentor, assigned.fact.first)
            if not assigned.fact.client_consented:
                yield simply(MENTOR_CONSENT, assigned, assigned.fact.mentor)

    def _served(self, of: CaseKnown) -> Iterator[Finding]:
        for event in of.all(case.ServiceDelivered):
            day = served_on(event)
            yield from self._may(event, event.fact.mentor, day)
            if not self.people.serves(event.studio, day):
                yield simply(SERVED_UNRECOGNISED, event, event.fact.service, actual=on_day(day))

    def _may(self, event: Recorded[Any], person: PersonId, day: date) -> Iterator[Finding]:
        one = {"expected": count(1), "actual": on_day(day)}
        if not self.people.belongs(person, day):
            yield simply(PROVIDER, event, person, **one)
        if not self.people.listed(person, day):
            yield simply(UNLISTED, event, person, **one)
