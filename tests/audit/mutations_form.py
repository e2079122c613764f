"""What a budget, a claim or a voucher may not say, and who may not say it for whom (3.4.6.b–d, 3.3.g)."""

from __future__ import annotations

from datetime import date

from audit.bookkeeping import balanced
from audit.changing import change, insert, one, redate, then, wrap
from audit.fund_changes import (
    BUDGET,
    DRAFT,
    FINAL,
    SETTLED,
    Mutation,
    Twin,
    approved,
    asked,
    payment,
    shifted,
    submitted,
    told,
)
from audit.histories import (
    ACCOUNT,
    EXPERT,
    FEES,
    FINANCE,
    HEAD,
    INCOME,
    LEAD,
    LINES,
    STAFF,
    STUDIO,
    Y2024,
    invoice,
)
from studio_domain.audit.finding import count, days, fen
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, VoucherKind
from studio_domain.guideline import Clause

RECEIPT, LIST, ACCEPTANCE = VoucherKind.RECEIPT, VoucherKind.LIST, VoucherKind.ACCEPTANCE
LAST_YEAR = one(fund.AccountOpened, account=Y2024)
BOUGHT = "2025-09-01"
"""The day of claim C-09, of ¥6,980.50, and of its vouchers."""

MATERIALS = LINES[-1]
SPLIT = (
    *LINES[:-1],
    BudgetLine("资料费", FEES, 2500_00, "materials"),
    BudgetLine("资料费", FEES, 2500_00, "materials"),
)
AGAIN = told("2025-01-09", fund.BudgetApproved(HEAD, "预〔2025〕2号"))


def line_of(sum_: int) -> BudgetLine:
    return BudgetLine("其他", FEES, sum_, "materials")


BUDGETS: tuple[Mutation, ...] = (
    Mutation(
        "a budget approved twice", "fund.budget-approved-twice", Clause.BUDGET, ACCOUNT, count(1),
        insert(BUDGET, AGAIN),
    ),
    Mutation(
        "a budget approved on no document", "fund.budget-without-document", Clause.BUDGET, ACCOUNT, count(1),
        change(BUDGET, document=" "),
    ),
    Mutation(
        "a budget approved that nobody drafted", "fund.budget-without-lines", Clause.BUDGET, f"{STUDIO}/{Y2024}",
        count(1), insert(LAST_YEAR, told("2024-12-03", fund.BudgetApproved(HEAD, "预〔2024〕1号"), Y2024)),
    ),
    Mutation(
        "a budget approved without a line", "fund.budget-without-lines", Clause.BUDGET, f"{STUDIO}/{Y2024}", count(1),
        insert(
            LAST_YEAR,
            told("2024-12-03", fund.BudgetDrafted((), (), FINANCE), Y2024),
            told("2024-12-03", fund.BudgetApproved(HEAD, "预〔2024〕1号"), Y2024),
        ),
    ),
    Mutation(
        "a line twice", "fund.budget-line-twice", Clause.BUDGET, "资料费", count(1), change(DRAFT, lines=SPLIT),
    ),
    Mutation(
        "a line of less than nothing", "fund.budget-line-not-positive", Clause.BUDGET, "其他", fen(-2),
        change(DRAFT, lines=(*LINES, line_of(-1))),
    ),
    Mutation(
        "a line of nothing", "fund.budget-line-not-positive", Clause.BUDGET, "其他", fen(-1),
        change(DRAFT, lines=(*LINES, line_of(0))),
    ),
    Mutation(
        "the budget approved on behalf of who drafted it", "fund.budget-drafter-approves", Clause.BUDGET, FINANCE,
        count(1), wrap(BUDGET, on_behalf_of=FINANCE),
    ),
    Mutation(
        "a transfer approved on behalf of who asked for it", "fund.transfer-asker-approves", Clause.BUDGET, FINANCE,
        count(1), wrap(shifted("T-1"), on_behalf_of=FINANCE),
    ),
    Mutation(
        "the final accounts approved on behalf of who drafted them", "fund.final-drafter-approves", Clause.BUDGET,
        FINANCE, count(1), wrap(FINAL, on_behalf_of=FINANCE),
    ),
)  # fmt: skip

