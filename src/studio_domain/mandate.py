"""Mandates of a person (任职、授权、委托): roles held, for whom, from when to when, up to which amount.

Stream `<studio>/mandate/<person>` for what holds towards a studio, `region-<code>/mandate/<person>`
for what holds towards a region (主管部门). All facts are reports: the appointment itself was made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Fen, PersonId

# -- rules: these are reports, so only what is ill-formed is refused; whether a mandate was rightly given is audited

_RULES: Final = Clause.OPERATE_BY_RULES

MANDATE_ONCE: Final = Rule(_RULES, zh="授权 {mandate} 已登记", en="mandate {mandate} is already recorded")
MANDATE_EXISTS: Final = Rule(_RULES, zh="没有授权 {mandate}", en="there is no mandate {mandate}")
FIRST_TO_LAST: Final = Rule(_RULES, zh="终止日 {last} 早于起始日 {first}", en="it ends on {last}, before {first}")
DOCUMENTED: Final = Rule(_RULES, zh="授权须有文件", en="a mandate rests on a document")
FOR_AN_ORGANISATION: Final = Rule(_RULES, zh="授权须写明所在单位", en="a mandate names its organisation")

# -- facts


@frozen
class MandateGranted:
    """任职、授权: `last` is inclusive; `limit` is the largest amount the holder may approve at once."""

    mandate: str
    role: Role
    org: str
    first: date
    last: date | None
    limit: Fen | None
    document: str


@frozen
class DelegationGranted:
    """委托: the holder of this stream acts for *delegator* in the delegator's role."""

    mandate: str
    delegator: PersonId
    role: Role
    org: str
    first: date
    last: date
    limit: Fen | None
    document: str


@frozen
class MandateEnded:
    """免职、撤销授权: the mandate holds to the end of `last_day`."""

    mandate: str
    last_day: date
    reason: str


Event = MandateGranted | DelegationGranted | MandateEnded

# -- state


@frozen
class Authority:
    """In which role a person may act for an organisation, up to which amount, and for whom.

    No `limit` is no limit. `on_behalf_of` is the delegator (委托人) when it rests on a delegation.
    """

    role: Role
    org: str
    limit: Fen | None
    on_behalf_of: PersonId | None


