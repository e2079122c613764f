"""Opening a case, and in whose hands it is (一、（一）; 二; 三、（四）3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from studio_domain.client_case.facts import CaseOpened, MentorAssigned
from studio_domain.client_case.standing import eligible, from_now_on, open_on, reasoned, served
from studio_domain.client_case.state import ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.expert_contract import ExpertContract
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

CASE_ONCE: Final = Rule(Clause.CASE_TERM, zh="项目 {case} 已立项", en="case {case} is open already")
TAKES_NEW: Final = Rule(
    Clause.RECOGNITION,
    zh="{day} 工作室不在认定有效期内、已暂停或已关闭，不得立项",
    en="on {day} the studio is not recognised, suspended or closed, and takes no new case",
)
NEEDS_NAMED: Final = Rule(Clause.CLIENT_LIBRARY, zh="立项须写明服务需求", en="a case names what the client needs")
NEED_ON_RECORD: Final = Rule(
    Clause.CLIENT_LIBRARY,
    zh="截至 {day} 服务对象没有需求 {need} 的记录",
    en="by {day} no need {need} of the client is on record",
)
DUE_AHEAD: Final = Rule(
    Clause.CASE_TERM, zh="到期日 {due} 早于起始日 {since}", en="due on {due}, before it begins on {since}"
)
WITHIN_TERM: Final = Rule(
    Clause.CASE_TERM,
    zh="到期日 {due} 超出自 {since} 起 {days} 天的期限",
    en="due on {due}, more than {days} days from {since}",
)
ANOTHER_MENTOR: Final = Rule(
    Clause.AGREED_MENTOR, zh="{day} 的指导师已是 {mentor}", en="on {day} the case is in the hands of {mentor} already"
)
CLIENT_CONSENTS: Final = Rule(Clause.AGREED_MENTOR, zh="须经服务对象同意", en="this takes the client's consent")

# -- decisions


def open_case(
    known: ClientCase | None,
    *,
    case: str,
    needs: tuple[str, ...],
    mentor: PersonId,
    opened: date,
    due: date,
    studio: Studio,
    record: ClientRecord,
    contract: ExpertContract | None,
    listing: ResourceEntry | None,
    terms: Terms,
) -> CaseOpened:
    """立项 (一、（一）; 三、（二）1、4; 三、（四）3): refuses a second case of that number, a studio that takes no
    new case, a client who is not registered with consent or has none of the needs, a mentor who may not serve or is
    not listed, and a day that is due before it begins or after the term of policy."""
    require(known is None, CASE_ONCE, case=case)
    require(studio.takes_new_on(opened), TAKES_NEW, day=opened)
    served(record, opened)
    on_record(record, needs, opened)
    eligible(studio, contract, listing, mentor, opened)
    due_within(opened, due, terms)
    return CaseOpened(case, record.client, needs, mentor, opened, due)


def assign_mentor(
    case: ClientCase,
    *,
    mentor: PersonId,
    first: date,
    on: date,
    reason: str,
    client_consented: bool,
    studio: Studio,
    contract: ExpertContract | None,
    listing: ResourceEntry | None,
) -> MentorAssigned:
    """更换指导师 (三、（四）1、3): refuses who has the case already, may not serve or is not listed, a change without
    the client's consent or without a reason, one from before it is decided, and one in a case that is over."""
    open_on(case, on)
    from_now_on(first, on)
    require(case.mentor_on(first) != mentor, ANOTHER_MENTOR, day=first, mentor=mentor)
    require(client_consented, CLIENT_CONSENTS)
    reasoned(reason)
    eligible(studio, contract, listing, mentor, first)
    return MentorAssigned(mentor, first, reason, client_consented)


# -- what they ask


def on_record(client: ClientRecord, needs: tuple[str, ...], day: date) -> None:
    """At least one need is named, and each was on record by *day*."""
    require(bool(needs), NEEDS_NAMED)
    for need in needs:
        known = client.needs.get(need)
        require(known is not None and known.on <= day, NEED_ON_RECORD, need=need, day=day)


def due_within(since: date, due: date, terms: Terms) -> None:
    """*due* lies in the term that policy gives from *since*; the first day is not counted."""
    require(due >= since, DUE_AHEAD, due=due, since=since)
    days = terms.case.term_days
    require(due - since <= timedelta(days), WITHIN_TERM, due=due, since=since, days=days)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    open_case: frozenset({Role.STAFF, Role.LEAD}),
    assign_mentor: frozenset({Role.LEAD}),
}
