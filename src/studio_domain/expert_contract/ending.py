"""Evaluation, renewal, suspension and the end of a contract (续聘解聘管理 三、（四）8)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.evaluation_cycle.state import EvaluationCycle
from studio_domain.expert_contract.facts import (
    ContractRenewed,
    ContractResumed,
    ContractSettled,
    ContractSuspended,
    ContractTerminated,
    ExpertEvaluated,
    ExpiryAcknowledged,
    TerminationCause,
)
from studio_domain.expert_contract.fees import payable_of
from studio_domain.expert_contract.selection import latest_day, stated, within_term
from studio_domain.expert_contract.state import ExpertContract
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.policy.grades import grade_of, score_of
from studio_domain.values import PersonId, add_days

# -- rules

_END: Final = Clause.EXPERT_RENEWAL

NOT_ENDED: Final = Rule(
    _END, zh="合同未签订，或已终止、确认到期、结清", en="the contract is not signed, or has been ended"
)
PUT_IN_WRITING: Final = Rule(_END, zh="续聘、解聘须有文件", en="renewal and termination take a document")
SAY_WHY: Final = Rule(_END, zh="暂停聘用须说明理由", en="a suspension has a reason")
NEW_EVALUATION: Final = Rule(_END, zh="考核 {evaluation} 已登记", en="evaluation {evaluation} is on record already")
NOT_BY_ONESELF: Final = Rule(_END, zh="{hand} 不得考核、续聘、解聘自己", en="{hand} does not decide about {hand}")
SCORED: Final = Rule(_END, zh="得分 {score} 不在 0 至 100 之间", en="{score} is no score from 0 to 100")
GRADED_BY_SCORE: Final = Rule(
    _END, zh="得分 {score} 为 {expected}，而非 {grade}", en="a score of {score} is {expected}, not {grade}"
)
OF_A_CYCLE: Final = Rule(
    _END,
    zh="年度考核 {evaluation} 没有给专家评定 {score} 分、{grade}",
    en="{evaluation} graded the expert with no score of {score}, {grade}",
)
RENEWED_IN_TIME: Final = Rule(
    _END,
    zh="聘期 {last} 已满，不得于 {recorded} 补办续聘",
    en="the term ended on {last}, {recorded} is too late to renew it",
)
RENEWED_BEYOND: Final = Rule(_END, zh="续聘至 {last}，原聘期至 {before}", en="renewed to {last}, it lasts to {before}")
EVALUATED: Final = Rule(
    _END,
    zh="续聘须依据本期最近一次考核，而非 {evaluation}",
    en="renewal rests on the term's last evaluation, not {evaluation}",
)
PASSED: Final = Rule(_END, zh="考核得分 {score}，合格线 {least}", en="the score is {score}, {least} passes")
NOT_THE_NOMINATOR: Final = Rule(_END, zh="{hand} 是提名人，不得批准续聘", en="{hand} nominated, and does not approve")
NEAR_ITS_END: Final = Rule(
    _END,
    zh="聘期至 {last}，{earliest} 起方可确认到期",
    en="it lasts to {last}, its end is acknowledged from {earliest} on",
)
FROM_NOW_ON: Final = Rule(_END, zh="{first} 早于决定日 {on}", en="{first} is before the decision on {on}")
HOLDS_ON: Final = Rule(_END, zh="{day} 不在聘期内", en="{day} does not lie in the term")
SUSPENDED_ONCE: Final = Rule(_END, zh="合同已暂停", en="the contract is suspended already")
SUSPENDED_FIRST: Final = Rule(_END, zh="{first} 前合同未暂停", en="the contract is not suspended before {first}")
CAUSE_SHOWN: Final = Rule(_END, zh="因故解聘须有证据", en="termination for cause takes evidence")
NOTIFIED: Final = Rule(
    _END, zh="因故解聘须在 {last_day} 前通知本人", en="for cause the expert is notified by {last_day}"
)
BOOKINGS_RELEASED: Final = Rule(
    _END,
    zh="预约 {appointment} 在 {day}，晚于最后一日 {last_day}：须先改派、改期或取消",
    en="appointment {appointment} is on {day}, after the last day {last_day}: reassign, move or cancel it first",
)
ENDED_FIRST: Final = Rule(_END, zh="合同在 {on} 尚未终止", en="the contract has not ended by {on}")
SETTLED_ONCE: Final = Rule(_END, zh="合同已经结清过", en="the contract was settled before")
FEES_PAID: Final = Rule(_END, zh="劳务费 {fee} 尚未支付", en="fee {fee} is not paid")
HOURS_PAID: Final = Rule(
    _END,
    zh="尚有核实的服务未申请劳务费（{units}，百分之一学时或天）",
    en="{units} hundredths of an hour or day are verified and not claimed",
)
MATERIALS_BACK: Final = Rule(_END, zh="资料、物品尚未归还", en="materials and loans are not returned")

CYCLES: Final = "evaluation/"
"""With what the name of an evaluation begins that is the studio's of a year."""

