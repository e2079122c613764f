"""Facts of a studio (工作室): `<studio>/studio/profile`, in three chapters."""

from __future__ import annotations

from studio_domain.studio.premises_facts import PremisesEvent
from studio_domain.studio.recognition_facts import RecognitionEvent
from studio_domain.studio.roster_facts import RosterEvent

Event = RecognitionEvent | RosterEvent | PremisesEvent
