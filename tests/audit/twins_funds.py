"""What comes close to a breach of money, or looks like one, and is none."""

from __future__ import annotations

from datetime import date

from audit.bookkeeping import balanced
from audit.changing import change, drop, insert, move, one, redate, then
from audit.fund_changes import (
    ADDED,
    ADDING,
    BEHIND,
    BUDGET,
    DRAFT,
    FINAL,
    OPENED,
    REFERENCE,
    RULES,
    SETTLED,
    Twin,
    added,
    again,
    amount,
    approved,
    asked,
    late_in_december,
    line,
    month,
    of_2025,
    off,
    open_claim,
    opens_with,
    payment,
    receipt,
    related,
    reviewed,
    shifted,
    stated,
    submitted,
    told,
)
from audit.histories import (
    ADDED as MORE,
)
from audit.histories import (
    ADDED_INCOME,
    AWARD,
    CASHIER,
    EXPERT,
    FEES,
    FINANCE,
    FINHEAD,
    HEAD,
    INCOME,
    LEAD,
    OWN,
    SPONSOR,
    STAFF,
    Y2024,
    charged,
    invoice,
    paid,
    received,
    reconciled,
)
from audit.mutations_vouchers import by, receipts
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, PayerKind, SourceAmount
from studio_domain.mandate import MandateEnded
from studio_domain.person_record import Relation
from studio_domain.regulation_book import RegulationRepealed
from studio_domain.studio import CarrierRegistered

