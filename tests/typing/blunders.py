"""Seven blunders that the types must catch, and an event that nobody folds. mypy reads this file; nothing runs it.

Each blunder carries the error that mypy must raise. Where a guarantee is lost the comment becomes unused, which
mypy under `warn_unused_ignores` refuses in turn.
"""

from __future__ import annotations

from typing import assert_never

from studio_domain import fund_account as fund
from studio_domain import invoice
from studio_domain.aggregate import At, replay
from studio_domain.fund_account import FundAccount, Line
from studio_domain.invoice import Invoice
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId


def wrong_type(account: FundAccount, hand: PersonId, terms: Terms) -> None:
    fund.review_claim(account, claim=2025, reviewer=hand, terms=terms)  # type: ignore[arg-type]


def typo(account: FundAccount) -> None:
    account.blance(fund.FundSource.CARRIER)  # type: ignore[attr-defined]


def missing_argument(account: FundAccount, hand: PersonId) -> None:
    fund.return_claim(account, claim="c-1", by=hand)  # type: ignore[call-arg]


def attribute_mutation(account: FundAccount) -> None:
    account.year = 2026  # type: ignore[misc]


def dict_mutation(account: FundAccount, line: Line) -> None:
    account.budget.lines["办公费"] = line  # type: ignore[index]


def wrong_type_of_loaded_state(at: At[FundAccount]) -> None:
    invoice.free(at.state, account=at.stream, claim="c-1")  # type: ignore[arg-type]


def create_on_existing(studio: Studio) -> None:
    """An opening takes what is there, and cannot be asked for without looking."""
    fund.open_account(year=2025, opening=(), studio=studio, previous=None)  # type: ignore[call-arg]


# -- what a union holds, a fold must take up


def evolve_that_forgets(state: Invoice | None, event: invoice.Event) -> Invoice:
    """An event that nobody folds: freed invoices fall through."""
    match event:
        case invoice.InvoiceUsed(number, account, claim):
            return Invoice(number, (account, claim))
        case _ as unreachable:
            assert_never(unreachable)  # type: ignore[arg-type]


def what_is_right(at: At[FundAccount], hand: PersonId, terms: Terms) -> FundAccount | None:
    """The same calls without a blunder."""
    fact = fund.review_claim(at.state, claim="c-1", reviewer=hand, terms=terms)
    fund.return_claim(at.state, claim="c-1", by=hand, reason="缺件")
    at.then(fact)
    return replay(fund, [])
