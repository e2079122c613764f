"""How the libraries are used: experts listed who serve here (3.2.4), policies cited while they hold (3.2.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, on_day, text
from studio_domain.audit.legal_days import day_of
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind
from studio_domain.resource_entry import facts as resource
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

EXPERT_UNFOUNDED: Final = Predicate(
    "resource.expert-unfounded",
    Clause.EXPERT_LIBRARY,
    Kind.X,
    zh="{subject} 于 {actual} 收录为专家，当日既不在名册也无聘用合同",
    en="{subject} was listed as an expert on {actual}, on no roster and under no contract that day",
)
POLICY_EXPIRED: Final = Predicate(
    "resource.policy-expired",
    Clause.INFORMATION_LIBRARY,
    Kind.A,
    zh="{actual} 的服务引用了政策 {subject}，其有效期为 {expected}",
    en="a service of {actual} cites the policy {subject}, which holds {expected}",
)


@define
class _Stay:
    """Days on the roster or under contract, both included."""

    first: date
    last: date | None = None


_Who = tuple[str, PersonId]


@define
class Listing:
    """Who is listed is on the roster or under contract that day."""

    _stays: defaultdict[_Who, list[_Stay]] = field(factory=lambda: defaultdict(list))
    _persons: dict[str, PersonId] = field(factory=dict)
    """Whose a contract is, by its stream."""
    _contracts: dict[str, _Stay] = field(factory=dict)
    _listed: list[Recorded[resource.ExpertListed]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(roster.LeadAppointed, self._came)
        yield on(roster.StaffJoined, self._came)
        yield on(roster.LeadDeparted, self._went)
        yield on(roster.StaffDeparted, self._went)
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(resource.ExpertListed, self._list)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for event in self._listed:
            fact = event.fact
            stays = list(self._stays.get((event.studio, fact.person), ()))
            contract = self._contracts.get(fact.contract or "")
            if contract is not None and self._persons.get(fact.contract or "") == fact.person:
                stays.append(contract)
            if not any(stay.first <= fact.first and (stay.last is None or fact.first <= stay.last) for stay in stays):
                yield finding(
                    EXPERT_UNFOUNDED,
                    event,
                    fact.person,
                    expected=count(1),
                    actual=on_day(fact.first),
                    delta=count(1),
                )

    def _came(self, event: Recorded[roster.LeadAppointed | roster.StaffJoined]) -> None:
        self._stays[event.studio, event.fact.person].append(_Stay(event.fact.first))

    def _went(self, event: Recorded[roster.LeadDeparted | roster.StaffDeparted]) -> None:
        for stay in self._stays[event.studio, event.fact.person]:
            if stay.last is None:
                stay.last = event.fact.last_day

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._persons[event.stream] = event.fact.person

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._contracts[event.stream] = _Stay(event.fact.first, event.fact.last)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        if contract := self._contracts.get(event.stream):
            contract.last = event.fact.last

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        if contract := self._contracts.get(event.stream):
            contract.last = min(event.fact.last_day, contract.last or event.fact.last_day)

    def _list(self, event: Recorded[resource.ExpertListed]) -> None:
        self._listed.append(event)


@define
class _Policy:
    place: Place
    first: date | None
    last: date | None


@define
class Cited:
    """A service that explains policies cites such as hold on its day."""

    _policies: dict[tuple[str, str], _Policy] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(resource.InformationAdded, self._added)
        yield on(ServiceDelivered, self._served)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _added(self, event: Recorded[resource.InformationAdded]) -> None:
        name = event.studio, event.stream.rpartition("/")[2]
        self._policies[name] = _Policy(event.place, event.fact.first, event.fact.last)

    def _served(self, event: Recorded[ServiceDelivered]) -> None:
        day = day_of(event.fact.start)
        for name in event.fact.policies:
            known = self._policies.get((event.studio, name))
            if known is None:  # an entry that is not there is the trail's to name
                continue
            begun, ended = known.first is None or known.first <= day, known.last is not None and known.last < day
            if ended or not begun:
                term = f"{known.first or ''}/{known.last or ''}"
                found = finding(
                    POLICY_EXPIRED,
                    event,
                    name,
                    expected=text(term),
                    actual=on_day(day),
                    delta=count(1),
                    also=(known.place,),
                )
                self._found.append(found)
