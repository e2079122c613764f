"""Terms of daily work (二、服务内容; 三、（四）1–5, 7, 8): appointments, cases, archives, plans, conduct, experts."""

# ruff: noqa: RUF009 -- `key` makes a field, it is no default

from __future__ import annotations

from attrs import frozen

from studio_domain.guideline import Clause
from studio_domain.policy.bounds import AtLeastRetained, Codes
from studio_domain.policy.key import C, L, U, Unit, key
from studio_domain.values import Fen

OBJECTIVE_REASONS = (
    "enterprise-deregistered", "client-death-or-illness", "force-majeure", "policy-change", "moved-out-of-region",
    "lost-contact", "client-withdrew-in-writing", "legal-restriction",
)  # fmt: skip
METRICS = (
    "staff-minimum", "services", "service-minutes", "cases-opened", "cases-closed", "clients-served", "jobs",
    "enterprises-founded", "receptions", "trainings", "training-sessions", "activities",
)  # fmt: skip
FILED_KINDS = (
    "plan", "report", "lead-change", "carrier-change", "name-change", "venue-change", "staff-shortage",
    "discipline-decision", "regulation-change",
)  # fmt: skip
NEVER_OBJECTIVE = ("mentor-left", "studio-workload", "fee-dispute", "effect-to-be-observed")

STARTUP_KINDS = ("policy", "assessment", "project", "opening")
CONSULTING_KINDS = ("management", "diagnosis", "plan", "execution", "innovation", "learning", "development-plan")
RESOURCE_KINDS = ("incubation", "internship", "technology", "financing", "market")

ACCOUNTING_MINIMA = (
    "accounting-voucher:D30", "accounting-ledger:D30", "asset-card:D5", "accounting-statement:D10",
    "final-accounts:Y", "bank-statement:D10", "handover-list:D30", "custody-list:Y",
    "destruction-list:Y", "appraisal-opinion:Y",
)  # fmt: skip
RETENTION = (
    *ACCOUNTING_MINIMA, "case-file:D30", "service-ledger:D10", "activity:D10", "plan-and-report:Y",
    "recognition:Y", "expert-contract:D30", "evaluation:D10", "discipline:D30", "document:D10", "audio-visual:D10",
)  # fmt: skip
IMPORTANCE = ("ordinary:D10", "important:D30", "vital:Y")
ACCOUNTING_CATEGORIES = (
    "accounting-voucher", "accounting-ledger", "asset-card", "accounting-statement", "final-accounts",
    "bank-statement",
)  # fmt: skip


@frozen
class AppointmentTerms:
    """预约服务."""

    lead_time: int = key(60, Clause.APPOINTMENT_SYSTEM, U, "预约最少提前", "notice before an appointment", Unit.MINUTES)
    no_show_min: int = key(15, Clause.AGREED_MENTOR, U, "未到场认定等候", "wait before a no-show", Unit.MINUTES)
    travel_buffer: int = key(0, Clause.VISIT_OR_ON_SITE, U, "上门指导路途间隔", "gap for travel on site", Unit.MINUTES)
    answer_days: int = key(
        3, Clause.APPOINTMENT_SYSTEM, U, "预约答复期限", "time to answer a request", Unit.WORKING_DAYS, at_least=1
    )
    outcome_days: int = key(
        3, Clause.APPOINTMENT_SYSTEM, U, "预约结果登记期限", "time to note the outcome", Unit.WORKING_DAYS, at_least=1
    )


@frozen
class OpeningHoursTerms:
    """开放时间: the time of day, in Asia/Shanghai, in which appointments lie."""

    opens: str = key("08:30", Clause.APPOINTMENT_SYSTEM, U, "预约开放时间", "appointments from", Unit.CLOCK)
    closes: str = key("17:30", Clause.APPOINTMENT_SYSTEM, U, "预约截止时间", "appointments until", Unit.CLOCK)


