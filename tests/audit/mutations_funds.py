"""What can be wrong with a year's money, as data: each mutation of the lawful year breaks one duty by one step.

A mutation names the check that must find it, whom it must name and by how much; a twin goes up to the
edge, or does the like for a good reason, and must not be found at all.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve, frozen

from audit.histories import (
    ACCOUNT,
    AS_OF,
    AWARD,
    CASHIER,
    EXPERT,
    FEES,
    FINANCE,
    FINHEAD,
    GRANT,
    HEAD,
    INCOME,
    LEAD,
    LINES,
    OWN,
    STAFF,
    Y2024,
    Y2025,
    Apply,
    History,
    Told,
    Which,
    balanced,
    change,
    charged,
    drop,
    insert,
    invoice,
    move,
    one,
    paid,
    place_of,
    received,
    reconciled,
    redate,
    settled,
    then,
)
from studio_domain.audit.finding import Measure, count, days, fen
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, PayerKind, SourceAmount, VoucherKind
from studio_domain.guideline import Clause
from studio_domain.mandate import DelegationGranted, MandateGranted
from studio_domain.person_record import Relation, RelationDeclared
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId


@frozen
class Mutation:
    """A change of the lawful year that one check must find, once, and no other."""

    name: str
    check: str
    clause: Clause
    subject: str
    delta: Measure
    apply: Apply
    as_of: date = AS_OF


@frozen
class Twin:
    """A change of the lawful year close to what a check looks for, that is none of its business."""

    name: str
    check: str
    apply: Apply
    as_of: date = AS_OF


def submitted(claim: str, nth: int = 0) -> Which:
    return one(fund.ClaimSubmitted, claim=claim, nth=nth)


def reviewed(claim: str) -> Which:
    return one(fund.ClaimReviewed, claim=claim)


def approved(claim: str) -> Which:
    return one(fund.ClaimApproved, claim=claim)


def payment(claim: str) -> Which:
    return one(fund.ClaimPaid, claim=claim)


def receipt(name: str) -> Which:
    return one(fund.FundReceived, receipt=name)


def asked(name: str) -> Which:
    return one(fund.TransferRequested, transfer=name)


def shifted(name: str) -> Which:
    return one(fund.TransferApproved, transfer=name)


def month(number: int) -> Which:
    return one(fund.Reconciled, account=Y2025, month=number)


def of_2025(fact: type[Any]) -> Which:
    return one(fact, account=Y2025)


def told(day: str, fact: object, kind: str = Y2025) -> Told:
    return Told(day, kind, fact)


def amount(claim: str, fen: int, number: str, issued: str) -> Apply:
    """The claim and its invoice over another amount."""
    return then(change(submitted(claim), fen=fen, vouchers=(invoice(number, fen, issued),)), balanced)


def left(line: str | None = None, day: str = "2025-10-20") -> Apply:
    """¥100.00 of the carrier's money leave without a claim."""
    fact = fund.UnapprovedPaymentReported("U-1", OWN, 100_00, date.fromisoformat(day), CASHIER, "P-U1", line)
    return then(insert(month(9), told(day, fact)), balanced)


def line(category: str, source: fund.FundSource, fen: int) -> Apply:
    """One more line of the budget, and the income for it."""
    more = BudgetLine("其他", source, fen, category)
    income = tuple(SourceAmount(one.source, one.fen + fen * (one.source is source)) for one in INCOME)
    return change(of_2025(fund.BudgetDrafted), lines=(*LINES, more), income=income)


def related(person: PersonId, other: PersonId, relation: Relation) -> Told:
    return told("2025-07-31", RelationDeclared(other, relation), f"region-330106/person/{person}")


def open_claim(*more: object) -> Apply:
    """A claim that was handed in before the year closed, and what became of it."""
    asked = fund.ClaimSubmitted(
        "C-12", fund.ClaimKind.EXPENSE, "资料费", "materials", 30_00, (invoice("C12", 30_00, "2025-12-24"),),
        STAFF, "v2", "资料",
    )  # fmt: skip
    return insert(
        one(fund.ClaimReturned, claim="C-11"), told("2025-12-24", asked), *(told("2025-12-25", fact) for fact in more)
    )


def off(which: Which, ledger: int = 0, books: int = 0, items: tuple[fund.ReconcilingItem, ...] = ()) -> Apply:
    """A reconciliation off by so many fen."""

    def apply(history: History) -> History:
        fact = history[place_of(history, which)].fact
        figures = {"ledger_fen": fact.ledger_fen + ledger, "books_fen": fact.books_fen + books, "items": items}
        return change(which, **figures)(history)

    return apply


