"""What can be wrong with months, and with a year from its opening to its final accounts (3.3.g, 3.4.6.b)."""

from __future__ import annotations

from datetime import date

from audit.bookkeeping import balanced
from audit.changing import change, drop, insert, move, one, redate, then
from audit.fund_changes import (
    DRAFT,
    FINAL,
    OPENED,
    Mutation,
    late_in_december,
    month,
    of_2025,
    off,
    open_claim,
    opens_with,
    payment,
    receipt,
    stated,
    told,
)
from audit.histories import (
    ACCOUNT,
    AS_OF,
    CASHIER,
    FEES,
    FINANCE,
    FINHEAD,
    GRANT,
    LEAD,
    OWN,
    Y2024,
    charged,
    paid,
    received,
    reconciled,
)
from studio_domain.audit.finding import count, days, fen
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import PayerKind, SourceAmount
from studio_domain.guideline import Clause

PAID_ADVANCE = (fund.ClaimReviewed("C-12", FINANCE), fund.ClaimApproved("C-12", FINHEAD), paid("C-12", "2025-12-25"))

MUTATIONS: tuple[Mutation, ...] = (
    Mutation(
        "facts on an account that was not opened", "fund.unopened", Clause.FUND_SAFETY, ACCOUNT, count(1),
        then(drop(OPENED), balanced),
    ),
    Mutation(
        "a year closed with an open claim", "fund.year-closed-with-open-claims", Clause.BUDGET, "C-12", count(1),
        open_claim(),
    ),
    Mutation(
        "a year closed with a claim sent back that nobody ended", "fund.year-closed-with-open-claims", Clause.BUDGET,
        "C-11", count(1), drop(one(fund.ClaimRejected, claim="C-11")),
    ),
    Mutation(
        "a year closed with a claim reviewed and not paid", "fund.year-closed-with-open-claims", Clause.BUDGET, "C-12",
        count(1), open_claim(fund.ClaimReviewed("C-12", FINANCE)),
    ),
    Mutation(
        "a year closed with an advance that is not settled yet", "fund.year-closed-with-open-claims", Clause.BUDGET,
        "C-12", count(1), then(open_claim(*PAID_ADVANCE, kind=fund.ClaimKind.ADVANCE), balanced), date(2026, 1, 10),
    ),
    Mutation(
        "a year closed a day early", "fund.closed-early", Clause.BUDGET, ACCOUNT, days(1),
        redate(of_2025(fund.YearClosed), "2025-12-30", on=date(2025, 12, 30)),
    ),
    Mutation(
        "final accounts drafted before the close", "fund.final-before-close", Clause.BUDGET, ACCOUNT, count(1),
        then(move(of_2025(fund.YearClosed), after=of_2025(fund.FinalAccountsDrafted)), balanced),
    ),
    Mutation(
        "final accounts of a year that nobody closed", "fund.final-before-close", Clause.BUDGET, ACCOUNT, count(1),
        drop(of_2025(fund.YearClosed)),
    ),
    Mutation(
        "final accounts of fiscal money without the authority's reply", "fund.final-without-reply", Clause.BUDGET,
        ACCOUNT, count(1), change(FINAL, document=None),
    ),
    Mutation(
        "a reply that says nothing", "fund.final-without-reply", Clause.BUDGET, ACCOUNT, count(1),
        change(FINAL, document=" "),
    ),
    Mutation(
        "money booked after the close", "fund.booked-after-close", Clause.BUDGET, ACCOUNT, count(1),
        then(
            insert(
                of_2025(fund.YearClosed),
                told("2025-12-31", received("R-6", OWN, 10_00, "2025-12-31", PayerKind.CARRIER)),
            ),
            balanced,
        ),
    ),
    Mutation(
        "books one fen off, and no item says why", "fund.unreconciled-difference", Clause.FUND_SAFETY,
        f"{ACCOUNT}/05", fen(1), off(month(5), books=1),
    ),
    Mutation(
        "ledger and books stated one fen too high", "fund.ledger-misstated", Clause.FUND_SAFETY, f"{ACCOUNT}/05",
        fen(1), off(month(5), ledger=1, books=1),
    ),
    Mutation(
        "a month reconciled a day before its end, and again when it was over", "fund.month-not-over",
        Clause.FUND_SAFETY, f"{ACCOUNT}/04", days(1),
        then(insert(month(3), told("2025-04-29", reconciled(4, "2025-04-29"))), balanced),
    ),
    Mutation(
        "the cashier reconciles", "fund.reconciler-is-cashier", Clause.FUND_SAFETY, CASHIER, count(1),
        change(month(5), reconciler=CASHIER),
    ),
    Mutation(
        "the cashier reconciles before he has paid anything", "fund.reconciler-is-cashier", Clause.FUND_SAFETY,
        CASHIER, count(1), change(month(1), reconciler=CASHIER),
    ),
    Mutation(
        "who paid without the office reconciles", "fund.reconciler-is-cashier", Clause.FUND_SAFETY, LEAD, count(1),
        then(change(payment("C-09"), payer=LEAD), change(month(10), reconciler=LEAD)),
    ),
    Mutation(
        "who has reconciled pays later", "fund.reconciler-is-cashier", Clause.FUND_SAFETY, LEAD, count(1),
        then(change(month(9), reconciler=LEAD), change(payment("C-10"), payer=LEAD)),
    ),
    Mutation(
        "who paid back a fee reconciles", "fund.reconciler-is-cashier", Clause.FUND_SAFETY, LEAD, count(1),
        then(change(one(fund.FeeRefunded), payer=LEAD), change(month(5), reconciler=LEAD)),
    ),
    Mutation(
        "money of the next year", "fund.other-year", Clause.BUDGET, ACCOUNT, count(1), late_in_december("2026-01-01"),
    ),
    Mutation(
        "a receipt of nothing", "fund.sum-not-positive", Clause.FUND_SAFETY, ACCOUNT, fen(1),
        then(change(receipt("R-5"), fen=0), balanced),
    ),
    Mutation(
        "a first account that opens a fen below nothing", "fund.opening-negative", Clause.FUNDING_CHANNELS, "carrier",
        fen(1), opens_with(-1),
    ),
    Mutation(
        "an opening one fen above the closing", "fund.opening-differs", Clause.FUND_SAFETY, "service-fee", fen(1),
        then(change(OPENED, opening=(SourceAmount(FEES, 3200_01),)), balanced),
    ),
    Mutation(
        "an opening that leaves a source out", "fund.opening-differs", Clause.FUND_SAFETY, "service-fee",
        fen(-3200_00), then(change(OPENED, opening=()), balanced),
    ),
    Mutation(
        "the year before closes later, with more than was opened", "fund.opening-differs", Clause.FUND_SAFETY,
        "service-fee", fen(-20_00),
        then(
            insert(one(fund.FeeCharged, charge="F-0"), told("2024-12-30", charged("F-00", 20_00, "2024-12-30"), Y2024)),
            move(one(fund.YearClosed, account=Y2024), after=DRAFT),
            balanced,
        ),
    ),
    Mutation(
        "who drafted the final accounts approves them", "fund.final-drafter-approves", Clause.BUDGET, FINANCE,
        count(1), change(FINAL, approver=FINANCE),
    ),
    Mutation(
        "final accounts one fen off in what is left", "fund.final-accounts-differ", Clause.BUDGET, "fiscal-grant",
        fen(1), stated(GRANT, spent=-1, closing=1),
    ),
    Mutation(
        "final accounts with an income one fen too high", "fund.final-accounts-differ", Clause.BUDGET, "fiscal-grant",
        fen(1), stated(GRANT, income=1, spent=1),
    ),
    Mutation(
        "final accounts that do not add up", "fund.final-accounts-differ", Clause.BUDGET, "fiscal-grant", fen(1),
        stated(GRANT, spent=1),
    ),
    Mutation(
        "final accounts with another opening", "fund.final-accounts-differ", Clause.BUDGET, "fiscal-grant", fen(1),
        stated(GRANT, opening=1, income=-1),
    ),
    Mutation(
        "the use of the money is not reviewed", "fund.performance-not-reviewed", Clause.FUND_SAFETY, ACCOUNT, days(1),
        drop(of_2025(fund.PerformanceReviewed)), date(2027, 1, 1),
    ),
    Mutation(
        "a month that nobody reconciles", "obligation.reconcile", Clause.FUND_SAFETY, f"{ACCOUNT}/05",
        days((AS_OF - date(2025, 6, 15)).days), drop(month(5)),
    ),
    Mutation(
        "a month reconciled a day late", "obligation.reconcile", Clause.FUND_SAFETY, f"{ACCOUNT}/04", days(1),
        redate(month(4), "2025-05-16", on=date(2025, 5, 16)),
    ),
    Mutation(
        "no final accounts", "obligation.final_accounts", Clause.BUDGET, ACCOUNT,
        days((AS_OF - date(2026, 3, 31)).days), drop(FINAL),
    ),
    Mutation(
        "final accounts a day late", "obligation.final_accounts", Clause.BUDGET, ACCOUNT, days(1),
        redate(FINAL, "2026-04-01", on=date(2026, 4, 1)),
    ),
)  # fmt: skip
