"""What can be wrong with a year's money, as data: each mutation of the lawful year breaks one duty by one step.

A mutation names the check that must find it, whom it must name and by how much; a twin goes up to the
edge, or does the like for a good reason, and must not be found at all.
"""

from __future__ import annotations

from typing import Final

from audit import mutations_budget, mutations_claims, mutations_form, mutations_vouchers, mutations_year, twins_funds
from audit.fund_changes import Mutation, Twin

__all__ = ["MUTATIONS", "TWINS", "Mutation", "Twin"]

MUTATIONS: Final[tuple[Mutation, ...]] = (
    *mutations_budget.MUTATIONS,
    *mutations_claims.STEPS,
    *mutations_claims.HANDS,
    *mutations_vouchers.VOUCHERS,
    *mutations_vouchers.RECEIPTS,
    *mutations_vouchers.ISSUERS,
    *mutations_vouchers.NAMES,
    *mutations_year.MUTATIONS,
    *mutations_form.MUTATIONS,
)
TWINS: Final[tuple[Twin, ...]] = (*twins_funds.TWINS, *mutations_form.TWINS)
