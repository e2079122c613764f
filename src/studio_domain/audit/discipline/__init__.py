"""All checks of discipline (组织纪律, 3.4.7.c, 3.4.7.d)."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from studio_domain.audit.case.people import People
from studio_domain.audit.discipline import course, gifts, hands, papers, suspended
from studio_domain.audit.discipline.course import Course
from studio_domain.audit.discipline.gifts import Gifts
from studio_domain.audit.discipline.hands import DisciplineHands
from studio_domain.audit.discipline.obligations import DisciplineObligations
from studio_domain.audit.discipline.papers import DisciplinePapers
from studio_domain.audit.discipline.suspended import Suspended
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final[tuple[ModuleType, ...]] = (hands, course, papers, gifts, suspended)
"""Where the predicates stand."""


def discipline_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; who belongs to the studio comes first."""
    people = People()
    return (
        people,
        DisciplineHands(),
        Course(grounds, people),
        DisciplinePapers(grounds),
        Gifts(grounds),
        Suspended(),
        DisciplineObligations(grounds),
    )
