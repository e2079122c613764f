"""Who acts in training, activities, reception and publicity: for the tables of `audit.actors` and `audit.papers`,
written from the duties of each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import case_study, development_ledger, publication, reception_ledger, skills_pilot
from studio_domain.guideline import Role
from studio_domain.service_activity import facts as activity
from studio_domain.training_program import facts as training

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    reception_ledger.ReceptionRecorded: ("receiver",),
    training.ProgramProposed: ("proposer",),
    training.NeedsAssessed: ("assessor",),
    training.ProgramPlanDesigned: ("designer",),
    training.ProgramPlanApproved: ("approver",),
    training.EffectEvaluated: ("evaluator",),
    training.ProgramCompleted: ("by",),
    training.ProgramCancelled: ("by",),
    activity.ActivityPlanned: ("planner",),
    activity.ActivityReported: ("reporter",),
    activity.ActivityArchived: ("archivist",),
    activity.ActivityCancelled: ("by",),
    activity.JudgeAppointed: ("appointer",),
    activity.JudgeFeeClaimed: ("claimant",),
    publication.PublicationDrafted: ("author",),
    publication.SecrecyReviewed: ("reviewer",),
    publication.PromotionApproved: ("approver",),
    publication.AnnouncementPublished: ("publisher",),
    publication.AchievementPublished: ("publisher",),
    publication.PublicationTakenDown: ("by",),
    case_study.CaseCompiled: ("compiler",),
    case_study.DeidentificationReviewed: ("reviewer",),
    skills_pilot.PilotLaunched: ("launcher",),
    skills_pilot.PilotReviewed: ("reviewer",),
    skills_pilot.PilotEnded: ("by",),
}
"""A fact → the field that names who did it."""

_LEAD: Final = frozenset({Role.LEAD})
_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_TEACHERS: Final = _OFFICE | {Role.MENTOR}
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_ARCHIVIST: Final = frozenset({Role.ARCHIVIST})

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    reception_ledger.ReceptionRecorded: _TEACHERS,
    reception_ledger.ReceptionCorrected: _TEACHERS,
    reception_ledger.ReceptionStruckOut: _OFFICE,
    training.ProgramProposed: _OFFICE,
    training.NeedsAssessed: _OFFICE,
    training.ProgramPlanDesigned: _TEACHERS,
    training.ProgramPlanApproved: _LEAD,
    training.SessionScheduled: _OFFICE,
    training.SessionDelivered: _TEACHERS,
    training.ProgramCharged: _OFFICE | {Role.FINANCE},
    training.EffectEvaluated: _TEACHERS,
    training.ProgramCompleted: _LEAD,
    training.ProgramCancelled: _LEAD,
    activity.ActivityPlanned: _OFFICE,
    activity.ActivityAnnounced: _OFFICE,
    activity.ActivityHeld: _TEACHERS,
    activity.ActivityReported: _OFFICE,
    activity.ActivityArchived: _ARCHIVIST,
    activity.ActivityCancelled: _LEAD,
    activity.SupportProvided: _TEACHERS,
    activity.ContestantsListed: _OFFICE,
    activity.RecusalRecorded: _OFFICE,
    activity.JudgeAppointed: _OFFICE,
    activity.JudgeFeeClaimed: _OFFICE,
    publication.PublicationDrafted: _TEACHERS,
    publication.SecrecyReviewed: _OFFICE | _HEAD,
    publication.PromotionApproved: _LEAD | _HEAD,
    publication.AnnouncementPublished: _OFFICE,
    publication.AchievementPublished: _OFFICE,
    publication.PublicationTakenDown: _OFFICE | _HEAD,
    case_study.CaseCompiled: _TEACHERS,
    case_study.DeidentificationReviewed: _OFFICE,
    skills_pilot.PilotLaunched: _LEAD,
    skills_pilot.PilotReviewed: _OFFICE | _HEAD | {Role.AUTHORITY},
    skills_pilot.PilotEnded: _LEAD,
    development_ledger.MentorDevelopmentRecorded: _TEACHERS,
    development_ledger.ResearchRecorded: _TEACHERS,
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    reception_ledger.ReceptionRecorded: ("reception", "entry"),
    training.ProgramPlanDesigned: ("training plan", "version"),
}
"""A fact → the kind of thing that it brings, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    reception_ledger.ReceptionCorrected: ("reception", "entry"),
    reception_ledger.ReceptionStruckOut: ("reception", "entry"),
}
"""A fact → the kind of thing that it refers to, and the field that names it."""

NUMBERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    reception_ledger.ReceptionRecorded: ("reception", "entry"),
    training.ProgramPlanDesigned: ("version", "version"),
    training.SessionDelivered: ("session", "session"),
    activity.SupportProvided: ("support", "support"),
    development_ledger.MentorDevelopmentRecorded: ("entry", "entry"),
    development_ledger.ResearchRecorded: ("entry", "entry"),
}
"""A fact → the number by which it is told from others of its stream: what it counts, and the field that has it."""
