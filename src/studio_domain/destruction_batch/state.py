"""What the rules of a destruction batch need to know of its past, and how facts change it; no rule is known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.archive_record.retention import departments_asked
from studio_domain.destruction_batch.facts import (
    BatchApproved,
    BatchExecuted,
    BatchItem,
    BatchProposed,
    BatchRejected,
    BatchReported,
    BatchSigned,
    Event,
    ItemsCounted,
    ItemWithdrawn,
    Signer,
    Supervisor,
)
from studio_domain.policy import Terms
from studio_domain.values import PersonId


class Stage(Enum):
    """How far a batch has come."""

    PROPOSED = "proposed"  # 已提出
    APPROVED = "approved"  # 已批准
    COUNTED = "counted"  # 已清点
    EXECUTED = "executed"  # 已销毁
    REPORTED = "reported"  # 已报告
    REJECTED = "rejected"  # 不予销毁


ALL_FIVE: Final = frozenset(Signer)
"""Who signs a list with accounting records (会计档案管理办法)."""


@frozen
class DestructionBatch:
    """A list of records to be destroyed (销毁清册)."""

    batch: str
    items: Mapping[str, BatchItem]
    proposer: PersonId
    day: date
    stage: Stage = Stage.PROPOSED
    signers: Mapping[Signer, PersonId] = field(factory=dict)
    approver: PersonId | None = None
    supervisors: tuple[Supervisor, ...] = ()

    def has_accounting(self, terms: Terms) -> bool:
        """Whether accounting records are among its items."""
        return any(item.category in terms.holdings.accounting_categories for item in self.items.values())

    def signers_asked(self, terms: Terms) -> frozenset[Signer]:
        """In which capacities it is signed; a code of policy that is none of them asks for nobody."""
        if self.has_accounting(terms):
            return ALL_FIVE
        return frozenset(one for one in Signer if one.value in terms.holdings.signers)

    def departments_asked(self, terms: Terms) -> frozenset[str]:
        """Of which departments its supervisors are."""
        accounting = terms.holdings.accounting_categories
        return departments_asked(
            (item.department, item.category in accounting, item.medium) for item in self.items.values()
        )


def evolve(batch: DestructionBatch | None, event: Event) -> DestructionBatch:
    """The batch after *event*; `LookupError` for a step of one that was never proposed."""
    if batch is None:
        if isinstance(event, BatchProposed):
            return DestructionBatch(event.batch, _by_record(event.items), event.proposer, event.on)
        raise LookupError("the batch was not proposed")
    match event:
        case BatchProposed():
            raise LookupError("the batch was proposed before")
        case ItemWithdrawn():
            left = _by_record(item for item in batch.items.values() if item.record != event.record)
            return attrs.evolve(batch, items=left, day=event.on)
        case BatchSigned():
            signers = {**batch.signers, event.capacity: event.signer}
            return attrs.evolve(batch, signers=signers, day=event.on)
        case BatchApproved():
            return attrs.evolve(batch, stage=Stage.APPROVED, approver=event.approver, day=event.on)
        case BatchRejected():
            return attrs.evolve(batch, stage=Stage.REJECTED, day=event.on)
        case ItemsCounted():
            return attrs.evolve(batch, stage=Stage.COUNTED, supervisors=event.supervisors, day=event.on)
        case BatchExecuted():
            return attrs.evolve(batch, stage=Stage.EXECUTED, day=event.on)
        case BatchReported():
            return attrs.evolve(batch, stage=Stage.REPORTED, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


def _by_record(items: Iterable[BatchItem]) -> Mapping[str, BatchItem]:
    return {item.record: item for item in items}
