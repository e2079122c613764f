"""What the parts of a studio's handle share: the stream, and the other streams that its decisions rest on."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_domain import person_record, studio, working_calendar
from studio_domain.aggregate import At
from studio_domain.person_record import PersonRecord
from studio_domain.studio import Studio
from studio_domain.values import NATION, PersonId, region_stream
from studio_domain.working_calendar import WorkingCalendar


class ProfileHandle(Handle[Studio]):
    """The stream `<studio>/studio/profile`."""

    KIND = "studio"

    def __init__(self, desk: Desk, owner: str) -> None:
        super().__init__(desk, studio, studio.MAY_DECIDE, f"{owner}/studio/profile")

    def _record_of(self, person: PersonId) -> At[PersonRecord | None]:
        return self._desk.at(person_record, region_stream(self._desk.region_of(self.owner), "person", person))

    def _calendars(self, first: date, last: date) -> tuple[At[WorkingCalendar | None], ...]:
        years = range(first.year, last.year + 1)
        return tuple(self._desk.at(working_calendar, region_stream(NATION, "calendar", str(year))) for year in years)
