"""Whose business the facts of discipline are, whom they name and to what they refer: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.discipline_case import facts as discipline
from studio_domain.guideline import Role

_ANYBODY: Final = frozenset(Role) - {Role.AUDITOR}
_SCREEN: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})
_HEADS: Final = frozenset({Role.CARRIER_HEAD, Role.AUTHORITY})
_INVESTIGATORS: Final = frozenset({Role.DISCIPLINE, Role.AUTHORITY})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    discipline.ConductReported: ("recorder",),
    discipline.GiftReported: ("recorder",),
    discipline.NoCaseDecided: ("decider",),
    discipline.DisciplineOpened: ("decider",),
    discipline.MeasuresTaken: ("decider",),
    discipline.MeasuresLifted: ("decider",),
    discipline.EvidenceCollected: ("investigator",),
    discipline.SubjectHeard: ("investigator",),
    discipline.InvestigationConcluded: ("investigator",),
    discipline.SanctionDecided: ("decider",),
    discipline.AppealFiled: ("appellant",),
    discipline.AppealDecided: ("decider",),
    discipline.SanctionEnforced: ("by",),
    discipline.ReferredToAuthority: ("by",),
    discipline.GiftDisposed: ("by",),
    discipline.DisciplineClosed: ("by",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    discipline.ConductReported: _ANYBODY,
    discipline.GiftReported: _ANYBODY,
    discipline.NoCaseDecided: _SCREEN,
    discipline.DisciplineOpened: _SCREEN,
    discipline.MeasuresTaken: _HEADS,
    discipline.MeasuresLifted: _HEADS,
    discipline.EvidenceCollected: _INVESTIGATORS,
    discipline.SubjectHeard: _INVESTIGATORS,
    discipline.InvestigationConcluded: _INVESTIGATORS,
    discipline.SanctionDecided: _HEADS,
    discipline.AppealFiled: _ANYBODY,
    discipline.AppealDecided: frozenset({Role.AUTHORITY}),
    discipline.SanctionEnforced: _HEADS,
    discipline.ReferredToAuthority: _HEADS,
    discipline.GiftDisposed: _SCREEN,
    discipline.DisciplineClosed: _SCREEN,
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    discipline.GiftReported: ("gift", "gift"),
}
"""A fact that brings something about → its kind, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    discipline.GiftDisposed: ("gift", "gift"),
}
"""A fact that refers to something → its kind, and the field that says to which."""