TWINS: tuple[Twin, ...] = (
    # budget
    Twin("a claim one fen below its line", "fund.line-exceeded",
         amount("C-10", 2319_49, "25332000000000001000", "2025-11-20")),
    Twin("the transfer comes just before the approval", "fund.line-exceeded",
         then(move(shifted("T-1"), after=reviewed("C-10")), change(shifted("T-1"), document="人社〔2025〕41号"))),
    Twin("the budget comes just before the first approval", "fund.spent-before-budget",
         move(BUDGET, after=reviewed("C-01"))),
    Twin("lines one fen below their income", "fund.lines-over-income",
         change(DRAFT, income=tuple(SourceAmount(one.source, one.fen + 1) for one in INCOME))),
    Twin("lines of what was carried over and their income, to the fen", "fund.lines-over-income", change(
        DRAFT, income=tuple(SourceAmount(one.source, one.fen - 3200_00 * (one.source is FEES)) for one in INCOME))),
    Twin("another drafts the budget of who approves it", "fund.budget-drafter-approves", change(DRAFT, drafter=LEAD)),
    Twin("travel from the carrier's own money", "fund.forbidden-category", line("travel", OWN, 300_00)),
    Twin("travel from an award", "fund.forbidden-category", line("travel", AWARD, 300_00)),
    Twin("the supplement comes just before the approval", "fund.line-exceeded", then(
        amount("C-10", 2319_51, "25332000000000001000", "2025-11-20"), added("2025-11-21", reviewed("C-10")))),
    Twin("a supplement drafted again", "fund.supplement-not-drafted", insert(ADDING, told(
        "2025-11-27", fund.BudgetSupplementDrafted("S-1", ADDED_INCOME, MORE, FINANCE, "更正说明")))),
    Twin("a supplement that another drafted", "fund.supplement-drafter-approves", change(ADDING, drafter=LEAD)),
    Twin("a supplement of all its income, to the fen", "fund.supplement-over-income", change(
        ADDING, income=(SourceAmount(SPONSOR, 1500_00), SourceAmount(OWN, 500_00)))),
    Twin("a supplement on the day of the budget", "fund.supplement-before-budget", added("2025-01-08", BUDGET)),
    Twin("a supplement on the day of the close", "fund.supplement-after-close",
         added("2025-12-31", one(fund.ClaimReturned, claim="C-11"))),
    Twin("a supplement of an award for travel", "fund.forbidden-category", change(
        ADDING, lines=(*MORE, BudgetLine("差旅费", AWARD, 300_00, "travel")),
        income=(*ADDED_INCOME, SourceAmount(AWARD, 300_00)))),
    Twin("a supplement of one fen", "fund.supplement-lines", added("2025-11-28", ADDED)),
    Twin("a supplement of a line's own category", "fund.supplement-line-differs",
         added("2025-11-28", ADDED, 300_00, "宣传费", "publicity")),
    Twin("a transfer declined and asked for anew", "fund.transfer-not-requested", insert(
        one(fund.TransferDeclined), told("2025-10-16", fund.TransferRequested(
            "T-3", "宣传费", "培训活动费", 100_00, FINANCE, "培训增加")),
        told("2025-10-17", fund.TransferApproved("T-3", HEAD, "人社〔2025〕41号")))),
    Twin("a transfer of all that is free", "fund.transfer-overdrawn", change(asked("T-2"), fen=9000_00)),
    Twin("a transfer of a tenth without the authority", "fund.transfer-above-limit",
         change(asked("T-1"), fen=1000_00)),
    Twin("two transfers, together a tenth", "fund.transfer-above-limit", then(
        change(asked("T-2"), fen=500_00), change(shifted("T-2"), document=None))),
    Twin("a tenth of what was approved, after much was taken from others", "fund.transfer-above-limit", then(
        change(asked("T-1"), giving="培训活动费", taking="宣传费", fen=500_00),
        change(asked("T-2"), fen=1000_00), change(shifted("T-2"), document=None),
        drop(submitted("C-10")), drop(reviewed("C-10")), drop(approved("C-10")), drop(payment("C-10")),
        drop(one(fund.GoodsAccepted, claim="C-10")), balanced)),
    Twin("a transfer of a tenth of what was approved and added", "fund.transfer-above-limit", then(
        added("2025-10-09", month(8), 1000_00, "宣传费", "publicity"), change(asked("T-1"), fen=1100_00))),
    Twin("another asks for the transfer", "fund.transfer-asker-approves", change(asked("T-1"), asker=LEAD)),
    # claims
    Twin("returned after approval, and the whole way again", "fund.claim-order", insert(
        approved("C-09"),
        *again("C-09", 6980_50, told("2025-09-04", fund.ClaimReturned("C-09", CASHIER, "户名有误"))))),
    Twin("reversed, and the whole way again", "fund.paid-twice", then(
        insert(payment("C-09"), *again("C-09", 6980_50, told("2025-09-08", fund.PaymentReversed(
            "C-09", CASHIER, date(2025, 9, 8), "退汇", "P-C09R"))), told("2025-09-09", paid("C-09", "2025-09-09"))),
        balanced)),
    Twin("one fen below what needs acceptance", "fund.acceptance-missing",
         amount("C-06", 999_99, "144031909110-12345678", "2025-07-02")),
    Twin("one fen of an advance more comes back", "fund.settlement-differs",
         then(change(SETTLED, spent=2599_99, returned=400_01), balanced)),
    Twin("the new rules begin on the day of the claim", "fund.rules-version",
         redate(submitted("C-03", 1), "2025-06-30", finance_rules="v1")),
    Twin("a studio whose carrier is not registered", "fund.operator-differs", drop(one(CarrierRegistered))),
    # hands
    Twin("the claimant is another's reviewer", "fund.four-hands", change(submitted("C-09"), claimant=EXPERT)),
    Twin("who delegated last month is a claimant", "fund.four-hands", change(submitted("C-09"), claimant=HEAD)),
    Twin("the claimant is the beneficiary", "fund.beneficiary-approves", change(submitted("C-08"), beneficiary=STAFF)),
    Twin("no kin of the approver", "fund.beneficiary-approves",
         insert(month(6), related(FINHEAD, EXPERT, Relation.OTHER))),
    Twin("kin of the claimant", "fund.beneficiary-approves", insert(month(6), related(STAFF, EXPERT, Relation.KIN))),
    Twin("kin only since the approval", "fund.beneficiary-approves",
         insert(month(8), related(FINHEAD, EXPERT, Relation.KIN))),
    Twin("all that the delegation allows", "fund.limit-exceeded", change(BEHIND, limit=9000_00)),
    Twin("the delegation's last day", "fund.limit-exceeded", change(BEHIND, last=date(2025, 8, 6))),
    # vouchers
    Twin("an invoice of another number", "fund.duplicate-invoice", change(
        submitted("C-09"), vouchers=(invoice("2533 2000 0000 0000 0201", 6980_50, "2025-09-01"),))),
    Twin("vouchers one fen above the claim", "fund.vouchers-below-claim",
         change(submitted("C-09"), vouchers=(invoice("C09", 6980_51, "2025-09-01"),))),
    Twin("a voucher after 30 days", "fund.voucher-late",
         change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, "2025-08-02"),))),
    Twin("a voucher of a settlement after 30 days", "fund.voucher-late",
         change(SETTLED, vouchers=(invoice("C07", 2600_00, "2025-05-21"),))),
    Twin("a voucher that came in time, and again after a return", "fund.voucher-late", change(
        submitted("C-03", 1), vouchers=(invoice("25332000000000000300", 999_99, "2025-05-19"),))),
    Twin("no voucher, and rejected for it", "fund.no-voucher", change(submitted("C-04"), vouchers=())),
    Twin("the advance is settled on the last day", "obligation.voucher",
         then(redate(SETTLED, "2025-07-02", on=date(2025, 7, 2)), balanced)),
    Twin("the advance is reversed instead", "obligation.voucher", then(
        insert(SETTLED, told("2025-07-02", fund.PaymentReversed("C-07", CASHIER, date(2025, 7, 2), "未用", "P-7R"))),
        drop(SETTLED), balanced)),
    # issuers
    Twin("receipts of one number by two shops", "fund.duplicate-voucher", receipts("新知书店", "求是书店")),
    Twin("two of them in one claim", "fund.duplicate-voucher", change(submitted("C-09"), vouchers=(
        by("新知书店"), by("求是书店")))),
    # names in the open
    Twin("a person who gave, without a name", "fund.payer-named", change(receipt("R-5"), payer="")),
    Twin("a client who sponsored, by its number", "fund.payer-named", change(receipt("R-4"), payer="c-007")),
    Twin("an organisation of four characters", "fund.payer-named", change(receipt("R-4"), payer="工商银行")),
    Twin("a receipt that a shop issued", "fund.issuer-named", change(
        submitted("C-09"), vouchers=(by("新知书店"),))),
    Twin("a receipt by its issuer's code", "fund.issuer-named", change(
        submitted("C-09"), vouchers=(by("91000000MA00000157"),))),
    # receipts
    Twin("a grant by the authority", "fund.fiscal-without-document",
         change(receipt("R-1"), payer_kind=PayerKind.AUTHORITY)),
    Twin("the rules end on the day of the grant", "fund.special-fund-rules-missing", insert(RULES, told(
        "2025-01-10", RegulationRepealed(1, date(2025, 1, 20), HEAD, "制〔2025〕3号"), "regulation/special-fund"))),
    Twin("two receipts without a reference", "fund.duplicate-reference",
         then(change(receipt("R-3"), reference=""), change(receipt("R-4"), reference=""))),
    Twin("other rules end before the grant", "fund.special-fund-rules-missing", insert(RULES, told(
        "2025-01-10", RegulationRepealed(1, date(2025, 1, 19), HEAD, "制〔2025〕3号"), "regulation/finance"))),
    Twin("the end of a mandate that nobody holds", "fund.limit-exceeded", insert(RULES, told(
        "2025-01-10", MandateEnded("M-nobody", date(2025, 1, 1), "调离"), f"mandate/{FINHEAD}"))),
    Twin("a quota with the number of a transfer", "fund.duplicate-reference",
         change(receipt("R-3"), reference=REFERENCE, mode=fund.ReceiptMode.TREASURY)),
    Twin("a sponsor who is no client", "fund.sponsor-conflict",
         change(receipt("R-4"), declaration=None, client=None, payer_kind=PayerKind.ORGANISATION)),
    Twin("the carrier's money comes on the day of its first use", "fund.balance-negative",
         then(redate(receipt("R-3"), "2025-02-14", on=date(2025, 2, 14)), balanced)),
    Twin("recorded late, but there in time", "fund.balance-negative",
         then(move(receipt("R-3"), after=payment("C-01")), drop(month(1)), insert(
             payment("C-01"), told("2025-02-14", reconciled(1, "2025-02-14"))), balanced)),
    Twin("all the carrier's money handed back", "fund.balance-negative",
         then(change(one(fund.FundReturned, returned="H-1"), fen=6000_00), balanced)),
    # the year
    Twin("a claim rejected before the close", "fund.year-closed-with-open-claims",
         open_claim(fund.ClaimRejected("C-12", FINHEAD, "跨年"))),
    Twin("money booked on the day of the close", "fund.booked-after-close", then(
        insert(one(fund.ClaimReturned, claim="C-11"),
               told("2025-12-31", received("R-6", OWN, 10_00, "2025-12-31", PayerKind.CARRIER))), balanced)),
    Twin("books one fen off, as an item says", "fund.unreconciled-difference",
         off(month(5), books=1, items=(fund.ReconcilingItem("利息未入账", 1),))),
    Twin("a fee of May recorded after May was reconciled", "fund.ledger-misstated", then(
        insert(month(5), told("2025-06-16", charged("F-2", 50_00, "2025-05-30"))), balanced)),
    Twin("who accepts goods reconciles", "fund.reconciler-is-cashier", change(month(10), reconciler=LEAD)),
    Twin("who has reconciled last year's account pays from this one", "fund.reconciler-is-cashier",
         then(change(one(fund.Reconciled, account=Y2024), reconciler=LEAD), change(payment("C-10"), payer=LEAD))),
    Twin("money of the year's last day", "fund.other-year", late_in_december("2025-12-31")),
    Twin("a receipt of one fen", "fund.sum-not-positive", then(change(receipt("R-5"), fen=1), balanced)),
    Twin("a first account that opens with a fen", "fund.opening-negative", opens_with(1)),
    Twin("the year before is not closed yet", "fund.opening-differs", then(
        drop(one(fund.YearClosed, account=Y2024)), change(OPENED, opening=(SourceAmount(FEES, 3200_01),)), balanced),
         date(2025, 2, 27)),
    Twin("a claim sent back and rejected before the close", "fund.year-closed-with-open-claims", open_claim(
        fund.ClaimReturned("C-12", FINANCE, "票据不清"), fund.ClaimRejected("C-12", FINHEAD, "跨年"))),
    Twin("an advance reversed before the close", "fund.year-closed-with-open-claims", then(
        insert(SETTLED, told("2025-07-02", fund.PaymentReversed("C-07", CASHIER, date(2025, 7, 2), "未用", "P-7R"))),
        drop(SETTLED), balanced)),
    Twin("a year closed the day after", "fund.closed-early",
         redate(of_2025(fund.YearClosed), "2026-01-01", on=date(2026, 1, 1))),
    Twin("final accounts drafted on the day of the close", "fund.final-before-close",
         then(move(of_2025(fund.FinalAccountsDrafted), after=of_2025(fund.YearClosed)), balanced)),
    Twin("final accounts of fees alone, without a reply", "fund.final-without-reply",
         change(one(fund.FinalAccountsApproved, account=Y2024), document=" ")),
    Twin("another drafts the final accounts of who approves them", "fund.final-drafter-approves",
         change(of_2025(fund.FinalAccountsDrafted), drafter=LEAD)),
    Twin("refunds are spent, not income lost", "fund.final-accounts-differ",
         stated(FEES, income=100_00, spent=100_00)),
    Twin("money handed back is spent, not income lost", "fund.final-accounts-differ",
         stated(OWN, income=1000_00, spent=1000_00)),
    Twin("the review has the whole next year", "fund.performance-not-reviewed",
         drop(of_2025(fund.PerformanceReviewed)), date(2026, 12, 31)),
    Twin("a month reconciled on its last day", "fund.month-not-over",
         redate(month(4), "2025-04-30", on=date(2025, 4, 30))),
    Twin("a month reconciled a year late is not owed yet on its due day", "obligation.reconcile",
         drop(month(12)), date(2026, 1, 15)),
    Twin("final accounts on the last day", "obligation.final_accounts",
         redate(FINAL, "2026-03-31", on=date(2026, 3, 31))),
)  # fmt: skip
"""Every check has one but `fund.unopened`, `fund.unapproved-payment` and the like, which have no edge: see the year."""
