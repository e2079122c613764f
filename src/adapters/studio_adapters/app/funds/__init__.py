"""The fund account of a studio and year, for the acting person: 经费管理 (三、（三）; 三、（四）6)."""

from __future__ import annotations

from studio_adapters.app.funds.budget import Budgeting
from studio_adapters.app.funds.claims import Claims
from studio_adapters.app.funds.money import MoneyIn
from studio_adapters.app.funds.year_end import YearEnd

__all__ = ["FundAccountHandle"]


class FundAccountHandle(Budgeting, MoneyIn, Claims, YearEnd):
    """专账: `app.fund_account("hz-xihu-001", 2025)`."""
