"""Person record (人员登记): what rules need to know of a person; the name is sealed, and no rule reads it.

Stream `region-<code>/person/<person>`. All facts are reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Personal, PersonId, person_id

# -- rules: these are reports, so only what is ill-formed is refused; what an interest means for a rule is audited

_SAFETY: Final = Clause.FUND_SAFETY

REGISTERED_ONCE: Final = Rule(_SAFETY, zh="{person} 已登记", en="{person} is already registered")
INTEREST_ONCE: Final = Rule(_SAFETY, zh="利益关系 {interest} 已登记", en="interest {interest} is already declared")
INTEREST_EXISTS: Final = Rule(_SAFETY, zh="没有利益关系 {interest}", en="there is no interest {interest}")

# -- facts


class InterestKind(Enum):
    """What ties a person to another party."""

    OWNERSHIP = "ownership"  # 出资、持股
    EMPLOYMENT = "employment"  # 任职、受雇
    CONTRACT = "contract"  # 合同往来
    OTHER = "other"


class Relation(Enum):
    """What ties a person to another person."""

    SPOUSE = "spouse"
    KIN = "kin"  # 近亲属
    OTHER = "other"


@frozen
class PersonRegistered:
    """人员登记: with the employer's code (USCC) and whether a public official (公职人员)."""

    person: PersonId
    employer: str | None
    public_official: bool


@frozen
class PersonNamed:
    """登记姓名: the name as it is from then on; a later one replaces it."""

    name: Personal[str] = field(repr=False)


@frozen
class EmploymentChanged:
    """工作单位、身份变更."""

    employer: str | None
    public_official: bool
    on: date


@frozen
class InterestDeclared:
    """利益关系申报: with an organisation (USCC or the record's id)."""

    interest: str
    party: str
    kind: InterestKind
    first: date


@frozen
class InterestEnded:
    """利益关系终止."""

    interest: str
    last_day: date


@frozen
class RelationDeclared:
    """亲属等关系申报: with another person of the record."""

    other: PersonId
    relation: Relation


Event = PersonRegistered | PersonNamed | EmploymentChanged | InterestDeclared | InterestEnded | RelationDeclared

# -- state


@frozen
class Employment:
    """Who employs the person from a day on, and whether as a public official."""

    since: date
    employer: str | None
    public_official: bool


@frozen
class Interest:
    """An interest with a party from a day on; `last_day` is inclusive."""

    party: str
    kind: InterestKind
    first: date
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is there on *day*."""
        return self.first <= day and (self.last_day is None or day <= self.last_day)


@frozen
class PersonRecord:
    """A person as rules see him: employments in the order reported, interests, relatives."""

    person: PersonId
    employments: tuple[Employment, ...]
    interests: Mapping[str, Interest] = field(factory=dict)
    relatives: Mapping[PersonId, Relation] = field(factory=dict)

    def employment(self, day: date) -> Employment:
        """The employment on *day*; what was registered first holds from ever."""
        known = [one for one in self.employments if one.since <= day]
        return sorted(known, key=lambda one: one.since)[-1]


def evolve(record: PersonRecord | None, event: Event) -> PersonRecord:
    """The record after *event*."""
    if isinstance(event, PersonRegistered):
        return PersonRecord(event.person, (Employment(date.min, event.employer, event.public_official),))
    if record is None:
        raise LookupError("reported of before it was registered")
    match event:
        case PersonNamed():
            return record
        case EmploymentChanged(employer, public_official, on):
            return attrs.evolve(record, employments=(*record.employments, Employment(on, employer, public_official)))
        case InterestDeclared(interest, party, kind, first):
            return attrs.evolve(record, interests={**record.interests, interest: Interest(party, kind, first)})
        case InterestEnded(interest, last_day):
            ended = attrs.evolve(record.interests[interest], last_day=last_day)
            return attrs.evolve(record, interests={**record.interests, interest: ended})
        case RelationDeclared(other, relation):
            return attrs.evolve(record, relatives={**record.relatives, other: relation})
        case _ as unreachable:
            assert_never(unreachable)


def ties(record: PersonRecord, party: str, day: date) -> tuple[InterestKind | Relation, ...]:
    """What ties the person to *party* on *day*: an organisation, or another person of the record; empty if nothing."""
    kinds = {one.kind for one in record.interests.values() if one.party == party and one.holds(day)}
    if record.employment(day).employer == party:
        kinds.add(InterestKind.EMPLOYMENT)
    related = [relation for other, relation in record.relatives.items() if other == party]
    return (*(kind for kind in InterestKind if kind in kinds), *related)


# -- reports of facts


def record_person(
    record: PersonRecord | None, *, person: PersonId, employer: str | None, public_official: bool
) -> PersonRegistered:
    """人员登记 (三、（三）): refused only a second time, or for an id that is none."""
    require(record is None, REGISTERED_ONCE, person=person)
    return PersonRegistered(person_id(person), employer, public_official)


def record_name(record: PersonRecord, *, name: Personal[str]) -> PersonNamed:
    """登记姓名 (三、（三）): of a registered person; never refused."""
    return PersonNamed(name)


def record_employment(
    record: PersonRecord, *, employer: str | None, public_official: bool, on: date
) -> EmploymentChanged:
    """工作单位、身份变更 (三、（三）): never refused."""
    return EmploymentChanged(employer, public_official, on)


def record_interest(
    record: PersonRecord, *, interest: str, party: str, kind: InterestKind, first: date
) -> InterestDeclared:
    """利益关系申报 (三、（三）): refused only under the id of another."""
    require(interest not in record.interests, INTEREST_ONCE, interest=interest)
    return InterestDeclared(interest, party, kind, first)


def record_interest_end(record: PersonRecord, *, interest: str, last_day: date) -> InterestEnded:
    """利益关系终止 (三、（三）): refused only for an interest that was never declared."""
    require(interest in record.interests, INTEREST_EXISTS, interest=interest)
    return InterestEnded(interest, last_day)


def record_relation(record: PersonRecord, *, other: PersonId, relation: Relation) -> RelationDeclared:
    """亲属等关系申报 (三、（三）): refused only for an id that is none."""
    return RelationDeclared(person_id(other), relation)


# -- who may report

_KEEPERS: Final = frozenset({Role.CARRIER_HEAD, Role.LEAD, Role.AUTHORITY})
_DECLARERS: Final = frozenset(Role) - {Role.AUDITOR}

MAY_DECIDE: Final[MayDecide] = {
    record_person: _KEEPERS,
    record_name: _KEEPERS,
    record_employment: _KEEPERS,
    record_interest: _DECLARERS,
    record_interest_end: _DECLARERS,
    record_relation: _DECLARERS,
}
