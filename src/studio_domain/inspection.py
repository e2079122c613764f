"""Inspections of a year (监督检查): that conduct and rules were looked into, by whom, with which result (三、（四）7).

Stream `<studio>/inspection/<year>`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

_DISCIPLINE: Final = Clause.DISCIPLINE

INSPECTED_ONCE: Final = Rule(
    _DISCIPLINE, zh="检查 {inspection} 已登记", en="inspection {inspection} is on record already"
)
IN_ITS_YEAR: Final = Rule(_DISCIPLINE, zh="{on} 的检查不属于 {year} 年", en="an inspection of {on} is none of {year}")
SCOPE_STATED: Final = Rule(_DISCIPLINE, zh="检查须写明内容", en="an inspection says what was inspected")
RESULT_GIVEN: Final = Rule(
    _DISCIPLINE,
    zh="检查记录以 SHA-256 摘要（64 位十六进制）登记",
    en="an inspection is cited by its SHA-256, 64 hexadecimal digits",
)

# -- facts


@frozen
class InspectionHeld:
    """开展监督检查: what was inspected; the record by its SHA-256 (hex)."""

    inspection: str
    year: int
    scope: str
    digest: str
    inspector: PersonId
    on: date


Event = InspectionHeld

# -- state


@frozen
class Inspections:
    """The inspections of a year, by id."""

    held: frozenset[str] = field(factory=frozenset)


def evolve(inspections: Inspections | None, event: Event) -> Inspections:
    """The inspections after *event*."""
    return Inspections((inspections.held if inspections else frozenset()) | {event.inspection})


# -- decisions

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def hold_inspection(
    inspections: Inspections | None,
    *,
    inspection: str,
    year: int,
    scope: str,
    digest: str,
    inspector: PersonId,
    on: date,
) -> InspectionHeld:
    """开展监督检查 (三、（四）7): each once, in its year, with what was inspected and its record."""
    require(inspections is None or inspection not in inspections.held, INSPECTED_ONCE, inspection=inspection)
    require(on.year == year, IN_ITS_YEAR, on=on, year=year)
    require(bool(scope.strip()), SCOPE_STATED)
    require(_DIGEST.fullmatch(digest) is not None, RESULT_GIVEN)
    return InspectionHeld(inspection, year, scope, digest, inspector, on)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    hold_inspection: frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY}),
}
