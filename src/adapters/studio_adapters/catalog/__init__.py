"""The catalog: every fact, decision, rule, check, obligation and policy key, read from the code itself."""

from __future__ import annotations

from studio_adapters.catalog.clauses import KINDS, ClauseEntry, clauses
from studio_adapters.catalog.decisions import (
    DESK,
    DecisionEntry,
    RuleEntry,
    decisions,
    is_report,
    name_of,
    roles,
    rules,
)
from studio_adapters.catalog.facts import STREAMS, FactEntry, FieldEntry, PartEntry, facts, parts

__all__ = [
    "DESK",
    "KINDS",
    "STREAMS",
    "ClauseEntry",
    "DecisionEntry",
    "FactEntry",
    "FieldEntry",
    "PartEntry",
    "RuleEntry",
    "clauses",
    "decisions",
    "facts",
    "is_report",
    "name_of",
    "parts",
    "roles",
    "rules",
]
