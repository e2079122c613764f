"""Hours that count twice (3.4.8.c): one person cannot serve twice at a time, in one studio or in two."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind
from studio_domain.values import PersonId

WITHIN_STUDIO: Final = Predicate(
    "expert.hours-twice",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="专家 {person} 的服务 {entry}（{stream}）与已核实的 {other}（{elsewhere}）时间重叠 {actual} 分钟",
    en="expert {person}: {entry} of {stream} overlaps {other} of {elsewhere} by {actual} minutes, both are verified",
)
ACROSS_STUDIOS: Final = Predicate(
    "regional.expert-hours-twice",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="专家 {person} 在两个工作室的服务时间重叠 {actual} 分钟：{entry}（{stream}）与 {other}（{elsewhere}）",
    en="expert {person} served two studios at a time for {actual} minutes: {entry} of {stream}, {other} of {elsewhere}",
)


@define(order=True)
class _Served:
    """A verified service: when, where and under which number."""

    start: datetime
    end: datetime
    stream: str
    entry: str
    version: int


@define
class HoursTwice:
    """Verified services of a person that overlap: with `across` those of two studios, else those of one.

    A person's services are kept in the order of their start; an entry costs a place in that order.
    """

    across: bool
    _person: dict[str, PersonId] = field(factory=dict)
    _logged: dict[tuple[str, str], Recorded[expert.ServiceLogged]] = field(factory=dict)
    _served: defaultdict[PersonId, list[_Served]] = field(factory=lambda: defaultdict(list))
    _longest: dict[PersonId, timedelta] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ExpertNominated, self._nominated)
        yield on(expert.ServiceLogged, self._log)
        yield on(expert.LogVerified, self._verified)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> None:
        self._person[event.stream] = event.fact.person

    def _log(self, event: Recorded[expert.ServiceLogged]) -> None:
        self._logged.setdefault((event.stream, event.fact.entry), event)

    def _verified(self, event: Recorded[expert.LogVerified]) -> None:
        logged = self._logged.pop((event.stream, event.fact.entry), None)
        person = self._person.get(event.stream)
        if logged is None or person is None or logged.fact.end <= logged.fact.start:
            return
        start, end = logged.fact.start, logged.fact.end
        ours = _Served(start, end, event.stream, event.fact.entry, logged.version)
        served = self._served[person]
        longest = self._longest[person] = max(self._longest.get(person, timedelta(0)), end - start)
        at = bisect_left(served, ours)
        for other in _near(served, at, ours, longest):
            if start < other.end and self._both(event.studio, other):
                self._twice(event, person, ours, other)
                break
        served.insert(at, ours)

    def _both(self, studio: str, other: _Served) -> bool:
        return (other.stream.partition("/")[0] != studio) is self.across

    def _twice(self, event: Recorded[expert.LogVerified], person: PersonId, ours: _Served, other: _Served) -> None:
        minutes = int((min(ours.end, other.end) - max(ours.start, other.start)).total_seconds() // 60)
        self._found.append(
            finding(
                ACROSS_STUDIOS if self.across else WITHIN_STUDIO, event, person, ours.entry,
                expected=count(0), actual=count(minutes), delta=count(minutes),
                also=(Place(ours.stream, ours.version), Place(other.stream, other.version)),
                person=person, entry=ours.entry, other=other.entry, elsewhere=other.stream,
            )
        )  # fmt: skip


def _near(served: list[_Served], at: int, ours: _Served, longest: timedelta) -> Iterator[_Served]:
    """What may overlap: before its place what begins no longer ago than any service lasts, then what begins in it."""
    for index in range(at - 1, -1, -1):
        if ours.start - served[index].start >= longest:
            break
        yield served[index]
    for index in range(at, len(served)):
        if served[index].start >= ours.end:
            break
        yield served[index]
