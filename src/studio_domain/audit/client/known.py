"""What is known of each client while a history is read: the words of consent, restrictions, needs, classes, erasure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.client_case.facts import CaseOpened
from studio_domain.client_record.facts import (
    ClientClassified,
    ClientDataErased,
    ClientRegistered,
    ConsentGranted,
    ConsentWithdrawn,
    NeedRecorded,
    ProcessingRestricted,
    Purpose,
    RestrictionEnded,
)


@define
class Restricted:
    """A restriction: its first day, its last, and by which fact."""

    first: date
    last: date
    by: Recorded[ProcessingRestricted]


@define
class Client:
    """A client as recorded so far; the last word on a purpose, towards a recipient or all, decides."""

    registered: Recorded[ClientRegistered] | None = None
    words: list[Recorded[ConsentGranted] | Recorded[ConsentWithdrawn]] = field(factory=list)
    restrictions: list[Restricted] = field(factory=list)
    needs: dict[str, date] = field(factory=dict)
    classified: date | None = None
    erased: Recorded[ClientDataErased] | None = None

    def consents(self, purpose: Purpose, recipient: str | None, day: date) -> bool:
        """Whether the last word on *day* or before it, on that purpose and recipient, gives consent."""
        given, since = False, date.min
        for word in self.words:
            fact = word.fact
            if fact.purpose is not purpose or not since <= fact.on <= day:
                continue
            if isinstance(fact, ConsentGranted):
                if fact.recipient == recipient:
                    given, since = True, fact.on
            elif fact.recipient in (None, recipient):
                given, since = False, fact.on
        return given

    def consents_to_any(self, purpose: Purpose, day: date) -> bool:
        """As `consents`, towards any recipient."""
        recipients = {word.fact.recipient for word in self.words}
        return any(self.consents(purpose, one, day) for one in recipients)

    def restricted(self, day: date) -> Restricted | None:
        """The restriction in force on *day*, if there is one."""
        return next((one for one in self.restrictions if one.first <= day <= one.last), None)


@define
class Clients:
    """Every client of a studio by stream, and whose each case is. It finds nothing itself."""

    _clients: dict[str, Client] = field(factory=dict)
    _cases: dict[str, str] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(ClientRegistered, self._registered)
        yield on(ConsentGranted, self._word)
        yield on(ConsentWithdrawn, self._word)
        yield on(ProcessingRestricted, self._restricted)
        yield on(RestrictionEnded, self._ended)
        yield on(NeedRecorded, self._need)
        yield on(ClientClassified, self._classified)
        yield on(ClientDataErased, self._erased)
        yield on(CaseOpened, self._opened)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def of(self, stream: str) -> Client:
        """What is known of the client of that stream; nothing yet of one who is not registered."""
        return self._clients.setdefault(stream, Client())

    def of_case(self, stream: str) -> str | None:
        """The stream of the client whose case it is."""
        return self._cases.get(stream)

    # -- what happens to them

    def _registered(self, event: Recorded[ClientRegistered]) -> None:
        client = self.of(event.stream)
        if client.registered is None:
            client.registered = event

    def _word(self, event: Recorded[ConsentGranted] | Recorded[ConsentWithdrawn]) -> None:
        self.of(event.stream).words.append(event)

    def _restricted(self, event: Recorded[ProcessingRestricted]) -> None:
        fact = event.fact
        self.of(event.stream).restrictions.append(Restricted(fact.on, fact.until, event))

    def _ended(self, event: Recorded[RestrictionEnded]) -> None:
        """Processing is free again from that very day."""
        for one in self.of(event.stream).restrictions:
            if one.first <= event.fact.on <= one.last:
                one.last = day_before(event.fact.on)

    def _need(self, event: Recorded[NeedRecorded]) -> None:
        self.of(event.stream).needs.setdefault(event.fact.need, event.fact.on)

    def _classified(self, event: Recorded[ClientClassified]) -> None:
        client = self.of(event.stream)
        client.classified = min(client.classified or date.max, event.fact.on)

    def _erased(self, event: Recorded[ClientDataErased]) -> None:
        client = self.of(event.stream)
        client.erased = client.erased or event

    def _opened(self, event: Recorded[CaseOpened]) -> None:
        self._cases.setdefault(event.stream, client_stream(event.studio, event.fact.client))


def client_stream(studio: str, client: str) -> str:
    """Where the record of a studio's client lies."""
    return f"{studio}/client/{client}"


def client_of(stream: str) -> str:
    """The client whose stream it is."""
    return stream.rpartition("/")[2]


def day_before(day: date) -> date:
    """The day before *day*; the first of all days has none."""
    return date.fromordinal(max(day.toordinal() - 1, 1))
