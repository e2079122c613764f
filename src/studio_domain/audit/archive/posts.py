"""Who acts in the archives: for the tables of `audit.actors`, written from the duties of each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.archive_record import facts as archive
from studio_domain.destruction_batch import facts as batch
from studio_domain.guideline import Role
from studio_domain.month_ledger import LedgerFrozen

_ARCHIVIST: Final = frozenset({Role.ARCHIVIST})
_LEAD: Final = frozenset({Role.LEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_AUTHORITY: Final = frozenset({Role.AUTHORITY})
_READERS: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT}
_WORKERS: Final = _READERS - {Role.AUTHORITY, Role.EXPERT}
_HOLDERS: Final = _HEAD | _AUTHORITY | {Role.DISCIPLINE}

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    archive.RecordCollected: ("collector",),
    archive.RecordClassified: ("classifier",),
    archive.RecordFiled: ("archivist",),
    archive.RecordTransferred: ("by",),
    archive.RecordMoved: ("by",),
    archive.RecordMigrated: ("by",),
    archive.IntegrityVerified: ("verifier",),
    archive.IntegrityFailed: ("verifier",),
    archive.RecordDamaged: ("reporter",),
    archive.RecordLost: ("reporter",),
    archive.UnauthorisedDestructionReported: ("reporter",),
    archive.LoanRequested: ("borrower",),
    archive.LoanApproved: ("approver",),
    archive.Lent: ("lender",),
    archive.LoanRenewed: ("approver",),
    archive.RecordReturned: ("receiver",),
    archive.SecrecySet: ("approver",),
    archive.AccessGranted: ("approver",),
    archive.AccessRecorded: ("person",),
    archive.LegalHoldPlaced: ("placer",),
    archive.LegalHoldLifted: ("lifter",),
    batch.BatchProposed: ("proposer",),
    batch.ItemWithdrawn: ("by",),
    batch.BatchSigned: ("signer",),
    batch.BatchApproved: ("approver",),
    batch.BatchRejected: ("by",),
    batch.BatchExecuted: ("executor",),
    batch.BatchReported: ("archivist",),
    LedgerFrozen: ("archivist",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    archive.RecordCollected: _WORKERS,
    archive.RecordClassified: _ARCHIVIST,
    archive.RecordFiled: _ARCHIVIST,
    archive.RecordTransferred: _ARCHIVIST | _HEAD,
    archive.RecordMoved: _ARCHIVIST,
    archive.RecordMigrated: _ARCHIVIST,
    archive.IntegrityVerified: _ARCHIVIST,
    archive.IntegrityFailed: _ARCHIVIST,
    archive.RecordDamaged: _READERS,
    archive.RecordLost: _READERS,
    archive.UnauthorisedDestructionReported: _READERS,
    archive.LoanRequested: _READERS,
    archive.LoanApproved: _LEAD | _ARCHIVIST | _HEAD,
    archive.Lent: _ARCHIVIST,
    archive.LoanRenewed: _LEAD | _ARCHIVIST | _HEAD,
    archive.RecordReturned: _ARCHIVIST,
    archive.SecrecySet: _LEAD | _HEAD,
    archive.AccessGranted: _LEAD | _HEAD,
    archive.AccessRecorded: _READERS,
    archive.LegalHoldPlaced: _HOLDERS,
    archive.LegalHoldLifted: _HOLDERS,
    archive.Appraised: _ARCHIVIST,
    archive.RecordDestroyed: _ARCHIVIST | {Role.STAFF},
    batch.BatchProposed: _ARCHIVIST,
    batch.ItemWithdrawn: _ARCHIVIST | _HEAD,
    batch.BatchSigned: _LEAD | _ARCHIVIST | _HEAD | {Role.FINANCE, Role.FINANCE_HEAD},
    batch.BatchApproved: _HEAD | _AUTHORITY,
    batch.BatchRejected: _HEAD | _AUTHORITY,
    batch.ItemsCounted: _LEAD | _ARCHIVIST | {Role.STAFF, Role.FINANCE, Role.FINANCE_HEAD},
    batch.BatchExecuted: _ARCHIVIST | {Role.STAFF},
    batch.BatchReported: _ARCHIVIST,
    LedgerFrozen: _ARCHIVIST,
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    archive.LoanRequested: ("loan", "loan"),
    archive.LegalHoldPlaced: ("hold", "hold"),
}
"""A fact → the kind of thing that it brings, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    **dict.fromkeys(
        (archive.LoanApproved, archive.Lent, archive.LoanRenewed, archive.RecordReturned), ("loan", "loan")
    ),
    archive.LegalHoldLifted: ("hold", "hold"),
}
"""A fact → the kind of thing that it refers to, and the field that names it."""
