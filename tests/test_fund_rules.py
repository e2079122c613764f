"""Rule by rule: what each `require` of a fund account refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

from fund_year import (
    CARRIER,
    DAY,
    DEPUTY,
    FEES,
    FINANCE_HEAD,
    GRANT,
    HE,
    LU,
    NEW_YEAR,
    OFFICE,
    PUBLICITY,
    QIAN,
    SHEN,
    SPECIAL_FUND,
    STUDIO,
    SUN,
    TARIFF,
    TERMS,
    TRAINING,
    XU,
    YEAR_END,
    Year,
    invoice,
    mandated,
    ready,
)
from studio_domain import fund_account as fund
from studio_domain.fund_account import BudgetLine, ChargedItem, ClaimKind, ReceiptMode, SourceAmount, Stage, VoucherKind
from studio_domain.guideline import Role, Rule, fill
from studio_domain.mandate import Mandates
from studio_domain.person_record import PersonRecord, Relation
from studio_domain.studio import NOT_CLOSED, Recognition
from studio_domain.tariff_schedule import TariffSchedule
from studio_domain.values import PersonId
from telling import refused_by
from test_form import rules

NEXT_YEAR = date(2026, 1, 1)


def story() -> Year:
    """A year in which a claim stands at every stage."""
    year = ready()
    year.submit("new", TRAINING, 999_99).submit("large", TRAINING, 1_000_00)
    year.submit("reviewed", OFFICE, 100_00, beneficiary=SUN).on_to("reviewed", Stage.REVIEWED)
    year.submit("wide", PUBLICITY, 5_000_01).on_to("wide", Stage.REVIEWED)
    year.submit("approved", TRAINING, 500_00).on_to("approved", Stage.APPROVED)
    year.spend("paid", TRAINING, 300_00).advance("advance", OFFICE, 200_00)
    year.submit("returned", OFFICE, 50_00)
    year.take(fund.return_claim, claim="returned", by=HE, reason="缺验收单")
    year.take(
        fund.request_transfer, transfer="t", giving="宣传费", taking="培训活动费", fen=500_01, asker=LU, reason="加场"
    )
    year.take(charge, charge="c-1", receipt="No 0001")
    return year


PLAN = ChargedItem("商业计划书辅导", 600_00, 1, 600_00)
charge = partial(
    fund.charge_fee,
    client="k-1", items=(PLAN,), service_on=DAY, on=DAY, collector=QIAN, tariff=TARIFF, studio=STUDIO, terms=TERMS,
)  # fmt: skip


def issued(number: str, issuer: str | None, written: str = "") -> fund.Voucher:
    """A receipt of ¥0.10 of an issuer."""
    return attrs.evolve(invoice(written or number, 10, VoucherKind.RECEIPT), issuer=issuer)


OPEN = Year().account
ACCOUNT = story().account
BUDGETED = ready().account
EARLY = ready().submit("approved", TRAINING, 500_00).on_to("approved", Stage.APPROVED, on=date(2025, 3, 19)).account
POOR = Year().budget(TRAINING).submit("a", TRAINING, 10).on_to("a", Stage.APPROVED).account


def _closed(year: Year) -> Year:
    year.take(fund.close_year, by=SHEN, on=YEAR_END)
    return year


def _finished() -> Year:
    year = _closed(ready().spend("a", OFFICE, 1))
    year.take(fund.draft_final_accounts, drafter=HE)
    return year


CLOSED = _closed(ready()).account
DRAFTED = _finished().account
FINAL = fund.evolve(DRAFTED, fund.FinalAccountsApproved(XU, NEXT_YEAR, "决〔2026〕1号"))
LATE = fund.evolve(DRAFTED, fund.UnapprovedPaymentReported("u", CARRIER, 1, YEAR_END, QIAN, "b"))
PENDING = fund.evolve(OPEN, fund.BudgetDrafted((SourceAmount(GRANT, 20_000_00),), (TRAINING,), HE))
REVIEWED_BY_CASHIER = fund.evolve(BUDGETED, fund.Reconciled(1, 0, 0, (), QIAN, date(2025, 2, 1)))
REFUNDED = fund.evolve(ACCOUNT, fund.FeeRefunded("f", "c-1", 100_00, DAY, QIAN, "多收", "b"))

opening = partial(fund.open_account, None, year=2025, opening=(), studio=STUDIO, previous=None)
adopt = partial(fund.adopt_finance_rules, OPEN, version="2025", effective=date(2025, 2, 1), document="d")
draft = partial(fund.draft_budget, OPEN, income=(SourceAmount(GRANT, 100),), drafter=HE, terms=TERMS)
approve_budget = partial(
    fund.approve_budget, PENDING, approver=XU, document="d", on=NEW_YEAR, regulation=SPECIAL_FUND, terms=TERMS
)
add = partial(
    fund.draft_budget_supplement,
    supplement="s", income=(SourceAmount(GRANT, 100),), drafter=HE, reason="新到补助", terms=TERMS,
)  # fmt: skip
ADDING = fund.evolve(BUDGETED, add(BUDGETED, lines=(BudgetLine("竞赛费", GRANT, 100, "contest"),)))
ADDED = fund.evolve(ADDING, fund.BudgetSupplementApproved("s", XU, "d"))
approve_added = partial(
    fund.approve_budget_supplement,
    supplement="s", approver=XU, document="d", on=DAY, regulation=SPECIAL_FUND, terms=TERMS,
)  # fmt: skip
ask = partial(
    fund.request_transfer, ACCOUNT, transfer="n", giving="宣传费", taking="培训活动费", fen=1, asker=LU, reason="r"
)
grant_transfer = partial(fund.approve_transfer, ACCOUNT, transfer="t", approver=XU, terms=TERMS)
decline = partial(fund.decline_transfer, ACCOUNT, transfer="t", decliner=XU, reason="r")
receive = partial(
    fund.record_receipt, ACCOUNT,
    receipt="n", source=GRANT, fen=1, on=DAY, mode=ReceiptMode.BANK, reference="b", payer="x",
    payer_kind=fund.PayerKind.AUTHORITY,
)  # fmt: skip
send_back = partial(
    fund.return_funds,
    returned="n", source=GRANT, fen=1, on=DAY, payer=QIAN, approver=XU, document="d", reference="b",
)  # fmt: skip
submit = partial(
    fund.submit_claim, ACCOUNT,
    claim="n", kind=ClaimKind.EXPENSE, line="办公费", category="office", fen=10, vouchers=(invoice("9", 10),), claimant=LU,
    purpose="p", on=DAY,
)  # fmt: skip
accept = partial(fund.accept_goods, ACCOUNT, on=DAY, document="d")
review = partial(fund.review_claim, ACCOUNT, terms=TERMS)
approve = partial(
    fund.approve_claim,
    ACCOUNT, claim="reviewed", approver=SHEN, on=DAY, mandates=FINANCE_HEAD, person=None, terms=TERMS,
)  # fmt: skip


def related(relation: Relation, other: PersonId = SUN) -> PersonRecord:
    """The record of SHEN, who has a relative."""
    return PersonRecord(SHEN, (), {}, {other: relation})


pay = partial(fund.pay_claim, claim="approved", payer=QIAN, on=DAY, mode=ReceiptMode.BANK, reference="b", entry="记-2")
settle = partial(
    fund.settle_advance, ACCOUNT,
    claim="advance", vouchers=(invoice("9", 150_00),), spent=150_00, returned=50_00, reviewer=HE, on=DAY,
)  # fmt: skip
reverse = partial(fund.reverse_payment, ACCOUNT, claim="paid", by=HE, on=DAY, reason="r", reference="b")
report = partial(
    fund.report_unapproved_payment, ACCOUNT, payment="n", source=GRANT, fen=1, on=DAY, payer=QIAN, reference="b"
)
bill = partial(charge, ACCOUNT, charge="n", receipt="No 0002")
refund = partial(fund.refund_fee, refund="n", charge="c-1", fen=1, on=DAY, payer=QIAN, reason="多收", reference="b")
JANUARY = date(2026, 1, 15)
CHARGED = attrs.evolve(REFUNDED, year_end=CLOSED.year_end)
YEAR_AFTER = fund.evolve(None, fund.AccountOpened(2026, STUDIO.carrier, (SourceAmount(FEES, 500_00),)))
reconcile = partial(
    fund.reconcile, month=3, books_fen=28_000_00, items=(), reconciler=HE, on=date(2025, 3, 31), mandates=Mandates()
)
approve_final = partial(fund.approve_final_accounts, approver=XU, on=NEXT_YEAR, document="d")


def line(name: str = "L", fen: int = 100, category: str = "training") -> BudgetLine:
    return BudgetLine(name, GRANT, fen, category)


def limited(limit: int) -> Mandates:
    return mandated(Role.FINANCE_HEAD, limit)


ONE_SOURCE_LESS = attrs.evolve(TERMS, fund=attrs.evolve(TERMS.fund, sources=("carrier",)))
STRICTER = attrs.evolve(TERMS, fund=attrs.evolve(TERMS.fund, fiscal_forbidden=("training",)))
NO_CONTESTS = attrs.evolve(TERMS, fund=attrs.evolve(TERMS.fund, fiscal_forbidden=("contest",)))
CONSULTING = attrs.evolve(TARIFF.versions[1].items["政策咨询"], unit_fen=1)
DEAR = TariffSchedule({1: attrs.evolve(TARIFF.versions[1], items={"政策咨询": CONSULTING})})
PUBLIC = attrs.evolve(STUDIO, carrier_kind="public-employment-service")

Case = tuple[Rule, dict[str, Any], Callable[[], object]]

CASES: list[Case] = [
    # 开立
    (fund.OPENED_ONCE, {"year": 2025}, lambda: fund.open_account(OPEN, year=2025, opening=(), studio=STUDIO, previous=None)),
    (fund.NOT_NEGATIVE, {"source": FEES}, lambda: opening(opening=(SourceAmount(FEES, -1),))),
    (fund.SOURCE_ONCE, {"source": FEES}, lambda: opening(opening=(SourceAmount(FEES, 1), SourceAmount(FEES, 1)))),
    (fund.PREVIOUS_CLOSED, {"year": 2025}, lambda: opening(year=2026, previous=BUDGETED)),
    (
        fund.OPENS_AS_CLOSED,
        {"source": GRANT, "opening": 25_000_01, "closing": 25_000_00},
        lambda: opening(year=2026, previous=CLOSED, opening=(SourceAmount(GRANT, 25_000_01), SourceAmount(CARRIER, 3_000_00))),
    ),
    (fund.NEWER_FINANCE_RULES, {"version": "2023", "effective": date(2023, 7, 1)}, lambda: adopt(effective=date(2023, 7, 1))),
    (fund.DOCUMENTED, {}, lambda: adopt(document=" ")),
    # 预算
    (fund.BUDGETED_ONCE, {"year": 2025}, lambda: fund.draft_budget(BUDGETED, income=(), lines=(), drafter=HE, terms=TERMS)),
    (fund.SOURCE_ONCE, {"source": GRANT}, lambda: draft(income=(SourceAmount(GRANT, 1), SourceAmount(GRANT, 1)), lines=(line(),))),
    (fund.NOT_NEGATIVE, {"source": FEES}, lambda: draft(income=(SourceAmount(FEES, -1),), lines=(line(),))),
    (fund.HAS_LINES, {}, lambda: draft(lines=())),
    (fund.LINE_POSITIVE, {"line": "L"}, lambda: draft(lines=(line(fen=0),))),
    (fund.LINE_ONCE, {"line": "L"}, lambda: draft(lines=(line(fen=1), line(fen=2)))),
    (fund.KNOWN_SOURCE, {"source": GRANT}, lambda: draft(lines=(line(),), terms=ONE_SOURCE_LESS)),
    (fund.WITHIN_MEANS, {"source": GRANT, "over": 1}, lambda: draft(lines=(line(fen=60), line("M", 41)))),
    (fund.GRANT_PURPOSE, {"line": "L", "category": "vehicle"}, lambda: draft(lines=(line(category="vehicle"),))),
    (fund.BUDGET_DRAFTED, {"year": 2025}, lambda: fund.approve_budget(OPEN, approver=XU, document="d", on=DAY, regulation=None, terms=TERMS)),
    (fund.BUDGETED_ONCE, {"year": 2025}, lambda: fund.approve_budget(BUDGETED, approver=XU, document="d", on=DAY, regulation=SPECIAL_FUND, terms=TERMS)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_budget(approver=HE)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_budget(principal=HE)),
    (fund.DOCUMENTED, {}, lambda: approve_budget(document=" ")),
    (fund.GRANT_PURPOSE, {"line": "培训活动费", "category": "training"}, lambda: approve_budget(terms=STRICTER)),
    (fund.SPECIAL_FUND_RULES, {"on": NEW_YEAR}, lambda: approve_budget(regulation=None)),
    (fund.SPECIAL_FUND_RULES, {"on": date(2024, 12, 31)}, lambda: approve_budget(on=date(2024, 12, 31))),
    (fund.SPECIAL_FUND_RULES, {"on": NEW_YEAR}, lambda: approve_budget(regulation=attrs.evolve(SPECIAL_FUND, kind="finance"))),
    # 追加
    (fund.YEAR_OPEN, {"year": 2025}, lambda: add(CLOSED, lines=(line(),))),
    (fund.BUDGET_APPROVED, {"year": 2025}, lambda: add(OPEN, lines=(line(),))),
    (fund.NEW_SUPPLEMENT, {"supplement": "s"}, lambda: add(ADDED, lines=(line(),))),
    (fund.SOURCE_ONCE, {"source": GRANT}, lambda: add(BUDGETED, income=(SourceAmount(GRANT, 1), SourceAmount(GRANT, 1)), lines=(line(fen=1),))),
    (fund.NOT_NEGATIVE, {"source": FEES}, lambda: add(BUDGETED, income=(SourceAmount(FEES, -1),), lines=(line(),))),
    (fund.HAS_LINES, {}, lambda: add(BUDGETED, lines=())),
    (fund.LINE_POSITIVE, {"line": "L"}, lambda: add(BUDGETED, lines=(line(fen=0),))),
    (fund.LINE_ONCE, {"line": "L"}, lambda: add(BUDGETED, lines=(line(fen=1), line(fen=2)))),
    (fund.KNOWN_SOURCE, {"source": GRANT}, lambda: add(BUDGETED, lines=(line(),), terms=ONE_SOURCE_LESS)),
    (fund.WITHIN_ADDED_MEANS, {"source": GRANT, "over": 1}, lambda: add(BUDGETED, lines=(line(fen=60), line("M", 41)))),
    (fund.WITHIN_ADDED_MEANS, {"source": GRANT, "over": 100}, lambda: add(BUDGETED, lines=(line(),), income=())),
    (fund.LINE_AS_BUDGETED, {"line": "办公费", "source": CARRIER, "category": "office"}, lambda: add(BUDGETED, lines=(line("办公费", category="office"),))),
    (fund.LINE_AS_BUDGETED, {"line": "宣传费", "source": GRANT, "category": "publicity"}, lambda: add(BUDGETED, lines=(line("宣传费"),))),
    (fund.GRANT_PURPOSE, {"line": "L", "category": "vehicle"}, lambda: add(BUDGETED, lines=(line(category="vehicle"),))),
    (fund.REASON_STATED, {}, lambda: add(BUDGETED, lines=(line(),), reason=" ")),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: approve_added(attrs.evolve(ADDING, year_end=CLOSED.year_end))),
    (fund.SUPPLEMENT_PENDING, {"supplement": "n"}, lambda: approve_added(ADDING, supplement="n")),
    (fund.SUPPLEMENT_PENDING, {"supplement": "s"}, lambda: approve_added(ADDED)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_added(ADDING, approver=HE)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_added(ADDING, principal=HE)),
    (fund.DOCUMENTED, {}, lambda: approve_added(ADDING, document=" ")),
    (fund.GRANT_PURPOSE, {"line": "竞赛费", "category": "contest"}, lambda: approve_added(ADDING, terms=NO_CONTESTS)),
    (fund.SPECIAL_FUND_RULES, {"on": DAY}, lambda: approve_added(ADDING, regulation=None)),
    (
        fund.LINE_AS_BUDGETED,
        {"line": "竞赛费", "source": CARRIER, "category": "contest"},
        lambda: approve_added(attrs.evolve(ADDING, budget=attrs.evolve(ADDING.budget, lines={**ADDING.budget.lines, "竞赛费": fund.Line(CARRIER, "contest", 1, 1)}))),
    ),
    # 调剂
    (fund.YEAR_OPEN, {"year": 2025}, lambda: fund.request_transfer(CLOSED, transfer="n", giving="宣传费", taking="培训活动费", fen=1, asker=LU, reason="r")),
    (fund.BUDGET_APPROVED, {"year": 2025}, lambda: fund.request_transfer(OPEN, transfer="n", giving="宣传费", taking="培训活动费", fen=1, asker=LU, reason="r")),
    (fund.LINE_EXISTS, {"line": "差旅"}, lambda: ask(giving="差旅")),
    (fund.LINE_EXISTS, {"line": "差旅"}, lambda: ask(taking="差旅")),
    (fund.NEW_TRANSFER, {"transfer": "t"}, lambda: ask(transfer="t")),
    (fund.BETWEEN_TWO_LINES, {}, lambda: ask(taking="宣传费")),
    (fund.WITHIN_ONE_SOURCE, {"giving": GRANT, "taking": CARRIER}, lambda: ask(taking="办公费")),
    (fund.POSITIVE, {}, lambda: ask(fen=0)),
    (fund.REASON_STATED, {}, lambda: ask(reason=" ")),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: fund.approve_transfer(attrs.evolve(ACCOUNT, year_end=CLOSED.year_end), transfer="t", approver=XU, terms=TERMS)),
    (fund.TRANSFER_PENDING, {"transfer": "n"}, lambda: grant_transfer(transfer="n")),
    (fund.TWO_HANDS, {"hand": LU}, lambda: grant_transfer(approver=LU)),
    (fund.TWO_HANDS, {"hand": LU}, lambda: grant_transfer(principal=LU)),
    (
        fund.WITHIN_LINE,
        {"line": "宣传费", "over": 1},
        lambda: fund.approve_transfer(fund.evolve(fund.evolve(ACCOUNT, fund.ClaimSubmitted("x", ClaimKind.EXPENSE, "宣传费", "publicity", 4_500_00, (), LU, "2023", "p")), fund.ClaimApproved("x", SHEN)), transfer="t", approver=XU, terms=TERMS, document="d"),
    ),
    (fund.AUTHORITY_AGREES, {"line": "宣传费", "given": 500_01, "pct": 10}, lambda: grant_transfer()),
    (fund.AUTHORITY_AGREES, {"line": "宣传费", "given": 500_01, "pct": 10}, lambda: grant_transfer(document=" ")),
    (fund.TRANSFER_PENDING, {"transfer": "n"}, lambda: decline(transfer="n")),
    (fund.REASON_STATED, {}, lambda: decline(reason=" ")),
    # 收入与退回
    (fund.NEW_NUMBER, {"number": "r-4"}, lambda: receive(receipt="r-4")),
    (fund.POSITIVE, {}, lambda: receive(fen=0)),
    (fund.PAYER_NO_NAME, {}, lambda: receive(payer_kind=fund.PayerKind.PERSON, payer="x")),
    (fund.PAYER_NO_NAME, {}, lambda: receive(payer_kind=fund.PayerKind.PERSON, payer="某公益基金会")),
    (fund.PAYER_NO_NAME, {}, lambda: receive(payer_kind=fund.PayerKind.CLIENT, payer="张三")),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: send_back(CLOSED)),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: send_back(BUDGETED, on=NEXT_YEAR)),
    (fund.NEW_NUMBER, {"number": "n"}, lambda: send_back(fund.evolve(BUDGETED, send_back(BUDGETED)))),
    (fund.POSITIVE, {}, lambda: send_back(BUDGETED, fen=0)),
    (fund.WITHIN_BALANCE, {"source": GRANT, "over": 1}, lambda: send_back(BUDGETED, fen=25_000_01)),
    (fund.CASHIER_APART, {"hand": QIAN}, lambda: send_back(REVIEWED_BY_CASHIER)),
    (fund.TWO_HANDS, {"hand": QIAN}, lambda: send_back(BUDGETED, approver=QIAN)),
    (fund.TWO_HANDS, {"hand": XU}, lambda: send_back(BUDGETED, principal=XU)),
    (fund.DOCUMENTED, {}, lambda: send_back(BUDGETED, document=" ")),
    # 报销
    (fund.YEAR_OPEN, {"year": 2025}, lambda: fund.submit_claim(CLOSED, **submit.keywords)),
    (fund.BUDGET_APPROVED, {"year": 2025}, lambda: fund.submit_claim(OPEN, **submit.keywords)),
    (fund.LINE_EXISTS, {"line": "差旅"}, lambda: submit(line="差旅")),
    (fund.NEW_CLAIM, {"claim": "new"}, lambda: submit(claim="new")),
    (fund.NEW_CLAIM, {"claim": "returned"}, lambda: submit(claim="returned", claimant=SUN)),
    (fund.CATEGORY_OF_LINE, {"line": "办公费", "budgeted": "office", "category": "training"}, lambda: submit(category="training")),
    (fund.POSITIVE, {}, lambda: submit(fen=0)),
    (fund.POSITIVE, {}, lambda: submit(fen=0, kind=ClaimKind.ADVANCE, vouchers=())),
    (fund.VOUCHED, {}, lambda: submit(vouchers=())),
    (fund.VOUCHER_NUMBERED, {"longest": 64}, lambda: submit(vouchers=(invoice(" - ", 10),))),
    (fund.VOUCHER_NUMBERED, {"longest": 64}, lambda: submit(vouchers=(invoice("9" * 65, 10),))),
    (fund.VOUCHER_POSITIVE, {"number": "8"}, lambda: submit(vouchers=(invoice("9", 10), invoice("8", 0)))),
    (fund.VOUCHER_ONCE, {"number": "9"}, lambda: submit(vouchers=(invoice("9", 5), invoice("９", 5)))),
    (fund.VOUCHER_FREE, {"number": "PAID", "claim": "paid"}, lambda: submit(vouchers=(invoice("ｐａｉｄ", 10),))),
    (fund.VOUCHER_ONCE, {"number": "9"}, lambda: submit(vouchers=(issued("9", "某打印店"), issued("９", None)))),
    (fund.ISSUER_NO_PERSON, {"number": "9"}, lambda: submit(vouchers=(issued("9", "张三"),))),
    (fund.ISSUER_NO_PERSON, {"number": "9"}, lambda: submit(vouchers=(issued("9", " "),))),
    (fund.ISSUER_NO_PERSON, {"number": "9"}, lambda: settle(vouchers=(attrs.evolve(issued("9", "Zhang San"), fen=150_00),))),
    (fund.VOUCHERS_SUFFICE, {"short": 1}, lambda: submit(vouchers=(invoice("9", 5), invoice("8", 4)))),
    (fund.VOUCHERS_SUFFICE, {"short": 10}, lambda: submit(vouchers=(invoice("9", 10, VoucherKind.ACCEPTANCE),))),
    (fund.ADVANCE_UNVOUCHED, {}, lambda: submit(kind=ClaimKind.ADVANCE)),
    (fund.FINANCE_RULES_HOLD, {"on": date(2023, 6, 30)}, lambda: submit(on=date(2023, 6, 30))),
    (fund.CLAIM_EXISTS, {"claim": "n"}, lambda: accept(claim="n", acceptor=HE)),
    (fund.IN_ORDER, {"claim": "paid", "stage": Stage.PAID, "needed": "submitted"}, lambda: accept(claim="paid", acceptor=HE)),
    (fund.TWO_HANDS, {"hand": LU}, lambda: accept(claim="new", acceptor=LU)),
    (fund.TWO_HANDS, {"hand": LU}, lambda: accept(claim="new", acceptor=HE, principal=LU)),
    (fund.IN_ORDER, {"claim": "paid", "stage": Stage.PAID, "needed": "submitted"}, lambda: review(claim="paid", reviewer=XU)),
    (fund.FOUR_HANDS, {"claim": "new", "hand": LU}, lambda: review(claim="new", reviewer=LU)),
    (fund.ACCEPTED, {"claim": "large", "least": 1_000_00}, lambda: review(claim="large", reviewer=HE)),
    (fund.IN_ORDER, {"claim": "new", "stage": Stage.SUBMITTED, "needed": "reviewed"}, lambda: approve(claim="new")),
    (fund.WITHIN_LINE, {"line": "宣传费", "over": 1}, lambda: approve(claim="wide")),
    (fund.NOT_FOR_KIN, {"hand": SHEN, "claim": "reviewed"}, lambda: approve(person=related(Relation.SPOUSE))),
    (fund.NOT_FOR_KIN, {"hand": SHEN, "claim": "reviewed"}, lambda: approve(person=related(Relation.KIN))),
    (fund.MAY_APPROVE, {"approver": SHEN, "on": DAY}, lambda: approve(mandates=mandated(Role.FINANCE))),
    (fund.MAY_APPROVE, {"approver": SHEN, "on": DAY}, lambda: approve(mandates=mandated(Role.FINANCE_HEAD, org="91000000MA000004XL"))),
    (fund.MAY_APPROVE, {"approver": SHEN, "on": NEXT_YEAR}, lambda: approve(on=NEXT_YEAR)),
    (fund.WITHIN_LIMIT, {"approver": SHEN, "over": 1}, lambda: approve(mandates=limited(99_99))),
    (fund.WITHIN_LIMIT, {"approver": SHEN, "over": 100_00}, lambda: approve(mandates=limited(0))),
    (fund.FOUR_HANDS, {"claim": "reviewed", "hand": LU}, lambda: approve(approver=LU)),
    (fund.FOUR_HANDS, {"claim": "reviewed", "hand": HE}, lambda: approve(approver=HE)),
    (fund.FOUR_HANDS, {"claim": "reviewed", "hand": HE}, lambda: approve(mandates=mandated(Role.CARRIER_HEAD, delegator=HE))),
    (fund.NOT_FOR_ONESELF, {"claim": "reviewed", "hand": SUN}, lambda: approve(approver=SUN)),
    (fund.NOT_FOR_ONESELF, {"claim": "reviewed", "hand": SUN}, lambda: approve(mandates=mandated(Role.CARRIER_HEAD, delegator=SUN))),
    (fund.IN_ORDER, {"claim": "paid", "stage": Stage.PAID, "needed": "submitted / reviewed / approved"}, lambda: fund.return_claim(ACCOUNT, claim="paid", by=HE, reason="r")),
    (fund.REASON_STATED, {}, lambda: fund.return_claim(ACCOUNT, claim="new", by=HE, reason=" ")),
    (fund.IN_ORDER, {"claim": "paid", "stage": Stage.PAID, "needed": "submitted / reviewed / approved / returned"}, lambda: fund.reject_claim(ACCOUNT, claim="paid", by=HE, reason="r")),
    (fund.REASON_STATED, {}, lambda: fund.reject_claim(ACCOUNT, claim="returned", by=HE, reason=" ")),
    # 支付、核销、冲销
    (fund.YEAR_OPEN, {"year": 2025}, lambda: pay(attrs.evolve(ACCOUNT, year_end=CLOSED.year_end))),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: pay(ACCOUNT, on=NEXT_YEAR)),
    (fund.IN_ORDER, {"claim": "reviewed", "stage": Stage.REVIEWED, "needed": "approved"}, lambda: pay(ACCOUNT, claim="reviewed")),
    (fund.FOUR_HANDS, {"claim": "approved", "hand": SHEN}, lambda: pay(ACCOUNT, payer=SHEN)),
    (fund.WITHIN_BALANCE, {"source": GRANT, "over": 10}, lambda: pay(POOR, claim="a")),
    (fund.WITHIN_BALANCE, {"source": GRANT, "over": 500_00}, lambda: pay(EARLY, on=date(2025, 3, 19))),
    (fund.AFTER_APPROVAL, {"claim": "approved", "approved": DAY, "on": DAY - timedelta(1)}, lambda: pay(ACCOUNT, on=DAY - timedelta(1))),
    (fund.WITHIN_BALANCE, {"source": GRANT, "over": 500_00}, lambda: pay(fund.evolve(ACCOUNT, fund.UnapprovedPaymentReported("u", GRANT, 24_700_00, YEAR_END, QIAN, "b")))),
    (fund.CASHIER_APART, {"hand": SUN}, lambda: pay(fund.evolve(ACCOUNT, fund.Reconciled(1, 0, 0, (), SUN, DAY)), payer=SUN)),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: settle(on=NEXT_YEAR)),
    (fund.IN_ORDER, {"claim": "new", "stage": Stage.SUBMITTED, "needed": "paid"}, lambda: settle(claim="new")),
    (fund.IS_ADVANCE, {"claim": "paid"}, lambda: settle(claim="paid")),
    (fund.TWO_HANDS, {"hand": LU}, lambda: settle(reviewer=LU)),
    (fund.PARTS_NOT_NEGATIVE, {}, lambda: settle(spent=200_01, returned=-1)),
    (fund.PARTS_NOT_NEGATIVE, {}, lambda: settle(spent=-1, returned=200_01)),
    (fund.ADVANCE_ACCOUNTED, {"accounted": 200_01, "advance": 200_00}, lambda: settle(returned=50_01)),
    (fund.VOUCHED, {}, lambda: settle(vouchers=())),
    (fund.VOUCHED, {}, lambda: submit(fen=1, vouchers=())),
    (fund.VOUCHERS_SUFFICE, {"short": 1}, lambda: settle(vouchers=(invoice("9", 149_99),))),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: reverse(on=NEXT_YEAR)),
    (fund.IN_ORDER, {"claim": "approved", "stage": Stage.APPROVED, "needed": "paid"}, lambda: reverse(claim="approved")),
    (fund.REASON_STATED, {}, lambda: reverse(reason=" ")),
    (fund.AFTER_PAYMENT, {"claim": "paid", "paid": DAY, "on": DAY - timedelta(1)}, lambda: reverse(on=DAY - timedelta(1))),
    (fund.AFTER_PAYMENT, {"claim": "advance", "paid": DAY, "on": DAY - timedelta(1)}, lambda: settle(on=DAY - timedelta(1))),
    (fund.NEW_NUMBER, {"number": "u"}, lambda: fund.report_unapproved_payment(LATE, **(report.keywords | {"payment": "u"}))),
    (fund.POSITIVE, {}, lambda: report(fen=0)),
    # 收费
    (fund.FREE_OF_CHARGE, {"kind": "public-employment-service"}, lambda: bill(studio=PUBLIC)),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: charge(CLOSED, charge="n", receipt="2")),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: bill(on=NEXT_YEAR)),
    (fund.NEW_CHARGE, {"charge": "c-1"}, lambda: bill(charge="c-1")),
    (fund.TARIFF_IN_FORCE, {"on": date(2024, 12, 31)}, lambda: bill(service_on=date(2024, 12, 31))),
    (fund.TWO_HANDS, {"hand": LU}, lambda: bill(collector=LU)),
    (fund.TWO_HANDS, {"hand": XU}, lambda: bill(collector=XU)),
    (fund.ITEMISED, {}, lambda: bill(items=())),
    (fund.IN_TARIFF, {"on": DAY, "item": "资料费"}, lambda: bill(items=(PLAN, ChargedItem("资料费", 80_00, 1, 80_00)))),
    (fund.PRICE_NOT_NEGATIVE, {"item": PLAN.item}, lambda: bill(items=(ChargedItem(PLAN.item, -1, 1, -1),))),
    (fund.WITHIN_TARIFF, {"item": PLAN.item, "over": 1}, lambda: bill(items=(ChargedItem(PLAN.item, 600_01, 1, 600_01),))),
    (fund.BASIC_SERVICE, {"item": "政策咨询", "most": 0}, lambda: bill(items=(ChargedItem("政策咨询", 1, 1, 1),), tariff=DEAR)),
    (fund.QUANTITY, {"item": PLAN.item}, lambda: bill(items=(ChargedItem(PLAN.item, 600_00, 0, 0),))),
    (fund.UNIT_BY_QUANTITY, {"item": PLAN.item, "expected": 1_200_00, "fen": 600_00}, lambda: bill(items=(ChargedItem(PLAN.item, 600_00, 2, 600_00),))),
    (fund.RECEIPT_GIVEN, {}, lambda: bill(receipt=" ")),
    (fund.RECEIPT_ONCE, {"receipt": "0001", "charge": "c-1"}, lambda: bill(receipt="０００１")),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: refund(attrs.evolve(ACCOUNT, year_end=CLOSED.year_end))),
    (fund.IN_FISCAL_YEAR, {"on": NEXT_YEAR, "year": 2025}, lambda: refund(ACCOUNT, on=NEXT_YEAR)),
    (fund.NEW_NUMBER, {"number": "f"}, lambda: refund(REFUNDED, refund="f")),
    (fund.CHARGE_EXISTS, {"charge": "c-2"}, lambda: refund(ACCOUNT, charge="c-2")),
    (fund.POSITIVE, {}, lambda: refund(ACCOUNT, fen=0)),
    (fund.WITHIN_CHARGE, {"over": 1}, lambda: refund(REFUNDED, fen=500_01)),
    (fund.REFUNDED_IN_TIME, {"charged": 2025, "year": 2027}, lambda: refund(attrs.evolve(YEAR_AFTER, year=2027), on=date(2027, 1, 4), earlier=CHARGED)),
    (fund.REFUNDED_IN_TIME, {"charged": 2026, "year": 2026}, lambda: refund(YEAR_AFTER, on=JANUARY, earlier=YEAR_AFTER)),
    (fund.PREVIOUS_CLOSED, {"year": 2025}, lambda: refund(YEAR_AFTER, on=JANUARY, earlier=ACCOUNT)),
    (fund.CHARGE_EXISTS, {"charge": "c-1"}, lambda: refund(YEAR_AFTER, on=JANUARY)),
    (fund.CHARGE_EXISTS, {"charge": "c-2"}, lambda: refund(YEAR_AFTER, on=JANUARY, charge="c-2", earlier=CHARGED)),
    (fund.WITHIN_CHARGE, {"over": 1}, lambda: refund(YEAR_AFTER, on=JANUARY, fen=500_01, earlier=CHARGED)),
    (fund.WITHIN_CHARGE, {"over": 1}, lambda: refund(fund.evolve(YEAR_AFTER, refund(YEAR_AFTER, on=JANUARY, fen=500_00, earlier=CHARGED)), refund="m", on=JANUARY, fen=1, earlier=CHARGED)),
    (fund.WITHIN_BALANCE, {"source": FEES, "over": 1}, lambda: refund(fund.evolve(ACCOUNT, fund.UnapprovedPaymentReported("u", FEES, 1, DAY, QIAN, "b")), fen=600_00)),
    (fund.CASHIER_APART, {"hand": HE}, lambda: refund(fund.evolve(ACCOUNT, fund.Reconciled(1, 0, 0, (), HE, DAY)), payer=HE)),
    (fund.REASON_STATED, {}, lambda: refund(ACCOUNT, reason=" ")),
    # 核对、年终
    (fund.MONTH_ONCE, {"month": 3}, lambda: reconcile(fund.evolve(BUDGETED, reconcile(BUDGETED)))),
    (fund.MONTH_OVER, {"month": 3, "end": date(2025, 3, 31)}, lambda: reconcile(BUDGETED, on=date(2025, 3, 30))),
    (fund.CASHIER_APART, {"hand": QIAN}, lambda: reconcile(ACCOUNT, reconciler=QIAN)),
    (fund.CASHIER_APART, {"hand": HE}, lambda: reconcile(BUDGETED, mandates=mandated(Role.CASHIER))),
    (fund.BOOKS_AGREE, {"difference": 1}, lambda: reconcile(BUDGETED, books_fen=28_000_01)),
    (fund.CONCLUSION_STATED, {}, lambda: fund.review_performance(ACCOUNT, reviewer=XU, conclusion=" ", document="d")),
    (fund.DOCUMENTED, {}, lambda: fund.review_performance(ACCOUNT, reviewer=XU, conclusion="良好", document=" ")),
    (fund.YEAR_OPEN, {"year": 2025}, lambda: fund.close_year(CLOSED, by=SHEN, on=YEAR_END)),
    (fund.YEAR_OVER, {"year": 2025, "on": date(2025, 12, 30)}, lambda: fund.close_year(BUDGETED, by=SHEN, on=date(2025, 12, 30))),
    (fund.NO_OPEN_CLAIM, {"claim": "new", "stage": Stage.SUBMITTED}, lambda: fund.close_year(ACCOUNT, by=SHEN, on=YEAR_END)),
    (fund.CLOSED_FIRST, {"year": 2025}, lambda: fund.draft_final_accounts(BUDGETED, drafter=HE)),
    (fund.FINAL_ONCE, {"year": 2025}, lambda: fund.draft_final_accounts(FINAL, drafter=HE)),
    (fund.FINAL_DRAFTED, {"year": 2025}, lambda: approve_final(CLOSED)),
    (fund.FINAL_ONCE, {"year": 2025}, lambda: approve_final(FINAL)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_final(DRAFTED, approver=HE)),
    (fund.TWO_HANDS, {"hand": HE}, lambda: approve_final(DRAFTED, principal=HE)),
    (fund.EQUAL_LEDGER, {"year": 2025}, lambda: approve_final(LATE)),
    (fund.AUTHORITY_REPLIED, {}, lambda: approve_final(DRAFTED, document=None)),
    (fund.AUTHORITY_REPLIED, {}, lambda: approve_final(DRAFTED, document=" ")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "figures", "decide"), CASES, ids=[f"{n}-{case[0].en}" for n, case in enumerate(CASES)]
)
def test_the_rule_refuses(rule: Rule, figures: dict[str, Any], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()


def test_a_closed_studio_opens_no_account() -> None:
    with refused_by(NOT_CLOSED, closed=YEAR_END):
        opening(studio=attrs.evolve(STUDIO, recognition=Recognition(closed=YEAR_END)))


def test_every_rule_has_a_case() -> None:
    assert set(rules("fund_account").values()) == {rule for rule, _, _ in CASES}


@pytest.mark.parametrize(("rule", "figures", "_"), CASES, ids=[f"{n}-{case[0].en}" for n, case in enumerate(CASES)])
def test_a_refusal_names_its_figures_in_both_languages(rule: Rule, figures: dict[str, Any], _: object) -> None:
    for text in (rule.zh, rule.en):
        assert fill(text, figures)


WELL: dict[str, Callable[[], object]] = {
    "a first account": lambda: opening(),
    "newer finance rules": lambda: adopt(effective=date(2023, 7, 2)),
    "a budget of all means": lambda: draft(lines=(line(fen=60), line("M", 40))),
    "a budget with the grant's rules in force": lambda: approve_budget(),
    "a budget for somebody else than the drafter": lambda: approve_budget(approver=SHEN, principal=XU),
    "a supplement of all additional means": lambda: add(BUDGETED, lines=(line(fen=60), line("培训活动费", 40))),
    "a supplement drafted again": lambda: add(ADDING, lines=(line(),)),
    "the approval of a supplement": lambda: approve_added(ADDING),
    "one of the carrier's money without the grant's rules": lambda: approve_added(fund.evolve(BUDGETED, add(BUDGETED, income=(SourceAmount(CARRIER, 1),), lines=(BudgetLine("办公费", CARRIER, 1, "office"),))), regulation=None),
    "a transfer of the line's tenth": lambda: fund.approve_transfer(fund.evolve(ACCOUNT, ask(fen=500_00)), transfer="n", approver=XU, terms=TERMS),
    "a larger one with the authority's document": lambda: grant_transfer(document="西人社〔2025〕9号"),
    "a request": lambda: ask(),
    "no transfer": lambda: decline(),
    "a receipt": lambda: receive(),
    "a receipt of a closed year": lambda: fund.record_receipt(CLOSED, **receive.keywords),
    "a receipt of somebody who is on record": lambda: receive(payer_kind=fund.PayerKind.PERSON, payer="p-017"),
    "a receipt of somebody who is not": lambda: receive(payer_kind=fund.PayerKind.PERSON, payer=""),
    "a receipt of a client by its number": lambda: receive(payer_kind=fund.PayerKind.CLIENT, payer="c-007"),
    "two receipts of one number": lambda: submit(vouchers=(issued("9", "某打印店"), issued("9", "91000000MA00000157", "8"))),
    "all that is left goes back": lambda: send_back(BUDGETED, fen=25_000_00),
    "an expense": lambda: submit(),
    "a returned claim again": lambda: submit(claim="returned", vouchers=(invoice("returned", 10),)),
    "an advance": lambda: submit(kind=ClaimKind.ADVANCE, vouchers=()),
    "the longest number": lambda: submit(vouchers=(invoice("9" * 64, 10),)),
    "on the day finance rules begin": lambda: submit(on=date(2023, 7, 1)),
    "goods": lambda: accept(claim="new", acceptor=HE),
    "a review below the sum that needs acceptance": lambda: review(claim="new", reviewer=HE),
    "an approval up to the limit": lambda: approve(mandates=limited(100_00)),
    "an approval of what pays a neighbour": lambda: approve(person=related(Relation.OTHER)),
    "an approval by a relative of somebody else": lambda: approve(person=related(Relation.SPOUSE, LU)),
    "an approval of what pays nobody in particular": lambda: fund.approve_claim(fund.evolve(ACCOUNT, fund.ClaimReviewed("new", HE)), **(approve.keywords | {"claim": "new", "person": related(Relation.KIN)})),
    "an approval for another": lambda: approve(mandates=DEPUTY),
    "a return": lambda: fund.return_claim(ACCOUNT, claim="approved", by=HE, reason="r"),
    "a rejection of what was returned": lambda: fund.reject_claim(ACCOUNT, claim="returned", by=HE, reason="r"),
    "a payment": lambda: pay(ACCOUNT),
    "a payment on the day of the approval": lambda: pay(ACCOUNT, on=DAY),
    "a payment of what an old record approved on no day": lambda: pay(fund.evolve(fund.evolve(ACCOUNT, fund.ClaimReviewed("new", HE)), fund.ClaimApproved("new", SHEN)), claim="new", on=date(2025, 3, 20)),
    "a payment on the year's last day": lambda: pay(ACCOUNT, on=YEAR_END),
    "a settlement": lambda: settle(),
    "an advance paid back whole": lambda: settle(vouchers=(), spent=0, returned=200_00),
    "a reversal": lambda: reverse(),
    "an unapproved payment": lambda: report(),
    "one of a closed year": lambda: fund.report_unapproved_payment(CLOSED, **report.keywords),
    "a fee": lambda: bill(),
    "a basic service for nothing": lambda: bill(items=(ChargedItem("政策咨询", 0, 1, 0),)),
    "a whole refund": lambda: refund(ACCOUNT, fen=600_00),
    "the rest of a refund": lambda: refund(REFUNDED, fen=500_00),
    "the rest of a refund in the next year": lambda: refund(YEAR_AFTER, on=JANUARY, fen=500_00, earlier=CHARGED),
    "a month": lambda: reconcile(BUDGETED),
    "a month with an item": lambda: reconcile(BUDGETED, books_fen=27_000_00, items=(fund.ReconcilingItem("在途", -1_000_00),)),
    "a performance review": lambda: fund.review_performance(ACCOUNT, reviewer=XU, conclusion="良好", document="d"),
    "the close on the last day": lambda: fund.close_year(BUDGETED, by=SHEN, on=YEAR_END),
    "final accounts again": lambda: fund.draft_final_accounts(LATE, drafter=HE),
    "their approval": lambda: approve_final(DRAFTED),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), fund.Event)


def test_an_account_of_another_year_is_not_the_previous_one() -> None:
    with pytest.raises(ValueError, match="not the one before 2027"):
        opening(year=2027, previous=CLOSED)
