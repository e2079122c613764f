"""Registers and the clauses whose question they answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from studio_domain.guideline import Clause

ANSWERS: Final[Mapping[str, tuple[Clause, ...]]] = {
    "activities": (Clause.ACTIVITIES, Clause.TECHNICAL_SUPPORT, Clause.TEAM_STUDY, Clause.ACTIVITY_ROOM_USES),
    "annual_figures": (Clause.TRUTHFUL_REPORTS, Clause.EMPLOYMENT_EFFECT, Clause.PURPOSE),
    "appointment_share": (Clause.APPOINTMENT_SYSTEM,),
    "appointments": (Clause.APPOINTMENT_SYSTEM, Clause.AGREED_MENTOR, Clause.VISIT_OR_ON_SITE),
    "archive_loans": (Clause.LENDING,),
    "archive_records": (Clause.TIMELY_SORTING, Clause.FOUR_DIMENSIONS, Clause.PAPER_OR_ELECTRONIC, Clause.STORAGE),
    "budget_execution": (Clause.BUDGET,),
    "cases": (Clause.CASE_TERM, Clause.COMPLETED_CLOSURE, Clause.OBJECTIVE_CLOSURE, Clause.EMPLOYMENT_EFFECT),
    "client_history": (Clause.CLIENT_LIBRARY, Clause.INNOVATION_HELP),
    "client_needs": (Clause.CLIENT_LIBRARY, Clause.RESOURCE_MATCHING),
    "clients": (Clause.CLIENT_LIBRARY, Clause.CLIENT_CLASSES),
    "consents": (Clause.CLIENT_LIBRARY, Clause.SECRECY),
    "destruction_batches": (Clause.DESTRUCTION,),
    "discipline": (Clause.PROHIBITED_ACTS, Clause.DISCIPLINE),
    "evaluation_cycles": (Clause.INDICATORS, Clause.EVALUATION_OF_ALL),
    "evaluation_grades": (Clause.EVALUATION_OF_ALL,),
    "evaluation_scores": (Clause.INDICATORS,),
    "expert_bookings": (Clause.EXPERT_RENEWAL,),
    "expert_roster": (Clause.EXPERT_LIBRARY, Clause.EXPERT_SELECTION),
    "expert_services": (Clause.EXPERT_MANAGEMENT,),
    "fees": (Clause.REASONABLE_FEES,),
    "filings": (Clause.TIMELY_FILING,),
    "frozen_ledgers": (Clause.TIMELY_SORTING,),
    "fund_ledger": (Clause.FUND_SAFETY, Clause.FUNDING_CHANNELS, Clause.SUSTAINABILITY, Clause.MARKET_MODELS),
    "gifts": (Clause.PROHIBITED_ACTS,),
    "inspections": (Clause.DISCIPLINE,),
    "library_entries": (Clause.FIVE_LIBRARIES, Clause.INFORMATION_LIBRARY, Clause.TOOL_LIBRARY, Clause.COURSE_LIBRARY),
    "mentor_calendar": (Clause.AGREED_MENTOR,),
    "mentor_hours": (Clause.LEAD_SERVES,),
    "no_shows": (Clause.AGREED_MENTOR,),
    "pledges": (Clause.LAW_AND_ETHICS, Clause.INTEGRITY),
    "publications": (Clause.PUBLICITY, Clause.BRAND_AND_REACH, Clause.CASE_COMPILATION),
    "receptions": (Clause.RECEPTION_AUDIENCES, Clause.RECEPTION_CHANNELS),
    "regulations": (Clause.EIGHT_SYSTEMS,),
    "room_calendar": (Clause.COUNSELLING_ROOM,),
    "service_coverage": (
        Clause.SERVICE_INNOVATION,
        Clause.SERVICE_RESEARCH,
        Clause.SKILLS_PILOTS,
        Clause.MENTOR_GROWTH,
    ),
    "studio_areas": (Clause.FOUR_AREAS, Clause.SELF_SERVICE_AREA, Clause.BACK_OFFICE, Clause.MEETING_ROOM),
    "studio_names": (Clause.NAME_FORM, Clause.NAME_EXTRAS),
    "studio_profile": (Clause.RECOGNITION, Clause.OPERATED_BY_CARRIER, Clause.MULTI_PARTY_EFFECT),
    "studio_roster": (Clause.ONE_LEAD, Clause.THREE_STAFF, Clause.STAFF_DUTIES),
    "trainings": (Clause.INDIVIDUAL_TRAINING, Clause.TRAINING_SEQUENCE, Clause.TEACHING_RESEARCH),
}


@cache
def answered(clause: Clause) -> tuple[str, ...]:
    """The tables of registers that answer what *clause* asks, by name."""
    return tuple(sorted(table for table, clauses in ANSWERS.items() if clause in clauses))
