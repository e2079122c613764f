"""Who is away, and who leaves: 休假, 离任, 离岗, and what is cleared (一、（三）1、3; 三、（四）4、7).

That somebody left is a report and never refused for leaving the studio short: an obligation opens instead.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.studio.roster_facts import (
    AccessRevoked,
    HandoverSigned,
    LeadDeparted,
    LeaveEnded,
    LeaveStarted,
    LoansCleared,
    StaffDeparted,
)
from studio_domain.studio.standing import alive, another, digested
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules: of the reports only what is ill-formed is refused

LEAD_KNOWN: Final = Rule(
    Clause.ONE_LEAD, zh="{person} 至 {last_day} 未任领办人", en="{person} was no lead by {last_day}"
)
STAFF_KNOWN: Final = Rule(
    Clause.THREE_STAFF, zh="{person} 至 {last_day} 不是工作人员", en="{person} was no member of the staff by {last_day}"
)
MEMBER_KNOWN: Final = Rule(
    Clause.TRUTHFUL_REPORTS, zh="{person} 不是工作室成员", en="{person} is no member of the studio"
)
ON_LEAVE: Final = Rule(Clause.TRUTHFUL_REPORTS, zh="{person} 没有未结束的休假", en="{person} is on no leave")
HAS_LEFT: Final = Rule(Clause.LENDING, zh="{person} 没有离任、离岗记录", en="no departure of {person} is on record")
RECEIVER_A_MEMBER: Final = Rule(
    Clause.LENDING,
    zh="接收人 {receiver} 于 {on} 不是工作室成员",
    en="the receiver {receiver} is no member of the studio on {on}",
)

# -- reports


def record_lead_departure(studio: Studio, *, person: PersonId, last_day: date, reason: str) -> LeadDeparted:
    """领办人离任 (至少有 1 名领办人 一、（三）1): recorded even when nobody leads any more."""
    led = any(one.person == person and one.first <= last_day for one in studio.roster.leads)
    require(led, LEAD_KNOWN, person=person, last_day=last_day)
    return LeadDeparted(person, last_day, reason)


def record_staff_departure(studio: Studio, *, person: PersonId, last_day: date, reason: str) -> StaffDeparted:
    """工作人员离岗 (3 名及以上工作人员 一、（三）3): recorded even when too few are left."""
    served = any(one.person == person and one.first <= last_day for one in studio.roster.staff)
    require(served, STAFF_KNOWN, person=person, last_day=last_day)
    return StaffDeparted(person, last_day, reason)


def record_leave(studio: Studio, *, person: PersonId, first: date, expected: date | None, reason: str) -> LeaveStarted:
    """休假、离岗 (一、（三）3): the member serves nobody meanwhile, and remains on the roster."""
    known = any(one.person == person for one in (*studio.roster.leads, *studio.roster.staff))
    require(known, MEMBER_KNOWN, person=person)
    return LeaveStarted(person, first, expected, reason)


def record_return(studio: Studio, *, person: PersonId, last_day: date) -> LeaveEnded:
    """返岗 (一、（三）3): the leave was over with `last_day`."""
    away = any(who == person and days.until is None for who, days in studio.roster.leaves)
    require(away, ON_LEAVE, person=person)
    return LeaveEnded(person, last_day)


# -- decisions: what is cleared on the last day


def clear_loans(
    studio: Studio, *, person: PersonId, on: date, by: PersonId, principal: PersonId | None = None
) -> LoansCleared:
    """清还借阅、物品 (档案借阅 三、（四）4): confirmed by somebody else than who left."""
    _has_left(studio, person)
    another(by, person, principal)
    return LoansCleared(person, on, by)


def sign_handover(studio: Studio, *, person: PersonId, receiver: PersonId, on: date, digest: str) -> HandoverSigned:
    """签署交接清单 (三、（四）4): what was in hand goes to another member of the studio."""
    _has_left(studio, person)
    another(receiver, person)
    there = studio.is_lead_on(receiver, on) or studio.is_staff_on(receiver, on)
    require(there, RECEIVER_A_MEMBER, receiver=receiver, on=on)
    digested(digest)
    return HandoverSigned(person, receiver, on, digest)


def revoke_access(
    studio: Studio, *, person: PersonId, on: date, by: PersonId, principal: PersonId | None = None
) -> AccessRevoked:
    """收回权限 (保密 三、（四）4): keys, accounts, access to records; by somebody else than who left."""
    _has_left(studio, person)
    another(by, person, principal)
    return AccessRevoked(person, on, by)


def _has_left(studio: Studio, person: PersonId) -> None:
    alive(studio)
    services = (*studio.roster.leads, *studio.roster.staff)
    require(any(one.person == person and one.last is not None for one in services), HAS_LEFT, person=person)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF, Role.CARRIER_HEAD})
_KEEPERS: Final = frozenset({Role.LEAD, Role.ARCHIVIST, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    record_lead_departure: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    record_staff_departure: _OFFICE,
    record_leave: _OFFICE,
    record_return: _OFFICE,
    clear_loans: _KEEPERS,
    sign_handover: _OFFICE,
    revoke_access: _KEEPERS,
}
