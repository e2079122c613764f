"""What is reported of a case (二; 三、（四）3): services, outcomes, contact, the client's word. Never refused for a
rule.

A service that should not have been given was given all the same, and the record says so; checks find it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from studio_domain.client_case.facts import (
    Channel,
    ClientWordRecorded,
    ContactTried,
    Evidence,
    FollowUpRecorded,
    MatchOutcome,
    MatchResultRecorded,
    OutcomeRecorded,
    SatisfactionRecorded,
    ServiceDelivered,
)
from studio_domain.client_case.standing import filed
from studio_domain.client_case.state import ClientCase
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Fen, Personal, PersonId

# -- rules: only what is ill-formed is refused

NEW_SERVICE: Final = Rule(Clause.GRADED_SERVICE, zh="服务记录 {service} 已存在", en="service {service} exists")
ENDS_AFTER_START: Final = Rule(Clause.GRADED_SERVICE, zh="服务须有起止时间", en="a service ends after it begins")
MATCH_EXISTS: Final = Rule(Clause.RESOURCE_MATCHING, zh="没有对接 {match}", en="there is no match {match}")
MONEY_NOT_NEGATIVE: Final = Rule(
    Clause.RESOURCE_MATCHING, zh="对接金额 {fen:yuan} 元为负", en="a match brought {fen:yuan}, less than nothing"
)
JOBS_NOT_NEGATIVE: Final = Rule(
    Clause.EMPLOYMENT_EFFECT, zh="带动就业 {jobs} 人为负", en="{jobs} jobs are less than none"
)
NEW_ATTEMPT: Final = Rule(Clause.OBJECTIVE_CLOSURE, zh="联系记录 {attempt} 已存在", en="try {attempt} exists")
SCORE_RANGE: Final = Rule(
    Clause.CASE_CLOSURE, zh="满意度 {score} 不在 0 至 10 之间", en="a satisfaction of {score} is not from 0 to 10"
)

# -- reports


def record_service(
    case: ClientCase,
    *,
    service: str,
    kind: str,
    sub_kind: str,
    channel: Channel,
    mentor: PersonId,
    start: datetime,
    end: datetime,
    place: str,
    record: Evidence,
    appointment: str | None = None,
    policies: tuple[str, ...] = (),
) -> ServiceDelivered:
    """提供服务 (二): recorded whoever gave it, and whenever; refused only under the id of another, ending before it
    begins, or with a record that is no document."""
    require(service not in case.services, NEW_SERVICE, service=service)
    require(end > start, ENDS_AFTER_START)
    filed(record)
    return ServiceDelivered(service, kind, sub_kind, channel, mentor, start, end, place, appointment, policies, record)


def record_match_result(
    case: ClientCase, *, match: str, outcome: MatchOutcome, on: date, evidence: Evidence, fen: Fen = 0
) -> MatchResultRecorded:
    """对接结果 (二): refused only for a match that there is not, less money than none, or no document."""
    require(match in case.work.matches, MATCH_EXISTS, match=match)
    require(fen >= 0, MONEY_NOT_NEGATIVE, fen=fen)
    filed(evidence)
    return MatchResultRecorded(match, outcome, fen, on, evidence)


def record_outcome(
    case: ClientCase, *, jobs: int, founded: bool, on: date, evidence: tuple[Evidence, ...] = ()
) -> OutcomeRecorded:
    """成效 (创业带动就业 一、（二）): refused only for less jobs than none, or what is no document."""
    require(jobs >= 0, JOBS_NOT_NEGATIVE, jobs=jobs)
    filed(*evidence)
    return OutcomeRecorded(jobs, founded, on, evidence)


def record_contact_try(case: ClientCase, *, attempt: str, channel: str, on: date, by: PersonId) -> ContactTried:
    """联系服务对象未果 (三、（四）3): refused only under the id of another try."""
    require(attempt not in case.contact.tries, NEW_ATTEMPT, attempt=attempt)
    return ContactTried(attempt, channel, on, by)


def record_client_word(
    case: ClientCase,
    *,
    confirms: bool,
    on: date,
    words: Personal[str] | None = None,
    document: Evidence | None = None,
) -> ClientWordRecorded:
    """服务对象意见 (三、（四）3): refused only with a paper that is no document."""
    if document is not None:
        filed(document)
    return ClientWordRecorded(confirms, words, on, document)


def record_satisfaction(
    case: ClientCase, *, score: int, on: date, words: Personal[str] | None = None
) -> SatisfactionRecorded:
    """满意度 (三、（四）3): refused only for what is no score."""
    require(0 <= score <= 10, SCORE_RANGE, score=score)
    return SatisfactionRecorded(score, words, on)


def record_follow_up(case: ClientCase, *, on: date, by: PersonId, what: str) -> FollowUpRecorded:
    """回访 (三、（四）3): never refused."""
    return FollowUpRecorded(on, by, what)


# -- who may report

_SERVING: Final = frozenset({Role.MENTOR, Role.LEAD, Role.STAFF, Role.EXPERT})

MAY_DECIDE: Final[MayDecide] = {
    record_service: _SERVING,
    record_match_result: _SERVING,
    record_outcome: _SERVING,
    record_contact_try: _SERVING,
    record_client_word: _SERVING | {Role.CLIENT},
    record_satisfaction: _SERVING | {Role.CLIENT},
    record_follow_up: _SERVING,
}
