"""What the rules of a case need to know of its past; `transitions` says how facts change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from attrs import field, frozen

from studio_domain.client_case.facts import ClosureKind
from studio_domain.values import Days, PersonId, legal_day

T = TypeVar("T")

SPECIAL: Final = "special"
"""The service level (专项服务) that takes an agreement by the tariff."""


# -- the term


@frozen
class Extension:
    """An extension (延期) that was asked for, and whether it was granted."""

    due: date
    asker: PersonId
    granted: bool = False


@frozen
class Pause:
    """A pause (暂停): open without `last`; the due day moves with it where it was approved."""

    first: date
    approved: bool
    last: date | None = None

    @property
    def days(self) -> Days:
        """The days that it covers."""
        return Days.through(self.first, self.last)


@frozen
class Term:
    """The term of service (服务期限): since when, and until when as last agreed; of a reopened case the new one."""

    since: date
    due: date
    extensions: Mapping[str, Extension] = field(factory=dict)
    pauses: tuple[Pause, ...] = ()

    @property
    def granted(self) -> int:
        """How many extensions were granted."""
        return sum(extension.granted for extension in self.extensions.values())

    @property
    def pause(self) -> Pause | None:
        """The pause that is not over."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].last is None else None

    def due_on(self, day: date) -> date:
        """The due day as it stands on *day*: while an approved pause lasts it moves with it."""
        pause = self.pause
        if pause is None or not pause.approved or day < pause.first:
            return self.due
        return self.due + ((day - pause.first) + timedelta(1))


# -- the work


@frozen
class Agreement:
    """An agreement on special service (专项服务协议): for which item of the tariff, signed when, over which days."""

    tariff_item: str
    signed: date
    days: Days


@frozen
class Plan:
    """The plan in force (方案) and its steps."""

    number: int
    steps: tuple[str, ...]
    on: date


@frozen
class Service:
    """A service that was given: by whom, from when to when."""

    mentor: PersonId
    start: datetime
    end: datetime

    @property
    def on(self) -> date:
        """The legal day on which it began."""
        return legal_day(self.start)


@frozen
class Work:
    """What was done: ids already used, the first diagnosis, the plan in force and what of it is done, results."""

    assessments: frozenset[str] = frozenset()
    diagnoses: frozenset[str] = frozenset()
    diagnosed: date | None = None
    plan: Plan | None = None
    done: frozenset[str] = frozenset()
    services: Mapping[str, Service] = field(factory=dict)
    matches: frozenset[str] = frozenset()
    results: Mapping[str, date] = field(factory=dict)

    @property
    def undone(self) -> tuple[str, ...]:
        """The steps of the plan in force that are not done."""
        return tuple(step for step in self.plan.steps if step not in self.done) if self.plan else ()


# -- the end


@frozen
class Word:
    """What the client said of the closure (服务对象意见): whether he confirms it, whether he signed, on which day."""

    confirms: bool
    signed: bool
    on: date


@frozen
class Contact:
    """Tries to reach the client that failed, by id, and the client's last word."""

    tries: Mapping[str, date] = field(factory=dict)
    word: Word | None = None


@frozen
class Proposal:
    """A proposal to close the case (结案申请) that awaits an answer."""

    number: int
    kind: ClosureKind
    reason: str | None
    proposer: PersonId
    on: date


@frozen
class End:
    """How the case ends: proposals so far and the one that is pending, the day of closing or of handing over."""

    proposals: int = 0
    pending: Proposal | None = None
    closed: date | None = None
    transferred: date | None = None
    archived: bool = False


@frozen
class ClientCase:
    """A case (服务项目): a client, some of his needs, a mentor, a term, and what came of it."""

    case: str
    client: str
    needs: tuple[str, ...]
    term: Term
    mentors: tuple[tuple[date, PersonId], ...]
    levels: tuple[tuple[date, str], ...] = ()
    agreements: Mapping[str, Agreement] = field(factory=dict)
    work: Work = field(factory=Work)
    contact: Contact = field(factory=Contact)
    end: End = field(factory=End)

    @property
    def open(self) -> bool:
        """Whether it is neither closed nor handed over."""
        return self.end.closed is None and self.end.transferred is None

    @property
    def due(self) -> date:
        """The day by which it is to be closed, as last agreed."""
        return self.term.due

    @property
    def services(self) -> Mapping[str, Service]:
        """The services that were given, by id."""
        return self.work.services

    def mentor_on(self, day: date) -> PersonId | None:
        """The mentor in charge on *day*."""
        return _latest(self.mentors, day)

    def level_on(self, day: date) -> str | None:
        """The service level in force on *day*."""
        return _latest(self.levels, day)

    def paused_on(self, day: date) -> bool:
        """Whether service rests on *day*."""
        return any(day in pause.days for pause in self.term.pauses)

    def agreed_on(self, day: date) -> bool:
        """Whether an agreement, signed by then, covers *day*."""
        return any(found.signed <= day and day in found.days for found in self.agreements.values())


def _latest(begun: Iterable[tuple[date, T]], day: date) -> T | None:
    """What began last by *day*; of two from one day the one recorded later."""
    found: tuple[date, T] | None = None
    for first, value in begun:
        if first <= day and (found is None or first >= found[0]):
            found = first, value
    return found[1] if found else None
