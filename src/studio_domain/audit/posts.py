"""Posts in use (规范运作, 3.4.0.a2): the carrier's posts count in the carrier, and who checks on others acts himself.

Whether the post was held at all, `roles` says; this is about one that was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.guideline import Clause, Kind, Role
from studio_domain.mandate import DelegationGranted
from studio_domain.studio import CarrierRegistered, OperatorChanged

OTHER_ORGANISATION: Final = Predicate(
    "trail.other-organisation",
    Clause.OPERATE_BY_RULES,
    Kind.X,
    zh="{subject} 以 {actual} 的 {role} 身份记录 {stream}，工作室登记的申报载体是 {expected}",
    en="{subject} recorded in {stream} as {role} of {actual}; the studio's registered carrier is {expected}",
)
NOT_IN_PERSON: Final = Predicate(
    "trail.not-in-person",
    Clause.OPERATE_BY_RULES,
    Kind.X,
    zh="{subject} 受 {actual} 委托以 {expected} 身份记录 {stream}；该岗位须由本人履行，不得委托",
    en="{subject} recorded in {stream} as {expected} on behalf of {actual}; this post is not exercised on a delegation",
)

_OF_THE_CARRIER: Final = frozenset(
    role.value
    for role in (
        Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST, Role.FINANCE, Role.CASHIER, Role.FINANCE_HEAD,
        Role.CARRIER_HEAD,
    )
)  # fmt: skip
"""Posts of the studio and of who operates it; authority, auditors, experts and clients come from elsewhere."""

_HEADS: Final = frozenset(role.value for role in (Role.LEAD, Role.FINANCE_HEAD, Role.CARRIER_HEAD, Role.AUTHORITY))
"""Who decides for an organisation may let a deputy do so; nobody else's post passes to another by a delegation."""

_CHECKS_ON_OTHERS: Final = frozenset(
    role.value for role in (Role.FINANCE, Role.CASHIER, Role.ARCHIVIST, Role.DISCIPLINE, Role.EXPERT)
)
"""Whose own eyes the separation of duties rests on (SD-1, SD-3, SD-5, SD-8, SD-9): not even a clerk records for him."""


def judge(
    event: Recorded[Any],
    carrier: Recorded[CarrierRegistered | OperatorChanged] | None,
    lent: Recorded[DelegationGranted] | None,
) -> Iterator[Finding]:
    """What is wrong with how the post was used.

    *carrier* is the studio's as registered or changed by then; *lent* is by which delegation it was held, where it was
    not the person's own.
    """
    context, role = event.context, event.context.role
    if carrier is not None and role in _OF_THE_CARRIER and context.org != carrier.fact.carrier:
        yield finding(
            OTHER_ORGANISATION, event, context.by, event.stream,
            expected=text(carrier.fact.carrier), actual=text(context.org), delta=count(1), also=(carrier.place,),
            role=role,
        )  # fmt: skip
    behind = context.on_behalf_of if role in _CHECKS_ON_OTHERS else None
    if lent is not None and role not in _HEADS:
        behind = lent.fact.delegator
    if behind is not None:
        yield finding(
            NOT_IN_PERSON, event, context.by, event.stream,
            expected=text(role), actual=text(behind), delta=count(1), also=(lent.place,) if lent else (),
        )  # fmt: skip
