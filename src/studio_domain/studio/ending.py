"""How a recognition ends: 告知, 陈述申辩, 撤销、取消认定, 退出, 关闭 (一、（一）).

撤销 (what was obtained by fraud) and 取消、摘牌 (what no longer meets the conditions) are two; each comes after notice,
and after the studio stated its case or waived it. That a term runs out is no fact: it follows from its last day.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.mandate import Mandates
from studio_domain.studio.application import signs_for_carrier
from studio_domain.studio.recognition import Notice
from studio_domain.studio.recognition_facts import (
    RecognitionWithdrawn,
    StatementHeard,
    StudioClosed,
    WithdrawalApproved,
    WithdrawalKind,
    WithdrawalNotified,
    WithdrawalRequested,
)
from studio_domain.studio.standing import alive, digested, documented, new, recognised, stated
from studio_domain.studio.state import Studio
from studio_domain.values import Fen, PersonId

# -- rules

_RECOGNITION: Final = Clause.RECOGNITION

NOTICE_GIVEN: Final = Rule(_RECOGNITION, zh="没有告知 {notice}", en="no notice {notice} was given")
HEARD_FIRST: Final = Rule(
    _RECOGNITION,
    zh="告知 {notice} 后尚未听取陈述申辩",
    en="after notice {notice} the studio has not stated its case yet",
)
KIND_AS_NOTIFIED: Final = Rule(
    _RECOGNITION, zh="告知的是 {notified}，不是 {kind}", en="notice was given of {notified}, not of {kind}"
)
NOT_BEFORE_TODAY: Final = Rule(
    _RECOGNITION, zh="{first} 早于决定日 {on}", en="{first} is before the day of the decision, {on}"
)
CLAWBACK_NOT_NEGATIVE: Final = Rule(_RECOGNITION, zh="追回金额为负", en="what is clawed back is not negative")
LEAD_ASKS: Final = Rule(_RECOGNITION, zh="{on} {lead} 不是领办人", en="{lead} is no lead on {on}")
EXIT_REQUESTED: Final = Rule(_RECOGNITION, zh="没有退出申请", en="nobody asked to withdraw")
TERM_OVER: Final = Rule(
    _RECOGNITION, zh="{on} 认定仍然有效，不得关闭", en="the recognition still holds on {on}: the studio cannot close"
)
EVER_RECOGNISED: Final = Rule(_RECOGNITION, zh="工作室未曾认定", en="the studio was never recognised")
PLAQUE_RETURNED: Final = Rule(_RECOGNITION, zh="标牌尚未交回", en="the plaque is not returned yet")

# -- taken away


def notify_withdrawal(
    studio: Studio, *, notice: str, kind: WithdrawalKind, ground: str, by: PersonId, on: date
) -> WithdrawalNotified:
    """告知 (拟撤销、取消认定 一、（一）): on which ground; the studio may state its case."""
    recognised(studio, on)
    new(notice, studio.recognition.notices)
    stated("ground", ground)
    return WithdrawalNotified(notice, kind, ground, by, on)


def record_statement(studio: Studio, *, notice: str, waived: bool, on: date) -> StatementHeard:
    """陈述申辩 (一、（一）): the studio stated its case, or waived it."""
    _notice(studio, notice)
    return StatementHeard(notice, waived, on)


def withdraw_recognition(
    studio: Studio,
    *,
    notice: str,
    kind: WithdrawalKind,
    first: date,
    decider: PersonId,
    document: str,
    clawback_fen: Fen,
    on: date,
) -> RecognitionWithdrawn:
    """撤销、取消认定 (一、（一）): of the kind that was notified, once the studio was heard; from a day on, and what is
    to be paid back of fiscal money."""
    recognised(studio, first)
    known = _notice(studio, notice)
    require(known.kind is kind, KIND_AS_NOTIFIED, notified=known.kind, kind=kind)
    require(known.heard is not None and known.heard <= on, HEARD_FIRST, notice=notice)
    require(first >= on, NOT_BEFORE_TODAY, first=first, on=on)
    require(clawback_fen >= 0, CLAWBACK_NOT_NEGATIVE)
    documented(document)
    return RecognitionWithdrawn(notice, kind, first, decider, document, clawback_fen)


# -- given up


def request_withdrawal(
    studio: Studio, *, lead: PersonId, carrier_signer: PersonId, plan: str, on: date, mandates: Mandates
) -> WithdrawalRequested:
    """申请退出 (一、（一）): signed by a lead and by the carrier, as the application was; with a plan of handover."""
    recognised(studio, on)
    require(studio.is_lead_on(lead, on), LEAD_ASKS, lead=lead, on=on)
    signs_for_carrier(studio, lead, carrier_signer, on, mandates)
    stated("plan", plan)
    return WithdrawalRequested(lead, carrier_signer, plan, on)


def approve_withdrawal(
    studio: Studio, *, last_day: date, decider: PersonId, document: str, on: date
) -> WithdrawalApproved:
    """批准退出 (一、（一）): the recognition ends with a day that is still to come, or today."""
    recognised(studio, last_day)
    require(studio.recognition.exit_requested is not None, EXIT_REQUESTED)
    require(last_day >= on, NOT_BEFORE_TODAY, first=last_day, on=on)
    documented(document)
    return WithdrawalApproved(last_day, decider, document)


def close_studio(studio: Studio, *, on: date, by: PersonId, handover: str, plaque_returned: bool) -> StudioClosed:
    """关闭 (一、（一）): once the recognition is over, by the list of what the carrier takes over (SHA-256, hex)."""
    alive(studio)
    require(bool(studio.recognition.terms), EVER_RECOGNISED)
    require(not studio.serves_on(on), TERM_OVER, on=on)
    digested(handover)
    require(plaque_returned, PLAQUE_RETURNED)
    return StudioClosed(on, by, handover, plaque_returned)


def _notice(studio: Studio, notice: str) -> Notice:
    known = studio.recognition.notices.get(notice)
    if known is None:
        raise Breach(NOTICE_GIVEN, notice=notice)
    return known


# -- who may decide

_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    notify_withdrawal: _AUTHORITY,
    record_statement: _AUTHORITY,
    withdraw_recognition: _AUTHORITY,
    request_withdrawal: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    approve_withdrawal: _AUTHORITY,
    close_studio: frozenset({Role.CARRIER_HEAD}),
}
