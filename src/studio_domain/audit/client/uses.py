"""What uses a client's data: each kind of fact that does, for which purpose, towards whom, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.client.known import Clients, client_stream
from studio_domain.audit.engine import Watch, on
from studio_domain.client_case.facts import (
    CaseOpened,
    CaseTransferred,
    ClientAssessed,
    ResourceMatched,
    ServiceDelivered,
)
from studio_domain.client_record.facts import (
    AccessGranted,
    AccessRecorded,
    ClientClassified,
    EnterpriseUpdated,
    NeedRecorded,
    Purpose,
)
from studio_domain.values import legal_day


@frozen
class Use:
    """A use of the data of the client of *stream*; `what` is a code for the kind of fact."""

    event: Recorded[Any]
    stream: str
    purpose: Purpose
    recipient: str | None
    day: date
    what: str


@frozen
class Uses:
    """Tells each use as it is read."""

    clients: Clients
    tell: Callable[[Use], None]

    def watches(self) -> Iterator[Watch]:
        """The facts that use a client's data."""
        yield on(AccessGranted, self._grant)
        yield on(AccessRecorded, self._access)
        yield on(EnterpriseUpdated, self._enterprise)
        yield on(NeedRecorded, self._need)
        yield on(ClientClassified, self._class)
        yield on(CaseOpened, self._case)
        yield on(ClientAssessed, self._assessment)
        yield on(ServiceDelivered, self._service)
        yield on(ResourceMatched, self._match)
        yield on(CaseTransferred, self._transfer)

    # -- of the record

    def _grant(self, event: Recorded[AccessGranted]) -> None:
        self.tell(Use(event, event.stream, event.fact.purpose, None, event.fact.first, "grant"))

    def _access(self, event: Recorded[AccessRecorded]) -> None:
        self.tell(Use(event, event.stream, event.fact.purpose, None, event.fact.on, "access"))

    def _enterprise(self, event: Recorded[EnterpriseUpdated]) -> None:
        self.tell(Use(event, event.stream, Purpose.GUIDANCE, None, event.fact.first, "enterprise"))

    def _need(self, event: Recorded[NeedRecorded]) -> None:
        self.tell(Use(event, event.stream, Purpose.GUIDANCE, None, event.fact.on, "need"))

    def _class(self, event: Recorded[ClientClassified]) -> None:
        self.tell(Use(event, event.stream, Purpose.GUIDANCE, None, event.fact.on, "class"))

    # -- of cases

    def _case(self, event: Recorded[CaseOpened]) -> None:
        fact = event.fact
        self.tell(Use(event, client_stream(event.studio, fact.client), Purpose.GUIDANCE, None, fact.opened, "case"))

    def _assessment(self, event: Recorded[ClientAssessed]) -> None:
        self._of_case(event, Purpose.GUIDANCE, None, event.fact.on, "assessment")

    def _service(self, event: Recorded[ServiceDelivered]) -> None:
        self._of_case(event, Purpose.GUIDANCE, None, legal_day(event.fact.start), "service")

    def _match(self, event: Recorded[ResourceMatched]) -> None:
        self._of_case(event, Purpose.REFERRAL, event.fact.provider, event.fact.on, "match")

    def _transfer(self, event: Recorded[CaseTransferred]) -> None:
        self._of_case(event, Purpose.REFERRAL, event.fact.receiver, event.fact.on, "transfer")

    def _of_case(self, event: Recorded[Any], purpose: Purpose, recipient: str | None, day: date, what: str) -> None:
        """Of a case that nobody opened, nobody knows the client."""
        stream = self.clients.of_case(event.stream)
        if stream is not None:
            self.tell(Use(event, stream, purpose, recipient, day, what))
