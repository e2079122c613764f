"""A studio as rules see it: its operator, how far it is recognised, its people, its premises."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from studio_domain.studio.premises import Area, Premises
from studio_domain.studio.recognition import Recognition
from studio_domain.studio.roster import Roster
from studio_domain.values import PersonId, Region


@frozen
class Studio:
    """The carrier that operates the studio (its code, name and kind), and what became of it, day by day."""

    region: Region
    carrier: str
    carrier_name: str
    carrier_kind: str
    recognition: Recognition = field(factory=Recognition)
    roster: Roster = field(factory=Roster)
    premises: Premises = field(factory=Premises)

    # -- may it serve

    def serves_on(self, day: date) -> bool:
        """Whether it is recognised on *day*; a suspended studio still serves its open cases."""
        return self.recognition.holds_on(day)

    def takes_new_on(self, day: date) -> bool:
        """Whether it may take new cases and appointments on *day*: it serves, is not suspended, and was not closed.

        One that was closed takes nothing, not even what would be entered late.
        """
        recognition = self.recognition
        return recognition.closed is None and self.serves_on(day) and not recognition.suspended_on(day)

    # -- who belongs to it

    def is_lead_on(self, person: PersonId, day: date) -> bool:
        """Whether *person* leads it on *day*."""
        return any(one.person == person for one in self.roster.leads_on(day))

    def is_staff_on(self, person: PersonId, day: date) -> bool:
        """Whether *person* belongs to the staff on *day*."""
        return any(one.person == person for one in self.roster.staff_on(day))

    def is_member_on(self, person: PersonId, day: date) -> bool:
        """Whether *person* is lead or staff on *day*, and not on leave."""
        return self.roster.is_member_on(person, day)

    def principal_lead_on(self, day: date) -> PersonId | None:
        """The lead after whom it is named, on *day*."""
        return self.roster.principal_on(day)

    def archivist_on(self, day: date) -> PersonId | None:
        """Who keeps its archives (档案专人) on *day*."""
        return self.roster.archivist_on(day)

    # -- name and place

    def name_on(self, day: date) -> str | None:
        """Its official name on *day*; None before it was recognised."""
        named = self.recognition.named_on(day)
        return named.name if named else None

    def area(self, area_id: str) -> Area | None:
        """An area by its id, with `.kind`, `.capacity`, `.venue` and `.in_use_on(day)`."""
        return self.premises.area(area_id)
