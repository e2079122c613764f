"""The fund account of a year: budget, money in, and a claim through its four hands (三、（四）6)."""

from __future__ import annotations

from fastapi import APIRouter

from studio_service import bodies
from studio_service.acting import Decides
from studio_service.bodies import StudioId, Year
from studio_service.described import decision

router = APIRouter(prefix="/studios/{studio}/funds/{year}", tags=["专账 fund account"])


@router.post("", **decision("fund", "open_account"))
def open_account(studio: StudioId, year: Year, body: bodies.Opening, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.open_account(opening=tuple(one.part() for one in body.opening))
    return bodies.answer(account.stream, receipt)


@router.post("/finance-rules", **decision("fund", "adopt_finance_rules"))
def adopt_finance_rules(studio: StudioId, year: Year, body: bodies.FinanceRules, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.adopt_finance_rules(**dict(body))
    return bodies.answer(account.stream, receipt)


@router.post("/budget", **decision("fund", "draft_budget"))
def draft_budget(studio: StudioId, year: Year, body: bodies.Budget, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        income, lines = tuple(one.part() for one in body.income), tuple(one.part() for one in body.lines)
        receipt = account.draft_budget(income=income, lines=lines)
    return bodies.answer(account.stream, receipt)


@router.post("/budget/approval", **decision("fund", "approve_budget"))
def approve_budget(studio: StudioId, year: Year, body: bodies.Document, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.approve_budget(document=body.document)
    return bodies.answer(account.stream, receipt)


@router.post("/receipts", **decision("fund", "record_receipt"))
def record_receipt(studio: StudioId, year: Year, body: bodies.MoneyIn, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.record_receipt(**dict(body))
    return bodies.answer(account.stream, receipt)


# -- a claim


@router.post("/claims", **decision("fund", "submit_claim"))
def submit_claim(studio: StudioId, year: Year, body: bodies.Claim, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        vouchers = tuple(one.part() for one in body.vouchers)
        receipt = account.submit_claim(
            claim=body.claim,
            line=body.line,
            category=body.category,
            fen=body.fen,
            purpose=body.purpose,
            vouchers=vouchers,
        )
    return bodies.answer(account.stream, receipt)


@router.post("/claims/{claim}/acceptance", **decision("fund", "accept_goods"))
def accept_goods(studio: StudioId, year: Year, claim: str, body: bodies.Document, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.accept_goods(claim=claim, document=body.document)
    return bodies.answer(account.stream, receipt)


@router.post("/claims/{claim}/review", **decision("fund", "review_claim"))
def review_claim(studio: StudioId, year: Year, claim: str, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.review_claim(claim=claim)
    return bodies.answer(account.stream, receipt)


@router.post("/claims/{claim}/approval", **decision("fund", "approve_claim"))
def approve_claim(studio: StudioId, year: Year, claim: str, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.approve_claim(claim=claim)
    return bodies.answer(account.stream, receipt)


@router.post("/claims/{claim}/payment", **decision("fund", "pay_claim"))
def pay_claim(studio: StudioId, year: Year, claim: str, body: bodies.Payment, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.pay_claim(claim=claim, mode=body.mode, reference=body.reference, entry=body.entry)
    return bodies.answer(account.stream, receipt)


@router.post("/claims/{claim}/rejection", **decision("fund", "reject_claim"))
def reject_claim(studio: StudioId, year: Year, claim: str, body: bodies.Because, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        account = app.fund_account(studio, year)
        receipt = account.reject_claim(claim=claim, reason=body.reason)
    return bodies.answer(account.stream, receipt)
