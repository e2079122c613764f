"""Whose business the facts of an expert's contract are, and whom they name: tables for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Role

_HEADS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_MENTORS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})
_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_MONEY: Final = frozenset({Role.FINANCE, Role.CASHIER})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    expert.ExpertNominated: ("nominator",),
    expert.QualificationVerified: ("verifier",),
    expert.EngagementApproved: ("approver",),
    expert.EngagementDeclined: ("by",),
    expert.ContractSigned: ("carrier_signer",),
    expert.TaskAssigned: ("by",),
    expert.ServiceLogged: ("logged_by",),
    expert.LogVerified: ("verifier",),
    expert.ExpertEvaluated: ("evaluator",),
    expert.ContractRenewed: ("approver",),
    expert.ExpiryAcknowledged: ("by",),
    expert.ContractSuspended: ("by",),
    expert.ContractResumed: ("by",),
    expert.ContractTerminated: ("by",),
    expert.ContractSettled: ("by",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    expert.ExpertNominated: _MENTORS,
    expert.QualificationVerified: frozenset({Role.STAFF, Role.ARCHIVIST}),
    expert.EngagementApproved: _HEAD,
    expert.EngagementDeclined: _HEADS,
    expert.ContractSigned: _HEAD,
    expert.TaskAssigned: frozenset({Role.LEAD, Role.STAFF}),
    expert.ServiceLogged: _MENTORS | {Role.EXPERT},
    expert.LogVerified: _MENTORS,
    expert.AbsenceRecorded: _MENTORS,
    expert.FeeClaimed: _MENTORS | {Role.FINANCE},
    expert.FeePaid: _MONEY,
    expert.FeeWithdrawn: _MONEY,
    expert.BookingMade: _OFFICE,
    expert.BookingReleased: _OFFICE | {Role.MENTOR, Role.EXPERT, Role.CLIENT},
    expert.ExpertEvaluated: _HEADS,
    expert.ContractRenewed: _HEAD,
    expert.ExpiryAcknowledged: _HEADS,
    expert.ContractSuspended: _HEADS,
    expert.ContractResumed: _HEADS,
    expert.ContractTerminated: _HEAD,
    expert.ContractSettled: _HEADS | {Role.FINANCE},
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    expert.ServiceLogged: ("entry", "entry"),
    expert.FeeClaimed: ("fee", "fee"),
}
"""A fact that brings something about → its kind, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    expert.LogVerified: ("entry", "entry"),
    expert.FeePaid: ("fee", "fee"),
    expert.FeeWithdrawn: ("fee", "fee"),
}
"""A fact that refers to something → its kind, and the field that says to which."""
