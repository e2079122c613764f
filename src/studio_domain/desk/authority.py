"""Who may decide, and when it must be written down: what holds for every decision, whatever it is about."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.aggregate import At, Reason
from studio_domain.guideline import Clause, Role, Rule, require
from studio_domain.mandate import Authority, Mandates
from studio_domain.studio import Studio
from studio_domain.values import PersonId

ROLE_MAY: Final = Rule(
    Clause.OPERATE_BY_RULES, zh="{role} 无权作出该决定（可由 {roles}）", en="{role} may not decide this ({roles} may)"
)
OF_THE_CARRIER: Final = Rule(
    Clause.OPERATE_BY_RULES,
    zh="{org} 不是工作室的运营载体（{carrier}）",
    en="{org} is not the studio's carrier, which is {carrier}",
)
ROLE_HELD: Final = Rule(
    Clause.OPERATE_BY_RULES,
    zh="{day} 没有 {org} 的 {role} 任职或委托记录",
    en="on {day} no mandate as {role} of {org} is on record",
)
DELEGATED: Final = Rule(
    Clause.OPERATE_BY_RULES,
    zh="{day} 没有 {principal} 的 {role} 委托记录",
    en="on {day} no delegation by {principal} as {role} is on record",
)
NOT_DELEGABLE: Final = Rule(
    Clause.OPERATE_BY_RULES, zh="{role} 须由本人行使，不得委托", en="{role} is exercised in person, not on a delegation"
)
NOT_AHEAD: Final = Rule(
    Clause.TRUTHFUL_REPORTS, zh="{day} 尚未到来，今日为 {today}", en="{day} is still to come, today is {today}"
)
LATE_SAYS_WHY: Final = Rule(
    Clause.TRUTHFUL_REPORTS,
    zh="{day} 发生的事项迟延 {late} 天补录（限 {allowed} 天），须说明原因",
    en="what happened on {day} is recorded {late} days late ({allowed} are allowed): say why",
)

UNMANDATED: Final = frozenset({Role.CLIENT})
"""Roles that nobody appoints."""

FROM_OUTSIDE: Final = frozenset({Role.AUTHORITY, Role.CLIENT, Role.AUDITOR, Role.EXPERT, Role.DISCIPLINE})
"""Roles that are no posts of the carrier."""

DELEGABLE: Final = frozenset({Role.LEAD, Role.FINANCE_HEAD, Role.CARRIER_HEAD, Role.AUTHORITY})
"""Roles in which somebody else may act (委托); those that check on others are exercised in person."""


def may(allowed: frozenset[Role], role: Role) -> None:
    """规范运作 (三、（四）): the decision is one that the role takes."""
    require(role in allowed, ROLE_MAY, role=role, roles=", ".join(sorted(one.value for one in allowed)))


def of_the_carrier(studio: Studio | None, *, role: Role, org: str) -> None:
    """规范运作 (三、（四）): a post counts in the organisation that operates the studio, once that is registered."""
    if studio is not None and role not in FROM_OUTSIDE:
        require(org == studio.carrier, OF_THE_CARRIER, org=org, carrier=studio.carrier)


def holds(
    mandates: tuple[At[Mandates], ...], *, role: Role, org: str, day: date, principal: PersonId | None = None
) -> At[Authority] | None:
    """规范运作 (三、（四）): the role is held on that day, by a mandate or a delegation; where somebody is acted for,
    by his. What checks on others (审核, 出纳…) is not exercised on a delegation.

    *mandates* are the acting person's, the nearest scope first. Answers the authority, at the stream and version it
    was read from, so that `then()` insists that it has not ended meanwhile; None for a client.
    """
    if role in UNMANDATED:
        require(principal is None, DELEGATED, day=day, role=role, principal=principal)
        return None
    found = [
        At(held.stream, held.version, authority)
        for held in mandates
        for authority in held.state.authorities(role, org, day)
    ]
    require(bool(found), ROLE_HELD, day=day, org=org, role=role)
    if principal is not None:
        found = [authority for authority in found if authority.state.on_behalf_of == principal]
        require(bool(found), DELEGATED, day=day, role=role, principal=principal)
    if role not in DELEGABLE:
        found = [authority for authority in found if authority.state.on_behalf_of is None]
        require(bool(found), NOT_DELEGABLE, role=role)
    return found[0]


def timely(day: date, *, today: date, allowed: int, reason: Reason | None) -> None:
    """如实反映 (三、（四）): nothing is recorded before it happens, and what is recorded late says why."""
    require(day <= today, NOT_AHEAD, day=day, today=today)
    late = (today - day).days
    require(late <= allowed or reason is not None, LATE_SAYS_WHY, day=day, late=late, allowed=allowed)
