"""Diagnose, plan, carry out (诊断、方案、执行), match resources, show a result (二; 三、（四）3)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.client_case.facts import (
    Evidence,
    PhaseResultRecorded,
    PlanStepExecuted,
    ProblemDiagnosed,
    ResourceMatched,
    SolutionPlanned,
)
from studio_domain.client_case.standing import filed, in_charge, stated
from studio_domain.client_case.state import SPECIAL, ClientCase
from studio_domain.client_record import ClientRecord, Purpose
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.person_record import PersonRecord, ties
from studio_domain.policy import Terms
from studio_domain.resource_entry import ResourceEntry
from studio_domain.values import PersonId

# -- rules

_ORDER: Final = Clause.DIAGNOSE_PLAN_EXECUTE

NEW_DIAGNOSIS: Final = Rule(_ORDER, zh="诊断 {diagnosis} 已存在", en="diagnosis {diagnosis} exists")
NEEDS_OF_CASE: Final = Rule(_ORDER, zh="诊断须针对本项目的需求", en="a diagnosis is about needs of the case")
DIAGNOSED_FIRST: Final = Rule(
    _ORDER, zh="{day} 前尚未诊断，不得制定方案", en="nothing was diagnosed by {day}, to plan for"
)
PLAN_HAS_STEPS: Final = Rule(_ORDER, zh="方案须有互不相同的步骤", en="a plan has steps, each of its own name")
PLAN_AGREED: Final = Rule(_ORDER, zh="方案须经服务对象同意", en="a plan is agreed with the client")
PLAN_IN_ORDER: Final = Rule(_ORDER, zh="{day} 早于现行方案 {since}", en="{day} is before the plan in force, of {since}")
LEVEL_SET: Final = Rule(Clause.GRADED_SERVICE, zh="{day} 尚未确定服务级别", en="on {day} no service level is in force")
AGREEMENT_FIRST: Final = Rule(
    Clause.SERVICE_LEVELS,
    zh="{day} 没有执行中的专项服务协议",
    en="no agreement on special service covers {day}",
)
STEP_PLANNED: Final = Rule(
    _ORDER, zh="{day} 的方案中没有步骤 {step}", en="the plan in force on {day} has no step {step}"
)
STEP_ONCE: Final = Rule(_ORDER, zh="步骤 {step} 已完成", en="step {step} is done already")
NEW_MATCH: Final = Rule(Clause.RESOURCE_MATCHING, zh="对接 {match} 已存在", en="match {match} exists")
NEED_RECORDED: Final = Rule(
    Clause.RESOURCE_MATCHING,
    zh="截至 {day} 没有需求 {need} 的记录",
    en="by {day} no need {need} is on record that a resource could meet",
)
KNOWN_RESOURCE: Final = Rule(
    Clause.RESOURCE_MATCHING, zh="没有资源类型 {kind}", en="there is no kind of resource {kind}"
)
PROVIDER_ACTIVE: Final = Rule(
    Clause.RESOURCE_MATCHING,
    zh="{day} 资源库中没有使用中的条目 {provider}",
    en="on {day} no library has {provider} as an active entry",
)
INTEREST_DECLARED: Final = Rule(
    Clause.RESOURCE_MATCHING,
    zh="{mentor} 与 {provider} 有利益关系，对接时须写明已申报的利益关系",
    en="{mentor} is tied to {provider}: a match names the interest that was declared",
)
REFERRAL_CONSENT: Final = Rule(
    Clause.RESOURCE_MATCHING,
    zh="{day} 服务对象未同意向 {provider} 转介",
    en="on {day} the client does not consent to being referred to {provider}",
)
NEW_RESULT: Final = Rule(Clause.COMPLETED_CLOSURE, zh="阶段性效果 {result} 已存在", en="result {result} exists")
RESULT_SHOWN: Final = Rule(
    Clause.COMPLETED_CLOSURE, zh="阶段性效果须写明并有佐证", en="a result is stated, and there is evidence of it"
)

# -- decisions: diagnose, plan, execute


def diagnose(
    case: ClientCase, *, diagnosis: str, needs: tuple[str, ...], mentor: PersonId, on: date, document: Evidence
) -> ProblemDiagnosed:
    """分析诊断 (二): refuses one by somebody else than the mentor in charge, about no need of the case, or unfiled."""
    in_charge(case, mentor, on)
    require(diagnosis not in case.work.diagnoses, NEW_DIAGNOSIS, diagnosis=diagnosis)
    require(bool(needs) and set(needs) <= set(case.needs), NEEDS_OF_CASE)
    filed(document)
    return ProblemDiagnosed(diagnosis, needs, mentor, on, document)


def plan_solution(
    case: ClientCase,
    *,
    steps: tuple[str, ...],
    mentor: PersonId,
    on: date,
    client_agreed: bool,
    document: Evidence,
) -> SolutionPlanned:
    """制定方案 (二; 三、（四）2): refuses one before a diagnosis or a service level, without steps, that the client has
    not agreed to, and in special service one that no signed agreement covers."""
    in_charge(case, mentor, on)
    diagnosed, level, before = case.work.diagnosed, case.level_on(on), case.work.plan
    require(diagnosed is not None and diagnosed <= on, DIAGNOSED_FIRST, day=on)
    require(level is not None, LEVEL_SET, day=on)
    require(level != SPECIAL or case.agreed_on(on), AGREEMENT_FIRST, day=on)
    require(bool(steps) and all(map(stated, steps)) and len(set(steps)) == len(steps), PLAN_HAS_STEPS)
    require(client_agreed, PLAN_AGREED)
    if before is not None:
        require(on >= before.on, PLAN_IN_ORDER, day=on, since=before.on)
    filed(document)
    return SolutionPlanned(before.number + 1 if before else 1, steps, mentor, on, client_agreed, document)


def execute_step(case: ClientCase, *, step: str, mentor: PersonId, on: date, evidence: Evidence) -> PlanStepExecuted:
    """执行方案 (二): refuses a step that is not in the plan of that day, or done already, or without evidence."""
    in_charge(case, mentor, on)
    plan = case.work.plan
    require(plan is not None and plan.on <= on and step in plan.steps, STEP_PLANNED, step=step, day=on)
    require(step not in case.work.done, STEP_ONCE, step=step)
    filed(evidence)
    return PlanStepExecuted(step, mentor, on, evidence)


# -- decisions: resources and results


def match_resource(
    case: ClientCase,
    *,
    match: str,
    need: str,
    kind: str,
    provider: str,
    mentor: PersonId,
    on: date,
    entry: ResourceEntry | None,
    person: PersonRecord | None,
    client: ClientRecord,
    terms: Terms,
    interest: str | None = None,
) -> ResourceMatched:
    """对接资源 (根据创业者实际需求 二): refuses one for no need on record, of a kind that nobody registered, with a
    provider who is no active entry (*entry*) or to whom the client does not consent to be referred, and one with
    whom the mentor is tied (*person* is the mentor's record) and that does not name his declared interest."""
    in_charge(case, mentor, on)
    require(match not in case.work.matches, NEW_MATCH, match=match)
    known = client.needs.get(need)
    require(known is not None and known.on <= on, NEED_RECORDED, need=need, day=on)
    require(kind in terms.service.resource_kinds, KNOWN_RESOURCE, kind=kind)
    if entry is None or not entry.active_on(on):
        raise Breach(PROVIDER_ACTIVE, provider=provider, day=on)
    require(client.consents(Purpose.REFERRAL, on, provider), REFERRAL_CONSENT, provider=provider, day=on)
    parties = (provider,) if entry.person is None else (provider, entry.person)
    tied = entry.person == mentor or (person is not None and any(ties(person, party, on) for party in parties))
    declared = _declares(person, interest, parties, on)
    require(declared or not tied, INTEREST_DECLARED, mentor=mentor, provider=provider)
    return ResourceMatched(match, need, kind, provider, mentor, on, interest)


def prove_result(
    case: ClientCase, *, result: str, what: str, mentor: PersonId, on: date, evidence: tuple[Evidence, ...]
) -> PhaseResultRecorded:
    """取得阶段性效果 (三、（四）3): refuses one that is not stated, or without evidence."""
    in_charge(case, mentor, on)
    require(result not in case.work.results, NEW_RESULT, result=result)
    require(stated(what) and bool(evidence), RESULT_SHOWN)
    filed(*evidence)
    return PhaseResultRecorded(result, what, mentor, on, evidence)


def _declares(person: PersonRecord | None, interest: str | None, parties: tuple[str, ...], day: date) -> bool:
    """Whether *interest* is one that the mentor declared, towards one of the *parties*."""
    known = person.interests.get(interest) if person is not None and interest is not None else None
    return known is not None and known.party in parties and known.holds(day)


# -- who may decide

_SERVING: Final = frozenset({Role.MENTOR, Role.LEAD, Role.STAFF, Role.EXPERT})

MAY_DECIDE: Final[MayDecide] = {
    diagnose: _SERVING,
    plan_solution: _SERVING,
    execute_step: _SERVING,
    match_resource: _SERVING,
    prove_result: _SERVING,
}
