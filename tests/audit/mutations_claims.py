"""What can be wrong with a claim (3.4.6.a, 3.4.6.d), step by step and hand by hand."""

from __future__ import annotations

from datetime import date

from audit.bookkeeping import balanced
from audit.changing import change, drop, insert, move, one, then
from audit.fund_changes import (
    BEHIND,
    OPENED,
    SETTLED,
    Mutation,
    amount,
    approved,
    left,
    month,
    payment,
    related,
    reviewed,
    submitted,
    told,
)
from audit.histories import (
    ACCOUNT,
    CASHIER,
    EXPERT,
    FINANCE,
    FINHEAD,
    HEAD,
    STAFF,
    paid,
    settled,
)
from studio_domain.audit.finding import count, fen
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.mandate import MandateGranted
from studio_domain.person_record import Relation

STEPS: tuple[Mutation, ...] = (
    Mutation("no review", "fund.claim-order", Clause.REIMBURSEMENT, "C-09", count(1), drop(reviewed("C-09"))),
    Mutation(
        "reviewed only after approval", "fund.claim-order", Clause.REIMBURSEMENT, "C-09", count(1),
        move(reviewed("C-09"), after=approved("C-09")),
    ),
    Mutation(
        "submitted twice", "fund.claim-order", Clause.REIMBURSEMENT, "C-03", count(1),
        drop(one(fund.ClaimReturned, claim="C-03")),
    ),
    Mutation(
        "reversed without a payment", "fund.claim-order", Clause.REIMBURSEMENT, "C-11", count(1),
        insert(
            one(fund.ClaimReturned, claim="C-11"),
            told("2025-12-24", fund.PaymentReversed("C-11", FINHEAD, date(2025, 12, 24), "误记", "P-C11")),
        ),
    ),
    Mutation(
        "settled twice", "fund.claim-order", Clause.REIMBURSEMENT, "C-07", count(1),
        insert(SETTLED, told("2025-06-20", settled("C-07", 0, 0, "2025-06-20", ()))),
    ),
    Mutation(
        "reviewed without acceptance", "fund.acceptance-missing", Clause.REIMBURSEMENT, "C-09", count(1),
        drop(one(fund.GoodsAccepted, claim="C-09")),
    ),
    Mutation(
        "accepted after the review", "fund.acceptance-missing", Clause.REIMBURSEMENT, "C-09", count(1),
        move(one(fund.GoodsAccepted, claim="C-09"), after=reviewed("C-09")),
    ),
    Mutation(
        "¥1,000.00 without acceptance", "fund.acceptance-missing", Clause.REIMBURSEMENT, "C-06", count(1),
        amount("C-06", 1000_00, "144031909110-12345678", "2025-07-02"),
    ),
    Mutation(
        "paid without approval", "fund.unapproved-payment", Clause.REIMBURSEMENT, "C-09", count(1),
        drop(approved("C-09")),
    ),
    Mutation(
        "approved after it was paid", "fund.unapproved-payment", Clause.REIMBURSEMENT, "C-09", count(1),
        move(approved("C-09"), after=payment("C-09")),
    ),
    Mutation(
        "a payment without any claim", "fund.unapproved-payment", Clause.REIMBURSEMENT, "U-1", count(1), left(),
    ),
    Mutation(
        "paid twice", "fund.paid-twice", Clause.REIMBURSEMENT, "C-03", count(1),
        then(insert(payment("C-03"), told("2025-06-25", paid("C-03", "2025-06-25"))), balanced),
    ),
    Mutation(
        "an advance settled one fen short", "fund.settlement-differs", Clause.REIMBURSEMENT, "C-07", fen(-1),
        then(change(SETTLED, returned=399_99), change(submitted("C-10"), fen=2319_49), balanced),
    ),
    Mutation(
        "under the rules of before", "fund.rules-version", Clause.CARRIER_FINANCE_RULES, "C-04", count(1),
        change(submitted("C-04"), finance_rules="v1"),
    ),
    Mutation(
        "the new rules begin a day later", "fund.rules-version", Clause.CARRIER_FINANCE_RULES, "C-04", count(1),
        change(one(fund.FinanceRulesAdopted, version="v2"), effective=date(2025, 7, 2)),
    ),
    Mutation(
        "opened by another than the carrier", "fund.operator-differs", Clause.OPERATED_BY_CARRIER, ACCOUNT, count(1),
        change(OPENED, operator="12000000MB0000027M"),
    ),
)  # fmt: skip

