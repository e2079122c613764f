"""Which aggregate lives in which kind of stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import (
    annual_plan,
    client_case,
    client_record,
    expert_contract,
    filing,
    fund_account,
    invoice,
    mandate,
    person_record,
    policy,
    rectification,
    regulation_book,
    resource_entry,
    studio,
    studio_name,
    subject_key,
    tariff_schedule,
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
    "plan": annual_plan,
    "filing": filing,
    "expert": expert_contract,
}
"""The second part of a stream's name, and the module that folds it."""


def aggregate_of(stream: str) -> Aggregate[Any, Any] | None:
    """The aggregate of *stream*, or None for a kind that is not ours."""
    parts = stream.split("/")
    return KINDS.get(parts[1]) if len(parts) == 3 else None
