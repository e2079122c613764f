"""Each check of a case has a near miss that it does not find, and that is no business of another."""

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
    Twin,
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
    told,
)  # fmt: skip
from audit.case.histories import FAN
from audit.changing import change, drop, insert, redate, then
from case_story import BANK_ID, HE, LU, SHEN, TOOL_ID, ZHOU, paper
from studio_domain import client_case as case
from studio_domain.archive_record import facts as archive
from studio_domain.client_record.facts import EnterpriseSize
from studio_domain.expert_contract.facts import (
    ContractRenewed,
    ContractResumed,
    ContractSigned,
    ContractSuspended,
    ContractTerminated,
    TerminationCause,
)
from studio_domain.person_record import EmploymentChanged, InterestDeclared, InterestEnded, InterestKind
from studio_domain.resource_entry.facts import CoursePublished, EntryRetired, ExpertListed, Origin, ToolPublished
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.tariff_schedule import TariffPublished

CONTRACT = of(ContractSigned, "expert/x-2024-01")
LU_RECORD = f"region-330106/person/{LU}"
EXTENDED = of(case.CaseTermExtended, LOST)
PAUSE = of(case.ServicePaused, EXPERT)
PROPOSAL = of(case.ClosureProposed, LOST)
LEVELS = {"service.levels": ("basic", "special", "vip")}

