"""A destruction batch (销毁清册): a list of records, signed, approved, counted, destroyed, reported (三、（四）4).

Stream `<studio>/destruction/<batch>`. Nothing that is in the archives is destroyed but by one of these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of the procedure, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.destruction_batch import listing, executing
from studio_domain.destruction_batch.facts import (
    Signer, BatchItem, Supervisor, BatchProposed, ItemWithdrawn, BatchSigned, BatchApproved, BatchRejected,
    ItemsCounted, BatchExecuted, BatchReported, Event,
)
from studio_domain.destruction_batch.state import (
    ALL_FIVE, Stage, DestructionBatch, evolve,
)
from studio_domain.destruction_batch.listing import (
    BATCH_ONCE, HAS_ITEMS, RECORD_KNOWN, AT_STAGE, IN_STEP, ITEM_LISTED, LAST_ITEM, REASON_GIVEN, CAPACITY_ASKED,
    SIGNED_ONCE, ONE_CAPACITY, ALL_SIGNED, NOT_PROPOSER, APPROVAL_DOCUMENTED, propose_batch, withdraw_item,
    sign_batch, approve_batch, reject_batch,
)
from studio_domain.destruction_batch.executing import (
    SUPERVISORS_ENOUGH, SUPERVISES_ONCE, DEPARTMENTS_ENOUGH, DEPARTMENT_SUPERVISES, SUPERVISOR_APART, ALL_COUNTED,
    EXECUTOR_APART, SUPERVISORS_SIGN, LIST_IN_ARCHIVES, LIST_DIGESTED, count_items, execute_batch, report_batch,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {**listing.MAY_DECIDE, **executing.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE",
    "Signer", "BatchItem", "Supervisor", "BatchProposed", "ItemWithdrawn", "BatchSigned", "BatchApproved",
    "BatchRejected", "ItemsCounted", "BatchExecuted", "BatchReported", "Event",
    "ALL_FIVE", "Stage", "DestructionBatch", "evolve",
    "BATCH_ONCE", "HAS_ITEMS", "RECORD_KNOWN", "AT_STAGE", "IN_STEP", "ITEM_LISTED", "LAST_ITEM", "REASON_GIVEN",
    "CAPACITY_ASKED", "SIGNED_ONCE", "ONE_CAPACITY", "ALL_SIGNED", "NOT_PROPOSER", "APPROVAL_DOCUMENTED",
    "propose_batch", "withdraw_item", "sign_batch", "approve_batch", "reject_batch",
    "SUPERVISORS_ENOUGH", "SUPERVISES_ONCE", "DEPARTMENTS_ENOUGH", "DEPARTMENT_SUPERVISES", "SUPERVISOR_APART",
    "ALL_COUNTED", "EXECUTOR_APART", "SUPERVISORS_SIGN", "LIST_IN_ARCHIVES", "LIST_DIGESTED", "count_items",
    "execute_batch", "report_batch",
]
