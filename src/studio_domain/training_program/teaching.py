"""Teaching, its effect, and the end of a programme: 实施教学, 评估效果, 完成, 取消 (二、（四）)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from studio_domain.expert_contract import ExpertContract, may_serve
from studio_domain.fund_account import FundAccount
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.training_program.facts import (
    EffectEvaluated,
    ProgramCancelled,
    ProgramCharged,
    ProgramCompleted,
    SessionDelivered,
    SessionScheduled,
)
from studio_domain.training_program.planning import course_in_use, digested, going_on
from studio_domain.training_program.state import Stage, TrainingProgram, Version, minutes_of
from studio_domain.values import PersonId, legal_day

# -- rules

_STEPS: Final = Clause.TRAINING_SEQUENCE

PLAN_FIRST: Final = Rule(_STEPS, zh="培训方案尚未批准", en="no plan of the programme is approved")
NEW_SESSION: Final = Rule(_STEPS, zh="课次 {session} 已排定或已实施", en="session {session} is scheduled or delivered")
SESSION_ONCE: Final = Rule(_STEPS, zh="课次 {session} 已登记", en="session {session} is recorded already")
ENDS_AFTER_START: Final = Rule(_STEPS, zh="课次的结束不晚于开始", en="a session ends after it begins")
TRAINER_MAY_SERVE: Final = Rule(
    Clause.PLACE_OF_SERVICE,
    zh="{trainer} 在 {day} 既非工作室人员，也无执行中的聘用合同",
    en="on {day} {trainer} is neither of the studio's staff nor under an active contract",
)
WITHIN_PLAN: Final = Rule(
    _STEPS,
    zh="课时超出方案 {over} 分钟，须先调整方案",
    en="the sessions exceed the plan by {over} minutes; it is revised first",
)
AREA_IN_USE: Final = Rule(
    Clause.ACTIVITY_ROOM, zh="{day} 功能区 {area} 不在使用", en="area {area} is not in use on {day}"
)
WITHIN_ROOM: Final = Rule(
    Clause.ACTIVITY_ROOM,
    zh="{area} 容纳 {capacity} 人，不足 {seats} 人",
    en="area {area} has room for {capacity}, not for {seats}",
)
NOT_NEGATIVE: Final = Rule(_STEPS, zh="参训人数不能为负", en="attendance is not below nothing")
CHARGE_ONCE: Final = Rule(Clause.REASONABLE_FEES, zh="收费 {charge} 已登记", en="charge {charge} is noted already")
TAUGHT_FIRST: Final = Rule(
    _STEPS, zh="尚未实施教学，无从评估", en="there is no teaching yet whose effect there could be"
)
METHOD_NAMED: Final = Rule(_STEPS, zh="效果评估须写明方法", en="an evaluation names its method")
RESPONSES: Final = Rule(
    _STEPS,
    zh="发出 {asked} 份，收回 {answered} 份，不成回收率",
    en="{answered} answers of {asked} asked are no response rate",
)
EVALUATED_FIRST: Final = Rule(
    _STEPS, zh="教学后须评估效果，方可完成（{stage}）", en="the effect is evaluated before it is completed, not {stage}"
)
REASON_STATED: Final = Rule(_STEPS, zh="取消培训须说明原因", en="to cancel a programme takes a reason")
REFUNDED: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="收费 {charge} 尚有 {rest:yuan} 元未退",
    en="of charge {charge} {rest:yuan} are not refunded",
)

# -- decisions and reports


def schedule_session(
    program: TrainingProgram,
    *,
    session: str,
    trainer: PersonId,
    start: datetime,
    end: datetime,
    area: str | None,
    seats: int,
    on: date,
    studio: Studio,
    contract: ExpertContract | None,
    entry: ResourceEntry | None,
) -> SessionScheduled:
    """排定课次 (二、（四）): refuses a trainer who may not serve that day, a course whose version is not in use, more
    minutes than the plan in force has, and more seats than a room of the studio."""
    going_on(program, on)
    plan = _plan(program)
    known = session in program.scheduled or session in program.delivered
    require(not known, NEW_SESSION, session=session)
    require(end > start, ENDS_AFTER_START)
    day = legal_day(start)
    require(may_serve(studio, contract, trainer, day), TRAINER_MAY_SERVE, trainer=trainer, day=day)
    course_in_use(entry, plan.course, plan.course_version, day)
    over = program.taken + minutes_of(start, end) - plan.minutes
    require(over <= 0, WITHIN_PLAN, over=over)
    if area is not None:
        room = studio.area(area)
        if room is None or not room.in_use_on(day):
            raise Breach(AREA_IN_USE, area=area, day=day)
        require(seats <= room.capacity, WITHIN_ROOM, area=area, capacity=room.capacity, seats=seats)
    return SessionScheduled(session, trainer, start, end, area, seats, on)


def record_session(
    program: TrainingProgram,
    *,
    session: str,
    trainer: PersonId,
    start: datetime,
    end: datetime,
    course: str,
    course_version: int,
    area: str | None,
    place: str,
    attendance: int,
    sign_in: str,
) -> SessionDelivered:
    """实施培训教学 (报告 二、（四）): whoever taught it, whenever, however many came; refuses what is no session: an id
    used before, an end before the beginning, fewer than nobody."""
    require(session not in program.delivered, SESSION_ONCE, session=session)
    require(end > start, ENDS_AFTER_START)
    require(attendance >= 0, NOT_NEGATIVE)
    return SessionDelivered(session, trainer, start, end, course, course_version, area, place, attendance, sign_in)


def record_charge(program: TrainingProgram, *, year: int, charge: str) -> ProgramCharged:
    """登记培训收费 (报告 三、（三）): which charge of a year's account is a fee of this programme; once."""
    require((year, charge) not in program.charges, CHARGE_ONCE, charge=charge)
    return ProgramCharged(year, charge)


