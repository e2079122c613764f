"""Checks of what stands in a case under an id (3.4.0.c): each once, an answer to what is there, no absurd figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, fen
from studio_domain.audit.shared import simply
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind

TWICE: Final = Predicate(
    "case.number-twice",
    Clause.TRUTHFUL_REPORTS,
    Kind.G,
    zh="{stream} 有两条记录使用编号 {subject}",
    en="{stream} has the number {subject} on two records",
)
NO_MATCH: Final = Predicate(
    "case.match-unknown",
    Clause.RESOURCE_MATCHING,
    Kind.G,
    zh="{stream} 记录了对接 {subject} 的结果，没有该次对接",
    en="{stream} has the result of match {subject}, and no such match",
)

IMPOSSIBLE: Final = Predicate(
    "case.figure-impossible",
    Clause.TRUTHFUL_REPORTS,
    Kind.A,
    zh="{stream} 的 {subject} 数值不可能：{actual}",
    en="{stream}: the figure of {subject} cannot be, {actual}",
)

_MOST_SATISFIED: Final = 10
_NUMBERED: Final[tuple[tuple[type[Any], str], ...]] = (
    (case.CaseOpened, "case"),
    (case.ClientAssessed, "assessment"),
    (case.AgreementSigned, "agreement"),
    (case.ProblemDiagnosed, "diagnosis"),
    (case.ServiceDelivered, "service"),
    (case.ResourceMatched, "match"),
    (case.PhaseResultRecorded, "result"),
    (case.TermExtensionRequested, "extension"),
    (case.ContactTried, "attempt"),
)


@frozen
class Numbers:
    """No id is used twice for records of a kind; a match's result is of a match; figures can be."""

    known: CasesKnown

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            for fact, name in _NUMBERED:
                yield from _twice(of.all(fact), name)
            yield from _unmatched(of)
            yield from _impossible(of)


def _twice(events: list[Recorded[Any]], name: str) -> Iterator[Finding]:
    first: dict[str, Recorded[Any]] = {}
    for event in events:
        number = getattr(event.fact, name)
        before = first.setdefault(number, event)
        if before is not event:
            yield simply(TWICE, event, number, actual=count(2), also=(before.place,))


def _unmatched(of: CaseKnown) -> Iterator[Finding]:
    for event in of.all(case.MatchResultRecorded):
        if not any(one.fact.match == event.fact.match for one in of.before(event, case.ResourceMatched)):
            yield simply(NO_MATCH, event, event.fact.match)


def _impossible(of: CaseKnown) -> Iterator[Finding]:
    """A service that ends before it begins, less than nothing, a satisfaction beyond its scale."""
    for served in of.all(case.ServiceDelivered):
        if served.fact.end <= served.fact.start:
            minutes = int((served.fact.end - served.fact.start).total_seconds()) // 60
            yield simply(IMPOSSIBLE, served, served.fact.service, actual=count(minutes))
    for matched in of.all(case.MatchResultRecorded):
        if matched.fact.fen < 0:
            yield simply(IMPOSSIBLE, matched, matched.fact.match, actual=fen(matched.fact.fen))
    for outcome in of.all(case.OutcomeRecorded):
        if outcome.fact.jobs < 0:
            yield simply(IMPOSSIBLE, outcome, "jobs", actual=count(outcome.fact.jobs))
    for satisfied in of.all(case.SatisfactionRecorded):
        if not 0 <= satisfied.fact.score <= _MOST_SATISFIED:
            yield simply(IMPOSSIBLE, satisfied, "satisfaction", actual=count(satisfied.fact.score))
