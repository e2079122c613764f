"""Whose business the facts of a year's evaluation are, and whom they name: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.guideline import Role

_LEAD: Final = frozenset({Role.LEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_HEADS: Final = frozenset({Role.CARRIER_HEAD, Role.AUTHORITY})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    evaluation.IndicatorsDefined: ("definer",),
    evaluation.IndicatorsFrozen: ("approver",),
    evaluation.EvaluateesListed: ("lister",),
    evaluation.Scored: ("scorer",),
    evaluation.DraftPublished: ("publisher",),
    evaluation.AppealFiled: ("person",),
    evaluation.AppealDecided: ("decider",),
    evaluation.GradeDecided: ("decider",),
    evaluation.CycleClosed: ("by",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    evaluation.IndicatorsDefined: _LEAD,
    evaluation.IndicatorsFrozen: _HEAD,
    evaluation.EvaluateesListed: _LEAD,
    evaluation.Scored: _HEADS | {Role.LEAD, Role.STAFF, Role.MENTOR},
    evaluation.DraftPublished: _LEAD | _HEAD,
    evaluation.AppealFiled: frozenset(Role) - {Role.AUDITOR, Role.CLIENT},
    evaluation.AppealDecided: _HEADS,
    evaluation.GradeDecided: _HEADS | _LEAD,
    evaluation.CycleClosed: _HEAD,
}
"""A fact → the roles whose business it is."""
