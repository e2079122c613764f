"""Audit: a history in, findings out. Nothing here calls `evolve` or a decision."""

from __future__ import annotations

from studio_domain.audit.driver import (
    ALL_PREDICATES,
    Examination,
    all_checks,
    audit_region,
    audit_studio,
    examine,
    merged,
    obligation_register,
    regional_checks,
)
from studio_domain.audit.engine import Check, Watch, audit, on
from studio_domain.audit.finding import Finding, Measure, Predicate, Severity, Status, Unit
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import Entry, ObligationLedger, Standing

__all__ = [
    "ALL_PREDICATES",
    "Check",
    "Entry",
    "Examination",
    "Finding",
    "Grounds",
    "Measure",
    "ObligationLedger",
    "Predicate",
    "Severity",
    "Standing",
    "Status",
    "Unit",
    "Watch",
    "all_checks",
    "audit",
    "audit_region",
    "audit_studio",
    "examine",
    "fund_checks",
    "merged",
    "obligation_register",
    "on",
    "regional_checks",
]
