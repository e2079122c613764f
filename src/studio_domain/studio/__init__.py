"""Studio (工作室): who operates it, how it is recognised, under which name, by whom and where it serves (一; 三、（一）).

Stream `<studio>/studio/profile`. The package serves as the aggregate's module. The three `*_facts` are what is
stored; `recognition`, `roster`, `premises` and `state` what becomes of them; every other module has rules, the
decisions that keep to them, and who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a studio's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.guideline import MayDecide
from studio_domain.studio import carrier
from studio_domain.studio.carrier import (
    CARRIER_NAMED,
    KNOWN_KIND,
    REGISTERED_ONCE,
    VALID_CODE,
    register_carrier,
)
from studio_domain.studio.facts import Event
from studio_domain.studio.premises import Area, Premises, Venue
from studio_domain.studio.premises_facts import (
    TenureRight, ZoneKind, VenueRegistered, VenueRelocated, VenueVacated, ZoneDefined, AreaDefined, AreaClosed,
    Remodelled, IsolationAttested, AreaInspected, EquipmentRegistered, DisplayUpdated,
)
from studio_domain.studio.recognition import Application, Named, Notice, Order, Recognition, Stage, Term
from studio_domain.studio.recognition_facts import (
    WithdrawalKind, EvidenceKind, ReviewOpinion, CarrierRegistered, OperatorChanged, CooperationSigned,
    EvidenceAttached, EvidenceReviewed, ApplicationDrafted, JointApplicationSubmitted, ApplicationReturned,
    ApplicationAccepted, ReviewCompleted, PublicNoticePosted, ObjectionRecorded, ObjectionSettled,
    StudioRecognised, ApplicationRejected, StudioRenamed, RectificationOrdered, RectificationAccepted,
    RectificationFailed, StudioSuspended, SuspensionLifted, RecognitionRenewed, WithdrawalNotified,
    StatementHeard, RecognitionWithdrawn, WithdrawalRequested, WithdrawalApproved, StudioClosed,
)
from studio_domain.studio.roster import Evidence, Experience, Roster, Service
from studio_domain.studio.roster_facts import (
    ExperienceDeclared, ExperienceVerified, LeadAppointed, LeadDeparted, StaffJoined, DutyAssigned,
    LeaveStarted, LeaveEnded, StaffDeparted, LoansCleared, HandoverSigned, AccessRevoked, ArchivistAssigned,
)
from studio_domain.studio.state import Studio
from studio_domain.studio.transitions import evolve

MAY_DECIDE: Final[MayDecide] = {**carrier.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE",
    "WithdrawalKind", "EvidenceKind", "ReviewOpinion", "CarrierRegistered", "OperatorChanged",
    "CooperationSigned", "EvidenceAttached", "EvidenceReviewed", "ApplicationDrafted",
    "JointApplicationSubmitted", "ApplicationReturned", "ApplicationAccepted", "ReviewCompleted",
    "PublicNoticePosted", "ObjectionRecorded", "ObjectionSettled", "StudioRecognised", "ApplicationRejected",
    "StudioRenamed", "RectificationOrdered", "RectificationAccepted", "RectificationFailed", "StudioSuspended",
    "SuspensionLifted", "RecognitionRenewed", "WithdrawalNotified", "StatementHeard", "RecognitionWithdrawn",
    "WithdrawalRequested", "WithdrawalApproved", "StudioClosed", "ExperienceDeclared", "ExperienceVerified",
    "LeadAppointed", "LeadDeparted", "StaffJoined", "DutyAssigned", "LeaveStarted", "LeaveEnded",
    "StaffDeparted", "LoansCleared", "HandoverSigned", "AccessRevoked", "ArchivistAssigned", "TenureRight",
    "ZoneKind", "VenueRegistered", "VenueRelocated", "VenueVacated", "ZoneDefined", "AreaDefined", "AreaClosed",
    "Remodelled", "IsolationAttested", "AreaInspected", "EquipmentRegistered", "DisplayUpdated",
    "Event", "Studio", "Area", "Premises", "Venue", "Application", "Named", "Notice", "Order", "Recognition",
    "Stage", "Term", "Evidence", "Experience", "Roster", "Service", "evolve", "CARRIER_NAMED", "KNOWN_KIND",
    "REGISTERED_ONCE", "VALID_CODE", "register_carrier",
]
