"""Registers and the clauses whose question they answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from studio_domain.guideline import Clause

ANSWERS: Final[Mapping[str, tuple[Clause, ...]]] = {
    "annual_figures": (Clause.TRUTHFUL_REPORTS, Clause.EMPLOYMENT_EFFECT, Clause.PURPOSE),
    "appointment_share": (Clause.APPOINTMENT_SYSTEM,),
    "appointments": (Clause.APPOINTMENT_SYSTEM, Clause.AGREED_MENTOR, Clause.VISIT_OR_ON_SITE),
    "budget_execution": (Clause.BUDGET,),
    "cases": (Clause.CASE_TERM, Clause.COMPLETED_CLOSURE, Clause.OBJECTIVE_CLOSURE, Clause.EMPLOYMENT_EFFECT),
    "client_history": (Clause.CLIENT_LIBRARY, Clause.INNOVATION_HELP),
    "client_needs": (Clause.CLIENT_LIBRARY, Clause.RESOURCE_MATCHING),
    "clients": (Clause.CLIENT_LIBRARY, Clause.CLIENT_CLASSES),
    "consents": (Clause.CLIENT_LIBRARY, Clause.SECRECY),
    "expert_roster": (Clause.EXPERT_LIBRARY, Clause.EXPERT_SELECTION),
    "expert_services": (Clause.EXPERT_MANAGEMENT,),
    "fees": (Clause.REASONABLE_FEES,),
    "filings": (Clause.TIMELY_FILING,),
    "fund_ledger": (Clause.FUND_SAFETY, Clause.FUNDING_CHANNELS, Clause.SUSTAINABILITY, Clause.MARKET_MODELS),
    "library_entries": (Clause.FIVE_LIBRARIES, Clause.INFORMATION_LIBRARY, Clause.TOOL_LIBRARY, Clause.COURSE_LIBRARY),
    "mentor_calendar": (Clause.AGREED_MENTOR,),
    "mentor_hours": (Clause.LEAD_SERVES,),
    "no_shows": (Clause.AGREED_MENTOR,),
    "regulations": (Clause.EIGHT_SYSTEMS,),
    "room_calendar": (Clause.COUNSELLING_ROOM,),
    "studio_areas": (Clause.FOUR_AREAS, Clause.SELF_SERVICE_AREA, Clause.BACK_OFFICE, Clause.MEETING_ROOM),
    "studio_names": (Clause.NAME_FORM, Clause.NAME_EXTRAS),
    "studio_profile": (Clause.RECOGNITION, Clause.OPERATED_BY_CARRIER, Clause.MULTI_PARTY_EFFECT),
    "studio_roster": (Clause.ONE_LEAD, Clause.THREE_STAFF, Clause.STAFF_DUTIES),
}


@cache
def answered(clause: Clause) -> tuple[str, ...]:
    """The tables of registers that answer what *clause* asks, by name."""
    return tuple(sorted(table for table, clauses in ANSWERS.items() if clause in clauses))
