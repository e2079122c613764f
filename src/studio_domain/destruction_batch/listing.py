"""A list is proposed, signed and approved, or rejected (销毁清册 三、（四）4; SD-5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from studio_domain.archive_record.appraisal import destroyable
from studio_domain.archive_record.state import ArchiveRecord, Classification
from studio_domain.destruction_batch.facts import (
    BatchApproved,
    BatchItem,
    BatchProposed,
    BatchRejected,
    BatchSigned,
    ItemWithdrawn,
    Signer,
)
from studio_domain.destruction_batch.state import DestructionBatch, Stage
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_DESTROY: Final = Clause.DESTRUCTION

BATCH_ONCE: Final = Rule(_DESTROY, zh="清册 {batch} 已提出", en="the list {batch} is proposed already")
HAS_ITEMS: Final = Rule(_DESTROY, zh="销毁清册须列明档案", en="a list for destruction has records on it")
RECORD_KNOWN: Final = Rule(_DESTROY, zh="没有已归档的档案 {record}", en="there is no record {record} that was filed")
AT_STAGE: Final = Rule(_DESTROY, zh="清册现为 {stage}，应为 {asked}", en="the list is {stage}, not {asked}")
IN_STEP: Final = Rule(
    _DESTROY, zh="{on} 早于清册上一步骤 {before}", en="{on} is before the list's last step, of {before}"
)
ITEM_LISTED: Final = Rule(_DESTROY, zh="清册中没有档案 {record}", en="record {record} is not on the list")
LAST_ITEM: Final = Rule(_DESTROY, zh="清册只余一件，应予驳回", en="it is the last record on the list: reject the list")
REASON_GIVEN: Final = Rule(_DESTROY, zh="撤出、驳回须说明理由", en="what is withdrawn or rejected has a reason")
CAPACITY_ASKED: Final = Rule(_DESTROY, zh="该清册无须 {capacity} 签署", en="nobody signs this list as {capacity}")
SIGNED_ONCE: Final = Rule(_DESTROY, zh="{capacity} 已签署", en="{capacity} has signed already")
ONE_CAPACITY: Final = Rule(
    _DESTROY, zh="{signer} 已以 {capacity} 身份签署", en="{signer} has signed as {capacity} already"
)
ALL_SIGNED: Final = Rule(_DESTROY, zh="清册缺 {capacity} 签署", en="the list is not signed by {capacity}")
NOT_PROPOSER: Final = Rule(
    _DESTROY, zh="{proposer} 不得批准自己提出的清册", en="{proposer} may not approve his own list"
)
APPROVAL_DOCUMENTED: Final = Rule(_DESTROY, zh="批准销毁须有文号", en="an approval rests on a document")

# -- decisions


def propose_batch(
    known: DestructionBatch | None,
    *,
    batch: str,
    records: Mapping[str, ArchiveRecord | None],
    proposer: PersonId,
    on: date,
) -> BatchProposed:
    """提出销毁清册 (销毁 三、（四）4): of records (by archive code) that are there, under no hold, not on loan, and
    appraised as to be destroyed. Their retention may still run: it is asked when they are destroyed."""
    require(known is None, BATCH_ONCE, batch=batch)
    require(bool(records), HAS_ITEMS)
    return BatchProposed(batch, tuple(_item(code, record) for code, record in records.items()), proposer, on)


def withdraw_item(batch: DestructionBatch, *, record: str, reason: str, by: PersonId, on: date) -> ItemWithdrawn:
    """撤出清册 (销毁 三、（四）4): before it is executed, with a reason; of a last record the list is rejected."""
    _alive(batch, on)
    require(record in batch.items, ITEM_LISTED, record=record)
    require(len(batch.items) > 1, LAST_ITEM)
    require(bool(reason.strip()), REASON_GIVEN)
    return ItemWithdrawn(record, reason, by, on)


def sign_batch(batch: DestructionBatch, *, capacity: Signer, signer: PersonId, on: date, terms: Terms) -> BatchSigned:
    """签署清册 (销毁 三、（四）4): in a capacity that the list asks for, each once, each person in one."""
    at(batch, Stage.PROPOSED, on)
    require(capacity in batch.signers_asked(terms), CAPACITY_ASKED, capacity=capacity)
    require(capacity not in batch.signers, SIGNED_ONCE, capacity=capacity)
    other = next((one for one, person in batch.signers.items() if person == signer), None)
    require(other is None, ONE_CAPACITY, signer=signer, capacity=other)
    return BatchSigned(capacity, signer, on)


def approve_batch(
    batch: DestructionBatch,
    *,
    approver: PersonId,
    document: str,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> BatchApproved:
    """批准销毁 (销毁 三、（四）4; SD-5): once all have signed, by somebody else than the proposer (*principal*: whom
    the approver acts for)."""
    at(batch, Stage.PROPOSED, on)
    missing = sorted(one.value for one in batch.signers_asked(terms) - batch.signers.keys())
    require(not missing, ALL_SIGNED, capacity=", ".join(missing))
    require(batch.proposer not in hands(approver, principal), NOT_PROPOSER, proposer=batch.proposer)
    require(bool(document.strip()), APPROVAL_DOCUMENTED)
    return BatchApproved(approver, document, on)


def reject_batch(batch: DestructionBatch, *, reason: str, by: PersonId, on: date) -> BatchRejected:
    """不予销毁 (销毁 三、（四）4): before it is executed, with a reason."""
    _alive(batch, on)
    require(bool(reason.strip()), REASON_GIVEN)
    return BatchRejected(reason, by, on)


# -- what they ask


def at(batch: DestructionBatch, stage: Stage, on: date) -> None:
    """The batch has come so far and no further, and *on* is not before its last step."""
    require(batch.stage is stage, AT_STAGE, stage=batch.stage, asked=stage)
    require(on >= batch.day, IN_STEP, on=on, before=batch.day)


def _alive(batch: DestructionBatch, on: date) -> None:
    over = batch.stage in (Stage.EXECUTED, Stage.REPORTED, Stage.REJECTED)
    require(not over, AT_STAGE, stage=batch.stage, asked=Stage.PROPOSED)
    require(on >= batch.day, IN_STEP, on=on, before=batch.day)


def _item(code: str, record: ArchiveRecord | None) -> BatchItem:
    known = record.classification if record else None
    if record is None or known is None:
        raise Breach(RECORD_KNOWN, record=code)
    destroyable(record)
    return _line(record, known)


def _line(record: ArchiveRecord, known: Classification) -> BatchItem:
    medium = record.holding.medium
    return BatchItem(record.record, known.category, record.department, medium, known.year, known.retention)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    propose_batch: frozenset({Role.ARCHIVIST}),
    withdraw_item: frozenset({Role.ARCHIVIST, Role.CARRIER_HEAD}),
    sign_batch: frozenset({Role.LEAD, Role.ARCHIVIST, Role.FINANCE, Role.FINANCE_HEAD, Role.CARRIER_HEAD}),
    approve_batch: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
    reject_batch: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
}