def stated(source: fund.FundSource, **by: int) -> Apply:
    """Final accounts off by so many fen in some figures of a source."""

    def apply(history: History) -> History:
        closings = history[place_of(history, of_2025(fund.FinalAccountsDrafted))].fact.closings
        figures = {
            name: getattr(closing, name) + more
            for closing in closings
            if closing.source is source
            for name, more in by.items()
        }
        changed = tuple(evolve(one, **figures) if one.source is source else one for one in closings)
        return change(of_2025(fund.FinalAccountsDrafted), closings=changed)(history)

    return apply


def again(claim: str, amount: int, *first: Told) -> tuple[Told, ...]:
    """The claim goes its whole way once more, on 2025-09-04, after what comes first."""
    vouchers = (invoice("25332000000000000900", amount, "2025-09-01"),)
    asked = fund.ClaimSubmitted(
        claim, fund.ClaimKind.EXPENSE, "培训活动费", "training", amount, vouchers, STAFF, "v2", "培训活动"
    )
    steps = (
        asked, fund.GoodsAccepted(claim, LEAD, date(2025, 9, 4), "验"), fund.ClaimReviewed(claim, FINANCE),
        fund.ClaimApproved(claim, FINHEAD),
    )  # fmt: skip
    return (*first, *(told("2025-09-04", step) for step in steps))


_SETTLED = one(fund.AdvanceSettled, claim="C-07")
_RULES = one(RegulationApproved)
_BEHIND = one(DelegationGranted)
_REJECTED = one(fund.ClaimRejected, claim="C-04")
_OPENED = of_2025(fund.AccountOpened)
_BUDGET = of_2025(fund.BudgetApproved)
_DRAFT = of_2025(fund.BudgetDrafted)
_FINAL = of_2025(fund.FinalAccountsApproved)
_REFERENCE = "B-R-1"
FULL_WIDTH = "25332000000000000900".translate({48 + digit: 0xFF10 + digit for digit in range(10)})

_BUDGET_MUTATIONS = (
    Mutation(
        "a claim one fen over its line", "fund.line-exceeded", Clause.BUDGET, "C-10", fen(1),
        amount("C-10", 2319_51, "25332000000000001000", "2025-11-20"),
    ),
    Mutation(
        "the transfer comes after the approval it should cover", "fund.line-exceeded", Clause.BUDGET, "C-10",
        fen(500_00), move(shifted("T-1"), after=approved("C-10")),
    ),
    Mutation(
        "the claim before left one fen too little", "fund.line-exceeded", Clause.BUDGET, "C-01", fen(1),
        then(
            insert(
                _BUDGET,
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
        move(_BUDGET, after=approved("C-01")),
    ),
    Mutation(
        "lines one fen over their income", "fund.lines-over-income", Clause.BUDGET, "carrier", fen(1),
        change(_DRAFT, income=tuple(SourceAmount(one.source, one.fen - (one.source is OWN)) for one in INCOME)),
    ),
    Mutation(
        "who drafted the budget approves it", "fund.budget-drafter-approves", Clause.BUDGET, FINANCE, count(1),
        change(_BUDGET, approver=FINANCE),
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
        "a large transfer without the authority", "fund.transfer-above-limit", Clause.BUDGET, "T-2", fen(1050_00),
        change(shifted("T-2"), document=None),
    ),
    Mutation(
        "who asks for the transfer approves it", "fund.transfer-asker-approves", Clause.BUDGET, "T-1", count(1),
        change(shifted("T-1"), approver=FINANCE),
    ),
)  # fmt: skip

_CLAIM_MUTATIONS = (
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
        insert(_SETTLED, told("2025-06-20", settled("C-07", 0, 0, "2025-06-20", ()))),
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
        then(change(_SETTLED, returned=399_99), change(submitted("C-10"), fen=2319_49), balanced),
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
        change(_OPENED, operator="12000000MB0000027M"),
    ),
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
        change(_SETTLED, reviewer=STAFF),
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
        change(_BEHIND, limit=8999_99),
    ),
)  # fmt: skip

