"""What is on a list is counted, destroyed and reported, under supervision (监销 三、（四）4; SD-5)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from studio_domain.archive_record.retention import years_kept
from studio_domain.archive_record.standing import is_digest
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.destruction_batch.facts import BatchExecuted, BatchReported, ItemsCounted, Supervisor
from studio_domain.destruction_batch.listing import at
from studio_domain.destruction_batch.state import DestructionBatch, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_DESTROY: Final = Clause.DESTRUCTION

SUPERVISORS_ENOUGH: Final = Rule(
    _DESTROY,
    zh="监销须 {asked} 人以上，现有 {there} 人",
    en="a destruction takes {asked} supervisors, there are {there}",
)
SUPERVISES_ONCE: Final = Rule(_DESTROY, zh="监销人 {person} 重复", en="{person} supervises twice")
DEPARTMENTS_ENOUGH: Final = Rule(
    _DESTROY,
    zh="监销人须来自 {asked} 个以上部门，现有 {there} 个",
    en="the supervisors are of {asked} departments at least, there are {there}",
)
DEPARTMENT_SUPERVISES: Final = Rule(
    _DESTROY, zh="监销缺 {department} 部门的人员", en="nobody of {department} supervises the destruction"
)
SUPERVISOR_APART: Final = Rule(
    _DESTROY,
    zh="{person} 是清册的提出人或批准人，不得监销",
    en="{person} proposed or approved the list, and may not supervise",
)
ALL_COUNTED: Final = Rule(
    _DESTROY, zh="清点 {counted} 件，清册为 {listed} 件", en="{counted} records were counted, {listed} are on the list"
)
EXECUTOR_APART: Final = Rule(
    _DESTROY, zh="{person} 是监销人，不得执行销毁", en="{person} supervises, and may not carry it out"
)
SUPERVISORS_SIGN: Final = Rule(_DESTROY, zh="监销人 {person} 未签字", en="the supervisor {person} has not signed")
LIST_IN_ARCHIVES: Final = Rule(
    _DESTROY,
    zh="销毁清册本身须归档并永久保管（{list_code}）",
    en="the list is a record itself, kept for good: {list_code} is none",
)
LIST_DIGESTED: Final = Rule(
    _DESTROY,
    zh="销毁报告须有清册的 SHA-256 摘要值",
    en="the report cites the list by its SHA-256",
)

# -- decisions


def count_items(
    batch: DestructionBatch,
    *,
    supervisors: tuple[Supervisor, ...],
    counted: int,
    on: date,
    terms: Terms,
) -> ItemsCounted:
    """销毁前清点 (销毁 三、（四）4; SD-5): by supervisors enough, of the archives, of each owning department, of
    accounting for accounting records and of IT for electronic ones, none of whom proposed or approved the list; all
    that is listed is there."""
    at(batch, Stage.APPROVED, on)
    persons = Counter(one.person for one in supervisors)
    twice = next((person for person, times in persons.items() if times > 1), None)
    require(twice is None, SUPERVISES_ONCE, person=twice)
    asked = terms.archive.supervisors_min
    require(len(persons) >= asked, SUPERVISORS_ENOUGH, asked=asked, there=len(persons))
    there, least = {one.department for one in supervisors}, terms.archive.supervisor_departments_min
    missing = sorted(batch.departments_asked(terms) - there)
    require(not missing, DEPARTMENT_SUPERVISES, department=", ".join(missing))
    require(len(there) >= least, DEPARTMENTS_ENOUGH, asked=least, there=len(there))
    tied = next((one for one in persons if one in (batch.proposer, batch.approver)), None)
    require(tied is None, SUPERVISOR_APART, person=tied)
    require(counted == len(batch.items), ALL_COUNTED, counted=counted, listed=len(batch.items))
    return ItemsCounted(supervisors, counted, on)


def execute_batch(
    batch: DestructionBatch, *, executor: PersonId, on: date, principal: PersonId | None = None
) -> BatchExecuted:
    """销毁 (三、（四）4; SD-5): once it is counted, by somebody who does not supervise. The desk destroys each record
    in the same step, so that every guard of every record is asked again."""
    at(batch, Stage.COUNTED, on)
    acting = hands(executor, principal)
    tied = next((one.person for one in batch.supervisors if one.person in acting), None)
    require(tied is None, EXECUTOR_APART, person=tied)
    return BatchExecuted(tuple(batch.items), executor, on)


def report_batch(
    batch: DestructionBatch,
    *,
    signatures: tuple[PersonId, ...],
    list_digest: str,
    list_code: str,
    listed: ArchiveRecord | None,
    archivist: PersonId,
    on: date,
) -> BatchReported:
    """销毁报告 (销毁 三、（四）4): signed by all supervisors; the list is filed as a record (*listed*) for good."""
    at(batch, Stage.EXECUTED, on)
    unsigned = next((one.person for one in batch.supervisors if one.person not in signatures), None)
    require(unsigned is None, SUPERVISORS_SIGN, person=unsigned)
    require(is_digest(list_digest), LIST_DIGESTED)
    kept = listed is not None and listed.in_store and listed.record == list_code and _permanent(listed)
    require(kept, LIST_IN_ARCHIVES, list_code=list_code)
    return BatchReported(signatures, list_digest, list_code, archivist, on)


def _permanent(record: ArchiveRecord) -> bool:
    known = record.classification
    return record.permanent or (known is not None and years_kept(known.retention) is None)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    count_items: frozenset({Role.ARCHIVIST, Role.STAFF, Role.LEAD, Role.FINANCE, Role.FINANCE_HEAD}),
    execute_batch: frozenset({Role.ARCHIVIST, Role.STAFF}),
    report_batch: frozenset({Role.ARCHIVIST}),
}
