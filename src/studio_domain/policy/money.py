"""Terms of money (三、（三）; 三、（四）6): fees, the fund, claims."""

# ruff: noqa: RUF009 -- `key` makes a field, it is no default

from __future__ import annotations

from attrs import frozen

from studio_domain.guideline import Clause
from studio_domain.policy.bounds import Codes
from studio_domain.policy.key import L, U, Unit, key
from studio_domain.values import Fen

SOURCES = ("fiscal-grant", "fiscal-award", "carrier", "service-fee", "sponsorship", "donation", "other")
FISCAL_FORBIDDEN = (
    "personnel", "office-running", "travel", "meeting", "building", "dormitory", "vehicle",
    "hospitality", "loan-interest",
)  # fmt: skip


@frozen
class FeeTerms:
    """服务收费."""

    basic_price: Fen = key(0, Clause.REASONABLE_FEES, U, "基本服务价格", "price of basic services", Unit.FEN)
    free_carrier_kinds: tuple[str, ...] = key(
        ("public-employment-service",), Clause.REASONABLE_FEES, L, "不得收费的载体类型", "carriers that charge no fee",
        bound=Codes(empty=True),
    )  # fmt: skip


@frozen
class FundTerms:
    """经费管理."""

    sources: tuple[str, ...] = key(SOURCES, Clause.FUNDING_CHANNELS, U, "经费来源", "sources of funds", superset=True)
    fiscal_forbidden: tuple[str, ...] = key(
        FISCAL_FORBIDDEN, Clause.FUND_SAFETY, U, "财政补助不得列支的类别", "what a fiscal grant may not pay",
        bound=Codes(empty=True),
    )  # fmt: skip
    transfer_limit_pct: int = key(
        10, Clause.BUDGET, U, "预算调剂报批比例", "shift of a line that needs the authority", Unit.PERCENT, at_most=100
    )
    sod_merge_reviewer_approver: bool = key(
        False, Clause.REIMBURSEMENT, U, "审核与审批可为同一人", "review and approval may lie in one hand"
    )
    acceptance_from: Fen = key(
        1000_00, Clause.REIMBURSEMENT, U, "须验收的报销金额", "claims that need acceptance, from", Unit.FEN
    )
    final_accounts_due: str = key(
        "03-31", Clause.BUDGET, U, "决算日（次年）", "final accounts due, next year", Unit.MONTH_DAY
    )
    carry_over_years: int = key(2, Clause.FUND_SAFETY, L, "财政结转年限", "years fiscal money carries over", Unit.YEARS)


@frozen
class ClaimTerms:
    """报销与核对."""

    voucher_days: int = key(30, Clause.VOUCHERS, U, "票据归集期限", "time to hand in vouchers", Unit.DAYS)
    reconcile_days: int = key(15, Clause.FUND_SAFETY, U, "月度核对期限", "time to reconcile a month", Unit.DAYS)