_VOUCHER_MUTATIONS = (
    Mutation(
        "an invoice used again in another spelling", "fund.duplicate-invoice", Clause.VOUCHERS, "25332000000000000200",
        count(1),
        change(submitted("C-09"), vouchers=(invoice("2533 2000 0000 0000 0200", 6980_50, "2025-09-01"),)),
    ),
    Mutation(
        "used again before the first use was reversed", "fund.duplicate-invoice", Clause.VOUCHERS,
        "144031909110-12345678", count(1), move(one(fund.PaymentReversed, claim="C-05"), after=submitted("C-06")),
    ),
    Mutation(
        "used again before the first use was rejected", "fund.duplicate-invoice", Clause.VOUCHERS,
        "144031909110-12345678", count(1), move(one(fund.ClaimRejected, claim="C-04"), after=submitted("C-05")),
    ),
    Mutation(
        "one invoice twice in a claim", "fund.duplicate-invoice", Clause.VOUCHERS, "25332000000000000900", count(1),
        change(submitted("C-09"), vouchers=(
            invoice("25332000000000000900", 3490_25, "2025-09-01"),
            invoice(FULL_WIDTH, 3490_25, "2025-09-01"),
        )),
    ),
    Mutation(
        "an advance settled with an invoice of before", "fund.duplicate-invoice", Clause.VOUCHERS,
        "25332000000000000200", count(1),
        change(_SETTLED, vouchers=(invoice("25332000000000000200", 2600_00, "2025-06-10"),)),
    ),
    Mutation(
        "vouchers one fen short", "fund.vouchers-below-claim", Clause.REIMBURSEMENT, "C-09", fen(1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_49, "2025-09-01"),)),
    ),
    Mutation(
        "vouchers of a settlement one fen short", "fund.vouchers-below-claim", Clause.REIMBURSEMENT, "C-07", fen(1),
        change(_SETTLED, vouchers=(invoice("C07", 2599_99, "2025-06-10"),)),
    ),
    Mutation(
        "a voucher after 31 days", "fund.voucher-late", Clause.VOUCHERS, "C-09", days(1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, "2025-08-01"),)),
    ),
    Mutation(
        "a voucher of a settlement after 31 days", "fund.voucher-late", Clause.VOUCHERS, "C-07", days(1),
        change(_SETTLED, vouchers=(invoice("C07", 2600_00, "2025-05-20"),)),
    ),
    Mutation(
        "another voucher of long ago with the second submission", "fund.voucher-late", Clause.VOUCHERS, "C-03", days(1),
        change(submitted("C-03", 1), vouchers=(invoice("C03", 999_99, "2025-05-19"),)),
    ),
    Mutation(
        "no voucher", "fund.no-voucher", Clause.VOUCHERS, "C-09", fen(6980_50),
        change(submitted("C-09"), vouchers=()),
    ),
    Mutation(
        "no voucher any more after a return", "fund.no-voucher", Clause.VOUCHERS, "C-03", fen(999_99),
        change(submitted("C-03", 1), vouchers=()),
    ),
    Mutation(
        "the advance is not settled", "obligation.voucher", Clause.VOUCHERS, f"{ACCOUNT}/C-07",
        days((AS_OF - date(2025, 7, 2)).days),
        then(drop(_SETTLED), amount("C-10", 1919_50, "25332000000000001000", "2025-11-20")),
    ),
    Mutation(
        "the advance is settled a day late", "obligation.voucher", Clause.VOUCHERS, f"{ACCOUNT}/C-07", days(1),
        then(redate(_SETTLED, "2025-07-03", on=date(2025, 7, 3)), move(_SETTLED, after=submitted("C-04")), balanced),
    ),
)  # fmt: skip

_RECEIPT_MUTATIONS = (
    Mutation(
        "a grant without its document", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-1", count(1),
        change(receipt("R-1"), document=None),
    ),
    Mutation(
        "a grant without a purpose", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-1", count(1),
        change(receipt("R-1"), purpose=None),
    ),
    Mutation(
        "an award from a company", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-2", count(1),
        change(receipt("R-2"), payer_kind=PayerKind.ORGANISATION),
    ),
    Mutation(
        "a grant without rules for special funds", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES,
        "R-1", count(1), drop(_RULES),
    ),
    Mutation(
        "a grant the day before the rules", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES, "R-1",
        count(1), change(_RULES, effective=date(2025, 1, 21)),
    ),
    Mutation(
        "a grant the day after the rules ended", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES, "R-1",
        count(1),
        insert(_RULES, told(
            "2025-01-10", RegulationRepealed(1, date(2025, 1, 19), HEAD, "制〔2025〕3号"), "regulation/special-fund"
        )),
    ),
    Mutation(
        "one bank reference for two receipts", "fund.duplicate-reference", Clause.FUNDING_CHANNELS, _REFERENCE,
        count(1), change(receipt("R-3"), reference=_REFERENCE),
    ),
    Mutation(
        "a client sponsors, and no interest is declared", "fund.sponsor-conflict", Clause.FUNDING_CHANNELS, "R-4",
        count(1), change(receipt("R-4"), declaration=None),
    ),
    Mutation(
        "the carrier's money comes a day after its first use", "fund.balance-negative", Clause.FUNDING_CHANNELS,
        "carrier", fen(6000_00),
        then(redate(receipt("R-3"), "2025-02-15", on=date(2025, 2, 15)), balanced),
    ),
    Mutation(
        "one fen more handed back than there is", "fund.balance-negative", Clause.FUNDING_CHANNELS, "carrier", fen(1),
        then(change(one(fund.FundReturned, returned="H-1"), fen=6000_01), balanced),
    ),
)  # fmt: skip

