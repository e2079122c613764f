"""The term of a case (服务期限): pauses and extensions (在一定期限内 三、（四）3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from studio_domain.client_case.facts import (
    CaseTermExtended,
    ServicePaused,
    ServiceResumed,
    TermExtensionRequested,
)
from studio_domain.client_case.standing import another_hand, open_on, reasoned
from studio_domain.client_case.state import ClientCase
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_TERM: Final = Clause.CASE_TERM

NOT_PAUSED: Final = Rule(_TERM, zh="{day} 服务已暂停", en="service rests already on {day}")
PAUSED: Final = Rule(_TERM, zh="服务未暂停", en="service does not rest")
PAUSE_AHEAD: Final = Rule(
    _TERM,
    zh="{on} 批准的暂停不得自 {first} 起顺延期限",
    en="a pause approved on {on} may not move the due day from {first}",
)
RESUMED_AFTER: Final = Rule(
    _TERM, zh="{last_day} 早于暂停日 {first}", en="{last_day} is before the pause began on {first}"
)
NEW_EXTENSION: Final = Rule(_TERM, zh="延期申请 {extension} 已存在", en="extension {extension} exists")
EXTENSION_PENDING: Final = Rule(
    _TERM, zh="没有待批的延期申请 {extension}", en="no extension {extension} awaits an answer"
)
BEFORE_DUE: Final = Rule(
    _TERM, zh="{on} 已过到期日 {due}，不得延期", en="on {on} the case is past its due day {due}, and is not extended"
)
LATER_DUE: Final = Rule(
    _TERM, zh="延期后的到期日 {asked} 不晚于 {due}", en="an extension to {asked} is no later than {due}"
)
WITHIN_EXTENSION: Final = Rule(
    _TERM,
    zh="延期至 {asked}，超出 {due} 后 {days} 天",
    en="an extension to {asked} is more than {days} days after {due}",
)
FEW_EXTENSIONS: Final = Rule(
    _TERM, zh="已延期 {granted} 次（最多 {most} 次）", en="extended {granted} times, {most} are allowed"
)
NOT_ONES_OWN: Final = Rule(
    _TERM, zh="{mentor} 不得批准自己所负责项目的延期", en="{mentor} may not extend a case of his own"
)

# -- decisions: pauses


def pause_service(case: ClientCase, *, first: date, reason: str, asker: PersonId) -> ServicePaused:
    """暂停服务 (三、（四）3): the due day stays. Refuses a second pause at a time, and one without a reason."""
    _pausable(case, first)
    reasoned(reason)
    return ServicePaused(first, reason, asker, None)


def approve_pause(
    case: ClientCase,
    *,
    first: date,
    reason: str,
    asker: PersonId,
    approver: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> ServicePaused:
    """批准暂停，期限顺延 (三、（四）3): the due day moves with the pause. Refuses the asker's own approval, the
    mentor's, one for either (*principal*: whom the approver acts for), and a pause from before its approval or after
    the due day."""
    _pausable(case, first)
    reasoned(reason)
    _approved_by(case, asker, approver, principal, on)
    require(first >= on, PAUSE_AHEAD, first=first, on=on)
    require(first <= case.due, BEFORE_DUE, on=first, due=case.due)
    return ServicePaused(first, reason, asker, approver)


def resume_service(case: ClientCase, *, last_day: date) -> ServiceResumed:
    """恢复服务 (三、（四）3): refuses where nothing rests, and a last day before the first."""
    open_on(case, last_day)
    pause = case.term.pause
    if pause is None:
        raise Breach(PAUSED)
    require(last_day >= pause.first, RESUMED_AFTER, last_day=last_day, first=pause.first)
    return ServiceResumed(last_day)


# -- decisions: extensions


def request_extension(
    case: ClientCase, *, extension: str, due: date, reason: str, asker: PersonId, on: date, terms: Terms
) -> TermExtensionRequested:
    """申请延期 (三、（四）3): refuses one after the due day, beyond what policy allows, or without a reason."""
    require(extension not in case.term.extensions, NEW_EXTENSION, extension=extension)
    reasoned(reason)
    _extendable(case, due, on, terms)
    return TermExtensionRequested(extension, due, reason, asker)


def approve_extension(
    case: ClientCase, *, extension: str, approver: PersonId, on: date, terms: Terms, principal: PersonId | None = None
) -> CaseTermExtended:
    """批准延期 (三、（四）3): refuses the asker's own approval, the mentor's, one for either (*principal*: whom the
    approver acts for), one after the due day, and more extensions, or longer ones, than policy allows."""
    asked = case.term.extensions.get(extension)
    if asked is None or asked.granted:
        raise Breach(EXTENSION_PENDING, extension=extension)
    _approved_by(case, asked.asker, approver, principal, on)
    _extendable(case, asked.due, on, terms)
    return CaseTermExtended(extension, asked.due, approver, on)


# -- what they ask


def _pausable(case: ClientCase, first: date) -> None:
    open_on(case, first)
    over = all(pause.last is not None and pause.last < first for pause in case.term.pauses)
    require(over, NOT_PAUSED, day=first)


def _approved_by(case: ClientCase, asker: PersonId, approver: PersonId, principal: PersonId | None, on: date) -> None:
    another_hand(asker, approver, principal)
    mentor = case.mentor_on(on)
    require(mentor not in (approver, principal), NOT_ONES_OWN, mentor=mentor)


def _extendable(case: ClientCase, asked: date, on: date, terms: Terms) -> None:
    open_on(case, on)
    due, days, most = case.term.due_on(on), terms.case.ext_days, terms.case.max_ext
    require(on <= due, BEFORE_DUE, on=on, due=due)
    require(case.term.granted < most, FEW_EXTENSIONS, granted=case.term.granted, most=most)
    require(asked > due, LATER_DUE, asked=asked, due=due)
    require(asked - due <= timedelta(days), WITHIN_EXTENSION, asked=asked, due=due, days=days)


# -- who may decide

_APPROVERS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    pause_service: frozenset({Role.STAFF, Role.MENTOR, Role.LEAD}),
    approve_pause: _APPROVERS,
    resume_service: frozenset({Role.STAFF, Role.MENTOR, Role.LEAD}),
    request_extension: frozenset({Role.STAFF, Role.MENTOR, Role.LEAD}),
    approve_extension: _APPROVERS,
}
