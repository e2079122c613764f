"""Who may serve on a day (一、（一）; 三、（二）4; 三、（四）4、8), as known now: no check, grounds for several.

A studio's recognition and suspensions, its roster and archivist, the contracts of its experts, and who is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding
from studio_domain.audit.recognised import Recognised
from studio_domain.audit.shared import latest
from studio_domain.expert_contract import facts as expert
from studio_domain.resource_entry import facts as resource
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import Days, PersonId


@define
class _Stay:
    """From a day up to and including another, or still."""

    first: date
    last: date | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def end(self, last: date) -> None:
        if self.last is None or self.last > last:
            self.last = last


@define
class _Contract:
    person: PersonId
    signed: _Stay | None = None
    ended: date | None = None
    pauses: list[Days] = field(factory=list)

    def active_on(self, day: date) -> bool:
        within = self.signed is not None and self.signed.on(day) and (self.ended is None or day <= self.ended)
        return within and not any(day in pause for pause in self.pauses)


@define
class People:
    """Who may serve in a studio's name. It comes before the checks that ask it, and has no findings of its own."""

    _recognised: Recognised = field(factory=Recognised)
    _closed: dict[str, date] = field(factory=dict)
    _suspended: defaultdict[str, list[_Stay]] = field(factory=lambda: defaultdict(list))
    _stays: defaultdict[PersonId, list[_Stay]] = field(factory=lambda: defaultdict(list))
    _archivists: list[tuple[date, PersonId]] = field(factory=list)
    _contracts: dict[str, _Contract] = field(factory=dict)
    _listed: dict[str, PersonId] = field(factory=dict)
    _listings: defaultdict[str, list[_Stay]] = field(factory=lambda: defaultdict(list))

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(recognition.StudioClosed, self._close)
        yield on(recognition.StudioSuspended, self._suspend)
        yield on(recognition.RectificationFailed, self._fail)
        yield on(recognition.SuspensionLifted, self._lift)
        yield on(roster.LeadAppointed, self._came)
        yield on(roster.StaffJoined, self._came)
        yield on(roster.LeadDeparted, self._went)
        yield on(roster.StaffDeparted, self._went)
        yield on(roster.ArchivistAssigned, self._keeps)
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(expert.ContractSuspended, self._paused)
        yield on(expert.ContractResumed, self._resumed)
        yield on(resource.ExpertListed, self._list)
        yield on(resource.EntryRetired, self._retire)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    # -- what is asked

    def serves(self, studio: str, day: date) -> bool:
        """Whether the studio is recognised on *day*, suspended or not."""
        closed = self._closed.get(studio)
        return self._recognised.on(studio, day) and (closed is None or day <= closed)

    def takes_new(self, studio: str, day: date) -> bool:
        """Whether it may take new cases on *day*."""
        return self.serves(studio, day) and not any(stay.on(day) for stay in self._suspended.get(studio, ()))

    def belongs(self, person: PersonId, day: date) -> bool:
        """Whether *person* is on the roster or under an active contract on *day*."""
        return any(stay.on(day) for stay in self._stays.get(person, ())) or any(
            contract.person == person and contract.active_on(day) for contract in self._contracts.values()
        )

    def listed(self, person: PersonId, day: date) -> bool:
        """Whether *person* is listed in the library of experts on *day*."""
        return any(
            who == person and any(stay.on(day) for stay in self._listings[entry]) for entry, who in self._listed.items()
        )

    def archivist(self, day: date) -> PersonId | None:
        """Who keeps the archives on *day*."""
        return latest(self._archivists, day)

    # -- the facts

    def _close(self, event: Recorded[recognition.StudioClosed]) -> None:
        self._closed[event.studio] = event.fact.on

    def _suspend(self, event: Recorded[recognition.StudioSuspended]) -> None:
        self._suspended[event.studio].append(_Stay(event.fact.first))

    def _fail(self, event: Recorded[recognition.RectificationFailed]) -> None:
        self._suspended[event.studio].append(_Stay(event.fact.on))

    def _lift(self, event: Recorded[recognition.SuspensionLifted]) -> None:
        for stay in self._suspended[event.studio]:
            if stay.last is None:
                stay.last = date.fromordinal(max(event.fact.first.toordinal() - 1, 1))

    def _came(self, event: Recorded[roster.LeadAppointed | roster.StaffJoined]) -> None:
        self._stays[event.fact.person].append(_Stay(event.fact.first))

    def _went(self, event: Recorded[roster.LeadDeparted | roster.StaffDeparted]) -> None:
        for stay in self._stays[event.fact.person]:
            stay.end(event.fact.last_day)

    def _keeps(self, event: Recorded[roster.ArchivistAssigned]) -> None:
        self._archivists.append((event.fact.first, event.fact.person))

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._contracts[event.stream] = _Contract(event.fact.person)

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        if contract := self._contracts.get(event.stream):
            contract.signed = _Stay(event.fact.first, event.fact.last)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        if (contract := self._contracts.get(event.stream)) and contract.signed:
            contract.signed.last = event.fact.last

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        if contract := self._contracts.get(event.stream):
            contract.ended = event.fact.last_day

    def _paused(self, event: Recorded[expert.ContractSuspended]) -> None:
        if contract := self._contracts.get(event.stream):
            contract.pauses.append(Days(event.fact.first))

    def _resumed(self, event: Recorded[expert.ContractResumed]) -> None:
        if (contract := self._contracts.get(event.stream)) and contract.pauses:
            contract.pauses[-1] = Days(contract.pauses[-1].first, event.fact.first)

    def _list(self, event: Recorded[resource.ExpertListed]) -> None:
        self._listed[event.stream] = event.fact.person
        self._listings[event.stream].append(_Stay(event.fact.first))

    def _retire(self, event: Recorded[resource.EntryRetired]) -> None:
        for stay in self._listings.get(event.stream, ()):
            stay.end(event.fact.last_day)
