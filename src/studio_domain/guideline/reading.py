"""How each clause is read: its heading, a short title of ours, how far it binds, and what kinds of check it gets.

Titles are our words, not the guideline's. Three readings differ from the plain word of the text: what
3.3 allows or encourages (public support, several sources, fees) must be kept to its form once it is done,
so 3.3.a, 3.3.c and 3.3.d carry MUST as their `limit`; appointments may be used or not, and one that is made
binds, so 3.4.1.a carries it too; and what rests on a report of a fact (a delivered
service, received funds) is audited, since a report is never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import frozen

from studio_domain.guideline.clauses import Clause


class Modality(Enum):
    """How far a clause binds."""

    MUST = "must"  # 应、要、至少
    SHOULD = "should"  # 一般: otherwise a reason
    MAY = "may"  # 可、可以
    ENCOURAGED = "encouraged"  # 鼓励、探索、积极
    DEFINE = "define"  # 是、包括、如


class Qualifier(Enum):
    """What qualifies how far it binds."""

    NONE = "none"
    SOFT = "soft"  # a quality that evidence shows, not a number
    PERIODIC = "periodic"  # 定期
    SEQUENCE = "sequence"  # steps in an order
    TIMELY = "timely"  # 及时
    BOTH = "both"  # 且: each of two conditions
    ONCE_ADOPTED = "once-adopted"  # binds the studio that has chosen to do it


class Kind(Enum):
    """How a clause is held: refused beforehand, by one stream or several, or found afterwards, or reported."""

    G = "G"  # guard
    X = "X"  # guard across streams
    A = "A"  # audit
    R = "R"  # report, advice


@frozen
class Reading:
    """A clause as this library reads it. *limit* is a second, stricter modality of what is allowed."""

    clause: Clause
    heading: str
    zh: str
    en: str
    modality: Modality
    qualifier: Qualifier
    kinds: frozenset[Kind]
    limit: Modality | None = None


_NUMERALS: Final = "〇一二三四五六七八九"


def _heading(number: str) -> str:
    """三、（四）6 of 3.4.6.d; 前言 of the preamble."""
    chapter, section, *rest = number.split(".")
    if chapter == "P":
        return "前言"
    item = rest[0] if rest and rest[0].isdecimal() and rest[0] != "0" else ""
    return f"{_NUMERALS[int(chapter)]}、（{_NUMERALS[int(section)]}）{item}"


def _read(
    clause: Clause,
    zh: str,
    en: str,
    modality: Modality,
    kinds: str,
    qualifier: Qualifier = Qualifier.NONE,
    limit: Modality | None = None,
) -> Reading:
    held = frozenset(Kind(letter) for letter in kinds)
    return Reading(clause, _heading(clause.value), zh, en, modality, qualifier, held, limit)


_C = Clause
_MUST, _SHOULD, _MAY = Modality.MUST, Modality.SHOULD, Modality.MAY
_HOPED, _DEFINE = Modality.ENCOURAGED, Modality.DEFINE

_ALL: Final[tuple[Reading, ...]] = (
    _read(_C.PURPOSE, "制定目的", "Purpose", _DEFINE, "R"),
    _read(_C.LEGAL_BASIS, "政策依据", "Policy basis", _DEFINE, "G"),
    _read(_C.LOCAL_EXPLORATION, "地方先行", "Localities try it out", _HOPED, "R"),
    _read(_C.REFERENCE_TEXT, "参考性质", "A text for reference", _DEFINE, "G"),
    _read(_C.TRIAL_VERSION, "试行版本", "Trial version", _DEFINE, "G"),
    # 一、概述
    _read(_C.RECOGNITION, "人社部门认定", "Recognised by the authority", _MUST, "GX"),
    _read(_C.PLACE_OF_SERVICE, "服务场所的定义", "A place where mentors serve", _DEFINE, "X"),
    _read(_C.CARRIER_INNOVATION, "依托服务载体", "A new form of a service carrier", _DEFINE, "G"),
    _read(_C.SERVICE_INNOVATION, "服务模式创新", "New ways of service", _HOPED, "R"),
    _read(_C.EMPLOYMENT_EFFECT, "带动就业", "Employment effect", _HOPED, "R"),
    _read(_C.MENTOR_GROWTH, "指导师成长", "Growth of mentors", _HOPED, "R"),
    _read(_C.BRAND_AND_REACH, "品牌与影响", "Brand and reach", _HOPED, "R"),
    _read(_C.JOINT_APPLICATION, "联合申报", "Joint application of lead and carrier", _MUST, "G"),
    _read(_C.MULTI_PARTY_EFFECT, "多方协同", "Several parties together", _HOPED, "R"),
    _read(_C.OPERATED_BY_CARRIER, "载体单位运营", "Operated by the carrier's legal entity", _MUST, "GX"),
    _read(_C.ONE_LEAD, "领办人至少一名", "At least one lead", _MUST, "A"),
    _read(_C.LEAD_SERVES, "领办人实际服务", "The lead serves in person", _MUST, "AR"),
    _read(_C.LEAD_CATEGORY, "领办人类别", "Category of the lead", _SHOULD, "G"),
    _read(_C.LEAD_EXPERIENCE, "领办人从业满五年", "Five years of the lead in mentoring", _MUST, "G"),
    _read(_C.LEAD_INFLUENCE, "领办人社会影响", "Standing of the lead", _MUST, "G", Qualifier.SOFT),
    _read(_C.LEAD_CONTRIBUTION, "领办人当地贡献", "Local contribution of the lead", _MUST, "G", Qualifier.SOFT),
    _read(_C.CARRIER_KINDS, "载体类型", "Kinds of carrier", _DEFINE, "G"),
    _read(_C.THREE_STAFF, "工作人员至少三名", "At least three staff beside the lead", _MUST, "A"),
    _read(_C.STAFF_DUTIES, "工作人员职责", "Duties of the staff", _DEFINE, "R"),
    _read(_C.STAFF_CATEGORIES, "工作人员类别", "Categories of staff", _MAY, "G"),
    _read(_C.STAFF_EXPERIENCE, "工作人员从业满两年", "Two years of each member of staff", _MUST, "G"),
    _read(_C.NAME_FORM, "命名格式", "Form of the name", _MUST, "GA"),
    _read(_C.NAME_EXTRAS, "名称附加要素", "Further elements of the name", _MAY, "G"),
    # 二、服务内容
    _read(_C.RECEPTION_AUDIENCES, "接待对象", "Whom the studio receives", _SHOULD, "A"),
    _read(_C.RECEPTION_CHANNELS, "接待渠道", "Reception online and offline", _SHOULD, "R"),
    _read(_C.STARTUP_GUIDANCE, "创办指导", "Guidance for starting up", _SHOULD, "A"),
    _read(_C.ENTERPRISE_CONSULTING, "企业管理咨询", "Consulting for small firms", _SHOULD, "A"),
    _read(_C.DIAGNOSE_PLAN_EXECUTE, "诊断、方案、执行", "Diagnose, plan, carry out", _SHOULD, "G"),
    _read(_C.INNOVATION_HELP, "企业创新发展", "Help with innovation", _SHOULD, "R"),
    _read(_C.INDIVIDUAL_TRAINING, "个性化培训", "Individual training", _SHOULD, "GX"),
    _read(_C.TRAINING_SEQUENCE, "培训四步", "Four steps of training", _SHOULD, "GA", Qualifier.SEQUENCE),
    _read(_C.TEACHING_RESEARCH, "教学研究", "Teaching research with trainers", _SHOULD, "AR", Qualifier.PERIODIC),
    _read(_C.RESOURCE_MATCHING, "资源对接", "Matching resources to needs", _SHOULD, "GX"),
    _read(_C.SKILLS_PILOTS, "技能创业试点", "Pilots of skills and start-ups", _HOPED, "G"),
    _read(_C.ACTIVITIES, "参与组织活动", "Activities with the authority", _SHOULD, "GA"),
    _read(_C.TECHNICAL_SUPPORT, "赛事等技术支持", "Technical support, recusal of judges", _SHOULD, "X"),
    _read(_C.SERVICE_RESEARCH, "服务模式研发", "Research on service", _HOPED, "R"),
    _read(_C.TEAM_STUDY, "团队研修交流", "Team study and exchange", _SHOULD, "R", Qualifier.PERIODIC),
    _read(_C.CASE_COMPILATION, "案例汇编", "Compiling cases and results", _SHOULD, "X"),
    _read(_C.PUBLICITY, "活动公告与宣传", "Announcements and publicity", _SHOULD, "A"),
    # 三、（一）服务场地
    _read(_C.FIXED_PREMISES, "固定场所与设备", "Fixed premises and equipment", _MUST, "A"),
    _read(_C.TWO_ZONES, "两个分区", "Two zones", _SHOULD, "G"),
    _read(_C.SEPARATED_ZONE, "咨询区相对隔离", "Consultation zone set apart", _MUST, "G"),
    _read(_C.FOUR_AREAS, "咨询区四个区域", "Four areas of the consultation zone", _MUST, "GA"),
    _read(_C.COUNSELLING_ROOM, "个体咨询室", "Private counselling room", _MUST, "XR", Qualifier.SOFT),
    _read(_C.ACTIVITY_ROOM, "活动室容量", "Capacity of the activity room", _MUST, "GX"),
    _read(_C.ACTIVITY_ROOM_USES, "活动室用途", "Uses of the activity room", _DEFINE, "R"),
    _read(_C.DISPLAY_AREA, "展示内容", "What is on display", _SHOULD, "GR"),
    _read(_C.SELF_SERVICE_AREA, "自助服务区", "Self-service area", _DEFINE, "R"),
    _read(_C.BACK_OFFICE, "后台办公", "Back office", _DEFINE, "R"),
    _read(_C.MEETING_ROOM, "小型会议室", "Small meeting room", _MAY, ""),
    # 三、（二）服务资源
    _read(_C.FIVE_LIBRARIES, "五个资源库", "Five libraries", _MUST, "GA"),
    _read(_C.CLIENT_LIBRARY, "服务对象库", "Client library", _MUST, "X"),
    _read(_C.CLIENT_CLASSES, "服务对象分类", "Classes of clients", _MUST, "X"),
    _read(_C.INFORMATION_LIBRARY, "基础信息库", "Information library", _MUST, "AR"),
    _read(_C.TOOL_LIBRARY, "测评工具库", "Library of assessment tools", _MUST, "GX"),
    _read(_C.EXPERT_LIBRARY, "指导专家库", "Library of experts", _MUST, "X"),
    _read(_C.COURSE_LIBRARY, "培训课程库", "Library of courses", _MUST, "GX"),
    # 三、（三）工作经费
    _read(_C.FISCAL_SUPPORT, "财政经费支持", "Support from public funds", _MAY, "A", Qualifier.NONE, _MUST),
    _read(_C.MARKET_MODELS, "市场化服务", "Market models", _HOPED, "R"),
    _read(_C.FUNDING_CHANNELS, "多渠道筹资", "Several sources of funds", _HOPED, "GA", Qualifier.NONE, _MUST),
    _read(_C.REASONABLE_FEES, "合理收费", "Reasonable fees", _MAY, "X", Qualifier.NONE, _MUST),
    _read(_C.SUSTAINABILITY, "可持续运营", "Sustainable operation", _HOPED, "R"),
    _read(_C.SPECIAL_FUND_RULES, "专项资金制度", "Rules for special funds", _MUST, "X"),
    _read(_C.FUND_SAFETY, "资金安全有效", "Funds safe and put to use", _MUST, "GA"),
    # 三、（四）管理制度
    _read(_C.EIGHT_SYSTEMS, "八项管理制度", "Eight management systems", _MUST, "A"),
    _read(_C.OPERATE_BY_RULES, "按制度运作", "Operating by the rules", _MUST, "G"),
    _read(_C.ANNUAL_PLAN, "年度计划", "Annual plan", _MUST, "A"),
    _read(_C.TRUTHFUL_REPORTS, "报告如实", "Truthful reports", _MUST, "X"),
    _read(_C.TIMELY_FILING, "及时报备", "Timely filing", _MUST, "A", Qualifier.TIMELY),
    _read(_C.APPOINTMENT_SYSTEM, "预约制度", "Appointments", _MAY, "GAR", Qualifier.ONCE_ADOPTED, _MUST),
    _read(_C.AGREED_MENTOR, "约定的指导师", "The mentor agreed on", _MUST, "X", Qualifier.ONCE_ADOPTED),
    _read(_C.VISIT_OR_ON_SITE, "来访或上门", "At the studio or on site", _DEFINE, "G"),
    _read(_C.GRADED_SERVICE, "分类分级服务", "Classified and graded service", _MUST, "GA"),
    _read(_C.SERVICE_LEVELS, "服务级别", "Levels of service", _DEFINE, "G"),
    _read(_C.CASE_TERM, "服务期限", "Term of a case", _MUST, "A"),
    _read(_C.COMPLETED_CLOSURE, "完成结案", "Closed when done, with a result", _MUST, "G", Qualifier.BOTH),
    _read(_C.OBJECTIVE_CLOSURE, "客观原因结案", "Closed for an objective cause", _MUST, "G"),
    _read(_C.CASE_CLOSURE, "应结尽结", "To be closed", _MUST, "A"),
    _read(_C.TIMELY_SORTING, "及时整理", "Timely sorting", _MUST, "A", Qualifier.TIMELY),
    _read(_C.FOUR_DIMENSIONS, "归档四要素", "Four dimensions of filing", _MUST, "G"),
    _read(_C.PAPER_OR_ELECTRONIC, "纸质或电子归档", "On paper or electronic", _MUST, "G"),
    _read(_C.FILING_RULES, "归档制度", "Rules for filing", _MUST, "A"),
    _read(_C.STORAGE, "档案存储", "Storage", _MUST, "A"),
    _read(_C.LENDING, "档案借阅", "Lending", _MUST, "GA"),
    _read(_C.DESTRUCTION, "档案销毁", "Destruction", _MUST, "G"),
    _read(_C.SECRECY, "档案保密", "Secrecy", _MUST, "X"),
    _read(_C.ARCHIVIST, "档案专人", "A named archivist", _MUST, "A"),
    _read(_C.INDICATORS, "考核指标", "Indicators of evaluation", _MUST, "G"),
    _read(_C.EVALUATION_OF_ALL, "全员考核", "Evaluation of all who serve", _MUST, "X"),
    _read(_C.CARRIER_FINANCE_RULES, "执行载体财务制度", "The carrier's finance rules", _MUST, "GX"),
    _read(_C.BUDGET, "预算与决算", "Budget and final accounts", _MUST, "G"),
    _read(_C.VOUCHERS, "票据及时归集", "Vouchers collected in time", _MUST, "XA", Qualifier.TIMELY),
    _read(_C.REIMBURSEMENT, "报销手续", "Procedure of reimbursement", _MUST, "G"),
    _read(_C.LAW_AND_ETHICS, "守法与职业道德", "Law and ethics", _MUST, "A"),
    _read(_C.INTEGRITY, "廉洁自律", "Integrity", _MUST, "AR"),
    _read(_C.PROHIBITED_ACTS, "禁止行为", "Prohibited acts", _MUST, "A"),
    _read(_C.DISCIPLINE, "监督与追责", "Supervision and accountability", _MUST, "A"),
    _read(_C.EXPERT_SYSTEM, "外聘专家制度", "Rules for external experts", _MUST, "X"),
    _read(_C.EXPERT_SELECTION, "专家选聘", "Selection of experts", _MUST, "G"),
    _read(_C.EXPERT_MANAGEMENT, "专家日常管理", "Daily management of experts", _MUST, "X"),
    _read(_C.EXPERT_RENEWAL, "专家续聘解聘", "Renewal and dismissal of experts", _MUST, "G"),
)

READINGS: Final[Mapping[Clause, Reading]] = MappingProxyType({one.clause: one for one in _ALL})
"""All 107, in the order of the text."""


def reading(clause: Clause) -> Reading:
    """How *clause* is read."""
    return READINGS[clause]


def heading(clause: Clause) -> str:
    """The guideline's own heading over *clause*, for people: `三、（四）6`."""
    return READINGS[clause].heading
