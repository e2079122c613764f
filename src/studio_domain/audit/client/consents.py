"""同意 (个人信息保护法 13–15, 21, 23): complete when given, in force whenever the data is used, gone once withdrawn.

Whether there was consent is judged by what was known when the data was used; a withdrawal counts from its day, also
where it was recorded after the use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.client.known import Client, Clients, client_of
from studio_domain.audit.client.uses import Use, Uses
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_record.facts import (
    AccessGranted,
    ClientRegistered,
    ConsentGranted,
    ConsentWithdrawn,
    ProcessingRestricted,
    Purpose,
)
from studio_domain.guideline import Clause, Kind, Source

CONSENT_INCOMPLETE: Final = Predicate(
    "client.consent-incomplete",
    Clause.CLIENT_LIBRARY,
    Kind.A,
    zh="服务对象 {subject} 对 {purpose} 的同意缺 {missing}",
    en="the consent of client {subject} to {purpose} lacks {missing}",
    source=Source.LAW,
)
NOT_IN_FORCE: Final = Predicate(
    "client.consent-not-in-force",
    Clause.CLIENT_LIBRARY,
    Kind.A,
    zh="{day} 为 {purpose} 使用服务对象 {subject} 的信息（{what}），没有有效的同意",
    en="on {day} data of client {subject} was used for {purpose} ({what}) without consent in force",
    source=Source.LAW,
)
PROCESSED_RESTRICTED: Final = Predicate(
    "client.processed-restricted",
    Clause.CLIENT_LIBRARY,
    Kind.A,
    zh="{day} 服务对象 {subject} 的信息限制处理期间仍被使用（{what}）",
    en="on {day} data of client {subject} was used ({what}) while its processing was restricted",
    source=Source.LAW,
)
PROCESSED_ERASED: Final = Predicate(
    "client.processed-after-erasure",
    Clause.CLIENT_LIBRARY,
    Kind.A,
    zh="服务对象 {subject} 的信息已于 {erased} 删除，{day} 又有处理（{what}）",
    en="the data of client {subject} was erased on {erased}, and processed ({what}) on {day}",
    source=Source.LAW,
)


_Kind = tuple[Purpose, str | None]
"""For which purpose, towards whom."""


@define
class Consents:
    """Every use against the words, restrictions and the erasure known by then; the last use of each kind is kept."""

    _clients: Clients
    _last: defaultdict[str, dict[_Kind, Use]] = field(factory=lambda: defaultdict(dict))
    _minors: set[str] = field(factory=set)
    _found: dict[tuple[str, Place], Finding] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield from Uses(self._clients, self._used).watches()
        yield on(ClientRegistered, self._registered)
        yield on(ConsentGranted, self._granted)
        yield on(ConsentWithdrawn, self._withdrawn)
        yield on(ProcessingRestricted, self._restricted)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found.values()

    # -- the words themselves

    def _registered(self, event: Recorded[ClientRegistered]) -> None:
        if not event.fact.adult:
            self._minors.add(event.stream)

    def _granted(self, event: Recorded[ConsentGranted]) -> None:
        fact = event.fact
        there = {
            "text": bool(fact.text_version.strip()),
            "evidence": bool(fact.evidence.strip()),
            "recipient": fact.purpose is not Purpose.REFERRAL or bool((fact.recipient or "").strip()),
            "guardian": event.stream not in self._minors or fact.guardian is not None,
        }
        missing = [part for part, is_there in there.items() if not is_there]
        if missing:
            self._add(CONSENT_INCOMPLETE, event, len(missing), purpose=fact.purpose, missing=", ".join(missing))

    # -- uses

    def _used(self, use: Use) -> None:
        client = self._clients.of(use.stream)
        if client.registered is None or use.day < client.registered.fact.on:
            return  # nobody is registered yet: that is found of the case itself
        last = self._last[use.stream].setdefault((use.purpose, use.recipient), use)
        if last.day <= use.day:
            self._last[use.stream][use.purpose, use.recipient] = use
        if client.erased is not None:
            if use.day >= client.erased.fact.on:
                self._told(PROCESSED_ERASED, use, client.erased.place, erased=client.erased.fact.on)
            return
        if not _consents(client, use):
            self._told(NOT_IN_FORCE, use)
        restriction = client.restricted(use.day)
        if restriction is not None:
            self._told(PROCESSED_RESTRICTED, use, restriction.by.place)

    def _withdrawn(self, event: Recorded[ConsentWithdrawn]) -> None:
        """What was used on a later day, before the withdrawal was recorded, was used without consent."""
        client = self._clients.of(event.stream)
        for use in self._last[event.stream].values():
            if use.purpose is event.fact.purpose and use.day > event.fact.on and not _consents(client, use):
                self._told(NOT_IN_FORCE, use, event.place)

    def _restricted(self, event: Recorded[ProcessingRestricted]) -> None:
        fact = event.fact
        for use in self._last[event.stream].values():
            if fact.on < use.day <= fact.until:
                self._told(PROCESSED_RESTRICTED, use, event.place)

    def _told(self, predicate: Predicate, use: Use, *also: Place, **figures: Any) -> None:
        if isinstance(use.event.fact, AccessGranted) and predicate is PROCESSED_RESTRICTED:
            return  # a grant lets nobody in while the restriction lasts
        self._add(
            predicate,
            use.event,
            1,
            *also,
            stream=use.stream,
            purpose=use.purpose,
            day=use.day,
            what=use.what,
            **figures,
        )

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        lacking: int,
        *also: Place,
        stream: str = "",
        **figures: Any,
    ) -> None:
        found = finding(
            predicate,
            event,
            client_of(stream or event.stream),
            expected=count(0),
            actual=count(lacking),
            delta=count(lacking),
            also=also,
            **figures,
        )
        self._found.setdefault((predicate.check, event.place), found)


def _consents(client: Client, use: Use) -> bool:
    """Whether the client consented to the use. A service on the day of a withdrawal may have come before it."""
    days = (use.day, use.day - timedelta(1)) if use.what == "service" and use.day > date.min else (use.day,)
    if use.purpose is Purpose.REFERRAL and use.recipient is None:
        return any(client.consents_to_any(use.purpose, day) for day in days)
    return any(client.consents(use.purpose, use.recipient, day) for day in days)
