"""Registers (台账): accumulators over recorded facts, one file per question."""

from __future__ import annotations

from studio_domain.views.annual_figures import AnnualFigures
from studio_domain.views.appointments import AppointmentCalendar, AppointmentShare
from studio_domain.views.archives import ArchiveRegister, DestructionRegister, FrozenLedgers
from studio_domain.views.budget_execution import BudgetExecution
from studio_domain.views.cases import CaseRegister, ClientHistory, MentorHours
from studio_domain.views.clients import ClientRegister
from studio_domain.views.conduct import ConductLedger, InspectionLedger
from studio_domain.views.discipline import DisciplineRegister, GiftRegister
from studio_domain.views.evaluations import EvaluationSheet
from studio_domain.views.experts import ExpertBookings, ExpertRoster, ExpertServices
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
    "ArchiveRegister",
    "BudgetExecution",
    "CaseRegister",
    "ClientHistory",
    "ClientRegister",
    "Column",
    "ConductLedger",
    "DestructionRegister",
    "DisciplineRegister",
    "EvaluationSheet",
    "ExpertBookings",
    "ExpertRoster",
    "ExpertServices",
    "FeeRegister",
    "FilingRegister",
    "FrozenLedgers",
    "FundLedger",
    "GiftRegister",
    "InspectionLedger",
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
