"""Which aggregate lives in which kind of stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import (
    annual_plan,
    appointment,
    archive_record,
    case_study,
    client_case,
    client_record,
    conduct_record,
    destruction_batch,
    development_ledger,
    discipline_case,
    evaluation_cycle,
    expert_contract,
    filing,
    fund_account,
    inspection,
    invoice,
    mandate,
    mentor_diary,
    month_ledger,
    person_record,
    policy,
    publication,
    reception_ledger,
    rectification,
    regulation_book,
    resource_entry,
    room_diary,
    service_activity,
    skills_pilot,
    studio,
    studio_name,
    subject_key,
    tariff_schedule,
    training_program,
    working_calendar,
)
from studio_domain.aggregate import Aggregate

KINDS: Final[Mapping[str, Aggregate[Any, Any]]] = {
    "studio": studio,
    "client": client_record,
    "key": subject_key,
    "name": studio_name,
    "fund": fund_account,
    "invoice": invoice,
    "tariff": tariff_schedule,
    "mandate": mandate,
    "person": person_record,
    "regulation": regulation_book,
    "policy": policy,
    "calendar": working_calendar,
    "rectification": rectification,
    "resource": resource_entry,
    "case": client_case,
    "appointment": appointment,
    "diary": mentor_diary,
    "room": room_diary,
    "plan": annual_plan,
    "filing": filing,
    "expert": expert_contract,
    "discipline": discipline_case,
    "evaluation": evaluation_cycle,
    "conduct": conduct_record,
    "inspection": inspection,
    "archive": archive_record,
    "destruction": destruction_batch,
    "ledger": month_ledger,
    "reception": reception_ledger,
    "training": training_program,
    "activity": service_activity,
    "publication": publication,
    "study": case_study,
    "pilot": skills_pilot,
    "development": development_ledger,
}
"""The second part of a stream's name, and the module that folds it."""

BY_DAY: Final = frozenset({"diary", "room"})
"""Kinds whose streams are of somebody or something and of a day: `region-330100/diary/p-017/2025-04-01`."""


def aggregate_of(stream: str) -> Aggregate[Any, Any] | None:
    """The aggregate of *stream*, or None for a kind that is not ours."""
    parts = stream.split("/")
    if len(parts) < 3 or len(parts) != (4 if parts[1] in BY_DAY else 3):
        return None
    return KINDS.get(parts[1])
