"""Registers (台账): accumulators over recorded facts, one file per question."""

from __future__ import annotations

from studio_domain.views.budget_execution import BudgetExecution
from studio_domain.views.funds import FeeRegister, FundLedger
from studio_domain.views.libraries import LibraryRegister, RegulationRegister
from studio_domain.views.register import Column, Kept, Register, Row, Table
from studio_domain.views.rosters import StudioRoster
from studio_domain.views.studios import StudioAreas, StudioProfile

__all__ = [
    "BudgetExecution",
    "Column",
    "FeeRegister",
    "FundLedger",
    "Kept",
    "LibraryRegister",
    "Register",
    "RegulationRegister",
    "Row",
    "StudioAreas",
    "StudioProfile",
    "StudioRoster",
    "Table",
]