CLAIMS: tuple[Mutation, ...] = (
    Mutation(
        "a claim of less than nothing", "fund.claim-not-positive", Clause.REIMBURSEMENT, "C-11", fen(-2),
        change(submitted("C-11"), fen=-1),
    ),
    Mutation(
        "a claim of nothing", "fund.claim-not-positive", Clause.REIMBURSEMENT, "C-11", fen(-1),
        change(submitted("C-11"), fen=0),
    ),
    Mutation(
        "more spent than the advance, and less than nothing paid back", "fund.settlement-negative",
        Clause.REIMBURSEMENT, "C-07", fen(-1),
        then(
            change(SETTLED, spent=3000_01, returned=-1, vouchers=(invoice("C07", 3000_01, "2025-06-10"),)),
            change(submitted("C-10"), fen=1919_49), balanced,
        ),
    ),
    Mutation(
        "an advance that has its vouchers already", "fund.advance-with-vouchers", Clause.VOUCHERS, "C-07", count(1),
        change(submitted("C-07"), vouchers=(invoice("253320000000000000700", 2600_00, "2025-05-28"),)),
    ),
    *(
        Mutation(
            f"{name}, and nothing says why", "fund.reason-missing", Clause.REIMBURSEMENT, claim, count(1),
            change(one(fact, claim=claim), reason="　"),
        )
        for name, fact, claim in (
            ("returned", fund.ClaimReturned, "C-03"), ("rejected", fund.ClaimRejected, "C-04"),
            ("reversed", fund.PaymentReversed, "C-05"),
        )
    ),
    Mutation(
        "the claimant accepts the goods", "fund.own-acceptance", Clause.REIMBURSEMENT, STAFF, count(1),
        change(one(fund.GoodsAccepted, claim="C-09"), acceptor=STAFF),
    ),
    Mutation(
        "the goods accepted on behalf of the claimant", "fund.own-acceptance", Clause.REIMBURSEMENT, STAFF, count(1),
        wrap(one(fund.GoodsAccepted, claim="C-09"), on_behalf_of=STAFF),
    ),
    Mutation(
        "the return paid on behalf of who approves it", "fund.four-hands", Clause.REIMBURSEMENT, HEAD, count(1),
        wrap(one(fund.FundReturned, returned="H-1"), on_behalf_of=HEAD),
    ),
    Mutation(
        "paid the day before its approval", "fund.paid-before-approval", Clause.REIMBURSEMENT, "C-09", days(1),
        change(approved("C-09"), on=date(2025, 9, 6)),
    ),
    Mutation(
        "paid the day before it was approved by the envelope", "fund.paid-before-approval", Clause.REIMBURSEMENT,
        "C-09", days(1), then(redate(payment("C-09"), "2025-09-03", on=date(2025, 9, 2)), balanced),
    ),
    Mutation(
        "settled the day before it was paid", "fund.undone-before-payment", Clause.REIMBURSEMENT, "C-07", days(1),
        then(redate(SETTLED, "2025-06-20", on=date(2025, 6, 1)), balanced),
    ),
    Mutation(
        "reversed the day before it was paid", "fund.undone-before-payment", Clause.REIMBURSEMENT, "C-05", days(1),
        then(redate(one(fund.PaymentReversed), "2025-07-14", on=date(2025, 7, 9)), balanced),
    ),
)  # fmt: skip

