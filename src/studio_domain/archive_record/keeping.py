"""In store (存储): moved, migrated, checked for integrity; what was damaged, lost, or destroyed by nobody's leave
(三、（四）4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.archive_record.facts import (
    Aspect,
    Holding,
    IntegrityFailed,
    IntegrityVerified,
    RecordDamaged,
    RecordLost,
    RecordMigrated,
    RecordMoved,
    UnauthorisedDestructionReported,
)
from studio_domain.archive_record.standing import (
    PAPER_PLACED,
    at_rest,
    described,
    in_store,
    no_earlier,
    reasoned,
    stated,
)
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

ELECTRONIC_ONLY: Final = Rule(
    Clause.STORAGE, zh="{record} 是纸质档案，不作迁移", en="{record} is kept on paper, and is not migrated"
)
STILL_ELECTRONIC: Final = Rule(
    Clause.STORAGE, zh="电子档案迁移后仍为电子档案", en="what is migrated remains an electronic record"
)
DIGEST_EQUAL: Final = Rule(
    Clause.STORAGE,
    zh="{record} 的摘要值与归档时不符，不能登记为合格",
    en="the digest of {record} is not the one on record: it did not pass",
)
ASPECTS_NAMED: Final = Rule(
    Clause.STORAGE, zh="检测不合格须写明不合格的方面，各一次", en="a failed check says in which aspects, each once"
)
LOAN_OPEN: Final = Rule(Clause.LENDING, zh="{record} 没有未归还的借阅 {loan}", en="{record} is not out on loan {loan}")

# -- decisions


def move_record(record: ArchiveRecord, *, location: str, by: PersonId, on: date) -> RecordMoved:
    """移库 (存储 三、（四）4): what is in store, to a place that is named."""
    at_rest(record)
    require(stated(location), PAPER_PLACED)
    return RecordMoved(location, by, on)


def migrate_record(record: ArchiveRecord, *, holding: Holding, by: PersonId, on: date) -> RecordMigrated:
    """迁移 (存储 三、（四）4): an electronic record to another form or place; the former digest stays on record."""
    in_store(record)
    former = record.holding.digest
    require(record.electronic and former is not None, ELECTRONIC_ONLY, record=record.record)
    assert former is not None  # by the line above
    described(holding)
    require(holding.medium is record.holding.medium, STILL_ELECTRONIC)
    return RecordMigrated(former, holding, by, on)


def verify_integrity(record: ArchiveRecord, *, digest: str | None, verifier: PersonId, on: date) -> IntegrityVerified:
    """四性检测合格 (存储 三、（四）4): the digest that was computed is the one on record; paper has none."""
    in_store(record)
    require(digest == record.holding.digest, DIGEST_EQUAL, record=record.record)
    if record.filed is not None:
        no_earlier(on, record.filed)
    return IntegrityVerified(digest, verifier, on)


# -- reports: never refused for what they tell


def record_integrity_failure(
    record: ArchiveRecord, *, digest: str | None, failed: tuple[Aspect, ...], verifier: PersonId, on: date
) -> IntegrityFailed:
    """四性检测不合格 (存储 三、（四）4): refused only if it does not say in what."""
    require(bool(failed) and len(set(failed)) == len(failed), ASPECTS_NAMED)
    return IntegrityFailed(digest, failed, verifier, on)


def record_damage(record: ArchiveRecord, *, what: str, reporter: PersonId, on: date) -> RecordDamaged:
    """损坏 (存储 三、（四）4): refused only if it does not say what happened."""
    reasoned(what)
    return RecordDamaged(what, reporter, on)


def record_loss(record: ArchiveRecord, *, loan: str | None, what: str, reporter: PersonId, on: date) -> RecordLost:
    """丢失 (借阅 三、（四）4): refused only for a loan that it is not out on, and if it does not say what happened."""
    reasoned(what)
    require(loan is None or loan in record.out, LOAN_OPEN, record=record.record, loan=loan)
    return RecordLost(loan, what, reporter, on)


def report_unauthorised_destruction(
    record: ArchiveRecord, *, what: str, reporter: PersonId, on: date
) -> UnauthorisedDestructionReported:
    """报告擅自销毁 (销毁 三、（四）4): refused only if it does not say what happened."""
    reasoned(what)
    return UnauthorisedDestructionReported(what, reporter, on)


# -- who may decide

_ARCHIVIST: Final = frozenset({Role.ARCHIVIST})
_ANYONE: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT}

MAY_DECIDE: Final[MayDecide] = {
    move_record: _ARCHIVIST,
    migrate_record: _ARCHIVIST,
    verify_integrity: _ARCHIVIST,
    record_integrity_failure: _ARCHIVIST,
    record_damage: _ANYONE,
    record_loss: _ANYONE,
    report_unauthorised_destruction: _ANYONE,
}