@frozen
class CaseTerms:
    """服务项目结案."""

    term_days: int = key(180, Clause.CASE_TERM, U, "服务项目期限", "term of a case", Unit.DAYS, at_least=1)
    max_ext: int = key(1, Clause.CASE_TERM, U, "最多延期次数", "most extensions", Unit.TIMES)
    ext_days: int = key(90, Clause.CASE_TERM, U, "每次延期", "length of an extension", Unit.DAYS, at_least=1)
    close_lag_wd: int = key(
        15, Clause.CASE_CLOSURE, U, "具备条件后结案期限", "time to close once closable", Unit.WORKING_DAYS
    )
    objective_reasons: tuple[str, ...] = key(
        OBJECTIVE_REASONS, Clause.OBJECTIVE_CLOSURE, U, "客观原因", "objective reasons", bound=Codes(NEVER_OBJECTIVE)
    )
    contact_tries: int = key(
        3, Clause.OBJECTIVE_CLOSURE, U, "失联前联系次数", "tries before contact is lost", Unit.TIMES, at_least=1
    )
    contact_days: int = key(30, Clause.OBJECTIVE_CLOSURE, U, "失联认定历时", "time over which they lie", Unit.DAYS)
    reopen_days: int = key(90, Clause.CASE_CLOSURE, U, "结案后可重启期限", "time to reopen a case", Unit.DAYS)


@frozen
class ServiceTerms:
    """分级分类服务."""

    levels: tuple[str, ...] = key(
        ("basic", "special"), Clause.SERVICE_LEVELS, C, "服务级别", "levels of service", superset=True
    )
    startup_kinds: tuple[str, ...] = key(
        STARTUP_KINDS, Clause.STARTUP_GUIDANCE, C, "创办指导种类", "kinds of guidance for starting up", superset=True
    )
    consulting_kinds: tuple[str, ...] = key(
        CONSULTING_KINDS, Clause.ENTERPRISE_CONSULTING, C, "管理咨询种类", "kinds of consulting", superset=True
    )
    resource_kinds: tuple[str, ...] = key(
        RESOURCE_KINDS, Clause.RESOURCE_MATCHING, C, "对接资源种类", "kinds of resources matched", superset=True
    )


@frozen
class ActivityTerms:
    """活动、研修与成长."""

    teaching_research_year: int = key(
        2, Clause.TEACHING_RESEARCH, U, "每年教学研究活动", "teaching research in a year", Unit.TIMES
    )
    team_study_quarter: int = key(1, Clause.TEAM_STUDY, U, "每季团队研修", "team study in a quarter", Unit.TIMES)
    recusal_months: int = key(
        12, Clause.TECHNICAL_SUPPORT, U, "评委回避期", "time a judge who served a contestant stands aside", Unit.MONTHS
    )
    development_hours: int = key(
        0, Clause.MENTOR_GROWTH, U, "每人每年研修小时", "hours of development a year", Unit.HOURS
    )


@frozen
class RecordTerms:
    """记录及时性."""

    lag_days: int = key(3, Clause.VISIT_OR_ON_SITE, U, "服务记录期限", "time to record a service", Unit.WORKING_DAYS)
    recording_lag_days: int = key(
        3, Clause.TRUTHFUL_REPORTS, U, "履行后登记宽限", "time to record that a duty was done", Unit.DAYS
    )


@frozen
class BackdateTerms:
    """补录: how long after the day a fact may be recorded without a finding."""

    max_days: int = key(3, Clause.TRUTHFUL_REPORTS, U, "一般事项补录期限", "late entry in general", Unit.DAYS)
    service_days: int = key(7, Clause.TRUTHFUL_REPORTS, U, "服务补录期限", "late entry of services", Unit.DAYS)
    finance_days: int = key(0, Clause.TRUTHFUL_REPORTS, U, "财务补录期限", "late entry of money", Unit.DAYS)


@frozen
class DeadlineTerms:
    """期限计算."""

    rollover: bool = key(
        True, Clause.TIMELY_FILING, C, "期限末日逢休息日顺延", "a last day that is no working day rolls over"
    )


@frozen
class PlanTerms:
    """年度工作计划."""

    due: str = key("01-31", Clause.ANNUAL_PLAN, U, "年度计划日", "annual plan due", Unit.MONTH_DAY)
    first_year_days: int = key(30, Clause.ANNUAL_PLAN, U, "首年计划期限", "time for the first plan", Unit.DAYS)


@frozen
class ReportTerms:
    """年度总结."""

    due: str = key(
        "01-31", Clause.TRUTHFUL_REPORTS, U, "年度总结日（次年）", "annual report due, next year", Unit.MONTH_DAY
    )
    metrics: tuple[str, ...] = key(
        METRICS, Clause.TRUTHFUL_REPORTS, C, "年度指标", "metrics of goals and figures", superset=True
    )


