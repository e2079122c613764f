"""Registers (台账): accumulators over recorded facts, one file per question."""

from __future__ import annotations

from studio_domain.views.experts import ExpertRoster, ExpertServices
from studio_domain.views.funds import BudgetExecution, FeeRegister, FundLedger
from studio_domain.views.register import Column, Kept, Register, Row, Table

__all__ = [
    "BudgetExecution",
    "Column",
    "ExpertRoster",
    "ExpertServices",
    "FeeRegister",
    "FundLedger",
    "Kept",
    "Register",
    "Row",
    "Table",
]
