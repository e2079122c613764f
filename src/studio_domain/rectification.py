"""Rectification ledger (整改台账): what is answered to findings, and what an authority allows.

Stream `<studio>/rectification/ledger`. An answer never removes a finding; it changes its status.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, assert_never

from attrs import field, frozen

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

_TRUTHFUL: Final = Clause.TRUTHFUL_REPORTS

ANSWER_GIVEN: Final = Rule(_TRUTHFUL, zh="答复须有内容", en="an answer says something")
ANSWERED_FIRST: Final = Rule(_TRUTHFUL, zh="{finding} 尚未答复", en="{finding} has not been answered")
ACCEPTED_ONCE: Final = Rule(_TRUTHFUL, zh="{finding} 的答复已获认可", en="the answer to {finding} is already accepted")
TWO_HANDS: Final = Rule(
    _TRUTHFUL, zh="{hand} 已答复 {finding}，须由他人认可", en="{hand} answered {finding}; another accepts it"
)
DOCUMENTED: Final = Rule(_TRUTHFUL, zh="认可答复、批准例外须有文件", en="to accept or to allow takes a document")
REASON_STATED: Final = Rule(_TRUTHFUL, zh="批准例外须说明理由", en="what is allowed has its reason")
FIRST_TO_LAST: Final = Rule(_TRUTHFUL, zh="终止日 {last} 早于起始日 {first}", en="it ends on {last}, before {first}")

# -- facts


@frozen
class FindingAnswered:
    """答复: the studio explains, or says what it has done."""

    finding: str
    answer: str
    answered_by: PersonId


@frozen
class FindingAccepted:
    """认可答复: somebody else holds the matter explained."""

    finding: str
    accepted_by: PersonId
    document: str


@frozen
class DeviationApproved:
    """批准例外: the authority allows what a check objects to, for a subject, between two days (inclusive)."""

    check: str
    subject: str
    first: date
    last: date | None
    reason: str
    document: str
    approved_by: PersonId


Event = FindingAnswered | FindingAccepted | DeviationApproved

# -- state


@frozen
class Ledger:
    """Who answered which finding, and which answers are accepted. An answer after that waits again."""

    answered: Mapping[str, frozenset[PersonId]] = field(factory=dict)
    accepted: frozenset[str] = frozenset()


def evolve(ledger: Ledger | None, event: Event) -> Ledger:
    """The ledger after *event*."""
    ledger = ledger or Ledger()
    match event:
        case FindingAnswered(finding, _, answered_by):
            hands = ledger.answered.get(finding, frozenset()) | {answered_by}
            return Ledger({**ledger.answered, finding: hands}, ledger.accepted - {finding})
        case FindingAccepted(finding):
            return Ledger(ledger.answered, ledger.accepted | {finding})
        case DeviationApproved():
            return ledger
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions


def answer_finding(ledger: Ledger | None, *, finding: str, answer: str, answered_by: PersonId) -> FindingAnswered:
    """答复 (如实反映 三、（四）): the studio explains a finding; refuses an empty answer."""
    require(bool(answer.strip()), ANSWER_GIVEN)
    return FindingAnswered(finding, answer, answered_by)


def accept_answer(ledger: Ledger, *, finding: str, accepted_by: PersonId, document: str) -> FindingAccepted:
    """认可答复 (三、（四）): refuses what nobody answered or is accepted already, who answered it, no document."""
    if finding not in ledger.answered:
        raise Breach(ANSWERED_FIRST, finding=finding)
    require(finding not in ledger.accepted, ACCEPTED_ONCE, finding=finding)
    require(accepted_by not in ledger.answered[finding], TWO_HANDS, finding=finding, hand=accepted_by)
    require(bool(document.strip()), DOCUMENTED)
    return FindingAccepted(finding, accepted_by, document)


def approve_deviation(
    ledger: Ledger | None,
    *,
    check: str,
    subject: str,
    first: date,
    last: date | None,
    reason: str,
    document: str,
    approved_by: PersonId,
) -> DeviationApproved:
    """批准例外 (三、（四）): the authority allows what a check objects to; refuses days in the wrong order, and
    silence about the reason or the document."""
    require(last is None or first <= last, FIRST_TO_LAST, first=first, last=last)
    require(bool(reason.strip()), REASON_STATED)
    require(bool(document.strip()), DOCUMENTED)
    return DeviationApproved(check, subject, first, last, reason, document, approved_by)


# -- who may decide: auditors write nothing into what they audit

MAY_DECIDE: Final[MayDecide] = {
    answer_finding: frozenset({Role.LEAD, Role.STAFF, Role.ARCHIVIST, Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
    accept_answer: frozenset({Role.AUTHORITY}),
    approve_deviation: frozenset({Role.AUTHORITY}),
}
