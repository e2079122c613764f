"""Who may decide: the role acted in must be one that may, and must be held on that day."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Clause, Role, Rule, require
from studio_domain.mandate import Authority, Mandates

MAY_DECIDE: Final = Rule(
    Clause.OPERATE_BY_RULES, zh="{role} 无权作出该决定（可由 {roles}）", en="{role} may not decide this ({roles} may)"
)
ROLE_HELD: Final = Rule(
    Clause.OPERATE_BY_RULES,
    zh="{day} 无 {org} 的 {role} 任职或委托记录",
    en="on {day} no mandate as {role} of {org} is on record",
)

UNMANDATED: Final = frozenset({Role.CLIENT})
"""Roles that nobody appoints."""


def authorise(
    allowed: frozenset[Role], *, role: Role, org: str, day: date, mandates: tuple[Mandates, ...]
) -> Authority | None:
    """规范运作 (三、（四）): the decision is one of the role's, and the role is held, by a mandate or a delegation.

    *mandates* are the acting person's, the studio's before the region's. Answers the authority, None for a client.
    """
    roles = ", ".join(sorted(one.value for one in allowed))
    require(role in allowed, MAY_DECIDE, role=role.value, roles=roles)
    if role in UNMANDATED:
        return None
    found = [authority for held in mandates if (authority := held.authority(role, org, day))]
    require(bool(found), ROLE_HELD, day=day, org=org, role=role.value)
    return found[0]