@frozen
class Mandate:
    """An authority from a day on; it holds up to and including `last` and `ended`, where these are set."""

    authority: Authority
    first: date
    last: date | None
    ended: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on *day*."""
        return self.first <= day and all(last is None or day <= last for last in (self.last, self.ended))


@frozen
class Mandates:
    """All mandates of a person in this stream, past ones too."""

    mandates: Mapping[str, Mandate] = field(factory=dict)

    def held(self, role: Role, org: str, day: date) -> bool:
        """Whether the person may act in *role* for *org* on *day*, himself or for another."""
        return self.authority(role, org, day) is not None

    def authority(self, role: Role, org: str, day: date) -> Authority | None:
        """The authority on which the person acts that day: his own before a delegated one, then the largest."""
        return next(iter(self.authorities(role, org, day)), None)

    def authorities(self, role: Role, org: str, day: date) -> tuple[Authority, ...]:
        """All of them, in that order."""
        held = (found for found in self._on(day) if (found.role, found.org) == (role, org))
        return tuple(sorted(held, key=_own_then_largest))

    def roles(self, day: date) -> frozenset[Role]:
        """All roles in which the person may act on *day*: what `incompatible` asks for."""
        return frozenset(found.role for found in self._on(day))

    def _on(self, day: date) -> Iterable[Authority]:
        return (mandate.authority for mandate in self.mandates.values() if mandate.holds(day))


def _own_then_largest(found: Authority) -> tuple[bool, bool, Fen]:
    return found.on_behalf_of is not None, found.limit is not None, -(found.limit or 0)


def evolve(mandates: Mandates | None, event: Event) -> Mandates:
    """The mandates after *event*."""
    known = mandates.mandates if mandates else {}
    match event:
        case MandateGranted(mandate, role, org, first, last, limit):
            return Mandates({**known, mandate: Mandate(Authority(role, org, limit, None), first, last)})
        case DelegationGranted(mandate, delegator, role, org, first, last, limit):
            return Mandates({**known, mandate: Mandate(Authority(role, org, limit, delegator), first, last)})
        case MandateEnded(mandate, last_day):
            held = known[mandate]
            ended = last_day if held.ended is None else min(held.ended, last_day)
            return Mandates({**known, mandate: attrs.evolve(held, ended=ended)})
        case _ as unreachable:
            assert_never(unreachable)


# -- reports of facts


def record_mandate(
    mandates: Mandates | None,
    *,
    mandate: str,
    role: Role,
    org: str,
    first: date,
    last: date | None,
    limit: Fen | None,
    document: str,
) -> MandateGranted:
    """任职、授权 (规范运作 三、（四）): a role was given; refused only when ill-formed."""
    _well_formed(mandates, mandate, org, first, last, document)
    return MandateGranted(mandate, role, org, first, last, limit, document)


def record_delegation(
    mandates: Mandates | None,
    *,
    mandate: str,
    delegator: PersonId,
    role: Role,
    org: str,
    first: date,
    last: date,
    limit: Fen | None,
    document: str,
    delegator_mandates: Mandates,
) -> DelegationGranted:
    """委托 (规范运作 三、（四）): recorded even when the delegator holds no such role, which the audit finds.

    Where the document sets no limit, the delegator's own on the first day is recorded: nobody gives more than he has.
    """
    _well_formed(mandates, mandate, org, first, last, document)
    given = delegator_mandates.authority(role, org, first)
    if limit is None and given is not None:
        limit = given.limit
    return DelegationGranted(mandate, delegator, role, org, first, last, limit, document)


def record_end(mandates: Mandates, *, mandate: str, last_day: date, reason: str) -> MandateEnded:
    """免职、撤销授权 (规范运作 三、（四）): refused only for a mandate that was never recorded."""
    require(mandate in mandates.mandates, MANDATE_EXISTS, mandate=mandate)
    return MandateEnded(mandate, last_day, reason)


def _well_formed(
    mandates: Mandates | None, mandate: str, org: str, first: date, last: date | None, document: str
) -> None:
    require(mandates is None or mandate not in mandates.mandates, MANDATE_ONCE, mandate=mandate)
    require(last is None or first <= last, FIRST_TO_LAST, first=first, last=last)
    require(bool(org.strip()), FOR_AN_ORGANISATION)
    require(bool(document.strip()), DOCUMENTED)


# -- incompatible posts (不相容岗位)

_APART: Final[Mapping[Role, frozenset[Role]]] = {
    Role.CASHIER: frozenset({Role.FINANCE, Role.FINANCE_HEAD, Role.CARRIER_HEAD, Role.ARCHIVIST}),
    Role.CARRIER_HEAD: frozenset({Role.LEAD}),  # the two who sign a joint application
    Role.AUTHORITY: frozenset(
        {Role.LEAD, Role.STAFF, Role.ARCHIVIST, Role.FINANCE, Role.CASHIER, Role.FINANCE_HEAD, Role.CARRIER_HEAD}
    ),
    Role.AUDITOR: frozenset(Role) - {Role.AUDITOR},
}


def incompatible(roles: Iterable[Role]) -> tuple[tuple[Role, Role], ...]:
    """The pairs among *roles* that one person should not hold at a time (不相容岗位分离): a warning, no refusal."""
    held = frozenset(roles)
    pairs = combinations([role for role in Role if role in held], 2)
    return tuple((one, two) for one, two in pairs if two in _APART.get(one, ()) or one in _APART.get(two, ()))


# -- who may report

MAY_DECIDE: Final[MayDecide] = {
    record_mandate: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
    record_delegation: frozenset({Role.CARRIER_HEAD, Role.FINANCE_HEAD, Role.LEAD, Role.AUTHORITY}),
    record_end: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
}
