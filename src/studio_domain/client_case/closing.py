"""How a case ends: closed when done or for an objective cause, handed over, reopened, archived (三、（四）3、4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from studio_domain.aggregate import At
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.client_case.facts import (
    CaseArchived,
    CaseClosed,
    CaseReopened,
    CaseTransferred,
    ClosureKind,
    ClosureProposed,
    ClosureReturned,
    Evidence,
)
from studio_domain.client_case.opening import CLIENT_CONSENTS, TAKES_NEW, due_within
from studio_domain.client_case.standing import another_hand, filed, in_charge, open_on, reasoned, served, stated
from studio_domain.client_case.state import ClientCase, Proposal, Word
from studio_domain.client_record import ClientRecord, Purpose
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

_CLOSE: Final = Clause.CASE_CLOSURE
_DONE: Final = Clause.COMPLETED_CLOSURE
_CAUSE: Final = Clause.OBJECTIVE_CLOSURE

NOT_PROPOSED: Final = Rule(_CLOSE, zh="结案申请 {proposal} 尚待答复", en="proposal {proposal} awaits an answer already")
PROPOSED: Final = Rule(_CLOSE, zh="没有待批的结案申请", en="no proposal to close awaits an answer")
AFTER_PROPOSAL: Final = Rule(
    _CLOSE, zh="{on} 早于结案申请日 {proposed}", en="{on} is before the proposal, of {proposed}"
)
SERVICE_GIVEN: Final = Rule(_DONE, zh="自 {since} 起尚未提供服务", en="no service was given since {since}")
STEPS_DONE: Final = Rule(_DONE, zh="方案步骤 {step} 尚未完成", en="step {step} of the plan is not done")
RESULT_REACHED: Final = Rule(_DONE, zh="自 {since} 起尚未取得阶段性效果", en="no result was shown since {since}")
NO_REASON: Final = Rule(_DONE, zh="完成结案不填客观原因", en="a completed case has no objective reason")
OBJECTIVE_REASON: Final = Rule(_CAUSE, zh="{reason} 不是客观原因", en="{reason} is no objective reason")
CAUSE_SHOWN: Final = Rule(_CAUSE, zh="客观原因须有佐证", en="an objective reason takes evidence")
CONTACT_LOST: Final = Rule(
    _CAUSE,
    zh="失联须在不少于 {days} 天内联系 {tries} 次未果，现有 {tried} 次、历时 {over} 天",
    en="contact is lost after {tries} tries over {days} days; there were {tried}, over {over}",
)
WITHDREW_IN_WRITING: Final = Rule(
    _CAUSE, zh="服务对象退出须有其签署的意见", en="a client withdraws by a word that is signed"
)
CLIENT_HEARD: Final = Rule(
    _CLOSE,
    zh="服务对象未确认结案，且此后联系未果 {tried} 次（须 {tries} 次）",
    en="the client has not confirmed the closure, and since then {tried} tries failed ({tries} are asked)",
)
RECEIVER_NAMED: Final = Rule(_CLOSE, zh="移交须写明接收单位", en="a case is handed over to somebody")
RECEIVER_CONSENT: Final = Rule(
    _CLOSE,
    zh="{day} 服务对象未同意将其信息转交 {receiver}",
    en="on {day} the client does not consent to being referred to {receiver}",
)
CASE_CLOSED: Final = Rule(_CLOSE, zh="项目 {case} 尚未结案", en="case {case} is not closed")
REOPENED_IN_TIME: Final = Rule(
    _CLOSE,
    zh="{closed} 结案，{on} 已超出 {days} 天的重启期限",
    en="closed on {closed}: {on} is not within the {days} days in which a case is reopened",
)
CASE_OVER: Final = Rule(
    Clause.TIMELY_SORTING, zh="项目 {case} 在 {day} 尚未结束", en="case {case} is not over on {day}"
)
ARCHIVED_ONCE: Final = Rule(Clause.TIMELY_SORTING, zh="项目 {case} 已归档", en="case {case} is archived already")
ARCHIVE_CODE: Final = Rule(Clause.FOUR_DIMENSIONS, zh="归档须有档号", en="what is archived has an archive code")
FILE_IN_ARCHIVES: Final = Rule(
    Clause.TIMELY_SORTING,
    zh="档号 {archive_code} 下没有已归档的本项目案卷",
    en="no file of this case was filed in the archives under {archive_code}",
)
BY_ARCHIVIST: Final = Rule(
    Clause.ARCHIVIST, zh="{day} 的档案专人不是 {person}", en="on {day} the archivist in charge is not {person}"
)

LOST_CONTACT: Final = "lost-contact"
WITHDREW: Final = "client-withdrew-in-writing"
"""The objective reasons (客观原因) that take more than evidence."""

# -- decisions: closing


def propose_closure(
    case: ClientCase,
    *,
    kind: ClosureKind,
    proposer: PersonId,
    on: date,
    terms: Terms,
    reason: str | None = None,
    evidence: tuple[Evidence, ...] = (),
) -> ClosureProposed:
    """申请结案 (三、（四）3). As completed: refused before a service was given, a step of the plan is undone, or no
    result was shown since the case was opened or reopened. For a cause: refused for one that is not objective
    (that the mentor left or is busy never is), without evidence, for lost contact before enough tries over enough
    days, for a withdrawal without the client's signed word."""
    in_charge(case, proposer, on)
    pending = case.end.pending
    if pending is not None:
        raise Breach(NOT_PROPOSED, proposal=pending.number)
    number = case.end.proposals + 1
    _closable(case, Proposal(number, kind, reason, proposer, on), terms)
    require(kind is ClosureKind.COMPLETED or bool(evidence), CAUSE_SHOWN)
    filed(*evidence)
    return ClosureProposed(number, kind, reason, evidence, proposer, on)


