"""Facts of a case (服务项目、个案): one stream a case, `<studio>/case/<year>-<number>` (二; 三、（四）2、3).

Names and fields are a storage format: change with care. Days are legal days and inclusive; a service has instants.
What a client says or tells is `Personal`. A fact names the persons that its rules read.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from attrs import field, frozen

from studio_domain.values import Fen, Personal, PersonId, aware, whole_fen

# -- codes


class Channel(Enum):
    """Where a service was given."""

    VISIT = "visit"  # 来访
    ON_SITE = "on-site"  # 上门
    ONLINE = "online"  # 线上


class ClosureKind(Enum):
    """Why a case is closed (三、（四）3)."""

    COMPLETED = "completed"  # 完成服务且取得阶段性效果
    OBJECTIVE = "objective"  # 客观原因无法继续


class MatchOutcome(Enum):
    """What came of a match."""

    SUCCEEDED = "succeeded"  # 成功
    FAILED = "failed"  # 未成
    WITHDRAWN = "withdrawn"  # 服务对象放弃


# -- parts of facts


@frozen
class Evidence:
    """A document that shows something: its title, and the SHA-256 (hex) of what was filed."""

    title: str
    digest: str


# -- opening


@frozen
class CaseOpened:
    """立项: for a client and some of the needs on record, in the hands of a mentor, due on a day."""

    case: str
    client: str
    needs: tuple[str, ...]
    mentor: PersonId
    opened: date
    due: date


@frozen
class MentorAssigned:
    """更换指导师: from a day on, with the client's consent."""

    mentor: PersonId
    first: date
    reason: str
    client_consented: bool


@frozen
class ClientAssessed:
    """测评: with a version of a tool, by whom, with the interpretation; the result is about the person."""

    assessment: str
    tool: str
    tool_version: int
    segment: str
    mentor: PersonId
    on: date
    result: Personal[str] | None = field(repr=False)
    interpretation: Evidence


@frozen
class ServiceLevelSet:
    """确定服务级别: `basic`, `special` or another of the region, on which basis, and why it was changed."""

    level: str
    basis: tuple[str, ...]
    reason: str
    by: PersonId
    first: date


@frozen
class AgreementSigned:
    """签订专项服务协议: scope, term and fee, by the tariff's item; signed by the client on a day.

    It covers services from `first` up to and including `last`.
    """

    agreement: str
    scope: str
    tariff_item: str
    fen: Fen = field(converter=whole_fen)
    signed: date
    first: date
    last: date
    document: str


# -- diagnosis, plan, steps


@frozen
class ProblemDiagnosed:
    """分析诊断."""

    diagnosis: str
    needs: tuple[str, ...]
    mentor: PersonId
    on: date
    document: Evidence


@frozen
class SolutionPlanned:
    """制定方案: its steps, agreed with the client; a later plan replaces the earlier."""

    plan: int
    steps: tuple[str, ...]
    mentor: PersonId
    on: date
    client_agreed: bool
    document: Evidence


@frozen
class PlanStepExecuted:
    """执行方案: a step of the plan in force is done; a later plan that has the step again finds it done."""

    step: str
    mentor: PersonId
    on: date
    evidence: Evidence


# -- services, matches, results


@frozen
class ServiceDelivered:
    """提供服务 (report): from an instant to another, of a kind of chapter 二 (`2.2`) and a sub-kind, by whom.

    `expert_log` is the entry of an external expert's service log, `appointment` the id of the appointment kept,
    `policies` the entries of the information library that were cited.
    """

    service: str
    kind: str
    sub_kind: str
    channel: Channel
    mentor: PersonId
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    place: str
    appointment: str | None
    policies: tuple[str, ...]
    record: Evidence


@frozen
class ResourceMatched:
    """对接资源: of a kind, for a need on record, with an entry of the libraries as provider.

    `interest` is the declaration of interest where mentor and provider are related.
    """

    match: str
    need: str
    kind: str
    provider: str
    mentor: PersonId
    on: date
    interest: str | None


@frozen
class MatchResultRecorded:
    """对接结果 (report): what came of it, how much money where it was about money."""

    match: str
    outcome: MatchOutcome
    fen: Fen = field(converter=whole_fen)
    on: date
    evidence: Evidence


@frozen
class PhaseResultRecorded:
    """阶段性效果: what was achieved, with evidence."""

    result: str
    what: str
    mentor: PersonId
    on: date
    evidence: tuple[Evidence, ...]


@frozen
class OutcomeRecorded:
    """成效 (report): jobs created, whether an enterprise was founded, with evidence."""

    jobs: int
    founded: bool
    on: date
    evidence: tuple[Evidence, ...]


# -- the term


@frozen
class ServicePaused:
    """暂停服务: from a day on; the due date stays, unless somebody other than the asker approved that it moves."""

    first: date
    reason: str
    asker: PersonId
    approver: PersonId | None


@frozen
class ServiceResumed:
    """恢复服务: the pause was over with `last_day`."""

    last_day: date


@frozen
class TermExtensionRequested:
    """申请延期."""

    extension: str
    due: date
    reason: str
    asker: PersonId


@frozen
class CaseTermExtended:
    """批准延期: the case is due on another day."""

    extension: str
    due: date
    approver: PersonId
    on: date


# -- contact, closure, what follows


@frozen
class ContactTried:
    """联系服务对象未果 (report)."""

    attempt: str
    channel: str
    on: date
    by: PersonId


@frozen
class ClientWordRecorded:
    """服务对象意见 (report): the client confirms the closure, or does not; `document` is what the client signed."""

    confirms: bool
    words: Personal[str] | None = field(repr=False)
    on: date
    document: Evidence | None


@frozen
class ClosureProposed:
    """申请结案: completed, or for an objective reason (code) with evidence."""

    proposal: int
    kind: ClosureKind
    reason: str | None
    evidence: tuple[Evidence, ...]
    proposer: PersonId
    on: date


@frozen
class ClosureReturned:
    """退回结案申请."""

    proposal: int
    by: PersonId
    reason: str
    on: date


@frozen
class CaseClosed:
    """结案."""

    proposal: int
    kind: ClosureKind
    approver: PersonId
    on: date


@frozen
class CaseTransferred:
    """移交: to another studio, with the client's consent; the case ends here."""

    receiver: str
    reason: str
    client_consented: bool
    by: PersonId
    on: date


@frozen
class CaseReopened:
    """重启服务: with a new due day, and why."""

    reason: str
    due: date
    approver: PersonId
    on: date


@frozen
class SatisfactionRecorded:
    """满意度 (report): 0 to 10, as the client said."""

    score: int
    words: Personal[str] | None = field(repr=False)
    on: date


@frozen
class FollowUpRecorded:
    """回访 (report)."""

    on: date
    by: PersonId
    what: str


@frozen
class CaseArchived:
    """归档: under which archive code (档号), by the archivist."""

    archive_code: str
    archivist: PersonId
    on: date


Event = (
    CaseOpened | MentorAssigned | ClientAssessed | ServiceLevelSet | AgreementSigned | ProblemDiagnosed
    | SolutionPlanned | PlanStepExecuted | ServiceDelivered | ResourceMatched | MatchResultRecorded
    | PhaseResultRecorded | OutcomeRecorded | ServicePaused | ServiceResumed | TermExtensionRequested
    | CaseTermExtended | ContactTried | ClientWordRecorded | ClosureProposed | ClosureReturned | CaseClosed
    | CaseTransferred | CaseReopened | SatisfactionRecorded | FollowUpRecorded | CaseArchived
)  # fmt: skip