@frozen
class FilingTerms:
    """报备."""

    change_days: int = key(10, Clause.TIMELY_FILING, U, "变更报备期限", "time to file a change", Unit.WORKING_DAYS)
    kinds: tuple[str, ...] = key(
        FILED_KINDS, Clause.TIMELY_FILING, C, "报备事项", "matters that are filed", superset=True
    )


@frozen
class ArchiveTerms:
    """档案管理."""

    retention_table: tuple[str, ...] = key(
        RETENTION, Clause.FOUR_DIMENSIONS, C, "保管期限表", "retention table", bound=AtLeastRetained(ACCOUNTING_MINIMA)
    )
    case_days: int = key(30, Clause.TIMELY_SORTING, U, "结案归档期限", "time to file a closed case", Unit.DAYS)
    annual_due: str = key(
        "06-30", Clause.TIMELY_SORTING, L, "年度归档日（次年）", "year filed, next year", Unit.MONTH_DAY
    )
    ledger_freeze_days: int = key(
        10, Clause.TIMELY_SORTING, U, "月度台账固定期限", "time to freeze a month's ledger", Unit.WORKING_DAYS
    )
    loan_days: int = key(14, Clause.LENDING, U, "借阅期限", "length of a loan", Unit.DAYS, at_least=1)
    renewals: int = key(1, Clause.LENDING, U, "续借次数", "renewals of a loan", Unit.TIMES)
    integrity_days: int = key(
        365, Clause.STORAGE, U, "完整性检查间隔", "time between checks of integrity", Unit.DAYS, at_least=1
    )
    appraisers_min: int = key(
        2, Clause.DESTRUCTION, U, "鉴定人员最少人数", "fewest appraisers", Unit.PERSONS, at_least=1
    )
    supervisors_min: int = key(
        2, Clause.DESTRUCTION, C, "监销人员最少人数", "fewest supervisors", Unit.PERSONS, at_least=2
    )
    supervisor_departments_min: int = key(
        2, Clause.DESTRUCTION, U, "监销人员所属部门最少数", "fewest departments of supervisors", Unit.NONE, at_least=1
    )


@frozen
class DisciplineTerms:
    """组织纪律."""

    open_wd: int = key(10, Clause.PROHIBITED_ACTS, U, "线索处置期限", "time to open a case or not", Unit.WORKING_DAYS)
    appeal_days: int = key(30, Clause.DISCIPLINE, U, "处理申诉期", "time to appeal", Unit.DAYS, at_least=1)
    gift_months: int = key(1, Clause.PROHIBITED_ACTS, C, "礼品登记上交期限", "time to hand a gift over", Unit.MONTHS)
    gift_register_min: Fen = key(
        100_00, Clause.PROHIBITED_ACTS, C, "礼品登记起点", "gifts registered from", Unit.FEN, at_most=100_00
    )
    gift_handover_min: Fen = key(
        200_00, Clause.PROHIBITED_ACTS, C, "礼品上交起点", "gifts handed over from", Unit.FEN, at_most=200_00
    )
    inspections_year: int = key(2, Clause.DISCIPLINE, U, "每年检查次数", "inspections in a year", Unit.TIMES)
    pledge_months: int = key(
        12, Clause.LAW_AND_ETHICS, U, "廉洁承诺有效期", "time a pledge holds", Unit.MONTHS, at_least=1
    )


