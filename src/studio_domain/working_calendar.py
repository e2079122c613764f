"""Working calendar of a year (工作日历), as adopted by a document.

Stream `region-000000/calendar/<year>`. In a year without one, due dates in working days are provisional.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

# -- facts


@frozen
class CalendarAdopted:
    """采用年度工作日历: days off that would be working days, and weekend days that are worked."""

    year: int
    days_off: tuple[date, ...]
    days_worked: tuple[date, ...]
    document: str


Event = CalendarAdopted
