"""Secrecy (保密): the level of a record, who may read it, who did (三、（四）4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.archive_record.facts import AccessGranted, AccessRecorded, Secrecy, SecrecySet
from studio_domain.archive_record.retention import RANK
from studio_domain.archive_record.standing import FIRST_TO_LAST, in_store, reasoned
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.values import PersonId

# -- rules

_SECRET: Final = Clause.SECRECY

ANOTHER_LEVEL: Final = Rule(_SECRET, zh="密级已是 {secrecy}", en="the level is {secrecy} already")
DOWNGRADED_BY_ANOTHER: Final = Rule(
    _SECRET,
    zh="降密由他人批准，不得由申请人 {requester} 批准",
    en="{requester}, who asks for it, may not lower the level",
)
GRANT_ONCE: Final = Rule(_SECRET, zh="权限编号 {grant} 已用", en="the number {grant} of a grant is in use")
NOT_TO_ONESELF: Final = Rule(_SECRET, zh="{person} 不得授权本人查阅", en="{person} may not grant access to himself")

# -- decisions


def set_secrecy(
    record: ArchiveRecord,
    *,
    secrecy: Secrecy,
    reason: str,
    requester: PersonId,
    approver: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> SecrecySet:
    """密级变更 (保密 三、（四）4): with a reason; to lower it takes another hand than the requester's (*principal*:
    whom the approver acts for)."""
    in_store(record)
    require(secrecy is not record.secrecy, ANOTHER_LEVEL, secrecy=secrecy)
    reasoned(reason)
    lowered = RANK[secrecy] < RANK[record.secrecy]
    own = requester in hands(approver, principal)
    require(not (lowered and own), DOWNGRADED_BY_ANOTHER, requester=requester)
    return SecrecySet(secrecy, reason, requester, approver, on)


def grant_access(
    record: ArchiveRecord,
    *,
    grant: str,
    person: PersonId,
    purpose: str,
    first: date,
    last: date,
    approver: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> AccessGranted:
    """授予查阅权限 (保密 三、（四）4): to somebody else, for a purpose, from that day or later to a last day."""
    in_store(record)
    require(grant not in record.grants, GRANT_ONCE, grant=grant)
    reasoned(purpose)
    require(person not in hands(approver, principal), NOT_TO_ONESELF, person=person)
    require(on <= first <= last, FIRST_TO_LAST, first=max(on, first), last=last)
    return AccessGranted(grant, person, purpose, first, last, approver, on)


def record_access(record: ArchiveRecord, *, person: PersonId, purpose: str, on: date) -> AccessRecorded:
    """查阅登记 (保密 三、（四）4): never refused; whether it was granted the audit says."""
    return AccessRecorded(person, purpose, on)


# -- who may decide

_APPROVERS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    set_secrecy: _APPROVERS,
    grant_access: _APPROVERS,
    record_access: frozenset(Role) - {Role.AUDITOR, Role.CLIENT},
}
