"""Daily work (日常工作管理): tasks, the log of services, and its verification (三、（四）8).

What was done may always be logged; only verified hours count, and only those of a contract that was active.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from studio_domain.expert_contract.facts import (
    AbsenceRecorded,
    FeeKind,
    LogVerified,
    ServiceLogged,
    TaskAssigned,
)
from studio_domain.expert_contract.hours import Hours, half_day_limit, half_days, minutes_by_half_day
from studio_domain.expert_contract.selection import stated
from studio_domain.expert_contract.state import Entry, ExpertContract
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_WORK: Final = Clause.EXPERT_MANAGEMENT

ACTIVE: Final = Rule(_WORK, zh="{on} 合同未生效、已暂停或已终止", en="the contract is not active on {on}")
NEW_TASK: Final = Rule(_WORK, zh="任务 {task} 已分配", en="task {task} is assigned already")
TASK_DESCRIBED: Final = Rule(_WORK, zh="任务须写明内容", en="a task says what is to be done")
DUE_IN_TERM: Final = Rule(
    _WORK, zh="任务期限 {due} 不在 {on} 至 {last} 之间", en="a task due on {due} does not lie between {on} and {last}"
)
NEW_ENTRY: Final = Rule(_WORK, zh="服务记录 {entry} 已登记", en="entry {entry} is logged already")
START_TO_END: Final = Rule(
    _WORK, zh="服务记录 {entry} 的结束不晚于开始", en="entry {entry} ends no later than it starts"
)
ENTRY_EXISTS: Final = Rule(_WORK, zh="没有服务记录 {entry}", en="there is no entry {entry}")
VERIFIED_ONCE: Final = Rule(_WORK, zh="服务记录 {entry} 已核实", en="entry {entry} is verified already")
FOR_A_TASK: Final = Rule(
    _WORK, zh="服务记录 {entry} 所属任务 {task} 未分配", en="task {task} of entry {entry} was not assigned"
)
NOT_ONES_OWN_LOG: Final = Rule(
    _WORK, zh="专家 {hand} 不得核实自己的服务记录", en="expert {hand} does not verify the log of {hand}"
)
WITNESSED: Final = Rule(
    _WORK, zh="核实人须在场，或有服务对象确认", en="who verifies was there, or has the client's confirmation"
)
AFTER_SERVICE: Final = Rule(
    _WORK, zh="服务于 {day} 结束，不得在 {on} 核实", en="it ends on {day}, and is not verified on {on}"
)
MINUTES_POSITIVE: Final = Rule(_WORK, zh="核实的服务时长须为正数", en="the minutes that count are more than none")
WITHIN_SPAN: Final = Rule(
    _WORK, zh="核实 {minutes} 分钟，服务只有 {span} 分钟", en="{minutes} minutes were to count, it lasted {span}"
)
HOURS_APART: Final = Rule(
    _WORK, zh="服务记录 {entry} 与已核实的 {other} 时间重叠", en="entry {entry} overlaps {other}, which is verified"
)
WITHIN_HALF_DAY: Final = Rule(
    _WORK,
    zh="{day} 半天合计 {minutes} 分钟，至多 {limit} 分钟",
    en="{minutes} minutes in half of {day}, {limit} count at most",
)
WITHIN_A_MONTH: Final = Rule(
    _WORK,
    zh="服务记录 {entry} 跨 {days} 天，至多 {most} 天，须分条登记",
    en="entry {entry} touches {days} days, {most} at most: log it in parts",
)

LONGEST: Final = 31
"""The days that a verified entry may touch: each is a day of the expert's diary."""

# -- decisions and reports


def assign_task(contract: ExpertContract, *, task: str, what: str, by: PersonId, due: date, on: date) -> TaskAssigned:
    """分配任务 (日常工作管理 三、（四）8): refuses an expert whose contract is not active, and a day after its end."""
    require(contract.active_on(on), ACTIVE, on=on)
    require(task not in contract.tasks, NEW_TASK, task=task)
    require(stated(what), TASK_DESCRIBED)
    require(on <= due and contract.in_force_on(due), DUE_IN_TERM, due=due, on=on, last=contract.last_day)
    return TaskAssigned(task, what, by, due)


