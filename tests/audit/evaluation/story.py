"""The evaluation of a year (S14): four members and three experts, weights 30/30/25/15, one score of 84.995.

Told fact by fact: lawful, or not at any point that one changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from audit.changing import Told
from audit.discipline.story import Said, day
from office import DESK, HEAD, LEAD, OFFICER, STAFF, Office, Person
from studio_adapters.chinese_days import calendar_of
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case import facts as case
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.evaluation_cycle.facts import Evaluatee, Indicator
from studio_domain.expert_contract import facts as expert
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import LeadAppointed, StudioRecognised
from studio_domain.values import SHANGHAI, PersonId

STUDIO: Final = "hz-xihu-001"
CYCLE, PROFILE, CASE, X1 = "evaluation/2025", "studio/profile", "case/2025-0001", "expert/x-1"
STREAM: Final = f"{STUDIO}/{CYCLE}"
WANG, FAN, GU, QIN = map(PersonId, ("p-wang", "p-fan", "p-gu", "p-qin"))
MEMBERS, EXPERTS = (LEAD.id, STAFF.id, DESK.id, WANG), (FAN, GU, QIN)
INDICATORS: Final = (
    Indicator("quality", 30), Indicator("attitude", 30), Indicator("results", 25),
    Indicator("services", 15, "services", 20),
)  # fmt: skip
AS_OF = date(2026, 3, 31)
OURS = ("evaluation.", "obligation.evaluation")
"""The checks that are looked at here."""

BORDER: Final = STAFF.id
"""Whose score is 84.995."""
SCORES: Final[dict[PersonId, tuple[str, str, str, str]]] = {
    **dict.fromkeys((*MEMBERS, *EXPERTS), ("95", "95", "95", "5")),
    BORDER: ("85", "85", "84.98", "85"),
}


def service(number: int, mentor: PersonId) -> Said:
    start = datetime(2025, 3, 3, 9, tzinfo=SHANGHAI) + timedelta(days=number)
    told = case.ServiceDelivered(
        f"s-{number}", "2.2", "policy", case.Channel.VISIT, mentor, start, start + timedelta(hours=1), "咨询室", None,
        (), case.Evidence("记录", "ab"),
    )  # fmt: skip
    return Said(start.date().isoformat(), CASE, told, STAFF)


def weighted(person: PersonId) -> str:
    """What the four scores of a person come to."""
    parts = (one.weight * Decimal(value) for one, value in zip(INDICATORS, SCORES[person], strict=True))
    return f"{(sum(parts, Decimal(0)) / 100).normalize():f}"


def scored(person: PersonId, indicator: str, value: str, by: Person) -> Said:
    on = "2026-01-12"
    return Said(on, CYCLE, evaluation.Scored(person, indicator, value, "评议表", by.id, None, day(on)), by)


def scores_of(person: PersonId) -> Iterable[Said]:
    """Two by one hand, two by another; the lead's by those above."""
    first, second = (OFFICER, HEAD) if person == LEAD.id else (LEAD, HEAD)
    for at, (one, value) in enumerate(zip(INDICATORS, SCORES[person], strict=True)):
        yield scored(person, one.code, value, first if at < 2 else second)


def graded(person: PersonId, by: Person = HEAD) -> Said:
    on = "2026-01-26"
    told = evaluation.GradeDecided(person, weighted(person), "qualified", "等〔2026〕1号", by.id, None, day(on))
    return Said(on, CYCLE, told, by)


def lawful() -> tuple[Said, ...]:
    """The year and its evaluation, in the order in which they were recorded."""
    keys: dict[str, Any] = {
        "evaluation.due": "02-28", "evaluation.appeal_days": 5,
        "grade.bands": ("85:excellent", "60:qualified", "0:unqualified"),
    }  # fmt: skip
    on, first = "2024-12-17", day("2025-01-01")
    everybody = tuple(Evaluatee(person) for person in (*MEMBERS, *EXPERTS))
    recognised = StudioRecognised("名", "地", LEAD.id, (), "文", first, None, OFFICER.id, OFFICER.org)
    standing = evaluation.AppealDecided(BORDER, None, None, "复-1", OFFICER.id, None, day("2026-01-22"))
    return (
        *(Said(on, f"region-000000/calendar/{year}", calendar_of(year), OFFICER) for year in (2025, 2026)),
        *(
            Said(on, "policy/values", PolicyValueSet(key, value, day(on), "规〔2024〕2号", HEAD.id), HEAD)
            for key, value in keys.items()
        ),
        Said(on, PROFILE, LeadAppointed(LEAD.id, "mentor", True, day("2020-01-01"), HEAD.id), HEAD),
        Said("2025-01-01", PROFILE, recognised, OFFICER),
        Said("2025-01-06", X1, expert.ExpertNominated(FAN, LEAD.id, "财税", "经验", day("2025-01-06")), LEAD),
        *(service(number, person) for number, person in enumerate((*MEMBERS, *EXPERTS))),
        *(service(number, BORDER) for number in range(10, 26)),
        Said("2025-06-02", CYCLE, evaluation.IndicatorsDefined(2025, INDICATORS, LEAD.id, day("2025-06-02")), LEAD),
        Said("2025-06-05", CYCLE, evaluation.IndicatorsFrozen(HEAD.id, "考〔2025〕1号", day("2025-06-05")), HEAD),
        Said("2026-01-08", CYCLE, evaluation.EvaluateesListed(everybody, LEAD.id, day("2026-01-08")), LEAD),
        *(one for person in (*MEMBERS, *EXPERTS) for one in scores_of(person)),
        Said("2026-01-16", CYCLE, evaluation.DraftPublished(LEAD.id, day("2026-01-16")), LEAD),
        Said("2026-01-23", CYCLE, evaluation.AppealFiled(BORDER, "ab", day("2026-01-23")), STAFF),
        Said("2026-01-23", CYCLE, standing, OFFICER),
        *(graded(person) for person in (*MEMBERS, *EXPERTS)),
        Said("2026-02-28", CYCLE, evaluation.CycleClosed(HEAD.id, day("2026-02-28")), HEAD),
        Said(
            "2026-03-02", X1,
            expert.ExpertEvaluated(CYCLE, "qualified", weighted(FAN), LEAD.id, day("2026-03-02")), LEAD,
        ),
    )  # fmt: skip


def recorded(history: Iterable[Told]) -> list[Recorded[Any]]:
    """The history as a journal gives it, after the studio was founded."""
    office = Office(STUDIO)
    for said in history:
        assert isinstance(said, Said)
        office.act(said.day, said.kind, said.person, said.fact, known=said.known, **said.envelope)
    return office.history


def found(history: Iterable[Told], as_of: date = AS_OF) -> list[Finding]:
    """What an audit of the studio says of its evaluation."""
    events = recorded(history)
    grounds = Grounds.of(events, studio=STUDIO)
    all_found = audit_studio(events, grounds=grounds, studio=STUDIO, as_of=as_of)
    return [one for one in all_found if one.check.startswith(OURS)]