def evaluate_effect(
    program: TrainingProgram,
    *,
    method: str,
    asked: int,
    answered: int,
    digest: str,
    evaluator: PersonId,
    on: date,
) -> EffectEvaluated:
    """评估培训效果 (二、（四）): refuses one before any teaching, without method, and more answers than asked."""
    going_on(program, on)
    require(bool(program.delivered), TAUGHT_FIRST)
    require(bool(method.strip()), METHOD_NAMED)
    require(0 <= answered <= asked and asked > 0, RESPONSES, asked=asked, answered=answered)
    digested(digest)
    return EffectEvaluated(method, asked, answered, digest, evaluator, on)


def complete_program(program: TrainingProgram, *, by: PersonId, on: date) -> ProgramCompleted:
    """完成培训 (二、（四）): refuses one whose effect was not evaluated since the last session."""
    going_on(program, on)
    require(program.stage is Stage.EVALUATED, EVALUATED_FIRST, stage=program.stage)
    return ProgramCompleted(by, on)


def cancel_program(
    program: TrainingProgram, *, reason: str, by: PersonId, on: date, accounts: Mapping[int, FundAccount | None]
) -> ProgramCancelled:
    """取消培训 (二、（四）; 三、（三）): refuses one without a reason, and while a fee of it is not refunded in full.

    *accounts* are those of the years of its charges, and of the years after them.
    """
    going_on(program, on)
    require(bool(reason.strip()), REASON_STATED)
    for year, charge in program.charges:
        rest = _unrefunded(accounts, year, charge)
        require(rest <= 0, REFUNDED, charge=charge, rest=rest)
    return ProgramCancelled(reason, by, on)


# -- what they ask


def _plan(program: TrainingProgram) -> Version:
    if program.plan is None:
        raise Breach(PLAN_FIRST)
    return program.plan


def _unrefunded(accounts: Mapping[int, FundAccount | None], year: int, charge: str) -> int:
    """What of a charge was not paid back, in its own year or the next; nothing of a charge that no account has."""
    home, later = accounts.get(year), accounts.get(year + 1)
    charged = home.charges.get(charge) if home else None
    if charged is None:
        return 0
    return charged.fen - charged.refunded - (later.earlier_refunds.get((year, charge), 0) if later else 0)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_TEACHERS: Final = _OFFICE | {Role.MENTOR}

MAY_DECIDE: Final[MayDecide] = {
    schedule_session: _OFFICE,
    record_session: _TEACHERS,
    record_charge: _OFFICE | {Role.FINANCE},
    evaluate_effect: _TEACHERS,
    complete_program: frozenset({Role.LEAD}),
    cancel_program: frozenset({Role.LEAD}),
}
