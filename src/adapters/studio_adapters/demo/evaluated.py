"""年度评价考核 as every recognised studio of the story keeps it: indicators in autumn, scores and grades in January."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from studio_adapters.demo.house import House
from studio_adapters.demo.people import Person
from studio_domain.evaluation_cycle import Evaluatee, Indicator
from studio_domain.values import PersonId

INDICATORS: Final = (Indicator("quality", 60), Indicator("attitude", 40))
SCORE: Final = "78"
"""What everybody reaches by both, and so altogether."""


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
