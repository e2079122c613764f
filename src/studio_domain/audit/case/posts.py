"""Whose business the facts of a case are, and whom they name: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.client_case import facts as case
from studio_domain.guideline import Role

_DESK: Final = frozenset({Role.LEAD, Role.STAFF})
_LEAD: Final = frozenset({Role.LEAD})
_MENTORS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.EXPERT})
_OWN: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})
_APPROVERS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    case.ClientAssessed: ("mentor",),
    case.ServiceLevelSet: ("by",),
    case.ProblemDiagnosed: ("mentor",),
    case.SolutionPlanned: ("mentor",),
    case.PlanStepExecuted: ("mentor",),
    case.ResourceMatched: ("mentor",),
    case.PhaseResultRecorded: ("mentor",),
    case.ServicePaused: ("approver", "asker"),
    case.TermExtensionRequested: ("asker",),
    case.CaseTermExtended: ("approver",),
    case.ContactTried: ("by",),
    case.ClosureProposed: ("proposer",),
    case.ClosureReturned: ("by",),
    case.CaseClosed: ("approver",),
    case.CaseTransferred: ("by",),
    case.CaseReopened: ("approver",),
    case.FollowUpRecorded: ("by",),
    case.CaseArchived: ("archivist",),
}
"""A fact that somebody does himself → the field that names him. A service is reported by whoever keeps the record."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    case.CaseOpened: _DESK,
    case.MentorAssigned: _LEAD,
    case.ClientAssessed: _MENTORS,
    case.ServiceLevelSet: _OWN,
    case.AgreementSigned: _DESK,
    case.ProblemDiagnosed: _MENTORS,
    case.SolutionPlanned: _MENTORS,
    case.PlanStepExecuted: _MENTORS,
    case.ServiceDelivered: _MENTORS,
    case.ResourceMatched: _MENTORS,
    case.MatchResultRecorded: _MENTORS,
    case.PhaseResultRecorded: _MENTORS,
    case.OutcomeRecorded: _MENTORS,
    case.ServicePaused: _OWN | _APPROVERS,
    case.ServiceResumed: _OWN,
    case.TermExtensionRequested: _OWN,
    case.CaseTermExtended: _APPROVERS,
    case.ContactTried: _MENTORS,
    case.ClientWordRecorded: _MENTORS | {Role.CLIENT},
    case.ClosureProposed: _MENTORS,
    case.ClosureReturned: _APPROVERS,
    case.CaseClosed: _APPROVERS,
    case.CaseTransferred: _LEAD,
    case.CaseReopened: _LEAD,
    case.SatisfactionRecorded: _MENTORS | {Role.CLIENT},
    case.FollowUpRecorded: _MENTORS,
    case.CaseArchived: frozenset({Role.ARCHIVIST}),
}
"""A fact → the roles whose business it is."""
