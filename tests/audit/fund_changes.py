"""Mutations and twins of the lawful year of money, and the changes that they are made of."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve, frozen

from audit.bookkeeping import balanced
from audit.changing import Apply, History, Told, Which, change, insert, one, place_of, then
from audit.histories import (
    AS_OF,
    CASHIER,
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
    invoice,
    received,
)
from studio_domain.audit.finding import Measure
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, SourceAmount
from studio_domain.guideline import Clause
from studio_domain.mandate import DelegationGranted
from studio_domain.person_record import Relation, RelationDeclared
from studio_domain.regulation_book import RegulationApproved
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


def added(day: str, after: Which, fen: int = 1, line: str = "培训活动费", category: str = "training") -> Apply:
    """A supplement out of an additional grant, drafted and approved on a day."""
    lines, income = (BudgetLine(line, GRANT, fen, category),), (SourceAmount(GRANT, fen),)
    drafted = fund.BudgetSupplementDrafted("S-2", income, lines, FINANCE, "追加补助")
    return insert(after, told(day, drafted), told(day, fund.BudgetSupplementApproved("S-2", HEAD, "预〔2025〕10号")))


def related(person: PersonId, other: PersonId, relation: Relation) -> Told:
    return told("2025-07-31", RelationDeclared(other, relation), f"region-330106/person/{person}")


def open_claim(*more: object, kind: fund.ClaimKind = fund.ClaimKind.EXPENSE) -> Apply:
    """A claim that was handed in before the year closed, and what became of it."""
    vouchers = (invoice("C12", 30_00, "2025-12-24"),) if kind is fund.ClaimKind.EXPENSE else ()
    asked = fund.ClaimSubmitted("C-12", kind, "资料费", "materials", 30_00, vouchers, STAFF, "v2", "资料")
    return insert(
        one(fund.ClaimReturned, claim="C-11"), told("2025-12-24", asked), *(told("2025-12-25", fact) for fact in more)
    )


def late_in_december(on: str) -> Apply:
    """¥10.00 more come in, on some day, and are recorded on 29 December."""
    more = told("2025-12-29", received("R-6", OWN, 10_00, on, fund.PayerKind.CARRIER))
    return then(insert(one(fund.ClaimRejected, claim="C-11"), more), balanced)


def opens_with(fen: int) -> Apply:
    """The first account opens with so much of the carrier's own money, and gives back all of it."""
    return then(
        change(one(fund.AccountOpened, account=Y2024), opening=(SourceAmount(OWN, fen),)),
        change(one(fund.FundReturned, account=Y2024), fen=100_00 + fen),
        balanced,
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


# -- facts of the year that several changes touch

SETTLED = one(fund.AdvanceSettled, claim="C-07")
RULES = one(RegulationApproved)
BEHIND = one(DelegationGranted)
OPENED = of_2025(fund.AccountOpened)
BUDGET = of_2025(fund.BudgetApproved)
DRAFT = of_2025(fund.BudgetDrafted)
ADDING = of_2025(fund.BudgetSupplementDrafted)
ADDED = of_2025(fund.BudgetSupplementApproved)
FINAL = of_2025(fund.FinalAccountsApproved)
REFERENCE = "B-R-1"
FULL_WIDTH = "25332000000000000900".translate({48 + digit: 0xFF10 + digit for digit in range(10)})
