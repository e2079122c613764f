"""What is made, bought or listed: 测评工具, 培训课程, 指导专家 (三、（二）3–5)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.expert_contract import ExpertContract, may_serve
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.resource_entry.facts import CoursePublished, Engagement, ExpertListed, Origin, ToolPublished
from studio_domain.resource_entry.libraries import LIBRARY_OPEN, next_version
from studio_domain.resource_entry.state import ResourceEntry
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

_TOOLS: Final = Clause.TOOL_LIBRARY
_EXPERTS: Final = Clause.EXPERT_LIBRARY
_COURSES: Final = Clause.COURSE_LIBRARY

FOR_AUDIENCES: Final = Rule(_TOOLS, zh="测评工具须写明适用对象", en="a tool says for whom it is")
READING_TEMPLATE: Final = Rule(
    _TOOLS, zh="测评工具须附结果分析诊断模板", en="a tool has a template for reading its result"
)
TOOL_LICENSED: Final = Rule(_TOOLS, zh="引进的测评工具须有授权", en="a tool from outside has a licence")
TOOL_REVIEWED: Final = Rule(_TOOLS, zh="工具由 {hand} 编制，须他人审核", en="{hand} made the tool, another reviews it")
HAS_RESOURCES: Final = Rule(_COURSES, zh="课程须有配套资源", en="a course has resources of its own")
COURSE_LICENSED: Final = Rule(_COURSES, zh="引进的课程须有授权", en="a course from outside has a licence")
COURSE_REVIEWED: Final = Rule(
    _COURSES, zh="课程由 {hand} 编制，须他人审核", en="{hand} made the course, another reviews it"
)
LATER_VERSION: Final = Rule(
    _TOOLS, zh="新版启用日 {first} 早于上一版 {since}", en="the version begins on {first}, before the one of {since}"
)
SERVES_HERE: Final = Rule(
    _EXPERTS,
    zh="{day} {person} 既不在工作室名册，也无有效聘用合同",
    en="on {day} {person} is neither on the roster nor under contract",
)
SAME_EXPERT: Final = Rule(_EXPERTS, zh="此条目属于 {before}", en="this entry is of {before}")
FIELDS_NAMED: Final = Rule(_EXPERTS, zh="专家须写明服务领域", en="an expert's fields of work are named")

# -- decisions


def publish_tool(
    entry: ResourceEntry | None,
    *,
    title: str,
    audiences: tuple[str, ...],
    template: str,
    origin: Origin,
    licence: str | None,
    author: PersonId,
    reviewer: PersonId,
    first: date,
    library: ResourceEntry | None,
) -> ToolPublished:
    """发布测评工具 (三、（二）3): a version, in use from a day on; refuses one for nobody, without a template for its
    result, without a licence where it comes from outside, and the author's own review."""
    version = next_version(entry, library, kind="tool", title=title, on=first)
    _not_before(entry, first)
    require(any(one.strip() for one in audiences), FOR_AUDIENCES)
    require(bool(template.strip()), READING_TEMPLATE)
    require(origin is Origin.DEVELOPED or bool((licence or "").strip()), TOOL_LICENSED)
    require(author != reviewer, TOOL_REVIEWED, hand=author)
    return ToolPublished(version, title, audiences, template, origin, licence, author, reviewer, first)


def publish_course(
    entry: ResourceEntry | None,
    *,
    title: str,
    origin: Origin,
    licence: str | None,
    resources: tuple[str, ...],
    audiences: tuple[str, ...],
    author: PersonId,
    reviewer: PersonId,
    first: date,
    library: ResourceEntry | None,
) -> CoursePublished:
    """发布培训课程 (三、（二）5): a version, in use from a day on; refuses one without resources, without a licence
    where it comes from outside, and the author's own review."""
    version = next_version(entry, library, kind="course", title=title, on=first)
    _not_before(entry, first)
    require(any(one.strip() for one in resources), HAS_RESOURCES)
    require(origin is Origin.DEVELOPED or bool((licence or "").strip()), COURSE_LICENSED)
    require(author != reviewer, COURSE_REVIEWED, hand=author)
    return CoursePublished(version, title, origin, licence, resources, audiences, author, reviewer, first)


def list_expert(
    entry: ResourceEntry | None,
    *,
    person: PersonId,
    engagement: Engagement,
    fields: tuple[str, ...],
    contract: str | None,
    first: date,
    library: ResourceEntry | None,
    studio: Studio,
    expert: ExpertContract | None,
) -> ExpertListed:
    """收录专家 (三、（二）4): who serves here on that day, on the roster or under *contract* (the stream of *expert*);
    refuses anybody else, the entry of another person, and an expert of no field."""
    open_on = library is not None and library.library == "expert" and library.active_on(first)
    require(open_on, LIBRARY_OPEN, kind="expert", day=first)
    if entry is not None:
        require(entry.person == person, SAME_EXPERT, before=entry.person or entry.library)
    require(may_serve(studio, expert, person, first), SERVES_HERE, day=first, person=person)
    require(any(one.strip() for one in fields), FIELDS_NAMED)
    return ExpertListed(person, engagement, fields, contract, first)


def _not_before(entry: ResourceEntry | None, first: date) -> None:
    since = max((version.first for version in entry.versions.values()), default=first) if entry else first
    require(first >= since, LATER_VERSION, first=first, since=since)


# -- who may decide

_MAKERS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

MAY_DECIDE: Final[MayDecide] = {
    publish_tool: _MAKERS,
    publish_course: _MAKERS,
    list_expert: frozenset({Role.LEAD, Role.STAFF}),
}
