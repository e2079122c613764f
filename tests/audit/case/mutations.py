"""Each check of a case has a mutation that it, and only it, finds."""

from __future__ import annotations

from datetime import timedelta

import case_story as s
from audit.case.changes import (
    EXPERT,
    LOST,
    MOVED,
    PROFILE,
    S4,
    YOUNG,
    Mutation,
    add,
    another_service,
    classified,
    closed,
    day,
    early,
    enterprise,
    need,
    of,
    same,
    service,
)  # fmt: skip
from audit.case.histories import FAN
from audit.changing import change, drop, redate, then
from case_story import BANK_ID, HE, LU, SHEN, TOOL_ID, ZHOU, paper
from studio_domain import client_case as case
from studio_domain.archive_record import facts as archive
from studio_domain.audit.finding import Finding
from studio_domain.client_record.facts import EnterpriseSize
from studio_domain.expert_contract.facts import ContractSigned, ContractSuspended, ContractTerminated, TerminationCause
from studio_domain.person_record import EmploymentChanged, InterestDeclared, InterestKind, Relation, RelationDeclared
from studio_domain.resource_entry.facts import EntryRetired, ExpertListed, ToolPublished
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.tariff_schedule import TariffPublished

CONTRACT = of(ContractSigned, "expert/x-2024-01")
LU_RECORD = f"region-330106/person/{LU}"
EXTENDED = of(case.CaseTermExtended, LOST)
PAUSE = of(case.ServicePaused, EXPERT)
PROPOSAL = of(case.ClosureProposed, LOST)

