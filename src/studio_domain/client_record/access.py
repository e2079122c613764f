"""Who may open a client's record, and who did (三、（四）4, 保密): by grant, for a purpose the client agreed to."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.client_record.facts import AccessGranted, AccessRecorded, AccessWithdrawn, Purpose
from studio_domain.client_record.registration import CONSENT_IN_FORCE, NOT_RESTRICTED, not_erased
from studio_domain.client_record.state import ClientRecord
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId, person_id

# -- rules

_SECRECY: Final = Clause.SECRECY

GRANT_IN_ORDER: Final = Rule(
    _SECRECY, zh="授权止期 {last} 早于起期 {first}", en="the grant ends on {last}, before it begins on {first}"
)
GRANT_EXISTS: Final = Rule(
    _SECRECY,
    zh="{person} 没有 {last_day} 之后的 {purpose} 查阅授权",
    en="{person} has no grant for {purpose} that reaches beyond {last_day}",
)
GRANTED: Final = Rule(
    _SECRECY,
    zh="{on} 没有 {person} 为 {purpose} 查阅的授权",
    en="on {on} {person} has no grant to open the record for {purpose}",
)

# -- decisions


def grant_access(
    record: ClientRecord, *, person: PersonId, purpose: Purpose, first: date, last: date | None, by: PersonId
) -> AccessGranted:
    """授予查阅权限 (三、（四）4): for one purpose, which the client must have agreed to by then."""
    not_erased(record)
    require(last is None or first <= last, GRANT_IN_ORDER, first=first, last=last)
    require(_consented(record, purpose, first), CONSENT_IN_FORCE, purpose=purpose, on=first)
    return AccessGranted(person_id(person), purpose, first, last, by)


def withdraw_access(
    record: ClientRecord, *, person: PersonId, purpose: Purpose, last_day: date, by: PersonId
) -> AccessWithdrawn:
    """收回查阅权限 (三、（四）4): refused only where there is no grant that reaches further."""
    reaches = any(
        one.person == person and one.purpose is purpose and (one.last is None or one.last > last_day)
        for one in record.grants
    )
    require(reaches, GRANT_EXISTS, person=person, purpose=purpose, last_day=last_day)
    return AccessWithdrawn(person, purpose, last_day, by)


def open_record(
    record: ClientRecord, *, person: PersonId, purpose: Purpose, sections: tuple[str, ...], on: date
) -> AccessRecorded:
    """查阅 (三、（四）4): the record opens only by grant, for a purpose that the client agrees to, while it is not
    restricted; that it was opened is recorded."""
    require(record.may_open(person, purpose, on), GRANTED, person=person, purpose=purpose, on=on)
    require(_consented(record, purpose, on), CONSENT_IN_FORCE, purpose=purpose, on=on)
    require(not record.restricted_on(on), NOT_RESTRICTED, client=record.client, on=on)
    return AccessRecorded(person, purpose, sections, on)


# -- reports of facts


def record_access(
    record: ClientRecord, *, person: PersonId, purpose: Purpose, sections: tuple[str, ...], on: date
) -> AccessRecorded:
    """登记查阅 (三、（四）4): of a file on paper, or of another system. Never refused; the audit asks for the grant."""
    return AccessRecorded(person_id(person), purpose, sections, on)


def _consented(record: ClientRecord, purpose: Purpose, on: date) -> bool:
    """Whether the client agrees to the purpose; of a referral, towards any recipient."""
    return any(
        record.consents(purpose, on, word.recipient) for word in record.consents_given if word.purpose is purpose
    )


# -- who may decide

_READERS: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT}

MAY_DECIDE: Final[MayDecide] = {
    grant_access: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    withdraw_access: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    open_record: _READERS,
    record_access: _READERS,
}
