"""Keys of personal data (个人信息密钥): that a key was issued, for whose data; the key itself is never in the record.

Stream `<owner>/key/<key>`. The journal records it with the first fact that it seals by the key.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, Source, require

# -- rules

ISSUED_ONCE: Final = Rule(
    Clause.SECRECY, zh="密钥 {key} 已启用", en="key {key} is issued already", source=Source.LAW
)  # fmt: skip

# -- facts


class KeyPurpose(Enum):
    """What the data under a key is kept for: it decides how long, so each has a key of its own."""

    SERVICE = "service"  # 服务对象
    ACCOUNTING = "accounting"  # 会计凭证
    STAFF = "staff"  # 人员
    CONDUCT = "conduct"  # 举报人


@frozen
class SubjectKeyIssued:
    """启用密钥: data about *subject* (a stream) is sealed by this key.

    `commitment` is a SHA-256 (hex) over the key's 32 random bytes: it tells a key put back from the one issued, and
    nothing about the key.
    """

    key: str
    subject: str
    purpose: KeyPurpose
    commitment: str


Event = SubjectKeyIssued

# -- state


@frozen
class SubjectKey:
    """A key, as far as the record knows it."""

    subject: str
    purpose: KeyPurpose
    commitment: str


def evolve(known: SubjectKey | None, event: Event) -> SubjectKey:
    """What is known of the key after *event*."""
    return SubjectKey(event.subject, event.purpose, event.commitment)


# -- reports of facts


def record_key(
    known: SubjectKey | None, *, key: str, subject: str, purpose: KeyPurpose, commitment: str
) -> SubjectKeyIssued:
    """启用密钥 (三、（四）4): refused only a second time, for a key stands for one subject and purpose."""
    require(known is None, ISSUED_ONCE, key=key)
    return SubjectKeyIssued(key, subject, purpose, commitment)


# -- who may report

MAY_DECIDE: Final[MayDecide] = {
    record_key: frozenset(Role) - {Role.AUDITOR},
}
"""Whoever records personal data: the journal does it for him."""