def return_closure(
    case: ClientCase, *, by: PersonId, reason: str, on: date, principal: PersonId | None = None
) -> ClosureReturned:
    """退回结案申请 (三、（四）3): refuses the proposer's own answer, and one without a reason."""
    pending = _pending(case, on)
    another_hand(pending.proposer, by, principal)
    reasoned(reason)
    return ClosureReturned(pending.number, by, reason, on)


def close_case(
    case: ClientCase, *, approver: PersonId, on: date, terms: Terms, principal: PersonId | None = None
) -> CaseClosed:
    """结案 (应予以结案处理 三、（四）3): refuses the proposer's own approval, one for him (*principal*: whom the
    approver acts for), what no longer meets the conditions of its kind, and a case whose client neither confirmed nor
    could be reached in as many tries as policy asks."""
    pending = _pending(case, on)
    another_hand(pending.proposer, approver, principal)
    _closable(case, pending, terms)
    word, tries = _word(case), len(_tries(case))
    heard = (word is not None and word.confirms) or tries >= terms.case.contact_tries
    require(heard, CLIENT_HEARD, tried=tries, tries=terms.case.contact_tries)
    return CaseClosed(pending.number, pending.kind, approver, on)


# -- decisions: another studio, a second time, the archives


def transfer_case(
    case: ClientCase,
    *,
    receiver: str,
    reason: str,
    client_consented: bool,
    by: PersonId,
    on: date,
    client: ClientRecord,
) -> CaseTransferred:
    """移交 (三、（四）3): refuses one to nobody, without a reason, or without the client's consent, to be served there
    and to have his data passed on (PIPL)."""
    open_on(case, on)
    require(stated(receiver), RECEIVER_NAMED)
    reasoned(reason)
    require(client_consented, CLIENT_CONSENTS)
    require(client.consents(Purpose.REFERRAL, on, receiver), RECEIVER_CONSENT, receiver=receiver, day=on)
    return CaseTransferred(receiver, reason, client_consented, by, on)


