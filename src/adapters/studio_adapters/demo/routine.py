"""A year as every studio of the story keeps it: account, budget, a reconciliation each month, close, final accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from studio_adapters.demo.house import House
from studio_domain.fund_account import BudgetLine, FundSource, ReconcilingItem, SourceAmount
from studio_domain.values import Fen, month_end

FISCAL: Final = FundSource.FISCAL_GRANT
CARRIER: Final = FundSource.CARRIER
FEES: Final = FundSource.SERVICE_FEE


def begin(
    house: House,
    year: int,
    day: date,
    *,
    income: Sequence[tuple[FundSource, Fen]],
    lines: Sequence[BudgetLine],
    opening: tuple[SourceAmount, ...] = (),
) -> None:
    """开立专账 with last year's closing, or with *opening* where none was kept; the budget drafted and approved."""
    office = house.office
    budgeted = office.working(day, 3)

    def open_account() -> None:
        house.account(year).open_account(opening=opening or _closing(house, year - 1))
        house.account(year).adopt_finance_rules(
            version="2023", effective=date(2023, 7, 1), document=f"{house.carrier.name}财〔2023〕7号"
        )

    office.acts(day, house.finance_head, open_account)
    expected = tuple(SourceAmount(source, fen) for source, fen in income)
    office.acts(budgeted, house.finance, lambda: house.account(year).draft_budget(income=expected, lines=tuple(lines)))
    office.acts(budgeted, house.head, lambda: house.account(year).approve_budget(document=f"预〔{year}〕1号"))


def _closing(house: House, year: int) -> tuple[SourceAmount, ...]:
    """What last year's account closed with; nothing where there was none."""
    try:
        state = house.account(year).state
    except LookupError:
        return ()
    return tuple(SourceAmount(each.source, each.closing) for each in state.closings)


def keep(house: House, year: int, *, first_month: int = 1) -> None:
    """与载体财务账核对: in the first days of each next month, by finance; now and then with an item on its way."""
    for month in range(first_month, 13):
        following = date(year + month // 12, month % 12 + 1, 1)
        on_its_way = house.office.chance.choice((0, 0, 0, 0, 0, 120_00, 86_50))
        reconcile = partial(_reconcile, house, year, month, on_its_way)
        house.office.acts(house.office.working(following, 4), house.finance, reconcile)


def _reconcile(house: House, year: int, month: int, on_its_way: Fen) -> None:
    account = house.account(year)
    end = month_end(year, month)
    ours = sum(ledger.at_end_of(end) for ledger in account.state.books.ledgers.values())
    items = (ReconcilingItem("载体已记账、票据在途", on_its_way),) if on_its_way else ()
    account.reconcile(month=month, books_fen=ours + on_its_way, items=items)


def end(house: House, year: int) -> None:
    """年终结账, 绩效评价, 决算编制和批准 with the authority's reply; all by 31 March."""
    office, account = house.office, house.account(year)
    reply = f"{house.place.heading}函〔{year + 1}〕12号"
    office.acts(date(year, 12, 31), house.finance_head, account.close_year)
    office.acts(
        office.working(date(year + 1, 2, 20)),
        house.finance_head,
        lambda: account.review_performance(conclusion="资金使用安全、有效", document=f"绩〔{year + 1}〕1号"),
    )
    office.acts(office.working(date(year + 1, 2, 25)), house.finance, account.draft_final_accounts)
    office.acts(
        office.working(date(year + 1, 3, 18)), house.head, lambda: account.approve_final_accounts(document=reply)
    )
