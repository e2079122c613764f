"""Registers (台账): accumulators over recorded facts, one file per question."""

from __future__ import annotations

from studio_domain.views.annual_figures import AnnualFigures
from studio_domain.views.appointments import AppointmentCalendar, AppointmentShare
from studio_domain.views.budget_execution import BudgetExecution
from studio_domain.views.cases import CaseRegister, ClientHistory, MentorHours
from studio_domain.views.clients import ClientRegister
from studio_domain.views.experts import ExpertRoster, ExpertServices
from studio_domain.views.filings import FilingRegister
from studio_domain.views.funds import FeeRegister, FundLedger
from studio_domain.views.libraries import LibraryRegister, RegulationRegister
from studio_domain.views.programs import (
    ActivityRegister,
    PublicationRegister,
    ReceptionRegister,
    ServiceCoverage,
    TrainingRegister,
)
from studio_domain.views.register import Column, Kept, Register, Row, Table
from studio_domain.views.rosters import StudioRoster
from studio_domain.views.studios import StudioAreas, StudioProfile

__all__ = [
    "ActivityRegister",
    "AnnualFigures",
    "AppointmentCalendar",
    "AppointmentShare",
    "BudgetExecution",
    "CaseRegister",
    "ClientHistory",
    "ClientRegister",
    "Column",
    "ExpertRoster",
    "ExpertServices",
    "FeeRegister",
    "FilingRegister",
    "FundLedger",
    "Kept",
    "LibraryRegister",
    "MentorHours",
    "PublicationRegister",
    "ReceptionRegister",
    "Register",
    "RegulationRegister",
    "Row",
    "ServiceCoverage",
    "StudioAreas",
    "StudioProfile",
    "StudioRoster",
    "Table",
    "TrainingRegister",
]
