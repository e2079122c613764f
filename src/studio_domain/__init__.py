"""《创业指导师工作室建设技术指引（试行）》 as an event-sourced library: decisions, facts, registers, audit.

The aggregates are modules (`studio_domain.fund_account`, …); their states are importable from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from studio_domain.annual_plan import AnnualPlan
    from studio_domain.appointment import Appointment
    from studio_domain.case_study import CaseStudy
    from studio_domain.client_case import ClientCase
    from studio_domain.client_record import ClientRecord
    from studio_domain.conduct_record import ConductRecord
    from studio_domain.development_ledger import DevelopmentLedger
    from studio_domain.discipline_case import DisciplineCase
    from studio_domain.evaluation_cycle import EvaluationCycle
    from studio_domain.expert_contract import ExpertContract
    from studio_domain.filing import Filing
    from studio_domain.fund_account import FundAccount
    from studio_domain.invoice import Invoice
    from studio_domain.mandate import Mandates
    from studio_domain.person_record import PersonRecord
    from studio_domain.publication import Publication
    from studio_domain.reception_ledger import ReceptionLedger
    from studio_domain.regulation_book import RegulationBook
    from studio_domain.resource_entry import ResourceEntry
    from studio_domain.service_activity import ServiceActivity
    from studio_domain.skills_pilot import SkillsPilot
    from studio_domain.studio import Studio
    from studio_domain.tariff_schedule import TariffSchedule
    from studio_domain.training_program import TrainingProgram

__all__ = [
    "AnnualPlan",
    "Appointment",
    "CaseStudy",
    "ClientCase",
    "ClientRecord",
    "ConductRecord",
    "DevelopmentLedger",
    "DisciplineCase",
    "EvaluationCycle",
    "ExpertContract",
    "Filing",
    "FundAccount",
    "Invoice",
    "Mandates",
    "PersonRecord",
    "Publication",
    "ReceptionLedger",
    "RegulationBook",
    "ResourceEntry",
    "ServiceActivity",
    "SkillsPilot",
    "Studio",
    "TariffSchedule",
    "TrainingProgram",
]

_HOMES: Final = {
    "AnnualPlan": "annual_plan",
    "Appointment": "appointment",
    "CaseStudy": "case_study",
    "ClientCase": "client_case",
    "ClientRecord": "client_record",
    "ConductRecord": "conduct_record",
    "DisciplineCase": "discipline_case",
    "EvaluationCycle": "evaluation_cycle",
    "DevelopmentLedger": "development_ledger",
    "ExpertContract": "expert_contract",
    "Filing": "filing",
    "FundAccount": "fund_account",
    "Invoice": "invoice",
    "Mandates": "mandate",
    "PersonRecord": "person_record",
    "Publication": "publication",
    "ReceptionLedger": "reception_ledger",
    "RegulationBook": "regulation_book",
    "ResourceEntry": "resource_entry",
    "ServiceActivity": "service_activity",
    "SkillsPilot": "skills_pilot",
    "Studio": "studio",
    "TariffSchedule": "tariff_schedule",
    "TrainingProgram": "training_program",
}


def __getattr__(name: str) -> object:
    """A state is loaded with its module when it is first asked for."""
    if name in _HOMES:
        return getattr(import_module(f"studio_domain.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
