"""Every fact class, and the name it is stored under: ours, never a Python path, never changed."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from studio_adapters.codec import upcasts
from studio_adapters.codec.upcasts import Upcast
from studio_domain import (
    appointment,
    case_study,
    client_record,
    conduct_record,
    development_ledger,
    filing,
    inspection,
    invoice,
    mandate,
    mentor_diary,
    month_ledger,
    person_record,
    publication,
    reception_ledger,
    rectification,
    regulation_book,
    room_diary,
    skills_pilot,
    studio,
    studio_name,
    subject_key,
    tariff_schedule,
    working_calendar,
)
from studio_domain.annual_plan import facts as plan
from studio_domain.archive_record import facts as archive
from studio_domain.client_case import facts as case
from studio_domain.destruction_batch import facts as destruction
from studio_domain.discipline_case import facts as discipline
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.policy import facts as policy
from studio_domain.resource_entry import facts as resource
from studio_domain.service_activity import facts as activity
from studio_domain.training_program import facts as training


@frozen
class Stored:
    """A fact class, its stored name, and what lifts each older form one schema up."""

    name: str
    cls: type[Any]
    upcasts: tuple[Upcast, ...] = ()

    @property
    def schema(self) -> int:
        """The schema in which the fact is stored today."""
        return len(self.upcasts) + 1

    @property
    def topic(self) -> str:
        """Name and schema, as they stand in a row."""
        return f"{self.name}/{self.schema}"


STUDIO: Final = (
    Stored("studio.carrier-registered", studio.CarrierRegistered),
    Stored("studio.operator-changed", studio.OperatorChanged),
    Stored("studio.cooperation-signed", studio.CooperationSigned),
    Stored("studio.evidence-attached", studio.EvidenceAttached),
    Stored("studio.evidence-reviewed", studio.EvidenceReviewed),
    Stored("studio.application-drafted", studio.ApplicationDrafted),
    Stored("studio.joint-application-submitted", studio.JointApplicationSubmitted),
    Stored("studio.application-returned", studio.ApplicationReturned),
    Stored("studio.application-accepted", studio.ApplicationAccepted),
    Stored("studio.review-completed", studio.ReviewCompleted),
    Stored("studio.public-notice-posted", studio.PublicNoticePosted),
    Stored("studio.objection-recorded", studio.ObjectionRecorded),
    Stored("studio.objection-settled", studio.ObjectionSettled),
    Stored("studio.recognised", studio.StudioRecognised),
    Stored("studio.application-rejected", studio.ApplicationRejected),
    Stored("studio.renamed", studio.StudioRenamed),
    Stored("studio.rectification-ordered", studio.RectificationOrdered),
    Stored("studio.rectification-accepted", studio.RectificationAccepted),
    Stored("studio.rectification-failed", studio.RectificationFailed),
    Stored("studio.suspended", studio.StudioSuspended),
    Stored("studio.suspension-lifted", studio.SuspensionLifted),
    Stored("studio.recognition-renewed", studio.RecognitionRenewed),
    Stored("studio.withdrawal-notified", studio.WithdrawalNotified),
    Stored("studio.statement-heard", studio.StatementHeard),
    Stored("studio.recognition-withdrawn", studio.RecognitionWithdrawn),
    Stored("studio.withdrawal-requested", studio.WithdrawalRequested),
    Stored("studio.withdrawal-approved", studio.WithdrawalApproved),
    Stored("studio.closed", studio.StudioClosed),
    Stored("studio.experience-declared", studio.ExperienceDeclared),
    Stored("studio.experience-verified", studio.ExperienceVerified),
    Stored("studio.lead-appointed", studio.LeadAppointed),
    Stored("studio.lead-departed", studio.LeadDeparted),
    Stored("studio.staff-joined", studio.StaffJoined),
    Stored("studio.duty-assigned", studio.DutyAssigned),
    Stored("studio.leave-started", studio.LeaveStarted),
    Stored("studio.leave-ended", studio.LeaveEnded),
    Stored("studio.staff-departed", studio.StaffDeparted),
    Stored("studio.loans-cleared", studio.LoansCleared),
    Stored("studio.handover-signed", studio.HandoverSigned),
    Stored("studio.access-revoked", studio.AccessRevoked),
    Stored("studio.archivist-assigned", studio.ArchivistAssigned),
    Stored("studio.venue-registered", studio.VenueRegistered),
    Stored("studio.venue-relocated", studio.VenueRelocated),
    Stored("studio.venue-vacated", studio.VenueVacated),
    Stored("studio.zone-defined", studio.ZoneDefined),
    Stored("studio.area-defined", studio.AreaDefined),
    Stored("studio.area-closed", studio.AreaClosed),
    Stored("studio.remodelled", studio.Remodelled),
    Stored("studio.isolation-attested", studio.IsolationAttested),
    Stored("studio.area-inspected", studio.AreaInspected),
    Stored("studio.equipment-registered", studio.EquipmentRegistered),
    Stored("studio.display-updated", studio.DisplayUpdated),
    Stored("studio-name.taken", studio_name.NameTaken),
)

AUTHORITY: Final = (
    Stored("mandate.granted", mandate.MandateGranted),
    Stored("mandate.delegation-granted", mandate.DelegationGranted),
    Stored("mandate.ended", mandate.MandateEnded),
    Stored("person-record.registered", person_record.PersonRegistered),
    Stored("person-record.named", person_record.PersonNamed),
    Stored("person-record.employment-changed", person_record.EmploymentChanged),
    Stored("person-record.interest-declared", person_record.InterestDeclared),
    Stored("person-record.interest-ended", person_record.InterestEnded),
    Stored("person-record.relation-declared", person_record.RelationDeclared),
)

CLIENTS: Final = (
    Stored("subject-key.issued", subject_key.SubjectKeyIssued),
    Stored("client-record.registered", client_record.ClientRegistered),
    Stored("client-record.consent-granted", client_record.ConsentGranted),
    Stored("client-record.consent-withdrawn", client_record.ConsentWithdrawn),
    Stored("client-record.enterprise-updated", client_record.EnterpriseUpdated),
    Stored("client-record.need-recorded", client_record.NeedRecorded),
    Stored("client-record.classified", client_record.ClientClassified),
    Stored("client-record.access-granted", client_record.AccessGranted),
    Stored("client-record.access-withdrawn", client_record.AccessWithdrawn),
    Stored("client-record.access-recorded", client_record.AccessRecorded),
    Stored("client-record.erasure-requested", client_record.ErasureRequested),
    Stored("client-record.processing-restricted", client_record.ProcessingRestricted),
    Stored("client-record.restriction-ended", client_record.RestrictionEnded),
    Stored("client-record.hold-placed", client_record.LegalHoldPlaced),
    Stored("client-record.hold-lifted", client_record.LegalHoldLifted),
    Stored("client-record.erasure-approved", client_record.ErasureApproved),
    Stored("client-record.data-erased", client_record.ClientDataErased),
)

RULES: Final = (
    Stored("policy.guideline-adopted", policy.GuidelineAdopted),
    Stored("policy.local-rule-adopted", policy.LocalRuleAdopted),
    Stored("policy.value-set", policy.PolicyValueSet),
    Stored("calendar.adopted", working_calendar.CalendarAdopted),
    Stored("regulation.drafted", regulation_book.RegulationDrafted),
    Stored("regulation.approved", regulation_book.RegulationApproved),
    Stored("regulation.repealed", regulation_book.RegulationRepealed),
    Stored("tariff.drafted", tariff_schedule.TariffDrafted),
    Stored("tariff.approved", tariff_schedule.TariffApproved),
    Stored("tariff.published", tariff_schedule.TariffPublished),
    Stored("tariff.withdrawn", tariff_schedule.TariffWithdrawn),
)

FUND: Final = (
    Stored("fund-account.opened", fund.AccountOpened),
    Stored("fund-account.finance-rules-adopted", fund.FinanceRulesAdopted),
    Stored("fund-account.budget-drafted", fund.BudgetDrafted),
    Stored("fund-account.budget-approved", fund.BudgetApproved),
    Stored("fund-account.budget-supplement-drafted", fund.BudgetSupplementDrafted),
    Stored("fund-account.budget-supplement-approved", fund.BudgetSupplementApproved),
    Stored("fund-account.transfer-requested", fund.TransferRequested),
    Stored("fund-account.transfer-approved", fund.TransferApproved),
    Stored("fund-account.transfer-declined", fund.TransferDeclined),
    Stored("fund-account.fund-received", fund.FundReceived, (upcasts.fund_received_2,)),
    Stored("fund-account.fund-returned", fund.FundReturned),
    Stored("fund-account.claim-submitted", fund.ClaimSubmitted, (upcasts.vouchers_2,)),
    Stored("fund-account.goods-accepted", fund.GoodsAccepted),
    Stored("fund-account.claim-reviewed", fund.ClaimReviewed),
    Stored("fund-account.claim-approved", fund.ClaimApproved),
    Stored("fund-account.claim-paid", fund.ClaimPaid),
    Stored("fund-account.claim-returned", fund.ClaimReturned),
    Stored("fund-account.claim-rejected", fund.ClaimRejected),
    Stored("fund-account.advance-settled", fund.AdvanceSettled, (upcasts.vouchers_2,)),
    Stored("fund-account.payment-reversed", fund.PaymentReversed),
    Stored("fund-account.unapproved-payment-reported", fund.UnapprovedPaymentReported),
    Stored("fund-account.fee-charged", fund.FeeCharged),
    Stored("fund-account.fee-refunded", fund.FeeRefunded, (upcasts.fee_refunded_2,)),
    Stored("fund-account.reconciled", fund.Reconciled),
    Stored("fund-account.performance-reviewed", fund.PerformanceReviewed),
    Stored("fund-account.year-closed", fund.YearClosed),
    Stored("fund-account.final-accounts-drafted", fund.FinalAccountsDrafted),
    Stored("fund-account.final-accounts-approved", fund.FinalAccountsApproved),
    Stored("invoice.used", invoice.InvoiceUsed),
    Stored("invoice.freed", invoice.InvoiceFreed),
)

RECTIFICATION: Final = (
    Stored("rectification.finding-answered", rectification.FindingAnswered),
    Stored("rectification.finding-accepted", rectification.FindingAccepted),
    Stored("rectification.deviation-approved", rectification.DeviationApproved),
)

EXPERTS: Final = (
    Stored("expert-contract.nominated", expert.ExpertNominated),
    Stored("expert-contract.qualification-verified", expert.QualificationVerified),
    Stored("expert-contract.engagement-approved", expert.EngagementApproved),
    Stored("expert-contract.engagement-declined", expert.EngagementDeclined),
    Stored("expert-contract.signed", expert.ContractSigned),
    Stored("expert-contract.task-assigned", expert.TaskAssigned),
    Stored("expert-contract.service-logged", expert.ServiceLogged),
    Stored("expert-contract.log-verified", expert.LogVerified),
    Stored("expert-contract.absence-recorded", expert.AbsenceRecorded),
    Stored("expert-contract.fee-claimed", expert.FeeClaimed),
    Stored("expert-contract.fee-paid", expert.FeePaid),
    Stored("expert-contract.fee-withdrawn", expert.FeeWithdrawn),
    Stored("expert-contract.booking-made", expert.BookingMade),
    Stored("expert-contract.booking-released", expert.BookingReleased),
    Stored("expert-contract.evaluated", expert.ExpertEvaluated),
    Stored("expert-contract.renewed", expert.ContractRenewed),
    Stored("expert-contract.expiry-acknowledged", expert.ExpiryAcknowledged),
    Stored("expert-contract.suspended", expert.ContractSuspended),
    Stored("expert-contract.resumed", expert.ContractResumed),
    Stored("expert-contract.terminated", expert.ContractTerminated),
    Stored("expert-contract.settled", expert.ContractSettled),
)

RESOURCES: Final = (
    Stored("resource.library-opened", resource.LibraryOpened),
    Stored("resource.information-added", resource.InformationAdded),
    Stored("resource.tool-published", resource.ToolPublished),
    Stored("resource.expert-listed", resource.ExpertListed),
    Stored("resource.course-published", resource.CoursePublished),
    Stored("resource.entry-reviewed", resource.EntryReviewed),
    Stored("resource.entry-retired", resource.EntryRetired),
)

CASES: Final = (
    Stored("client-case.opened", case.CaseOpened),
    Stored("client-case.mentor-assigned", case.MentorAssigned),
    Stored("client-case.client-assessed", case.ClientAssessed),
    Stored("client-case.service-level-set", case.ServiceLevelSet),
    Stored("client-case.agreement-signed", case.AgreementSigned),
    Stored("client-case.problem-diagnosed", case.ProblemDiagnosed),
    Stored("client-case.solution-planned", case.SolutionPlanned),
    Stored("client-case.plan-step-executed", case.PlanStepExecuted),
    Stored("client-case.service-delivered", case.ServiceDelivered),
    Stored("client-case.resource-matched", case.ResourceMatched),
    Stored("client-case.match-result-recorded", case.MatchResultRecorded),
    Stored("client-case.phase-result-recorded", case.PhaseResultRecorded),
    Stored("client-case.outcome-recorded", case.OutcomeRecorded),
    Stored("client-case.service-paused", case.ServicePaused),
    Stored("client-case.service-resumed", case.ServiceResumed),
    Stored("client-case.term-extension-requested", case.TermExtensionRequested),
    Stored("client-case.term-extended", case.CaseTermExtended),
    Stored("client-case.contact-tried", case.ContactTried),
    Stored("client-case.client-word-recorded", case.ClientWordRecorded),
    Stored("client-case.closure-proposed", case.ClosureProposed),
    Stored("client-case.closure-returned", case.ClosureReturned),
    Stored("client-case.closed", case.CaseClosed),
    Stored("client-case.transferred", case.CaseTransferred),
    Stored("client-case.reopened", case.CaseReopened),
    Stored("client-case.satisfaction-recorded", case.SatisfactionRecorded),
    Stored("client-case.follow-up-recorded", case.FollowUpRecorded),
    Stored("client-case.archived", case.CaseArchived),
)

APPOINTMENTS: Final = (
    Stored("appointment.requested", appointment.AppointmentRequested),
    Stored("appointment.confirmed", appointment.AppointmentConfirmed),
    Stored("appointment.rescheduled", appointment.AppointmentRescheduled),
    Stored("appointment.mentor-reassigned", appointment.MentorReassigned),
    Stored("appointment.declined", appointment.AppointmentDeclined),
    Stored("appointment.cancelled", appointment.AppointmentCancelled),
    Stored("appointment.checked-in", appointment.CheckedIn),
    Stored("appointment.completed", appointment.AppointmentCompleted),
    Stored("appointment.no-show-recorded", appointment.NoShowRecorded),
    Stored("mentor-diary.slot-reserved", mentor_diary.SlotReserved),
    Stored("mentor-diary.slot-released", mentor_diary.SlotReleased),
    Stored("mentor-diary.service-counted", mentor_diary.ServiceCounted),
    Stored("room-diary.reserved", room_diary.RoomReserved),
    Stored("room-diary.released", room_diary.RoomReleased),
)

PROGRAMS: Final = (
    Stored("reception-ledger.recorded", reception_ledger.ReceptionRecorded),
    Stored("reception-ledger.corrected", reception_ledger.ReceptionCorrected),
    Stored("reception-ledger.struck-out", reception_ledger.ReceptionStruckOut),
    Stored("training-program.proposed", training.ProgramProposed),
    Stored("training-program.needs-assessed", training.NeedsAssessed),
    Stored("training-program.plan-designed", training.ProgramPlanDesigned),
    Stored("training-program.plan-approved", training.ProgramPlanApproved),
    Stored("training-program.session-scheduled", training.SessionScheduled),
    Stored("training-program.session-delivered", training.SessionDelivered),
    Stored("training-program.charged", training.ProgramCharged),
    Stored("training-program.effect-evaluated", training.EffectEvaluated),
    Stored("training-program.completed", training.ProgramCompleted),
    Stored("training-program.cancelled", training.ProgramCancelled),
    Stored("service-activity.planned", activity.ActivityPlanned),
    Stored("service-activity.announced", activity.ActivityAnnounced),
    Stored("service-activity.held", activity.ActivityHeld),
    Stored("service-activity.reported", activity.ActivityReported),
    Stored("service-activity.archived", activity.ActivityArchived),
    Stored("service-activity.cancelled", activity.ActivityCancelled),
    Stored("service-activity.support-provided", activity.SupportProvided),
    Stored("service-activity.contestants-listed", activity.ContestantsListed),
    Stored("service-activity.recusal-recorded", activity.RecusalRecorded),
    Stored("service-activity.judge-appointed", activity.JudgeAppointed),
    Stored("service-activity.judge-fee-claimed", activity.JudgeFeeClaimed),
    Stored("publication.drafted", publication.PublicationDrafted),
    Stored("publication.secrecy-reviewed", publication.SecrecyReviewed),
    Stored("publication.promotion-approved", publication.PromotionApproved),
    Stored("publication.announcement-published", publication.AnnouncementPublished),
    Stored("publication.achievement-published", publication.AchievementPublished),
    Stored("publication.taken-down", publication.PublicationTakenDown),
    Stored("case-study.compiled", case_study.CaseCompiled),
    Stored("case-study.deidentification-reviewed", case_study.DeidentificationReviewed),
    Stored("skills-pilot.launched", skills_pilot.PilotLaunched),
    Stored("skills-pilot.reviewed", skills_pilot.PilotReviewed),
    Stored("skills-pilot.ended", skills_pilot.PilotEnded),
    Stored("development-ledger.development-recorded", development_ledger.MentorDevelopmentRecorded),
    Stored("development-ledger.research-recorded", development_ledger.ResearchRecorded),
)

PLANS: Final = (
    Stored("annual-plan.drafted", plan.PlanDrafted),
    Stored("annual-plan.approved", plan.PlanApproved),
    Stored("annual-plan.revised", plan.PlanRevised),
    Stored("annual-plan.report-submitted", plan.ReportSubmitted),
    Stored("annual-plan.report-corrected", plan.ReportCorrected),
    Stored("annual-plan.report-acknowledged", plan.ReportAcknowledged),
    Stored("annual-plan.report-returned", plan.ReportReturned),
    Stored("filing.prepared", filing.FilingPrepared),
    Stored("filing.submitted", filing.FilingSubmitted),
    Stored("filing.acknowledged", filing.FilingAcknowledged),
    Stored("filing.returned", filing.FilingReturned),
    Stored("filing.resubmitted", filing.FilingResubmitted),
)

DISCIPLINE: Final = (
    Stored("discipline-case.conduct-reported", discipline.ConductReported),
    Stored("discipline-case.gift-reported", discipline.GiftReported),
    Stored("discipline-case.no-case-decided", discipline.NoCaseDecided),
    Stored("discipline-case.opened", discipline.DisciplineOpened),
    Stored("discipline-case.measures-taken", discipline.MeasuresTaken),
    Stored("discipline-case.measures-lifted", discipline.MeasuresLifted),
    Stored("discipline-case.evidence-collected", discipline.EvidenceCollected),
    Stored("discipline-case.subject-heard", discipline.SubjectHeard),
    Stored("discipline-case.investigation-concluded", discipline.InvestigationConcluded),
    Stored("discipline-case.sanction-decided", discipline.SanctionDecided),
    Stored("discipline-case.appeal-filed", discipline.AppealFiled),
    Stored("discipline-case.appeal-decided", discipline.AppealDecided),
    Stored("discipline-case.sanction-enforced", discipline.SanctionEnforced),
    Stored("discipline-case.referred", discipline.ReferredToAuthority),
    Stored("discipline-case.gift-disposed", discipline.GiftDisposed),
    Stored("discipline-case.closed", discipline.DisciplineClosed),
)

EVALUATION: Final = (
    Stored("evaluation-cycle.indicators-defined", evaluation.IndicatorsDefined),
    Stored("evaluation-cycle.indicators-frozen", evaluation.IndicatorsFrozen),
    Stored("evaluation-cycle.evaluatees-listed", evaluation.EvaluateesListed),
    Stored("evaluation-cycle.scored", evaluation.Scored),
    Stored("evaluation-cycle.draft-published", evaluation.DraftPublished),
    Stored("evaluation-cycle.appeal-filed", evaluation.AppealFiled),
    Stored("evaluation-cycle.appeal-decided", evaluation.AppealDecided),
    Stored("evaluation-cycle.grade-decided", evaluation.GradeDecided),
    Stored("evaluation-cycle.closed", evaluation.CycleClosed),
)

CONDUCT: Final = (
    Stored("conduct-record.pledge-signed", conduct_record.PledgeSigned),
    Stored("conduct-record.integrity-declared", conduct_record.IntegrityDeclared),
    Stored("inspection.held", inspection.InspectionHeld),
)

ARCHIVES: Final = (
    Stored("archive-record.collected", archive.RecordCollected),
    Stored("archive-record.classified", archive.RecordClassified),
    Stored("archive-record.filed", archive.RecordFiled),
    Stored("archive-record.transferred", archive.RecordTransferred),
    Stored("archive-record.moved", archive.RecordMoved),
    Stored("archive-record.migrated", archive.RecordMigrated),
    Stored("archive-record.integrity-verified", archive.IntegrityVerified),
    Stored("archive-record.integrity-failed", archive.IntegrityFailed),
    Stored("archive-record.damaged", archive.RecordDamaged),
    Stored("archive-record.lost", archive.RecordLost),
    Stored("archive-record.unauthorised-destruction-reported", archive.UnauthorisedDestructionReported),
    Stored("archive-record.loan-requested", archive.LoanRequested),
    Stored("archive-record.loan-approved", archive.LoanApproved),
    Stored("archive-record.lent", archive.Lent),
    Stored("archive-record.loan-renewed", archive.LoanRenewed),
    Stored("archive-record.returned", archive.RecordReturned),
    Stored("archive-record.secrecy-set", archive.SecrecySet),
    Stored("archive-record.access-granted", archive.AccessGranted),
    Stored("archive-record.access-recorded", archive.AccessRecorded),
    Stored("archive-record.legal-hold-placed", archive.LegalHoldPlaced),
    Stored("archive-record.legal-hold-lifted", archive.LegalHoldLifted),
    Stored("archive-record.appraised", archive.Appraised),
    Stored("archive-record.destroyed", archive.RecordDestroyed),
    Stored("destruction-batch.proposed", destruction.BatchProposed),
    Stored("destruction-batch.item-withdrawn", destruction.ItemWithdrawn),
    Stored("destruction-batch.signed", destruction.BatchSigned),
    Stored("destruction-batch.approved", destruction.BatchApproved),
    Stored("destruction-batch.rejected", destruction.BatchRejected),
    Stored("destruction-batch.items-counted", destruction.ItemsCounted),
    Stored("destruction-batch.executed", destruction.BatchExecuted),
    Stored("destruction-batch.reported", destruction.BatchReported),
    Stored("month-ledger.frozen", month_ledger.LedgerFrozen),
)

TABLE: Final = (
    *STUDIO, *AUTHORITY, *CLIENTS, *RULES, *FUND, *RECTIFICATION, *RESOURCES, *CASES, *APPOINTMENTS, *EXPERTS, *PLANS,
    *DISCIPLINE, *EVALUATION, *CONDUCT,
    *ARCHIVES,
    *PROGRAMS,
)  # fmt: skip
BY_NAME: Final = {stored.name: stored for stored in TABLE}
TOPIC: Final = {stored.cls: stored.topic for stored in TABLE}