HANDS: tuple[Mutation, ...] = (
    Mutation(
        "the claimant reviews", "fund.four-hands", Clause.REIMBURSEMENT, STAFF, count(1),
        change(reviewed("C-09"), reviewer=STAFF),
    ),
    Mutation(
        "the reviewer approves", "fund.four-hands", Clause.REIMBURSEMENT, FINANCE, count(1),
        change(approved("C-09"), approver=FINANCE),
    ),
    Mutation(
        "the approver pays", "fund.four-hands", Clause.REIMBURSEMENT, FINHEAD, count(1),
        change(payment("C-09"), payer=FINHEAD),
    ),
    Mutation(
        "the claimant pays", "fund.four-hands", Clause.REIMBURSEMENT, STAFF, count(1),
        change(payment("C-09"), payer=STAFF),
    ),
    Mutation(
        "approved on behalf of the claimant", "fund.four-hands", Clause.REIMBURSEMENT, HEAD, count(1),
        change(submitted("C-08"), claimant=HEAD),
    ),
    Mutation(
        "on behalf of whom the payer is", "fund.four-hands", Clause.REIMBURSEMENT, HEAD, count(1),
        change(payment("C-08"), payer=HEAD),
    ),
    Mutation(
        "the claimant reviews his settlement", "fund.four-hands", Clause.REIMBURSEMENT, STAFF, count(1),
        change(SETTLED, reviewer=STAFF),
    ),
    Mutation(
        "who approves the return pays it", "fund.four-hands", Clause.REIMBURSEMENT, CASHIER, count(1),
        change(one(fund.FundReturned, returned="H-1"), approver=CASHIER),
    ),
    Mutation(
        "the beneficiary approves", "fund.beneficiary-approves", Clause.FUND_SAFETY, FINHEAD, count(1),
        change(submitted("C-08"), beneficiary=FINHEAD),
    ),
    Mutation(
        "approved on behalf of the beneficiary", "fund.beneficiary-approves", Clause.FUND_SAFETY, HEAD, count(1),
        change(submitted("C-08"), beneficiary=HEAD),
    ),
    Mutation(
        "the approver's kin benefits", "fund.beneficiary-approves", Clause.FUND_SAFETY, FINHEAD, count(1),
        insert(month(6), related(FINHEAD, EXPERT, Relation.KIN)),
    ),
    Mutation(
        "the spouse of whom he acts for benefits", "fund.beneficiary-approves", Clause.FUND_SAFETY, HEAD, count(1),
        insert(month(6), related(EXPERT, HEAD, Relation.SPOUSE)),
    ),
    Mutation(
        "one fen above the mandate", "fund.limit-exceeded", Clause.CARRIER_FINANCE_RULES, "C-02", fen(1),
        change(one(MandateGranted, mandate=f"M-{FINHEAD}"), limit=8599_99),
    ),
    Mutation(
        "above the own mandate, on nobody's behalf", "fund.limit-exceeded", Clause.CARRIER_FINANCE_RULES, "C-08",
        fen(400_00), change(approved("C-08"), on_behalf_of=None),
    ),
    Mutation(
        "one fen above the delegation", "fund.limit-exceeded", Clause.CARRIER_FINANCE_RULES, "C-08", fen(1),
        change(BEHIND, limit=8999_99),
    ),
)  # fmt: skip
