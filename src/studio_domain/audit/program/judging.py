"""Judges (二、（七）; SD-14): who has guided a contestant of late stands aside for him, and this is on record before.

An appointment and a fee are judged by what was known then; judging itself, a fact, by all that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.program.known import simply
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind
from studio_domain.service_activity import facts as activity
from studio_domain.values import PersonId, add_days, add_months

NOT_RECUSED: Final = Predicate(
    "activity.judge-not-recused",
    Clause.TECHNICAL_SUPPORT,
    Kind.X,
    zh="{judge} 担任活动 {subject} 的评委，{actual} 以前不久还在指导参赛对象 {contestant}，没有登记回避",
    en="{judge} judges the activity {subject}, guided the contestant {contestant} up to {actual}, and stands not aside",
    policy="activity.recusal_months",
)
PAID: Final = Predicate(
    "activity.judge-paid",
    Clause.TECHNICAL_SUPPORT,
    Kind.X,
    zh="活动 {subject} 给应回避的评委 {judge} 申领了评审费（参赛对象 {contestant}）",
    en="a fee was claimed of the activity {subject} for {judge}, who should stand aside for {contestant}",
    policy="activity.recusal_months",
)
NOT_APPOINTED: Final = Predicate(
    "activity.judge-not-appointed",
    Clause.TECHNICAL_SUPPORT,
    Kind.G,
    zh="活动 {subject} 给 {actual} 申领评审费，此人未被聘为评委或已申领",
    en="a fee was claimed of the activity {subject} for {actual}, no judge of it, or claimed before",
)
UNKNOWN_SUPPORT: Final = Predicate(
    "activity.support-kind",
    Clause.TECHNICAL_SUPPORT,
    Kind.A,
    zh="活动 {subject} 的技术支持种类 {actual} 未登记",
    en="support of the activity {subject} is of the kind {actual}, which is not registered",
)

JUDGING: Final = "judging"
_FIRST: Final = date(1, 1, 1)


@define
class _Guided:
    """A case: whose turn it was from when, until when it was open, and who gave which service."""

    turns: list[tuple[date, PersonId]] = field(factory=list)
    services: list[tuple[date, PersonId, Place]] = field(factory=list)
    ended: date | None = None

    def last_day(self, judge: PersonId, first: date, last: date) -> date | None:
        """The last day from *first* to *last* on which *judge* guided it."""
        days = [day for day, mentor, _ in self.services if mentor == judge and first <= day <= last]
        turns = sorted(self.turns, key=lambda turn: turn[0])
        for number, (begun, mentor) in enumerate(turns):
            until = add_days(turns[number + 1][0], -1) if number + 1 < len(turns) else last
            over = min(until, self.ended or until, last)
            if mentor == judge and begun <= over and over >= first:
                days.append(over)
        return max(days, default=None)


@define
class _Contest:
    contestants: dict[str, None] = field(factory=dict)
    recused: set[tuple[PersonId, str]] = field(factory=set)
    judges: set[PersonId] = field(factory=set)
    paid: set[PersonId] = field(factory=set)


@define
class Judging:
    """Every judge against the cases of the contestants."""

    grounds: Grounds
    _cases: defaultdict[tuple[str, str], dict[str, _Guided]] = field(factory=lambda: defaultdict(dict))
    """By studio and client, then by stream."""
    _whose: dict[str, tuple[str, str]] = field(factory=dict)
    _contests: defaultdict[str, _Contest] = field(factory=lambda: defaultdict(_Contest))
    _judged: list[tuple[Recorded[activity.SupportProvided], frozenset[tuple[PersonId, str]]]] = field(factory=list)
    """Who judged, and which recusals were on record by then."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(case.CaseOpened, self._opened)
        yield on(case.MentorAssigned, self._assigned)
        yield on(case.ServiceDelivered, self._served)
        yield on(case.CaseClosed, self._closed)
        yield on(case.CaseTransferred, self._closed)
        yield on(case.CaseReopened, self._reopened)
        yield on(activity.ContestantsListed, self._listed)
        yield on(activity.RecusalRecorded, self._recused)
        yield on(activity.JudgeAppointed, self._appointed)
        yield on(activity.SupportProvided, self._supported)
        yield on(activity.JudgeFeeClaimed, self._claimed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event, recused in self._judged:
            yield from self._conflicts(NOT_RECUSED, event, event.fact.provider, recused)

    # -- cases

    def _of(self, stream: str) -> _Guided | None:
        whose = self._whose.get(stream)
        return None if whose is None else self._cases[whose][stream]

    def _opened(self, event: Recorded[case.CaseOpened]) -> None:
        whose = self._whose[event.stream] = event.studio, event.fact.client
        known = self._cases[whose].setdefault(event.stream, _Guided())
        known.turns.append((event.fact.opened, event.fact.mentor))

    def _assigned(self, event: Recorded[case.MentorAssigned]) -> None:
        if known := self._of(event.stream):
            known.turns.append((event.fact.first, event.fact.mentor))

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        if known := self._of(event.stream):
            known.services.append((day_of(event.fact.start), event.fact.mentor, event.place))

    def _closed(self, event: Recorded[case.CaseClosed] | Recorded[case.CaseTransferred]) -> None:
        if known := self._of(event.stream):
            known.ended = event.fact.on

    def _reopened(self, event: Recorded[case.CaseReopened]) -> None:
        if known := self._of(event.stream):
            known.ended = None

    # -- activities

    def _listed(self, event: Recorded[activity.ContestantsListed]) -> None:
        self._contests[event.stream].contestants.update(dict.fromkeys(event.fact.contestants))

    def _recused(self, event: Recorded[activity.RecusalRecorded]) -> None:
        self._contests[event.stream].recused.add((event.fact.judge, event.fact.contestant))

    def _appointed(self, event: Recorded[activity.JudgeAppointed]) -> None:
        contest = self._contests[event.stream]
        contest.judges.add(event.fact.judge)
        self._found += self._conflicts(NOT_RECUSED, event, event.fact.judge, frozenset(contest.recused))

    def _supported(self, event: Recorded[activity.SupportProvided]) -> None:
        fact = event.fact
        if fact.kind not in self.grounds.policy.on(fact.on).program.support_kinds:
            self._found.append(simply(UNKNOWN_SUPPORT, event, actual=text(fact.kind)))
        if fact.kind == JUDGING:
            self._judged.append((event, frozenset(self._contests[event.stream].recused)))

    def _claimed(self, event: Recorded[activity.JudgeFeeClaimed]) -> None:
        contest, judge = self._contests[event.stream], event.fact.judge
        if judge not in contest.judges or judge in contest.paid:
            self._found.append(simply(NOT_APPOINTED, event, judge, actual=text(judge)))
        contest.paid.add(judge)
        self._found += self._conflicts(PAID, event, judge, frozenset(contest.recused))

    def _conflicts(
        self, predicate: Predicate, event: Recorded[Any], judge: PersonId, recused: frozenset[tuple[PersonId, str]]
    ) -> Iterator[Finding]:
        terms, day = self.grounds.policy.on(event.fact.on), event.fact.on
        months = terms.activity.recusal_months
        since = add_months(day, -months) if day.year * 12 > months + 12 else _FIRST
        for contestant in self._contests[event.stream].contestants:
            if (judge, contestant) in recused:
                continue
            cases = self._cases.get((event.studio, contestant), {})
            guided = [last for one in cases.values() if (last := one.last_day(judge, since, day))]
            if guided:
                yield finding(
                    predicate, event, event.stream.rpartition("/")[2], judge, contestant,
                    expected=on_day(since), actual=on_day(max(guided)), delta=count(1),
                    policy=terms.cite("activity.recusal_months"), judge=judge, contestant=contestant,
                )  # fmt: skip
