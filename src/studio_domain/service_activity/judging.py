"""Technical support of an activity (技术支持): scheme, rules, judging, and judges who stand aside (二、（七）).

Who was the mentor of a contestant, or served him, in the time of `activity.recusal_months` before, judges only where
it is on record that he takes no part in judging that contestant (SD-14).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.client_case import ClientCase
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.service_activity.facts import (
    ContestantsListed,
    JudgeAppointed,
    JudgeFeeClaimed,
    RecusalRecorded,
    SupportProvided,
)
from studio_domain.service_activity.state import ServiceActivity, Stage
from studio_domain.values import Days, PersonId, add_days, add_months

# -- rules

_SUPPORT: Final = Clause.TECHNICAL_SUPPORT

SUPPORT_ONCE: Final = Rule(_SUPPORT, zh="技术支持 {support} 已登记", en="support {support} is recorded already")
NOT_CANCELLED: Final = Rule(_SUPPORT, zh="活动已取消", en="the activity is cancelled")
CONTESTANTS_FIRST: Final = Rule(
    _SUPPORT, zh="聘请评委前须登记参赛对象", en="contestants are listed before a judge is appointed"
)
STANDS_ASIDE: Final = Rule(
    _SUPPORT,
    zh="{judge} 在 {since} 以来指导过参赛对象 {contestant}，未登记回避",
    en="{judge} has guided the contestant {contestant} since {since}, and it is not on record that he stands aside",
)
APPOINTED_FIRST: Final = Rule(_SUPPORT, zh="{judge} 未被聘为评委", en="{judge} is not appointed as a judge")
FEE_ONCE: Final = Rule(_SUPPORT, zh="{judge} 的评审费已申领", en="the fee of {judge} is claimed already")

# -- decisions and reports


def record_support(
    activity: ServiceActivity, *, support: str, kind: str, provider: PersonId, digest: str, on: date
) -> SupportProvided:
    """提供技术支持 (报告 二、（七）): scheme, rules, judging, by whomever; refuses only a number used before."""
    require(support not in activity.supports, SUPPORT_ONCE, support=support)
    return SupportProvided(support, kind, provider, digest, on)


def record_contestants(activity: ServiceActivity, *, contestants: tuple[str, ...], on: date) -> ContestantsListed:
    """登记参赛对象 (报告 二、（七）): the studio's clients who compete."""
    return ContestantsListed(contestants, on)


def record_recusal(activity: ServiceActivity, *, judge: PersonId, contestant: str, on: date) -> RecusalRecorded:
    """登记评委回避 (报告 二、（七）): which judge stands aside for which contestant."""
    return RecusalRecorded(judge, contestant, on)


def appoint_judge(
    activity: ServiceActivity,
    *,
    judge: PersonId,
    appointer: PersonId,
    on: date,
    cases: Iterable[ClientCase],
    terms: Terms,
) -> JudgeAppointed:
    """聘请评委 (赛事评审 二、（七）): refuses who has guided a contestant of late and does not stand aside for him.

    *cases* are those of the contestants.
    """
    require(activity.stage is not Stage.CANCELLED, NOT_CANCELLED)
    require(bool(activity.contestants), CONTESTANTS_FIRST)
    _impartial(activity, judge, on, cases, terms)
    return JudgeAppointed(judge, appointer, on)


def claim_judge_fee(
    activity: ServiceActivity,
    *,
    judge: PersonId,
    year: int,
    claim: str,
    claimant: PersonId,
    on: date,
    cases: Iterable[ClientCase],
    terms: Terms,
) -> JudgeFeeClaimed:
    """申领评审费 (二、（七）; 三、（四）6): of a judge who was appointed, once; none for who should stand aside."""
    require(judge in activity.judges, APPOINTED_FIRST, judge=judge)
    require(judge not in activity.paid, FEE_ONCE, judge=judge)
    _impartial(activity, judge, on, cases, terms)
    return JudgeFeeClaimed(judge, year, claim, claimant, on)


# -- what they ask


def _impartial(activity: ServiceActivity, judge: PersonId, on: date, cases: Iterable[ClientCase], terms: Terms) -> None:
    since = add_months(on, -terms.activity.recusal_months)
    for case in cases:
        aside = case.client not in activity.contestants or (judge, case.client) in activity.recusals
        apart = aside or not _guided(case, judge, since, on)
        require(apart, STANDS_ASIDE, judge=judge, contestant=case.client, since=since)


def _guided(case: ClientCase, judge: PersonId, first: date, last: date) -> bool:
    """Whether *judge* had the case in his hands, or gave a service of it, from *first* to *last*."""
    if any(one.mentor == judge and first <= one.on <= last for one in case.services.values()):
        return True
    ended = case.end.closed or case.end.transferred
    turns = sorted(case.mentors, key=lambda turn: turn[0])
    lasts = [*(add_days(begun, -1) for begun, _ in turns[1:]), ended or last]
    for (begun, mentor), until in zip(turns, lasts, strict=True):
        over = until if ended is None else min(until, ended)
        within = begun <= over and Days.through(begun, over).overlaps(Days.through(first, last))
        if mentor == judge and within:
            return True
    return False


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})

MAY_DECIDE: Final[MayDecide] = {
    record_support: _OFFICE | {Role.MENTOR},
    record_contestants: _OFFICE,
    record_recusal: _OFFICE,
    appoint_judge: _OFFICE,
    claim_judge_fee: _OFFICE,
}