VOUCHERS: tuple[Mutation, ...] = (
    Mutation(
        "a voucher of less than nothing", "fund.voucher-not-positive", Clause.VOUCHERS, "C-09", fen(-2),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_51, BOUGHT), invoice("C09a", -1, BOUGHT))),
    ),
    Mutation(
        "a voucher of nothing", "fund.voucher-not-positive", Clause.VOUCHERS, "C-09", fen(-1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("C09a", 0, BOUGHT, LIST))),
    ),
    Mutation(
        "a note of acceptance over less than nothing", "fund.voucher-not-positive", Clause.VOUCHERS, "C-09", fen(-1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("验9", -1, BOUGHT, ACCEPTANCE))),
    ),
    Mutation(
        "a voucher without a number", "fund.voucher-unnumbered", Clause.VOUCHERS, "C-09", count(1),
        change(submitted("C-09"), vouchers=(invoice(" － ", 6980_50, BOUGHT),)),
    ),
    Mutation(
        "a voucher of a settlement without a number", "fund.voucher-unnumbered", Clause.VOUCHERS, "C-07", count(1),
        change(SETTLED, vouchers=(invoice("", 2600_00, "2025-06-10"),)),
    ),
    Mutation(
        "a note of acceptance counted as money", "fund.vouchers-below-claim", Clause.REIMBURSEMENT, "C-09", fen(1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_49, BOUGHT), invoice("验9", 1, BOUGHT, ACCEPTANCE))),
    ),
    Mutation(
        "a note of acceptance counted as money in a settlement", "fund.vouchers-below-claim", Clause.REIMBURSEMENT,
        "C-07", fen(2600_00), change(SETTLED, vouchers=(invoice("验7", 2600_00, "2025-06-10", ACCEPTANCE),)),
    ),
    Mutation(
        "an invoice used again as a receipt", "fund.duplicate-invoice", Clause.VOUCHERS, "25332000000000000200",
        count(1),
        change(submitted("C-09"), vouchers=(invoice("2533 2000 0000 0000 0200", 6980_50, BOUGHT, RECEIPT),)),
    ),
    Mutation(
        "a receipt used again in another spelling", "fund.duplicate-voucher", Clause.VOUCHERS, "U65360908", count(1),
        then(
            change(submitted("C-08"), vouchers=(invoice("收 0908", 9000_00, "2025-08-04", RECEIPT),)),
            change(submitted("C-09"), vouchers=(invoice("收０９０８", 6980_50, BOUGHT, RECEIPT),)),
        ),
    ),
    Mutation(
        "a receipt used again as an invoice", "fund.duplicate-voucher", Clause.VOUCHERS, "0908", count(1),
        then(
            change(submitted("C-08"), vouchers=(invoice("0908", 9000_00, "2025-08-04", RECEIPT),)),
            change(submitted("C-09"), vouchers=(invoice("0908", 6980_50, BOUGHT),)),
        ),
    ),
    Mutation(
        "an invoice of a short number used again as a list", "fund.duplicate-voucher", Clause.VOUCHERS, "0908",
        count(1),
        then(
            change(submitted("C-08"), vouchers=(invoice("0908", 9000_00, "2025-08-04"),)),
            change(submitted("C-09"), vouchers=(invoice("0908", 6980_50, BOUGHT, LIST),)),
        ),
    ),
    Mutation(
        "one receipt twice in a claim", "fund.duplicate-voucher", Clause.VOUCHERS, "0908", count(1),
        change(submitted("C-09"), vouchers=(
            invoice("0908", 3490_25, BOUGHT, RECEIPT), invoice("0908", 3490_25, BOUGHT, RECEIPT),
        )),
    ),
)  # fmt: skip

MUTATIONS: tuple[Mutation, ...] = (*BUDGETS, *CLAIMS, *VOUCHERS)

