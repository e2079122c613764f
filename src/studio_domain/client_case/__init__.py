"""A case (服务项目、个案): one client, one mentor, a term, and how it is closed (二; 三、（四）2、3).

Stream `<studio>/case/<year>-<number>`. The package serves as the aggregate's module. `facts` are what is stored,
`state` and `transitions` what becomes of them; every other module has rules, the decisions that keep to them, and
who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a case, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.client_case.facts import (
    Channel, ClosureKind, MatchOutcome, Evidence, CaseOpened, MentorAssigned, ClientAssessed, ServiceLevelSet,
    AgreementSigned, ProblemDiagnosed, SolutionPlanned, PlanStepExecuted, ServiceDelivered, ResourceMatched,
    MatchResultRecorded, PhaseResultRecorded, OutcomeRecorded, ServicePaused, ServiceResumed,
    TermExtensionRequested, CaseTermExtended, ContactTried, ClientWordRecorded, ClosureProposed, ClosureReturned,
    CaseClosed, CaseTransferred, CaseReopened, SatisfactionRecorded, FollowUpRecorded, CaseArchived, Event,
)
from studio_domain.client_case.state import (
    SPECIAL, Extension, Pause, Term, Agreement, Plan, Service, Work, Word, Contact, Proposal, End, ClientCase,
)
from studio_domain.client_case.transitions import (
    evolve,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {}

__all__ = [
    "MAY_DECIDE",
    "Channel", "ClosureKind", "MatchOutcome", "Evidence", "CaseOpened", "MentorAssigned", "ClientAssessed",
    "ServiceLevelSet", "AgreementSigned", "ProblemDiagnosed", "SolutionPlanned", "PlanStepExecuted",
    "ServiceDelivered", "ResourceMatched", "MatchResultRecorded", "PhaseResultRecorded", "OutcomeRecorded",
    "ServicePaused", "ServiceResumed", "TermExtensionRequested", "CaseTermExtended", "ContactTried",
    "ClientWordRecorded", "ClosureProposed", "ClosureReturned", "CaseClosed", "CaseTransferred", "CaseReopened",
    "SatisfactionRecorded", "FollowUpRecorded", "CaseArchived", "Event",
    "SPECIAL", "Extension", "Pause", "Term", "Agreement", "Plan", "Service", "Work", "Word", "Contact", "Proposal",
    "End", "ClientCase",
    "evolve",
]
