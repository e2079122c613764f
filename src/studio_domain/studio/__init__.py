"""Studio (工作室): who operates it, how it is recognised, its name, its people, its premises (一; 三、（一）).

Stream `<studio>/studio/profile`. The package serves as the aggregate's module. The three `*_facts` are what is
stored; `recognition`, `roster`, `premises` and `state` what becomes of them; every other module has rules, the
decisions that keep to them, and who may take these: `carrier`, `experience`, `people`, `departures`, `places`, then
`application`, `review`, `naming`, `supervision` and `ending`. What several of them ask stands in `standing`, what
a studio consists of in `composition`.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a studio's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.guideline import MayDecide
from studio_domain.studio import (
    carrier, experience, people, departures, places, application, review, naming, supervision, ending,
)
from studio_domain.studio.recognition_facts import (
    WithdrawalKind, EvidenceKind, ReviewOpinion, CarrierRegistered, OperatorChanged, CooperationSigned,
    EvidenceAttached, EvidenceReviewed, ApplicationDrafted, JointApplicationSubmitted, ApplicationReturned,
    ApplicationAccepted, ReviewCompleted, PublicNoticePosted, ObjectionRecorded, ObjectionSettled,
    StudioRecognised, ApplicationRejected, StudioRenamed, RectificationOrdered, RectificationAccepted,
    RectificationFailed, StudioSuspended, SuspensionLifted, RecognitionRenewed, WithdrawalNotified,
    StatementHeard, RecognitionWithdrawn, WithdrawalRequested, WithdrawalApproved, StudioClosed,
)
from studio_domain.studio.roster_facts import (
    ExperienceDeclared, ExperienceVerified, LeadAppointed, LeadDeparted, StaffJoined, DutyAssigned,
    LeaveStarted, LeaveEnded, StaffDeparted, LoansCleared, HandoverSigned, AccessRevoked, ArchivistAssigned,
)
from studio_domain.studio.premises_facts import (
    TenureRight, ZoneKind, VenueRegistered, VenueRelocated, VenueVacated, ZoneDefined, AreaDefined, AreaClosed,
    Remodelled, IsolationAttested, AreaInspected, EquipmentRegistered, DisplayUpdated,
)
from studio_domain.studio.facts import Event
from studio_domain.studio.recognition import Application, Named, Notice, Order, Recognition, Stage, Term
from studio_domain.studio.roster import Evidence, Experience, Roster, Service
from studio_domain.studio.premises import Area, Premises, Venue
from studio_domain.studio.state import Studio
from studio_domain.studio.transitions import evolve
from studio_domain.studio.standing import (
    NOT_CLOSED, RECOGNISED_THEN, DOCUMENTED, STATED, FIRST_TO_LAST, ANOTHER_HAND, DIGESTED, NEW_ID,
)
from studio_domain.studio.carrier import (
    REGISTERED_ONCE, VALID_CODE, CARRIER_NAMED, KNOWN_KIND, ANOTHER_OPERATOR, CHANGE_BEGUN, register_carrier,
    change_operator, sign_cooperation,
)
from studio_domain.studio.experience import (
    EXPERIENCE_EXISTS, VERIFIED_ONCE, EVIDENCE_EXISTS, EVIDENCE_REVIEWED_ONCE, declare_experience,
    verify_experience, attach_evidence, review_evidence,
)
from studio_domain.studio.people import (
    LEAD_CATEGORY_KNOWN, EXCELLENCE_SHOWN, ALREADY_LEADS, A_PRINCIPAL, STAFF_CATEGORY_KNOWN, ALREADY_MEMBER,
    STAFF_THEN, ARCHIVIST_A_MEMBER, ANOTHER_ARCHIVIST, ARCHIVES_HANDED_OVER, appoint_lead, join_staff,
    assign_duty, assign_archivist,
)
from studio_domain.studio.departures import (
    LEAD_KNOWN, STAFF_KNOWN, MEMBER_KNOWN, ON_LEAVE, HAS_LEFT, RECEIVER_A_MEMBER, record_lead_departure,
    record_staff_departure, record_leave, record_return, clear_loans, sign_handover, revoke_access,
)
from studio_domain.studio.places import (
    VENUE_EXISTS, VENUE_IN_USE, ANOTHER_VENUE, ZONE_ONCE, AREA_KIND_KNOWN, HAS_SEATS, ROOM_FOR_THIRTY,
    AREA_EXISTS, AREA_IN_USE, DISPLAYED_THERE, SOME_PIECES, register_venue, relocate, record_exit,
    record_remodelling, define_zone, attest_isolation, define_area, record_area_closure, inspect_area,
    register_equipment, update_display,
)
from studio_domain.studio.composition import (
    LEAD_THERE, LEAD_YEARS, LEAD_INFLUENCE, LEAD_CONTRIBUTION, STAFF_ENOUGH, ARCHIVIST_NAMED, PREMISES_HELD,
    EQUIPPED, ZONED, SET_APART, AREA_THERE, LIBRARY_THERE, REGULATION_HOLDS,
)
from studio_domain.studio.application import (
    NOT_RECOGNISED_YET, ONE_AT_A_TIME, AT_STAGE, TWO_SIGNERS, SIGNS_FOR_CARRIER, SIGNED_BY_NOW,
    draft_application, submit_application, return_application, accept_application,
)
from studio_domain.studio.review import (
    ENOUGH_REVIEWERS, PERSON_ON_RECORD, UNTIED, SCORED, NOTICE_AFTER_REVIEW, CALENDAR_KNOWN, NOTICE_LONG_ENOUGH,
    APPLIED_EVER, OBJECTION_OPEN, NOTICE_OVER, NO_OBJECTION, DECIDER_APART, TERM_BOUNDED, complete_review, post_notice,
    record_objection, settle_objection, recognise, reject_application,
)
from studio_domain.studio.naming import (
    REGION_IN_NAME, LEAD_IN_NAME, EXTRAS_OF_TEMPLATE, RENAMED_AFTER_LEAD, ANOTHER_NAME, NOT_BACKWARDS, rename,
    render, name_of,
)
from studio_domain.studio.supervision import (
    TIME_TO_RECTIFY, ORDER_OPEN, EVIDENCE_PER_ITEM, TIME_WAS_LEFT, NOT_SUSPENDED, SUSPENDED_THEN,
    RENEWED_IN_TIME, HAS_A_TERM, RENEWED_BEYOND, order_rectification, accept_rectification, fail_rectification,
    suspend, lift_suspension, renew,
)
from studio_domain.studio.ending import (
    NOTICE_GIVEN, HEARD_FIRST, KIND_AS_NOTIFIED, NOT_BEFORE_TODAY, CLAWBACK_NOT_NEGATIVE, LEAD_ASKS,
    EXIT_REQUESTED, TERM_OVER, EVER_RECOGNISED, PLAQUE_RETURNED, notify_withdrawal, record_statement,
    withdraw_recognition, request_withdrawal, approve_withdrawal, close_studio,
)

MAY_DECIDE: Final[MayDecide] = {
    **carrier.MAY_DECIDE,
    **experience.MAY_DECIDE,
    **people.MAY_DECIDE,
    **departures.MAY_DECIDE,
    **places.MAY_DECIDE,
    **application.MAY_DECIDE,
    **review.MAY_DECIDE,
    **naming.MAY_DECIDE,
    **supervision.MAY_DECIDE,
    **ending.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE",
    "WithdrawalKind", "EvidenceKind", "ReviewOpinion", "CarrierRegistered", "OperatorChanged",
    "CooperationSigned", "EvidenceAttached", "EvidenceReviewed", "ApplicationDrafted",
    "JointApplicationSubmitted", "ApplicationReturned", "ApplicationAccepted", "ReviewCompleted",
    "PublicNoticePosted", "ObjectionRecorded", "ObjectionSettled", "StudioRecognised", "ApplicationRejected",
    "StudioRenamed", "RectificationOrdered", "RectificationAccepted", "RectificationFailed", "StudioSuspended",
    "SuspensionLifted", "RecognitionRenewed", "WithdrawalNotified", "StatementHeard", "RecognitionWithdrawn",
    "WithdrawalRequested", "WithdrawalApproved", "StudioClosed",
    "ExperienceDeclared", "ExperienceVerified", "LeadAppointed", "LeadDeparted", "StaffJoined", "DutyAssigned",
    "LeaveStarted", "LeaveEnded", "StaffDeparted", "LoansCleared", "HandoverSigned", "AccessRevoked",
    "ArchivistAssigned",
    "TenureRight", "ZoneKind", "VenueRegistered", "VenueRelocated", "VenueVacated", "ZoneDefined",
    "AreaDefined", "AreaClosed", "Remodelled", "IsolationAttested", "AreaInspected", "EquipmentRegistered",
    "DisplayUpdated",
    "Event", "Application", "Named", "Notice", "Order", "Recognition", "Stage", "Term", "Evidence",
    "Experience", "Roster", "Service", "Area", "Premises", "Venue", "Studio", "evolve",
    "NOT_CLOSED", "RECOGNISED_THEN", "DOCUMENTED", "STATED", "FIRST_TO_LAST", "ANOTHER_HAND", "DIGESTED",
    "NEW_ID",
    "REGISTERED_ONCE", "VALID_CODE", "CARRIER_NAMED", "KNOWN_KIND", "ANOTHER_OPERATOR", "CHANGE_BEGUN",
    "register_carrier", "change_operator", "sign_cooperation",
    "EXPERIENCE_EXISTS", "VERIFIED_ONCE", "EVIDENCE_EXISTS", "EVIDENCE_REVIEWED_ONCE", "declare_experience",
    "verify_experience", "attach_evidence", "review_evidence",
    "LEAD_CATEGORY_KNOWN", "EXCELLENCE_SHOWN", "ALREADY_LEADS", "A_PRINCIPAL", "STAFF_CATEGORY_KNOWN",
    "ALREADY_MEMBER", "STAFF_THEN", "ARCHIVIST_A_MEMBER", "ANOTHER_ARCHIVIST", "ARCHIVES_HANDED_OVER",
    "appoint_lead", "join_staff", "assign_duty", "assign_archivist",
    "LEAD_KNOWN", "STAFF_KNOWN", "MEMBER_KNOWN", "ON_LEAVE", "HAS_LEFT", "RECEIVER_A_MEMBER",
    "record_lead_departure", "record_staff_departure", "record_leave", "record_return", "clear_loans",
    "sign_handover", "revoke_access",
    "VENUE_EXISTS", "VENUE_IN_USE", "ANOTHER_VENUE", "ZONE_ONCE", "AREA_KIND_KNOWN", "HAS_SEATS",
    "ROOM_FOR_THIRTY", "AREA_EXISTS", "AREA_IN_USE", "DISPLAYED_THERE", "SOME_PIECES", "register_venue",
    "relocate", "record_exit", "record_remodelling", "define_zone", "attest_isolation", "define_area",
    "record_area_closure", "inspect_area", "register_equipment", "update_display",
    "LEAD_THERE", "LEAD_YEARS", "LEAD_INFLUENCE", "LEAD_CONTRIBUTION", "STAFF_ENOUGH", "ARCHIVIST_NAMED",
    "PREMISES_HELD", "EQUIPPED", "ZONED", "SET_APART", "AREA_THERE", "LIBRARY_THERE", "REGULATION_HOLDS",
    "NOT_RECOGNISED_YET", "ONE_AT_A_TIME", "AT_STAGE", "TWO_SIGNERS", "SIGNS_FOR_CARRIER", "SIGNED_BY_NOW",
    "draft_application", "submit_application", "return_application", "accept_application",
    "ENOUGH_REVIEWERS", "PERSON_ON_RECORD", "UNTIED", "SCORED", "NOTICE_AFTER_REVIEW", "CALENDAR_KNOWN",
    "NOTICE_LONG_ENOUGH", "APPLIED_EVER", "OBJECTION_OPEN", "NOTICE_OVER", "NO_OBJECTION", "DECIDER_APART",
    "TERM_BOUNDED",
    "complete_review", "post_notice", "record_objection", "settle_objection", "recognise", "reject_application",
    "REGION_IN_NAME", "LEAD_IN_NAME", "EXTRAS_OF_TEMPLATE", "RENAMED_AFTER_LEAD", "ANOTHER_NAME",
    "NOT_BACKWARDS", "rename", "render", "name_of",
    "TIME_TO_RECTIFY", "ORDER_OPEN", "EVIDENCE_PER_ITEM", "TIME_WAS_LEFT", "NOT_SUSPENDED", "SUSPENDED_THEN",
    "RENEWED_IN_TIME", "HAS_A_TERM", "RENEWED_BEYOND", "order_rectification", "accept_rectification",
    "fail_rectification", "suspend", "lift_suspension", "renew",
    "NOTICE_GIVEN", "HEARD_FIRST", "KIND_AS_NOTIFIED", "NOT_BEFORE_TODAY", "CLAWBACK_NOT_NEGATIVE", "LEAD_ASKS",
    "EXIT_REQUESTED", "TERM_OVER", "EVER_RECOGNISED", "PLAQUE_RETURNED", "notify_withdrawal",
    "record_statement", "withdraw_recognition", "request_withdrawal", "approve_withdrawal", "close_studio",
]
