"""Checks of the work of a case (2.3.b, 2.5, SD-14, 1.2.a, 3.4.3.b): diagnosed, planned, done; matched to a need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import fields, frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown
from studio_domain.audit.case.surroundings import ClientsKnown, EntriesKnown, TiesKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply, stated
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind

ORDER: Final = Predicate(
    "case.work-order",
    Clause.DIAGNOSE_PLAN_EXECUTE,
    Kind.G,
    zh="{stream} 的 {subject} 之前缺少 {expected}",
    en="{stream}: {subject} comes without a {expected} before it",
)
NOT_AGREED: Final = Predicate(
    "case.plan-not-agreed",
    Clause.DIAGNOSE_PLAN_EXECUTE,
    Kind.G,
    zh="{stream} 的方案 {subject} 未经服务对象同意，或没有互不相同的步骤",
    en="{stream}: plan {subject} is not agreed with the client, or has not steps of a name each",
)
MATCH_NEED: Final = Predicate(
    "case.match-need",
    Clause.RESOURCE_MATCHING,
    Kind.G,
    zh="{stream} 的对接 {subject}（{actual}）所依需求 {need} 当时没有记录",
    en="{stream}: match {subject} of {actual} is for the need {need}, not on record by then",
)
MATCH_KIND: Final = Predicate(
    "case.match-kind",
    Clause.RESOURCE_MATCHING,
    Kind.G,
    zh="{stream} 的对接 {subject} 资源类型 {actual} 未登记",
    en="{stream}: match {subject} is of a kind of resource that nobody registered, {actual}",
)
MATCH_PROVIDER: Final = Predicate(
    "case.match-provider",
    Clause.RESOURCE_MATCHING,
    Kind.X,
    zh="{stream} 的对接 {subject}（{actual}）资源方 {provider} 当日不是资源库使用中的条目",
    en="{stream}: match {subject} of {actual} is with {provider}, no active entry of a library that day",
)
MATCH_INTEREST: Final = Predicate(
    "case.match-interest",
    Clause.RESOURCE_MATCHING,
    Kind.X,
    zh="{stream} 的对接 {subject}，{actual} 与资源方 {provider} 有利益关系而未写明申报（{separation}）",
    en="{stream}: match {subject}, {actual} is tied to {provider} and named no declared interest ({separation})",
)
NO_EVIDENCE: Final = Predicate(
    "case.result-unproven",
    Clause.COMPLETED_CLOSURE,
    Kind.G,
    zh="{stream} 的阶段性效果 {subject} 没有内容或佐证",
    en="{stream}: result {subject} is not stated, or without evidence",
)
OUTCOME_UNPROVEN: Final = Predicate(
    "case.outcome-unproven",
    Clause.EMPLOYMENT_EFFECT,
    Kind.R,
    zh="{stream} 记录带动就业 {actual} 人，没有佐证",
    en="{stream} claims {actual} jobs, without evidence",
)
UNFILED: Final = Predicate(
    "case.document-unfiled",
    Clause.PAPER_OR_ELECTRONIC,
    Kind.A,
    zh="{stream} 的一份材料没有题名或完整摘要",
    en="a document of {stream} has no title, or no whole digest",
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@frozen
class Work:
    """Nothing is planned undiagnosed or done unplanned; matches are for needs, with providers known and untied."""

    known: CasesKnown
    clients: ClientsKnown
    entries: EntriesKnown
    ties: TiesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            for planned in of.all(case.SolutionPlanned):
                yield from _planned(of, planned)
            for done in of.all(case.PlanStepExecuted):
                yield from _done(of, done)
            for matched in of.all(case.ResourceMatched):
                yield from self._matched(of, matched)
            for shown in of.all(case.PhaseResultRecorded):
                if not stated(shown.fact.what) or not shown.fact.evidence:
                    yield simply(NO_EVIDENCE, shown, shown.fact.result)
            for outcome in of.all(case.OutcomeRecorded):
                if not outcome.fact.evidence:
                    yield simply(OUTCOME_UNPROVEN, outcome, of.name, actual=count(outcome.fact.jobs))
            yield from _unfiled(of)

    def _matched(self, of: CaseKnown, event: Recorded[case.ResourceMatched]) -> Iterator[Finding]:
        fact, studio = event.fact, event.studio
        since = self.clients.needed(studio, of.client or "", fact.need)
        if since is None or since > fact.on:
            yield simply(MATCH_NEED, event, fact.match, actual=on_day(fact.on), need=fact.need)
        if fact.kind not in self.grounds.policy.on(fact.on).service.resource_kinds:
            yield simply(MATCH_KIND, event, fact.match, actual=text(fact.kind))
        if self.entries.in_use(studio, fact.provider, fact.on) is None:
            yield simply(MATCH_PROVIDER, event, fact.match, actual=on_day(fact.on), provider=fact.provider)
        expert = self.entries.person(studio, fact.provider)
        parties = (fact.provider,) if expert is None else (fact.provider, expert)
        tied = expert == fact.mentor or self.ties.tied(fact.mentor, parties, fact.on)
        if tied and not self.ties.declared(fact.mentor, fact.interest, parties, fact.on):
            yield simply(
                MATCH_INTEREST, event, fact.match,
                actual=text(fact.mentor), provider=fact.provider, separation="SD-14",
            )  # fmt: skip


def _planned(of: CaseKnown, event: Recorded[case.SolutionPlanned]) -> Iterator[Finding]:
    fact = event.fact
    if not any(one.fact.on <= fact.on for one in of.before(event, case.ProblemDiagnosed)):
        yield simply(ORDER, event, f"plan {fact.plan}", expected=text("diagnosis"), actual=text("none"))
    steps = fact.steps
    if not fact.client_agreed or not steps or len(set(steps)) < len(steps) or not all(map(stated, steps)):
        yield simply(NOT_AGREED, event, str(fact.plan))


def _done(of: CaseKnown, event: Recorded[case.PlanStepExecuted]) -> Iterator[Finding]:
    """The plan in force on its day has the step: the one recorded last before it that is no later."""
    fact, plans = event.fact, of.before(event, case.SolutionPlanned)
    in_force = [plan for plan in plans if plan.fact.on <= fact.on][-1:]
    if not any(fact.step in plan.fact.steps for plan in in_force):
        yield simply(ORDER, event, fact.step, expected=text("plan"), actual=text("none"))


def _unfiled(of: CaseKnown) -> Iterator[Finding]:
    for fact in _WITH_DOCUMENTS:
        for event in of.all(fact):
            if not all(stated(one.title) and _DIGEST.fullmatch(one.digest) for one in _documents(event.fact)):
                yield simply(UNFILED, event, of.name)


def _documents(fact: Any) -> Iterator[case.Evidence]:
    for name in (one.name for one in fields(type(fact))):
        value = getattr(fact, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, case.Evidence):
                yield part


_WITH_DOCUMENTS: Final = (
    case.ClientAssessed, case.ProblemDiagnosed, case.SolutionPlanned, case.PlanStepExecuted, case.ServiceDelivered,
    case.MatchResultRecorded, case.PhaseResultRecorded, case.OutcomeRecorded, case.ClientWordRecorded,
    case.ClosureProposed,
)  # fmt: skip
"""The facts that have documents."""
