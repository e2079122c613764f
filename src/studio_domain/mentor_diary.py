"""Mentor diary (指导师日程): what is reserved of a mentor on a day, across the studios of a region (三、（四）1).

Stream `region-<code>/diary/<person>/<date>`; the day is the legal day on which a slot begins or goes on.
"""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from studio_domain.values import aware


@frozen
class SlotReserved:
    """占用时段: for an appointment (its stream), `[start, end)`; travel on site is in it."""

    appointment: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


@frozen
class SlotReleased:
    """释放时段."""

    appointment: str


Event = SlotReserved | SlotReleased
