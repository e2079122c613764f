"""年度评价考核 as every recognised studio of the story keeps it: indicators in autumn, scores and grades in January."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Final

from studio_adapters.demo.applicant import digest
from studio_adapters.demo.house import House
from studio_adapters.demo.people import Person
from studio_domain.evaluation_cycle import Evaluatee, Indicator
from studio_domain.values import PersonId

PLEDGED: Final = (date(2024, 7, 2), date(2025, 6, 30), date(2026, 6, 24))
"""廉洁承诺: before the first service, and again within a year."""
DECLARED: Final = ((11, 20),)
"""年度廉洁申报: each year in November."""
INSPECTED: Final = ((5, 20), (11, 12))
"""监督检查: twice a year, by the carrier's head."""

INDICATORS: Final = (Indicator("quality", 60), Indicator("attitude", 40))
SCORE: Final = "78"
"""What everybody reaches by both, and so altogether."""


def pledge(house: House, person: Person, days: Iterable[date]) -> None:
    """签署廉洁承诺 of one person on these days, and his declaration in each of these years."""
    conduct = house.office.app.conduct(house.studio, person.id)
    for day in days:
        sign = partial(conduct.sign_pledge, text_version="承诺书/1", digest=digest(f"pledge {person.id} {day}"))
        house.office.acts(house.office.working(day), person, sign)
        for month, on in DECLARED:
            declare = partial(conduct.declare_integrity, year=day.year, digest=digest(f"{person.id} {day.year}"))
            house.office.acts(house.office.working(date(day.year, month, on)), person, declare)


def inspect(house: House, year: int) -> None:
    """监督检查 of a year."""
    held = house.office.app.inspections(house.studio, year)
    for number, (month, on) in enumerate(INSPECTED, 1):
        name = f"jc-{year}-{number}"
        hold = partial(held.hold_inspection, inspection=name, scope="廉洁自律与制度执行", digest=digest(name))
        house.office.acts(house.office.working(date(year, month, on)), house.head, hold)


def evaluate(house: House, year: int, *people: Person) -> None:
    """The carrier's head and the authority score, an indicator each; the head grades, and closes in February."""
    office, officer = house.office, house.place.officer
    cycle = office.app.evaluation(house.studio, year)
    settled, listed = office.working(date(year, 9, 2)), office.working(date(year + 1, 1, 5))
    scored, drafted = office.working(listed, 2), office.working(listed, 3)
    graded, closed = office.working(drafted, 10), office.working(drafted, 12)
    persons = [PersonId(person.id) for person in people]
    office.acts(settled, house.lead, lambda: cycle.define_indicators(indicators=INDICATORS))
    office.acts(settled, house.head, lambda: cycle.freeze_indicators(document=f"考〔{year}〕1号"))
    office.acts(listed, house.lead, lambda: cycle.list_evaluatees(evaluatees=[Evaluatee(one) for one in persons]))
    for person in persons:
        for scorer, indicator in ((house.head, INDICATORS[0]), (officer, INDICATORS[1])):
            score = partial(cycle.score, person=person, indicator=indicator.code, value=SCORE, source="评议表")
            office.acts(scored, scorer, score)
    office.acts(drafted, house.lead, cycle.publish_draft)
    for person in persons:
        decide = partial(cycle.decide_grade, person=person, score=SCORE, grade="qualified", document=f"等〔{year}〕1号")
        office.acts(graded, house.head, decide)
    office.acts(closed, house.head, cycle.close_cycle)