def record_service(
    contract: ExpertContract,
    *,
    entry: str,
    task: str,
    occasion: str,
    start: datetime,
    end: datetime,
    logged_by: PersonId,
) -> ServiceLogged:
    """登记服务 (日常工作管理 三、（四）8): refused only under the number of another entry, or when it has no length."""
    require(entry not in contract.entries, NEW_ENTRY, entry=entry)
    require(start < end, START_TO_END, entry=entry)
    return ServiceLogged(entry, task, occasion, start, end, logged_by)


def verify_log(
    contract: ExpertContract,
    *,
    entry: str,
    minutes: int,
    verifier: PersonId,
    attended: bool,
    confirmation: str | None,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> LogVerified:
    """核实服务记录 (日常工作管理 三、（四）8): refuses the expert's own verification (SD-9), one that nobody witnessed,
    more minutes than it lasted, hours that count already, lectures of more hours than half a day has, a day on which
    the contract was not active, and an entry of more days than a month has."""
    logged = logged_as(contract, entry)
    require(logged.minutes is None, VERIFIED_ONCE, entry=entry)
    require(logged.task in contract.tasks, FOR_A_TASK, entry=entry, task=logged.task)
    for day in (logged.first_day, logged.last_day):
        require(contract.active_on(day), ACTIVE, on=day)
    require(contract.person not in hands(verifier, principal), NOT_ONES_OWN_LOG, hand=contract.person)
    require(attended or stated(confirmation or ""), WITNESSED)
    require(on >= logged.last_day, AFTER_SERVICE, day=logged.last_day, on=on)
    touched = (logged.last_day - logged.first_day).days + 1
    require(touched <= LONGEST, WITHIN_A_MONTH, entry=entry, days=touched, most=LONGEST)
    span = (logged.span.end - logged.span.start) // timedelta(minutes=1)
    require(minutes > 0, MINUTES_POSITIVE)
    require(minutes <= span, WITHIN_SPAN, minutes=minutes, span=span)
    for name, other in contract.entries.items():
        apart = other.minutes is None or not other.span.overlaps(logged.span)
        require(apart, HOURS_APART, entry=entry, other=name)
    _within_half_days(contract, Hours(logged.occasion, logged.span.start, minutes), terms)
    return LogVerified(entry, minutes, verifier, attended, confirmation, on)


def record_absence(contract: ExpertContract, *, occasion: str, excused: bool, on: date) -> AbsenceRecorded:
    """缺席 (日常工作管理 三、（四）8): never refused; too many are found by the audit."""
    return AbsenceRecorded(occasion, excused, on)


# -- what they ask


def logged_as(contract: ExpertContract, entry: str) -> Entry:
    """The entry of that number."""
    if entry not in contract.entries:
        raise Breach(ENTRY_EXISTS, entry=entry)
    return contract.entries[entry]


def _within_half_days(contract: ExpertContract, hours: Hours, terms: Terms) -> None:
    """Paid lectures count so many hours in half a day, whatever the task (半天最多学时)."""
    if contract.signed is None or not contract.paid or contract.signed.fee_kind is not FeeKind.LECTURE:
        return
    before, limit = minutes_by_half_day(contract.hours(contract.entries)), half_day_limit(terms)
    for half, minutes in half_days(hours):
        total = minutes + before.get(half, 0)
        require(total <= limit, WITHIN_HALF_DAY, day=half[0], minutes=total, limit=limit)


# -- who may decide

_STUDIO: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

MAY_DECIDE: Final[MayDecide] = {
    assign_task: frozenset({Role.LEAD, Role.STAFF}),
    record_service: _STUDIO | {Role.EXPERT},
    verify_log: _STUDIO,
    record_absence: _STUDIO,
}
