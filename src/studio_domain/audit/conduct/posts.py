"""Whose business pledges, declarations and inspections are, and whom they name: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.conduct_record import IntegrityDeclared, PledgeSigned
from studio_domain.guideline import Role
from studio_domain.inspection import InspectionHeld

_PROVIDERS: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT, Role.AUTHORITY}

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    PledgeSigned: ("person",),
    IntegrityDeclared: ("person",),
    InspectionHeld: ("inspector",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    PledgeSigned: _PROVIDERS,
    IntegrityDeclared: _PROVIDERS,
    InspectionHeld: frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY}),
}
"""A fact → the roles whose business it is."""