TWINS: tuple[Twin, ...] = (
    # 认定、名册、名单
    Twin(
        "a suspension lifted on the day of opening",
        "case.opened-unrecognised",
        early(
            "2024-07-01",
            PROFILE,
            recognition.StudioSuspended(day("2024-08-01"), "整改", ZHOU, "d"),
            recognition.SuspensionLifted(day("2024-08-06"), ZHOU, "d"),
        ),
    ),
    Twin(
        "a suspension from the day after opening",
        "case.opened-unrecognised",
        early("2024-07-01", PROFILE, recognition.StudioSuspended(day("2025-09-02"), "整改", ZHOU, "d")),
    ),
    Twin(
        "recognised on the day of opening",
        "case.opened-unrecognised",
        change(of(recognition.StudioRecognised, PROFILE), first=day("2024-08-06")),
    ),
    Twin(
        "served on the last day of recognition",
        "case.served-unrecognised",
        change(of(recognition.StudioRecognised, PROFILE), last=day("2025-09-10")),
    ),
    Twin(
        "served while suspended, in an open case",
        "case.served-unrecognised",
        early("2024-07-01", PROFILE, recognition.StudioSuspended(day("2025-09-02"), "整改", ZHOU, "d")),
    ),
    Twin(
        "served on the last day of the staff",
        "case.provider",
        add("2025-09-09", PROFILE, roster.StaffDeparted(LU, day("2025-09-10"), "离职")),
    ),
    Twin("served on the last day of the contract", "case.provider", change(CONTRACT, last=day("2025-04-08"))),
    Twin(
        "served after a renewal",
        "case.provider",
        then(
            change(CONTRACT, last=day("2025-04-07")),
            add(
                "2025-04-01",
                "expert/x-2024-01",
                ContractRenewed(day("2026-04-07"), "v-1", ZHOU, "d", day("2025-04-01")),
            ),
        ),
    ),
    Twin(
        "served on the day a suspension ended",
        "case.provider",
        add(
            "2025-04-01",
            "expert/x-2024-01",
            ContractSuspended(day("2025-04-01"), "停聘", ZHOU),
            ContractResumed(day("2025-04-08"), ZHOU),
        ),
    ),
    Twin(
        "served on the last day before a termination",
        "case.provider",
        add(
            "2025-04-07",
            "expert/x-2024-01",
            ContractTerminated(TerminationCause.MUTUAL, day("2025-04-08"), ZHOU, None, day("2025-03-07"), "d"),
        ),
    ),
    Twin(
        "served on the last day of the listing",
        "case.provider-unlisted",
        add("2025-09-09", "resource/x-lu", EntryRetired(day("2025-09-10"), "更新")),
    ),
    Twin(
        "listed on the day of taking charge",
        "case.provider-unlisted",
        change(of(ExpertListed, "resource/x-shen"), first=day("2024-11-04")),
    ),
    Twin("another mentor with consent", "case.mentor-consent", change(of(case.MentorAssigned, MOVED), reason="调岗")),
    # 服务
    Twin("served on the day of closing", "case.not-open", add("2024-11-20", S4, another_service(9, day("2024-11-20")))),
    Twin(
        "served on the day of reopening",
        "case.not-open",
        add("2025-03-31", EXPERT, another_service(9, day("2025-03-31"), mentor=FAN)),
    ),
    Twin(
        "a call after closing",
        "case.not-open",
        add("2025-01-20", S4, case.FollowUpRecorded(day("2025-01-20"), LU, "经营正常")),
    ),
    Twin(
        "served the day before the pause",
        "case.served-paused",
        add("2025-09-30", YOUNG, another_service(9, day("2025-09-30"))),
    ),
    Twin(
        "served the day after the pause",
        "case.served-paused",
        add("2024-12-01", EXPERT, another_service(9, day("2024-12-01"), mentor=FAN)),
    ),
    Twin(
        "served by another, by appointment", "case.other-mentor", change(service(S4, 2), mentor=SHEN, appointment="a-1")
    ),
    Twin(
        "served on the day the level was set",
        "case.no-level",
        change(of(case.ServiceLevelSet, LOST), first=day("2024-09-03")),
    ),
    Twin(
        "special service on the agreement's last day",
        "case.no-agreement",
        change(of(case.AgreementSigned, S4), last=day("2024-10-17")),
    ),
    Twin(
        "planned on the day of signing",
        "case.no-agreement",
        change(of(case.AgreementSigned, S4), signed=day("2024-08-15")),
    ),
    Twin(
        "a sub-kind that the region registered",
        "case.kind-unknown",
        change(service(LOST, 1), sub_kind="tax"),
        policy={"service.startup_kinds": ("policy", "assessment", "project", "opening", "tax")},
    ),
    Twin(
        "consulting for a household",
        "case.consulting-client",
        change(enterprise("k-zhao"), size=EnterpriseSize.INDIVIDUAL),
    ),
    Twin(
        "an assessment on the day of the service",
        "case.not-assessed",
        then(
            redate(of(case.ClientAssessed, EXPERT), "2024-10-08", on=day("2024-10-08")),
            redate(
                service(EXPERT, 1), "2024-10-08", start=s.at(day("2024-10-08"), 14), end=s.at(day("2024-10-08"), 15)
            ),
        ),
    ),
    # 测评、级别、协议
    Twin(
        "a version on its first day",
        "case.tool-not-in-use",
        change(of(ToolPublished, f"resource/{TOOL_ID}", version=2), first=day("2024-08-09")),
    ),
    Twin(
        "a tool on its last day",
        "case.tool-not-in-use",
        add("2024-09-01", f"resource/{TOOL_ID}", EntryRetired(day("2024-09-02"), "更新")),
    ),
    Twin("a tool for this client too", "case.tool-audience", change(classified("k-wang"), segment="returnee")),
    Twin(
        "a level that the region registered",
        "case.level-unknown",
        change(of(case.ServiceLevelSet, LOST), level="vip"),
        policy=LEVELS,
    ),
    Twin(
        "a change of level with its reason",
        "case.level-groundless",
        add("2024-11-13", S4, case.ServiceLevelSet("basic", ("需求",), "专项已完成", LU, day("2024-11-13"))),
    ),
    Twin(
        "a tariff from the day of signing",
        "case.agreement-tariff",
        change(of(TariffPublished, "tariff/schedule"), effective=day("2024-08-06")),
    ),
    Twin("an agreement for nothing", "case.agreement-void", change(of(case.AgreementSigned, S4), fen=0)),
    # 诊断、方案、对接
    Twin(
        "planned on the day of the diagnosis",
        "case.work-order",
        change(of(case.ProblemDiagnosed, S4), on=day("2024-08-15")),
    ),
    Twin(
        "a step on the day of its plan",
        "case.work-order",
        change(of(case.PlanStepExecuted, S4, step=s.STEPS[0]), on=day("2024-08-15")),
    ),
    Twin(
        "a plan of one step",
        "case.plan-not-agreed",
        add(
            "2025-09-12",
            YOUNG,
            case.ProblemDiagnosed("d-1", (s.SITE,), LU, day("2025-09-11"), paper("d")),
            case.SolutionPlanned(1, ("x",), LU, day("2025-09-12"), True, paper("p")),
        ),
    ),
    Twin("a match for a need of that day", "case.match-need", change(need("k-wang", s.LOAN), on=day("2024-10-21"))),
    Twin(
        "a kind that the region registered",
        "case.match-kind",
        change(of(case.ResourceMatched, S4), kind="tax"),
        policy={"service.resource_kinds": ("incubation", "internship", "technology", "financing", "market", "tax")},
    ),
    Twin(
        "a match on the entry's last day",
        "case.match-provider",
        add("2024-10-20", f"resource/{BANK_ID}", EntryRetired(day("2024-10-21"), "更新")),
    ),
    Twin(
        "a match with an employer of the day after",
        "case.match-interest",
        early("2024-07-01", LU_RECORD, EmploymentChanged(BANK_ID, False, day("2024-10-22"))),
    ),
    Twin(
        "a match with a course",
        "case.match-provider",
        then(
            early(
                "2024-07-01",
                "resource/c-1",
                CoursePublished(
                    1, "课", Origin.DEVELOPED, None, ("teacher",), ("graduate",), SHEN, ZHOU, day("2024-07-01")
                ),
            ),
            change(of(case.ResourceMatched, S4), provider="c-1"),
        ),
    ),
    Twin(
        "an interest from the day after",
        "case.match-interest",
        early("2024-07-01", LU_RECORD, InterestDeclared("i-1", BANK_ID, InterestKind.OWNERSHIP, day("2024-10-22"))),
    ),
    Twin(
        "an interest that ended the day before",
        "case.match-interest",
        early(
            "2024-07-01",
            LU_RECORD,
            InterestDeclared("i-1", BANK_ID, InterestKind.OWNERSHIP, day("2024-07-01")),
            InterestEnded("i-1", day("2024-10-20")),
        ),
    ),
    Twin(
        "an interest that the match names",
        "case.match-interest",
        then(
            early("2024-07-01", LU_RECORD, InterestDeclared("i-1", BANK_ID, InterestKind.OWNERSHIP, day("2024-07-01"))),
            change(of(case.ResourceMatched, S4), interest="i-1"),
        ),
    ),
    Twin(
        "a match that came to nothing",
        "case.match-unknown",
        change(of(case.MatchResultRecorded, S4), outcome=case.MatchOutcome.FAILED, fen=0),
    ),
    Twin(
        "a result with evidence",
        "case.result-unproven",
        add("2025-12-20", YOUNG, case.PhaseResultRecorded("r-1", "开业", LU, day("2025-12-20"), (paper("照片"),))),
    ),
    Twin("an outcome in the archive's year", "case.outcome-unproven", change(of(case.OutcomeRecorded, S4), jobs=30)),
    Twin(
        "a record in other words",
        "case.document-unfiled",
        change(service(S4, 1), record=case.Evidence("一", "0123456789abcdef" * 4)),
    ),
    # 期限
    Twin(
        "a longer term where policy allows it",
        "case.term-too-long",
        change(of(case.CaseOpened, YOUNG), due=day("2026-03-01")),
        policy={"case.term_days": 181},
    ),
    Twin(
        "a reopened term of all that is allowed",
        "case.term-too-long",
        change(of(case.CaseReopened, EXPERT), due=day("2025-03-31") + timedelta(180)),
    ),
    Twin(
        "an extension asked for on its day",
        "case.extension-unasked",
        redate(of(case.TermExtensionRequested, LOST), "2025-02-16"),
    ),
    Twin("an extension on an early day", "case.extension-late", redate(EXTENDED, "2025-02-15", on=day("2025-02-15"))),
    Twin(
        "a second extension where policy allows it",
        "case.extension-count",
        add(
            "2025-04-01",
            LOST,
            case.TermExtensionRequested("e-2", day("2025-05-18"), "r", LU),
            case.CaseTermExtended("e-2", day("2025-05-18"), ZHOU, day("2025-04-01")),
        ),
        policy={"case.max_ext": 2},
    ),
    Twin(
        "an extension of a day",
        "case.extension-too-long",
        change(EXTENDED, due=day("2025-02-17")),
        as_of=day("2025-02-17"),
    ),
    Twin(
        "an extension asked for by another",
        "case.term-hands",
        change(of(case.TermExtensionRequested, LOST), asker=SHEN),
    ),
    Twin("a pause approved on its first day", "case.pause-backdated", redate(PAUSE, "2024-11-01")),
    Twin("a pause of a day", "case.pause-order", change(of(case.ServiceResumed, EXPERT), last_day=day("2024-11-01"))),
    Twin(
        "a second pause after the first",
        "case.pause-order",
        add(
            "2025-12-01",
            YOUNG,
            case.ServiceResumed(day("2025-11-30")),
            case.ServicePaused(day("2025-12-01"), "r", LU, None),
        ),
    ),
    # 结案
    Twin(
        "closed on the day of the proposal",
        "case.closed-unproposed",
        redate(of(case.ClosureProposed, S4), "2024-11-20", on=day("2024-11-20")),
    ),
    Twin(
        "the last step on the day of closing",
        "case.closed-unready",
        change(of(case.PlanStepExecuted, S4, step=s.STEPS[1]), on=day("2024-11-20")),
    ),
    Twin("closed for a change of policy", "case.not-objective", change(PROPOSAL, reason="policy-change")),
    Twin(
        "closed for what the region counts as objective",
        "case.not-objective",
        change(PROPOSAL, reason="flood"),
        policy={"case.objective_reasons": ("flood", "policy-change")},
    ),
    Twin("a cause with one paper", "case.cause-unproven", change(PROPOSAL, evidence=(paper("回执"),))),
    Twin(
        "four tries",
        "case.contact-not-lost",
        add("2025-03-10", LOST, case.ContactTried("t-4", "上门", day("2025-03-10"), LU)),
    ),
    Twin(
        "tries over 29 days where policy asks no more",
        "case.contact-not-lost",
        change(of(case.ContactTried, LOST, nth=0), on=day("2025-03-04")),
        policy={"case.contact_days": 29},
    ),
    Twin(
        "a withdrawal that was signed",
        "case.withdrawal-unsigned",
        then(
            change(PROPOSAL, reason="client-withdrew-in-writing"),
            insert(
                of(case.ContactTried, LOST, nth=2),
                *told("2025-04-03", LOST, case.ClientWordRecorded(True, None, day("2025-04-03"), paper("退出声明"))),
            ),
        ),
    ),
    Twin("closed by the head of the carrier", "case.closure-hands", change(closed(S4), approver=s.XU)),
    Twin(
        "closed after four tries",
        "case.client-unheard",
        add("2024-12-23", EXPERT, case.ContactTried("t-4", "上门", day("2024-12-23"), FAN)),
    ),
    Twin(
        "reopened after 89 days",
        "case.reopened-late",
        redate(of(case.CaseReopened, EXPERT), "2025-03-30", on=day("2025-03-30")),
    ),
    Twin(
        "reopened on the day of closing",
        "case.reopened-open",
        add("2024-12-11", S4, case.CaseReopened("r", day("2025-02-18"), ZHOU, day("2024-11-20"))),
        as_of=day("2024-12-11"),
    ),
    Twin(
        "handed over for another reason",
        "case.transfer-consent",
        change(of(case.CaseTransferred, MOVED), reason="服务对象要求"),
    ),
    # 归档、编号
    Twin(
        "archived on the day of closing",
        "case.archived-open",
        redate(of(case.CaseArchived, S4), "2024-11-20", on=day("2024-11-20")),
    ),
    Twin("another code", "case.archive-code", change(of(case.CaseArchived, S4), archive_code="2024-FW-D30-0117")),
    Twin(
        "its file filed on the day",
        "case.archive-unfiled",
        then(
            drop(of(archive.RecordFiled, "archive/2024-FW-D30-0017")),
            insert(
                closed(S4),
                *told(
                    "2024-12-10",
                    "archive/2024-FW-D30-0017",
                    archive.RecordFiled("2024-FW-D30-0017", HE, day("2024-12-10")),
                ),
            ),
        ),
    ),
    Twin(
        "archived by an archivist of that day",
        "case.archivist",
        then(
            add("2024-12-01", PROFILE, roster.ArchivistAssigned(SHEN, day("2024-12-10"))),
            change(of(case.CaseArchived, S4), archivist=SHEN),
        ),
        as_of=day("2024-12-31"),
    ),
    Twin("one number in two cases", "case.number-twice", change(of(case.ContactTried, LOST, nth=1), attempt="s-1")),
    Twin("a satisfaction of all", "case.figure-impossible", change(of(case.SatisfactionRecorded, S4), score=10)),
    Twin("no jobs at all", "case.figure-impossible", change(of(case.OutcomeRecorded, S4), jobs=0)),
    # 义务
    Twin("open on its last day", "obligation.case_due", same, as_of=day("2026-02-28")),
    Twin(
        "closed on the fifteenth working day",
        "obligation.close_ready",
        redate(closed(S4), "2024-12-03", on=day("2024-12-03")),
    ),
    Twin(
        "archived on the 30th day",
        "obligation.archive_case",
        redate(of(case.CaseArchived, S4), "2024-12-20", on=day("2024-12-20")),
    ),
)
