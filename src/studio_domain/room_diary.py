"""Room diary (场地日程): what is reserved of a studio's area on a day (三、（一）1; 三、（四）1).

Stream `<studio>/room/<area>/<date>`; the day is the legal day on which a slot begins or goes on.
"""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from studio_domain.values import aware


@frozen
class RoomReserved:
    """占用场地: for an appointment or activity (its stream), `[start, end)`."""

    occasion: str
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


@frozen
class RoomReleased:
    """释放场地."""

    occasion: str


Event = RoomReserved | RoomReleased
