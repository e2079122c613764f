"""How long it is kept (鉴定、销毁): legal holds, appraisals, and destruction by a batch (三、（四）4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.archive_record.facts import (
    Appraised,
    Appraiser,
    LegalHoldLifted,
    LegalHoldPlaced,
    RecordDestroyed,
    Verdict,
)
from studio_domain.archive_record.standing import at_rest, digested, in_store, reasoned
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_DESTROY: Final = Clause.DESTRUCTION

HOLD_ONCE: Final = Rule(_DESTROY, zh="冻结编号 {hold} 已用", en="the number {hold} of a hold is in use")
HOLD_OPEN: Final = Rule(_DESTROY, zh="没有冻结 {hold}", en="there is no hold {hold}")
NOT_PLACER: Final = Rule(
    _DESTROY, zh="{placer} 不得解除自己提出的冻结", en="{placer} may not lift the hold that he placed"
)
APPRAISERS_ENOUGH: Final = Rule(
    _DESTROY, zh="鉴定须 {asked} 人以上，现有 {there} 人", en="an appraisal takes {asked} persons, there are {there}"
)
OWNER_APPRAISES: Final = Rule(
    _DESTROY, zh="鉴定须有归口部门 {department} 的人员", en="one of the appraisers is of the department {department}"
)
YEARS_WITH_KEEP: Final = Rule(
    _DESTROY, zh="延长保管须写明年数，其他意见不写", en="what is kept on says for how many years, and nothing else does"
)
KEPT_FOR_GOOD: Final = Rule(_DESTROY, zh="档案 {record} 永久保管", en="record {record} is kept for good")
NO_HOLD: Final = Rule(
    _DESTROY, zh="档案 {record} 已冻结处置（{hold}）", en="record {record} is under the legal hold {hold}"
)
TO_BE_DESTROYED: Final = Rule(
    _DESTROY, zh="档案 {record} 未经鉴定为可以销毁", en="no appraisal says that record {record} is to be destroyed"
)
RETENTION_OVER: Final = Rule(
    _DESTROY,
    zh="档案 {record} 最早可于 {free} 销毁，{on} 早 {early} 天",
    en="record {record} may be destroyed from {free} on; {on} is {early} days early",
)

# -- decisions


def place_hold(record: ArchiveRecord, *, hold: str, reason: str, placer: PersonId, on: date) -> LegalHoldPlaced:
    """冻结处置 (销毁 三、（四）4): with a reason; what is under a hold is not destroyed."""
    in_store(record)
    require(hold not in record.hold_ids, HOLD_ONCE, hold=hold)
    reasoned(reason)
    return LegalHoldPlaced(hold, reason, placer, on)


def lift_hold(
    record: ArchiveRecord,
    *,
    hold: str,
    reason: str,
    lifter: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> LegalHoldLifted:
    """解除冻结 (销毁 三、（四）4): by another hand than placed it, with a reason."""
    placer = record.holds.get(hold)
    require(placer is not None, HOLD_OPEN, hold=hold)
    require(placer not in (lifter, principal), NOT_PLACER, placer=placer)
    reasoned(reason)
    return LegalHoldLifted(hold, reason, lifter, on)


def appraise_record(
    record: ArchiveRecord,
    *,
    verdict: Verdict,
    years: int | None,
    appraisers: tuple[Appraiser, ...],
    opinion: str,
    on: date,
    terms: Terms,
) -> Appraised:
    """鉴定 (销毁 三、（四）4): by so many persons, one of them of the owning department, in a written opinion."""
    at_rest(record)
    persons = {one.person for one in appraisers}
    asked = terms.archive.appraisers_min
    require(len(persons) >= asked, APPRAISERS_ENOUGH, asked=asked, there=len(persons))
    owned = any(one.department == record.department for one in appraisers)
    require(owned, OWNER_APPRAISES, department=record.department)
    require((years is not None and years > 0) if verdict is Verdict.KEEP else years is None, YEARS_WITH_KEEP)
    require(verdict is not Verdict.DESTROY or record.free_from is not None, KEPT_FOR_GOOD, record=record.record)
    digested(opinion)
    return Appraised(verdict, years, appraisers, opinion, on)


def destroy_record(record: ArchiveRecord, *, batch: str, on: date) -> RecordDestroyed:
    """销毁 (三、（四）4): as an item of a batch that is executed (the desk sees to that), not before its retention is
    over, nor under a hold, on loan, or without an appraisal that says so."""
    destroyable(record)
    free = record.free_from
    if free is None:
        raise Breach(KEPT_FOR_GOOD, record=record.record)
    require(on >= free, RETENTION_OVER, record=record.record, free=free, on=on, early=(free - on).days)
    return RecordDestroyed(batch, on)


def destroyable(record: ArchiveRecord) -> None:
    """What is listed for destruction is there, under no hold, and appraised."""
    at_rest(record)
    require(not record.holds, NO_HOLD, record=record.record, hold=next(iter(record.holds), ""))
    require(record.verdict is Verdict.DESTROY, TO_BE_DESTROYED, record=record.record)


# -- who may decide

_HOLDERS: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    place_hold: _HOLDERS,
    lift_hold: _HOLDERS,
    appraise_record: frozenset({Role.ARCHIVIST}),
    destroy_record: frozenset({Role.ARCHIVIST, Role.STAFF}),
}
