"""The desk of a year's evaluation: a grade rests on who leads the studio (三、（四）5)."""

from __future__ import annotations

from datetime import date

from studio_domain import evaluation_cycle
from studio_domain.aggregate import At, Changes
from studio_domain.evaluation_cycle import EvaluationCycle
from studio_domain.guideline import Role
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId
from studio_domain.working_calendar import WorkingDays


def decide_grade(
    cycle: At[EvaluationCycle],
    studio: At[Studio],
    *,
    person: PersonId,
    score: str,
    grade: str,
    document: str,
    decider: PersonId,
    role: Role,
    on: date,
    terms: Terms,
    working_days: WorkingDays,
    principal: PersonId | None = None,
) -> Changes:
    """评定等次 (三、（四）5): while the studio is led by whom it is led."""
    graded = evaluation_cycle.decide_grade(
        cycle.state,
        person=person,
        score=score,
        grade=grade,
        document=document,
        decider=decider,
        role=role,
        on=on,
        studio=studio.state,
        terms=terms,
        working_days=working_days,
        principal=principal,
    )
    return cycle.then(graded), studio.then()
