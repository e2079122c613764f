"""The guideline as data: clauses and how they are read, rules, roles, obligations, separation of duties."""

from __future__ import annotations

from studio_domain.guideline.clauses import Clause
from studio_domain.guideline.obligations import OBLIGATIONS, Counting, Due, Moment, Obligation, obligation
from studio_domain.guideline.reading import READINGS, Kind, Modality, Qualifier, Reading, heading, reading
from studio_domain.guideline.rules import Breach, Language, MayDecide, Role, Rule, Source, fill, require
from studio_domain.guideline.separation import SEPARATIONS, Hands, Separation, distinct, hands, separation

__all__ = [
    "OBLIGATIONS",
    "READINGS",
    "SEPARATIONS",
    "Breach",
    "Clause",
    "Counting",
    "Due",
    "Hands",
    "Kind",
    "Language",
    "MayDecide",
    "Modality",
    "Moment",
    "Obligation",
    "Qualifier",
    "Reading",
    "Role",
    "Rule",
    "Separation",
    "Source",
    "distinct",
    "fill",
    "hands",
    "heading",
    "obligation",
    "reading",
    "require",
    "separation",
]
