"""The guideline as data: clauses, rules that follow from them, roles, and the way to be refused."""

from __future__ import annotations

from studio_domain.guideline.clauses import Clause
from studio_domain.guideline.rules import Breach, Language, MayDecide, Role, Rule, Source, fill, require

__all__ = ["Breach", "Clause", "Language", "MayDecide", "Role", "Rule", "Source", "fill", "require"]
