"""Terms of a studio's composition (一; 三、（一）（二）): recognition, people, premises, libraries, rules."""

from __future__ import annotations

from attrs import frozen

from studio_domain.guideline import Clause
from studio_domain.policy.bounds import Bands, Labelled, NameForm
from studio_domain.policy.key import C, L, U, Unit, key

CARRIER_KINDS = (
    "public-employment-service", "training-provider", "university", "vocational-college", "park",
    "incubator", "investment",
)  # fmt: skip
LEAD_CATEGORIES = ("mentor", "trainer", "guidance-worker", "entrepreneur", "investor")
STAFF_CATEGORIES = ("mentor", "trainer", "industry-expert", "entrepreneur", "investor")
AREAS = ("counselling-room", "activity-room", "display-area", "self-service-area")
LIBRARIES = ("client", "information", "tool", "expert", "course")
INFORMATION = (
    "platforms", "policies", "projects", "incubation-bases", "financing", "training", "contests",
    "mentors-and-volunteers",
)  # fmt: skip
REGULATIONS = (
    "appointment", "graded-service", "case-closure", "archives", "evaluation", "finance",
    "discipline", "external-experts",
)  # fmt: skip


@frozen
class StudioTerms:
    """设置构成: leads, staff and carrier."""

    min_leads: int = key(1, Clause.ONE_LEAD, C, "领办人最少人数", "fewest leads", Unit.PERSONS, at_least=1)
    lead_years: int = key(5, Clause.LEAD_EXPERIENCE, C, "领办人从业年限", "years of a lead", Unit.YEARS, at_least=5)
    lead_experience_kinds: tuple[str, ...] = key(
        ("mentoring",), Clause.LEAD_EXPERIENCE, C, "领办人年限计入的工作", "work that counts for a lead"
    )
    lead_categories: tuple[str, ...] = key(
        LEAD_CATEGORIES, Clause.LEAD_CATEGORY, C, "领办人类别", "kinds of leads", superset=True
    )
    lead_min_hours: int = key(
        1, Clause.LEAD_SERVES, U, "领办人年度最少指导小时", "fewest hours a lead serves in a year", Unit.HOURS
    )
    min_staff: int = key(
        3,
        Clause.THREE_STAFF,
        C,
        "工作人员最少人数（不含领办人）",
        "fewest staff, leads not counted",
        Unit.PERSONS,
        at_least=3,
    )
    staff_years: int = key(2, Clause.STAFF_EXPERIENCE, C, "工作人员从业年限", "years of staff", Unit.YEARS, at_least=2)
    staff_experience_kinds: tuple[str, ...] = key(
        ("training", "mentoring"), Clause.STAFF_EXPERIENCE, C, "工作人员年限计入的工作", "work that counts for staff"
    )
    staff_categories: tuple[str, ...] = key(
        STAFF_CATEGORIES, Clause.STAFF_CATEGORIES, C, "工作人员类别", "kinds of staff", superset=True
    )
    tenure_as_of: str = key(
        "application", Clause.LEAD_EXPERIENCE, U, "从业年限计算到哪一日", "day on which years are counted",
        one_of=("application", "recognition", "join"),
    )  # fmt: skip
    carrier_kinds: tuple[str, ...] = key(
        CARRIER_KINDS, Clause.CARRIER_KINDS, C, "申报载体类型", "kinds of carriers", superset=True
    )


@frozen
class VacancyTerms:
    """领办人空缺."""

    grace_days: int = key(60, Clause.ONE_LEAD, U, "领办人空缺宽限", "grace for a missing lead", Unit.DAYS)


@frozen
class ShortageTerms:
    """工作人员不足."""

    grace_days: int = key(60, Clause.THREE_STAFF, U, "工作人员不足宽限", "grace for missing staff", Unit.DAYS)