# -- decisions


def evaluate_expert(
    contract: ExpertContract,
    *,
    evaluation: str,
    grade: str,
    score: str,
    evaluator: PersonId,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
    cycle: EvaluationCycle | None = None,
) -> ExpertEvaluated:
    """考核专家 (续聘解聘管理 三、（四）8): refuses the expert's own (SD-7), a score that is none, and a grade that is
    not the score's.

    One that cites the studio's evaluation of a year (`evaluation/2025`) states what that *cycle* decided.
    """
    _signed_and_open(contract)
    require(evaluation not in contract.evaluations, NEW_EVALUATION, evaluation=evaluation)
    _by_others(contract, evaluator, principal)
    value = score_of(score)
    if value is None:
        raise Breach(SCORED, score=score)
    expected = grade_of(value, terms)
    require(grade == expected, GRADED_BY_SCORE, score=score, expected=expected, grade=grade)
    if evaluation.startswith(CYCLES):
        decided = cycle.grades.get(contract.person) if cycle is not None else None
        require(decided == (score, grade), OF_A_CYCLE, evaluation=evaluation, score=score, grade=grade)
    return ExpertEvaluated(evaluation, grade, score, evaluator, on)


def renew_contract(
    contract: ExpertContract,
    *,
    last: date,
    evaluation: str,
    approver: PersonId,
    document: str,
    on: date,
    recorded: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> ContractRenewed:
    """续聘 (续聘解聘管理 三、（四）8): refuses what is *recorded* after the term has ended, the nominator's approval
    (SD-9), and a renewal without an evaluation of the term that passed."""
    before = _live(contract)
    require(recorded <= before, RENEWED_IN_TIME, last=before, recorded=recorded)
    require(last > before, RENEWED_BEYOND, last=last, before=before)
    within_term(last, latest_day(add_days(before, 1), terms), terms)
    used = contract.renewal.evaluation if contract.renewal else None
    found = contract.evaluations.get(evaluation)
    if found is None or evaluation == used or evaluation != contract.last_evaluation:
        raise Breach(EVALUATED, evaluation=evaluation)
    value, least = score_of(found.score), terms.grade.pass_from
    require(value is not None and value >= least, PASSED, score=found.score, least=least)
    for hand in sorted(hands(approver, principal)):
        require(hand not in contract.nominators, NOT_THE_NOMINATOR, hand=hand)
    _by_others(contract, approver, principal)
    require(stated(document), PUT_IN_WRITING)
    return ContractRenewed(last, evaluation, approver, document, on)


def acknowledge_expiry(contract: ExpertContract, *, by: PersonId, on: date, terms: Terms) -> ExpiryAcknowledged:
    """到期确认 (续聘解聘管理 三、（四）8): refuses it before the time to renew has come, or the term has begun."""
    last = _live(contract)
    earliest = max(_term_begins(contract), add_days(last, -terms.expert.renewal_days))
    require(on >= earliest, NEAR_ITS_END, last=last, earliest=earliest)
    return ExpiryAcknowledged(by, on)


def suspend_contract(
    contract: ExpertContract, *, first: date, reason: str, by: PersonId, on: date
) -> ContractSuspended:
    """暂停聘用 (续聘解聘管理 三、（四）8): refuses it without a reason, for the past, and a second time."""
    _live(contract)
    require(not contract.suspended, SUSPENDED_ONCE)
    require(first >= on, FROM_NOW_ON, first=first, on=on)
    require(contract.in_force_on(first), HOLDS_ON, day=first)
    require(stated(reason), SAY_WHY)
    return ContractSuspended(first, reason, by)


def resume_contract(contract: ExpertContract, *, first: date, by: PersonId, on: date) -> ContractResumed:
    """恢复聘用 (续聘解聘管理 三、（四）8): refuses it for the past, and where nothing was suspended."""
    _live(contract)
    paused = contract.suspended and contract.suspensions[-1].first <= first
    require(paused, SUSPENDED_FIRST, first=first)
    require(first >= on, FROM_NOW_ON, first=first, on=on)
    return ContractResumed(first, by)


def terminate_contract(
    contract: ExpertContract,
    *,
    cause: TerminationCause,
    last_day: date,
    by: PersonId,
    evidence: str | None,
    notified: date | None,
    document: str,
    on: date,
    principal: PersonId | None = None,
) -> ContractTerminated:
    """解聘 (续聘解聘管理 三、（四）8): refuses a last day that is past or after the term, or before that of an
    appointment which relies on the contract, and for cause one without evidence or without notice to the expert.

    Whoever must not serve for another hour is suspended at once (`suspend_contract`), whatever is booked.
    """
    last = _live(contract)
    require(last_day >= on, FROM_NOW_ON, first=last_day, on=on)
    require(last_day <= last, HOLDS_ON, day=last_day)
    for name, booking in contract.bookings.items():
        require(booking.last <= last_day, BOOKINGS_RELEASED, appointment=name, day=booking.last, last_day=last_day)
    _by_others(contract, by, principal)
    if cause is TerminationCause.FOR_CAUSE:
        require(stated(evidence or ""), CAUSE_SHOWN)
        require(notified is not None and notified <= last_day, NOTIFIED, last_day=last_day)
    require(stated(document), PUT_IN_WRITING)
    return ContractTerminated(cause, last_day, by, evidence, notified, document)


def settle_contract(
    contract: ExpertContract, *, by: PersonId, on: date, materials_returned: bool, terms: Terms
) -> ContractSettled:
    """结清 (续聘解聘管理 三、（四）8): refuses it before the end, while a fee is unpaid or verified hours are not
    claimed, and while materials are out."""
    require(contract.signed is not None and contract.ended_by(on), ENDED_FIRST, on=on)
    require(not contract.ending.settled, SETTLED_ONCE)
    for name, fee in contract.fees.items():
        require(fee.paid, FEES_PAID, fee=name)
    open_entries = tuple(name for name in contract.entries if contract.fee_of(name) is None)
    units = payable_of(contract, open_entries, terms) if contract.paid else 0
    require(units == 0, HOURS_PAID, units=units)
    require(materials_returned, MATERIALS_BACK)
    return ContractSettled(by, on, materials_returned)


# -- what they ask


def _signed_and_open(contract: ExpertContract) -> None:
    require(contract.signed is not None and not contract.ending.settled, NOT_ENDED)


def _live(contract: ExpertContract) -> date:
    """The end of its term: it is signed, and nobody has said that it ends."""
    ending = contract.ending
    if contract.last is None or ending.terminated is not None or ending.acknowledged or ending.settled:
        raise Breach(NOT_ENDED)
    return contract.last


def _term_begins(contract: ExpertContract) -> date:
    """The day from which its present term is known: its first, or that of the latest renewal."""
    if contract.signed is None:
        raise Breach(NOT_ENDED)
    return contract.renewal.on if contract.renewal else contract.signed.first


def _by_others(contract: ExpertContract, hand: PersonId, principal: PersonId | None) -> None:
    require(contract.person not in hands(hand, principal), NOT_BY_ONESELF, hand=contract.person)


# -- who may decide

_HEADS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    evaluate_expert: _HEADS,
    renew_contract: frozenset({Role.CARRIER_HEAD}),
    acknowledge_expiry: _HEADS,
    suspend_contract: _HEADS,
    resume_contract: _HEADS,
    terminate_contract: frozenset({Role.CARRIER_HEAD}),
    settle_contract: _HEADS | {Role.FINANCE},
}
