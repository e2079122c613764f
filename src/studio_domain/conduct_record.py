"""A person's conduct record (廉洁档案): pledges signed, interests declared each year (三、（四）7).

Stream `<studio>/conduct/<person>`: it lives as long as somebody guides in the studio's name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

_ETHICS: Final = Clause.LAW_AND_ETHICS
_INTEGRITY: Final = Clause.INTEGRITY

OWN_PLEDGE: Final = Rule(_ETHICS, zh="承诺由 {person} 本人签署", en="{person} alone signs the own pledge")
PLEDGE_TEXT: Final = Rule(_ETHICS, zh="承诺须写明文本版本", en="a pledge says which text was signed")
PLEDGE_DIGEST: Final = Rule(
    _ETHICS,
    zh="承诺书以 SHA-256 摘要（64 位十六进制）登记",
    en="a pledge is cited by its SHA-256, 64 hexadecimal digits",
)
PLEDGE_IN_ORDER: Final = Rule(_ETHICS, zh="{on} 早于上次承诺 {before}", en="{on} is before the pledge of {before}")
OWN_DECLARATION: Final = Rule(
    _INTEGRITY, zh="廉洁申报由 {person} 本人作出", en="{person} alone makes the own declaration"
)
DECLARED_FOR_THE_YEAR: Final = Rule(
    _INTEGRITY,
    zh="{year} 年度申报应在当年作出，而非 {on}",
    en="the declaration of {year} is made in that year, not on {on}",
)
DECLARED_ONCE: Final = Rule(_INTEGRITY, zh="{year} 年度已申报", en="the declaration of {year} is made already")
DECLARATION_DIGEST: Final = Rule(
    _INTEGRITY,
    zh="申报表以 SHA-256 摘要（64 位十六进制）登记",
    en="a declaration is cited by its SHA-256, 64 hexadecimal digits",
)

# -- facts


@frozen
class PledgeSigned:
    """签署廉洁承诺: of a text in a version; the document by its SHA-256 (hex)."""

    person: PersonId
    text_version: str
    digest: str
    on: date


@frozen
class IntegrityDeclared:
    """年度廉洁申报: which interests of the person's record hold, or that none does; the form by its SHA-256."""

    person: PersonId
    year: int
    interests: tuple[str, ...]
    digest: str
    on: date


Event = PledgeSigned | IntegrityDeclared

# -- state


@frozen
class ConductRecord:
    """What was pledged last, and for which years interests were declared."""

    pledged: date | None = None
    declared: frozenset[int] = field(factory=frozenset)


def evolve(record: ConductRecord | None, event: Event) -> ConductRecord:
    """The record after *event*."""
    known = record or ConductRecord()
    match event:
        case PledgeSigned():
            return attrs.evolve(known, pledged=event.on)
        case IntegrityDeclared():
            return attrs.evolve(known, declared=known.declared | {event.year})
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def sign_pledge(
    record: ConductRecord | None, *, person: PersonId, text_version: str, digest: str, signer: PersonId, on: date
) -> PledgeSigned:
    """签署廉洁承诺 (三、（四）7): by the person himself, before the first service and again each year."""
    require(signer == person, OWN_PLEDGE, person=person)
    require(bool(text_version.strip()), PLEDGE_TEXT)
    require(_DIGEST.fullmatch(digest) is not None, PLEDGE_DIGEST)
    before = record.pledged if record else None
    require(before is None or on >= before, PLEDGE_IN_ORDER, on=on, before=before)
    return PledgeSigned(person, text_version, digest, on)


def declare_integrity(
    record: ConductRecord | None,
    *,
    person: PersonId,
    year: int,
    interests: tuple[str, ...],
    digest: str,
    signer: PersonId,
    on: date,
) -> IntegrityDeclared:
    """年度廉洁申报 (三、（四）7): by the person himself, once in the year that it is about."""
    require(signer == person, OWN_DECLARATION, person=person)
    require(on.year == year, DECLARED_FOR_THE_YEAR, year=year, on=on)
    require(record is None or year not in record.declared, DECLARED_ONCE, year=year)
    require(_DIGEST.fullmatch(digest) is not None, DECLARATION_DIGEST)
    return IntegrityDeclared(person, year, interests, digest, on)


# -- who may decide

_PROVIDERS: Final = frozenset({
    Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST, Role.FINANCE, Role.CASHIER, Role.FINANCE_HEAD,
    Role.CARRIER_HEAD, Role.DISCIPLINE, Role.EXPERT,
})  # fmt: skip

MAY_DECIDE: Final[MayDecide] = {sign_pledge: _PROVIDERS, declare_integrity: _PROVIDERS}
