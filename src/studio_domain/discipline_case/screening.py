"""What is done about a report: no case, a case, and the subject taken out of service meanwhile (三、（四）7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.discipline_case.facts import DisciplineOpened, MeasuresLifted, MeasuresTaken, NoCaseDecided
from studio_domain.discipline_case.standing import Reporters, apart, at_stage, decides, documented, in_order
from studio_domain.discipline_case.state import DisciplineCase, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.mandate import Mandates
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

_DISCIPLINE: Final = Clause.DISCIPLINE

NO_CASE_REASONED: Final = Rule(_DISCIPLINE, zh="不予立案须说明理由", en="to open no case takes a reason")
RUNNING: Final = Rule(_DISCIPLINE, zh="没有立案在办的事项（{stage}）", en="no case is running, the matter is {stage}")
SUSPENDED_ONCE: Final = Rule(
    _DISCIPLINE, zh="当事人自 {first} 起已暂停服务", en="the subject is out of service since {first}"
)
SUSPENDED_FORWARD: Final = Rule(
    _DISCIPLINE, zh="{on} 决定的暂停不能自 {first} 起", en="what is decided on {on} does not begin on {first}"
)
WAS_SUSPENDED: Final = Rule(_DISCIPLINE, zh="当事人没有暂停服务", en="the subject is not out of service")
LIFTED_AFTER: Final = Rule(
    _DISCIPLINE, zh="暂停自 {first} 起，不能止于 {last_day}", en="what began on {first} does not end with {last_day}"
)

# -- decisions


def decide_no_case(
    case: DisciplineCase,
    *,
    reason: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    studio: Studio,
    mandates: Iterable[Mandates],
    principal: PersonId | None = None,
) -> NoCaseDecided:
    """不予立案 (三、（四）7): with a reason, of a report that waits; by neither its subject nor who reported it (SD-8).

    *reporters* are those in confidence, opened; *mandates* the subject's, for a lead is answered by the carrier's head
    or the authority, a head by the authority.
    """
    at_stage(case, Stage.REPORTED)
    in_order(case, on)
    require(bool(reason.strip()), NO_CASE_REASONED)
    decides(case, hands(decider, principal), reporters, role=role, on=on, studio=studio, mandates=mandates)
    return NoCaseDecided(reason, decider, principal, on)


def open_case(
    case: DisciplineCase,
    *,
    subject: PersonId,
    document: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    studio: Studio,
    mandates: Iterable[Mandates],
    principal: PersonId | None = None,
) -> DisciplineOpened:
    """立案 (三、（四）7): against whom, on a document; who may decide as for no case. A late one is not refused."""
    at_stage(case, Stage.REPORTED)
    in_order(case, on)
    documented(document)
    ours = hands(decider, principal)
    decides(case, ours, reporters, role=role, on=on, studio=studio, mandates=mandates, subject=subject)
    return DisciplineOpened(subject, document, decider, principal, on)


def take_measures(
    case: DisciplineCase,
    *,
    first: date,
    document: str,
    decider: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> MeasuresTaken:
    """暂停服务 (三、（四）7): while a case runs, not before today; the subject's appointments then go to others."""
    require(case.running, RUNNING, stage=case.stage)
    in_order(case, on)
    require(case.suspended_from is None, SUSPENDED_ONCE, first=case.suspended_from)
    require(first >= on, SUSPENDED_FORWARD, on=on, first=first)
    documented(document)
    apart(case, hands(decider, principal), reporters)
    return MeasuresTaken(first, document, decider, on)


def lift_measures(
    case: DisciplineCase,
    *,
    last_day: date,
    decider: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> MeasuresLifted:
    """解除暂停 (三、（四）7): of somebody who is out of service, not before it began."""
    require(case.suspended_from is not None, WAS_SUSPENDED)
    in_order(case, on)
    first = case.suspended_from
    require(first is None or last_day >= first, LIFTED_AFTER, first=first, last_day=last_day)
    apart(case, hands(decider, principal), reporters)
    return MeasuresLifted(last_day, decider, on)


# -- who may decide

_SCREEN: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})
_HEADS: Final = frozenset({Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    decide_no_case: _SCREEN,
    open_case: _SCREEN,
    take_measures: _HEADS,
    lift_measures: _HEADS,
}
