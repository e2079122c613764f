"""Facts of an expert's contract (外聘专家): one stream a contract, `<studio>/expert/<contract>` (三、（四）8).

Names and fields are a storage format: change with care. Days are legal days and inclusive; money is integer fen.
Hours of service are whole minutes; what a fee counts is in hundredths of a class hour (学时) or of a day.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from attrs import field, frozen

from studio_domain.values import Fen, PersonId, aware, whole_fen

# -- codes


class Title(Enum):
    """By which title a lecture fee is capped."""

    OTHER = "other"  # 其他, 参照副高级
    ASSOCIATE = "associate"  # 副高级
    FULL = "full"  # 正高级
    ACADEMICIAN = "academician"  # 院士


class TerminationCause(Enum):
    """Why a contract ends before its term."""

    MUTUAL = "mutual"  # 协商解除
    FOR_CAUSE = "for-cause"  # 违反约定、纪律
    INCAPACITY = "incapacity"  # 无法履行
    STUDIO_ENDED = "studio-ended"  # 工作室终止


class FeeKind(Enum):
    """What the fees of a contract are paid for."""

    LECTURE = "lecture"  # 讲课费, 按学时
    CONSULTING = "consulting"  # 咨询费, 按天


# -- selection


@frozen
class ExpertNominated:
    """提名: of a person, by whom and, on a delegation, for whom; for which field of work."""

    person: PersonId
    nominator: PersonId
    field_of_work: str
    reason: str
    on: date
    on_behalf_of: PersonId | None = None


@frozen
class QualificationVerified:
    """核验资格: title, declaration of conflicts; the permission (文号) of a public official's employer to be paid."""

    verifier: PersonId
    title: Title
    public_official: bool
    permission: str | None
    declaration: str
    document: str
    on: date


@frozen
class EngagementApproved:
    """批准聘用."""

    approver: PersonId
    document: str
    on: date


@frozen
class EngagementDeclined:
    """不予聘用: the end of a contract that was not signed."""

    by: PersonId
    reason: str
    on: date


@frozen
class ContractSigned:
    """签订聘用合同: by the expert and, for the operating carrier (USCC), by somebody; from a day up to and with one.

    `unit_fen` is the agreed gross fee of a class hour or day, by kind; an unpaid engagement has 0.
    """

    carrier_signer: PersonId
    party: str
    expert_signed: date
    carrier_signed: date
    first: date
    last: date
    fee_kind: FeeKind
    unit_fen: Fen = field(converter=whole_fen)
    document: str

    @property
    def signed(self) -> date:
        """The day on which the later of the two signed."""
        return max(self.expert_signed, self.carrier_signed)


# -- daily work


@frozen
class TaskAssigned:
    """分配任务: what, by whom, due on a day."""

    task: str
    what: str
    by: PersonId
    due: date


@frozen
class ServiceLogged:
    """登记服务 (report): from an instant to another, for a task, on an occasion (the stream of a case, activity)."""

    entry: str
    task: str
    occasion: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    logged_by: PersonId


@frozen
class LogVerified:
    """核实服务记录: the minutes that count, by somebody who was there or to whom the client confirmed."""

    entry: str
    minutes: int
    verifier: PersonId
    attended: bool
    confirmation: str | None
    on: date


@frozen
class AbsenceRecorded:
    """缺席 (report): the expert did not come; excused or not."""

    occasion: str
    excused: bool
    on: date


@frozen
class FeeClaimed:
    """申请劳务费: for verified entries; `units` in hundredths of an hour or day; gross − tax = net.

    It is paid through the claim `claim` of the fund account whose stream is `account`.
    """

    fee: str
    entries: tuple[str, ...]
    units: int
    gross: Fen = field(converter=whole_fen)
    tax: Fen = field(converter=whole_fen)
    net: Fen = field(converter=whole_fen)
    account: str
    claim: str
    on: date


@frozen
class FeePaid:
    """支付劳务费: the claim of the fund account was paid."""

    fee: str
    on: date


@frozen
class FeeWithdrawn:
    """撤回劳务费: the claim of the fund account was rejected, or its payment reversed; the entries are free again."""

    fee: str
    on: date


# -- what relies on it


@frozen
class BookingMade:
    """预约占用合同: an appointment (its stream) relies on the contract, from a legal day to another, both included."""

    appointment: str
    first: date
    last: date


@frozen
class BookingReleased:
    """释放预约占用: the appointment has its outcome, was moved or reassigned; it no longer relies on those days."""

    appointment: str


# -- renewal, suspension, end


@frozen
class ExpertEvaluated:
    """考核专家: a grade of policy, and the score (decimal text) that it rests on."""

    evaluation: str
    grade: str
    score: str
    evaluator: PersonId
    on: date


@frozen
class ContractRenewed:
    """续聘: up to and including another day, on an evaluation."""

    last: date
    evaluation: str
    approver: PersonId
    document: str
    on: date


@frozen
class ExpiryAcknowledged:
    """到期确认: the contract ends with its term."""

    by: PersonId
    on: date


@frozen
class ContractSuspended:
    """暂停聘用: from a day on."""

    first: date
    reason: str
    by: PersonId


@frozen
class ContractResumed:
    """恢复聘用: from a day on."""

    first: date
    by: PersonId


@frozen
class ContractTerminated:
    """解聘: the contract holds to the end of `last_day`; for cause with evidence and notice."""

    cause: TerminationCause
    last_day: date
    by: PersonId
    evidence: str | None
    notified: date | None
    document: str


@frozen
class ContractSettled:
    """结清: fees paid, materials and loans returned."""

    by: PersonId
    on: date
    materials_returned: bool


Event = (
    ExpertNominated | QualificationVerified | EngagementApproved | EngagementDeclined | ContractSigned | TaskAssigned
    | ServiceLogged | LogVerified | AbsenceRecorded | FeeClaimed | FeePaid | FeeWithdrawn | BookingMade
    | BookingReleased | ExpertEvaluated | ContractRenewed | ExpiryAcknowledged | ContractSuspended | ContractResumed
    | ContractTerminated | ContractSettled
)  # fmt: skip
