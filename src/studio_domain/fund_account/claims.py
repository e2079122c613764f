"""A claim on its way to approval: 经办, 验收, 审核, 审批, 退回, 不予报销 (三、（四）6; 三、（三）).

Claimant, reviewer, approver and payer are four persons; who acts on a delegation counts as two.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.fund_account.bookings import POSITIVE, REASON_STATED, another_hand, open_for, stated
from studio_domain.fund_account.budget import WITHIN_LINE, line_of
from studio_domain.fund_account.facts import (
    ClaimApproved,
    ClaimKind,
    ClaimRejected,
    ClaimReturned,
    ClaimReviewed,
    ClaimSubmitted,
    GoodsAccepted,
    Voucher,
)
from studio_domain.fund_account.state import UNDER_WAY, Claim, FundAccount, Stage
from studio_domain.fund_account.vouchers import collected
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.mandate import Authority, Mandates
from studio_domain.person_record import PersonRecord, Relation
from studio_domain.policy import Terms
from studio_domain.values import Fen, Personal, PersonId

# -- rules

NEW_CLAIM: Final = Rule(Clause.REIMBURSEMENT, zh="报销 {claim} 已存在", en="claim {claim} exists")
CLAIM_EXISTS: Final = Rule(Clause.REIMBURSEMENT, zh="没有报销 {claim}", en="there is no claim {claim}")
IN_ORDER: Final = Rule(
    Clause.REIMBURSEMENT, zh="报销 {claim} 现为 {stage}，应为 {needed}", en="claim {claim} is {stage}, not {needed}"
)
CATEGORY_OF_LINE: Final = Rule(
    Clause.BUDGET,
    zh="科目 {line} 只列支 {budgeted}，不列支 {category}",
    en="line {line} is for {budgeted}, not for {category}",
)
FINANCE_RULES_HOLD: Final = Rule(
    Clause.CARRIER_FINANCE_RULES,
    zh="{on} 没有执行中的载体经费管理制度",
    en="no finance rules of the carrier are in force on {on}",
)
ADVANCE_UNVOUCHED: Final = Rule(
    Clause.VOUCHERS, zh="借款核销时才附票据", en="an advance has vouchers only when it is settled"
)
ACCEPTED: Final = Rule(
    Clause.REIMBURSEMENT,
    zh="报销 {claim} 达 {least:yuan} 元，须先验收",
    en="claim {claim} reaches {least:yuan} and needs acceptance first",
)
FOUR_HANDS: Final = Rule(Clause.FUND_SAFETY, zh="{hand} 已经手报销 {claim}", en="{hand} already handled claim {claim}")
NOT_FOR_ONESELF: Final = Rule(
    Clause.FUND_SAFETY,
    zh="{hand} 不得审批付给本人的报销 {claim}",
    en="{hand} may not approve claim {claim}, which pays {hand}",
)
NOT_FOR_KIN: Final = Rule(
    Clause.FUND_SAFETY,
    zh="{hand} 不得审批付给配偶、近亲属的报销 {claim}",
    en="{hand} may not approve claim {claim}, which pays spouse or kin",
)
MAY_APPROVE: Final = Rule(
    Clause.CARRIER_FINANCE_RULES,
    zh="{on} {approver} 没有载体的审批授权",
    en="{approver} has no authority of the carrier to approve on {on}",
)
WITHIN_LIMIT: Final = Rule(
    Clause.CARRIER_FINANCE_RULES,
    zh="超出 {approver} 的审批限额 {over:yuan} 元",
    en="the limit of {approver} is exceeded by {over:yuan}",
)

# -- decisions

APPROVERS: Final = (Role.FINANCE_HEAD, Role.CARRIER_HEAD)
"""The roles of the carrier that approve claims (审批)."""

FAMILY: Final = (Relation.SPOUSE, Relation.KIN)
"""Whom an approver pays no claim (配偶、近亲属)."""


def submit_claim(
    account: FundAccount,
    *,
    claim: str,
    kind: ClaimKind,
    line: str,
    category: str,
    fen: Fen,
    vouchers: tuple[Voucher, ...],
    claimant: PersonId,
    purpose: str,
    on: date,
    beneficiary: PersonId | None = None,
    payee: Personal[str] | None = None,
) -> ClaimSubmitted:
    """提交报销、借款 (办理报销手续; 及时归集相关票据账目 三、（四）6): refuses what no approved line is for, an expense
    without enough vouchers or with one in use, an advance with any, and a day without finance rules of the carrier.

    A claim that was returned is submitted again under its number, by its claimant.
    """
    open_for(account)
    before, budgeted = account.claims.get(claim), line_of(account, line).category
    again = before is not None and before.stage is Stage.RETURNED and before.hands[0] == claimant
    require(before is None or again, NEW_CLAIM, claim=claim)
    require(category == budgeted, CATEGORY_OF_LINE, line=line, budgeted=budgeted, category=category)
    require(fen > 0, POSITIVE)
    if kind is ClaimKind.EXPENSE:
        collected(account, vouchers, fen)
    else:
        require(not vouchers, ADVANCE_UNVOUCHED)
    rules = account.finance_rules_on(on)
    if rules is None:
        raise Breach(FINANCE_RULES_HOLD, on=on)
    return ClaimSubmitted(claim, kind, line, category, fen, vouchers, claimant, rules, purpose, beneficiary, payee)


def accept_goods(
    account: FundAccount,
    *,
    claim: str,
    acceptor: PersonId,
    on: date,
    document: str,
    principal: PersonId | None = None,
) -> GoodsAccepted:
    """验收、证明 (三、（四）6): refuses the claimant's own acceptance, one for him (*principal*: whom the acceptor acts
    for), and one that comes after the review."""
    pending = at_stage(account, claim, Stage.SUBMITTED)
    another_hand(pending.hands[0], acceptor, principal)
    return GoodsAccepted(claim, acceptor, on, document)


def review_claim(account: FundAccount, *, claim: str, reviewer: PersonId, terms: Terms) -> ClaimReviewed:
    """审核 (三、（四）6): refuses the claimant's own review, and a large expense not accepted before (先验收)."""
    pending = next_hand(account, claim, Stage.SUBMITTED, reviewer)
    least = terms.fund.acceptance_from
    small = pending.kind is ClaimKind.ADVANCE or pending.fen < least
    require(small or pending.accepted, ACCEPTED, claim=claim, least=least)
    return ClaimReviewed(claim, reviewer)