_YEAR_MUTATIONS = (
    Mutation(
        "facts on an account that was not opened", "fund.unopened", Clause.FUND_SAFETY, ACCOUNT, count(1),
        then(drop(_OPENED), balanced),
    ),
    Mutation(
        "a year closed with an open claim", "fund.year-closed-with-open-claims", Clause.BUDGET, "C-12", count(1),
        open_claim(),
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
        "an opening one fen above the closing", "fund.opening-differs", Clause.FUND_SAFETY, "service-fee", fen(1),
        then(change(_OPENED, opening=(SourceAmount(FEES, 3200_01),)), balanced),
    ),
    Mutation(
        "an opening that leaves a source out", "fund.opening-differs", Clause.FUND_SAFETY, "service-fee",
        fen(-3200_00), then(change(_OPENED, opening=()), balanced),
    ),
    Mutation(
        "the year before closes later, with more than was opened", "fund.opening-differs", Clause.FUND_SAFETY,
        "service-fee", fen(-20_00),
        then(
            insert(one(fund.FeeCharged, charge="F-0"), told("2024-12-30", charged("F-00", 20_00, "2024-12-30"), Y2024)),
            move(one(fund.YearClosed, account=Y2024), after=_DRAFT),
            balanced,
        ),
    ),
    Mutation(
        "who drafted the final accounts approves them", "fund.final-drafter-approves", Clause.BUDGET, FINANCE,
        count(1), change(_FINAL, approver=FINANCE),
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
        "a month reconciled before its end", "obligation.reconcile", Clause.FUND_SAFETY, f"{ACCOUNT}/04",
        days((AS_OF - date(2025, 5, 15)).days), redate(month(4), "2025-04-29", on=date(2025, 4, 29)),
    ),
    Mutation(
        "no final accounts", "obligation.final_accounts", Clause.BUDGET, ACCOUNT,
        days((AS_OF - date(2026, 3, 31)).days), drop(_FINAL),
    ),
    Mutation(
        "final accounts a day late", "obligation.final_accounts", Clause.BUDGET, ACCOUNT, days(1),
        redate(_FINAL, "2026-04-01", on=date(2026, 4, 1)),
    ),
)  # fmt: skip

MUTATIONS: tuple[Mutation, ...] = (
    *_BUDGET_MUTATIONS, *_CLAIM_MUTATIONS, *_VOUCHER_MUTATIONS, *_RECEIPT_MUTATIONS, *_YEAR_MUTATIONS
)  # fmt: skip

