"""Scores and grades (评价等次): what a score is, and which grade of policy it reaches."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studio_domain.policy.terms import Terms

_MOST: Final = 100


def score_of(text: str) -> Decimal | None:
    """A score from 0 to 100 as decimal text, such as `84.995`; None for anything else."""
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    score = Decimal(text)
    return score if score <= _MOST else None


def grade_of(score: Decimal, terms: Terms) -> str:
    """The grade that a score falls in, by the bands of policy (等次分数线); rounded first only where policy says so."""
    if terms.grade.round_before_band:
        score = score.quantize(Decimal(1), rounding="ROUND_HALF_UP")
    bands = (band.partition(":") for band in terms.grade.bands)
    reached = [(int(least), grade) for least, _, grade in bands if score >= int(least)]
    return max(reached)[1]