def approve_claim(
    account: FundAccount,
    *,
    claim: str,
    approver: PersonId,
    on: date,
    mandates: Mandates,
    person: PersonRecord | None,
    terms: Terms,
) -> ClaimApproved:
    """审批 (三、（四）6): refuses more than the line has left today, more than the approver's limit (授权限额), a hand
    that the claim went through before, the one whom it pays, and his spouse or kin as declared (SD-2). *mandates* are
    the approver's, *person* is his record."""
    pending = at_stage(account, claim, Stage.REVIEWED)
    free = account.headroom(pending.line)
    require(pending.fen <= free, WITHIN_LINE, line=pending.line, over=pending.fen - free)
    principal = _authority(account, pending, approver, on, mandates).on_behalf_of
    merged = terms.fund.sod_merge_reviewer_approver
    handled = pending.hands[:1] if merged else pending.hands
    for hand in (approver, principal):
        require(hand not in handled, FOUR_HANDS, hand=hand, claim=claim)
        require(hand is None or hand != pending.beneficiary, NOT_FOR_ONESELF, hand=hand, claim=claim)
    related = person is not None and pending.beneficiary is not None and person.relatives.get(pending.beneficiary)
    require(related not in FAMILY, NOT_FOR_KIN, hand=approver, claim=claim)
    return ClaimApproved(claim, approver, principal, on)


def return_claim(account: FundAccount, *, claim: str, by: PersonId, reason: str) -> ClaimReturned:
    """退回补正 (三、（四）6): refuses what is paid or over, and a return without a reason."""
    at_stage(account, claim, *UNDER_WAY)
    require(stated(reason), REASON_STATED)
    return ClaimReturned(claim, by, reason)


def reject_claim(account: FundAccount, *, claim: str, by: PersonId, reason: str) -> ClaimRejected:
    """不予报销 (三、（四）6): the end of a claim, a returned one too; refuses what is paid or over, and no reason."""
    at_stage(account, claim, *UNDER_WAY, Stage.RETURNED)
    require(stated(reason), REASON_STATED)
    return ClaimRejected(claim, by, reason)


# -- what they ask


def at_stage(account: FundAccount, claim: str, *needed: Stage) -> Claim:
    """The *claim*, which has come to one of the stages *needed*."""
    if claim not in account.claims:
        raise Breach(CLAIM_EXISTS, claim=claim)
    found = account.claims[claim]
    stages = " / ".join(stage.value for stage in Stage if stage in needed)
    require(found.stage in needed, IN_ORDER, claim=claim, stage=found.stage, needed=stages)
    return found


def next_hand(account: FundAccount, claim: str, needed: Stage, hand: PersonId) -> Claim:
    """The *claim*, which has come to the stage *needed* and did not go through this *hand* (SD-1)."""
    pending = at_stage(account, claim, needed)
    require(hand not in pending.hands, FOUR_HANDS, hand=hand, claim=claim)
    return pending


def _authority(account: FundAccount, pending: Claim, approver: PersonId, on: date, mandates: Mandates) -> Authority:
    """The authority that covers the claim: the approver's own before one that is delegated to him."""
    held = [found for role in APPROVERS if (found := mandates.authority(role, account.operator, on))]
    require(bool(held), MAY_APPROVE, approver=approver, on=on)
    enough = [each for each in held if each.limit is None or pending.fen <= each.limit]
    over = pending.fen - max(each.limit or 0 for each in held)
    require(bool(enough), WITHIN_LIMIT, approver=approver, over=over)
    return min(enough, key=lambda each: each.on_behalf_of is not None)


# -- who may decide

_STUDIO: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST})

MAY_DECIDE: Final[MayDecide] = {
    submit_claim: _STUDIO | {Role.FINANCE},
    accept_goods: _STUDIO | {Role.FINANCE},
    review_claim: frozenset({Role.FINANCE}),
    approve_claim: frozenset(APPROVERS),
    return_claim: frozenset({Role.FINANCE, *APPROVERS}),
    reject_claim: frozenset({Role.FINANCE, *APPROVERS}),
}
