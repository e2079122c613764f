"""The legal day of what occurred, which many checks ask for of every fact (法定日)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

from studio_domain.values import legal_day

_CHINA: Final = timezone(timedelta(hours=8))
_LAST_SUMMER_TIME: Final = 1991
"""Since that year China has kept one time throughout."""


def stated_day(occurred: datetime | date) -> date | None:
    """The legal day of a bare date, or of an instant that is written in China's time; None where it must be worked out.

    So nearly all facts are written, and their day costs a comparison instead of a conversion.
    """
    if not isinstance(occurred, datetime):
        return occurred
    if occurred.tzinfo == _CHINA and occurred.year > _LAST_SUMMER_TIME:
        return occurred.date()
    return None


def day_of(occurred: datetime | date) -> date:
    """The legal day on which it occurred, as `legal_day` has it."""
    return stated_day(occurred) or legal_day(occurred)
