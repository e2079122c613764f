"""Where each clause of the guideline has its home: rules, facts, checks, obligations, policy keys, registers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from attrs import frozen

from studio_adapters.catalog.decisions import rules
from studio_adapters.catalog.facts import facts
from studio_adapters.catalog.registers import answered
from studio_domain.audit import ALL_PREDICATES
from studio_domain.guideline import OBLIGATIONS, READINGS, Clause, Reading
from studio_domain.policy import KEYS
from studio_domain.questions import questions

KINDS: Final = {
    "refused": ("决定予以拒绝", "refused by a decision"),
    "checked": ("审计予以检查", "checked by the audit"),
    "owed": ("列为义务", "owed as an obligation"),
    "valued": ("列为政策取值", "a value of policy"),
    "told": ("台账或提问中可见", "told by a register or a question"),
    "defined": ("界定名称与范围, 无须办理", "a definition that asks for nothing"),
}
"""The kinds of home that a clause may have, the strongest first."""

_DEFINED: Final = frozenset(
    {Clause.SERVICE_INNOVATION, Clause.SELF_SERVICE_AREA, Clause.BACK_OFFICE, Clause.MEETING_ROOM, Clause.PURPOSE}
)
"""Clauses that say what something is, or wish for something, and ask for no record of their own."""


@frozen
class ClauseEntry:
    """A clause and everything that serves it, each by its stable name."""

    reading: Reading
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    checks: tuple[str, ...]
    obligations: tuple[str, ...]
    keys: tuple[str, ...]
    registers: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def homes(self) -> tuple[str, ...]:
        """Of which kinds its homes are, by the names of `KINDS`; none where nobody has taken it in."""
        there = {
            "refused": self.rules,
            "checked": self.checks,
            "owed": self.obligations,
            "valued": self.keys,
            "told": self.registers or self.questions,
        }
        found = tuple(kind for kind, what in there.items() if what)
        return found or (("defined",) if self.reading.clause in _DEFINED else ())


@cache
def clauses() -> tuple[ClauseEntry, ...]:
    """All 107, in the order of the text."""
    return tuple(_entry(reading) for reading in READINGS.values())


def _entry(reading: Reading) -> ClauseEntry:
    clause, value = reading.clause, reading.clause.value
    return ClauseEntry(
        reading=reading,
        rules=_sorted(f"{one.kind}.{one.name}" for one in rules() if one.clause == value),
        facts=_sorted(one.type for one in facts() if value in one.clauses),
        checks=_sorted(name for name, one in ALL_PREDICATES.items() if one.clause is clause),
        obligations=_sorted(one.key for one in OBLIGATIONS.values() if one.clause is clause),
        keys=_sorted(one.name for one in KEYS.values() if one.clause is clause),
        registers=answered(clause),
        questions=_sorted(one.name for one in questions().values() if one.clause is clause),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*names}))
