"""What an audit judges by (审计依据): the policies in force, the working calendars, the carrier.

Gathered in a prelude before the pass, from the books of the studio and of the regions that it lies in, and
only as they were known at the instant asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from attrs import field, frozen

from studio_domain.aggregate import Recorded
from studio_domain.policy import Policy, PolicyBooks, scopes_of
from studio_domain.studio import CarrierRegistered
from studio_domain.values import NATION
from studio_domain.working_calendar import CalendarAdopted, WorkingDays

_CALENDARS: Final = f"region-{NATION}/calendar/"


@frozen
class Grounds:
    """Policies, working days and the carrier; without facts these are the defaults, adopted by nobody."""

    policy: Policy = field(factory=Policy)
    working_days: WorkingDays = field(factory=WorkingDays)
    studio: CarrierRegistered | None = None

    @classmethod
    def of(
        cls,
        facts: Iterable[Recorded[Any]],
        *,
        studio: str | None = None,
        region: str = NATION,
        known_at: datetime | None = None,
    ) -> Grounds:
        """The grounds of *studio* in its region, or of a *region* alone; facts in the order of positions.

        Whatever is no ground is passed over, and so is what was recorded after *known_at*. Of a carrier
        registered twice the later registration counts, of two calendars for one year the later one.
        """
        books, calendars, carrier = PolicyBooks(), list[CalendarAdopted](), None
        for event in facts:
            if known_at is not None and event.recorded_at > known_at:
                continue
            fact = event.fact
            books.see(event)
            if isinstance(fact, CalendarAdopted) and event.stream.startswith(_CALENDARS):
                calendars.append(fact)
            elif isinstance(fact, CarrierRegistered) and event.studio == studio:
                carrier, region = fact, fact.region.code
        return cls(books.over(scopes_of(region, studio)), WorkingDays(calendars), carrier)
