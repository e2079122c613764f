"""查阅 (3.4.4.d5): every access to a client's record is by a grant in force, as known when it was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.client.known import client_of
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_record.facts import AccessGranted, AccessRecorded, AccessWithdrawn, Purpose
from studio_domain.guideline import Clause, Kind
from studio_domain.values import PersonId

UNGRANTED: Final = Predicate(
    "client.access-ungranted",
    Clause.SECRECY,
    Kind.X,
    zh="{day} {person} 为 {purpose} 查阅服务对象 {subject} 的资料，没有授权",
    en="on {day} {person} opened the record of client {subject} for {purpose} without a grant",
)


@define
class _Grant:
    first: date
    last: date


@define
class Access:
    """Grants by client, person and purpose; an access needs one that covers its day."""

    _grants: dict[tuple[str, PersonId, Purpose], list[_Grant]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(AccessGranted, self._granted)
        yield on(AccessWithdrawn, self._withdrawn)
        yield on(AccessRecorded, self._opened)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _granted(self, event: Recorded[AccessGranted]) -> None:
        fact = event.fact
        grant = _Grant(fact.first, fact.last or date.max)
        self._grants.setdefault((event.stream, fact.person, fact.purpose), []).append(grant)

    def _withdrawn(self, event: Recorded[AccessWithdrawn]) -> None:
        fact = event.fact
        for grant in self._grants.get((event.stream, fact.person, fact.purpose), ()):
            grant.last = min(grant.last, fact.last_day)

    def _opened(self, event: Recorded[AccessRecorded]) -> None:
        fact = event.fact
        grants = self._grants.get((event.stream, fact.person, fact.purpose), ())
        if not any(grant.first <= fact.on <= grant.last for grant in grants):
            found = finding(
                UNGRANTED,
                event,
                client_of(event.stream),
                fact.person,
                expected=count(1),
                actual=count(0),
                delta=count(1),
                day=fact.on,
                person=fact.person,
                purpose=fact.purpose,
            )
            self._found.append(found)
