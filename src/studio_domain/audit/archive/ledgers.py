"""Ledgers of a month (3.4.4.a): frozen when it is over, in time, with the content that the facts give again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.audit.shared import simply
from studio_domain.guideline import Clause, Kind, obligation
from studio_domain.month_ledger import LEDGERS, LedgerFrozen, content_of, last_day_of, line_of, month_of
from studio_domain.month_ledger.lines import Line
from studio_domain.values import month_end

CONTENT: Final = Predicate(
    "ledger.content",
    Clause.TIMELY_SORTING,
    Kind.X,
    zh="{subject} 固定的摘要值 {actual} 与按记录重算的 {expected} 不符",
    en="{subject} was frozen as {actual}; worked out again from the facts it is {expected}",
)
TOO_EARLY: Final = Predicate(
    "ledger.too-early",
    Clause.TIMELY_SORTING,
    Kind.G,
    zh="{subject} 于 {actual} 固定，该月 {expected} 才结束",
    en="{subject} was frozen on {actual}; the month ends on {expected}",
)

_Key = tuple[str, str, str]
"""A studio, a ledger, a month."""


@define
class Ledgers:
    """What was frozen of a month is what was known of it; what a month has is frozen in time (ledger_freeze)."""

    grounds: Grounds
    _lines: defaultdict[_Key, list[Line]] = field(factory=lambda: defaultdict(list))
    _last: dict[_Key, Recorded[Any]] = field(factory=dict)
    _frozen: list[Recorded[LedgerFrozen]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for ledger, classes in LEDGERS.items():
            for fact in classes:
                yield on(fact, _Adding(self, ledger).see)
        yield on(LedgerFrozen, self._frozen.append)

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        owed = ObligationLedger.of(obligation("ledger_freeze"))
        for key, event in self._last.items():
            _, ledger, month = key
            ends = last_day_of(month)
            if ends.year == date.max.year:
                continue
            terms = self.grounds.policy.on(ends)
            if ledger in terms.holdings.ledgers:
                due = self.grounds.working_days.add_working_days(ends, terms.archive.ledger_freeze_days)
                owed.open(_subject(key), event, ends, due, terms)
        for frozen in self._frozen:
            owed.discharge(_subject(_key(frozen)), frozen, frozen.fact.on)
        return (owed,)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for frozen in self._frozen:
            yield from self._judged(frozen)
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    def add(self, ledger: str, event: Recorded[Any]) -> None:
        """A line of a ledger."""
        key = event.studio, ledger, month_of(event.context.day)
        self._lines[key].append(line_of(ledger, event))
        self._last[key] = event

    def _judged(self, event: Recorded[LedgerFrozen]) -> Iterator[Finding]:
        fact, key = event.fact, _key(event)
        computed = content_of(self._lines.get(key, ()), fact.known)
        if (computed.lines, computed.digest) != (fact.lines, fact.digest):
            yield simply(
                CONTENT, event, _subject(key), expected=text(f"{computed.lines} {computed.digest[:12]}"),
                actual=text(f"{fact.lines} {fact.digest[:12]}"),
            )  # fmt: skip
        ends = _end(fact.month)
        if ends is None or fact.on <= ends:
            yield simply(
                TOO_EARLY, event, _subject(key), expected=on_day(ends) if ends else text("-"), actual=on_day(fact.on)
            )


@define
class _Adding:
    of: Ledgers
    ledger: str

    def see(self, event: Recorded[Any]) -> None:
        self.of.add(self.ledger, event)


def _key(event: Recorded[LedgerFrozen]) -> _Key:
    return event.studio, event.fact.ledger, event.fact.month


def _subject(key: _Key) -> str:
    return f"{key[0]}/ledger/{key[1]}-{key[2]}"


def _end(month: str) -> date | None:
    """The last day of a month as a fact names it; None for what is none."""
    year, _, number = month.partition("-")
    if not (len(year) == 4 and year.isdecimal() and number.isdecimal() and year > "0000" and 1 <= int(number) <= 12):
        return None
    return month_end(int(year), int(number))
