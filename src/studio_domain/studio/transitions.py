"""What becomes of a studio by each fact; no rule is asked here."""

from __future__ import annotations

import attrs

from studio_domain.studio import premises, recognition, roster
from studio_domain.studio.facts import Event
from studio_domain.studio.premises_facts import PremisesEvent
from studio_domain.studio.recognition_facts import (
    CarrierRegistered,
    EvidenceAttached,
    EvidenceReviewed,
    OperatorChanged,
)
from studio_domain.studio.roster_facts import RosterEvent
from studio_domain.studio.state import Studio


def evolve(studio: Studio | None, event: Event) -> Studio:
    """The studio after *event*; LookupError for what makes no sense, such as a departure of somebody unknown.

    A second registration of the carrier takes the place of the first.
    """
    if isinstance(event, CarrierRegistered):
        operator = event.region, event.carrier, event.name, event.kind
        if studio is None:
            return Studio(*operator)
        return Studio(*operator, studio.recognition, studio.roster, studio.premises)
    if studio is None:
        raise LookupError("before the carrier was registered")
    if isinstance(event, RosterEvent | EvidenceAttached | EvidenceReviewed):
        return attrs.evolve(studio, roster=roster.after(studio.roster, event))
    if isinstance(event, PremisesEvent):
        return attrs.evolve(studio, premises=premises.after(studio.premises, event))
    if isinstance(event, OperatorChanged):
        return attrs.evolve(studio, carrier=event.carrier, carrier_name=event.name, carrier_kind=event.kind)
    return attrs.evolve(studio, recognition=recognition.after(studio.recognition, event))