TWINS: tuple[Twin, ...] = (
    # budget
    Twin("a claim one fen below its line", "fund.line-exceeded",
         amount("C-10", 2319_49, "25332000000000001000", "2025-11-20")),
    Twin("the transfer comes just before the approval", "fund.line-exceeded",
         move(shifted("T-1"), after=reviewed("C-10"))),
    Twin("the budget comes just before the first approval", "fund.spent-before-budget",
         move(_BUDGET, after=reviewed("C-01"))),
    Twin("lines one fen below their income", "fund.lines-over-income",
         change(_DRAFT, income=tuple(SourceAmount(one.source, one.fen + 1) for one in INCOME))),
    Twin("another drafts the budget of who approves it", "fund.budget-drafter-approves", change(_DRAFT, drafter=LEAD)),
    Twin("travel from the carrier's own money", "fund.forbidden-category", line("travel", OWN, 300_00)),
    Twin("travel from an award", "fund.forbidden-category", line("travel", AWARD, 300_00)),
    Twin("a transfer declined and asked for anew", "fund.transfer-not-requested", insert(
        one(fund.TransferDeclined), told("2025-10-16", fund.TransferRequested(
            "T-3", "宣传费", "培训活动费", 100_00, FINANCE, "培训增加")),
        told("2025-10-17", fund.TransferApproved("T-3", HEAD)))),
    Twin("a transfer of all that is free", "fund.transfer-overdrawn", change(asked("T-2"), fen=9000_00)),
    Twin("a transfer of a tenth without the authority", "fund.transfer-above-limit",
         change(asked("T-1"), fen=1000_00)),
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
         then(change(_SETTLED, spent=2599_99, returned=400_01), balanced)),
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
    Twin("all that the delegation allows", "fund.limit-exceeded", change(_BEHIND, limit=9000_00)),
    Twin("the delegation's last day", "fund.limit-exceeded", change(_BEHIND, last=date(2025, 8, 6))),
    # vouchers
    Twin("a receipt with the number of an invoice", "fund.duplicate-invoice", change(
        submitted("C-09"),
        vouchers=(invoice("25332000000000000200", 6980_50, "2025-09-01", VoucherKind.RECEIPT),))),
    Twin("an invoice of another number", "fund.duplicate-invoice", change(
        submitted("C-09"), vouchers=(invoice("2533 2000 0000 0000 0201", 6980_50, "2025-09-01"),))),
    Twin("vouchers one fen above the claim", "fund.vouchers-below-claim",
         change(submitted("C-09"), vouchers=(invoice("C09", 6980_51, "2025-09-01"),))),
    Twin("a voucher after 30 days", "fund.voucher-late",
         change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, "2025-08-02"),))),
    Twin("a voucher of a settlement after 30 days", "fund.voucher-late",
         change(_SETTLED, vouchers=(invoice("C07", 2600_00, "2025-05-21"),))),
    Twin("a voucher that came in time, and again after a return", "fund.voucher-late", change(
        submitted("C-03", 1), vouchers=(invoice("25332000000000000300", 999_99, "2025-05-19"),))),
    Twin("no voucher, and rejected for it", "fund.no-voucher", change(submitted("C-04"), vouchers=())),
    Twin("the advance is settled on the last day", "obligation.voucher",
         then(redate(_SETTLED, "2025-07-02", on=date(2025, 7, 2)), balanced)),
    Twin("the advance is reversed instead", "obligation.voucher", then(
        insert(_SETTLED, told("2025-07-02", fund.PaymentReversed("C-07", CASHIER, date(2025, 7, 2), "未用", "P-7R"))),
        drop(_SETTLED), balanced)),
    # receipts
    Twin("a grant by the authority", "fund.fiscal-without-document",
         change(receipt("R-1"), payer_kind=PayerKind.AUTHORITY)),
    Twin("the rules end on the day of the grant", "fund.special-fund-rules-missing", insert(_RULES, told(
        "2025-01-10", RegulationRepealed(1, date(2025, 1, 20), HEAD, "制〔2025〕3号"), "regulation/special-fund"))),
    Twin("a quota with the number of a transfer", "fund.duplicate-reference",
         change(receipt("R-3"), reference=_REFERENCE, mode=fund.ReceiptMode.TREASURY)),
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
    Twin("the year before is not closed yet", "fund.opening-differs", then(
        drop(one(fund.YearClosed, account=Y2024)), change(_OPENED, opening=(SourceAmount(FEES, 3200_01),)), balanced)),
    Twin("another drafts the final accounts of who approves them", "fund.final-drafter-approves",
         change(of_2025(fund.FinalAccountsDrafted), drafter=LEAD)),
    Twin("refunds are spent, not income lost", "fund.final-accounts-differ",
         stated(FEES, income=100_00, spent=100_00)),
    Twin("money handed back is spent, not income lost", "fund.final-accounts-differ",
         stated(OWN, income=1000_00, spent=1000_00)),
    Twin("the review has the whole next year", "fund.performance-not-reviewed",
         drop(of_2025(fund.PerformanceReviewed)), date(2026, 12, 31)),
    Twin("a month reconciled on its last day", "obligation.reconcile",
         redate(month(4), "2025-04-30", on=date(2025, 4, 30))),
    Twin("a month reconciled a year late is not owed yet on its due day", "obligation.reconcile",
         drop(month(12)), date(2026, 1, 15)),
    Twin("final accounts on the last day", "obligation.final_accounts",
         redate(_FINAL, "2026-03-31", on=date(2026, 3, 31))),
)  # fmt: skip
"""Every check has one but `fund.unopened`, `fund.unapproved-payment` and the like, which have no edge: see the year."""
