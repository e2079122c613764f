"""Registers (台账): accumulators over recorded facts, one file per question."""

from __future__ import annotations

from studio_domain.views.annual_figures import AnnualFigures
from studio_domain.views.budget_execution import BudgetExecution
from studio_domain.views.cases import CaseRegister, ClientHistory, MentorHours
from studio_domain.views.filings import FilingRegister
from studio_domain.views.funds import FeeRegister, FundLedger
from studio_domain.views.libraries import LibraryRegister, RegulationRegister
from studio_domain.views.register import Column, Kept, Register, Row, Table
from studio_domain.views.studios import StudioAreas, StudioProfile, StudioRoster

__all__ = [
    "AnnualFigures",
    "BudgetExecution",
    "CaseRegister",
    "ClientHistory",
    "Column",
    "FeeRegister",
    "FilingRegister",
    "FundLedger",
    "Kept",
    "LibraryRegister",
    "MentorHours",
    "Register",
    "RegulationRegister",
    "Row",
    "StudioAreas",
    "StudioProfile",
    "StudioRoster",
    "Table",
]