@frozen
class ExpertTerms:
    """外聘专家."""

    term_years: int = key(3, Clause.EXPERT_SELECTION, U, "聘期", "term of a contract", Unit.YEARS, at_least=1)
    no_show_year: int = key(
        2, Clause.EXPERT_RENEWAL, U, "年度无故缺席解聘次数", "absences in a year that end it", Unit.TIMES, at_least=1
    )
    min_hours_term: int = key(30, Clause.EXPERT_RENEWAL, U, "聘期最少服务小时", "fewest hours in a term", Unit.HOURS)
    lesson_minutes: int = key(
        45, Clause.EXPERT_MANAGEMENT, U, "每学时分钟", "minutes of a class hour", Unit.MINUTES, at_least=1
    )
    lecture_cap_other: Fen = key(
        500_00,
        Clause.EXPERT_MANAGEMENT,
        U,
        "其他人员讲课费上限（税后、每学时）",
        "lecture fee, no senior title",
        Unit.FEN,
    )
    lecture_cap_associate: Fen = key(
        500_00, Clause.EXPERT_MANAGEMENT, U, "副高讲课费上限（税后、每学时）", "lecture fee, associate", Unit.FEN
    )
    lecture_cap_full: Fen = key(
        1000_00, Clause.EXPERT_MANAGEMENT, U, "正高讲课费上限（税后、每学时）", "lecture fee, full", Unit.FEN
    )
    lecture_cap_academician: Fen = key(
        1500_00, Clause.EXPERT_MANAGEMENT, U, "院士讲课费上限（税后、每学时）", "lecture fee, academician", Unit.FEN
    )
    half_day_max: int = key(
        4, Clause.EXPERT_MANAGEMENT, U, "半天最多学时", "most hours in half a day", Unit.HOURS, at_least=1
    )
    consulting_cap_other: Fen = key(
        1500_00, Clause.EXPERT_MANAGEMENT, U, "其他人员咨询费上限（税后、每天）", "consulting fee, no title", Unit.FEN
    )
    consulting_cap_senior: Fen = key(
        2400_00, Clause.EXPERT_MANAGEMENT, U, "高级职称咨询费上限（税后、每天）", "consulting fee, senior", Unit.FEN
    )
    consulting_cap_academician: Fen = key(
        3600_00, Clause.EXPERT_MANAGEMENT, U, "院士咨询费上限（税后、每天）", "consulting fee, academician", Unit.FEN
    )
    consulting_half_day_pct: int = key(
        60, Clause.EXPERT_MANAGEMENT, U, "半天咨询费比例", "half a day of consulting", Unit.PERCENT, at_most=100
    )
    consulting_later_from: int = key(
        3, Clause.EXPERT_MANAGEMENT, U, "咨询费减半起始日（第几天）", "day from which consulting pays less", Unit.DAYS,
        at_least=1,
    )  # fmt: skip
    consulting_later_pct: int = key(
        50, Clause.EXPERT_MANAGEMENT, U, "以后各天咨询费比例", "consulting on the days from then on", Unit.PERCENT,
        at_most=100,
    )  # fmt: skip
    renewal_days: int = key(60, Clause.EXPERT_RENEWAL, U, "续聘提前", "renewal begins before the end", Unit.DAYS)


CONDUCT_KINDS = ("taking-property", "improper-gain", "improper-speech", "trade-secrets")


@frozen
class ConductTerms:
    """禁止行为."""

    kinds: tuple[str, ...] = key(
        CONDUCT_KINDS, Clause.PROHIBITED_ACTS, C, "禁止行为种类", "kinds of prohibited conduct", superset=True
    )


SCORED_METRICS = ("services", "service-minutes")


@frozen
class ScoringTerms:
    """考核数据."""

    metrics: tuple[str, ...] = key(
        SCORED_METRICS, Clause.INDICATORS, C, "考核数据项", "metrics that are scored by data", superset=True
    )


@frozen
class PersonalDataTerms:
    """个人信息."""

    erasure_wd: int = key(15, Clause.SECRECY, U, "个人信息删除期限", "time to erase personal data", Unit.WORKING_DAYS)


@frozen
class HoldingTerms:
    """馆藏档案."""

    importance: tuple[str, ...] = key(
        IMPORTANCE, Clause.FOUR_DIMENSIONS, U, "重要程度与保管期限", "importance and retention",
        bound=AtLeastRetained(IMPORTANCE),
    )  # fmt: skip
    accounting_categories: tuple[str, ...] = key(
        ACCOUNTING_CATEGORIES, Clause.DESTRUCTION, C, "会计档案类别", "categories of accounting records", superset=True
    )
    restore_days: int = key(
        30, Clause.STORAGE, U, "完整性不合格修复期限", "time to restore what failed a check", Unit.DAYS
    )
    signers: tuple[str, ...] = key(
        ("unit-head", "archive-clerk"), Clause.DESTRUCTION, U, "销毁清册签署人（非会计档案）",
        "who signs a list without accounting records", bound=Codes(),
    )  # fmt: skip
    ledgers: tuple[str, ...] = key(
        ("appointments", "services"), Clause.TIMELY_SORTING, C, "按月固定的台账", "ledgers frozen each month",
        superset=True,
    )  # fmt: skip
