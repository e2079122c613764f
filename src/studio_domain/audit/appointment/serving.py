"""Who belongs to a studio or is engaged by it on a day, as known now: timelines for `eligible`, no check.

Read from the facts of roster and contracts alone: leads, staff, leave; terms, renewals, suspensions, ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.expert_contract import facts as expert
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

Key = tuple[str, PersonId]
"""A studio, and a person."""


@define
class _Time:
    """From a day up to and including another, or still."""

    first: date
    last: date | None = None

    def has(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def end(self, last: date) -> None:
        self.last = last if self.last is None else min(self.last, last)


@define
class _Contract:
    person: PersonId | None = None
    term: _Time | None = None
    pauses: list[tuple[date, date | None]] = field(factory=list)
    """Each from a day up to, not including, another."""

    def active(self, day: date) -> bool:
        paused = any(first <= day and (until is None or day < until) for first, until in self.pauses)
        return self.term is not None and self.term.has(day) and not paused


@define
class Serving:
    """May a person serve in the studio's name on a day?"""

    _posts: defaultdict[Key, list[_Time]] = field(factory=lambda: defaultdict(list))
    _leaves: defaultdict[Key, list[_Time]] = field(factory=lambda: defaultdict(list))
    _contracts: dict[str, _Contract] = field(factory=dict)

    def on(self, studio: str, person: PersonId, day: date) -> bool:
        """Whether *person* has a post and is not on leave, or an active contract."""
        key = studio, person
        away = any(leave.has(day) for leave in self._leaves.get(key, ()))
        return (not away and any(post.has(day) for post in self._posts.get(key, ()))) or any(
            contract.person == person and contract.active(day)
            for stream, contract in self._contracts.items()
            if stream.partition("/")[0] == studio
        )

    def watches(self) -> Iterator[Watch]:
        yield on(roster.LeadAppointed, self._began)
        yield on(roster.StaffJoined, self._began)
        yield on(roster.LeadDeparted, self._departed)
        yield on(roster.StaffDeparted, self._departed)
        yield on(roster.LeaveStarted, self._left)
        yield on(roster.LeaveEnded, self._returned)
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractSuspended, self._suspended)
        yield on(expert.ContractResumed, self._resumed)
        yield on(expert.ContractTerminated, self._terminated)

    # -- posts

    def _began(self, event: Recorded[roster.LeadAppointed | roster.StaffJoined]) -> None:
        self._posts[event.studio, event.fact.person].append(_Time(event.fact.first))

    def _departed(self, event: Recorded[roster.LeadDeparted | roster.StaffDeparted]) -> None:
        for post in self._posts.get((event.studio, event.fact.person), ()):
            if post.first <= event.fact.last_day:
                post.end(event.fact.last_day)

    def _left(self, event: Recorded[roster.LeaveStarted]) -> None:
        self._leaves[event.studio, event.fact.person].append(_Time(event.fact.first))

    def _returned(self, event: Recorded[roster.LeaveEnded]) -> None:
        for leave in self._leaves.get((event.studio, event.fact.person), ())[-1:]:
            leave.last = event.fact.last_day

    # -- contracts

    def _contract(self, stream: str) -> _Contract:
        return self._contracts.setdefault(stream, _Contract())

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._contract(event.stream).person = event.fact.person

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._contract(event.stream).term = _Time(event.fact.first, event.fact.last)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        if term := self._contract(event.stream).term:
            term.last = event.fact.last

    def _suspended(self, event: Recorded[expert.ContractSuspended]) -> None:
        self._contract(event.stream).pauses.append((event.fact.first, None))

    def _resumed(self, event: Recorded[expert.ContractResumed]) -> None:
        pauses = self._contract(event.stream).pauses
        if pauses:
            pauses[-1] = pauses[-1][0], event.fact.first

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        if term := self._contract(event.stream).term:
            term.end(event.fact.last_day)
