"""The life of an activity: 计划, 公告, 举办, 总结, 归档, 取消 (二、（四）, （七）, （八）)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.publication import Publication, Subject
from studio_domain.service_activity.facts import (
    ActivityAnnounced,
    ActivityArchived,
    ActivityCancelled,
    ActivityHeld,
    ActivityPlanned,
    ActivityReported,
)
from studio_domain.service_activity.state import ServiceActivity, Stage
from studio_domain.studio import Studio
from studio_domain.values import PersonId, uscc_is_valid

# -- rules

_ACTIVITY: Final = Clause.ACTIVITIES

PLANNED_ONCE: Final = Rule(_ACTIVITY, zh="该活动已计划", en="this activity is planned already")
KNOWN_KIND: Final = Rule(_ACTIVITY, zh="活动种类 {kind} 未登记", en="there is no kind of activity {kind}")
TITLED: Final = Rule(_ACTIVITY, zh="活动须有名称", en="an activity has a title")
HOST_NAMED: Final = Rule(_ACTIVITY, zh="活动须写明主办单位", en="an activity names its host")
WITH_AUTHORITY: Final = Rule(
    _ACTIVITY,
    zh="{kind} 须写明配合的主管部门，{authority} 不是统一社会信用代码",
    en="{kind} names the authority that it is held with; {authority} is no unified social credit code",
)
STUDIO_SERVES: Final = Rule(
    Clause.RECOGNITION, zh="{day} 工作室未经认定或已暂停", en="on {day} the studio is not recognised, or suspended"
)
PLANNED_AHEAD: Final = Rule(
    _ACTIVITY, zh="活动日 {day} 早于计划日 {on}", en="an activity of {day} is not planned on {on}"
)
AREA_IN_USE: Final = Rule(
    Clause.ACTIVITY_ROOM, zh="{day} 功能区 {area} 不在使用", en="area {area} is not in use on {day}"
)
WITHIN_ROOM: Final = Rule(
    Clause.ACTIVITY_ROOM,
    zh="{area} 容纳 {capacity} 人，不足 {expected} 人",
    en="area {area} has room for {capacity}, not for {expected}",
)
STILL_AHEAD: Final = Rule(_ACTIVITY, zh="活动已举办或取消（{stage}）", en="the activity is {stage}, no longer ahead")
IN_ORDER: Final = Rule(_ACTIVITY, zh="{on} 早于上一步的 {before}", en="{on} is before the last step of {before}")
ANNOUNCED_BY: Final = Rule(
    Clause.PUBLICITY,
    zh="公告 {publication} 未发布、已撤下，或所指不是该活动",
    en="publication {publication} is no announcement of this activity that is published",
)
HELD_ONCE: Final = Rule(_ACTIVITY, zh="该活动已登记举办", en="it is recorded already that the activity was held")
NOT_NEGATIVE: Final = Rule(_ACTIVITY, zh="参加人数不能为负", en="attendance is not below nothing")
HELD_FIRST: Final = Rule(_ACTIVITY, zh="活动尚未举办（{stage}）", en="the activity is {stage}, it was not held")
DIGESTED: Final = Rule(
    _ACTIVITY, zh="材料以 64 位 SHA-256 摘要登记", en="a document is cited by its SHA-256 of 64 hex digits"
)
REPORTED_FIRST: Final = Rule(
    _ACTIVITY, zh="活动尚未总结（{stage}）", en="the activity is {stage}, it was not reported on"
)
ARCHIVE_CODE: Final = Rule(Clause.FOUR_DIMENSIONS, zh="归档须有档号", en="to archive takes an archive code")
BY_ARCHIVIST: Final = Rule(
    Clause.ARCHIVIST, zh="{person} 在 {day} 不是档案专人", en="on {day} {person} does not keep the archives"
)
REASON_STATED: Final = Rule(_ACTIVITY, zh="取消活动须说明原因", en="to cancel an activity takes a reason")

TEACHING_RESEARCH: Final = "teaching-research"
"""The kind of activity (教学研究) that is held for trainers, with the authority for training."""

# -- decisions and reports


def plan_activity(
    activity: ServiceActivity | None,
    *,
    kind: str,
    title: str,
    host: str,
    authority: str | None,
    area: str | None,
    open_to_public: bool,
    day: date,
    expected: int,
    planner: PersonId,
    on: date,
    studio: Studio,
    terms: Terms,
) -> ActivityPlanned:
    """计划活动 (二、（四）; 二、（七）; 二、（八）): refuses an unknown kind, no host, no authority where one belongs,
    and more persons than a room of the studio has seats."""
    require(activity is None, PLANNED_ONCE)
    with_authority = kind in terms.program.activity_kinds or kind == TEACHING_RESEARCH
    require(with_authority or kind in terms.program.team_kinds, KNOWN_KIND, kind=kind)
    require(bool(title.strip()), TITLED)
    require(bool(host.strip()), HOST_NAMED)
    named = authority is not None and uscc_is_valid(authority)
    require(named or not with_authority, WITH_AUTHORITY, kind=kind, authority=authority or "-")
    require(studio.takes_new_on(on), STUDIO_SERVES, day=on)
    require(day >= on, PLANNED_AHEAD, day=day, on=on)
    if area is not None:
        room = studio.area(area)
        if room is None or not room.in_use_on(day):
            raise Breach(AREA_IN_USE, area=area, day=day)
        require(expected <= room.capacity, WITHIN_ROOM, area=area, capacity=room.capacity, expected=expected)
    return ActivityPlanned(kind, title, host, authority, area, open_to_public, day, expected, planner, on)


def announce_activity(
    activity: ServiceActivity, *, activity_id: str, publication_id: str, publication: Publication | None, on: date
) -> ActivityAnnounced:
    """公告活动 (二、（九）): before it is held, by an announcement of the studio that is published and about it."""
    _ahead(activity, on)
    shown = (
        publication is not None
        and publication.kind is Subject.ANNOUNCEMENT
        and publication.activity == activity_id
        and publication.published is not None
        and publication.published <= on
        and publication.taken_down is None
    )
    require(shown, ANNOUNCED_BY, publication=publication_id)
    return ActivityAnnounced(publication_id, on)


def record_activity(
    activity: ServiceActivity,
    *,
    area: str | None,
    place: str,
    attendance: int,
    attendance_list: str,
    on: date,
) -> ActivityHeld:
    """举办活动 (报告 二、（四）; 二、（七）; 二、（八）): announced or not, with however many; once."""
    held = activity.stage in (Stage.HELD, Stage.REPORTED, Stage.ARCHIVED)
    require(not held, HELD_ONCE)
    require(attendance >= 0, NOT_NEGATIVE)
    return ActivityHeld(area, place, attendance, attendance_list, on)


def report_on_activity(activity: ServiceActivity, *, digest: str, reporter: PersonId, on: date) -> ActivityReported:
    """总结活动 (二、（九）工作成果; 二、（七）): of one that was held, by its document."""
    require(activity.stage is Stage.HELD, HELD_FIRST, stage=activity.stage)
    _in_order(activity, on)
    require(_DIGEST.fullmatch(digest) is not None, DIGESTED)
    return ActivityReported(digest, reporter, on)


def archive_activity(
    activity: ServiceActivity, *, archive_code: str, archivist: PersonId, on: date, studio: Studio
) -> ActivityArchived:
    """活动材料归档 (三、（四）4): of one that was reported on, by the archivist in charge that day."""
    require(activity.stage is Stage.REPORTED, REPORTED_FIRST, stage=activity.stage)
    _in_order(activity, on)
    require(bool(archive_code.strip()), ARCHIVE_CODE)
    require(studio.archivist_on(on) == archivist, BY_ARCHIVIST, person=archivist, day=on)
    return ActivityArchived(archive_code, archivist, on)


def cancel_activity(activity: ServiceActivity, *, reason: str, by: PersonId, on: date) -> ActivityCancelled:
    """取消活动 (二、（七）): before it is held, with a reason."""
    _ahead(activity, on)
    require(bool(reason.strip()), REASON_STATED)
    return ActivityCancelled(reason, by, on)


# -- what they ask

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def _ahead(activity: ServiceActivity, on: date) -> None:
    require(activity.ahead, STILL_AHEAD, stage=activity.stage)
    _in_order(activity, on)


def _in_order(activity: ServiceActivity, on: date) -> None:
    require(on >= activity.day, IN_ORDER, on=on, before=activity.day)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})

MAY_DECIDE: Final[MayDecide] = {
    plan_activity: _OFFICE,
    announce_activity: _OFFICE,
    record_activity: _OFFICE | {Role.MENTOR},
    report_on_activity: _OFFICE,
    archive_activity: frozenset({Role.ARCHIVIST}),
    cancel_activity: frozenset({Role.LEAD}),
}