def reopen_case(
    case: ClientCase,
    *,
    reason: str,
    due: date,
    approver: PersonId,
    on: date,
    studio: Studio,
    client: ClientRecord,
    terms: Terms,
) -> CaseReopened:
    """重启服务 (三、（四）3): refuses a case that is not closed, or was too long ago, a studio that takes no new
    case, a client who is not served any more, a term beyond policy, and silence about the reason."""
    closed, days = case.end.closed, terms.case.reopen_days
    if closed is None or case.end.transferred is not None:
        raise Breach(CASE_CLOSED, case=case.case)
    in_time = timedelta() <= on - closed <= timedelta(days)
    require(in_time, REOPENED_IN_TIME, closed=closed, on=on, days=days)
    reasoned(reason)
    require(studio.takes_new_on(on), TAKES_NEW, day=on)
    served(client, on)
    due_within(on, due, terms)
    return CaseReopened(reason, due, approver, on)


def archive_case(
    case: ClientCase,
    *,
    archive_code: str,
    archivist: PersonId,
    on: date,
    studio: Studio,
    record: At[ArchiveRecord | None],
) -> CaseArchived:
    """归档 (明确专人负责 三、（四）4): refuses what is not over, was archived before, or has no archive code, a
    code under which no file of this case lies in the archives (*record*), and anybody but the archivist in charge."""
    over = case.end.closed or case.end.transferred
    require(over is not None and over <= on, CASE_OVER, case=case.case, day=on)
    require(not case.end.archived, ARCHIVED_ONCE, case=case.case)
    require(stated(archive_code), ARCHIVE_CODE)
    known = record.state
    of_case = known is not None and known.of == f"{record.stream.partition('/')[0]}/case/{case.case}"
    there = known is not None and known.in_store and known.record == archive_code and of_case
    require(there, FILE_IN_ARCHIVES, archive_code=archive_code)
    require(studio.archivist_on(on) == archivist, BY_ARCHIVIST, person=archivist, day=on)
    return CaseArchived(archive_code, archivist, on)


# -- what they ask


def _pending(case: ClientCase, on: date) -> Proposal:
    open_on(case, on)
    pending = case.end.pending
    if pending is None:
        raise Breach(PROPOSED)
    require(on >= pending.on, AFTER_PROPOSAL, on=on, proposed=pending.on)
    return pending


def _closable(case: ClientCase, proposal: Proposal, terms: Terms) -> None:
    if proposal.kind is ClosureKind.COMPLETED:
        _completed(case, proposal)
    else:
        _objective(case, proposal, terms)


def _completed(case: ClientCase, proposal: Proposal) -> None:
    since, undone = case.term.since, case.work.undone
    require(proposal.reason is None, NO_REASON)
    require(any(service.on >= since for service in case.services.values()), SERVICE_GIVEN, since=since)
    require(not undone, STEPS_DONE, step=undone[0] if undone else "")
    require(any(on >= since for on in case.work.results.values()), RESULT_REACHED, since=since)


def _objective(case: ClientCase, proposal: Proposal, terms: Terms) -> None:
    reason, word = proposal.reason, _word(case)
    require(reason in terms.case.objective_reasons, OBJECTIVE_REASON, reason=reason)
    if reason == LOST_CONTACT:
        tried, asked = _tries(case), terms.case
        over = (max(tried) - min(tried)).days if tried else 0
        lost = len(tried) >= asked.contact_tries and over >= asked.contact_days
        figures = {"tries": asked.contact_tries, "days": asked.contact_days, "tried": len(tried), "over": over}
        require(lost, CONTACT_LOST, **figures)
    if reason == WITHDREW:
        require(word is not None and word.confirms and word.signed, WITHDREW_IN_WRITING)


def _word(case: ClientCase) -> Word | None:
    """The client's last word since the case was (re)opened."""
    word = case.contact.word
    return word if word is not None and word.on >= case.term.since else None


def _tries(case: ClientCase) -> tuple[date, ...]:
    """The days of the tries that failed since the client was last heard, and since the case was (re)opened."""
    word, since = _word(case), case.term.since
    return tuple(on for on in case.contact.tries.values() if on >= since and (word is None or on > word.on))


# -- who may decide

_APPROVERS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    propose_closure: frozenset({Role.MENTOR, Role.STAFF, Role.LEAD, Role.EXPERT}),
    return_closure: _APPROVERS,
    close_case: _APPROVERS,
    transfer_case: frozenset({Role.LEAD}),
    reopen_case: frozenset({Role.LEAD}),
    archive_case: frozenset({Role.ARCHIVIST}),
}