MUTATIONS: tuple[Mutation, ...] = (
    # 认定、名册、名单
    Mutation(
        "opened while suspended",
        "case.opened-unrecognised",
        early(
            "2024-07-01",
            PROFILE,
            recognition.StudioSuspended(day("2024-08-06"), "整改", ZHOU, "d"),
            recognition.SuspensionLifted(day("2024-08-07"), ZHOU, "d"),
        ),
    ),
    Mutation(
        "opened on the day after rectification failed",
        "case.opened-unrecognised",
        early("2024-07-01", PROFILE, recognition.RectificationFailed("o-1", "未整改", ZHOU, day("2025-08-31"))),
    ),
    Mutation(
        "opened before recognition",
        "case.opened-unrecognised",
        change(of(recognition.StudioRecognised, PROFILE), first=day("2024-08-07")),
    ),
    Mutation(
        "served after recognition ended",
        "case.served-unrecognised",
        change(of(recognition.StudioRecognised, PROFILE), last=day("2025-09-09")),
    ),
    Mutation(
        "served after the studio was closed",
        "case.served-unrecognised",
        add("2025-09-09", PROFILE, recognition.StudioClosed(day("2025-09-09"), ZHOU, "d", True)),
    ),
    Mutation(
        "served after leaving the staff",
        "case.provider",
        add("2025-09-09", PROFILE, roster.StaffDeparted(LU, day("2025-09-09"), "离职")),
    ),
    Mutation(
        "took charge before the contract began", "case.provider", change(CONTRACT, first=day("2024-09-03")), times=2
    ),
    Mutation("served after the contract ended", "case.provider", change(CONTRACT, last=day("2025-04-07"))),
    Mutation(
        "served the day after a termination",
        "case.provider",
        add(
            "2025-04-07",
            "expert/x-2024-01",
            ContractTerminated(TerminationCause.MUTUAL, day("2025-04-07"), ZHOU, None, day("2025-03-07"), "d"),
        ),
    ),
    Mutation(
        "served while the contract was suspended",
        "case.provider",
        add("2025-04-01", "expert/x-2024-01", ContractSuspended(day("2025-04-08"), "停聘", ZHOU)),
    ),
    Mutation(
        "served while not listed",
        "case.provider-unlisted",
        add("2025-09-09", "resource/x-lu", EntryRetired(day("2025-09-09"), "更新")),
    ),
    Mutation("took charge unlisted", "case.provider-unlisted", drop(of(ExpertListed, "resource/x-shen")), times=2),
    Mutation(
        "another mentor without consent",
        "case.mentor-consent",
        change(of(case.MentorAssigned, MOVED), client_consented=False),
    ),
    # 服务
    Mutation("served after closing", "case.not-open", add("2024-11-21", S4, another_service(9, day("2024-11-21")))),
    Mutation(
        "diagnosed before opening",
        "case.not-open",
        redate(of(case.ProblemDiagnosed, S4), "2024-08-05", on=day("2024-08-05")),
    ),
    Mutation(
        "served after handing over",
        "case.not-open",
        add("2024-12-04", MOVED, another_service(9, day("2024-12-04"), mentor=SHEN)),
    ),
    Mutation(
        "served between closing and reopening",
        "case.not-open",
        add("2025-03-30", EXPERT, another_service(9, day("2025-03-30"), mentor=FAN)),
    ),
    Mutation(
        "served while service rested",
        "case.served-paused",
        add("2025-10-01", YOUNG, another_service(9, day("2025-10-01"))),
    ),
    Mutation(
        "served while an approved pause lasted",
        "case.served-paused",
        add("2024-11-30", EXPERT, another_service(9, day("2024-11-30"), mentor=FAN)),
    ),
    Mutation("served by another of the staff", "case.other-mentor", change(service(S4, 2), mentor=SHEN)),
    Mutation("served by the mentor of former days", "case.other-mentor", change(service(MOVED, 1), mentor=LU)),
    Mutation(
        "diagnosed by another of the staff", "case.other-mentor", change(of(case.ProblemDiagnosed, S4), mentor=SHEN)
    ),
    Mutation(
        "served before a level was set",
        "case.no-level",
        change(of(case.ServiceLevelSet, LOST), first=day("2024-09-04")),
    ),
    Mutation(
        "special service after the agreement",
        "case.no-agreement",
        change(of(case.AgreementSigned, S4), last=day("2024-10-16")),
    ),
    Mutation(
        "planned before the agreement was signed",
        "case.no-agreement",
        change(of(case.AgreementSigned, S4), signed=day("2024-08-16")),
    ),
    Mutation("a sub-kind that nobody registered", "case.kind-unknown", change(service(LOST, 1), sub_kind="tax")),
    Mutation("a service of another chapter", "case.kind-unknown", change(service(LOST, 1), kind="2.4")),
    Mutation(
        "consulting for a medium enterprise",
        "case.consulting-client",
        change(enterprise("k-zhao"), size=EnterpriseSize.MEDIUM),
    ),
    Mutation(
        "consulting where there is no enterprise",
        "case.consulting-client",
        change(enterprise("k-zhao"), size=EnterpriseSize.NONE),
    ),
    Mutation("consulting for an unknown enterprise", "case.consulting-client", drop(enterprise("k-zhao"))),
    Mutation(
        "an assessment of the day after",
        "case.not-assessed",
        redate(of(case.ClientAssessed, EXPERT), "2024-09-03", on=day("2024-09-03")),
    ),
    # 测评、级别、协议
    Mutation("an old version of the tool", "case.tool-not-in-use", change(of(case.ClientAssessed, S4), tool_version=1)),
    Mutation(
        "a version before its first day",
        "case.tool-not-in-use",
        change(of(ToolPublished, f"resource/{TOOL_ID}", version=2), first=day("2024-08-10")),
    ),
    Mutation(
        "a tool that was retired",
        "case.tool-not-in-use",
        add("2024-09-01", f"resource/{TOOL_ID}", EntryRetired(day("2024-09-01"), "更新")),
    ),
    Mutation(
        "a tool that is none", "case.tool-not-in-use", change(of(case.ClientAssessed, S4), tool=BANK_ID, tool_version=1)
    ),
    Mutation("a tool for others", "case.tool-audience", change(classified("k-wang"), segment="veteran")),
    Mutation(
        "a level that nobody registered", "case.level-unknown", change(of(case.ServiceLevelSet, LOST), level="vip")
    ),
    Mutation("a level without a basis", "case.level-groundless", change(of(case.ServiceLevelSet, LOST), basis=(" ",))),
    Mutation(
        "a change of level without a reason",
        "case.level-groundless",
        add("2024-11-13", S4, case.ServiceLevelSet("basic", ("需求",), " ", LU, day("2024-11-13"))),
    ),
    Mutation(
        "an agreement about what the tariff does not have",
        "case.agreement-tariff",
        change(of(case.AgreementSigned, S4), tariff_item="资料费"),
    ),
    Mutation(
        "an agreement about a basic service",
        "case.agreement-tariff",
        change(of(case.AgreementSigned, S4), tariff_item=s.FREE),
    ),
    Mutation(
        "an agreement before the tariff held",
        "case.agreement-tariff",
        change(of(TariffPublished, "tariff/schedule"), effective=day("2024-08-07")),
    ),
    Mutation(
        "an agreement without a document", "case.agreement-void", change(of(case.AgreementSigned, S4), document=" ")
    ),
    Mutation("an agreement on less than nothing", "case.agreement-void", change(of(case.AgreementSigned, S4), fen=-1)),
    # 诊断、方案、对接
    Mutation(
        "planned before the diagnosis", "case.work-order", change(of(case.ProblemDiagnosed, S4), on=day("2024-08-16"))
    ),
    Mutation(
        "a step of no plan",
        "case.work-order",
        add("2024-10-18", S4, case.PlanStepExecuted("装修", LU, day("2024-10-18"), paper("照片"))),
    ),
    Mutation(
        "a step before its plan",
        "case.work-order",
        change(of(case.PlanStepExecuted, S4, step=s.STEPS[0]), on=day("2024-08-14")),
    ),
    Mutation("a plan not agreed", "case.plan-not-agreed", change(of(case.SolutionPlanned, S4), client_agreed=False)),
    Mutation(
        "a plan that has a step twice",
        "case.plan-not-agreed",
        change(of(case.SolutionPlanned, S4), steps=(*s.STEPS, s.STEPS[0])),
    ),
    Mutation(
        "a match for a need of the day after", "case.match-need", change(need("k-wang", s.LOAN), on=day("2024-10-22"))
    ),
    Mutation("a match for another's need", "case.match-need", change(of(case.ResourceMatched, S4), need="n-x")),
    Mutation(
        "a kind of resource that nobody registered", "case.match-kind", change(of(case.ResourceMatched, S4), kind="tax")
    ),
    Mutation(
        "a match with an entry retired the day before",
        "case.match-provider",
        add("2024-10-20", f"resource/{BANK_ID}", EntryRetired(day("2024-10-20"), "更新")),
    ),
    Mutation("a match with nobody", "case.match-provider", change(of(case.ResourceMatched, S4), provider="info-x")),
    Mutation(
        "a match with a firm of one's own",
        "case.match-interest",
        early("2024-07-01", LU_RECORD, InterestDeclared("i-1", BANK_ID, InterestKind.OWNERSHIP, day("2024-10-21"))),
    ),
    Mutation(
        "a match with one's employer of that day",
        "case.match-interest",
        early("2024-07-01", LU_RECORD, EmploymentChanged(BANK_ID, False, day("2024-10-21"))),
    ),
    Mutation(
        "a match with one's spouse",
        "case.match-interest",
        then(
            early("2024-07-01", LU_RECORD, RelationDeclared(FAN, Relation.SPOUSE)),
            change(of(case.ResourceMatched, S4), provider="x-fan"),
        ),
    ),
    Mutation("a match with oneself", "case.match-interest", change(of(case.ResourceMatched, S4), provider="x-lu")),
    Mutation("the result of no match", "case.match-unknown", change(of(case.MatchResultRecorded, S4), match="m-9")),
    Mutation(
        "a result without evidence",
        "case.result-unproven",
        add("2025-09-20", YOUNG, case.PhaseResultRecorded("r-1", "开业", LU, day("2025-09-20"), ())),
    ),
    Mutation("jobs without evidence", "case.outcome-unproven", change(of(case.OutcomeRecorded, S4), evidence=())),
    Mutation(
        "a record without a digest",
        "case.document-unfiled",
        change(service(S4, 1), record=case.Evidence("服务记录", "未扫描")),
    ),
    Mutation(
        "evidence without a title",
        "case.document-unfiled",
        change(of(case.ClosureProposed, LOST), evidence=(paper("通话记录"), case.Evidence(" ", "a" * 64))),
    ),
    # 期限
    Mutation("a term of a day more", "case.term-too-long", change(of(case.CaseOpened, YOUNG), due=day("2026-03-01"))),
    Mutation(
        "a reopened term of a day more",
        "case.term-too-long",
        change(of(case.CaseReopened, EXPERT), due=day("2025-03-31") + timedelta(181)),
    ),
    Mutation(
        "an extension that nobody asked for", "case.extension-unasked", drop(of(case.TermExtensionRequested, LOST))
    ),
    Mutation(
        "an extension of the day after", "case.extension-late", redate(EXTENDED, "2025-02-17", on=day("2025-02-17"))
    ),
    Mutation(
        "a second extension",
        "case.extension-count",
        add(
            "2025-04-01",
            LOST,
            case.TermExtensionRequested("e-2", day("2025-05-18"), "r", LU),
            case.CaseTermExtended("e-2", day("2025-05-18"), ZHOU, day("2025-04-01")),
        ),
    ),
    Mutation("an extension of a day more", "case.extension-too-long", change(EXTENDED, due=day("2025-05-18"))),
    Mutation("an extension by the asker", "case.term-hands", change(EXTENDED, approver=LU)),
    Mutation(
        "an extension by the mentor",
        "case.term-hands",
        then(change(of(case.TermExtensionRequested, LOST), asker=SHEN), change(EXTENDED, approver=LU)),
    ),
    Mutation("a pause by the mentor", "case.term-hands", change(PAUSE, approver=FAN)),
    Mutation("a pause approved after it began", "case.pause-backdated", redate(PAUSE, "2024-11-02")),
    Mutation(
        "a pause over before it began",
        "case.pause-order",
        change(of(case.ServiceResumed, EXPERT), last_day=day("2024-10-31")),
    ),
    Mutation(
        "a second pause at a time",
        "case.pause-order",
        add("2025-10-08", YOUNG, case.ServicePaused(day("2025-10-08"), "r", LU, None)),
    ),
    # 结案
    Mutation("closed unproposed", "case.closed-unproposed", drop(of(case.ClosureProposed, S4))),
    Mutation(
        "closed on a proposal of another number",
        "case.closed-unproposed",
        change(of(case.ClosureProposed, S4), proposal=2),
    ),
    Mutation(
        "closed on a proposal that was returned",
        "case.closed-unproposed",
        add("2024-11-15", MOVED, case.CaseClosed(1, case.ClosureKind.OBJECTIVE, ZHOU, day("2024-11-15"))),
        as_of=day("2024-11-30"),
    ),
    Mutation("closed with a step undone", "case.closed-unready", drop(of(case.PlanStepExecuted, S4, step=s.STEPS[1]))),
    Mutation("closed without a result", "case.closed-unready", drop(of(case.PhaseResultRecorded, S4))),
    Mutation("closed again without a new service", "case.closed-unready", drop(service(EXPERT, 3))),
    Mutation("closed because the mentor left", "case.not-objective", change(PROPOSAL, reason="mentor-left")),
    Mutation("closed for no cause at all", "case.not-objective", change(PROPOSAL, reason=None)),
    Mutation("closed for an unproven cause", "case.cause-unproven", change(PROPOSAL, evidence=())),
    Mutation(
        "closed after tries over 29 days",
        "case.contact-not-lost",
        change(of(case.ContactTried, LOST, nth=0), on=day("2025-03-04")),
    ),
    Mutation(
        "closed for a withdrawal that nobody signed",
        "case.withdrawal-unsigned",
        change(PROPOSAL, reason="client-withdrew-in-writing"),
    ),
    Mutation("closed by the proposer", "case.closure-hands", change(closed(S4), approver=LU)),
    Mutation("returned by the proposer", "case.closure-hands", change(of(case.ClosureReturned, MOVED), by=SHEN)),
    Mutation("closed after two tries", "case.client-unheard", drop(of(case.ContactTried, EXPERT, nth=2))),
    Mutation(
        "closed against the client's word",
        "case.client-unheard",
        change(of(case.ClientWordRecorded, S4), confirms=False),
    ),
    Mutation(
        "reopened after 91 days",
        "case.reopened-late",
        redate(of(case.CaseReopened, EXPERT), "2025-04-01", on=day("2025-04-01")),
    ),
    Mutation(
        "reopened while open",
        "case.reopened-open",
        add("2025-12-01", YOUNG, case.CaseReopened("r", day("2026-02-01"), ZHOU, day("2025-12-01"))),
    ),
    Mutation(
        "handed over without consent",
        "case.transfer-consent",
        change(of(case.CaseTransferred, MOVED), client_consented=False),
    ),
    Mutation("handed over to nobody", "case.transfer-consent", change(of(case.CaseTransferred, MOVED), receiver=" ")),
    # 归档、编号
    Mutation(
        "archived the day before closing", "case.archived-open", change(of(case.CaseArchived, S4), on=day("2024-11-19"))
    ),
    Mutation(
        "archived twice",
        "case.archived-open",
        add("2024-12-11", S4, case.CaseArchived("2024-FW-D30-0117", HE, day("2024-12-11"))),
    ),
    Mutation("archived under no code", "case.archive-code", change(of(case.CaseArchived, S4), archive_code=" ")),
    Mutation(
        "archived under the code of another case",
        "case.archive-unfiled",
        change(of(case.CaseArchived, S4), archive_code="2024-FW-D30-0030"),
    ),
    Mutation(
        "archived before its file was filed",
        "case.archive-unfiled",
        then(
            drop(of(archive.RecordFiled, "archive/2024-FW-D30-0017")),
            add(
                "2024-12-11", "archive/2024-FW-D30-0017", archive.RecordFiled("2024-FW-D30-0017", HE, day("2024-12-11"))
            ),
        ),
    ),
    Mutation("archived by another", "case.archivist", change(of(case.CaseArchived, S4), archivist=SHEN)),
    Mutation(
        "a number on two records",
        "case.number-twice",
        change(of(case.ContactTried, LOST, nth=1), attempt="t-2025-03-03"),
    ),
    Mutation(
        "a service that ends as it begins",
        "case.figure-impossible",
        change(service(LOST, 1), end=s.at(day("2024-09-03"), 9)),
    ),
    Mutation("less jobs than none", "case.figure-impossible", change(of(case.OutcomeRecorded, S4), jobs=-1)),
    Mutation("less money than none", "case.figure-impossible", change(of(case.MatchResultRecorded, S4), fen=-1)),
    Mutation("a satisfaction of eleven", "case.figure-impossible", change(of(case.SatisfactionRecorded, S4), score=11)),
    Mutation(
        "a pause approved past the due day",
        "case.extension-late",
        add(
            "2025-05-18",
            LOST,
            case.CaseReopened("r", day("2025-05-17"), ZHOU, day("2025-05-17")),
            case.ServicePaused(day("2025-05-18"), "r", LU, ZHOU),
        ),
        as_of=day("2025-05-18"),
    ),
    # 义务
    Mutation("open past its term", "obligation.case_due", same, as_of=day("2026-03-01")),
    Mutation(
        "closed on the sixteenth working day",
        "obligation.close_ready",
        redate(closed(S4), "2024-12-04", on=day("2024-12-04")),
    ),
    Mutation(
        "archived on the 31st day",
        "obligation.archive_case",
        redate(of(case.CaseArchived, S4), "2024-12-21", on=day("2024-12-21")),
    ),
)


def summary(findings: list[Finding]) -> list[str]:
    """What was found, in brief."""
    return [f"{one.check} {one.subjects}: {one.message('en')}" for one in findings]
