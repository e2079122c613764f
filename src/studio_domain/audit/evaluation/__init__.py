"""All checks of a year's evaluation (评价考核, 3.4.5)."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from studio_domain.audit.engine import Check
from studio_domain.audit.evaluation import cited, cycle
from studio_domain.audit.evaluation.cited import Cited
from studio_domain.audit.evaluation.cycle import Cycles
from studio_domain.audit.evaluation.known import Served
from studio_domain.audit.evaluation.obligations import EvaluationOwed
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final[tuple[ModuleType, ...]] = (cycle, cited)
"""Where the predicates stand."""


def evaluation_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what was served comes first."""
    served = Served()
    return served, Cycles(grounds, served), Cited(), EvaluationOwed(grounds)
