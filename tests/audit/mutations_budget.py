"""What can be wrong with a budget, its lines and transfers (3.4.6.b)."""

from __future__ import annotations

from datetime import date

from audit.changing import change, drop, insert, move, one, then
from audit.fund_changes import (
    ADDED,
    ADDING,
    BUDGET,
    DRAFT,
    Mutation,
    added,
    amount,
    approved,
    asked,
    line,
    of_2025,
    payment,
    shifted,
    submitted,
    told,
)
from audit.histories import (
    ADDED as MORE,
)
from audit.histories import (
    FEES,
    FINANCE,
    FINHEAD,
    GRANT,
    HEAD,
    INCOME,
    LEAD,
    OWN,
    SPONSOR,
    STAFF,
    invoice,
)
from studio_domain.audit.finding import count, fen
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, SourceAmount
from studio_domain.guideline import Clause

MUTATIONS: tuple[Mutation, ...] = (
    Mutation(
        "a claim one fen over its line", "fund.line-exceeded", Clause.BUDGET, "C-10", fen(1),
        amount("C-10", 2319_51, "25332000000000001000", "2025-11-20"),
    ),
    Mutation(
        "the transfer comes after the approval it should cover", "fund.line-exceeded", Clause.BUDGET, "C-10",
        fen(500_00),
        then(move(shifted("T-1"), after=approved("C-10")), change(shifted("T-1"), document="人社〔2025〕41号")),
    ),
    Mutation(
        "the claim before left one fen too little", "fund.line-exceeded", Clause.BUDGET, "C-01", fen(1),
        then(
            insert(
                BUDGET,
                told("2025-02-11", fund.ClaimSubmitted(
                    "C-00", fund.ClaimKind.EXPENSE, "场地费", "rent", 6000_01, (invoice("C00", 6000_01, "2025-02-11"),),
                    STAFF, "v1", "租金",
                )),
                told("2025-02-11", fund.GoodsAccepted("C-00", LEAD, date(2025, 2, 11), "验-0")),
                told("2025-02-11", fund.ClaimReviewed("C-00", FINANCE)),
                told("2025-02-11", fund.ClaimApproved("C-00", FINHEAD)),
            ),
            insert(approved("C-01"), told("2025-02-13", fund.ClaimRejected("C-00", HEAD, "重复"))),
        ),
    ),
    Mutation(
        "spending before the budget", "fund.spent-before-budget", Clause.BUDGET, "C-01", fen(6000_00),
        move(BUDGET, after=approved("C-01")),
    ),
    Mutation(
        "paid before the budget, from the source that it was drafted for", "fund.spent-before-budget", Clause.BUDGET,
        "C-01", fen(6000_00), move(BUDGET, after=payment("C-01")),
    ),
    Mutation(
        "lines one fen over their income", "fund.lines-over-income", Clause.BUDGET, "carrier", fen(1),
        change(DRAFT, income=tuple(SourceAmount(one.source, one.fen - (one.source is OWN)) for one in INCOME)),
    ),
    Mutation(
        "lines one fen over what was carried over and their income", "fund.lines-over-income", Clause.BUDGET,
        "service-fee", fen(1),
        change(DRAFT, income=tuple(
            SourceAmount(one.source, one.fen - 3200_01 * (one.source is FEES)) for one in INCOME
        )),
    ),
    Mutation(
        "who drafted the budget approves it", "fund.budget-drafter-approves", Clause.BUDGET, FINANCE, count(1),
        change(BUDGET, approver=FINANCE),
    ),
    Mutation(
        "a line of the grant for travel", "fund.forbidden-category", Clause.FUND_SAFETY, "其他", fen(300_00),
        line("travel", GRANT, 300_00),
    ),
    Mutation(
        "a claim on the grant for travel", "fund.forbidden-category", Clause.FUND_SAFETY, "C-09", fen(6980_50),
        change(submitted("C-09"), category="travel"),
    ),
    Mutation(
        "a claim of another category than its line", "fund.category-mismatch", Clause.BUDGET, "C-09", fen(6980_50),
        change(submitted("C-09"), category="publicity"),
    ),
    Mutation(
        "the supplement comes after the approval it should cover", "fund.line-exceeded", Clause.BUDGET, "C-10", fen(1),
        then(amount("C-10", 2319_51, "25332000000000001000", "2025-11-20"), added("2025-11-24", approved("C-10"))),
    ),
    Mutation(
        "a claim on the new line before its supplement", "fund.line-exceeded", Clause.BUDGET, "C-20", fen(800_00),
        move(ADDED, after=approved("C-20")),
    ),
    Mutation(
        "a supplement nobody drafted", "fund.supplement-not-drafted", Clause.BUDGET, "S-9", count(1),
        insert(ADDED, told("2025-11-28", fund.BudgetSupplementApproved("S-9", HEAD, "预〔2025〕9号"))),
    ),
    Mutation(
        "a supplement approved twice", "fund.supplement-not-drafted", Clause.BUDGET, "S-1", count(1),
        insert(ADDED, told("2025-11-28", fund.BudgetSupplementApproved("S-1", HEAD, "预〔2025〕9号"))),
    ),
    Mutation(
        "a supplement before the budget", "fund.supplement-before-budget", Clause.BUDGET, "S-2", count(1),
        added("2025-01-06", DRAFT),
    ),
    Mutation(
        "a supplement after the close", "fund.supplement-after-close", Clause.BUDGET, "S-2", count(1),
        added("2026-01-05", of_2025(fund.YearClosed)),
    ),
    Mutation(
        "a supplement one fen over its income", "fund.supplement-over-income", Clause.BUDGET, "carrier", fen(1),
        change(ADDING, income=(SourceAmount(SPONSOR, 2000_00), SourceAmount(OWN, 499_99))),
    ),
    Mutation(
        "a supplement with a line of nothing", "fund.supplement-lines", Clause.BUDGET, "S-1", count(1),
        change(ADDING, lines=(*MORE, BudgetLine("杂费", OWN, 0, "office"))),
    ),
    Mutation(
        "a supplement with a line twice", "fund.supplement-lines", Clause.BUDGET, "S-1", count(2),
        change(ADDING, lines=(MORE[0], *(BudgetLine("场地费", OWN, 250_00, "rent"),) * 2)),
    ),
    Mutation(
        "a supplement that gives a line another category", "fund.supplement-line-differs", Clause.BUDGET, "场地费",
        fen(500_00), change(ADDING, lines=(MORE[0], BudgetLine("场地费", OWN, 500_00, "office"))),
    ),
    Mutation(
        "a supplement of the grant for travel", "fund.forbidden-category", Clause.FUND_SAFETY, "差旅费", fen(1),
        added("2025-11-28", ADDED, 1, "差旅费", "travel"),
    ),
    Mutation(
        "who drafted the supplement approves it", "fund.supplement-drafter-approves", Clause.BUDGET, FINANCE, count(1),
        change(ADDED, approver=FINANCE),
    ),
    Mutation(
        "a supplement without a document", "fund.supplement-without-document", Clause.BUDGET, "S-1", count(1),
        change(ADDED, document=" "),
    ),
    Mutation(
        "a transfer nobody asked for", "fund.transfer-not-requested", Clause.BUDGET, "T-2", count(1),
        drop(asked("T-2")),
    ),
    Mutation(
        "a transfer approved after it was declined", "fund.transfer-not-requested", Clause.BUDGET, "T-3", count(1),
        insert(
            one(fund.TransferDeclined), told("2025-10-16", fund.TransferApproved("T-3", HEAD)),
        ),
    ),
    Mutation(
        "a transfer to a line that is none", "fund.transfer-unbalanced", Clause.BUDGET, "T-2", count(1),
        change(asked("T-2"), taking="机动"),
    ),
    Mutation(
        "a transfer into the carrier's money", "fund.transfer-across-sources", Clause.BUDGET, "T-2", fen(2000_00),
        change(asked("T-2"), taking="场地费"),
    ),
    Mutation(
        "a transfer of one fen more than is free", "fund.transfer-overdrawn", Clause.BUDGET, "T-2", fen(1),
        change(asked("T-2"), fen=9000_01),
    ),
    Mutation(
        "a transfer of one fen above a tenth, without the authority", "fund.transfer-above-limit", Clause.BUDGET,
        "T-1", fen(1), change(asked("T-1"), fen=1000_01),
    ),
    Mutation(
        "a large transfer without the authority", "fund.transfer-above-limit", Clause.BUDGET, "T-2", fen(1500_00),
        change(shifted("T-2"), document=None),
    ),
    Mutation(
        "two transfers, together one fen above a tenth", "fund.transfer-above-limit", Clause.BUDGET, "T-2", fen(1),
        then(change(asked("T-2"), fen=500_01), change(shifted("T-2"), document=None)),
    ),
    Mutation(
        "a document of the authority that says nothing", "fund.transfer-above-limit", Clause.BUDGET, "T-2",
        fen(1500_00), change(shifted("T-2"), document=" "),
    ),
    Mutation(
        "a small transfer after the authority agreed to a large one", "fund.transfer-above-limit", Clause.BUDGET,
        "T-3", fen(1500_01),
        then(
            change(asked("T-3"), fen=1),
            insert(asked("T-3"), told("2025-10-14", fund.TransferApproved("T-3", HEAD))),
            drop(one(fund.TransferDeclined)),
        ),
    ),
    Mutation(
        "who asks for the transfer approves it", "fund.transfer-asker-approves", Clause.BUDGET, "T-1", count(1),
        change(shifted("T-1"), approver=FINANCE),
    ),
)  # fmt: skip
