"""Who acts in the facts of a studio: for the tables of `audit.actors`, written from the duties of each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import studio_name
from studio_domain.guideline import Role
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    recognition.OperatorChanged: ("approver",),
    recognition.EvidenceReviewed: ("reviewer",),
    recognition.ApplicationDrafted: ("drafter",),
    recognition.ApplicationReturned: ("reviewer",),
    recognition.ApplicationAccepted: ("reviewer",),
    recognition.PublicNoticePosted: ("by",),
    recognition.ObjectionSettled: ("by",),
    recognition.StudioRecognised: ("decider",),
    recognition.ApplicationRejected: ("decider",),
    recognition.StudioRenamed: ("decider",),
    recognition.RectificationOrdered: ("by",),
    recognition.RectificationAccepted: ("by",),
    recognition.RectificationFailed: ("by",),
    recognition.StudioSuspended: ("by",),
    recognition.SuspensionLifted: ("by",),
    recognition.RecognitionRenewed: ("decider",),
    recognition.WithdrawalNotified: ("by",),
    recognition.RecognitionWithdrawn: ("decider",),
    recognition.WithdrawalApproved: ("decider",),
    recognition.StudioClosed: ("by",),
    roster.ExperienceVerified: ("verifier",),
    roster.LeadAppointed: ("by",),
    roster.LoansCleared: ("by",),
    roster.AccessRevoked: ("by",),
    premises.IsolationAttested: ("inspector",),
    premises.AreaInspected: ("inspector",),
}
"""A fact that somebody does himself → the field that names him."""

_LEAD: Final = frozenset({Role.LEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_BOTH: Final = _LEAD | _HEAD
_OFFICE: Final = _BOTH | {Role.STAFF}
_KEEPERS: Final = _BOTH | {Role.ARCHIVIST}
_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    recognition.OperatorChanged: _AUTHORITY,
    recognition.CooperationSigned: _BOTH,
    recognition.EvidenceAttached: _OFFICE,
    recognition.EvidenceReviewed: _AUTHORITY,
    recognition.ApplicationDrafted: _BOTH,
    recognition.JointApplicationSubmitted: _BOTH,
    recognition.ApplicationReturned: _AUTHORITY,
    recognition.ApplicationAccepted: _AUTHORITY,
    recognition.ReviewCompleted: _AUTHORITY,
    recognition.PublicNoticePosted: _AUTHORITY,
    recognition.ObjectionRecorded: _AUTHORITY,
    recognition.ObjectionSettled: _AUTHORITY,
    recognition.StudioRecognised: _AUTHORITY,
    recognition.ApplicationRejected: _AUTHORITY,
    recognition.StudioRenamed: _AUTHORITY,
    recognition.RectificationOrdered: _AUTHORITY,
    recognition.RectificationAccepted: _AUTHORITY,
    recognition.RectificationFailed: _AUTHORITY,
    recognition.StudioSuspended: _AUTHORITY,
    recognition.SuspensionLifted: _AUTHORITY,
    recognition.RecognitionRenewed: _AUTHORITY,
    recognition.WithdrawalNotified: _AUTHORITY,
    recognition.StatementHeard: _AUTHORITY,
    recognition.RecognitionWithdrawn: _AUTHORITY,
    recognition.WithdrawalRequested: _BOTH,
    recognition.WithdrawalApproved: _AUTHORITY,
    recognition.StudioClosed: _HEAD,
    roster.ExperienceDeclared: _OFFICE,
    roster.ExperienceVerified: _HEAD | _AUTHORITY,
    roster.LeadAppointed: _HEAD,
    roster.LeadDeparted: _BOTH,
    roster.StaffJoined: _BOTH,
    roster.DutyAssigned: _BOTH,
    roster.LeaveStarted: _OFFICE,
    roster.LeaveEnded: _OFFICE,
    roster.StaffDeparted: _OFFICE,
    roster.LoansCleared: _KEEPERS,
    roster.HandoverSigned: _OFFICE,
    roster.AccessRevoked: _KEEPERS,
    roster.ArchivistAssigned: _BOTH,
    premises.VenueRegistered: _BOTH,
    premises.VenueRelocated: _BOTH,
    premises.VenueVacated: _BOTH,
    premises.ZoneDefined: _BOTH,
    premises.AreaDefined: _OFFICE,
    premises.AreaClosed: _OFFICE,
    premises.Remodelled: _OFFICE,
    premises.IsolationAttested: _HEAD | _AUTHORITY,
    premises.AreaInspected: _OFFICE | _AUTHORITY,
    premises.EquipmentRegistered: _OFFICE,
    premises.DisplayUpdated: _OFFICE,
    studio_name.NameTaken: _AUTHORITY,
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    roster.ExperienceDeclared: ("experience", "experience"),
    recognition.EvidenceAttached: ("evidence", "evidence"),
    recognition.RectificationOrdered: ("order", "order"),
    recognition.ObjectionRecorded: ("objection", "objection"),
    premises.VenueRegistered: ("venue", "venue"),
    premises.AreaDefined: ("area", "area"),
}
REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    roster.ExperienceVerified: ("experience", "experience"),
    recognition.EvidenceReviewed: ("evidence", "evidence"),
    recognition.RectificationAccepted: ("order", "order"),
    recognition.RectificationFailed: ("order", "order"),
    recognition.ObjectionSettled: ("objection", "objection"),
    premises.VenueRelocated: ("venue", "venue"),
    premises.VenueVacated: ("venue", "venue"),
    premises.ZoneDefined: ("venue", "venue"),
    premises.Remodelled: ("venue", "venue"),
    premises.IsolationAttested: ("venue", "venue"),
    premises.AreaClosed: ("area", "area"),
    premises.AreaInspected: ("area", "area"),
    premises.DisplayUpdated: ("area", "area"),
    premises.EquipmentRegistered: ("area", "area"),
}
"""What a fact names, and what it refers to: kind and field."""
