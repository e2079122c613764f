"""Definitions that guards and checks share: what a word means, never whether a rule holds."""

from __future__ import annotations

from studio_domain.values.codes import Region
from studio_domain.values.money import FEN, Fen, whole_fen, yuan_text
from studio_domain.values.personal import PERSONAL, Personal, PersonId
from studio_domain.values.time import (
    SHANGHAI,
    Days,
    Span,
    add_days,
    add_months,
    add_years,
    aware,
    end_of,
    legal_day,
)

__all__ = [
    "FEN",
    "PERSONAL",
    "SHANGHAI",
    "Days",
    "Fen",
    "PersonId",
    "Personal",
    "Region",
    "Span",
    "add_days",
    "add_months",
    "add_years",
    "aware",
    "end_of",
    "legal_day",
    "whole_fen",
    "yuan_text",
]
