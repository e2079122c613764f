"""Person record (人员登记): what rules need to know of a person; names come with sealed cells.

Stream `region-<code>/person/<person>`. All facts are reports.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId

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


Event = PersonRegistered | EmploymentChanged | InterestDeclared | InterestEnded | RelationDeclared