@frozen
class RecognitionTerms:
    """认定."""

    valid_years: int | None = key(
        None,
        Clause.RECOGNITION,
        C,
        "认定有效年限（空为不设）",
        "years a recognition holds, none for open",
        Unit.YEARS,
        at_least=1,
    )
    reviewers_min: int = key(2, Clause.RECOGNITION, U, "评审人员最少人数", "fewest reviewers", Unit.PERSONS, at_least=1)
    public_notice_days: int = key(
        5, Clause.RECOGNITION, L, "公示期", "days on public notice", Unit.WORKING_DAYS, at_least=1
    )
    rectification_months: int = key(3, Clause.RECOGNITION, U, "整改期限", "time to rectify", Unit.MONTHS, at_least=1)


@frozen
class NamingTerms:
    """命名方式."""

    templates: tuple[str, ...] = key(
        ("{region}{lead}创业指导师工作室",), Clause.NAME_FORM, C, "名称模板", "forms of a name", bound=NameForm()
    )
    rename_days: int = key(30, Clause.NAME_FORM, U, "领办人变更后更名期限", "time to rename", Unit.DAYS)


@frozen
class VenueTerms:
    """服务场地."""

    room_min: int = key(
        30,
        Clause.ACTIVITY_ROOM,
        C,
        "创业活动室最少容纳人数",
        "fewest seats of the activity room",
        Unit.PERSONS,
        at_least=30,
    )
    room_ref_max: int = key(
        50, Clause.ACTIVITY_ROOM, U, "创业活动室参考上限", "reference for most seats", Unit.PERSONS, at_least=30
    )
    area_kinds: tuple[str, ...] = key(
        AREAS, Clause.FOUR_AREAS, C, "咨询服务区的区域", "areas of the consultation zone", superset=True
    )
    lapse_days: int = key(30, Clause.FIXED_PREMISES, U, "场地到期宽限", "grace for lapsed premises", Unit.DAYS)
    inspection_months: int = key(
        12, Clause.COUNSELLING_ROOM, U, "区域检查间隔", "time between inspections of an area", Unit.MONTHS, at_least=1
    )


@frozen
class LibraryTerms:
    """服务资源."""

    kinds: tuple[str, ...] = key(LIBRARIES, Clause.FIVE_LIBRARIES, C, "资源库", "libraries", superset=True)
    info_categories: tuple[str, ...] = key(
        INFORMATION, Clause.INFORMATION_LIBRARY, C, "基础信息类别", "categories of information", superset=True
    )
    grace_days: int = key(90, Clause.FIVE_LIBRARIES, U, "资源库充实宽限", "grace to fill a library", Unit.DAYS)
    info_review_days: int = key(
        180,
        Clause.INFORMATION_LIBRARY,
        U,
        "基础信息复核间隔",
        "time between reviews of information",
        Unit.DAYS,
        at_least=1,
    )


@frozen
class RegulationTerms:
    """管理制度."""

    kinds: tuple[str, ...] = key(REGULATIONS, Clause.EIGHT_SYSTEMS, C, "管理制度种类", "kinds of rules", superset=True)


@frozen
class GradeTerms:
    """评价等次."""

    bands: tuple[str, ...] = key(
        ("85:excellent", "60:qualified", "0:unqualified"), Clause.INDICATORS, U, "等次分数线", "grades from a score on",
        bound=Bands(),
    )  # fmt: skip
    labels: tuple[str, ...] = key(
        ("excellent:优秀", "qualified:合格", "unqualified:不合格"), Clause.INDICATORS, C, "等次名称", "names of grades",
        bound=Labelled(),
    )  # fmt: skip
    round_before_band: bool = key(
        False, Clause.INDICATORS, U, "评等前先四舍五入", "scores are rounded before they are graded"
    )
    pass_from: int = key(60, Clause.EXPERT_RENEWAL, U, "合格分数线", "score that passes", Unit.SCORE, at_most=100)


@frozen
class EvaluationTerms:
    """评价考核."""

    due: str = key(
        "02-28", Clause.EVALUATION_OF_ALL, U, "年度评价完成日（次年）", "evaluation due, next year", Unit.MONTH_DAY
    )
    appeal_days: int = key(
        5,
        Clause.EVALUATION_OF_ALL,
        U,
        "评价结果申诉期",
        "days to appeal against a grade",
        Unit.WORKING_DAYS,
        at_least=1,
    )
