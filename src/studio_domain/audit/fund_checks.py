"""All checks of money in an account (三、（三）; 三、（四）6)."""

from __future__ import annotations

from studio_domain.audit.account_life import AccountLife
from studio_domain.audit.bookings import Bookings
from studio_domain.audit.budget_execution import BudgetExecution
from studio_domain.audit.budget_form import BudgetForm
from studio_domain.audit.carrier_rules import CarrierRules
from studio_domain.audit.claim_days import ClaimDays
from studio_domain.audit.claim_form import ClaimForm
from studio_domain.audit.claim_hands import ClaimHands
from studio_domain.audit.claims import ClaimProcedure
from studio_domain.audit.closing import Closing
from studio_domain.audit.engine import Check
from studio_domain.audit.fund_ledger import FundLedger
from studio_domain.audit.fund_obligations import FundObligations
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.open_names import OpenNames
from studio_domain.audit.receipts import Receipts
from studio_domain.audit.reconciliation import Reconciliation
from studio_domain.audit.vouchers import Vouchers
from studio_domain.audit.year_end import YearEnd


def fund_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history."""
    ledger = FundLedger()
    return (
        AccountLife(),
        Bookings(),
        CarrierRules(),
        BudgetForm(),
        BudgetExecution(grounds),
        ClaimForm(),
        ClaimProcedure(grounds),
        ClaimDays(),
        ClaimHands(grounds),
        Vouchers(grounds),
        Receipts(),
        OpenNames(),
        ledger,
        Reconciliation(ledger),
        Closing(ledger),
        YearEnd(ledger),
        FundObligations(grounds),
    )


def fund_ledgers(grounds: Grounds) -> FundObligations:
    """What an account owes, for the register of obligations: show it a history, then ask its `ledgers`."""
    return FundObligations(grounds)
