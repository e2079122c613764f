"""服务对象与个案 (3.2.1.a, 3.2.1.b): a case is for a registered client with needs on record, a special service for one
who was classified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.client.known import Clients, client_of, client_stream
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_case.facts import CaseOpened, ServiceLevelSet
from studio_domain.guideline import Clause, Kind

UNREGISTERED: Final = Predicate(
    "client.case-without-client",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="个案 {stream} 的服务对象 {subject} 未在服务对象库登记",
    en="client {subject} of case {stream} is not in the library of clients",
)
NEEDS_MISSING: Final = Predicate(
    "client.case-needs-missing",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="个案 {stream} 的服务需求未记录（{missing}）",
    en="needs of case {stream} are not on record ({missing})",
)
UNCLASSIFIED: Final = Predicate(
    "client.special-unclassified",
    Clause.CLIENT_CLASSES,
    Kind.X,
    zh="个案 {stream} 自 {first} 起提供专项服务，服务对象 {subject} 尚未分类分级",
    en="case {stream} gives special service from {first}, and client {subject} is not classified",
)

_SPECIAL: Final = "special"


@define
class Serving:
    """Judged by what was on record when the case was opened, or its level set."""

    _clients: Clients
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CaseOpened, self._opened)
        yield on(ServiceLevelSet, self._level)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _opened(self, event: Recorded[CaseOpened]) -> None:
        fact = event.fact
        client = self._clients.of(client_stream(event.studio, fact.client))
        if client.registered is None or client.registered.fact.on > fact.opened:
            self._add(UNREGISTERED, event, fact.client, 1, 0)
            return
        known = {need for need, day in client.needs.items() if day <= fact.opened}
        missing = sorted(set(fact.needs) - known)
        if missing or not fact.needs:
            wanted = max(len(fact.needs), 1)
            self._add(
                NEEDS_MISSING, event, fact.client, wanted, len(fact.needs) - len(missing),
                missing=", ".join(missing) or "-",
            )  # fmt: skip

    def _level(self, event: Recorded[ServiceLevelSet]) -> None:
        fact = event.fact
        stream = self._clients.of_case(event.stream)
        if fact.level != _SPECIAL or stream is None:
            return
        classified = self._clients.of(stream).classified
        if classified is None or classified > fact.first:
            self._add(UNCLASSIFIED, event, client_of(stream), 1, 0, first=fact.first)

    def _add(
        self, predicate: Predicate, event: Recorded[Any], client: str, expected: int, actual: int, **figures: Any
    ) -> None:
        found = finding(
            predicate,
            event,
            client,
            expected=count(expected),
            actual=count(actual),
            delta=count(expected - actual),
            **figures,
        )
        self._found.append(found)
