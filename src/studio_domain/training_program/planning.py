"""Needs and plan of a training programme: 提出培训, 评估需求, 编制与批准培训方案 (二、（四）)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from studio_domain.client_record import ClientRecord
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.training_program.facts import (
    NeedRef,
    NeedsAssessed,
    ProgramPlanApproved,
    ProgramPlanDesigned,
    ProgramProposed,
)
from studio_domain.training_program.state import Stage, TrainingProgram, Version
from studio_domain.values import PersonId

# -- rules

_NEEDS: Final = Clause.INDIVIDUAL_TRAINING
_STEPS: Final = Clause.TRAINING_SEQUENCE

PROPOSED_ONCE: Final = Rule(_STEPS, zh="该培训已提出", en="this programme is proposed already")
TITLED: Final = Rule(_STEPS, zh="培训须有名称", en="a programme has a title")
STUDIO_SERVES: Final = Rule(
    Clause.RECOGNITION, zh="{day} 工作室未经认定或已暂停", en="on {day} the studio is not recognised, or suspended"
)
NOT_OVER: Final = Rule(_STEPS, zh="该培训已完成或取消", en="this programme is completed or cancelled")
IN_ORDER: Final = Rule(_STEPS, zh="{on} 早于上一步的 {before}", en="{on} is before the last step of {before}")
NEEDS_NAMED: Final = Rule(_NEEDS, zh="培训须针对具体需求", en="a programme answers needs that it names")
NEED_ON_RECORD: Final = Rule(
    _NEEDS,
    zh="服务对象 {client} 没有登记需求 {need}",
    en="client {client} has no need {need} on record",
)
DIGESTED: Final = Rule(
    _STEPS, zh="材料以 64 位 SHA-256 摘要登记", en="a document is cited by its SHA-256 of 64 hex digits"
)
NEEDS_FIRST: Final = Rule(_STEPS, zh="须先评估培训需求，再编制方案", en="needs are assessed before a plan is made")
MINUTES_PLANNED: Final = Rule(_STEPS, zh="方案须有培训时长", en="a plan has minutes of teaching")
COURSE_IN_USE: Final = Rule(
    Clause.COURSE_LIBRARY,
    zh="课程 {course} 第 {version} 版在 {day} 未在用",
    en="version {version} of course {course} is not in use on {day}",
)
REVISION_REASONED: Final = Rule(_STEPS, zh="调整培训方案须说明理由", en="to revise a plan takes a reason")
VERSION_EXISTS: Final = Rule(_STEPS, zh="没有第 {version} 版方案", en="there is no version {version} of the plan")
FORWARD: Final = Rule(
    _STEPS,
    zh="第 {version} 版不晚于现行的第 {in_force} 版",
    en="version {version} is no later than version {in_force}, which holds",
)
TWO_HANDS: Final = Rule(
    _STEPS,
    zh="第 {version} 版方案由 {hand} 编制，须他人批准",
    en="{hand} designed version {version} of the plan, somebody else approves it",
)
DOCUMENTED: Final = Rule(_STEPS, zh="批准培训方案须有文件", en="to approve a plan takes a document")

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

# -- decisions


def propose_program(
    program: TrainingProgram | None, *, title: str, proposer: PersonId, on: date, studio: Studio
) -> ProgramProposed:
    """提出培训 (个性化创业培训 二、（四）): refuses no title, a second time, and a studio that takes nothing new."""
    require(program is None, PROPOSED_ONCE)
    require(bool(title.strip()), TITLED)
    require(studio.takes_new_on(on), STUDIO_SERVES, day=on)
    return ProgramProposed(title, proposer, on)


def assess_needs(
    program: TrainingProgram,
    *,
    needs: tuple[NeedRef, ...],
    digest: str,
    assessor: PersonId,
    on: date,
    clients: Mapping[str, ClientRecord | None],
) -> NeedsAssessed:
    """评估需求 (针对创业者实际培训需求 二、（四）): refuses none, and one that its client's record does not have."""
    going_on(program, on)
    require(bool(needs), NEEDS_NAMED)
    for one in needs:
        record = clients.get(one.client)
        known = record is not None and one.need in record.needs and record.needs[one.need].on <= on
        require(known, NEED_ON_RECORD, client=one.client, need=one.need)
    digested(digest)
    return NeedsAssessed(needs, digest, assessor, on)


def design_plan(
    program: TrainingProgram,
    *,
    minutes: int,
    course: str,
    course_version: int,
    digest: str,
    designer: PersonId,
    on: date,
    entry: ResourceEntry | None,
    reason: str = "",
) -> ProgramPlanDesigned:
    """编制培训方案 (二、（四）): refuses one before the needs are assessed, without teaching, of a course not in
    use (*entry* is the library's), and a revision without a reason."""
    going_on(program, on)
    require(program.stage is not Stage.PROPOSED, NEEDS_FIRST)
    require(minutes > 0, MINUTES_PLANNED)
    course_in_use(entry, course, course_version, on)
    digested(digest)
    require(program.in_force is None or bool(reason.strip()), REVISION_REASONED)
    version = max(program.versions, default=0) + 1
    return ProgramPlanDesigned(version, minutes, course, course_version, digest, reason, designer, on)


def approve_plan(
    program: TrainingProgram,
    *,
    version: int,
    approver: PersonId,
    document: str,
    on: date,
    principal: PersonId | None = None,
) -> ProgramPlanApproved:
    """批准培训方案 (二、（四）): refuses the designer's own approval, one for him (*principal*: whom the approver acts
    for), and a version that is no later than the one in force."""
    going_on(program, on)
    plan = _version(program, version)
    require(program.in_force is None or version > program.in_force, FORWARD, version=version, in_force=program.in_force)
    require(plan.designer not in hands(approver, principal), TWO_HANDS, version=version, hand=plan.designer)
    require(bool(document.strip()), DOCUMENTED)
    return ProgramPlanApproved(version, approver, document, on)


# -- what they ask


def going_on(program: TrainingProgram, on: date) -> None:
    """The programme is not over, and *on* is no earlier than its last step."""
    require(not program.over, NOT_OVER)
    require(on >= program.day, IN_ORDER, on=on, before=program.day)


def digested(digest: str) -> None:
    """A document is cited."""
    require(_DIGEST.fullmatch(digest) is not None, DIGESTED)


def course_in_use(entry: ResourceEntry | None, course: str, version: int, day: date) -> None:
    """The version of the course is the one in use on *day*."""
    used = entry is not None and entry.library == "course" and entry.version_on(day) == version
    require(used, COURSE_IN_USE, course=course, version=version, day=day)


def _version(program: TrainingProgram, number: int) -> Version:
    if number not in program.versions:
        raise Breach(VERSION_EXISTS, version=number)
    return program.versions[number]


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})

MAY_DECIDE: Final[MayDecide] = {
    propose_program: _OFFICE,
    assess_needs: _OFFICE,
    design_plan: _OFFICE | {Role.MENTOR},
    approve_plan: frozenset({Role.LEAD}),
}
