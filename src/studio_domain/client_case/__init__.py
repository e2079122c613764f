"""A case (服务项目、个案): one client, one mentor, a term, and how it is closed (二; 三、（四）2、3).

Stream `<studio>/case/<year>-<number>`. The package serves as the aggregate's module. `facts` are what is stored,
`state` and `transitions` what becomes of them; every other module has rules, the decisions that keep to them, and
who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a case, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.client_case import opening, levels, work, reports, term, closing
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
from studio_domain.client_case.standing import (
    CASE_OPEN, IN_TERM, IN_CHARGE, MENTOR_MAY_SERVE, MENTOR_LISTED, NOT_BACKDATED, CLIENT_SERVED, CLASSIFIED,
    REASON_STATED, DOCUMENT_FILED, TWO_HANDS,
)
from studio_domain.client_case.opening import (
    CASE_ONCE, TAKES_NEW, NEEDS_NAMED, NEED_ON_RECORD, DUE_AHEAD, WITHIN_TERM, ANOTHER_MENTOR, CLIENT_CONSENTS,
    open_case, assign_mentor,
)
from studio_domain.client_case.levels import (
    NEW_ASSESSMENT, TOOL_ACTIVE, FOR_SEGMENT, KNOWN_LEVEL, ANOTHER_LEVEL, LEVEL_IN_ORDER, LEVEL_BASED, CHANGE_REASONED,
    NEW_AGREEMENT, AGREEMENT_WRITTEN, AGREED_TERM, IN_TARIFF, FEE_NOT_NEGATIVE, assess_client, set_level,
    sign_agreement,
)
from studio_domain.client_case.work import (
    NEW_DIAGNOSIS, NEEDS_OF_CASE, DIAGNOSED_FIRST, PLAN_HAS_STEPS, PLAN_AGREED, PLAN_IN_ORDER, LEVEL_SET,
    AGREEMENT_FIRST, STEP_PLANNED, STEP_ONCE, NEW_MATCH, NEED_RECORDED, KNOWN_RESOURCE, PROVIDER_ACTIVE,
    INTEREST_DECLARED, REFERRAL_CONSENT, NEW_RESULT, RESULT_SHOWN, diagnose, plan_solution, execute_step,
    match_resource, prove_result,
)
from studio_domain.client_case.reports import (
    NEW_SERVICE, ENDS_AFTER_START, MATCH_EXISTS, MONEY_NOT_NEGATIVE, JOBS_NOT_NEGATIVE, NEW_ATTEMPT, SCORE_RANGE,
    record_service, record_match_result, record_outcome, record_contact_try, record_client_word, record_satisfaction,
    record_follow_up,
)
from studio_domain.client_case.term import (
    NOT_PAUSED, PAUSED, PAUSE_AHEAD, RESUMED_AFTER, NEW_EXTENSION, EXTENSION_PENDING, BEFORE_DUE, LATER_DUE,
    WITHIN_EXTENSION, FEW_EXTENSIONS, NOT_ONES_OWN, pause_service, approve_pause, resume_service, request_extension,
    approve_extension,
)
from studio_domain.client_case.closing import (
    NOT_PROPOSED, PROPOSED, AFTER_PROPOSAL, SERVICE_GIVEN, STEPS_DONE, RESULT_REACHED, NO_REASON, OBJECTIVE_REASON,
    CAUSE_SHOWN, CONTACT_LOST, WITHDREW_IN_WRITING, CLIENT_HEARD, RECEIVER_NAMED, RECEIVER_CONSENT, CASE_CLOSED,
    REOPENED_IN_TIME, CASE_OVER, ARCHIVED_ONCE, ARCHIVE_CODE, FILE_IN_ARCHIVES, BY_ARCHIVIST, LOST_CONTACT, WITHDREW,
    propose_closure, return_closure, close_case, transfer_case, reopen_case, archive_case,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {
    **opening.MAY_DECIDE,
    **levels.MAY_DECIDE,
    **work.MAY_DECIDE,
    **reports.MAY_DECIDE,
    **term.MAY_DECIDE,
    **closing.MAY_DECIDE,
}

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
    "CASE_OPEN", "IN_TERM", "IN_CHARGE", "MENTOR_MAY_SERVE", "MENTOR_LISTED", "NOT_BACKDATED", "CLIENT_SERVED",
    "CLASSIFIED", "REASON_STATED", "DOCUMENT_FILED", "TWO_HANDS",
    "CASE_ONCE", "TAKES_NEW", "NEEDS_NAMED", "NEED_ON_RECORD", "DUE_AHEAD", "WITHIN_TERM", "ANOTHER_MENTOR",
    "CLIENT_CONSENTS", "open_case", "assign_mentor",
    "NEW_ASSESSMENT", "TOOL_ACTIVE", "FOR_SEGMENT", "KNOWN_LEVEL", "ANOTHER_LEVEL", "LEVEL_IN_ORDER", "LEVEL_BASED",
    "CHANGE_REASONED", "NEW_AGREEMENT", "AGREEMENT_WRITTEN", "AGREED_TERM", "IN_TARIFF", "FEE_NOT_NEGATIVE",
    "assess_client", "set_level", "sign_agreement",
    "NEW_DIAGNOSIS", "NEEDS_OF_CASE", "DIAGNOSED_FIRST", "PLAN_HAS_STEPS", "PLAN_AGREED", "PLAN_IN_ORDER", "LEVEL_SET",
    "AGREEMENT_FIRST", "STEP_PLANNED", "STEP_ONCE", "NEW_MATCH", "NEED_RECORDED", "KNOWN_RESOURCE", "PROVIDER_ACTIVE",
    "INTEREST_DECLARED", "REFERRAL_CONSENT", "NEW_RESULT", "RESULT_SHOWN", "diagnose", "plan_solution", "execute_step",
    "match_resource", "prove_result",
    "NEW_SERVICE", "ENDS_AFTER_START", "MATCH_EXISTS", "MONEY_NOT_NEGATIVE", "JOBS_NOT_NEGATIVE", "NEW_ATTEMPT",
    "SCORE_RANGE", "record_service", "record_match_result", "record_outcome", "record_contact_try",
    "record_client_word", "record_satisfaction", "record_follow_up",
    "NOT_PAUSED", "PAUSED", "PAUSE_AHEAD", "RESUMED_AFTER", "NEW_EXTENSION", "EXTENSION_PENDING", "BEFORE_DUE",
    "LATER_DUE", "WITHIN_EXTENSION", "FEW_EXTENSIONS", "NOT_ONES_OWN", "pause_service", "approve_pause",
    "resume_service", "request_extension", "approve_extension",
    "NOT_PROPOSED", "PROPOSED", "AFTER_PROPOSAL", "SERVICE_GIVEN", "STEPS_DONE", "RESULT_REACHED", "NO_REASON",
    "OBJECTIVE_REASON", "CAUSE_SHOWN", "CONTACT_LOST", "WITHDREW_IN_WRITING", "CLIENT_HEARD", "RECEIVER_NAMED",
    "RECEIVER_CONSENT", "CASE_CLOSED", "REOPENED_IN_TIME", "CASE_OVER", "ARCHIVED_ONCE", "ARCHIVE_CODE",
    "FILE_IN_ARCHIVES", "BY_ARCHIVIST",
    "LOST_CONTACT", "WITHDREW", "propose_closure", "return_closure", "close_case", "transfer_case", "reopen_case",
    "archive_case",
]