TWINS: tuple[Twin, ...] = (
    # budget
    Twin("a budget drafted anew before it is approved", "fund.budget-approved-twice", insert(
        DRAFT, told("2025-01-07", fund.BudgetDrafted(INCOME, LINES, FINANCE)))),
    Twin("an approval that corrects the one before", "fund.budget-approved-twice", then(
        insert(BUDGET, AGAIN), wrap(one(fund.BudgetApproved, document="预〔2025〕2号"), corrects=(ACCOUNT, 4)))),
    Twin("a line twice in a draft that nobody approves", "fund.budget-line-twice", insert(
        LAST_YEAR, told("2024-12-03", fund.BudgetDrafted((), (MATERIALS, MATERIALS), FINANCE), Y2024))),
    Twin("a line of another name for the same", "fund.budget-line-twice", change(
        DRAFT, lines=(*LINES, BudgetLine("资料费（二）", FEES, 1, "materials")))),
    Twin("a line of a fen", "fund.budget-line-not-positive", change(DRAFT, lines=(*LINES, line_of(1)))),
    Twin("the budget approved on behalf of another", "fund.budget-drafter-approves", wrap(BUDGET, on_behalf_of=LEAD)),
    Twin("a transfer approved on behalf of another", "fund.transfer-asker-approves", then(
        change(asked("T-1"), asker=LEAD), wrap(shifted("T-1"), on_behalf_of=FINANCE))),
    Twin("the final accounts approved on behalf of another", "fund.final-drafter-approves", wrap(
        FINAL, on_behalf_of=LEAD)),
    # claims
    Twin("a claim of a fen", "fund.claim-not-positive", change(submitted("C-11"), fen=1)),
    Twin("all of an advance comes back", "fund.settlement-negative", then(
        change(SETTLED, spent=0, returned=3000_00, vouchers=()), balanced)),
    Twin("an expense with its vouchers on the day", "fund.advance-with-vouchers", change(
        submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("C09a", 1, BOUGHT)))),
    Twin("a reason of one word", "fund.reason-missing", change(one(fund.ClaimRejected, claim="C-04"), reason="重")),
    Twin("another claims what the staff accepts", "fund.own-acceptance", then(
        change(submitted("C-09"), claimant=EXPERT), change(one(fund.GoodsAccepted, claim="C-09"), acceptor=STAFF))),
    Twin("the goods accepted on behalf of another", "fund.own-acceptance", wrap(
        one(fund.GoodsAccepted, claim="C-09"), on_behalf_of=LEAD)),
    Twin("who reviews accepts the goods", "fund.own-acceptance", change(
        one(fund.GoodsAccepted, claim="C-09"), acceptor=FINANCE)),
    Twin("paid on the day of its approval", "fund.paid-before-approval", change(
        approved("C-09"), on=date(2025, 9, 5))),
    Twin("settled on the day it was paid", "fund.undone-before-payment", then(
        change(SETTLED, on=date(2025, 6, 2), vouchers=(invoice("C07", 2600_00, "2025-06-02"),)), balanced)),
    # vouchers
    Twin("a voucher of a fen", "fund.voucher-not-positive", change(
        submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("C09a", 1, BOUGHT)))),
    Twin("a note of acceptance without a sum", "fund.voucher-not-positive", change(
        submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("验9", 0, BOUGHT, ACCEPTANCE)))),
    Twin("a number of one digit", "fund.voucher-unnumbered", change(
        submitted("C-09"), vouchers=(invoice("9", 6980_50, BOUGHT, LIST),))),
    Twin("a note of acceptance beside enough vouchers", "fund.vouchers-below-claim", change(
        submitted("C-09"), vouchers=(invoice("C09", 6980_50, BOUGHT), invoice("验9", 6980_50, BOUGHT, ACCEPTANCE)))),
    Twin("a receipt with a digit more than an invoice", "fund.duplicate-invoice", change(
        submitted("C-09"), vouchers=(invoice("253320000000000002000", 6980_50, BOUGHT, RECEIPT),))),
    Twin("a receipt of another number", "fund.duplicate-voucher", then(
        change(submitted("C-08"), vouchers=(invoice("收 0908", 9000_00, "2025-08-04", RECEIPT),)),
        change(submitted("C-09"), vouchers=(invoice("收 0909", 6980_50, BOUGHT, RECEIPT),)))),
    Twin("a receipt that was free again", "fund.duplicate-voucher", then(
        change(submitted("C-04"), vouchers=(invoice("收 0908", 500_00, "2025-07-01", RECEIPT),)),
        change(submitted("C-09"), vouchers=(invoice("收 0908", 6980_50, BOUGHT, RECEIPT),)))),
    Twin("a settlement with a receipt of its own", "fund.duplicate-voucher", change(
        SETTLED, vouchers=(invoice("收 0708", 2600_00, "2025-06-10", RECEIPT),))),
)  # fmt: skip
