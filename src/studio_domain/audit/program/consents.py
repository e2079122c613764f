"""Whoever is named in public consents to it (二、（九）; 个人信息保护法): when it is published, and while it is shown.

What was published without consent, or lost it since, is to be taken down: the obligation `takedown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import Factory, define

from studio_domain.aggregate import Recorded
from studio_domain.audit.client.known import Client, Clients, client_stream
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, finding, on_day
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.audit.program.known import Streams, Told
from studio_domain.audit.program.publicity import Published, published
from studio_domain.client_record.facts import ConsentWithdrawn, Purpose
from studio_domain.guideline import Clause, Kind, Source, obligation
from studio_domain.publication.facts import PublicationTakenDown

WITHOUT_CONSENT: Final = Predicate(
    "publication.without-consent",
    Clause.PUBLICITY,
    Kind.A,
    zh="{name} 于 {actual} 公开涉及服务对象 {subject} 的内容，其当日没有同意宣传",
    en="{name} named the client {subject} in public on {actual}, who did not consent to publicity that day",
    source=Source.LAW,
)

_LAST_COUNTED: Final = date(9990, 1, 1)
"""No due day is counted from a later one."""


def _ledger() -> ObligationLedger:
    return ObligationLedger.of(obligation("takedown"))


@define
class PublicityConsents:
    """Each client named in each publication, by all that is known of his consent."""

    publications: Streams
    clients: Clients
    grounds: Grounds
    takedowns: ObligationLedger = Factory(_ledger)

    def watches(self) -> Iterator[Watch]:
        yield from ()

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        return (self.takedowns,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        self.takedowns = _ledger()
        for told in self.publications:
            for event in published(told)[:1]:
                taken = next(iter(told.all(PublicationTakenDown)), None)
                for client in dict.fromkeys(event.fact.clients):
                    yield from self._named(told, event, client, taken)
        yield from self.takedowns.findings(as_of)

    def _named(
        self, told: Told, event: Published, client: str, taken: Recorded[PublicationTakenDown] | None
    ) -> Iterator[Finding]:
        stream, day = client_stream(event.studio, client), event.fact.on
        known = self.clients.of(stream)
        erased = known.erased is not None and known.erased.fact.on <= day
        if erased or not _consented(known, event):
            found = finding(
                WITHOUT_CONSENT, event, client, told.name,
                expected=count(1), actual=on_day(day), delta=count(1), name=told.name,
            )  # fmt: skip
            yield found.with_remedy(taken.place) if taken else found
            self._owe(told, event, client, day, taken)
        elif (withdrawn := _withdrawn(known, event)) and (taken is None or taken.fact.on >= withdrawn):
            self._owe(told, event, client, withdrawn, taken)

    def _owe(
        self, told: Told, event: Published, client: str, opened: date, taken: Recorded[PublicationTakenDown] | None
    ) -> None:
        if opened > _LAST_COUNTED:
            return
        terms = self.grounds.policy.on(opened)
        due = self.grounds.working_days.add_working_days(opened, terms.pii.erasure_wd)
        subject = f"{told.name}/{client}"
        self.takedowns.open(subject, event, opened, due, terms)
        if taken is not None:
            self.takedowns.discharge(subject, taken, taken.fact.on)


def _consented(known: Client, event: Published) -> bool:
    """Whether there was consent when it was published: what was said on that very day counts if it was known then."""
    day = event.fact.on
    words = [word for word in known.words if word.fact.on < day or word.position < event.position]
    return Client(words=words).consents(Purpose.PUBLICITY, None, day)


def _withdrawn(known: Client, event: Published) -> date | None:
    """The first day, that of the publication or later, on which a word took the consent back after it."""
    for word in sorted(known.words, key=lambda one: one.fact.on):
        fact, shown = word.fact, event.fact.on
        later = fact.on > shown or (fact.on == shown and word.position > event.position)
        taken_back = isinstance(fact, ConsentWithdrawn) and fact.purpose is Purpose.PUBLICITY and later
        if taken_back and not known.consents(Purpose.PUBLICITY, None, fact.on):
            return fact.on
    return None
